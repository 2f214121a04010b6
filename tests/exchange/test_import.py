"""Importing a catalogue: what is taken, what is refused, what is a conflict; and tables as offices save them."""

from __future__ import annotations

import datetime
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from build_tools.exchange.columns import columns
from build_tools.records.record import load_record
from tests.exchange.commands import change_csv, change_xlsx, exported, label, read_csv, run, write_csv

YI = "2022-0007"


def export(*names: str) -> None:
    for name in names:
        assert run("export", "catalogue", f"--{Path(name).suffix[1:]}", name, "--force").exit_code == 0


def id_of(unit: str) -> str:
    return next(identifier for identifier, row in exported().items() if row["unit"] == unit)


# ---------------------------------------------------------------- what is written


def test_only_what_changed_is_written(archive: Path) -> None:
    jia = id_of("甲县财政局")
    export("目录.xlsx")
    change_xlsx(Path("目录.xlsx"), {(YI, "role"): "局长", (jia, "year"): 2020})
    result = run("import", "catalogue", "目录.xlsx", "--yes")
    assert result.exit_code == 0, result.output
    assert "年度：2021 → 2020" in result.stdout
    assert (archive / "乙.txt.yml").read_text(encoding="utf-8") == (
        "# 已核对\nid: 2022-0007\nheld: 2023-01\nrole: 局长\n"
    )
    record = load_record(archive / "2021" / "甲.txt.yml")
    assert record.year == 2020
    assert record.id is None, "a material that was never registered keeps the id of its bytes"
    assert not (archive / "丙.txt.yml").exists()


def test_what_would_follow_a_change_stays_as_the_table_says(archive: Path) -> None:
    """The sector follows the unit; the clerk saw it and left it."""
    before = exported()[YI]
    export("目录.xlsx")
    change_xlsx(Path("目录.xlsx"), {(YI, "unit"): "枫桥县档案馆"})
    result = run("import", "catalogue", "目录.xlsx", "--yes")
    assert "一并写明，免得随之改变：系统 水利" in result.stdout
    after = exported()[YI]
    assert {name for name in before if before[name] != after[name]} == {"unit", "evidence"}
    assert load_record(archive / "乙.txt.yml").sector == "水利"


def test_nothing_is_written_without_consent(archive: Path) -> None:
    export("目录.xlsx")
    change_xlsx(Path("目录.xlsx"), {(YI, "role"): "局长"})
    record = (archive / "乙.txt.yml").read_bytes()
    for extra, code in (([], 2), (["--dry-run"], 0), (["--format", "json"], 0), (["--dry-run", "--yes"], 0)):
        result = run("import", "catalogue", "目录.xlsx", *extra)
        assert result.exit_code == code, extra
        assert "局长" in result.stdout
        assert (archive / "乙.txt.yml").read_bytes() == record


def test_an_empty_cell_means_known_to_be_unknown(archive: Path) -> None:
    export("目录.xlsx")
    change_xlsx(
        Path("目录.xlsx"), {(YI, "held"): None, (YI, "sector"): "  ", (YI, "keywords"): None, (YI, "title"): ""}
    )
    assert run("import", "catalogue", "目录.xlsx", "--yes").exit_code == 0
    record = load_record(archive / "乙.txt.yml")
    assert record.overrides == {"held": None, "sector": None, "keywords": ()}
    assert exported()[YI]["title"].startswith("乙县水利局"), "a title there always is"


def test_automatic_gives_a_field_back_to_the_program(archive: Path) -> None:
    export("目录.xlsx")
    change_xlsx(Path("目录.xlsx"), {(YI, "held"): columns().automatic, (YI, "unit"): columns().automatic})
    result = run("import", "catalogue", "目录.xlsx", "--yes")
    assert result.exit_code == 0
    assert (archive / "乙.txt.yml").read_text(encoding="utf-8") == "# 已核对\nid: 2022-0007\n"
    assert run("import", "catalogue", "目录.xlsx", "--yes").stdout == "没有要改的\n"


# ---------------------------------------------------------------- what is not


def test_a_change_in_the_archive_meanwhile_is_a_conflict(archive: Path) -> None:
    export("目录.csv")
    (archive / "乙.txt.yml").write_text("id: 2022-0007\nheld: 2023-02\nyear: 2019\n", encoding="utf-8")
    change_csv(Path("目录.csv"), {(YI, "held"): "2023-03", (YI, "role"): "局长"})
    result = run("import", "catalogue", "目录.csv", "--yes")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"冲突：第4行 {YI}“{label('held')}”：归档里现在是“2023-02”")
    record = load_record(archive / "乙.txt.yml")
    assert (record.held, record.year, record.role) == ("2023-02", 2019, "局长")


