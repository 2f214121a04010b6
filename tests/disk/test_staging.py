"""Changes of the docs folder: all or none of them, whenever the run that makes them is killed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_tools.disk import staging as module
from build_tools.disk.staging import Staging

BEFORE = {"index.md": "old", "years/2020.md": "stale", "years/2021.md": "old", "guide/using.md": "by hand"}
AFTER = {"index.md": "new", "years/2021.md": "new", "units/a.md": "new", "guide/using.md": "by hand"}


class Killed(BaseException):
    """Stands for a kill: nothing that comes after it runs."""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    write(tmp_path, BEFORE)
    return tmp_path


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def tree(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def change(docs: Path) -> Staging:
    staging = Staging(docs)
    staging.begin()
    write(staging.drafts, {name: text for name, text in AFTER.items() if text == "new"})
    return staging


def test_all_changes_are_made_and_nothing_else_is_touched(docs: Path) -> None:
    change(docs).commit(["years/2020.md"])
    assert tree(docs) == AFTER
    assert not (docs / ".duizhao").exists()


def test_before_the_commit_nothing_is_changed(docs: Path) -> None:
    staging = change(docs)
    assert {name: text for name, text in tree(docs).items() if not name.startswith(".")} == BEFORE
    staging.discard()
    assert tree(docs) == BEFORE


def test_a_folder_that_is_empty_then_goes(docs: Path) -> None:
    staging = Staging(docs)
    staging.begin()
    staging.commit(["years/2020.md", "years/2021.md"])
    assert not (docs / "years").exists()


@pytest.mark.parametrize("step", range(1, 9))
def test_killed_at_any_step_the_next_run_leaves_all_or_nothing(
    docs: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """A kill before the n-th file that is put in place or removed, the list of changes among them."""
    steps = 0
    replace, unlink = os.replace, Path.unlink

    def before_a_step() -> None:
        nonlocal steps
        steps += 1
        if steps == step:
            raise Killed

    def killing_replace(source: Path, target: Path) -> None:
        before_a_step()
        replace(source, target)

    def killing_unlink(path: Path, missing_ok: bool = False) -> None:
        before_a_step()
        unlink(path, missing_ok)

    staging = change(docs)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", killing_replace)
        patch.setattr(Path, "unlink", killing_unlink)
        try:
            staging.commit(["years/2020.md"])
        except Killed:
            pass
    Staging(docs).recover()
    assert tree(docs) == (BEFORE if step == 1 else AFTER)
    assert not (docs / ".duizhao").exists()


def test_a_failure_while_putting_in_place_is_finished_by_the_next_run(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staging = change(docs)
    with monkeypatch.context() as patch:
        patch.setattr(module.Path, "mkdir", lambda *_, **__: (_ for _ in ()).throw(OSError(28, "full", "units")))
        with pytest.raises(OSError, match="full"):
            staging.commit(["years/2020.md"])
    staging.discard()  # as the build does when it fails
    Staging(docs).begin()
    assert {name: text for name, text in tree(docs).items() if not name.startswith(".")} == AFTER
