"""Corrections → records; and the account of them for people and programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_tools.errors import FileProblem, UnreadableOriginal, os_cause
from build_tools.exchange.corrections import Comparison, Conflict, Correction, Refusal, as_text
from build_tools.exchange.values import Value
from build_tools.records.record import SUFFIX
from build_tools.records.writing import REMOVED, write_record
from build_tools.vocabulary import Vocabulary


def apply(comparison: Comparison, vocabulary: Vocabulary) -> list[FileProblem]:
    """Writes every correction into its record, one after the other, each whole; returns what could not be written.

    Stopped half-way, it can be repeated: what is written already is no difference any more.
    """
    problems: list[FileProblem] = []
    for correction in comparison.corrections:
        path = correction.original.path
        record, name = path.with_name(path.name + SUFFIX), correction.original.file + SUFFIX
        try:
            write_record(record, correction.entries, name, vocabulary)
        except FileProblem as error:
            problems.append(error)
        except OSError as error:
            problems.append(UnreadableOriginal(name, f"写不进去：{os_cause(error)}"))
    return problems


def account(comparison: Comparison) -> Iterator[str]:
    """The differences, for people: a line a material, a line a change."""
    for correction in comparison.corrections:
        yield f"{correction.original.id}　{correction.title}"
        for change in correction.changes:
            after = "不再指定，由程序辨认" if change.entry is REMOVED else as_text(change.after)
            yield f"  {change.column.label}：{as_text(change.before)} → {after}"
        if correction.kept:
            kept = "，".join(f"{change.column.label} {as_text(change.after)}" for change in correction.kept)
            yield f"  一并写明，免得随之改变：{kept}"


def troubles(comparison: Comparison) -> Iterator[str]:
    """What was not taken, one line each, in the order of the rows."""
    found = [(item.row, _conflict(item)) for item in comparison.conflicts]
    found += [(item.row, _refusal(item)) for item in comparison.refusals]
    yield from (line for _, line in sorted(found))


def _conflict(conflict: Conflict) -> str:
    place = f"冲突：第{conflict.row}行 {conflict.id}“{conflict.column.label}”"
    return f"{place}：归档里现在是“{as_text(conflict.now)}”，与导出时不同，表里是“{as_text(conflict.wanted)}”；没有写入"


def _refusal(refusal: Refusal) -> str:
    return f"拒收：第{refusal.row}行{f' {refusal.id}' if refusal.id else ''}：{refusal.cause}"


def summary(comparison: Comparison) -> str:
    """One line with the counts."""
    counts = [f"要改 {comparison.count} 处，涉及 {len(comparison.corrections)} 份材料"]
    if not comparison.count:
        counts = ["没有要改的"]
    if comparison.conflicts:
        counts.append(f"冲突 {len(comparison.conflicts)} 处")
    if comparison.refusals:
        counts.append(f"拒收 {len(comparison.refusals)} 行")
    return "；".join(counts)


def as_object(comparison: Comparison, written: bool) -> dict[str, Any]:
    """The comparison for other programs."""
    return {
        "written": written,
        "changes": [entry for correction in comparison.corrections for entry in _changes(correction)],
        "conflicts": [
            {"row": c.row, "id": c.id, "field": c.column.name, "archive": _plain(c.now), "table": _plain(c.wanted)}
            for c in comparison.conflicts
        ],
        "refused": [{"row": r.row, "id": r.id, "cause": r.cause} for r in comparison.refusals],
        "columns_passed_over": list(comparison.passed_over),
        "compared_with_export": comparison.sealed,
    }


def _changes(correction: Correction) -> Iterator[dict[str, Any]]:
    for change in (*correction.changes, *correction.kept):
        yield {
            "row": correction.row,
            "id": correction.original.id,
            "field": change.column.name,
            "before": _plain(change.before),
            "after": _plain(change.after),
            "given_back": change.entry is REMOVED,
            "kept": change in correction.kept,
        }


def _plain(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value
