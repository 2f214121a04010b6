"""The preview: served on this machine, built again when something changes."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from build_tools.building import Project
from build_tools.cli.serve import Watcher
from tests.sample import material_text

ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("materials", "units", "years"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "甲.txt").write_text(material_text("甲县财政局"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def watcher(project: Path) -> Iterator[Watcher]:
    watcher = Watcher(Project(project / "archive", project / "docs", project / "site", project / "mkdocs.yml"))
    yield watcher
    watcher.stop()


@pytest.mark.parametrize(
    ("name", "concerns"),
    [
        ("archive/2021/乙.txt", True),
        ("archive/乙.txt.yml", True),
        ("archive/vocabulary/units.yml", True),
        ("docs/guide/using.md", True),
        ("docs/home.md", True),
        ("mkdocs.yml", True),
        ("docs/materials/x0123456789.md", False),
        ("docs/years/index.md", False),
        ("docs/index.md", False),
        ("site/index.html", False),
        ("README.md", False),
        ("docs", False),
    ],
)
def test_what_a_build_reads_is_watched_and_what_it_writes_is_not(
    project: Path, watcher: Watcher, name: str, concerns: bool
) -> None:
    assert watcher.concerns(project.resolve() / name) is concerns


def test_a_preview_from_start_to_end(project: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "build_tools", "serve", "--port", "0"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert process.stdout is not None
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+/", line_with(process.stdout, "预览："))
        assert address
        assert "甲县财政局" in fetch(address.group() + "materials/index.html")
        (project / "archive" / "乙.txt").write_text(material_text("乙县水利局"), encoding="utf-8")
        line_with(process.stdout, "建成 2 份材料")
        wait_until(lambda: "乙县水利局" in fetch(address.group() + "materials/index.html"))
    finally:
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert rest.endswith("预览结束\n")


def line_with(lines: Iterable[str], words: str) -> str:
    """The next line that holds the words; progress lines of a slow machine may stand before it."""
    seen = []
    for line in lines:
        if words in line:
            return line
        seen.append(line)
    raise AssertionError(seen)


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        text: str = answer.read().decode("utf-8")
    return text


def wait_until(holds: object, seconds: float = 20) -> None:
    assert callable(holds)
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.2)
