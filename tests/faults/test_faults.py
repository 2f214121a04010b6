"""Kills, full disks, folders that cannot be written, two builds at once: afterwards the old or the new stands, whole."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.building import build
from build_tools.cli import console, main
from tests.faults.small import CLEAN, UNITS, add, beside, small_project, tree

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow
KILLED_BUILD = Path(__file__).with_name("killed_build.py")


def command(*args: str) -> Result:
    return CliRunner().invoke(main, args)


# ---------------------------------------------------------------- kills


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有 SIGKILL")
def test_killed_at_any_moment_the_old_or_the_new_site_stands_and_the_next_build_is_right(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder, units in ((one, UNITS[:1]), (two, UNITS[:2])):
        assert build(small_project(folder, *units)).built == len(units)
    sites, pages = [tree(one / "site"), tree(two / "site")], [tree(one / "docs"), tree(two / "docs")]
    assert sites[0] != sites[1]

    add(one, UNITS[1])
    with killing_builds(one) as (steps, build_until):
        assert (tree(one / "site"), beside(one)) == (sites[1], CLEAN)
        has_two = True
        for moment in [3, steps // 3, steps // 2, 2 * steps // 3, "mkdocs", "site 1", "site 2", "site 8"]:
            has_two = not has_two
            if has_two:
                add(one, UNITS[1])
            else:
                (one / "archive" / f"{UNITS[1]}.txt").unlink()
            assert build_until(str(moment)) == "killed", moment
            assert tree(one / "site") in sites, moment
            assert tree(one / "docs")["by-hand.md"] == pages[0]["by-hand.md"]

    build(small_project(one))
    assert (tree(one / "site"), tree(one / "docs")) == (sites[has_two], pages[has_two])
    assert beside(one) == CLEAN


@contextlib.contextmanager
def killing_builds(folder: Path) -> Iterator[tuple[int, Callable[[str], str]]]:
    """A process that builds, and then builds that kill themselves (`killed_build.py`).

    Gives the number of steps of the first, and what to call with a moment; it says how that build ended.
    """
    process = subprocess.Popen(
        [sys.executable, str(KILLED_BUILD)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )

    def build_until(moment: str) -> str:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(f"{moment}\n")
        process.stdin.flush()
        return process.stdout.readline().strip()

    with process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline()), build_until
        finally:
            process.kill()


# ---------------------------------------------------------------- disks


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file system of its own, 6 MB, and the current folder."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("只有 root 能挂载一个小磁盘")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("这里不许挂载（容器没有这个权限）")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(console, "PLAIN_SECONDS", float("inf"))
    yield folder
    monkeypatch.undo()
    subprocess.run(["umount", "--lazy", str(folder)], check=True, timeout=30)


@pytest.mark.parametrize("left", [0, 40, 300])
def test_a_full_disk_is_one_line_and_changes_nothing(disk: Path, left: int) -> None:
    """`left`: KB that are free when the build begins; it fails at the lock, in the pages, in MkDocs."""
    small_project(disk, UNITS[0])
    assert command("build").exit_code == 0
    site, docs = tree(disk / "site"), tree(disk / "docs")
    for number in range(12):
        add(disk, f"{UNITS[1]}第{number}所")
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"\0" * 4096):
                pass
        except OSError:
            pass
        file.truncate(file.tell() - file.tell() % 4096 - left * 1024)
    result = command("build")
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert len(lines) == 1 and lines[0].startswith("错误：") and "磁盘空间不足" in lines[0]
    assert tree(disk / "site") == site
    assert left or tree(disk / "docs") == docs
    filler.unlink()
    assert command("build").exit_code == 0
    assert beside(disk) == CLEAN
    assert len(list((disk / "site" / "materials").glob("x*.html"))) == 13


def test_where_nothing_can_be_written_it_is_one_line(disk: Path) -> None:
    small_project(disk, UNITS[0])
    assert command("build").exit_code == 0
    site = tree(disk / "site")
    add(disk, UNITS[1])
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True, timeout=30)
    result = command("build")
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("错误：") and line.endswith("这里只能读，不能写")
    assert tree(disk / "site") == site
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True, timeout=30)
    assert command("build").exit_code == 0
    assert tree(disk / "site") != site


def test_an_archive_that_can_only_be_read_is_built(disk: Path, tmp_path: Path) -> None:
    small_project(disk, *UNITS)
    project = small_project(tmp_path / "elsewhere")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True, timeout=30)
    options = ["--docs", str(project.docs), "--site", str(project.site), "--config", str(project.config)]
    assert command("build", "--archive", str(disk / "archive"), *options).exit_code == 0
    assert len(list((project.site / "materials").glob("x*.html"))) == 3


# ---------------------------------------------------------------- two at once


def test_of_builds_at_the_same_time_one_works_and_the_other_says_who(tmp_path: Path) -> None:
    small_project(tmp_path, *UNITS)
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "build_tools", "build"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    ended = [(process, *process.communicate(timeout=90)) for process in started]
    assert 0 in [process.returncode for process, _, _ in ended]
    for process, _, errors in ended:
        if process.returncode:
            assert process.returncode == 2
            (line,) = errors.splitlines()
            assert line.startswith("错误：有别的操作正在进行（生成网站，")
    assert beside(tmp_path) == CLEAN
    alone = small_project(tmp_path / "alone", *UNITS)
    build(alone)
    assert tree(tmp_path / "site") == tree(alone.site)
