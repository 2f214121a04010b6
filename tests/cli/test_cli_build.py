"""`duizhao build`: one Chinese line a mistake, everything else built."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from build_tools import building, conversion
from build_tools.disk.locking import lock_of
from build_tools.errors import SiteFailure
from tests.cli.calling import error_lines, run
from tests.sample import material_text


def pages() -> int:
    return len(list(Path("docs/materials").glob("x*.md")))


def test_build_pages(project: Path) -> None:
    result = run("build", "--pages-only")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("建成 2 份材料")
    assert result.stderr == ""
    assert pages() == 2


def _empty(archive: Path) -> str:
    (archive / "坏.txt").write_bytes(b"")
    return "坏.txt：文件是空的"


def _binary(archive: Path) -> str:
    (archive / "坏.txt").write_bytes(bytes(range(256)) * 40)
    return "坏.txt：不是文本文件"


def _too_large(archive: Path) -> str:
    with (archive / "坏.txt").open("wb") as file:
        for _ in range(50):
            file.write("很长的正文\n".encode() * (1024 * 1024 // 16))
    return "坏.txt：文件太大"


def _broken_record(archive: Path) -> str:
    (archive / "坏.txt").write_text(material_text("丙县教育局"), encoding="utf-8")
    (archive / "坏.txt.yml").write_text("year: [", encoding="utf-8")
    return "坏.txt.yml：第"


def _same_bytes(archive: Path) -> str:
    shutil.copy(archive / "乙.txt", archive / "副本.txt")
    return "副本.txt：内容与 乙.txt 完全相同"


def _unknown_format(archive: Path) -> str:
    (archive / "照片.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    return "照片.txt：是PNG 图片，不是材料"


@pytest.mark.parametrize("spoil", [_empty, _binary, _too_large, _broken_record, _same_bytes, _unknown_format])
def test_a_bad_original_is_one_line_and_all_others_are_built(project: Path, spoil: Any) -> None:
    words = spoil(project / "archive")
    result = run("build", "--pages-only")
    assert result.exit_code == 1
    (line,) = error_lines(result)
    assert line.startswith(f"拒收：{words}")
    assert "拒收 1 份" in result.stdout
    assert pages() == (2 if spoil is not _same_bytes else len(list(project.glob("archive/**/[甲乙].txt"))))

    checked = run("check")
    assert checked.exit_code == 1
    assert checked.stderr == ""
    assert (
        sum(words.partition("：")[0] in line and line.startswith("错误") for line in checked.stdout.splitlines()) == 1
    )


@pytest.mark.skipif(os.name == "nt", reason="such names need a POSIX file system")
def test_odd_names_are_built(project: Path) -> None:
    names = [b"\xff\xfe.txt", "“引'号\" 空 格\n换行.txt".encode(), ("长" * 83 + ".txt").encode(), b"..\\..\\a.txt"]
    for n, name in enumerate(names):
        path = Path(os.fsdecode(os.fsencode(project / "archive") + b"/" + name))
        path.write_text(material_text(f"第{n}县统计局"), encoding="utf-8")
    result = run("build", "--pages-only")
    assert result.exit_code == 0, result.output
    assert pages() == 2 + len(names)
    assert run("check", "--format", "json").exit_code == 0


def test_a_broken_vocabulary_is_one_line_and_all_materials_are_built(project: Path) -> None:
    (project / "archive" / "vocabulary").mkdir()
    (project / "archive" / "vocabulary" / "frameworks.yml").write_text("frameworks: [", encoding="utf-8")
    for command, code in ((["build", "--pages-only"], 1), (["inspect", "archive/乙.txt"], 0)):
        result = run(*command)
        assert result.exit_code == code
        (line,) = error_lines(result)
        assert "frameworks.yml" in line
    assert pages() > 0
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["findings"][0]["code"] == "broken_vocabulary"


def test_a_defect_in_one_original_does_not_stop_the_others(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = conversion.read_material

    def failing(original: Any, vocabulary: Any) -> Any:
        if original.file == "乙.txt":
            raise KeyError("一句正文")
        return real(original, vocabulary)

    monkeypatch.setattr(conversion, "read_material", failing)
    result = run("build", "--pages-only")
    assert result.exit_code == 1
    (line,) = error_lines(result)
    assert line.startswith("拒收：乙.txt：程序出错（KeyError")
    assert "一句正文" not in line, "the text of an original must not reach the log"
    assert pages() == 1


def test_an_original_that_must_not_be_published(project: Path) -> None:
    text = "机密★10年\n" + material_text("丁县档案局")
    (project / "archive" / "密.txt").write_text(text, encoding="utf-8")
    result = run("build", "--pages-only")
    assert result.exit_code == 1
    (line,) = error_lines(result)
    assert line.startswith("拒收：密.txt：")
    assert "丁县档案局" not in line
    assert pages() == 2


def test_removing_and_withholding(project: Path) -> None:
    assert run("build", "--pages-only").exit_code == 0
    (project / "archive" / "乙.txt.yml").write_text("access: remove", encoding="utf-8")
    result = run("build", "--pages-only")
    assert (result.exit_code, pages()) == (0, 1)
    assert "撤下 1 份" in result.stdout
    left = [path for path in Path("docs").rglob("*.md") if "乙县水利局" in path.read_text(encoding="utf-8")]
    assert left == []


def test_strict(project: Path) -> None:
    (project / "archive" / "丙.txt.yml").write_text("year: 2021", encoding="utf-8")
    assert run("build", "--pages-only").exit_code == 0
    assert run("build", "--pages-only", "--strict").exit_code == 1
    assert run("check").exit_code == 0
    assert run("check", "--strict").exit_code == 1


@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_nothing_to_do(project: Path, command: str) -> None:
    shutil.rmtree("archive")
    missing = run(command)
    Path("archive").mkdir()
    empty = run(command)
    assert (missing.exit_code, empty.exit_code) == (2, 2)
    assert error_lines(missing) == ["错误：没有归档文件夹 archive"]
    assert error_lines(empty) == ["错误：归档文件夹 archive 里没有原件"]


def test_a_failure_of_the_site_is_one_line(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_args: object, **_named: object) -> None:
        raise SiteFailure("网站没有建成：mkdocs.yml 第3行")

    monkeypatch.setattr(building, "check_site", lambda *_: None)
    monkeypatch.setattr(building, "build_site", failing)
    result = run("build")
    assert result.exit_code == 2
    assert error_lines(result) == ["错误：网站没有建成：mkdocs.yml 第3行"]


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (["--docs", "dcos"], "错误：没有网页源文件夹 dcos"),
        (["--pages-only", "--docs", "dcos"], "错误：没有网页源文件夹 dcos"),
        (["--config", "mkdocs.yaml"], "错误：没有网站配置文件：mkdocs.yaml"),
        (["--docs", "archive"], "错误：归档文件夹 archive 不能放在网页源文件夹 archive 里面，也不能是同一个"),
        (["--site", "docs/site"], "错误：网站文件夹 docs/site 不能放在网页源文件夹 docs 里面，也不能是同一个"),
        (["--site", "."], "错误：归档文件夹 archive 不能放在网站文件夹 . 里面，也不能是同一个"),
    ],
)
def test_what_cannot_succeed_is_said_before_the_first_original_is_read(
    project: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], line: str
) -> None:
    monkeypatch.setattr(conversion, "read_material", lambda *_: pytest.fail("converted in vain"))
    before = sorted(project.rglob("*"))
    result = run("build", *args)
    assert (result.exit_code, error_lines(result)) == (2, [line])
    assert sorted(project.rglob("*")) == before


def test_a_second_build_at_the_same_time_is_refused(project: Path) -> None:
    held = {"work": "入库", "pid": 1, "host": "甲机", "user": "张三", "since": "2026-01-05 10:00:00"}
    other = "import fcntl, sys, time; f = open(sys.argv[1]); fcntl.flock(f, fcntl.LOCK_EX); print(1, flush=True); time.sleep(60)"
    lock = lock_of(project / "archive")
    lock.parent.mkdir()
    lock.write_text(json.dumps(held), encoding="utf-8")
    with subprocess.Popen([sys.executable, "-c", other, str(lock)], stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None and process.stdout.readline()
            result = run("build", "--pages-only")
        finally:
            process.kill()
    assert result.exit_code == 2
    (line,) = error_lines(result)
    assert line == "错误：有别的操作正在进行（入库，张三，电脑 甲机，进程 1，2026-01-05 10:00:00 开始），请等它做完再试"


def test_a_hand_written_page_stays_and_is_named(project: Path) -> None:
    page = project / "docs" / "years" / "2021.md"
    page.parent.mkdir()
    page.write_text("# 手写\n", encoding="utf-8")
    result = run("build", "--pages-only")
    assert (result.exit_code, error_lines(result)) == (0, ["提示：years/2021.md 是手写的页面，没有用生成的代替"])
    assert page.read_text(encoding="utf-8") == "# 手写\n"
