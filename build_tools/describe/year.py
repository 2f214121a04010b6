"""年度, the year printed in the title, and the date held: three different things.

The 年度 is the year that the meeting reviews; it is mostly held in the January to March after. Evidence is
weighed, and every piece that speaks for another year is reported (domain.md section 2, rule 1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.describe.clues import Clues, around
from build_tools.describe.framework import Fit
from build_tools.model import Finding

_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_YEAR = "(?P<year>20[0-3]\\d|二[〇零○][〇零○一二三]..?(?=年))"
_TERM = re.compile(_YEAR + "年度")
_PLAIN = re.compile(_YEAR + "年(?!度|代|来)")
_MEETING = re.compile("(?:民主|组织)生活会")
_LAST_YEARS = re.compile("(?:上一?年度?|上一年|去年|上次|上一次|以往|往年)[^，。；]{0,12}$")
_BEING_MENDED = re.compile(
    "^[^。；]{0,24}?(?:整改|检视出|查摆出|(?:查摆|检视|反馈|提出|列出)的?(?:的)?(?:问题|意见)|问题清单|情况(?:的)?通报)"
)
_HELD = re.compile(
    "(?P<year>20[0-3]\\d)年(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[12]\\d|3[01]|0?[1-9])日)?"
    "(?P<between>[^。；\n]{0,36}?)(?:召开|举行|开会|参加|开好|开)(?P<after>[^。；\n]{0,40})"
)
_DATE = re.compile("(?P<year>20[0-3]\\d)年(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[12]\\d|3[01]|0?[1-9])日)?")

_STRONG = 3.0
"""Evidence of this weight that speaks for another year makes a conflict."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One piece of evidence for a year."""

    year: int
    weight: float
    source: str
    text: str
    reason: str
    """What it is, in Chinese, for the report of a conflict."""


def find_held(clues: Clues) -> str | None:
    """The date on which the meeting was held, `2022-01-15` or `2022-01`, from the byline or the introduction."""
    for match in _HELD.finditer(clues.opening):
        sentence = match.group("between") + match.group("after")
        before = clues.opening[max(0, match.start() - 24) : match.start()].rpartition("。")[2]
        named = _MEETING.search(match.group("after")) or _MEETING.search(before)
        is_meeting = named or "开会" in match.group()
        last_years = _LAST_YEARS.search(clues.opening, max(0, match.start() - 24), match.start())
        if is_meeting and not last_years and "年度" not in match.group("between") and not re.search("整改", sentence):
            clues.learn("held", _iso(match), "text", around(clues.opening, *match.span(), 0), "high")
            return _iso(match)
    byline = _DATE.search(clues.byline)
    if byline:
        clues.learn("held", _iso(byline), "byline", byline.group(), "medium")
        return _iso(byline)
    return None


def _iso(match: re.Match[str]) -> str:
    day = f"-{int(match.group('day')):02}" if match.group("day") else ""
    return f"{match.group('year')}-{int(match.group('month')):02}{day}"


def year_clues(clues: Clues) -> list[Clue]:
    """All evidence for the 年度 but the aspects, which the framework gives."""
    found = [*_from_title(clues), *_from_text(clues), *_from_occasions(clues)]
    held = clues.evidence.get("held")
    if held is not None:
        year, month = int(str(held.value)[:4]), int(str(held.value)[5:7])
        if month <= 3 or month >= 8:
            reviewed = year - 1 if month <= 3 else year
            found.append(Clue(reviewed, 2.0, held.source, held.text or "", f"会议召开于{held.value}"))
    return found


def _from_title(clues: Clues) -> Iterator[Clue]:
    for match in _TERM.finditer(clues.title):
        if not _BEING_MENDED.search(clues.title[match.end() :]) or "整改" in clues.title:
            yield Clue(_number(match), 5.0, "title", match.group(), f"标题印“{match.group()}”")
    for match in _PLAIN.finditer(clues.title):
        yield Clue(_number(match), 1.5, "title", match.group(), f"标题印“{match.group()}”")