def test_rows_that_cannot_be_placed_are_refused_one_line_each(archive: Path) -> None:
    jia, bing = id_of("甲县财政局"), id_of("丙县教育局")
    export("目录.csv")
    rows = read_csv(Path("目录.csv"))
    unknown, nameless = [*rows[1]], [*rows[1]]
    unknown[0], nameless[0] = "2021-9999", ""
    doubled = next(row for row in rows if row[0] == bing)
    write_csv(Path("目录.csv"), [*rows, unknown, nameless, doubled, ["", ""], []])
    change_csv(Path("目录.csv"), {(jia, "year"): "二〇二一", (jia, "meeting"): "座谈会", (YI, "year"): "1492"})
    before = sorted(archive.rglob("*"))
    result = run("import", "catalogue", "目录.csv", "--yes")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert len(lines) == 6
    assert all(line.startswith("拒收：第") for line in lines)
    assert any(f"{jia}：“年度”“二〇二一”不是年份" in line and "“会议”不能是“座谈会”，只能是" in line for line in lines)
    assert any(f"{YI}：“年度”应为 1949 到 2100 之间的年份" in line for line in lines)
    assert any("2021-9999：归档里没有这个编号" in line for line in lines)
    assert any("没有编号" in line for line in lines)
    assert sum(f"{bing}：编号重复，共有 2 行" in line for line in lines) == 2
    assert sorted(archive.rglob("*")) == before


def test_withheld_and_removed_materials_are_not_touched(archive: Path) -> None:
    export("目录.xlsx")
    for access in ("withhold", "remove"):
        (archive / "乙.txt.yml").write_text(f"id: 2022-0007\naccess: {access}\n", encoding="utf-8")
        change_xlsx(Path("目录.xlsx"), {(YI, "role"): "局长"})
        result = run("import", "catalogue", "目录.xlsx", "--yes")
        assert result.exit_code == 1
        assert "归档里没有这个编号，或者它不公开" in result.stderr


def test_a_secrecy_mark_typed_into_a_cell_is_refused(archive: Path) -> None:
    export("目录.xlsx")
    change_xlsx(Path("目录.xlsx"), {(YI, "labels"): "机密★10年"})
    result = run("import", "catalogue", "目录.xlsx", "--yes")
    assert result.exit_code == 1
    assert "改后原件会被拒收" in result.stderr
    assert "机密★" not in (archive / "乙.txt.yml").read_text(encoding="utf-8")


def test_personal_data_typed_into_a_cell_is_no_endless_difference(archive: Path) -> None:
    export("目录.xlsx")
    change_xlsx(Path("目录.xlsx"), {(YI, "incomplete"): "缺页，问 13800138000"})
    assert run("import", "catalogue", "目录.xlsx", "--yes").exit_code == 0
    assert "13800138000" not in json.dumps(exported(), ensure_ascii=False)
    assert run("import", "catalogue", "目录.xlsx", "--yes").stdout == "没有要改的\n"


def test_a_broken_record_is_refused(archive: Path) -> None:
    export("目录.xlsx")
    change_xlsx(Path("目录.xlsx"), {(YI, "role"): "局长"})
    (archive / "乙.txt.yml").write_text("id: [", encoding="utf-8")
    result = run("import", "catalogue", "目录.xlsx", "--yes")
    assert result.exit_code == 1
    assert (archive / "乙.txt.yml").read_text(encoding="utf-8") == "id: ["


# ---------------------------------------------------------------- tables as they come back


