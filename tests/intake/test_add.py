"""`duizhao add`: shown first, then copied unchanged and registered; nothing twice, nothing elsewhere."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from build_tools.cli import console, main
from build_tools.cli.add_table import table
from build_tools.intake import Batch
from build_tools.records.record import load_record
from tests.intake.support import VOCABULARY, add_json, fixity, originals, put, run, tree
from tests.readers.word_files import zipped
from tests.sample import material_text

ROOT = Path(__file__).parents[2]
TARGET = "2021/枫桥县水利局领导班子2021年度民主生活会对照检查材料.txt"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(console, "PLAIN_SECONDS", float("inf"))  # a slow machine would show progress in between
    return tmp_path


def test_a_file_is_copied_unchanged_and_registered(project: Path) -> None:
    handed = put(project / "来件" / "新建文本文档.txt", material_text("枫桥县水利局"))
    result = run("add", "来件", "--yes")
    assert originals() == [TARGET]
    original = project / "archive" / TARGET
    assert original.read_bytes() == handed.read_bytes()
    record = load_record(original.with_name(original.name + ".yml"))
    assert record.id == "2021-0001"
    assert record.sha256 == hashlib.sha256(handed.read_bytes()).hexdigest()
    assert record.original_name == "来件/新建文本文档.txt"
    assert record.added is not None
    assert record.overrides == {}, "what the program reads in the text is left to the program"
    assert result.stdout.startswith("共 1 个文件：可入库 1 份，重复 0 份，拒收 0 份\n")
    assert "来件/新建文本文档.txt → " + TARGET in result.stdout
    assert fixity().findings == ()


def test_nothing_is_written_before_someone_agrees(project: Path) -> None:
    put(project / "甲县财政局.txt")
    before = tree(project)
    assert "可入库 1 份" in run("add", "甲县财政局.txt", "--dry-run").stdout
    assert not (project / "archive").exists()
    result = run("add", "甲县财政局.txt", code=2)
    assert "请加 --yes" in result.stderr
    assert add_json("甲县财政局.txt")["written"] is False
    assert tree(project) == before


def test_the_same_again_is_skipped(project: Path) -> None:
    put(project / "来件" / "甲县财政局.txt")
    put(project / "来件" / "再来一份.txt", material_text("甲县财政局"))
    first = run("add", "来件", "--yes")
    assert "跳过：来件/甲县财政局.txt 与 来件/再来一份.txt 内容完全相同" in first.stdout
    before = tree(project)
    again = run("add", "来件", "--yes")
    assert "可入库 0 份，重复 2 份" in again.stdout
    assert tree(project) == before


def test_a_file_goes_before_the_same_in_a_zip(project: Path) -> None:
    """What a clerk can open is named as where it came from, wherever the archive stands in the order of names."""
    data = put(project / "来件" / "原稿.txt", material_text("枫桥县水利局")).read_bytes()
    put(project / "来件" / "00打包.zip", zipped({"甲.txt": data}))
    put(project / "另收" / "a.zip", zipped({"乙.txt": material_text("青溪县教育局").encode()}))
    put(project / "再收" / "原稿二.txt", material_text("青溪县教育局"))
    answer = add_json("另收", "来件", "再收", "--yes")
    names = {item["file"]: item["action"] for item in answer["items"]}
    assert names == {
        "来件/原稿.txt": "add",
        "再收/原稿二.txt": "add",
        "来件/00打包.zip/甲.txt": "skip",
        "另收/a.zip/乙.txt": "skip",
    }


def test_numbers_are_never_used_again(project: Path) -> None:
    put(project / "甲县财政局.txt")
    put(project / "乙县财政局.txt")
    put(project / "丙县财政局.txt")
    run("add", "甲县财政局.txt", "乙县财政局.txt", "--yes")
    for path in (project / "archive" / "2021").glob("乙*"):
        path.unlink()
    answer = add_json("丙县财政局.txt", "--yes")
    assert answer["items"][0]["id"] == "2021-0003"
    (project / "archive" / ".duizhao" / "numbers.yml").write_text("[坏", encoding="utf-8")
    put(project / "丁县财政局.txt")
    assert add_json("丁县财政局.txt", "--yes")["items"][0]["id"] == "2021-0004"


def test_a_material_of_unknown_year(project: Path) -> None:
    put(project / "说明.txt", "关于学习情况的说明\n\n本单位学习情况如下，请查收。\n")
    (item,) = add_json("说明.txt", "--yes")["items"]
    assert item["target"].startswith("未定年度/")
    assert item["id"] == "0000-0001"


def test_two_materials_with_one_title(project: Path) -> None:
    put(project / "a.txt", material_text("甲县财政局"))
    put(project / "b.txt", material_text("甲县财政局") + "\n又及：另一稿。\n")
    targets = [item["target"] for item in add_json("a.txt", "b.txt", "--yes")["items"]]
    assert targets[1] == targets[0].replace(".txt", "（2）.txt")
    assert fixity().intact == 2


def test_one_that_bears_a_secrecy_mark_is_refused(project: Path) -> None:
    put(project / "来件" / "甲县财政局.txt", "机密★10年\n" + material_text("甲县财政局"))
    put(project / "来件" / "乙县财政局.txt")
    result = run("add", "来件", "--yes", code=1)
    assert "拒收：来件/甲县财政局.txt：有密级标志" in result.stderr
    assert len(originals()) == 1
    assert "甲县财政局领导班子" not in result.output


def test_a_folder_of_the_archive_is_registered_where_it_lies(project: Path) -> None:
    original = put(project / "archive" / "随手放的" / "甲县财政局.txt")
    put(project / "archive" / "vocabulary" / "phrases.yml", "phrases: [新提法]\n")
    record = put(original.with_name(original.name + ".yml"), "# 人写的\nunit: 甲县财政局\n")
    assert "待登记 1 份" in run("add", "archive", "--yes").stdout
    assert originals() == ["随手放的/甲县财政局.txt"]
    text = record.read_text(encoding="utf-8")
    assert text.startswith("# 人写的\nid: 2021-0001\n")
    assert "original_name" not in text
    assert fixity().intact == 1


def test_handing_in_what_lies_there_unregistered_registers_it(project: Path) -> None:
    put(project / "archive" / "甲县财政局.txt")
    put(project / "来件" / "甲.txt", material_text("甲县财政局"))
    (item,) = add_json("来件", "--yes")["items"]
    assert (item["action"], item["target"]) == ("register", "甲县财政局.txt")
    assert originals() == ["甲县财政局.txt"]
    assert fixity().findings == ()


def test_a_changed_original_is_not_registered_anew(project: Path) -> None:
    put(project / "甲县财政局.txt")
    run("add", "甲县财政局.txt", "--yes")
    (name,) = originals()
    put(project / "archive" / name, material_text("被改过"))
    before = tree(project)
    result = run("add", "archive", "--yes", code=1)
    assert "和入库时登记的不一样" in result.stderr
    assert tree(project) == before


def test_near_ones_are_reported_with_the_share(project: Path) -> None:
    text = material_text("甲县财政局")
    put(project / "a.txt", text)
    run("add", "a.txt", "--yes")
    put(project / "b.txt", text.replace("读书少", "读书不多，思考也不深"))
    put(project / "c.txt", "完全不同的一篇通知。" + "请各单位于本周内报送会议室使用登记表。" * 8)
    first, second = add_json("b.txt", "c.txt", "--yes")["items"]
    assert [near["file"] for near in first["near"]] == [originals()[0]]
    assert first["near"][0]["share"] > 0.85
    assert second["near"] == []


def test_near_ones_are_found_in_the_batch_and_without_the_kept_signatures(project: Path) -> None:
    text = material_text("甲县财政局")
    put(project / "a.txt", text)
    put(project / "b.txt", text.replace("一、", "\n\n一、").replace("。", "．"))
    items = add_json("a.txt", "b.txt", "--yes")["items"]
    assert [near["file"] for near in items[1]["near"]] == ["a.txt"]
    (project / "archive" / ".duizhao" / "signatures.npy").write_bytes(b"broken")
    put(project / "c.txt", text + "\n此件存档。\n")
    (item,) = add_json("c.txt", "--yes")["items"]
    assert len(item["near"]) == 2


def test_the_threshold_is_the_archive_s_own(project: Path) -> None:
    put(project / "archive" / "vocabulary" / "intake.yml", "near_duplicate: 1\nunknown_year_folder: 年度待查\n")
    put(project / "a.txt", material_text("甲县财政局"))
    put(project / "b.txt", material_text("甲县财政局") + "\n又及：另一稿，补充了两点意见，请一并研究。\n")
    put(project / "说明.txt", "关于学习情况的说明\n\n本单位学习情况如下，请查收。\n")
    items = add_json("a.txt", "b.txt", "说明.txt", "--yes")["items"]
    assert [item["near"] for item in items] == [[], [], []]
    assert items[2]["target"].startswith("年度待查/")


def test_no_such_path(project: Path) -> None:
    assert "没有这个文件或文件夹：不在.txt" in run("add", "不在.txt", code=2).stderr
    assert list(project.iterdir()) == []


def test_what_people_decided_in_a_record_is_not_lost(project: Path) -> None:
    for name in ("甲县水利局", "乙县财政局"):
        put(project / "收到" / f"{name}.txt")
    put(project / "收到" / "甲县水利局.txt.yml", "access: withhold\n")
    put(project / "收到" / "别的.yml", "a: 1\n")
    result = run("add", "--yes", "收到", code=1)
    assert "收到/甲县水利局.txt.yml：记录不能随件入库，所以原件也没有入库" in result.output
    assert [name for name in originals() if "水利局" in name] == [] and len(originals()) == 1
    shutil.copytree(project / "收到", project / "archive" / "收到")
    run("add", "--yes", "archive", code=None)
    record = load_record(project / "archive" / "收到" / "甲县水利局.txt.yml")
    assert (record.access, bool(record.id)) == ("withhold", True)


def test_two_at_once(project: Path) -> None:
    put(project / "甲县财政局.txt")
    holder = (
        "import sys; from pathlib import Path; from build_tools.disk.locking import lock_of, locked\n"
        "with locked(lock_of(Path('archive')), '入库'): print('held', flush=True); sys.stdin.read()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        result = run("add", "甲县财政局.txt", "--yes", code=2)
        other.communicate()
    assert "有别的操作正在进行（入库，" in result.stderr
    run("add", "甲县财政局.txt", "--yes")
    assert len(originals()) == 1


def test_the_table_fits_eighty_columns(project: Path) -> None:
    put(
        project / "来件" / "一季度" / ("很长的名字" * 12 + ".txt"),
        material_text("国家税务总局枫桥县税务局第一税务分局"),
    )
    put(project / "来件" / "甲县财政局.txt")
    with Batch.opened(project / "archive", dry=True) as batch:
        lines = list(table(batch.plan([project / "来件"]), 80, VOCABULARY))
    assert max(cell_len(line) for line in lines) <= 80
    assert (len(lines), lines[0], lines[1]) == (7, "年度：2021 2 份", "")
    unit = {cell_len(line[: line.index(word)]) for line, word in zip(lines[2:4], ("单位", "国家税务"), strict=True)}
    assert len(unit) == 1, "heads stand over their columns"


@pytest.mark.parametrize(("answer", "code", "count"), [("y\n", 0, 1), ("是\n", 0, 1), ("\n", 2, 0), ("", 2, 0)])
def test_someone_at_a_terminal_is_asked(
    project: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, count: int
) -> None:
    put(project / "甲县财政局.txt")
    monkeypatch.setattr("build_tools.cli.console.is_terminal", lambda: True)
    result = CliRunner().invoke(main, ["add", "甲县财政局.txt"], input=answer)
    assert result.exit_code == code
    assert "把这 1 份材料入库？" in result.stdout
    assert len(originals()) == count
