"""The archive folder → its originals, each with its record, checksum and id, and everything that is wrong with it.

`collect` walks the folder once, in the order of the names. It keeps no contents: an `Original` is a
path and a few short values. Nothing here stops at a bad file: each becomes one problem in a list.
`walk.py` finds the files, `names.py` makes their names printable.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from build_tools.collection.names import printable, shown_name
from build_tools.collection.walk import VOCABULARY, Walk
from build_tools.errors import BrokenRecord, DuplicateOriginal, FileProblem, UnreadableOriginal, WrongUse, os_cause
from build_tools.model import Finding, Severity
from build_tools.readers import CONTAINER_LIMIT, SUFFIXES, size_limit
from build_tools.records import record as records
from build_tools.records.record import Record, load_record
from build_tools.vocabulary import Vocabulary

_HEAD = 1024
"""Bytes that tell how large a file of this kind may be."""


@dataclass(frozen=True, slots=True)
class Original:
    """One original as it lies in the archive. Its bytes are read when they are needed."""

    path: Path
    file: str
    """Path relative to the archive with forward slashes, made printable, personal data in it hidden: for pages,
    messages, front matter. `path` is the file itself."""
    size: int
    """Bytes."""
    sha256: str
    """Of its bytes, 64 hex digits."""
    id: str
    """As the record pins it, else `x` and the first ten hex digits of the checksum."""
    record: Record = records.EMPTY

    def read_bytes(self) -> bytes:
        """Its contents. Raises UnreadableOriginal where they cannot be read or grew beyond the limit."""
        try:
            with self.path.open("rb") as file:
                data = file.read(CONTAINER_LIMIT + 1)
        except OSError as error:
            raise UnreadableOriginal(self.file, f"打不开：{os_cause(error)}") from None
        if len(data) > (limit := size_limit(data[:_HEAD])):
            raise UnreadableOriginal(self.file, too_large(len(data), limit))
        return data


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding and the file that it is about."""

    file: str
    """Path relative to the archive."""
    finding: Finding


@dataclass(frozen=True, slots=True)
class Collection:
    """What `collect` found in an archive folder."""

    archive: Path
    originals: tuple[Original, ...] = ()
    """All that can be built, in the order of their names."""
    withheld: tuple[Original, ...] = ()
    """Their records say `access: withhold`: kept, shown nowhere."""
    removed: tuple[Original, ...] = ()
    """Their records say `access: remove`: as if they were not there."""
    problems: tuple[FileProblem, ...] = ()
    """Originals that cannot be built, one error each."""
    findings: tuple[PlacedFinding, ...] = ()
    """What a person should look at; the originals are built all the same."""

    @property
    def is_empty(self) -> bool:
        """Nothing at all lies in the folder that could be an original."""
        return not (self.originals or self.withheld or self.removed or self.problems)


def collect(archive: Path, vocabulary: Vocabulary | None = None, tick: Callable[[], None] | None = None) -> Collection:
    """All originals of an archive folder with their records. `tick` is called once an original.

    Of two with the same contents a registered one goes before one without a record, so that what its
    record says (`access: remove`) holds for every copy, and a file before a link to it.
    Names in records are checked against the vocabulary where one is given.
    Raises WrongUse where there is no such folder.
    """
    if not archive.is_dir():
        raise WrongUse(f"没有归档文件夹 {shown_name(str(archive), vocabulary)}")
    walk = Walk(archive, vocabulary=vocabulary)
    names = set(walk.names())
    collector = _Collector(archive, vocabulary, names, walk.problems)
    for name in sorted(names, key=lambda name: (walk.is_link(name), name + records.SUFFIX not in names, name)):
        if collector.is_original(name):
            collector.take(name)
            if tick is not None:
                tick()
    return collector.result()


def single_original(path: Path, vocabulary: Vocabulary | None = None, archive: Path | None = None) -> Original:
    """One file anywhere as an original, with the record beside it, for `inspect`.

    Raises UnreadableOriginal or BrokenRecord.
    """
    inside = archive is not None and path.resolve().is_relative_to(archive.resolve())
    file = path.resolve().relative_to(archive.resolve()).as_posix() if inside and archive is not None else path.name
    record_path = path.with_name(path.name + records.SUFFIX)
    try:
        has_record = record_path.is_file()
    except OSError:  # the name with its suffix is longer than the file system allows
        has_record = False
    record = (
        load_record(record_path, shown_name(file + records.SUFFIX, vocabulary), vocabulary)
        if has_record
        else records.EMPTY
    )
    return _original(path, shown_name(file, vocabulary), record)


