"""A plan carried out: originals copied unchanged, records beside them, whole at every moment.

What will be written is put down in a journal first (`archive/.duizhao/intake.json`). A run that was killed left
either nothing of an original, or the whole original without its record: `resume` writes the missing records from the
journal when the next run begins. Only whoever holds the archive's lock may call anything here.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from build_tools.collection import shown_name
from build_tools.collection.inventory import Inventory
from build_tools.conversion import Track, silently
from build_tools.disk.locking import STATE
from build_tools.disk.storage import create_whole, make_folder, remove_drafts, remove_file, write_whole
from build_tools.errors import BrokenRecord, ChangedOriginal, FileProblem, NotWritten, os_cause
from build_tools.intake.items import Action, Item
from build_tools.intake.numbers import Numbers
from build_tools.records.record import SUFFIX, Record
from build_tools.records.writing import write_record
from build_tools.vocabulary import Vocabulary

_JOURNAL = "intake.json"


@dataclass(frozen=True, slots=True)
class Placed:
    """An original that is in the archive now, with its record."""

    item: Item
    id: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the journal: an original and what its record will say."""

    target: str
    sha256: str
    record: dict[str, Any]


def place(
    items: Sequence[Item], inventory: Inventory, today: str, vocabulary: Vocabulary, track: Track = silently
) -> tuple[list[Placed], list[FileProblem]]:
    """Adds and registers `items` (those of a plan with ADD or REGISTER); `today` is the ISO date of the records.

    Returns what is in the archive now, and one problem for each that is not. Raises OSError where not even the
    journal could be written; then nothing was.
    """
    archive = inventory.archive
    numbers = Numbers(archive, inventory.ids())
    entries: list[_Entry] = []
    for item in items:
        entries.append(_entry(item, inventory, numbers, today, entries))
    numbers.save()
    _write_journal(archive, entries)
    placed: list[Placed] = []
    problems: list[FileProblem] = []
    full = False
    for item, entry in track(list(zip(items, entries, strict=True)), "入库"):
        try:
            if full:
                raise NotWritten(item.name, "磁盘空间不足，没有入库")
            if item.volume is not None and not (
                _volume_id(inventory, item.volume) or any(entry.item.sha256 == item.volume for entry in placed)
            ):
                raise NotWritten(item.name, "合集没有入库，拆出的各篇也没有入库")
            _put(archive, item, entry, vocabulary)
        except FileProblem as problem:
            problems.append(problem)
        except OSError as error:
            full = error.errno == errno.ENOSPC
            problems.append(NotWritten(item.name, f"写不进归档文件夹：{os_cause(error)}"))
        else:
            placed.append(Placed(item, entry.record["id"]))
    with contextlib.suppress(OSError):  # it says nothing wrong, and the next run removes it
        remove_file(archive / STATE / _JOURNAL)
    return placed, problems


def resume(archive: Path, vocabulary: Vocabulary) -> list[str]:
    """Writes the records that a killed run did not come to, and removes its drafts; returns their originals as they are told.

    Raises OSError where that cannot be written.
    """
    remove_drafts(archive)
    completed: list[str] = []
    for entry in _read_journal(archive):
        original = archive / entry.target
        record = original.with_name(original.name + SUFFIX)
        if not record.exists() and _sha256(original) == entry.sha256:
            with contextlib.suppress(BrokenRecord):
                write_record(record, entry.record)
                completed.append(shown_name(entry.target, vocabulary))
    remove_file(archive / STATE / _JOURNAL)
    return completed


def _entry(item: Item, inventory: Inventory, numbers: Numbers, today: str, before: Sequence[_Entry]) -> _Entry:
    """What will lie in the archive. What a record pins already stays. A volume stands before its pieces."""
    assert item.target is not None and item.sha256 is not None  # such are ADD and REGISTER
    known = Record()
    if item.action is Action.REGISTER:
        known = next((h.record for h in inventory.held if h.name == item.target and h.record), known)
    record: dict[str, Any] = {
        "id": known.id or numbers.next(_year(item)),
        "added": known.added or today,
        "sha256": item.sha256,
    }
    handed = item.handed
    if handed is not None and handed.inside is None and known.original_name is None:
        record["original_name"] = handed.original_name
    if item.volume is not None:
        ids = (entry.record["id"] for entry in before if entry.sha256 == item.volume)
        record["split_from"] = next(ids, None) or _volume_id(inventory, item.volume)
    return _Entry(item.target, item.sha256, record | dict(item.record))


def _volume_id(inventory: Inventory, sha256: str) -> str | None:
    """The id of a volume that was in the archive before."""
    held = inventory.by_sha256.get(sha256)
    return held.record.id if held is not None and held.record is not None else None


def _year(item: Item) -> int | None:
    """The year in its id; for the front of a volume, of which nothing is understood, the year of its folder."""
    folder = (item.target or "").partition("/")[0]
    return int(folder) if item.description is None and folder.isdecimal() else item.year


def _put(archive: Path, item: Item, entry: _Entry, vocabulary: Vocabulary) -> None:
    """Copies one original and writes its record. Raises FileProblem, OSError; then neither is there."""
    original = archive / entry.target
    record = original.with_name(original.name + SUFFIX)
    if item.action is Action.REGISTER:
        if _sha256(original) != entry.sha256:
            raise ChangedOriginal(item.name, "在显示清单之后改动过，没有登记，请再入库一次")
        write_record(record, entry.record, shown_name(entry.target + SUFFIX, vocabulary))
        return
    assert item.handed is not None  # such are ADD
    data = item.contents if item.contents is not None else item.handed.read_bytes()
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise ChangedOriginal(item.name, "在显示清单之后改动过，没有入库，请再入库一次")
    make_folder(original.parent)
    _check_inside(archive, original, item.name)
    try:
        create_whole(original, data)
    except FileExistsError:
        raise NotWritten(
            item.name, f"归档文件夹里刚有了同名的文件 {shown_name(entry.target, vocabulary)}，请再入库一次"
        ) from None
    try:
        write_record(record, entry.record, shown_name(entry.target + SUFFIX, vocabulary))
    except BaseException:
        with contextlib.suppress(OSError):
            remove_file(original)
        raise


def _check_inside(archive: Path, original: Path, name: str) -> None:
    """Nothing is ever written through a link that leads out of the archive."""
    if not original.parent.resolve().is_relative_to(archive.resolve()):
        raise NotWritten(name, f"文件夹 {shown_name(original.parent.name)} 指向归档文件夹之外，没有写入")


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _write_journal(archive: Path, entries: Sequence[_Entry]) -> None:
    make_folder(archive / STATE)
    text = json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1)
    write_whole(archive / STATE / _JOURNAL, text.encode("utf-8", "surrogateescape"))


def _read_journal(archive: Path) -> list[_Entry]:
    try:
        data = (archive / STATE / _JOURNAL).read_bytes()
        return [_Entry(**entry) for entry in json.loads(data.decode("utf-8", "surrogateescape"))]
    except (OSError, ValueError, TypeError):
        return []
