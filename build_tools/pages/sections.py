"""Lists of sections under one aspect: heading, material, leads, each linking to its place.

They are raw HTML, not Markdown lists: the largest pages of the site, and Python-Markdown reads a list of
HTML three times as fast. A test follows every link, as MkDocs does for Markdown ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.pages import links
from build_tools.pages.entry import Entry, EntrySection
from build_tools.pages.listing import flags, meta
from build_tools.pages.markdown import escape, titled


@dataclass(frozen=True, slots=True)
class Found:
    """A material with its sections that answer to one aspect."""

    aspect: str
    entry: Entry
    sections: tuple[EntrySection, ...]


def sections_by_aspect(entries: Iterable[Entry]) -> dict[str, list[Found]]:
    """For each aspect the materials that answer to it, in the order of the entries."""
    found: dict[str, list[Found]] = {}
    for entry in entries:
        for aspect in dict.fromkeys(a for section in entry.sections for a in section.aspects):
            sections = tuple(s for s in entry.sections if aspect in s.aspects)
            found.setdefault(aspect, []).append(Found(aspect, entry, sections))
    return found


def section_list(found: Iterable[Found], here: str, *without: str) -> Markup:
    """The list as raw HTML, without blank lines; `without` names fields that need not be said."""
    lines = ['<div class="found">']
    for one in found:
        lines += _material(one, here, without)
    lines.append("</div>")
    return Markup("\n".join(lines))  # noqa: S704 (every value is escaped below)


def _material(one: Found, here: str, without: tuple[str, ...]) -> Iterator[str]:
    entry = one.entry
    page = links.html_link(links.material_path(entry.id), here)
    yield (
        f'<div class="one"><p class="from"><a href="{page}">{titled(entry.title)}</a>{flags(entry)}'
        f'<span class="meta">{meta(entry, *without)}</span></p>'
    )
    for section in one.sections:
        anchor = escape(section.anchor)
        yield (
            f'<p class="heading"><span class="part">{escape(section.part)}</span> '
            f'<a href="{page}#{anchor}">{escape(section.heading)}</a></p>'
        )
        if section.leads:
            leads = "".join(
                f'<li><a href="{page}#{escape(lead.anchor)}">{escape(lead.text)}</a></li>' for lead in section.leads
            )
            yield f'<ul class="leads">{leads}</ul>'
    yield "</div>"
