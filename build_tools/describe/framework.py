"""Which year's list of aspects a material follows, and which section answers which aspect.

Domain.md section 2: the framework that explains the most headings, in order, wins; a count such as 五个带头
never decides alone; 组织生活会 materials borrow the lists of 民主生活会.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from build_tools.describe.clues import Clues
from build_tools.model import Finding, Outline, Section, Severity
from build_tools.vocabulary.aspect_index import AspectMatch

_WRAPPED = re.compile("带头|方面")
_SURE = 0.95
_MOST = 300
_SPECIFIC = 8
"""A wording of so many characters occurs as an aspect only."""
_PROBLEMS = ("问题", "其他")
"""The parts whose headings answer aspects."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well the headings of a material fit one framework."""

    name: str
    score: float
    aspects: dict[str, tuple[AspectMatch, ...]]
    """By anchor of the section."""
    sample: str
    """A heading that fits, as evidence."""


def find_framework(clues: Clues, years: Mapping[int, float], decided: Mapping[str, object]) -> Fit | None:
    """The framework of a material; `years` are the years that other evidence speaks for, with weights.

    A framework that a person decided is taken as it is, also that there is none.
    """
    if "framework" in decided:
        return _decided(clues, decided["framework"])
    names = clues.vocabulary.frameworks.frameworks
    headings, leads = _headings(clues), _leads(clues)
    fits = [fit for name in names if (fit := _fit(clues, name, headings))]
    fits = fits or [fit for name in names if (fit := _fit(clues, name, leads))]
    if fits:
        meeting = clues.evidence.get("meeting")
        base = str(meeting.value) if meeting else ""

        def merit(fit: Fit) -> tuple[float, float]:
            framework = clues.vocabulary.frameworks.frameworks[fit.name]
            suits = any(kind in base for kind in framework.meetings)
            told = min(years.get(framework.year, 0.0), 5.0) / 10  # the year decides between lists that fit alike
            return (fit.score + told, 0.5 if suits else 0.0)

        fits.sort(key=merit, reverse=True)
        best = fits[0]
        if _speaks_against(best, clues, years):
            return None
        if len(fits) > 1 and merit(fits[1]) == merit(best):
            return None
        return best
    return _from_introduction(clues) or _from_count(clues, years)


def _decided(clues: Clues, name: object) -> Fit | None:
    if not isinstance(name, str) or name not in clues.vocabulary.frameworks.frameworks:
        return None
    return _fit(clues, name, _headings(clues)) or Fit(name, 0.0, {}, "")


def _speaks_against(fit: Fit, clues: Clues, years: Mapping[int, float]) -> bool:
    """Whether a few everyday headings (作风, 担当作为) make up the fit, and the year is known to be another."""
    framework = clues.vocabulary.frameworks.frameworks[fit.name]
    if all(len(aspect.short) >= _SPECIFIC for aspect in framework.aspects) or not years:
        return False
    year = max(years, key=lambda y: years[y])
    answered = {match.id for matches in fit.aspects.values() for match in matches}
    return year != framework.year and years[year] >= 5 and len(answered) < 0.75 * len(framework.aspects)


def _headings(clues: Clues) -> list[tuple[str, str]]:
    """(anchor, heading) of the sections that may answer aspects; no real material has more than a few dozen."""
    problems = (s for s in clues.outline.walk() if s.part in _PROBLEMS)
    return [(section.anchor, section.title) for section in islice(problems, _MOST)]


def _leads(clues: Clues) -> list[tuple[str, str]]:
    """The same of points, for materials that have no headings below 存在的问题."""
    problems = (s for s in clues.outline.walk() if s.part in _PROBLEMS)
    return [("", point.lead) for section in islice(problems, _MOST) for point in section.points][:_MOST]


