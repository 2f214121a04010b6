"""What a document is made of. Any text may stand in a block: it is cleaned and escaped when it is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Title:
    """The title, centred; several lines where it is broken by its sense (词意完整)."""

    text: str
    """Lines are parted by `\\n`."""


@dataclass(frozen=True, slots=True)
class Centred:
    """A line between title and text: unit and name, date of the meeting."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, with its number as printed (`一、`, `（一）`); nothing is numbered automatically."""

    level: int
    """1 一、 · 2 （一） · 3 1. · 4 （1）; a deeper one is set like 4."""
    text: str
    rest: str = ""
    """Text that goes on in the same paragraph, where the heading runs in."""
    bold: tuple[tuple[int, int], ...] = ()
    """Stretches of `rest` in bold."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, indented by two characters."""

    text: str
    bold: tuple[tuple[int, int], ...] = ()
    """Stretches in bold, as (start, end), ascending: the lead sentences of 一是… 二是…"""

    @classmethod
    def led(cls, lead: str, text: str) -> Paragraph:
        """A paragraph that begins with a lead sentence in bold."""
        return cls(lead + text, ((0, len(lead)),))


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What the writer has to fill in: shaded, and put in 【】 where it is not yet."""

    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and the date below, an empty line before them."""

    lines: tuple[str, ...]
    """Names of units or persons, then the date (`2026年1月5日`)."""


Block = Title | Centred | Heading | Paragraph | Placeholder | Signature
