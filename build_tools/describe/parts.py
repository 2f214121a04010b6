"""Which part of a material each section belongs to: 问题, 原因, 措施 …"""

from __future__ import annotations

import re
from dataclasses import replace
from operator import is_

from build_tools.model import Outline, Section
from build_tools.vocabulary import Vocabulary

OTHER = "其他"
_OVERRIDES = frozenset({"事项说明", "上年度整改", "案例剖析"})
"""Parts that a section inside another part may be."""
_LONGEST = 24
"""A longer heading that holds such a word is about something else."""
_COMBINED = re.compile("[、和与及]|以及|暨|并")
_ASPECT = re.compile("方面[。：]?$|^(?:在|对照)?带头")


def with_parts(outline: Outline, vocabulary: Vocabulary) -> Outline:
    """The outline with a part for every section."""
    return replace(outline, sections=tuple(_with_part(s, None, vocabulary) for s in outline.sections))


def _with_part(section: Section, above: str | None, vocabulary: Vocabulary) -> Section:
    part = _own_part(section, above, vocabulary) or above or OTHER
    combined = above is None or part == OTHER or _names_two(section.title, vocabulary)
    inherited = None if part == OTHER else part
    children = tuple(_child(child, inherited, combined, vocabulary) for child in section.sections)
    if part == OTHER and above is None and section.number and not section.number.startswith("篇"):
        part = _part_of_children(section) or part
        if part != OTHER:
            children = tuple(_child(child, part, combined, vocabulary) for child in section.sections)
    return _changed(section, part, children)


def _child(section: Section, above: str | None, combined: bool, vocabulary: Vocabulary) -> Section:
    """A section inside another: of the same part, unless it clearly names one of its own."""
    if above is None:
        return _with_part(section, None, vocabulary)
    own = vocabulary.parts.part_of(section.title)
    names_own = own in _OVERRIDES and not _ASPECT.search(section.title) and len(section.title) <= _LONGEST
    if combined and own and own != above and len(section.title) <= 16 and above in ("问题", "原因", "措施"):
        names_own = names_own or (own in ("原因", "措施", "问题") and vocabulary.parts.names_only(section.title))
    part = own if names_own and own else above
    children = tuple(_child(child, part, combined, vocabulary) for child in section.sections)
    return _changed(section, part, children)


def _changed(section: Section, part: str, children: tuple[Section, ...]) -> Section:
    """The section with this part and these sections in it; the same one where it has them."""
    if section.part == part and all(map(is_, section.sections, children)):
        return section
    return replace(section, part=part, sections=children)


def _own_part(section: Section, above: str | None, vocabulary: Vocabulary) -> str | None:
    if section.number and section.number.startswith(("篇", "第")) and section.number.endswith(("篇", "篇：")):
        return OTHER
    found = vocabulary.parts.part_of(section.title)
    is_aspect = bool(vocabulary.aspects.extent(section.title, 0, len(section.title)))
    if _ASPECT.search(section.title):
        # 上年度整改 and 八项规定执行情况 sometimes end in 方面 too; a 带头 heading never names another part.
        return found if found in _OVERRIDES and not is_aspect else "问题"
    if is_aspect and above is None and found not in _OVERRIDES:
        return "问题"
    if found == "引言" and vocabulary.aspects.names_any(section.title):
        return "问题"  # 执行八项规定方面的基本情况: reported aspect by aspect, not an introduction
    return found


def _names_two(title: str, vocabulary: Vocabulary) -> bool:
    """Whether a heading stands over two parts: 存在问题及原因分析."""
    parts = {vocabulary.parts.part_of(piece) for piece in _COMBINED.split(title) if piece}
    return len(parts - {None}) > 1


def _part_of_children(section: Section) -> str | None:
    """A heading that says nothing (二、主要情况) is what its sections are, where they agree."""
    parts = {child.part for child in section.sections}
    return parts.pop() if len(parts) == 1 and OTHER not in parts else None
