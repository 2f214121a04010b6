"""What index pages need of a material, and no more: ten thousand of these are kept, the texts are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.model import Material, Section


class Lead(NamedTuple):
    """A 小标题 under a section: the first clause of a point, or a sub-heading."""

    anchor: str
    text: str


class EntrySection(NamedTuple):
    """A section that answers to an aspect."""

    anchor: str
    heading: str
    """Number and title: `（一）带头…`."""
    part: str
    aspects: tuple[str, ...]
    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """The light summary of a material from which index pages are made."""

    id: str
    title: str
    title_supplied: bool
    year: int | None
    unit: str | None
    sector: str | None
    level: str | None
    subject: str | None
    role: str | None
    meeting: str | None
    genre: str | None
    framework: str | None
    labels: tuple[str, ...]
    incomplete: bool
    exemplar: str | None
    """Why a person marked it as an exemplar, or None."""
    added: str | None
    """ISO date on which it was registered."""
    characters: int
    points: int
    sections: tuple[EntrySection, ...] = ()
    """The sections that answer to an aspect, in the order of the text."""


def entry_of(material: Material) -> Entry:
    """The summary of a material. Reads outline, description and source; keeps no text but leads."""
    about, outline = material.description, material.outline
    sections = list(outline.walk())
    return Entry(
        id=material.id,
        title=about.title,
        title_supplied=about.title_supplied,
        year=about.year,
        unit=about.unit,
        sector=about.sector,
        level=about.level,
        subject=about.subject,
        role=about.role,
        meeting=about.meeting,
        genre=about.genre,
        framework=about.framework,
        labels=about.labels,
        incomplete=about.incomplete is not None,
        exemplar=about.exemplar,
        added=material.source.added,
        characters=outline.characters,
        points=count_points(material),
        sections=tuple(_entry_section(s) for s in sections if s.aspects),
    )


def count_points(material: Material) -> int:
    """How many points a material has, wherever they stand and however deep."""
    outline = material.outline
    loose = sum(len(block.points) for block in (*outline.preamble, *outline.closing))
    return loose + sum(len(block.points) for section in outline.walk() for block in section.blocks)


def _entry_section(section: Section) -> EntrySection:
    heading = (section.number or "") + section.title
    return EntrySection(section.anchor, heading, section.part, section.aspects, tuple(_leads(section)))


def _leads(section: Section) -> Iterator[Lead]:
    """The section's own points, then the headings right under it (writers use `1.` as 一是)."""
    for point in section.points:
        if point.depth == 1 and point.lead:
            yield Lead(point.anchor, point.lead)
    for child in section.sections:
        if not child.aspects and child.withheld is None:
            yield Lead(child.anchor, child.title)
