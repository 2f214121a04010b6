"""Filters → the documents that pass them. `docs/assets/search/filters.js` does the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from build_tools.search.codec import decode
from build_tools.search.columns import FIELDS, MATERIAL_FIELDS
from build_tools.search.fold import fold
from build_tools.search.index import Index
from build_tools.search.packing import CROSSED
from build_tools.search.parse import USUAL_NAMES, Filter
from build_tools.search.pieces import is_proven
from build_tools.search.pinyin import LETTERS, spelled

Given = Mapping[str, "str | int | Iterable[str | int | None] | None"]
"""Filters as a caller gives them: a value or several for a field."""

_YEARS = re.compile(r"(\d\d)(\d\d)年?度?[-−‐‑–—―~至到]+(\d\d)?(\d\d)年?度?")
"""A range of years, folded; the second one with two digits or four."""


def given_filters(given: Given | None) -> list[Filter]:
    """A caller's filters; unknown fields and fields without a value are passed over."""
    found = []
    for field in FIELDS:
        wanted = given.get(field, ()) if given else ()
        values = (wanted,) if wanted is None or isinstance(wanted, str | int) else tuple(wanted)
        if values:
            found.append(Filter(field, tuple("" if value is None else str(value) for value in values)))
    return found


def allowed(index: Index, filters: Iterable[Filter]) -> bytearray | None:
    """1 for each document that passes all filters; None where there is no filter."""
    result: bytearray | None = None
    for condition in filters:
        passed = _passed(index, condition)
        result = passed if result is None else bytearray(a & b for a, b in zip(result, passed, strict=True))
    return result


def unmatched_values(index: Index, filters: Iterable[Filter]) -> list[str]:
    """What is said of each wanted value that no material has."""
    return [
        f"没有哪份材料的{USUAL_NAMES[condition.field]}是“{value}”"
        for condition in filters
        if not condition.excluded
        for value in condition.values
        if not _meant(index, condition.field, value)
    ]


def without(index: Index, passed: bytearray | None, unwanted: Iterable[str]) -> tuple[bytearray | None, list[str]]:
    """The documents that pass, less those that postings prove to hold an unwanted word; and the words left to check."""
    left = []
    for term in unwanted:
        if not is_proven(term):
            left.append(term)
            continue
        passed = bytearray(b"\1") * index.documents if passed is None else passed
        for document, (tier, _) in index.postings(term).items():
            passed[document] &= tier == CROSSED
    return passed, left


def _passed(index: Index, condition: Filter) -> bytearray:
    inside, outside = (0, 1) if condition.excluded else (1, 0)
    passed = bytearray([outside]) * index.documents
    for wanted in condition.values:
        for _, _, numbers in _meant(index, condition.field, wanted):
            for start, end in spans(index, condition.field, numbers):
                passed[start:end] = bytes([inside]) * (end - start)
    return passed


def spans(index: Index, field: str, numbers: str) -> list[tuple[int, int]]:
    """The ranges of documents that an encoded list of materials or documents means."""
    if field not in MATERIAL_FIELDS:
        return [(number, number + 1) for number in decode(numbers)]
    ends = [*index.starts[1:], index.documents]
    return [(index.starts[number], ends[number]) for number in decode(numbers)]


def _meant(index: Index, field: str, wanted: str) -> list[list[str]]:
    """The values of a field that a wanted one means; of units also those that letters spell (`单位:zzb`)."""
    rows: list[list[str]] = index.file(f"field/{field}")
    found = matching(rows, wanted)
    if found or field != "unit" or not LETTERS.fullmatch(fold(wanted)):
        return found
    return [row for row in rows if spelled(fold(wanted), index.readings(row[1]))]


def matching(rows: list[list[str]], wanted: str) -> list[list[str]]:
    """The values that a wanted one means: those equal to it, else a range of years, else those that contain it, else those
    that it contains (`部分:存在问题`, `主体:党支部`)."""
    folded = fold(wanted)
    if equal := [row for row in rows if folded in {fold(row[0]), fold(row[1])}]:
        return equal
    if years := _YEARS.fullmatch(folded):
        century, first, other, last = years.groups()
        low, high = sorted((century + first, (other or century) + last))
        return [row for row in rows if low <= row[0][:4] <= high]
    if holding := [row for row in rows if folded in fold(row[1]) or folded in fold(row[0])]:
        return holding
    return [row for row in rows if len(row[1]) > 1 and fold(row[1]) in folded]
