"""Unit, post, sector and level.

A title is built [unit][party body][post][班子][年度][meeting][genre]; what stands before the first word that can be
no part of a name is taken apart. Where the title names no unit, the byline, the signature and phrases such as
我是…的一名党员 may. Bodies that issued a notice (根据市委组织部通知) are not the material's unit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from build_tools.describe.clues import Clues, around
from build_tools.vocabulary.schema import Units

_LEADING = re.compile("^(?:(?:20\\d\\d|二[〇零].{2})年度?|关于|在|中共|参加|出席|[（(][^（()）]*[）)]|【[^】]*】)+")
_YEAR = re.compile("(?:20\\d\\d|二[〇零].{2})年度?")
_HAN = "[一-龥]"
_NAME = "[一-龥A-ZＸx×＊*0-9]"
"""A name may hold figures and placeholders (XX县教育局)."""


def find_organisation(clues: Clues, decided: Mapping[str, object]) -> None:
    """Learns unit, role, sector and level, as far as they can be known; a unit that a person decided stands."""
    _from_title(clues)
    for source in (_from_lines, _from_own_words, _from_abbreviation):
        if "unit" not in clues.evidence:
            source(clues)
    if "unit" in decided:
        clues.evidence.pop("unit", None)
        if decided["unit"] is not None:
            clues.learn("unit", decided["unit"], "record", None, "high")
    if "role" not in clues.evidence and _subject(clues) in (None, "个人"):
        _role_from_text(clues)
    _find_sector(clues)
    _find_level(clues)


def _subject(clues: Clues) -> str | None:
    subject = clues.evidence.get("subject")
    return str(subject.value) if subject else None


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Regular expressions made of the vocabulary's lists."""

    whole: re.Pattern[str]
    """A unit with what follows it: party body, post."""
    inside: re.Pattern[str]
    """A department inside a unit."""
    own: re.Pattern[str]
    """A unit after 我是, 我代表 …"""
    post: re.Pattern[str]
    """A post after 作为 …"""


def _patterns(units: Units) -> _Patterns:
    return _compiled(units.suffix_pattern, units.role_pattern, tuple(units.party), tuple(units.inner), tuple(units.own))


@lru_cache(maxsize=4)
def _compiled(
    suffix: str, role: str, parties: tuple[str, ...], inner_ends: tuple[str, ...], own_words: tuple[str, ...]
) -> _Patterns:
    party = "(?:" + "|".join(sorted(parties, key=len, reverse=True)) + ")"
    inner = "(?:" + "|".join(sorted(inner_ends, key=len, reverse=True)) + ")"
    return _Patterns(
        whole=re.compile(f"(?P<unit>{_NAME}{{1,30}}?{suffix})(?P<party>{party})?(?P<role>{role})?$"),
        inside=re.compile(
            "(?P<unit>.+(?:公司|集团|银行|支行|分行|局|医院|学院|大学|中心|法院|检察院))"
            f"(?P<inner>{_HAN}{{1,8}}{inner})$"
        ),
        own=re.compile(
            f"(?:{'|'.join(own_words)})(?P<unit>(?:中共)?{_HAN}{{2,26}}?{suffix})"
            f"(?={party}|(?:{role})|{_HAN}{{1,6}}(?:科|室|处|股|车间|班组)|的|领导班子|班子|，|机关|、|工作|分管|一名|全体|和|党)"
        ),
        post=re.compile(f"(?:作为|担任|现任|我是|身为|本人是)(?:一名)?(?P<role>{_HAN}{{0,8}}?{role})"),
    )


def _stop(clues: Clues) -> re.Pattern[str]:
    """The first word of a title that can be no part of a unit or post."""
    frameworks = clues.vocabulary.frameworks.frameworks.values()
    words = tuple(word for f in frameworks for word in (*f.occasions, *f.counts))
    return _compiled_stop(tuple(clues.vocabulary.units.after_names), words)


@lru_cache(maxsize=4)
def _compiled_stop(patterns: tuple[str, ...], words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join((*patterns, *map(re.escape, words))))


def _from_title(clues: Clues) -> None:
    units = clues.vocabulary.units
    patterns = _patterns(units)
    text = _LEADING.sub("", clues.title)
    stop = _stop(clues).search(text)
    head = (text[: stop.start()] if stop else text).strip("的 、")
    if not head:
        return
    match = patterns.whole.match(head)
    if match and _is_unit(match.group("unit"), units):
        unit, role = match.group("unit"), match.group("role")
        department = patterns.inside.match(unit)
        if department and role:
            unit, role = department.group("unit"), department.group("inner") + role
        printed = clues.title[: len(clues.title) - len(text)] + unit
        is_committee = printed.endswith(units.committee.prefix + unit)
        clues.learn(
            "unit", units.committee.unit(units.committee.prefix + unit) if is_committee else unit, "title", head, "high"
        )
        if role and not units.is_no_post(role):
            clues.learn(
                "role", (match.group("party") or "") + role if role.startswith("书记") else role, "title", head, "high"
            )
        return
    role_only = re.search(f"(?P<role>{units.role_pattern})$", head)
    if role_only and not units.is_no_post(role_only.group("role")):
        clues.learn("role", role_only.group("role"), "title", head, "medium")


