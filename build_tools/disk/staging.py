"""Changes of the generated files in a docs folder: collected beside, put in place all together.

New and changed files are written below `Staging.drafts`, a hidden folder that mirrors the docs folder. When all are
there, a list of what is to be done (`commit.json`) is written to the disk; from then on the change counts as made. Only
then are the files moved to their places and the stale ones removed, and a run that is killed meanwhile is finished by
the next (`recover`). A run that fails or is killed before leaves the docs folder as it was.

Hand-written pages lie among the generated ones, so the folder as a whole is never replaced.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools.disk.in_place import flush
from build_tools.disk.locking import STATE
from build_tools.disk.storage import remove_file, sync_folder, write_whole


class Staging:
    """The changes of one build. Whoever uses it holds the lock of the docs folder."""

    def __init__(self, docs: Path) -> None:
        self.docs = docs
        self.drafts = docs / STATE / "new"
        """New and changed files lie here, each under the path that it will have below the docs folder."""
        self.scratch = docs / STATE / "scratch"
        """For what a build needs on the disk while it runs; gone when it ends, or with the next one."""
        self._list = docs / STATE / "commit.json"

    def recover(self) -> None:
        """Finishes the change of a run that was killed while it put files in place; drops one that was not complete.

        Raises OSError.
        """
        with contextlib.suppress(FileNotFoundError):
            self._carry_out(json.loads(self._list.read_text(encoding="utf-8")))
        self.discard()

    def begin(self) -> None:
        """Makes room for a build's changes; first of all makes good what another left behind. Raises OSError."""
        self.recover()
        self.drafts.mkdir(parents=True, exist_ok=True)
        self.scratch.mkdir(exist_ok=True)

    def commit(self, stale: Iterable[str]) -> None:
        """Puts all drafts in place and removes the stale files (paths below the docs folder). Raises OSError.

        Where that is raised before the list is written nothing has changed.
        """
        flush(self.drafts)
        plan = {"new": sorted(self._drafted()), "stale": sorted(stale)}
        write_whole(self._list, json.dumps(plan, ensure_ascii=False).encode("utf-8"))
        self._carry_out(plan)
        self.discard()

    def discard(self) -> None:
        """Removes everything that was collected and not put in place; nothing where putting in place has begun."""
        if self._list.exists():
            return
        for folder in (self.drafts, self.scratch):
            shutil.rmtree(folder, ignore_errors=True)
        with contextlib.suppress(OSError):
            self.drafts.parent.rmdir()  # fails where a lock or anything else lies there

    def _drafted(self) -> Iterator[str]:
        for place, _folders, files in os.walk(self.drafts):
            for name in files:
                yield (Path(place) / name).relative_to(self.drafts).as_posix()

    def _carry_out(self, plan: dict[str, list[str]]) -> None:
        """Does what a list says; what of it is done already is passed over, so it may be done again."""
        folders = set()
        for name in plan["new"]:
            target = self.docs / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):  # moved by the run that was killed
                os.replace(self.drafts / name, target)
            folders.add(target.parent)
        for name in plan["stale"]:
            (self.docs / name).unlink(missing_ok=True)
            folders.add((self.docs / name).parent)
        for folder in sorted(folders, reverse=True):
            sync_folder(folder)
            with contextlib.suppress(OSError):
                folder.rmdir()  # fails where it holds anything, which is nearly always
        remove_file(self._list)