def _from_text(clues: Clues) -> Iterator[Clue]:
    weight = 5.0
    for match in _TERM.finditer(clues.opening):
        after = clues.opening[match.end() : match.end() + 50]
        meeting = _MEETING.search(after)
        if not meeting or re.search("[。；]", after[: meeting.start()]):
            continue
        if _LAST_YEARS.search(clues.opening, max(0, match.start() - 20), match.start()):
            continue
        if _BEING_MENDED.search(after[meeting.end() :]) and not after[meeting.end() :].startswith(("》", "的通知")):
            continue
        text = around(clues.opening, match.start(), match.end() + meeting.end(), 0)
        yield Clue(_number(match), weight, "text", text, f"正文写“{match.group()}”")
        weight = 1.0


def _from_occasions(clues: Clues) -> Iterator[Clue]:
    """The occasion (党史学习教育专题) and the theme that only one year's meetings have."""
    for framework in clues.vocabulary.frameworks.frameworks.values():
        for phrases, in_title, in_text, what in (
            (framework.occasions, 4.5, 3.5, "专题"),
            (framework.theme_keys, 3.0, 3.0, "主题"),
        ):
            phrase = next((p for p in phrases if _plain(p) in _plain(clues.title)), None)
            if phrase:
                yield Clue(framework.year, in_title, "title", phrase, f"{what}为“{phrase}”")
                continue
            phrase = next((p for p in phrases if _stands_in(p, clues.opening)), None)
            if phrase:
                yield Clue(framework.year, in_text, "theme", phrase, f"{what}为“{phrase}”")


def _stands_in(phrase: str, opening: str) -> bool:
    position = opening.find(phrase)
    if position < 0:
        return False
    after = opening[position + len(phrase) : position + len(phrase) + 30]
    return not (_MEETING.search(after) and _BEING_MENDED.search(after)) and not _LAST_YEARS.search(
        opening, max(0, position - 16), position
    )


def _plain(text: str) -> str:
    return re.sub('[“”‘’"、，\\s]', "", text)


def _number(match: re.Match[str]) -> int:
    return int(match.group("year").translate(_DIGITS)[:4])


def weights(found: list[Clue]) -> dict[int, float]:
    """Sum of the weights by year; a kind of evidence counts once for a year."""
    sums: dict[int, float] = {}
    seen = set()
    for clue in found:
        key = (clue.year, clue.source, clue.weight)
        if key not in seen:
            seen.add(key)
            sums[clue.year] = sums.get(clue.year, 0.0) + clue.weight
    return sums


def decide_year(clues: Clues, found: list[Clue], fit: Fit | None) -> None:
    """Learns `year_printed` and `year`, and reports conflicts."""
    printed = next((c for c in found if c.source == "title" and "年" in c.text[-2:]), None)
    if printed:
        clues.learn("year_printed", printed.year, "title", printed.text, "high")
    if fit is not None:
        framework = clues.vocabulary.frameworks.frameworks[fit.name]
        weight = 4.0 if all(len(a.short) >= 8 for a in framework.aspects) else 2.5
        found = [*found, Clue(framework.year, weight, "aspects", fit.sample, f"各方面标题是{framework.year}年度的")]
    sums = weights(found)
    if not sums:
        return
    year = max(sums, key=lambda y: (sums[y], -y))
    best = max((c for c in found if c.year == year), key=lambda c: c.weight)
    others = [c for c in found if c.year != year]
    if sums[year] < 2:
        clues.findings.append(Finding("year_uncertain", f"{best.reason}，没有别的依据，年度不能确定"))
        return
    against = [c for c in others if c.weight >= _STRONG or c.source in ("title", "aspects")]
    confidence = "high" if sums[year] >= 4 and not against else "medium"
    if sums[year] < 3 or sum(c.weight for c in others) >= sums[year]:
        confidence = "low"
    clues.learn("year", year, best.source, best.text, confidence)
    if against:
        told = "；".join(dict.fromkeys(c.reason for c in against))
        clues.findings.append(Finding("year_conflict", f"年度定为{year}（{best.reason}），但{told}"))
