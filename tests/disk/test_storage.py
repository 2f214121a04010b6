"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from build_tools.disk import storage
from build_tools.disk.storage import create_whole, is_draft, make_folder, remove_drafts, remove_file, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / ("汉" * 83 + ".yml")  # as long as a name may be: the draft's own name must not depend on it
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert names(tmp_path) == [path.name]


def test_the_contents_are_on_the_disk_before_the_name_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    for name in ("fsync", "replace", "link"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *a, _n=name, _r=real, **k: (calls.append(_n), _r(*a, **k))[1])
    write_whole(tmp_path / "a", b"x")
    create_whole(tmp_path / "b", b"x")
    folder = ["fsync"] if os.name != "nt" else []
    assert calls == ["fsync", "replace", *folder, "fsync", "link", *folder]


@pytest.mark.parametrize("write", [write_whole, create_whole])
def test_a_full_disk_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: object
) -> None:
    (tmp_path / "old").write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path / "old" if write is write_whole else tmp_path / "new", b"x" * 1000)  # type: ignore[operator]
    assert names(tmp_path) == ["old"]
    assert (tmp_path / "old").read_bytes() == b"old"


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_nothing_is_ever_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    if not links:

        def refuse(*_args: object, **_named: object) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "link", refuse)
    create_whole(tmp_path / "a", b"one")
    with pytest.raises(FileExistsError):
        create_whole(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"one"
    assert names(tmp_path) == ["a"]


@pytest.mark.skipif(os.name == "nt", reason="links need a POSIX file system")
def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").write_bytes(b"outside")
    (tmp_path / "link").symlink_to("outside")
    (tmp_path / "broken").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        create_whole(tmp_path / "broken", b"x")
    write_whole(tmp_path / "link", b"inside")
    assert (tmp_path / "outside").read_bytes() == b"outside"
    assert not (tmp_path / "link").is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_permissions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"")
    path.chmod(0o640)
    write_whole(path, b"x")
    assert path.stat().st_mode & 0o777 == 0o640


def test_drafts_of_killed_runs_are_known_and_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_folder(tmp_path / "a" / "b")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(errno.EIO, "gone")))
    monkeypatch.setattr(Path, "unlink", lambda *_args, **_named: None)  # as after a kill: nobody tidies up
    with pytest.raises(OSError, match="gone"):
        write_whole(tmp_path / "a" / "b" / "材料.txt", b"half")
    monkeypatch.undo()
    (draft,) = names(tmp_path / "a" / "b")
    assert is_draft(draft)
    assert draft.startswith("."), "the archive's walk passes it over"
    (tmp_path / "a" / ".duizhao-材料.draft").write_bytes(b"somebody's")
    assert remove_drafts(tmp_path) == 1
    assert names(tmp_path / "a") == [".duizhao-材料.draft", "b"]
    assert names(tmp_path / "a" / "b") == []


def test_removing(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"")
    remove_file(tmp_path / "a")
    remove_file(tmp_path / "a")
    assert names(tmp_path) == []
    assert storage.remove_drafts(tmp_path / "nowhere") == 0
