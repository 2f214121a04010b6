"""Findings that a person has looked at: the record names them, and they are reported no more.

A name is a finding's code, `@` and its place: `personal_data@第12行`, `personal_data@s1-6` (the section and everything in
it), or the code alone for the whole material. It silences the finding; what is masked stays masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.model import Finding, Outline, Severity

_LINE = re.compile(r"第(\d+)行")
_LAST = 2**31


def unreviewed(findings: Iterable[Finding], names: Iterable[str], outline: Outline) -> tuple[Finding, ...]:
    """The findings that no name silences, and one for each name that silences none. Errors are never silenced."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return tuple(findings)
    used: set[str] = set()
    kept = []
    anchors = dict(_lines(outline))
    for finding in findings:
        fitting = {name for name in wanted if _fits(name, finding, anchors)}
        used |= fitting
        if not fitting or finding.severity is Severity.ERROR:
            kept.append(finding)
    unused = [name for name in wanted if name not in used]
    kept += (Finding("reviewed_unused", f"记录写了已核对 {name}，但没有这样的发现", Severity.INFO) for name in unused)
    return tuple(kept)


def _fits(name: str, finding: Finding, anchors: dict[str, tuple[int, int]]) -> bool:
    code, _, place = name.partition("@")
    if code != finding.code:
        return False
    where = finding.where or ""
    if not place or place == where or where.startswith(f"{place}-"):
        return True
    line = _LINE.fullmatch(where)
    first, last = anchors.get(place, (0, 0))
    return line is not None and first <= int(line[1]) < last


def _lines(outline: Outline) -> Iterator[tuple[str, tuple[int, int]]]:
    """For each anchor the lines from its heading to the next heading that is not inside it."""
    sections = list(outline.walk())
    end = next((block.line for block in (*outline.closing, *outline.signature)), _LAST)
    for number, section in enumerate(sections):
        inside = sum(1 for _ in section.walk())
        following = sections[number + inside].line if number + inside < len(sections) else end
        yield section.anchor, (section.line, max(following, section.line + 1))
