"""The inbox: a folder in which files may be put at any time, and from which they go into the archive by themselves.

A file is taken once it has not changed for a while and its name does not say that it is still being copied. It is
removed from the inbox only when the archive holds the same bytes, registered; what was refused stays, with one line,
and is not tried again until it changes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.collection import shown_name
from build_tools.collection.walk import Walk
from build_tools.disk.storage import is_draft
from build_tools.intake.batch import Batch, Outcome
from build_tools.intake.handed import is_unfinished
from build_tools.intake.items import Action, Item
from build_tools.vocabulary import Vocabulary
from build_tools.vocabulary.schema import Intake

_LONGEST_WAIT = 60.0
"""Seconds that the command waits for files which keep changing; after that it takes the others."""


@dataclass(frozen=True, slots=True)
class _State:
    """What a file looked like, and since when it looks so."""

    size: int
    modified: int
    """Nanoseconds, as the file system has it."""
    since: float
    """On our own clock, seconds."""


@dataclass(slots=True)
class Inbox:
    """The inbox folder, and what is known of the files in it."""

    folder: Path
    clock: Callable[[], float] = time.monotonic
    _seen: dict[Path, _State] = field(default_factory=dict)
    _left: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """Files that were refused, as they looked then."""

    def complete(self, intake: Intake) -> list[Path]:
        """The files that can be taken now: unchanged for `settle_seconds`, and not refused as they are."""
        now = self.clock()
        seen = {path: _State(*state, now) for path, state in self._files(intake)}
        for path, state in seen.items():
            before = self._seen.get(path)
            if before is not None and (before.size, before.modified) == (state.size, state.modified):
                seen[path] = before
        self._seen = seen
        return [
            path
            for path, state in seen.items()
            if now - state.since >= intake.settle_seconds and self._left.get(path) != (state.size, state.modified)
        ]

    def changing(self, vocabulary: Vocabulary) -> list[str]:
        """Names of the files that are not complete yet, as `complete` last saw them."""
        intake = vocabulary.intake
        waiting = [path for path, state in self._seen.items() if self.clock() - state.since < intake.settle_seconds]
        unfinished = [self.folder / name for name in self._walk().names() if is_unfinished(name, intake)]
        names = (path.relative_to(self.folder).as_posix() for path in {*waiting, *unfinished})
        return sorted(shown_name(name, vocabulary) for name in names)

    def wait(self, intake: Intake, sleep: Callable[[float], None] = time.sleep) -> list[Path]:
        """The files that can be taken, once all have come to rest or the wait was long enough."""
        began = self.clock()
        complete = self.complete(intake)
        while len(complete) < len(self._seen) and self.clock() - began < _LONGEST_WAIT + intake.settle_seconds:
            sleep(min(0.5, max(intake.settle_seconds / 4, 0.05)))
            complete = self.complete(intake)
        return complete

    def clear(self, outcome: Outcome, batch: Batch, paths: Iterable[Path]) -> None:
        """Removes what the archive holds now, remembers the rest as refused, and takes empty folders away."""
        held = {entry.item.sha256 for entry in outcome.placed} | {
            sha256 for sha256, held in batch.inventory.by_sha256.items() if held.record is not None
        }
        by_path: dict[Path, list[Item]] = {path: [] for path in paths}
        for item in outcome.plan.items:
            if item.handed is not None and item.handed.path in by_path:
                by_path[item.handed.path].append(item)
        troubled = [problem.file for item in outcome.plan.items if item.handed is None and (problem := item.problem)]
        for path, items in by_path.items():
            safe = items and all(item.action is not Action.REFUSE and item.sha256 in held for item in items)
            zipped = any(item.handed is not None and item.handed.archive is not None for item in items)
            if zipped:
                name = items[0].handed.archive.name if items[0].handed and items[0].handed.archive else ""
                safe = safe and not any(file == name or file.startswith(f"{name}/") for file in troubled)
            if safe and self._is_unchanged(path) and (zipped or _sha256(path) == items[0].sha256):
                with contextlib.suppress(OSError):
                    path.unlink()
                    continue
            if (state := self._seen.get(path)) is not None:
                self._left[path] = (state.size, state.modified)
        self._remove_empty_folders()

    def leave_all(self) -> None:
        """Remembers every file as refused, as it is: after a failure that the next look would only repeat."""
        self._left.update({path: (state.size, state.modified) for path, state in self._seen.items()})

    def _is_unchanged(self, path: Path) -> bool:
        state = self._seen.get(path)
        with contextlib.suppress(OSError):
            status = path.stat()
            return state is not None and (status.st_size, status.st_mtime_ns) == (state.size, state.modified)
        return False

    def _files(self, intake: Intake) -> Iterable[tuple[Path, tuple[int, int]]]:
        for name in sorted(self._walk().names()):
            path = self.folder / name
            if is_unfinished(name, intake) or is_draft(path.name) or name.lower().endswith((".yml", ".yaml")):
                continue
            with contextlib.suppress(OSError):  # gone, or about to come
                status = path.stat()
                yield path, (status.st_size, status.st_mtime_ns)

    def _walk(self) -> Walk:
        return Walk(self.folder, "收件箱", frozenset())

    def _remove_empty_folders(self) -> None:
        for place, _folders, _files in os.walk(self.folder, topdown=False):
            if Path(place) != self.folder:
                with contextlib.suppress(OSError):  # it holds something
                    Path(place).rmdir()


def empty_inbox(inbox: Inbox, archive: Path, intake: Intake, report: Callable[[Outcome], None]) -> None:
    """Takes in what is complete, without asking. Cheap where nothing is: only then is the archive opened.

    Raises Busy where another process writes the archive, OSError.
    """
    paths = inbox.complete(intake) if inbox.folder.is_dir() else []
    if paths:
        with Batch.opened(archive) as batch:
            outcome = batch.carry_out(batch.plan([inbox.folder], only=set(paths)))
            report(outcome)
            inbox.clear(outcome, batch, paths)


def _sha256(path: Path) -> str | None:
    with contextlib.suppress(OSError), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
    return None
