"""Automatic numbers: which list and level a paragraph belongs to, how Word counts them, and the text that it shows.

Sources: ECMA-376 Part 1, 17.9 (numbering), with what Word does where the text is silent or differs: [MS-OI29500]
2.1.280–2.1.284 (lvlRestart, lvlText) and [MS-DOC] 2.4.6.4 (how the number of a paragraph is found, the same in both
file formats). In short: all lists (`w:num`) on one definition (`w:abstractNum`) count together; a start override holds
when its list first uses that level; a level begins again after any higher one unless lvlRestart says otherwise; a
higher level that has not been used shows, and takes, its start value.

LibreOffice 7.4 differs from this in three things, and is not followed: it knows no isLgl (17.9.4), no lvlRestart
(17.9.10), and does not find the level of a style by the level's pStyle (17.9.23).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from build_tools.readers.word.names import MC, VAL, Element, W, integer, is_on, number, toggle, value
from build_tools.readers.word.number_formats import formatted, formatted_custom
from build_tools.readers.word.styles import Styles

_LEVELS = 9
_PLACE = re.compile("%([1-9])")
_WORDS = re.compile(r"\w")
_MOST_LINKS = 10
_LONGEST_TEXT = 60
"""Characters of lvlText; Word takes 31 ([MS-OI29500] 2.1.283 b). A long one before every paragraph would be a bomb."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int
    format: str
    custom: str | None
    """The pattern where the format is `custom`."""
    text: str
    """`%1、`"""
    suffix: str
    """`tab`, `space` or `nothing`: what Word puts between number and text."""
    is_legal: bool
    """All levels in its text are shown in decimal."""
    restart: int | None
    """Counted from 1: the level after which (or after any higher one) this one begins again; 0 never; None the usual."""
    style: str | None
    """The paragraph style that belongs to this level."""
    is_hidden: bool
    """The number is set as hidden text: it counts and is not shown."""


@dataclass(frozen=True, slots=True)
class ListOfParagraphs:
    """A `w:num`: what paragraphs name."""

    abstract: int
    levels: dict[int, Level]
    starts: dict[int, int]
    """Level → the number with which it begins when this list first uses it."""


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a paragraph."""

    text: str
    """As shown, without what separates it from the words; empty for a bullet and for `none`."""
    suffix: str


@dataclass(slots=True)
class Counts:
    """Where every list of one story (body, notes, text boxes) stands."""

    values: dict[int, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[int, int]] = field(default_factory=set)
    """(numId, level) whose start override has been used."""


class Numbering:
    """The lists of one file."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self.unknown: set[str] = set()
        """Formats that were asked for and are not known; their numbers are shown in decimal."""
        self._styles = styles
        self._abstracts: dict[int | None, Element] = {}
        self._nums: dict[int | None, Element] = {}
        self._definitions: dict[int, dict[int, Level]] = {}
        self._lists: dict[int, ListOfParagraphs | None] = {}
        for element in root.iterfind(f"{W}abstractNum") if root is not None else ():
            self._abstracts.setdefault(integer(element.get(f"{W}abstractNumId")), element)
        for element in root.iterfind(f"{W}num") if root is not None else ():
            self._nums.setdefault(integer(element.get(f"{W}numId")), element)

    def level_of(self, num_id: int, chain: Sequence[str], level: int | None, direct: bool) -> int:
        """The level of a paragraph from 0: as it says itself (`direct`), else that which names its style, else as its
        style says."""
        found = self._list(num_id)
        if not direct and found is not None:
            by_style = {defined.style: place for place, defined in found.levels.items() if defined.style}
            level = next((by_style[name] for name in chain if name in by_style), level)
        return min(max(level or 0, 0), _LEVELS - 1)

    def next(self, num_id: int, level: int, counts: Counts) -> Number | None:
        """Counts one more paragraph of a list and gives its number; None where there is no such list or level."""
        found = self._list(num_id)
        defined = found.levels.get(level) if found is not None else None
        if found is None or defined is None:
            return None
        values = counts.values.setdefault(found.abstract, [None] * _LEVELS)
        current = values[level]
        if level in found.starts and (num_id, level) not in counts.begun:
            values[level] = found.starts[level]
        else:
            values[level] = defined.start if current is None else current + 1
        counts.begun.add((num_id, level))
        for higher in range(level):
            if values[higher] is None and higher in found.levels:
                values[higher] = found.levels[higher].start
        for lower in range(level + 1, _LEVELS):
            if lower in found.levels and _begins_again(found.levels[lower], lower, level):
                values[lower] = None
        return Number("" if defined.is_hidden else self._text(found, level, values), defined.suffix)

    def _text(self, found: ListOfParagraphs, level: int, values: Sequence[int | None]) -> str:
        defined = found.levels[level]
        if defined.format == "bullet":
            # A sign of no meaning; but some set whole words as their bullet.
            return defined.text if _WORDS.search(defined.text) else ""
        if any(int(place) > level + 1 for place in _PLACE.findall(defined.text)):
            return ""  # Word ignores such a text ([MS-OI29500] 2.1.283 c)

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            current, part = values[place], found.levels.get(place)
            return "" if current is None or part is None else self._formatted(current, part, defined.is_legal)

        return _PLACE.sub(shown, defined.text)

    def _formatted(self, current: int, level: Level, is_legal: bool) -> str:
        if is_legal and level.format not in ("decimalZero", "none", "bullet"):
            return str(current)
        text = formatted(current, level.format) if level.custom is None else formatted_custom(current, level.custom)
        if text is None:
            self.unknown.add(level.custom or level.format)
            return str(current)
        return text

    def _list(self, num_id: int) -> ListOfParagraphs | None:
        """The list of that id, read when it is first asked for: files carry many that no paragraph uses."""
        if num_id not in self._lists:
            element = self._nums.get(num_id)
            abstract = self._linked(number(element, f"{W}abstractNumId")) if element is not None else None
            made = (
                _list(element, abstract, self._levels(abstract))
                if element is not None and abstract is not None
                else None
            )
            self._lists[num_id] = made
        return self._lists[num_id]

    def _levels(self, abstract: int) -> dict[int, Level]:
        if abstract not in self._definitions:
            self._definitions[abstract] = _levels(self._abstracts[abstract])
        return self._definitions[abstract]

    def _linked(self, abstract: int | None) -> int | None:
        """The definition to use: through numStyleLink, the numbering style and its numId to another one (17.9.21)."""
        for _ in range(_MOST_LINKS):
            element = self._abstracts.get(abstract)
            if abstract is None or element is None:
                return None
            name = value(element, f"{W}numStyleLink")
            num = self._nums.get(self._styles.numbering(name)) if name else None
            following = number(num, f"{W}abstractNumId")
            if following is None or following == abstract or element.find(f"{W}lvl") is not None:
                return abstract
            abstract = following
        return None


