"""What would be done with everything that was handed in; nothing is written here.

`make_plan` reads each file, has the pipeline understand it, and decides: added, registered where it lies, skipped as
a duplicate, or refused. The same rules hold for `--dry-run`, the table on the terminal and the inbox.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from build_tools.collection import Original
from build_tools.collection.inventory import Held, Inventory
from build_tools.conversion import Track, convert, silently
from build_tools.errors import ChangedOriginal, FileProblem, RefusedOriginal
from build_tools.intake.handed import Handed
from build_tools.intake.naming import clean_name, free_name
from build_tools.intake.signatures import Signatures, signature_of
from build_tools.model import Description, Finding, Material
from build_tools.readers.formats import format_of
from build_tools.vocabulary import Vocabulary


class Action(StrEnum):
    """What is done with one file."""

    ADD = "add"
    """Copied into the archive and registered."""
    REGISTER = "register"
    """It lies in the archive already; only its record is written."""
    SKIP = "skip"
    """The archive, or the batch, holds the same bytes."""
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Near:
    """Another material with much the same text."""

    file: str
    """Path in the archive, or the name it was handed in by."""
    share: float
    """Share of the shorter one's text that both have, estimated."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file that was handed in, and what becomes of it."""

    handed: Handed | None
    name: str
    """What it is called."""
    action: Action
    sha256: str | None = None
    target: str | None = None
    """Path in the archive where it will lie, or lies."""
    description: Description | None = None
    findings: tuple[Finding, ...] = ()
    near: tuple[Near, ...] = ()
    same_as: str | None = None
    """Why it is skipped: what has the same contents."""
    problem: FileProblem | None = None
    """Why it is refused."""

    @property
    def year(self) -> int | None:
        """年度, where it was understood."""
        return self.description.year if self.description is not None else None


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done with a batch."""

    items: tuple[Item, ...]

    def of(self, *actions: Action) -> tuple[Item, ...]:
        """The items with one of these actions, in their order."""
        return tuple(item for item in self.items if item.action in actions)


@dataclass(frozen=True, slots=True)
class _Read(Original):
    """An original whose bytes are at hand."""

    data: bytes = b""

    def read_bytes(self) -> bytes:
        return self.data


def make_plan(
    handed: Iterable[Handed | FileProblem],
    inventory: Inventory,
    vocabulary: Vocabulary,
    signatures: Signatures,
    track: Track = silently,
) -> Plan:
    """Decides for every file that was handed in; never raises for what stands in one."""
    planner = _Planner(inventory, vocabulary, signatures)
    everything: Sequence[Handed | FileProblem] = tuple(one for one in handed if not _is_record(one))
    return Plan(tuple(planner.item(one) for one in track(everything, "查看")))


def text_of(material: Material) -> str:
    """All words of a material, for its signature."""
    outline = material.outline
    loose = (outline.title_lines, outline.byline, outline.preamble, outline.closing, outline.signature)
    lines = [block.text for blocks in loose for block in blocks]
    for section in outline.walk():
        lines += [section.printed, *(block.text for block in section.blocks)]
    return "\n".join(lines)


def understood(data: bytes, name: str, sha256: str, vocabulary: Vocabulary) -> Material:
    """The material in these bytes. Raises FileProblem: it cannot be read, or must not be kept."""
    outcome = convert(_Read(Path(name), name, len(data), sha256, f"x{sha256[:10]}", data=data), vocabulary)
    if isinstance(outcome, RefusedOriginal):
        raise RefusedOriginal(name, "有密级标志，不得入库，没有复制；请按保密规定处理这份文件")
    if isinstance(outcome, FileProblem):
        raise outcome
    return outcome


class _Planner:
    """Decides for one file after the other and remembers what it promised."""

    def __init__(self, inventory: Inventory, vocabulary: Vocabulary, signatures: Signatures) -> None:
        self.inventory = inventory
        self.vocabulary = vocabulary
        self.signatures = signatures
        self.batch: dict[str, str] = {}
        """Checksum → name, of what this batch adds."""
        self.by_name = {held.name: held for held in inventory.held}
        self.taken: defaultdict[str, list[str]] = defaultdict(list)
        """Folder → names in it, records too."""
        known: list[str] = [held.name for held in inventory.held]
        known += [name for orphan in inventory.orphans for name in (orphan.name, orphan.original)]
        for name in known:
            place = PurePosixPath(name)
            self.taken[str(place.parent)].append(place.name)

    def item(self, handed: Handed | FileProblem) -> Item:
        if isinstance(handed, FileProblem):
            return Item(None, handed.file, Action.REFUSE, problem=handed)
        try:
            return self._decided(handed)
        except FileProblem as problem:
            return Item(handed, handed.name, Action.REFUSE, problem=problem)

    def _decided(self, handed: Handed) -> Item:
        data = handed.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        own = self.by_name.get(handed.inside) if handed.inside is not None else None
        if own is not None:
            _check_registered(own, sha256)
        held = own or self.inventory.by_sha256.get(sha256)
        if held is not None and held.record is not None and held.record.sha256 is not None:
            return Item(handed, handed.name, Action.SKIP, sha256, same_as=held.file)
        if held is not None and held.problem is not None:
            raise held.problem
        if (first := self.batch.get(sha256)) is not None:
            return Item(handed, handed.name, Action.SKIP, sha256, same_as=first)
        material = understood(data, handed.name, sha256, self.vocabulary)
        item = Item(handed, handed.name, Action.ADD, sha256, None, material.description, material.findings)
        if held is not None:
            item = replace(item, action=Action.REGISTER, target=held.name)
        else:
            item = replace(item, target=self._target(handed, data, material.description))
        item = replace(item, near=self._near(sha256, material))
        self.batch[sha256] = handed.name
        return item

    def _target(self, handed: Handed, data: bytes, description: Description) -> str:
        """A place in the archive for a new original: year, clean name, suffix of what it is."""
        intake = self.vocabulary.intake
        year = description.year
        folder = str(year) if year else clean_name(intake.unknown_year_folder, intake)
        stem = description.title
        if description.title_supplied:
            stem = handed.stem if not intake.is_idle(handed.stem) else stem.strip("[]")
        name = free_name(clean_name(stem, intake), _suffix(handed, data), self.taken[folder], intake)
        self.taken[folder].append(name)
        return f"{folder}/{name}"

    def _near(self, sha256: str, material: Material) -> tuple[Near, ...]:
        """What the archive and the batch hold that is much the same; takes this one in beside them."""
        signature = signature_of(text_of(material))
        near: list[Near] = []
        if signature is not None:
            for like in self.signatures.like(signature, self.vocabulary.intake.near_duplicate):
                other = self.inventory.by_sha256.get(like.sha256)
                file = other.file if other is not None else self.batch.get(like.sha256)
                if file is not None and like.sha256 != sha256:
                    near.append(Near(file, like.share))
        self.signatures.add(sha256, signature)
        return tuple(near)


def _check_registered(own: Held, sha256: str) -> None:
    """Raises where the record of a file that lies in the archive says that it was another one."""
    if own.record is not None and own.record.sha256 not in (None, sha256):
        raise ChangedOriginal(own.file, "原件的内容和入库时登记的不一样")


def _suffix(handed: Handed, data: bytes) -> str:
    """The suffix of what it is: a web page called `.doc` lies in the archive as `.html`."""
    format = format_of(data, handed.name)
    if format is None or handed.suffix in format.suffixes:
        return handed.suffix
    return format.suffixes[0]


def _is_record(one: Handed | FileProblem) -> bool:
    """Records beside handed-in files are not materials."""
    return isinstance(one, Handed) and one.suffix in (".yml", ".yaml")
