"""What goes wrong outside of the materials is one Chinese line, whatever the terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools import building
from tests.cli.calling import error_lines, run

ROOT = Path(__file__).parents[2]


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