def too_large(size: int, limit: int) -> str:
    """Why a file of this size is refused where `limit` bytes are allowed."""
    return f"文件太大（{size / 1024 / 1024:.1f} MB，上限 {limit // 1024 // 1024} MB），请确认是不是一篇材料"


# ---------------------------------------------------------------- taking


class _Collector:
    """Takes one name after the other and remembers what was there before."""

    def __init__(
        self, archive: Path, vocabulary: Vocabulary | None, names: set[str], problems: list[FileProblem]
    ) -> None:
        self.archive = archive
        self.vocabulary = vocabulary
        self.names = names
        self.problems = problems
        self.findings: list[PlacedFinding] = []
        self.originals: dict[str, list[Original]] = {"publish": [], "withhold": [], "remove": []}
        self.by_sha256: dict[str, str] = {}
        self.by_id: dict[str, str] = {}

    def is_original(self, name: str) -> bool:
        """Whether a file is an original; a record without one is reported here."""
        if not name.lower().endswith((".yml", ".yaml")):
            return True
        if not name.endswith(records.SUFFIX) or name.removesuffix(records.SUFFIX) not in self.names:
            finding = Finding("record_unused", _unused_message(name, self.names, self.vocabulary), Severity.WARNING)
            self.findings.append(PlacedFinding(shown_name(name, self.vocabulary), finding))
        return False

    def take(self, name: str) -> None:
        """Adds an original, or the reason why it cannot be added."""
        try:
            original = self._checked(name)
        except (UnreadableOriginal, BrokenRecord, DuplicateOriginal) as error:
            self.problems.append(error)
            return
        self.by_sha256[original.sha256] = original.file
        self.by_id[original.id] = original.file
        self.originals[original.record.access].append(original)
        pinned = original.record.sha256
        if pinned is not None and pinned != original.sha256:
            finding = Finding("fixity_changed", "原件的内容和入库时登记的不一样", Severity.WARNING)
            self.findings.append(PlacedFinding(original.file, finding))

    def _checked(self, name: str) -> Original:
        file = shown_name(name, self.vocabulary)
        record = records.EMPTY
        if name + records.SUFFIX in self.names:
            record_name = name + records.SUFFIX
            record = load_record(self.archive / record_name, shown_name(record_name, self.vocabulary), self.vocabulary)
        original = _original(self.archive / name, file, record)
        if (first := self.by_sha256.get(original.sha256)) is not None:
            raise DuplicateOriginal(file, first, f"内容与 {first} 完全相同，只收前一份")
        if (first := self.by_id.get(original.id)) is not None:
            raise DuplicateOriginal(file, first, f"编号 {original.id} 已用于 {first}，请改记录里的 id")
        return original

    def result(self) -> Collection:
        """Everything taken so far."""
        by_file = sorted(self.problems, key=lambda problem: str(problem))
        publish, withheld, removed = (
            tuple(sorted(self.originals[access], key=lambda original: original.file))
            for access in ("publish", "withhold", "remove")
        )
        return Collection(self.archive, publish, withheld, removed, tuple(by_file), tuple(self.findings))


def _original(path: Path, file: str, record: Record) -> Original:
    """An original with size, checksum and id. Raises UnreadableOriginal."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableOriginal(file, "不是普通文件")
        if status.st_size == 0:
            raise UnreadableOriginal(file, "文件是空的")
        if status.st_size > CONTAINER_LIMIT:
            raise UnreadableOriginal(file, too_large(status.st_size, CONTAINER_LIMIT))
        with path.open("rb") as stream:
            if status.st_size > (limit := size_limit(stream.read(_HEAD))):
                raise UnreadableOriginal(file, too_large(status.st_size, limit))
            stream.seek(0)
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableOriginal(file, f"打不开：{os_cause(error)}") from None
    return Original(path, file, status.st_size, sha256, record.id or f"x{sha256[:10]}", record)


def _unused_message(name: str, names: set[str], vocabulary: Vocabulary | None) -> str:
    stem = os.path.splitext(name)[0]
    if name.lower().endswith(".yaml") and stem in names:
        return f"记录的名字应是 {shown_name(stem, vocabulary)}.yml"
    for suffix in SUFFIXES:
        if stem + suffix in names:
            return f"没有同名的原件；记录的名字应是 {shown_name(stem + suffix, vocabulary)}.yml"
    return "没有同名的原件"


__all__ = [
    "VOCABULARY",
    "Collection",
    "Original",
    "PlacedFinding",
    "collect",
    "printable",
    "shown_name",
    "single_original",
]
