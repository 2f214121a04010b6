"""What lies in an archive, told without reading any text: checksums, records, and which of them belong together.

`collect` gives what can be built; the inventory gives everything, also what is broken, held back or there twice.
Taking originals in and checking fixity start from it.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from build_tools import record as records
from build_tools.collection.names import printable
from build_tools.collection.walk import Walk
from build_tools.errors import BrokenRecord, FileProblem, UnreadableOriginal, os_cause
from build_tools.record import Record, load_record


@dataclass(frozen=True, slots=True)
class Held:
    """One original of the archive as it lies there, with its record or without."""

    name: str
    """Path relative to the archive with forward slashes, as the file system has it."""
    sha256: str | None
    """Of its bytes; None where they could not be read."""
    record: Record | None
    """None where it has none, or a broken one."""
    problem: FileProblem | None = None
    """Why the original, or its record, could not be read."""

    @property
    def file(self) -> str:
        """The name made printable."""
        return printable(self.name)


@dataclass(frozen=True, slots=True)
class Orphan:
    """A record beside which its original does not lie."""

    name: str
    """Path of the record relative to the archive."""
    record: Record | None
    """None where it is broken."""

    @property
    def original(self) -> str:
        """Where its original should lie."""
        return self.name.removesuffix(records.SUFFIX)


@dataclass(frozen=True, slots=True)
class Inventory:
    """Everything in an archive, in the order of the names."""

    archive: Path
    held: tuple[Held, ...] = ()
    orphans: tuple[Orphan, ...] = ()
    problems: tuple[FileProblem, ...] = ()
    """Folders and links that were not followed."""
    by_sha256: dict[str, Held] = field(default_factory=dict)
    """The first original with these contents; a registered one goes before one without a record."""

    def ids(self) -> Iterator[str]:
        """Every id that any record pins, also of originals that are gone."""
        everything: tuple[Held | Orphan, ...] = (*self.held, *self.orphans)
        for known in everything:
            if known.record is not None and known.record.id is not None:
                yield known.record.id


def take_inventory(archive: Path) -> Inventory:
    """The inventory of an archive folder; one that is not there is empty. Raises nothing for what lies in it."""
    if not archive.is_dir():
        return Inventory(archive)
    walk = Walk(archive)
    names = sorted(walk.names())
    known = set(names)
    held: list[Held] = []
    orphans: list[Orphan] = []
    for name in names:
        if not name.lower().endswith((".yml", ".yaml")):
            held.append(_held(archive, name, known))
        elif name.endswith(records.SUFFIX) and name.removesuffix(records.SUFFIX) not in known:
            orphans.append(Orphan(name, _record(archive, name)[0]))
    by_sha256: dict[str, Held] = {}
    for original in sorted(held, key=lambda original: original.record is None):
        if original.sha256 is not None:
            by_sha256.setdefault(original.sha256, original)
    return Inventory(archive, tuple(held), tuple(orphans), tuple(walk.problems), by_sha256)


def _held(archive: Path, name: str, known: set[str]) -> Held:
    record, problem = None, None
    if name + records.SUFFIX in known:
        record, problem = _record(archive, name + records.SUFFIX)
    path = archive / name
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return Held(name, None, record, UnreadableOriginal(printable(name), "不是普通文件"))
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return Held(name, None, record, UnreadableOriginal(printable(name), f"打不开：{os_cause(error)}"))
    return Held(name, sha256, record, problem)


def _record(archive: Path, name: str) -> tuple[Record | None, BrokenRecord | None]:
    try:
        return load_record(archive / name, printable(name)), None
    except BrokenRecord as error:
        return None, error