@pytest.mark.parametrize(
    ("encoding", "settings"),
    [
        ("gbk", {}),
        ("utf-8", {"quoting": 1}),
        ("utf-16", {"delimiter": "\t"}),
        ("gb18030", {"delimiter": ";", "lineterminator": "\n"}),
    ],
)
def test_csv_of_any_kind(archive: Path, encoding: str, settings: dict[str, object]) -> None:
    export("目录.csv")
    change_csv(Path("目录.csv"), {(YI, "role"): "局长"}, encoding, **settings)
    result = run("import", "catalogue", "目录.csv", "--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "要改 1 处" in result.stdout


def test_columns_moved_added_removed_and_a_heading_above(archive: Path) -> None:
    export("目录.csv")
    labels, *rows = read_csv(Path("目录.csv"))
    gone = {label("sector"), label("theme"), "修复处数"}
    keep = [place for place, name in enumerate(labels) if name not in gone][::-1]
    table = [["著录核对表"], [], ["备 注", *(f" {labels[place]}\n" for place in keep), "", ""]]
    table += [["已看", *(row[place] for place in keep), "", ""] for row in rows[::-1]]
    write_csv(Path("目录.csv"), [*table, *[[""] * 90] * 5])
    result = run("import", "catalogue", "目录.csv", "--yes")
    assert (result.exit_code, result.stdout) == (0, "没有要改的\n")
    assert result.stderr == "提示：不认得的列没有用：备注\n"


def test_dates_and_numbers_as_spreadsheets_make_them(archive: Path) -> None:
    """A month became its first day, a year a float, an id stayed."""
    (archive / "丙.txt.yml").write_text("held: 2023-01-15\n", encoding="utf-8")
    bing = id_of("丙县教育局")
    export("目录.xlsx", "目录.csv")
    cells = {
        (YI, "held"): datetime.datetime(2023, 1, 1),
        (YI, "year"): 2022.0,
        (YI, "framework"): 2021.0,
        (YI, "title_supplied"): False,
        (bing, "held"): 44941,
        (bing, "year"): "2022.0",
    }
    change_xlsx(Path("目录.xlsx"), cells)
    assert run("import", "catalogue", "目录.xlsx", "--yes").stdout == "没有要改的\n"
    for month, day in (("Jan-23", "2023/1/15"), ("2023/1/1", "2023年1月15日"), ("2023年1月", "44941")):
        change_csv(Path("目录.csv"), {(YI, "held"): month, (bing, "held"): day})
        assert run("import", "catalogue", "目录.csv", "--yes").stdout == "没有要改的\n", (month, day)


def test_a_table_without_the_seal_is_compared_with_the_archive(archive: Path) -> None:
    export("目录.csv")
    labels, *rows = read_csv(Path("目录.csv"))
    write_csv(Path("目录.csv"), [labels[:-1], *(row[:-1] for row in rows)])
    change_csv(Path("目录.csv"), {(YI, "role"): "局长"})
    result = run("import", "catalogue", "目录.csv", "--yes")
    assert result.exit_code == 0
    assert "要改 1 处" in result.stdout
    assert "只与归档的现状比较" in result.stderr


def test_a_material_that_was_registered_meanwhile_is_found_by_its_old_id(archive: Path) -> None:
    jia = id_of("甲县财政局")
    export("目录.xlsx")
    (archive / "2021" / "甲.txt.yml").write_text("id: 2021-0001\n", encoding="utf-8")
    change_xlsx(Path("目录.xlsx"), {(jia, "role"): "局长"})
    assert "要改 1 处" in run("import", "catalogue", "目录.xlsx", "--yes").stdout
    assert load_record(archive / "2021" / "甲.txt.yml").role == "局长"


def test_formulas_are_taken_by_their_values_or_refused(archive: Path) -> None:
    export("目录.xlsx")
    change_xlsx(Path("目录.xlsx"), {(YI, "role"): '="局"&"长"'})
    result = run("import", "catalogue", "目录.xlsx", "--yes")
    assert result.exit_code == 1
    assert f"{YI}：“{label('role')}”是公式，表里没有它算出的值" in result.stderr


# ---------------------------------------------------------------- files that are none


def broken_files() -> dict[str, bytes]:
    book = Workbook()
    book.active["A1"] = "别的表"
    book.save("别的.xlsx")
    return {
        "空.csv": b"",
        "别的.csv": "甲,乙\r\n1,2\r\n".encode(),
        "图.csv": bytes(range(256)) * 9,
        "旧.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "截断.xlsx": Path("别的.xlsx").read_bytes()[:900],
        "别的.xlsx": Path("别的.xlsx").read_bytes(),
        "压缩.xlsx": b"PK\x05\x06" + bytes(18),
        "两列.csv": "编号,年度,年度\r\n2022-0007,2021,2022\r\n".encode(),
        "引号.csv": '编号,年度\r\n"2022-0007,2021'.encode(),
    }


def test_a_sheet_that_is_damaged_inside_is_one_line(archive: Path) -> None:
    export("目录.xlsx")
    with zipfile.ZipFile("目录.xlsx") as package, zipfile.ZipFile("坏.xlsx", "w") as broken:
        for name in package.namelist():
            data = package.read(name)
            broken.writestr(name, data[: len(data) // 2] if "sheet1" in name else data)
    result = run("import", "catalogue", "坏.xlsx", "--yes")
    assert (result.exit_code, result.stderr.splitlines()[0][:16]) == (2, "错误：坏.xlsx：表格损坏，打")


def test_a_workbook_with_a_cell_at_its_far_end_is_read_at_once(archive: Path) -> None:
    export("目录.xlsx")
    book = load_workbook("目录.xlsx")
    book.worksheets[0]["XFD1048576"] = "误点"
    book.save("目录.xlsx")
    assert run("import", "catalogue", "目录.xlsx", "--yes").stdout == "没有要改的\n"


def test_a_file_that_is_no_catalogue_is_one_line(archive: Path) -> None:
    for name, data in broken_files().items():
        Path(name).write_bytes(data)
        result = run("import", "catalogue", name, "--yes")
        assert result.exit_code in (1, 2), name
        (line,) = result.stderr.splitlines()[:1]
        assert line.startswith((f"错误：{name}：", "拒收：第2行")), line
    assert load_workbook("别的.xlsx")
    assert run("import", "catalogue", "没有.csv").exit_code == 2
