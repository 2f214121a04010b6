"""The command line: exit codes, one Chinese line a mistake, everything else built."""

from __future__ import annotations

import ast
import inspect
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from build_tools import building, conversion
from build_tools.checks.findings import CheckReport
from build_tools.cli import chinese, console, main
from build_tools.disk.locking import lock_of
from build_tools.errors import SiteFailure
from build_tools.inspection import Inspection
from build_tools.pages.front_matter import FrontMatter
from build_tools.records.record import Record
from tests.sample import material_text

ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with two good materials, and the current folder."""
    (tmp_path / "archive" / "2021").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "archive" / "2021" / "甲.txt").write_text(material_text("甲县财政局"), encoding="utf-8")
    (tmp_path / "archive" / "乙.txt").write_text(material_text("乙县水利局"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(console, "PLAIN_SECONDS", float("inf"))  # a slow machine would show progress in between
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def pages() -> int:
    return len(list(Path("docs/materials").glob("x*.md")))


def error_lines(result: Result) -> list[str]:
    return result.stderr.splitlines()


# ---------------------------------------------------------------- build


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


# ---------------------------------------------------------------- inspect, check, schema


def test_inspect_writes_nothing_and_fits_its_schema(project: Path) -> None:
    before = sorted(project.rglob("*"))
    result = run("inspect", "archive/乙.txt", "--format", "json")
    assert result.exit_code == 0, result.output
    got = Inspection.model_validate_json(result.stdout)
    assert got.source.file == "乙.txt"
    assert got.title.startswith("乙县水利局")
    assert list(json.loads(result.stdout)) == list(Inspection.model_fields)
    assert sorted(project.rglob("*")) == before


def test_inspect_for_people(project: Path) -> None:
    result = run("inspect", "archive/乙.txt")
    assert result.exit_code == 0
    assert "提纲" in result.stdout
    assert "存在的问题" in result.stdout


def test_inspect_takes_the_record_into_account(project: Path) -> None:
    (project / "archive" / "乙.txt.yml").write_text("id: 2021-0042\nunit: 别的局", encoding="utf-8")
    got = Inspection.model_validate_json(run("inspect", "archive/乙.txt", "--format", "json").stdout)
    assert (got.id, got.unit) == ("2021-0042", "别的局")


@pytest.mark.parametrize("name", ["没有.txt", "x" * 400, "archive"])
def test_inspect_of_what_is_no_file(project: Path, name: str) -> None:
    result = run("inspect", name)
    assert result.exit_code == 2
    assert len(error_lines(result)) == 1


def test_check_says_place_and_remedy(project: Path) -> None:
    (project / "archive" / "丙.txt.yml").write_text("year: 2021", encoding="utf-8")
    lines = run("check").stdout.splitlines()
    assert lines[0] == "原件 2 份，可入库 2 份，拒收 0 份"
    (line,) = [line for line in lines if "丙.txt.yml" in line]
    assert line == "警告　丙.txt.yml　没有同名的原件　→ 找回原件，或删除这份记录。"


def test_check_names_what_is_withheld_or_removed(project: Path) -> None:
    (project / "archive" / "乙.txt.yml").write_text("access: withhold", encoding="utf-8")
    (project / "archive" / "2021" / "甲.txt.yml").write_text("access: remove", encoding="utf-8")
    result = run("check")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "原件 2 份，可入库 0 份，拒收 0 份，按记录不公开 1 份，按记录撤下 1 份"
    assert [line.split("　")[:3] for line in lines if line.startswith("提示　")] == [
        ["提示", "2021/甲.txt", "按记录撤下"],
        ["提示", "乙.txt", "按记录不公开"],
    ]


def test_check_as_json(project: Path) -> None:
    (project / "archive" / "空.txt").write_bytes(b"")
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    report = CheckReport.model_validate_json(result.stdout)
    assert (report.originals, report.sound, report.refused) == (3, 2, 1)
    assert report.findings[0].file == "空.txt"
    assert report.findings[0].remedy


def test_schema() -> None:
    whole = json.loads(run("schema").stdout)
    assert list(whole) == ["record", "front-matter", "inspect"]
    for name, model in (("record", Record), ("front-matter", FrontMatter), ("inspect", Inspection)):
        assert json.loads(run("schema", name).stdout) == whole[name] == model.model_json_schema()
    assert whole["record"]["additionalProperties"] is False


# ---------------------------------------------------------------- how it talks


def commands() -> list[str]:
    """Every command by the words that call it: `build`, `export catalogue`."""
    inner = {name: command.commands for name, command in main.commands.items() if isinstance(command, click.Group)}
    return sorted([*main.commands, *(f"{name} {below}" for name, group in inner.items() for below in group)])


def test_every_command_and_its_options_are_documented() -> None:
    for readme in ("README.md", "README.zh-CN.md", "docs/guide/adding.md"):
        text = (ROOT / readme).read_text(encoding="utf-8")
        assert all(f"duizhao {name}" in text for name in commands()), readme


@pytest.mark.parametrize("args", [[], ["--help"], *([*name.split(), "--help"] for name in commands())])
def test_help_is_chinese(args: list[str]) -> None:
    result = run(*args)
    assert result.exit_code == (0 if args else 2)
    assert "用法：" in result.stdout
    for english in ("Usage", "Options", "Commands", "Show", "[OPTIONS]", "default"):
        assert english not in result.stdout


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (["bild"], "错误：没有命令 bild （是不是 'build'？）（用法见 duizhao --help）"),
        (["build", "--sight", "x"], "错误：没有选项 --sight"),
        (["build", "much"], "错误：多出了参数（much）"),
        (["build", "--archive"], "错误：选项 --archive 后面要写值"),
        (["inspect"], "错误：缺少参数 '文件'（用法见 duizhao inspect --help）"),
        (["check", "--format", "xml"], "错误：'--format' 的取值不对：xml 不在可选值 'text', 'json' 之中"),
        (["serve", "--port", "many"], "错误：'--port' 的取值不对：many 不是数"),
        (["serve", "--port", "70000"], "错误：'--port' 的取值不对：70000 不在范围 0<=x<=65535 之内"),
    ],
)
def test_wrong_use_is_one_chinese_line(args: list[str], line: str) -> None:
    result = CliRunner().invoke(main, args, prog_name="duizhao")
    assert result.exit_code == 2
    (got,) = error_lines(result)
    assert got.startswith(line)


def texts_of_click() -> set[str]:
    """What click's own source passes to gettext."""
    found = set()
    for module in (click.core, click.exceptions, click.formatting, click.parser, click.types):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}:
                found |= {text.value for text in node.args if isinstance(text, ast.Constant)}
    return {text for text in found if isinstance(text, str)}


