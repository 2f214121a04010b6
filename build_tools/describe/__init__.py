"""Describe: an Outline → the outline with part and aspects of each section, and the metadata with evidence.

| file | finds |
|---|---|
| clues.py | what the others read |
| kinds.py | meeting, genre, subject, theme |
| parts.py | 问题, 原因, 措施 … of each section |
| year.py | 年度, the year in the title, the date held, conflicts |
| framework.py | the year's list that the headings follow; aspects of each section |
| organisation.py | unit, post, sector, level |
| labels.py | 内部资料, 征求意见稿 … |
| keywords.py | words that the points turn on |
| title.py | a supplied title where none is printed |

What cannot be known is None. All facts come from `vocabulary/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from build_tools.describe.clues import Clues, gather
from build_tools.describe.framework import find_framework, missing_aspects, with_aspects
from build_tools.describe.keywords import find_keywords
from build_tools.describe.kinds import find_kinds
from build_tools.describe.labels import find_labels
from build_tools.describe.organisation import find_organisation
from build_tools.describe.parts import with_parts
from build_tools.describe.title import supplied_title
from build_tools.describe.year import decide_year, find_held, weights, year_clues
from build_tools.model import Description, Evidence, Finding, Outline, Severity
from build_tools.vocabulary import Vocabulary

NOTHING: Mapping[str, Any] = MappingProxyType({})
_ANSWERS = {"year": ("year_conflict", "year_uncertain"), "framework": ("aspect_missing",)}
"""Field → the findings that a person answers by deciding it."""


def describe(
    outline: Outline, vocabulary: Vocabulary, decided: Mapping[str, Any] = NOTHING, file_name: str | None = None
) -> tuple[Outline, Description, tuple[Finding, ...]]:
    """The outline with parts and aspects, what is known of the material, and findings (conflicts, gaps).

    `decided` are the fields that a person decided (None: known to be unknown). They are not asked again, and
    what follows from them (sector of a unit, aspects of a framework, a supplied title) follows from them.
    `file_name` (without suffix) names a material of which nothing else is known: one without any text, a scan.
    """
    outline = with_parts(outline, vocabulary)
    clues = gather(outline, vocabulary)
    find_kinds(clues)
    find_held(clues)
    found = year_clues(clues)
    fit = find_framework(clues, weights(found), decided)
    decide_year(clues, found, fit)
    if fit is not None:
        outline = with_aspects(outline, fit, clues)
        clues.learn("framework", fit.name, "aspects", fit.sample, "high" if fit.score >= 2 else "medium")
        clues.findings += missing_aspects(outline, fit.name, clues)
    find_organisation(clues, decided)
    _take_decisions(clues, decided)
    occasion = vocabulary.frameworks.frameworks[fit.name].occasion if fit else None
    description = _description(clues, outline, occasion, file_name)
    return outline, description, tuple(clues.findings)


def _take_decisions(clues: Clues, decided: Mapping[str, Any]) -> None:
    """Lays what a person decided over what was read; the questions that it answers are no findings any more."""
    for name, value in decided.items():
        clues.evidence[name] = Evidence(value, "record", None, "high")
    answered = {code for name, codes in _ANSWERS.items() if name in decided for code in codes}
    clues.findings = [finding for finding in clues.findings if finding.code not in answered]


def _description(clues: Clues, outline: Outline, occasion: str | None, file_name: str | None) -> Description:
    values: dict[str, Any] = {
        "labels": find_labels(clues),
        "keywords": find_keywords(outline, clues.vocabulary),
        "title_supplied": outline.title is None and "title" not in clues.evidence,
        **{name: evidence.value for name, evidence in clues.evidence.items()},
    }
    title = values.pop("title", None) or outline.title
    if title is None:
        by_file = file_name is not None and not outline.characters and not clues.evidence
        title = f"[{file_name}]" if by_file else supplied_title(clues, occasion)
        after = "按文件名" if by_file else ""
        clues.findings.append(Finding("title_missing", f"原件没有标题，{after}拟题{title}", Severity.INFO))
    return Description(title=title, evidence=MappingProxyType(clues.evidence), **values)


__all__ = ["describe", "with_parts"]
