"""What offices really hand in, and what really happens meanwhile: nothing lost, nothing half done, nothing elsewhere."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from build_tools.cli import console
from build_tools.disk.storage import is_draft
from build_tools.intake import Batch
from build_tools.records.record import load_record
from tests.intake.mixed import make_mixed, material
from tests.intake.support import fixity, originals, put, run, tree

ROOT = Path(__file__).parents[2]
posix_only = pytest.mark.skipif(os.name == "nt", reason="such names, links and kills need a POSIX system")


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(console, "PLAIN_SECONDS", float("inf"))  # a slow machine would show progress in between
    return tmp_path


@posix_only
def test_a_mixed_folder(project: Path) -> None:
    good, refused = make_mixed(project / "来件", 70, project / "别处")
    before = tree(project)
    result = run("add", "来件", "--yes", code=1)
    assert f"可入库 {good} 份" in result.stdout
    assert f"已入库 {good} 份" in result.stdout
    lines = result.stderr.splitlines()
    assert all(line.startswith("拒收：") for line in lines)
    for name in refused:
        assert sum(name in line for line in lines) >= 1, name
    assert len(lines) == len(refused) + 1, "one line each; the bomb holds two"
    after = tree(project)
    assert {name: sha for name, sha in after.items() if not name.startswith("archive/")} == before
    assert len(originals()) == good
    handed = {hashlib.sha256(material(n).encode()).hexdigest() for n in range(970, 975)} | set(before.values())
    assert {tree(project / "archive")[name] for name in originals()} <= handed, "copied byte for byte"
    assert fixity().findings == ()
    for name in tree(project / "archive"):
        assert name.isprintable()
        assert len(name.encode()) < 255
    again = run("add", "来件", "--yes", code=1)
    assert f"可入库 0 份，重复 {good} 份" in again.stdout
    assert tree(project) == after


def test_a_file_that_vanishes_between_table_and_copy(project: Path) -> None:
    for number in range(3):
        put(project / "来件" / f"{number}.txt", material(number))
    with Batch.opened(project / "archive") as batch:
        plan = batch.plan([project / "来件"])
        (project / "来件" / "0.txt").unlink()
        put(project / "来件" / "1.txt", material(11))
        outcome = batch.carry_out(plan)
    assert [str(problem) for problem in outcome.problems] == [
        "来件/0.txt：打不开：文件不在了",
        "来件/1.txt：在显示清单之后改动过，没有入库，请再入库一次",
    ]
    assert [placed.item.name for placed in outcome.placed] == ["来件/2.txt"]
    assert len(originals()) == 1
    assert fixity().findings == ()


def test_no_permission_to_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(2):
        put(project / "来件" / f"{number}.txt", material(number))
    real = Path.open

    def refusing(path: Path, *args: object, **named: object) -> object:
        if path.name == "0.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *args, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refusing)
    result = run("add", "来件", "--yes", code=1)
    assert result.stderr == "拒收：来件/0.txt：打不开：没有权限\n"
    assert len(originals()) == 1


@posix_only
def test_a_year_s_folder_that_leads_elsewhere_is_not_written_through(project: Path) -> None:
    (project / "别处").mkdir()
    (project / "archive").mkdir()
    (project / "archive" / "2021").symlink_to(project / "别处")
    put(project / "甲县财政局.txt")
    result = run("add", "甲县财政局.txt", "--yes", code=1)
    assert "没有入库：甲县财政局.txt：文件夹 2021 指向归档文件夹之外，没有写入" in result.stderr
    assert list((project / "别处").iterdir()) == []


def test_nothing_is_overwritten_that_came_meanwhile(project: Path) -> None:
    put(project / "甲县财政局.txt")
    with Batch.opened(project / "archive") as batch:
        plan = batch.plan([project / "甲县财政局.txt"])
        target = put(project / "archive" / str(plan.items[0].target), "别人刚放的")
        outcome = batch.carry_out(plan)
    assert "刚有了同名的文件" in str(outcome.problems[0])
    assert target.read_text(encoding="utf-8") == "别人刚放的"


# ---------------------------------------------------------------- full disks


@pytest.mark.parametrize("after", range(0, 21, 2))
def test_a_disk_that_fills_up(project: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    for number in range(4):
        put(project / "来件" / f"{number}.txt", material(number))
    left, real = after, os.fsync

    def filling(descriptor: int) -> None:
        nonlocal left
        left -= 1
        if left < 0 and os.fstat(descriptor).st_size:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", filling)
        result = run("add", "来件", "--yes", code=None)
        assert result.exit_code in (1, 2)
        assert "磁盘空间不足" in result.stderr
        assert "Traceback" not in result.output
    assert_whole(project, {material(number) for number in range(4)})
    run("add", "来件", "--yes")
    assert len(originals()) == 4
    assert fixity().findings == ()


@pytest.mark.slow
@posix_only
def test_a_small_file_system(project: Path) -> None:
    small = project / "archive"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(small)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("不能挂载小的文件系统")
    try:
        texts = {material(number) for number in range(40)}
        for number in range(40):
            put(project / "来件" / f"{number}.txt", material(number))
        result = run("add", "来件", "--yes", code=1)
        assert "磁盘空间不足" in result.stderr
        assert 0 < len(originals()) < 40
        assert_whole(project, texts)
        subprocess.run(["mount", "-o", "remount,size=10m", str(small)], check=True)
        run("add", "来件", "--yes")
        assert len(originals()) == 40
        assert fixity().findings == ()
    finally:
        subprocess.run(["umount", str(small)], check=True)


# ---------------------------------------------------------------- kills


def assert_whole(project: Path, texts: set[str]) -> None:
    """Every original is one that was handed in, whole, and every record is one."""
    archive = project / "archive"
    for name in tree(archive) if archive.exists() else ():
        if name.endswith(".yml"):
            assert load_record(archive / name).sha256 is not None
        elif not is_draft(Path(name).name):
            assert (archive / name).read_text(encoding="utf-8") in texts, name


@pytest.fixture(scope="module")
def killing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path, str], str]]:
    """Adds what lies in a folder's 来件, in a process that is killed at a moment (`killed_add.py`); says how it ended."""
    folder = tmp_path_factory.mktemp("warm")
    put(folder / "来件" / "1.txt", f"汇编\n篇一\n{material(20)}\n篇二\n{material(21)}")
    command = [sys.executable, "-m", "tests.intake.killed_add"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        stdin, stdout = process.stdin, process.stdout
        assert stdout.readline() == "ready\n"

        def until(project: Path, moment: str) -> str:
            stdin.write(f"{moment} {project}\n")
            stdin.flush()
            return stdout.readline().strip()

        yield until
        process.communicate()


@posix_only
@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_killed_before_any_step_and_then_again(
    project: Path, killing: Callable[[Path, str], str], part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2):
        put(project / "来件" / f"{number}.txt", material(number))
    put(project / "来件" / "合集.txt", f"汇编\n篇一\n{material(20)}\n篇二\n{material(21)}")
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)  # nobody pulls the plug here
    steps = int(killing(project, "never"))
    assert steps > 80
    names = set(originals())
    assert len(names) == 6
    texts = {(project / "archive" / name).read_text(encoding="utf-8") for name in names} | {material(7)}
    for moment in range(1 + part, steps + 1, 4):
        shutil.rmtree(project / "archive")
        assert killing(project, str(moment)) == "killed", moment
        assert_whole(project, texts)
        # What was there before is made good even where these files are never handed in again.
        put(project / "别的.txt", material(7))
        run("add", "别的.txt", "--yes")
        assert {line.code for line in fixity().findings} == set(), moment
        run("add", "来件", "--split", "--yes")
        assert names < set(originals()), moment
        assert len(originals()) == 7, moment
        assert fixity().findings == ()
        paths = (path for path in (project / "archive").rglob("*.yml") if ".duizhao" not in path.parts)
        records = [load_record(path) for path in paths]
        assert len({record.id for record in records}) == 7
        (volume,) = (record for record in records if record.note)
        assert [record.split_from for record in records if record.split_lines] == [volume.id] * 3
        assert not any(is_draft(path.name) for path in (project / "archive").rglob("*"))


@posix_only
@pytest.mark.slow
def test_killed_at_random_times(project: Path, killing: Callable[[Path, str], str]) -> None:
    dice = random.Random(4)
    texts = {material(number) for number in range(30)}
    for number in range(30):
        put(project / "来件" / f"{number}.txt", material(number))
    for _ in range(8):
        killing(project, str(dice.uniform(0.001, 0.3)))
        assert_whole(project, texts)
    run("add", "来件", "--yes")
    assert len(originals()) == 30
    assert fixity().findings == ()
