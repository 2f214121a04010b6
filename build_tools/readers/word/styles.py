"""Styles: what a paragraph or run has from its style and all styles that this one is based on.

Sources: ECMA-376 Part 1, 17.7 (styles, basedOn, default style), 17.7.3 (on/off properties of paragraph and
character style cancel each other out), 17.3.1.19 and 17.9.23 (numbering through a style).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.readers.word.names import VAL, Element, W, integer, number, toggle, value

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
"""Built-in names in files of Word (always English) and of programs that translate them."""
_TITLES = frozenset(("title", "标题"))
_NUMBERING, _INDENT, _OUTLINE = f"{W}numPr", f"{W}ind", f"{W}outlineLvl"
_MOST_DEEP = 50
"""Styles in one basedOn chain; Word allows eleven."""
_TWO_CHARACTERS = 200
"""firstLineChars is given in hundredths of a character (17.3.1.12)."""
_TWO_TENTHS_INCH = 300
"""Twentieths of a point: an indent of a little over half a centimetre, less than two characters of any body text."""


@dataclass(frozen=True, slots=True)
class Look:
    """What counts of the properties of a paragraph, run or style; None where nothing is said."""

    bold: bool | None = None
    hidden: bool | None = None
    outline: int | None = None
    """Outline level from 0; 9 means body text."""
    first_line: bool | None = None
    """Whether the first line is indented."""
    num_id: int | None = None
    level: int | None = None

    def over(self, base: Look) -> Look:
        """This look with the gaps filled from `base`."""
        return Look(
            base.bold if self.bold is None else self.bold,
            base.hidden if self.hidden is None else self.hidden,
            base.outline if self.outline is None else self.outline,
            base.first_line if self.first_line is None else self.first_line,
            base.num_id if self.num_id is None else self.num_id,
            base.level if self.level is None else self.level,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """A style with everything that it inherits."""

    look: Look
    whole: Look
    """The look with the defaults of the file in its gaps."""
    chain: tuple[str, ...]
    """Its id and those of the styles it is based on, nearest first."""
    heading: int = 0
    """1–9 where its name says that it is a heading, else 0."""
    is_title: bool = False


NO_LOOK = Look()


class Styles:
    """The styles of one file, each resolved once."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._resolved: dict[str, Style] = {}
        self._default = ""
        self._numbering: dict[str, int] = {}
        self._defaults = NO_LOOK
        self._none = Style(NO_LOOK, NO_LOOK, ())
        if root is None:
            return
        for element in root.iterfind(f"{W}style"):
            identifier = element.get(f"{W}styleId", "")
            self._elements.setdefault(identifier, element)
            if element.get(f"{W}type", "paragraph") == "paragraph" and element.get(f"{W}default", "0") in ("1", "true"):
                self._default = identifier
            if element.get(f"{W}type") == "numbering":
                num_id = number(element.find(f"{W}pPr/{W}numPr"), f"{W}numId")
                if num_id is not None:
                    self._numbering[identifier] = num_id
        run = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        paragraph = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        self._defaults = run_look(run).over(paragraph_look(paragraph))
        self._none = Style(NO_LOOK, self._defaults, ())

    def paragraph(self, identifier: str | None) -> Style:
        """The paragraph style of that id, or the default one where a paragraph names none or one that is not there."""
        return self._style(identifier if identifier in self._elements else self._default)

    def run(self, identifier: str | None) -> Style:
        """The character style of that id; an empty one where there is none."""
        return self._style(identifier if identifier in self._elements else None)

    def numbering(self, identifier: str) -> int | None:
        """The numId that a numbering style stands for (17.9.21)."""
        return self._numbering.get(identifier)

    @property
    def defaults(self) -> Look:
        """What holds where no style says anything (17.7.5)."""
        return self._defaults

    def _style(self, identifier: str | None) -> Style:
        if identifier is None or identifier not in self._elements:
            return self._none
        if identifier not in self._resolved:
            self._resolved[identifier] = self._resolve(identifier)
        return self._resolved[identifier]

    def _resolve(self, identifier: str) -> Style:
        look, chain, heading, is_title = Look(), [], 0, False
        for name, element in self._chain(identifier):
            chain.append(name)
            own = paragraph_look(element.find(f"{W}pPr"))
            look = look.over(run_look(element.find(f"{W}rPr")).over(own))
            label = (value(element, f"{W}name") or name).strip().lower()
            if not heading and (match := _HEADING.fullmatch(label)):
                heading = int(match[1])
            is_title = is_title or label in _TITLES
        return Style(look, look.over(self._defaults), tuple(chain), heading, is_title and not heading)

    def _chain(self, identifier: str) -> Iterator[tuple[str, Element]]:
        """The style and those that it is based on; a circle is left where it closes."""
        seen: set[str] = set()
        name: str | None = identifier
        while name is not None and name not in seen and name in self._elements and len(seen) < _MOST_DEEP:
            seen.add(name)
            yield name, self._elements[name]
            name = value(self._elements[name], f"{W}basedOn")


def run_look(properties: Element | None) -> Look:
    """What a `w:rPr` says."""
    if properties is None or len(properties) == 0:
        return NO_LOOK
    return Look(bold=toggle(properties, f"{W}b"), hidden=toggle(properties, f"{W}vanish"))


def paragraph_look(properties: Element | None) -> Look:
    """What a `w:pPr` says; its `w:rPr` is that of the paragraph mark and not looked at."""
    if properties is None or len(properties) == 0:
        return NO_LOOK
    outline = first_line = num_id = level = None
    for child in properties:
        tag = child.tag
        if tag == _NUMBERING:
            num_id, level = number(child, f"{W}numId"), number(child, f"{W}ilvl")
        elif tag == _INDENT:
            first_line = _first_line(child)
        elif tag == _OUTLINE:
            outline = integer(child.get(VAL))
    return Look(None, None, outline, first_line, num_id, level)


def _first_line(indent: Element | None) -> bool | None:
    if indent is None:
        return None
    characters = integer(indent.get(f"{W}firstLineChars"))
    if characters is not None:
        return characters >= _TWO_CHARACTERS
    twips = integer(indent.get(f"{W}firstLine"))
    if twips is not None:
        return twips >= _TWO_TENTHS_INCH
    return False if indent.get(f"{W}hanging") is not None or indent.get(f"{W}hangingChars") is not None else None