def _fit(clues: Clues, name: str, titles: Sequence[tuple[str, str]]) -> Fit | None:
    """How well a framework explains `titles`: (anchor of the section or nothing, heading or lead)."""
    framework = clues.vocabulary.frameworks.frameworks[name]
    if not framework.aspects:
        return None
    found: dict[str, float] = {}
    by_anchor: dict[str, tuple[AspectMatch, ...]] = {}
    order: list[int] = []
    sample = ""
    for anchor, title in titles:
        if any(anchor.startswith(f"{above}-") for above in by_anchor):
            continue  # a heading inside one that answers an aspect
        matches = tuple(clues.vocabulary.aspects.matches(title, name))
        if not matches:
            continue
        if anchor:
            by_anchor[anchor] = matches
        sample = sample or title
        for match in matches:
            found[match.id] = max(found.get(match.id, 0.0), match.score)
            order.append(int(match.id.rpartition("-")[2]))
    specific = all(len(aspect.short) >= _SPECIFIC for aspect in framework.aspects)
    needed = 1 if specific and max(found.values(), default=0) >= _SURE else 2
    if not specific:
        needed = max(2, (len(framework.aspects) + 1) // 2)
    if len(found) < needed:
        return None
    in_order = sum(1 for a, b in zip(order, order[1:], strict=False) if a < b)
    score = sum(found.values()) + 0.1 * in_order + 0.2 * len(found) / len(framework.aspects)
    return Fit(name, round(score, 3), by_anchor, sample)


def _from_introduction(clues: Clues) -> Fit | None:
    """Where no heading names an aspect, the introduction may list them all."""
    counts: dict[str, int] = {}
    for aspect_id in clues.vocabulary.aspects.named_in(clues.opening):
        name = aspect_id.rpartition("-")[0]
        counts[name] = counts.get(name, 0) + 1
    best = sorted(counts.items(), key=lambda item: -item[1])[:2]
    if not best or best[0][1] < 3 or (len(best) > 1 and best[1][1] == best[0][1]):
        return None
    return Fit(best[0][0], 0.0, {}, "引言列出各方面")


def _from_count(clues: Clues, years: Mapping[int, float]) -> Fit | None:
    """A printed count (六个带头) together with the year that other evidence gives."""
    text = clues.title + clues.opening
    for name, framework in clues.vocabulary.frameworks.frameworks.items():
        counted = next((count for count in framework.counts if "带头" in count and count in text), None)
        if counted and years and max(years, key=lambda y: years[y]) == framework.year and years[framework.year] >= 3:
            return Fit(name, 0.0, {}, counted)
    return None


def with_aspects(outline: Outline, fit: Fit | None, clues: Clues) -> Outline:
    """The outline with the aspects that each section answers; in causes and remedies only where it names them."""
    if fit is None:
        return outline
    return replace(outline, sections=tuple(_annotated(section, fit, clues) for section in outline.sections))


def _annotated(section: Section, fit: Fit, clues: Clues) -> Section:
    children = tuple(_annotated(child, fit, clues) for child in section.sections)
    matches: tuple[AspectMatch, ...] = ()
    if section.part in _PROBLEMS:
        matches = fit.aspects.get(section.anchor, ())
    elif section.part in ("原因", "措施"):
        named = clues.vocabulary.aspects.matches(section.title, fit.name)
        wrapped = bool(_WRAPPED.search(section.title))
        matches = tuple(m for m in named if m.score >= _SURE and (wrapped or _is_specific(m, clues)))
    return replace(section, sections=children, aspects=tuple(match.id for match in matches))


def _is_specific(match: AspectMatch, clues: Clues) -> bool:
    return len(clues.vocabulary.frameworks.aspects[match.id].short) >= _SPECIFIC


def missing_aspects(outline: Outline, name: str, clues: Clues) -> list[Finding]:
    """A note where the headings answer most aspects of the framework but not all."""
    framework = clues.vocabulary.frameworks.frameworks[name]
    answered = {aspect for section in outline.walk() for aspect in section.aspects}
    missing = [n for n in range(1, len(framework.aspects) + 1) if f"{name}-{n}" not in answered]
    if not answered or not missing or len(missing) > len(framework.aspects) // 2:
        return []
    names = "；".join(framework.aspects[n - 1].short for n in missing)
    return [Finding("aspect_missing", f"没有找到对应“{names}”的标题", Severity.INFO)]
