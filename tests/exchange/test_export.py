"""What `export` writes: the catalogue as a table, a material as a Word file, the archive as a bag."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import bagit
import pytest
from openpyxl import load_workbook

from build_tools.collection import VOCABULARY, collect
from build_tools.conversion import convert
from build_tools.exchange.catalogue import header
from build_tools.exchange.columns import columns, fields
from build_tools.exchange.material_text import as_markdown, as_text, blocks
from build_tools.model import Material
from build_tools.pages.front_matter import FrontMatter
from build_tools.records.record import OVERRIDES
from build_tools.vocabulary import load_vocabulary
from build_tools.word import Heading, Paragraph, Signature, Title
from tests.exchange.commands import exported, label, read_csv, run
from tests.sample import material_text

YI = "2022-0007"
MOBILE, CARD = "13800138000", "6222020200112233445"


def materials(archive: Path) -> list[Material]:
    vocabulary = load_vocabulary(archive / VOCABULARY)
    found = (convert(original, vocabulary) for original in collect(archive, vocabulary).originals)
    return [material for material in found if isinstance(material, Material)]


# ---------------------------------------------------------------- catalogue


def test_everything_that_a_record_can_decide_has_a_column(archive: Path) -> None:
    assert {column.name for column in fields()} == {*OVERRIDES, "exemplar"}
    assert {column.name for column in fields()} <= set(FrontMatter.model_fields)


def test_a_workbook_for_clerks(archive: Path) -> None:
    (archive / "乙.txt.yml").write_text('id: 2022-0007\nexemplar: "=HYPERLINK(1)"\nrole: "#N/A"\n', encoding="utf-8")
    assert run("export", "catalogue", "--xlsx", "目录.xlsx").exit_code == 0
    book = load_workbook("目录.xlsx")
    sheet = book.worksheets[0]
    labels = [cell.value for cell in sheet[1]]
    assert labels == header()
    assert len(set(labels)) == len(labels)
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref.startswith("A1:")
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=2)}
    assert len(rows) == 3
    yi = rows[YI]
    assert yi[labels.index(label("exemplar"))].value == "=HYPERLINK(1)"
    assert {cell.data_type for row in rows.values() for cell in row} <= {"s", "n"}, "no formula, no error, no date"
    assert yi[labels.index(label("year"))].value == 2022
    assert yi[labels.index(label("framework"))].number_format == "@"
    role = yi[labels.index(label("role"))]
    assert role.fill.start_color.rgb.endswith(columns().colours["record"])
    assert [yi[labels.index(f"{label('title')}·{part}")].value for part in columns().basis.values()] == ["高", "标题"]
    assert sheet.column_dimensions[yi[-1].column_letter].hidden

    lists = {bounds.min_col for found in sheet.data_validations.dataValidation for bounds in found.sqref.ranges}
    closed = {labels.index(label(name)) + 1 for name in ("meeting", "subject", "sector", "level", "framework")}
    assert closed <= lists
    allowed = [cell.value for cell in book["可选值"]["A"]]
    assert "民主生活会" in allowed


def test_low_confidence_is_coloured(samples: Path) -> None:
    assert run("export", "catalogue", "--xlsx", "目录.xlsx").exit_code == 0
    sheet = load_workbook("目录.xlsx").worksheets[0]
    labels = [cell.value for cell in sheet[1]]
    said = {"低": columns().colours["low"], "中": columns().colours["medium"]}
    seen = 0
    for row in sheet.iter_rows(min_row=2):
        for column in fields():
            confidence = row[labels.index(f"{column.label}·{columns().basis['confidence']}")].value
            if confidence in said:
                seen += 1
                assert row[labels.index(column.label)].fill.start_color.rgb.endswith(said[confidence])
    assert seen > 3


def test_a_csv_that_offices_open(archive: Path) -> None:
    (archive / "乙.txt.yml").write_text('id: 2022-0007\nexemplar: "=1+1"\n', encoding="utf-8")
    assert run("export", "catalogue", "--csv", "目录.csv").exit_code == 0
    assert Path("目录.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    labels, *rows = read_csv(Path("目录.csv"))
    assert labels == header()
    yi = next(row for row in rows if row[0] == YI)
    assert yi[labels.index(label("exemplar"))] == "'=1+1"
    assert not [value for row in rows for value in row if value.startswith(("=", "+", "-", "@"))]


def test_json_holds_front_matter_and_evidence(archive: Path) -> None:
    row = exported()[YI]
    assert (row["held"], row["source"]["file"]) == ("2023-01", "乙.txt")
    assert row["evidence"]["held"] == {"value": "2023-01", "source": "record", "text": None, "confidence": "high"}


def test_a_table_is_not_overwritten_by_mistake(archive: Path) -> None:
    assert run("export", "catalogue", "--csv", "目录.csv").exit_code == 0
    Path("目录.csv").write_text("改过的", encoding="utf-8")
    result = run("export", "catalogue", "--csv", "目录.csv")
    assert (result.exit_code, result.stderr) == (2, "错误：目录.csv 已经有了；要覆盖，加 --force\n")
    assert Path("目录.csv").read_text(encoding="utf-8") == "改过的"
    assert run("export", "catalogue", "--csv", "目录.csv", "--force").exit_code == 0


@pytest.mark.parametrize(
    "args",
    [
        ["catalogue"],
        ["material", YI],
        ["catalogue", "--csv", "没有/目录.csv"],
        ["material", "2021-9999", "--text", "a.txt"],
        ["bagit", "archive"],
        ["bagit", "archive/包"],
        ["catalogue", "--csv", "archive/目录.csv"],
        ["bagit", "."],
    ],
)
def test_wrong_use_is_one_line(archive: Path, args: list[str]) -> None:
    result = run("export", *args)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("错误：")


# ---------------------------------------------------------------- a material


def test_the_words_of_a_material_are_all_there(samples: Path) -> None:
    for material in materials(samples):
        outline = material.outline
        loose = (outline.title_lines, outline.contents, outline.byline, outline.preamble, outline.closing)
        words = [block.text for group in (*loose, outline.signature) for block in group]
        for section in outline.walk():
            words += [section.printed, *(block.text for block in section.blocks)]
        text = "".join(as_text(material).split())
        assert all("".join(piece.split()) in text for piece in words)
        inside = "".join(_words(block) for block in blocks(material))
        assert sorted("".join(inside.split())) == sorted(text)
        assert as_markdown(material).startswith("# ")


def _words(block: object) -> str:
    match block:
        case Heading(_, text, rest):
            return text + rest
        case Signature(lines):
            return "".join(lines)
    return block.text  # type: ignore[attr-defined, no-any-return]


def test_a_word_file_of_a_material(archive: Path) -> None:
    assert run("export", "material", YI, "--docx", "a.docx", "--markdown", "a.md", "--text", "a.txt").exit_code == 0
    with zipfile.ZipFile("a.docx") as package:
        ElementTree.fromstring(package.read("word/document.xml"))
    (material,) = [m for m in materials(archive) if m.id == YI]
    found = list(blocks(material))
    assert isinstance(found[0], Title)
    assert [block.level for block in found if isinstance(block, Heading)] == [1, 2, 2, 1, 2, 1, 2]
    led = [block for block in found if isinstance(block, Paragraph) and block.bold]
    start, end = led[0].bold[0]
    assert led[0].text[start:end] == "一是学习不系统。"
    assert Path("a.txt").read_text(encoding="utf-8").count("\n") == len(found)


# ---------------------------------------------------------------- what never leaves


@pytest.fixture
def guarded_archive(archive: Path) -> Path:
    """Personal data in one original, a secret, one withheld, one removed."""
    (archive / "个人.txt").write_text(
        material_text("丁县民政局").replace("联系实际不够", f"电话{MOBILE}，卡号{CARD}"), encoding="utf-8"
    )
    (archive / "个人.txt.yml").write_text("note: 记录里的备注\noriginal_name: 来件名.doc\n", encoding="utf-8")
    (archive / "密.txt").write_text("机密★10年\n" + material_text("戊县档案馆"), encoding="utf-8")
    for name, unit, access in (("己.txt", "己县审计局", "withhold"), ("庚.txt", "庚县统计局", "remove")):
        (archive / name).write_text(material_text(unit), encoding="utf-8")
        (archive / f"{name}.yml").write_text(f"access: {access}\n", encoding="utf-8")
    (archive / "乙.txt.yml").write_text(
        "id: 2022-0007\nnote: 记录里的备注\noriginal_name: 来件名.doc\n", encoding="utf-8"
    )
    return archive


SECRETS = (MOBILE, CARD, "戊县档案馆", "己县审计局", "庚县统计局", "记录里的备注", "来件名")


def everything(folder: Path) -> bytes:
    """Every byte below a folder, names and the insides of zip files too."""
    found = b""
    for path in folder.rglob("*"):
        found += str(path.relative_to(folder)).encode()
        if path.is_file():
            data = path.read_bytes()
            found += data
            if data.startswith(b"PK"):
                with zipfile.ZipFile(io.BytesIO(data)) as package:
                    found += b"".join(package.read(name) for name in package.namelist())
    return found


def test_nothing_hidden_leaves(guarded_archive: Path) -> None:
    out = Path("出")
    out.mkdir()
    result = run("export", "catalogue", "--xlsx", out / "a.xlsx", "--csv", out / "a.csv", "--json", out / "a.json")
    assert result.exit_code == 1
    bag = run("export", "bagit", out / "bag")
    assert bag.exit_code == 1
    for identifier in exported():
        assert run("export", "material", identifier, "--docx", out / f"{identifier}.docx").exit_code == 0
    data = everything(out) + result.output.encode() + bag.output.encode()
    assert [secret for secret in SECRETS if secret.encode() in data] == []
    assert "密.txt" in bag.stderr
    assert "原件没有放进去的 1 份" in bag.stderr


def test_a_withheld_material_is_not_exported(guarded_archive: Path) -> None:
    ids = [original.id for original in collect(guarded_archive).withheld]
    result = run("export", "material", ids[0], "--text", "a.txt")
    assert (result.exit_code, result.stderr) == (2, f"错误：{ids[0]} 按记录不公开，不能导出\n")


# ---------------------------------------------------------------- bag


def test_a_bag_is_valid_and_complete(guarded_archive: Path) -> None:
    assert run("export", "bagit", "包").exit_code == 1
    bag = bagit.Bag("包")
    bag.validate()
    assert bag.version_info == (1, 0)
    assert list(bag.algorithms) == ["sha256"]
    payload = Path("包/data")
    assert (payload / "originals" / f"{YI}.txt").read_bytes() == (guarded_archive / "乙.txt").read_bytes()
    assert (payload / "originals" / f"{YI}.txt.yml").read_text(encoding="utf-8") == "id: 2022-0007\n"
    assert len(list((payload / "originals").glob("*.txt"))) == 3
    assert len(list((payload / "text").iterdir())) == 4

    package = json.loads((payload / "datapackage.json").read_text(encoding="utf-8"))
    listed = {resource["path"]: resource for resource in package["resources"]}
    there = {path.relative_to(payload).as_posix() for path in payload.rglob("*") if path.is_file()}
    assert set(listed) == there - {"datapackage.json"}
    for path, resource in listed.items():
        assert resource["bytes"] == (payload / path).stat().st_size
    for name in ("dublin-core", "da-t-18"):
        with (payload / "metadata" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        assert head == [field["name"] for field in listed[f"metadata/{name}.csv"]["schema"]["fields"]]
        assert len(rows) == 4
    core = {row[head_of("dublin-core").index("identifier")]: row for row in table("dublin-core")}
    assert core[YI][head_of("dublin-core").index("creator")] == "乙县水利局"


def table(name: str) -> list[list[str]]:
    with Path(f"包/data/metadata/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def head_of(name: str) -> list[str]:
    with Path(f"包/data/metadata/{name}.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def test_the_same_archive_gives_the_same_bag(archive: Path) -> None:
    for name in ("一", "二"):
        assert run("export", "bagit", name).exit_code == 0
    one, two = (
        {path.relative_to(name): path.read_bytes() for path in Path(name).rglob("*") if path.is_file()}
        for name in ("一", "二")
    )
    assert one == two


def test_originals_with_personal_data_only_when_asked_for(guarded_archive: Path) -> None:
    assert run("export", "bagit", "包", "--with-personal").exit_code == 1
    assert MOBILE.encode() in everything(Path("包"))
    assert "己县审计局".encode() not in everything(Path("包"))


def test_a_bag_that_fails_leaves_nothing_behind(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise OSError(28, "No space left on device", "包")

    monkeypatch.setattr(bagit, "make_bag", full)
    before = sorted(Path().rglob("*"))
    result = run("export", "bagit", "包")
    assert (result.exit_code, result.stderr) == (2, "错误：包：磁盘空间不足\n")
    assert sorted(Path().rglob("*")) == before
