"""What would be done with everything that was handed in; nothing is written here.

`make_plan` reads each file, has the pipeline understand it, and decides: added, registered where it lies, skipped as
a duplicate, or refused. The same rules hold for `--dry-run`, the table on the terminal and the inbox.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from build_tools.collection.inventory import Held, Inventory
from build_tools.conversion import Track, silently
from build_tools.errors import BrokenRecord, ChangedOriginal, FileProblem, UnreadableOriginal
from build_tools.intake.handed import Handed
from build_tools.intake.items import Action, Item, Near, Plan
from build_tools.intake.naming import clean_name, free_name
from build_tools.intake.signatures import Signatures, signature_of
from build_tools.intake.splitting import Piece, is_whole, pieces_of
from build_tools.intake.understanding import text_of, understood
from build_tools.model import Description, Material
from build_tools.readers import read
from build_tools.readers.formats import format_of
from build_tools.records.record import SUFFIX, Record
from build_tools.vocabulary import Vocabulary


def make_plan(
    handed: Iterable[Handed | FileProblem],
    inventory: Inventory,
    vocabulary: Vocabulary,
    signatures: Signatures,
    track: Track = silently,
    split: bool = False,
) -> Plan:
    """Decides for every file that was handed in; never raises for what stands in one.

    With `split`, a volume of several materials is kept but not published, and each of its materials is added.
    A file that has a record beside it is refused: what people decided in it (`access: withhold`) must not be lost.
    """
    given = tuple(handed)
    records = {one.original_name for one in given if isinstance(one, Handed) and _is_record(one)}
    planner = _Planner(inventory, vocabulary, signatures, split, records)
    everything: Sequence[Handed | FileProblem] = tuple(one for one in given if not _is_record(one))
    return Plan(tuple(item for one in track(everything, "查看") for item in planner.items(one)))


_RECORD_BESIDE = (
    "记录不能随件入库，所以原件也没有入库；请把原件和记录一起放进 archive 文件夹，再运行 duizhao add archive"
)


class _Planner:
    """Decides for one file after the other and remembers what it promised."""

    def __init__(
        self,
        inventory: Inventory,
        vocabulary: Vocabulary,
        signatures: Signatures,
        split: bool,
        records: Collection[str] = (),
    ) -> None:
        self.inventory = inventory
        self.vocabulary = vocabulary
        self.signatures = signatures
        self.split = split
        self.records = records
        """Names of the records that were handed in."""
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

    def items(self, handed: Handed | FileProblem) -> list[Item]:
        """The file and, where it is a volume that is to be split, its pieces behind it."""
        if isinstance(handed, FileProblem):
            return [Item(None, handed.file, Action.REFUSE, problem=handed)]
        try:
            data = handed.read_bytes()
            item = self._item(handed, data)
            return self._split(item, data) if self.split else [item]
        except FileProblem as problem:
            return [Item(handed, handed.name, Action.REFUSE, problem=problem)]

    def _item(self, handed: Handed, data: bytes) -> Item:
        sha256 = hashlib.sha256(data).hexdigest()
        own = self.by_name.get(handed.inside) if handed.inside is not None else None
        if own is not None:
            _check_registered(own, sha256)
        held = own or self.inventory.by_sha256.get(sha256)
        if (there := self._there(handed, handed.name, sha256, held)) is not None:
            return there
        if handed.inside is None and f"{handed.original_name}{SUFFIX}" in self.records:
            raise BrokenRecord(f"{handed.name}{SUFFIX}", _RECORD_BESIDE)
        material = understood(data, handed.name, sha256, self.vocabulary)
        item = Item(handed, handed.name, Action.ADD, sha256, None, material.description, material.findings)
        if held is not None:
            item = replace(item, action=Action.REGISTER, target=held.name)
        else:
            stem = self._stem(handed, material.description)
            item = replace(item, target=self._target(stem, _suffix(handed, data), material.description.year))
        item = replace(item, near=self._near(sha256, material))
        self.batch[sha256] = handed.name
        return item

    def _there(self, handed: Handed, name: str, sha256: str, held: Held | None) -> Item | None:
        """What is skipped because the archive or the batch holds it. Raises the problem of its record."""
        if held is not None and held.record is not None and held.record.sha256 is not None:
            return Item(handed, name, Action.SKIP, sha256, same_as=held.file)
        if held is not None and held.problem is not None:
            raise held.problem
        if (first := self.batch.get(sha256)) is not None:
            return Item(handed, name, Action.SKIP, sha256, same_as=first)
        return None

    # ------------------------------------------------------------ volumes

    def _split(self, item: Item, data: bytes) -> list[Item]:
        """A volume, withheld, and its pieces; the item alone where it is no volume."""
        assert item.handed is not None and item.sha256 is not None  # `_item` made it
        document = read(data, item.name, item.sha256)
        pieces = pieces_of(document, self.vocabulary)
        if not pieces:
            return [item]
        if not is_whole(document, pieces):
            raise UnreadableOriginal(item.name, "拆开后与原文对不上，没有拆；请去掉 --split 原样入库")
        intake = self.vocabulary.intake
        note = intake.split_note.replace("{count}", str(sum(not piece.is_front for piece in pieces)))
        volume = item
        if item.action is Action.ADD and item.description is not None:
            assert item.target is not None
            self.taken[str(PurePosixPath(item.target).parent)].remove(PurePosixPath(item.target).name)
            stem = f"{self._stem(item.handed, item.description)}{intake.volume_name}"
            suffix = PurePosixPath(item.target).suffix
            volume = replace(item, target=self._target(stem, suffix, item.description.year))
        elif item.action is Action.SKIP:
            held = self.inventory.by_sha256.get(item.sha256)
            if held is None or held.record is None or held.record.id is None:
                return [item]
            if held.record.access != "publish":  # split already, or held back for another reason
                return [item, *self._missing_pieces(item, held.record, data, pieces, note)]
            material = understood(data, item.name, item.sha256, self.vocabulary)
            described = replace(item, description=material.description, findings=material.findings)
            volume = replace(described, action=Action.REGISTER, target=held.name, same_as=None)
        volume = replace(volume, record={"access": "withhold", "note": note}, near=())
        return [volume, *(self._piece(volume, piece) for piece in pieces)]

    def _missing_pieces(
        self, item: Item, record: Record, data: bytes, pieces: Sequence[Piece], note: str
    ) -> list[Item]:
        """The pieces that a killed run did not come to, of a volume that was split."""
        if record.note != note:
            return []
        assert item.sha256 is not None  # `_item` made it
        material = understood(data, item.name, item.sha256, self.vocabulary)
        volume = replace(item, description=material.description)
        return [one for one in (self._piece(volume, piece) for piece in pieces) if one.action is not Action.SKIP]

    def _piece(self, volume: Item, piece: Piece) -> Item:
        """One material of a volume. What the volume's title says of all and the piece does not say itself is its own too."""
        assert volume.handed is not None and volume.description is not None  # `_split` made it
        data = piece.text.encode("utf-8")
        sha256 = hashlib.sha256(data).hexdigest()
        name = f"{volume.name}（第{piece.first}–{piece.last}行）"
        record: dict[str, Any] = {"split_lines": f"{piece.first}-{piece.last}"}
        if (there := self._there(volume.handed, name, sha256, self.inventory.by_sha256.get(sha256))) is not None:
            return there
        if piece.is_front:
            record["access"] = "withhold"
            stem = f"{self._stem(volume.handed, volume.description)}{self.vocabulary.intake.front_name}"
            target = self._target(stem, piece.suffix, volume.year)
            self.batch[sha256] = name
            return Item(
                volume.handed, name, Action.ADD, sha256, target, None, (), (), None, None, record, volume.sha256, data
            )
        material = understood(data, name, sha256, self.vocabulary)
        record |= _from_volume(volume.description, piece, material.description)
        material = understood(data, name, sha256, self.vocabulary, Record.model_validate(record))
        item = Item(volume.handed, name, Action.ADD, sha256, None, material.description, material.findings)
        target = self._target(material.description.title.strip("[]"), piece.suffix, material.description.year)
        near = tuple(near for near in self._near(sha256, material, volume.sha256))
        self.batch[sha256] = name
        return replace(item, target=target, near=near, record=record, volume=volume.sha256, contents=data)

    # ------------------------------------------------------------ places

    def _stem(self, handed: Handed, description: Description) -> str:
        """What a file is called in the archive: its title, or where it has none its own name."""
        if not description.title_supplied:
            return description.title
        return handed.stem if not self.vocabulary.intake.is_idle(handed.stem) else description.title.strip("[]")

    def _target(self, stem: str, suffix: str, year: int | None) -> str:
        """A place in the archive for a new original: year and clean name."""
        intake = self.vocabulary.intake
        folder = str(year) if year else clean_name(intake.unknown_year_folder, intake)
        name = free_name(clean_name(stem, intake), suffix, self.taken[folder], intake)
        self.taken[folder].append(name)
        return f"{folder}/{name}"

    def _near(self, sha256: str, material: Material, volume: str | None = None) -> tuple[Near, ...]:
        """What the archive and the batch hold that is much the same, its own volume left aside; takes this one in."""
        signature = signature_of(text_of(material))
        near: list[Near] = []
        if signature is not None:
            for like in self.signatures.like(signature, self.vocabulary.intake.near_duplicate):
                other = self.inventory.by_sha256.get(like.sha256)
                file = other.file if other is not None else self.batch.get(like.sha256)
                if file is not None and like.sha256 not in (sha256, volume):
                    near.append(Near(file, like.share))
        self.signatures.add(sha256, signature)
        return tuple(near)


def _check_registered(own: Held, sha256: str) -> None:
    """Raises where the record of a file that lies in the archive says that it was another one."""
    if own.record is not None and own.record.sha256 not in (None, sha256):
        raise ChangedOriginal(own.file, "原件的内容和入库时登记的不一样")


def _from_volume(volume: Description, piece: Piece, own: Description) -> dict[str, Any]:
    """What the record of a piece says: its title by the mark, and year, meeting and unit by the volume's title."""
    decided: dict[str, Any] = {}
    if piece.title is not None and piece.title != own.title:
        decided["title"] = piece.title
    for field in ("year", "meeting", "unit"):
        evidence = volume.evidence.get(field)
        if getattr(own, field) is None and evidence is not None and evidence.source == "title":
            decided[field] = getattr(volume, field)
    return decided


def _suffix(handed: Handed, data: bytes) -> str:
    """The suffix of what it is: a web page called `.doc` lies in the archive as `.html`."""
    format = format_of(data, handed.name)
    if format is None or handed.suffix in format.suffixes:
        return handed.suffix
    return format.suffixes[0]


def _is_record(one: Handed | FileProblem) -> bool:
    """Records beside handed-in files are not materials."""
    return isinstance(one, Handed) and one.suffix in (".yml", ".yaml")
