"""A folder put in the place of another: in one step, and made good wherever a run was killed."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from build_tools.disk import in_place
from build_tools.disk.in_place import draft_of, old_of, put_in_place, recover


class Killed(BaseException):
    """Stands for a kill: nothing that comes after it runs."""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A site that stands, and a finished one beside it."""
    folder(tmp_path / "site", "old")
    folder(draft_of(tmp_path / "site"), "new")
    return tmp_path / "site"


def folder(path: Path, words: str, complete: bool = True) -> Path:
    (path / "deep").mkdir(parents=True)
    (path / "deep" / "page.html").write_text(words, encoding="utf-8")
    if complete:
        (path / "whole").touch()
    return path


def is_complete(path: Path) -> bool:
    return (path / "whole").is_file()


def words_of(target: Path) -> str:
    return (target / "deep" / "page.html").read_text(encoding="utf-8")


@pytest.fixture(params=["exchange", "two renames"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "two renames":
        monkeypatch.setattr(in_place, "_exchange", lambda *_: False)
    elif in_place._c_library() is None:
        pytest.skip("只有 Linux 能一步交换两个文件夹")


@pytest.mark.usefixtures("_way")
def test_the_new_one_stands_there_and_nothing_is_left_beside_it(target: Path) -> None:
    put_in_place(target)
    assert words_of(target) == "new"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.usefixtures("_way")
def test_the_first_one_needs_no_old_one(tmp_path: Path) -> None:
    folder(draft_of(tmp_path / "site"), "new")
    put_in_place(tmp_path / "site")
    assert words_of(tmp_path / "site") == "new"


@pytest.mark.usefixtures("_way")
@pytest.mark.skipif(os.name == "nt", reason="Windows 没有这种权限")
def test_permissions_of_the_old_one_are_kept(target: Path) -> None:
    target.chmod(0o750)
    put_in_place(target)
    assert target.stat().st_mode & 0o777 == 0o750


def test_where_folders_can_be_exchanged_the_name_is_never_gone(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not in_place._exchange(target, draft_of(target)):
        pytest.skip("这个系统不能一步交换两个文件夹")
    in_place._exchange(target, draft_of(target))
    monkeypatch.setattr(in_place.os, "rename", lambda *_: pytest.fail("a rename"))
    put_in_place(target)
    assert words_of(target) == "new"


def test_what_a_failing_exchange_says(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if in_place._c_library() is None:
        pytest.skip("只有 Linux 能一步交换两个文件夹")
    with pytest.raises(FileNotFoundError):
        in_place._exchange(target, target.parent / "nowhere")


def test_where_the_second_rename_fails_the_old_one_comes_back(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.rename

    def rename(source: Path, place: Path) -> None:
        if source == draft_of(target):
            raise OSError(errno.EBUSY, "busy", str(source))
        real(source, place)

    monkeypatch.setattr(in_place, "_exchange", lambda *_: False)
    monkeypatch.setattr(in_place.os, "rename", rename)
    with pytest.raises(OSError, match="busy"):
        put_in_place(target)
    assert words_of(target) == "old"


@pytest.mark.parametrize("step", range(1, 6))
def test_killed_at_any_step_the_next_run_makes_it_good(
    target: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Each call that changes a name or removes something is a step; a kill comes before the n-th of them."""
    steps = 0

    def counting(function: object) -> object:
        def call(*args: object, **named: object) -> object:
            nonlocal steps
            steps += 1
            if steps == step:
                raise Killed
            return function(*args, **named)  # type: ignore[operator]

        return call

    with monkeypatch.context() as patch:
        patch.setattr(in_place, "_exchange", lambda *_: False)
        patch.setattr(in_place.os, "rename", counting(os.rename))
        patch.setattr(in_place, "_remove", counting(in_place._remove))
        try:
            put_in_place(target)
        except Killed:
            pass
    recover(target, is_complete)
    assert words_of(target) == ("old" if step <= 2 else "new")
    assert list(target.parent.iterdir()) == [target]


def test_half_a_draft_is_never_put_in_place(tmp_path: Path) -> None:
    target = tmp_path / "site"
    folder(draft_of(target), "half", complete=False)
    recover(target, is_complete)
    assert list(tmp_path.iterdir()) == []
    folder(draft_of(target), "half", complete=False)
    folder(old_of(target), "old")
    recover(target, is_complete)
    assert words_of(target) == "old"
