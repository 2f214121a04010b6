"""What was handed in: files, all files of folders, all files of zip archives, each with a name to call it by.

Nothing here stops at a bad file: a link out of the folder, a bomb, an archive with a password become one problem each.
Contents are read when they are needed and never beyond the limit of an original.
"""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools.collection import Original, printable, shown_name, too_large
from build_tools.collection.walk import ARCHIVE_OWN, Walk
from build_tools.collection.zip_members import MOST_BYTES, Member, members
from build_tools.errors import FileProblem, UnreadableOriginal, os_cause
from build_tools.readers.sniffing import kind_of
from build_tools.vocabulary import Vocabulary
from build_tools.vocabulary.schema import Intake


class ZipArchive:
    """A zip archive of originals. Its members are taken out in order; going forward through them costs one pass."""

    def __init__(self, path: Path, name: str, original_name: str, vocabulary: Vocabulary) -> None:
        self.path = path
        self.name = name
        """What it is called in messages."""
        self.original_name = original_name
        self.vocabulary = vocabulary
        self._place = 0
        self._members: Iterator[Member | FileProblem] | None = None

    def member(self, place: int) -> Member | FileProblem | None:
        """The member at this place, counted from 0, or the problem that stands for it; None behind the last one.

        Raises UnreadableOriginal where the archive itself cannot be read.
        """
        if self._members is None or place < self._place:
            self._members, self._place = members(self._bytes(), self.name, self.vocabulary), 0
        found = None
        while self._place <= place:
            found = next(self._members, None)
            self._place += 1
        if found is None:
            self._members = None  # lets go of the contents
        return found

    def _bytes(self) -> bytes:
        try:
            with self.path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise UnreadableOriginal(self.name, f"打不开：{os_cause(error)}") from None
        if len(data) > MOST_BYTES:
            raise UnreadableOriginal(self.name, too_large(len(data), MOST_BYTES))
        return data


@dataclass(frozen=True, slots=True)
class Handed:
    """One file that was handed in. Its contents are read anew each time, and may have changed or gone."""

    path: Path
    """The file on the disk; for a member of a zip archive, the archive."""
    name: str
    """What it is called wherever it is told, and where a name for the archive is made of it: printable, with the folder
    that was handed in, personal data hidden."""
    original_name: str
    """The same with nothing hidden: for its record alone."""
    archive: ZipArchive | None = None
    """The zip archive that it stands in."""
    place: int = 0
    """Which member of the archive."""
    inside: str | None = None
    """Where it lies in our archive already (path relative to it), or None."""

    @property
    def stem(self) -> str:
        """The name without folders and suffix."""
        return Path(self.name).stem

    @property
    def suffix(self) -> str:
        """The suffix, lower case, with its dot."""
        return Path(self.name).suffix.lower()

    def read_bytes(self) -> bytes:
        """Its contents. Raises UnreadableOriginal."""
        if self.archive is not None:
            found = self.archive.member(self.place)
            if isinstance(found, FileProblem):
                raise found
            data = found.data if found is not None else b""
        else:
            try:
                if not stat.S_ISREG(self.path.stat().st_mode):
                    raise UnreadableOriginal(self.name, "不是普通文件")
            except OSError as error:
                raise UnreadableOriginal(self.name, f"打不开：{os_cause(error)}") from None
            data = Original(self.path, self.name, 0, "", "").read_bytes()
        if not data:
            raise UnreadableOriginal(self.name, "文件是空的")
        return data


def hand_in(
    paths: Iterable[Path], archive: Path, vocabulary: Vocabulary, only: Collection[Path] | None = None
) -> Iterator[Handed | FileProblem]:
    """Every file under `paths`, each once and in the order of the names, or the problem that stands for it.

    What stands in zip archives comes after all that does not: of two that are the same, the file goes before the member.
    `archive` is the archive that they are meant for; files that lie in it are told by `inside`. Where `only` is given,
    all other files are passed over, and so are links and folders that cannot be followed.
    """
    seen: set[Path] = set()
    archives: list[ZipArchive] = []
    root = archive.resolve()
    for path in paths:
        for found in _files(path, root, vocabulary):
            if isinstance(found, FileProblem):
                if only is None:
                    yield found
                continue
            if only is not None and found.path not in only:
                continue
            real = found.path.resolve()
            if real in seen:
                continue
            seen.add(real)
            inside = real.relative_to(root).as_posix() if real.is_relative_to(root) else None
            if is_unfinished(found.path.name, vocabulary.intake):
                yield UnreadableOriginal(found.name, "文件还没有传完（临时文件），传完后再入库")
            elif inside is None and _is_zip(found.path):
                archives.append(ZipArchive(found.path, found.name, found.original_name, vocabulary))
            else:
                yield replace(found, inside=inside)
    for packed in archives:
        yield from _members_of(packed)


def is_unfinished(name: str, intake: Intake) -> bool:
    """Whether a file of this name is still being copied or downloaded."""
    return name.lower().endswith(tuple(intake.unfinished))


def _files(path: Path, archive: Path, vocabulary: Vocabulary) -> Iterator[Handed | FileProblem]:
    """The files under one path that a person named; links in a folder are followed only inside it."""
    try:
        is_folder = path.is_dir()
        real = path.resolve()
    except (OSError, RuntimeError):
        yield UnreadableOriginal(shown_name(str(path), vocabulary), "打不开")
        return
    if not is_folder:
        yield Handed(path, shown_name(path.name, vocabulary), printable(path.name))
        return
    walk = Walk(path, "所给的文件夹", ARCHIVE_OWN if real == archive else frozenset(), vocabulary)
    for name in sorted(walk.names()):
        called = f"{real.name}/{name}"
        yield Handed(path / name, shown_name(called, vocabulary), printable(called))
    for problem in walk.problems:
        inside = problem.file != walk.called  # the folder itself is called so where it cannot be opened
        yield UnreadableOriginal(
            f"{shown_name(real.name, vocabulary)}/{problem.file}" if inside else problem.file, problem.cause
        )


def _is_zip(path: Path) -> bool:
    """Whether a file is a zip archive that holds originals (and is not one itself, as a Word file is)."""
    with contextlib.suppress(OSError):
        if stat.S_ISREG(path.stat().st_mode):
            with path.open("rb") as file:
                return file.read(2) == b"PK" and kind_of(b"PK" + file.read(MOST_BYTES)) == "zip"
    return False


def _members_of(archive: ZipArchive) -> Iterator[Handed | FileProblem]:
    place = 0
    try:
        while (found := archive.member(place)) is not None:
            if isinstance(found, FileProblem):
                yield found
            else:
                name = f"{archive.name}/{shown_name(found.name, archive.vocabulary)}"
                original_name = f"{archive.original_name}/{printable(found.name)}"
                yield Handed(archive.path, name, original_name, archive, place)
            place += 1
    except FileProblem as problem:
        yield problem
    if place == 0:
        yield UnreadableOriginal(archive.name, "压缩包是空的")