def _from_lines(clues: Clues) -> None:
    """Byline and signature: 临江市教育局党组, or unit, post and name."""
    whole = _patterns(clues.vocabulary.units).whole
    subtitle = clues.title.rpartition("——")[2] if "——" in clues.title else ""
    for source, text in (("byline", f"{subtitle}\n{clues.byline}"), ("signature", clues.signature)):
        for line in text.split("\n"):
            words = _YEAR.sub("", line.removeprefix("单位：").strip("（）() ")).split()
            for name in ("".join(words), "".join(words[:-1])):
                match = whole.match(name)
                if match and _is_unit(match.group("unit"), clues.vocabulary.units):
                    clues.learn(
                        "unit", clues.vocabulary.units.committee.unit(match.group("unit")), source, line, "medium"
                    )
                    if match.group("role") and source == "byline":
                        _learn_post(clues, match.group("role"), line)
                    return


def _learn_post(clues: Clues, role: str, line: str) -> None:
    """A post under the title says that one person speaks."""
    if "role" not in clues.evidence:
        clues.learn("role", role, "byline", line, "medium")
    if "subject" not in clues.evidence:
        clues.learn("subject", "个人", "byline", line, "medium")


def _from_own_words(clues: Clues) -> None:
    """我是松阳市图书馆党支部的一名党员."""
    patterns = _patterns(clues.vocabulary.units)
    for match in patterns.own.finditer(clues.opening + "\n" + clues.body[:1500]):
        unit = clues.vocabulary.units.committee.unit(match.group("unit"))
        if _is_unit(unit, clues.vocabulary.units) and _has_place(unit, clues.vocabulary.units):
            department = patterns.inside.match(unit)
            clues.learn("unit", department.group("unit") if department else unit, "text", match.group(), "medium")
            return


def _from_abbreviation(clues: Clues) -> None:
    """我办 and 市委编办 in one text: the only unit of the kind that the text calls its own."""
    units = clues.vocabulary.units
    own = Counter(re.findall("(?:我|全|本)([局办部院校镇乡行司厂馆所委])", clues.body))
    if not own:
        return
    last, count = own.most_common(1)[0]
    if count < 2:
        return
    parents = "|".join(sorted(units.parents, key=len, reverse=True))
    named: Counter[str] = Counter()
    where = ""
    for match in re.finditer(f"(?P<unit>(?:{parents})(?:[一-龥]{{1,6}}?){last})", clues.body):
        before = clues.body[max(0, match.start() - 16) : match.start()]
        after = clues.body[match.end() : match.end() + 4]
        if (
            units.issuer.search(before)
            or before.endswith(("各", "部分", "）", "全", "本"))
            or units.issued_by.match(after)
        ):
            continue
        if not _is_unit(match.group("unit"), units) or units.not_in_name.search(match.group("unit") + after[:1]):
            continue
        named[match.group("unit")] += 1
        where = where or around(clues.body, *match.span())
    names = named.most_common(2)
    if names and (len(names) == 1 or names[0][1] > names[1][1]):
        clues.learn("unit", names[0][0], "text", where, "low")


def _is_unit(name: str, units: Units) -> bool:
    """Whether a name can be that of one unit: 市直机关 and 全区大局 are none."""
    return len(name) >= 3 and name not in units.not_units and not name.endswith(tuple(units.not_endings))


def _has_place(name: str, units: Units) -> bool:
    return any(place in name[:-1] for place in units.places) or len(name) >= 6


def _role_from_text(clues: Clues) -> None:
    for match in _patterns(clues.vocabulary.units).post.finditer(clues.body):
        role = match.group("role")
        if not re.search("领导|党员|干部|成员", role) and len(role) <= 14:
            clues.learn("role", role, "text", match.group(), "medium")
            return


def _find_sector(clues: Clues) -> None:
    units = clues.vocabulary.units
    unit = clues.evidence.get("unit")
    if unit is not None:
        for sector in units.sectors:
            if any(re.search(pattern, str(unit.value)) for pattern in sector.units):
                clues.learn("sector", sector.name, unit.source, str(unit.value), "high")
                return
    counts = Counter({s.name: sum(clues.body.count(word) for word in s.words) for s in units.sectors})
    (first, most), (_, second) = counts.most_common(2)
    if most >= 5 and most >= 2 * second:
        word = next(w for s in units.sectors if s.name == first for w in s.words if w in clues.body)
        clues.learn("sector", first, "text", f"正文 {most} 次写到“{word}”等", "low")


def _find_level(clues: Clues) -> None:
    unit = clues.evidence.get("unit")
    for name in _level_names(clues, str(unit.value) if unit else None):
        for level in clues.vocabulary.units.levels:
            if any(re.search(pattern, name) for pattern in level.patterns):
                clues.learn("level", level.name, unit.source if unit else "title", name, "high" if unit else "low")
                return


def _level_names(clues: Clues, unit: str | None) -> Iterator[str]:
    if unit:
        yield unit
        return
    head = _LEADING.sub("", clues.title)
    stop = _stop(clues).search(head)
    if head and stop and stop.start() >= 2:
        yield head[: stop.start()]
