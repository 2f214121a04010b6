"""One at a time: who holds a lock is named, and what a killed process left behind locks nothing."""

from __future__ import annotations

import errno
import json
import os
import platform
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.disk import locking
from build_tools.disk.locking import lock_beside, lock_of, locked
from build_tools.errors import Busy

HOLD = """
import sys, time
from pathlib import Path
from build_tools.disk.locking import locked
with locked(Path(sys.argv[1]), "入库"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of a folder."""
    command = [sys.executable, "-c", HOLD, str(lock_of(tmp_path))]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, encoding="utf-8")
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait(timeout=30)
    process.stdout.close()


def test_another_process_is_refused_and_told_who_it_is(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(Busy) as refused, locked(lock_of(tmp_path), "生成网站"):
        pass
    line = str(refused.value)
    assert "入库" in line and f"进程 {holder.pid}" in line and platform.node() in line and "开始" in line
    assert "\n" not in line


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有 SIGKILL")
def test_a_killed_process_holds_nothing(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait(timeout=30)
    assert lock_of(tmp_path).exists(), "what it left behind"
    with locked(lock_of(tmp_path), "生成网站"):
        assert json.loads(lock_of(tmp_path).read_text(encoding="utf-8"))["pid"] == os.getpid()


def test_nothing_is_left_and_the_lock_can_be_taken_again(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(lock_of(tmp_path), "生成网站"), locked(lock_beside(tmp_path / "site"), "生成网站"):
            assert {path.name for path in tmp_path.iterdir()} == {".duizhao", ".site.lock"}
        assert list(tmp_path.iterdir()) == []


def test_what_else_lies_in_the_state_folder_stays(tmp_path: Path) -> None:
    kept = tmp_path / ".duizhao" / "numbers.yml"
    kept.parent.mkdir()
    kept.write_text("2021: 7\n", encoding="utf-8")
    with locked(lock_of(tmp_path), "入库"):
        pass
    assert [*kept.parent.iterdir()] == [kept]


def test_a_process_may_take_its_own_lock_again(tmp_path: Path) -> None:
    with locked(lock_of(tmp_path), "入库"):
        with locked(lock_of(tmp_path), "生成网站"):
            pass
        assert lock_of(tmp_path).exists(), "the outer one is still held"
    assert not lock_of(tmp_path).exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows 上建符号链接要特权")
def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("words", encoding="utf-8")
    lock_of(tmp_path).parent.mkdir()
    lock_of(tmp_path).symlink_to(other)
    with pytest.raises(OSError), locked(lock_of(tmp_path), "入库"):
        pass
    assert other.read_text(encoding="utf-8") == "words"


def test_one_folder_under_two_names_is_one_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").mkdir()
    with locked(lock_of(Path()), "入库"), locked(lock_of(tmp_path / "x" / ".."), "生成网站"):
        pass


def test_a_failure_inside_lets_go(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(lock_of(tmp_path), "入库"):
        raise ZeroDivisionError
    assert not lock_of(tmp_path).exists()


def test_a_folder_that_cannot_be_written_needs_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_args: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(locking.os, "open", refuses)
    with locked(lock_of(tmp_path), "生成网站"):
        pass


class TestWithoutLocksOfTheSystem:
    """Some network shares have none: the file is the lock."""

    @pytest.fixture(autouse=True)
    def unable(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuses(_file: int) -> None:
            raise OSError(errno.ENOLCK, "No locks available")

        monkeypatch.setattr(locking, "_lock", refuses)

    def left(self, folder: Path, **values: object) -> None:
        """A lock file of somebody else."""
        owner = {"work": "入库", "pid": 1, "host": platform.node(), "user": "甲", "since": "2026-01-05 10:00:00"}
        lock_of(folder).parent.mkdir()
        lock_of(folder).write_text(json.dumps({**owner, **values}), encoding="utf-8")

    def test_it_is_taken_and_let_go(self, tmp_path: Path) -> None:
        with locked(lock_of(tmp_path), "生成网站"):
            assert lock_of(tmp_path).exists()
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.skipif(os.name == "nt", reason="Windows 上无法询问进程是否还在")
    def test_a_process_that_is_gone_is_passed_over(self, tmp_path: Path) -> None:
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait(timeout=30)
        self.left(tmp_path, pid=gone.pid)
        with locked(lock_of(tmp_path), "生成网站"):
            pass

    def test_a_process_that_runs_is_respected(self, tmp_path: Path) -> None:
        self.left(tmp_path, pid=os.getppid())
        with pytest.raises(Busy, match="入库，甲"), locked(lock_of(tmp_path), "生成网站"):
            pass

    def test_of_another_computer_it_is_said_what_to_do(self, tmp_path: Path) -> None:
        self.left(tmp_path, host="别的电脑")
        with pytest.raises(Busy, match=r"别的电脑.*请删除 .*lock"), locked(lock_of(tmp_path), "生成网站"):
            pass

    def test_a_file_that_names_nobody_is_taken_over(self, tmp_path: Path) -> None:
        lock_of(tmp_path).parent.mkdir()
        lock_of(tmp_path).write_text("{", encoding="utf-8")
        with locked(lock_of(tmp_path), "生成网站"):
            pass