def test_all_texts_of_click_that_can_be_shown_are_translated() -> None:
    assert {text for text in texts_of_click() - set(chinese.TEXTS) if not text.startswith(NOT_SHOWN)} == set()


NOT_SHOWN = (
    "Arguments take exactly one parameter declaration",
    "Boolean option ",
    "Could not determine name",
    "No options defined but a name was passed",
    "DeprecationWarning",
    "Name ",
    "{value!r} is not a valid UUID",
    "{value!r} does not match the format",
    "({label}",
)
"""click's texts for mistakes of a programmer and for features that no command here uses."""


def test_an_interrupt_is_one_line(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_args: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["build_tools.cli.check"], "collect", interrupted)
    result = run("check")
    assert (result.exit_code, error_lines(result)) == (130, ["已中断"])


def test_an_unexpected_failure_is_one_line(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_args: object, **_named: object) -> None:
        raise ZeroDivisionError("secret\ntext")

    monkeypatch.setattr(sys.modules["build_tools.cli.check"], "collect", failing)
    result = run("check")
    assert result.exit_code == 2
    (line,) = error_lines(result)
    assert line.startswith("程序出错（ZeroDivisionError，cli/check.py 第")
    monkeypatch.setenv("DUIZHAO_DEBUG", "1")
    assert isinstance(run("check").exception, ZeroDivisionError)


@pytest.mark.parametrize(
    ("error", "file"),
    [
        (OSError(28, "No space left on device", "docs/materials/x.md"), "docs/materials/x.md"),
        (OSError(28, "No space left on device"), "读写文件时"),
        (OSError("8192 requested and 4096 written"), "读写文件时"),  # what numpy says
    ],
)
def test_a_disk_that_is_full_is_one_line(
    project: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, file: str
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise error

    monkeypatch.setattr(building, "write_material_page", full)
    result = run("build", "--pages-only")
    assert (result.exit_code, error_lines(result)) == (2, [f"错误：{file}：磁盘空间不足"])


# ---------------------------------------------------------------- as a process of its own


def process(project: Path, *args: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "build_tools", *args],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "gbk"}],
)
def test_output_is_utf8_whatever_the_locale_says(project: Path, environment: dict[str, str]) -> None:
    done = process(project, "check", "--archive", "没有", **environment)
    assert done.returncode == 2
    assert done.stderr.decode("utf-8") == "错误：没有归档文件夹 没有\n"
    assert process(project, "check", **environment).stdout.decode("utf-8").startswith("原件 2 份")


def test_nobody_reads_on(project: Path) -> None:
    command = f'"{sys.executable}" -m build_tools schema | head -c 10'
    if os.name == "nt":
        pytest.skip("needs a POSIX shell")
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
