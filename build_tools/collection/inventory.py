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

from build_tools.collection.names import shown_name
from build_tools.collection.walk import Walk
from build_tools.errors import BrokenRecord, FileProblem, UnreadableOriginal, os_cause
from build_tools.records import record as records
from build_tools.records.record import Record, load_record
from build_tools.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Held:
    """One original of the archive as it lies there, with its record or without."""

    name: str
    """Path relative to the archive with forward slashes, as the file system has it."""
    sha256: str | None
    """Of its bytes; None where they could not be read."""
    record: Record | None
    """None where it has none, or a broken one."""
    file: str
    """The name as it is told: printable, personal data in it hidden."""
    problem: FileProblem | None = None
    """Why the original, or its record, could not be read."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A record beside which its original does not lie."""

    name: str
    """Path of the record relative to the archive."""
    record: Record | None
    """None where it is broken."""
    file: str
    """The name as it is told."""
    original_file: str
    """The name of its original as it is told."""

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


def take_inventory(archive: Path, vocabulary: Vocabulary | None = None) -> Inventory:
    """The inventory of an archive folder; one that is not there is empty. Raises nothing for what lies in it.

    `vocabulary` says what counts as personal in names, where it is not the package's own.
    """
    if not archive.is_dir():
        return Inventory(archive)
    walk = Walk(archive, vocabulary=vocabulary)
    names = sorted(walk.names())
    known = set(names)
    held: list[Held] = []
    orphans: list[Orphan] = []
    for name in names:
        if not name.lower().endswith((".yml", ".yaml")):
            held.append(_held(archive, name, known, vocabulary))
        elif name.endswith(records.SUFFIX) and name.removesuffix(records.SUFFIX) not in known:
            told = (shown_name(place, vocabulary) for place in (name, name.removesuffix(records.SUFFIX)))
            orphans.append(Orphan(name, _record(archive, name, vocabulary)[0], *told))
    by_sha256: dict[str, Held] = {}
    for original in sorted(held, key=lambda original: original.record is None):
        if original.sha256 is not None:
            by_sha256.setdefault(original.sha256, original)
    return Inventory(archive, tuple(held), tuple(orphans), tuple(walk.problems), by_sha256)


def _held(archive: Path, name: str, known: set[str], vocabulary: Vocabulary | None) -> Held:
    record, problem = None, None
    file = shown_name(name, vocabulary)
    if name + records.SUFFIX in known:
        record, problem = _record(archive, name + records.SUFFIX, vocabulary)
    path = archive / name
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return Held(name, None, record, file, UnreadableOriginal(file, "不是普通文件"))
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return Held(name, None, record, file, UnreadableOriginal(file, f"打不开：{os_cause(error)}"))
    return Held(name, sha256, record, file, problem)


def _record(archive: Path, name: str, vocabulary: Vocabulary | None) -> tuple[Record | None, BrokenRecord | None]:
    try:
        return load_record(archive / name, shown_name(name, vocabulary)), None
    except BrokenRecord as error:
        return None, error
