"""Fixity: is every original still the one that was registered? Reads checksums and records, no text. Writes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from build_tools.checks.findings import Line
from build_tools.collection.inventory import Held, Inventory, Orphan
from build_tools.model import Severity
from build_tools.records.record import Record
from build_tools.vocabulary import Vocabulary


class FixityReport(BaseModel):
    """What `duizhao check --fixity --format json` prints."""

    model_config = ConfigDict(frozen=True)

    originals: int
    """Files that lie in the archive as originals."""
    intact: int
    """Those that are, byte for byte, what their records say."""
    severities: dict[Severity, int]
    """How many findings of each grade, errors first."""
    codes: dict[str, int]
    """How many findings of each kind, the most frequent first."""
    findings: tuple[Line, ...]
    """Errors first, then by file."""


def check_fixity(inventory: Inventory, vocabulary: Vocabulary) -> FixityReport:
    """Compares every original of an archive with its record, and every record with its original."""
    found = [*_originals(inventory), *_orphans(inventory), *_ids_used_twice(inventory)]
    found += [(Severity.ERROR, problem.code, problem.file, None, problem.cause) for problem in inventory.problems]
    lines = [_line(*finding, vocabulary) for finding in found]
    order = list(Severity)
    lines.sort(key=lambda line: (order.index(line.severity), line.file))
    grades = Counter(line.severity for line in lines)
    return FixityReport(
        originals=len(inventory.held),
        intact=sum(_is_intact(original) for original in inventory.held),
        severities={severity: grades[severity] for severity in Severity},
        codes=dict(Counter(line.code for line in lines).most_common()),
        findings=tuple(lines),
    )


_Found = tuple[Severity, str, str, str | None, str]
"""Grade, code, file, id, message."""


def _originals(inventory: Inventory) -> Iterator[_Found]:
    for original in inventory.held:
        record = original.record
        if original.problem is not None:
            problem = original.problem
            cause = f"“{problem.key}”{problem.cause}" if problem.key else problem.cause
            yield Severity.ERROR, problem.code, problem.file, None, cause
        elif record is None or record.sha256 is None:
            missing = "没有记录" if record is None else "记录里没有 sha256"
            first = inventory.by_sha256.get(original.sha256 or "")
            twin = f"；内容与 {first.file} 相同" if first is not None and first.name != original.name else ""
            yield Severity.WARNING, "fixity_unregistered", original.file, _id(record), f"{missing}{twin}"
        elif record.sha256 != original.sha256:
            yield Severity.ERROR, "fixity_changed", original.file, record.id, "原件的内容和入库时登记的不一样"


def _orphans(inventory: Inventory) -> Iterator[_Found]:
    for orphan in inventory.orphans:
        record = orphan.record
        if record is None or record.sha256 is None:
            yield Severity.WARNING, "record_unused", orphan.file, _id(record), "没有同名的原件"
        else:
            moved = inventory.by_sha256.get(record.sha256)
            where = f"；内容相同的文件在 {moved.file}" if moved is not None else ""
            yield (
                Severity.ERROR,
                "fixity_missing",
                orphan.original_file,
                record.id,
                f"登记过的原件不在了{where}",
            )


def _ids_used_twice(inventory: Inventory) -> Iterator[_Found]:
    first: dict[str, str] = {}
    known: tuple[Held | Orphan, ...] = (*inventory.held, *inventory.orphans)
    for place in known:
        if place.record is None or place.record.id is None:
            continue
        file = place.file
        if (other := first.setdefault(place.record.id, file)) != file:
            message = f"编号 {place.record.id} 已用于 {other}"
            yield Severity.ERROR, "duplicate_original", file, place.record.id, message


def _is_intact(original: Held) -> bool:
    return original.record is not None and original.sha256 is not None and original.record.sha256 == original.sha256


def _id(record: Record | None) -> str | None:
    return record.id if record is not None else None


def _line(
    severity: Severity, code: str, file: str, identifier: str | None, message: str, vocabulary: Vocabulary
) -> Line:
    meaning = vocabulary.findings.findings.get(code)
    remedy = meaning.remedy if meaning is not None else None
    return Line(
        severity=severity,
        code=code,
        file=file,
        id=identifier,
        where=None,
        message=message,
        remedy=remedy,
        refused=False,
    )