def _begins_again(lower: Level, place: int, used: int) -> bool:
    """Whether a level begins again after a paragraph of the higher level `used`."""
    if lower.restart is None or lower.restart > place:
        return True
    return used < lower.restart


def _list(element: Element, abstract: int, levels: dict[int, Level]) -> ListOfParagraphs:
    levels, starts = dict(levels), {}
    for override in element.iterfind(f"{W}lvlOverride"):
        place = integer(override.get(f"{W}ilvl"))
        if place is None or not 0 <= place < _LEVELS:
            continue
        start = number(override, f"{W}startOverride")
        if start is not None:
            starts[place] = start
        defined = override.find(f"{W}lvl")
        if defined is not None:
            before = levels.get(place)  # Word takes lvlRestart from the definition only ([MS-OI29500] 2.1.282 b)
            levels[place] = _level(defined, restart=before.restart if before else None)
    return ListOfParagraphs(abstract, levels, starts)


def _levels(element: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for child in element.iterfind(f"{W}lvl"):
        place = integer(child.get(f"{W}ilvl"))
        if place is not None and 0 <= place < _LEVELS:
            found.setdefault(place, _level(child, number(child, f"{W}lvlRestart")))
    return found


def _level(element: Element, restart: int | None) -> Level:
    parts = {child.tag: child for child in element}
    format, custom = parts.get(f"{W}numFmt"), None
    newer = parts.get(f"{MC}AlternateContent")
    chosen = newer.find(f"{MC}Choice/{W}numFmt") if newer is not None else None
    if newer is not None and chosen is not None:  # formats newer than the standard; the fallback says decimal
        custom = chosen.get(f"{W}format")
        fallback = newer.find(f"{MC}Fallback/{W}numFmt")
        format = fallback if fallback is not None else chosen
    elif format is not None and format.get(VAL) == "custom":
        custom = format.get(f"{W}format")
    legal = parts.get(f"{W}isLgl")

    def said(name: str) -> str | None:
        part = parts.get(W + name)
        return part.get(VAL) if part is not None else None

    return Level(
        start=integer(said("start")) or 0,  # 17.9.25: zero where it is not given
        format=format.get(VAL, "decimal") if format is not None else "decimal",
        custom=custom,
        text=(said("lvlText") or "")[:_LONGEST_TEXT],
        suffix=said("suff") or "tab",
        is_legal=legal is not None and is_on(legal),
        restart=restart,
        style=said("pStyle"),
        is_hidden=bool(toggle(parts.get(f"{W}rPr"), f"{W}vanish")),
    )
