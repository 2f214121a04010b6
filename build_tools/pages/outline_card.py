"""A material's outline in one compact card: bar, headings of the first two levels, the 小标题 in a row."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model import Material, Section
from build_tools.pages import links
from build_tools.pages.bars import bar, legend
from build_tools.pages.entry import Entry
from build_tools.pages.listing import flags, meta
from build_tools.pages.markdown import clipped, escape, titled
from build_tools.structures import Share

_HEADINGS = 60
"""A card shows at most so many headings, and of each at most so many 小标题; the page itself shows all."""
_LEADS = 9
_LONGEST = 90
_LONGEST_LEAD = 30


def outline_card(material: Material, entry: Entry, shares: tuple[Share, ...], here: str) -> str:
    """The card as one piece of raw HTML without blank lines. `here` is any page of the folder it stands in."""
    page = links.html_link(links.material_path(material.id), here)
    why = f'<p class="why">{escape(clipped(entry.exemplar, 200))}</p>\n' if entry.exemplar else ""
    lines = list(_lines(material.outline.sections, page))
    left = sum(1 for section in material.outline.sections for _ in (section, *section.sections)) - len(lines)
    more = f'\n<li class="more"><a href="{page}">还有 {left} 个标题</a></li>' if left > 0 else ""
    return (
        f'<article class="outline-card" data-id="{escape(entry.id)}" data-sector="{escape(entry.sector or "")}">\n'
        f'<p class="from"><a href="{page}">{titled(clipped(entry.title, 120))}</a>{flags(entry)}'
        f'<span class="meta">{meta(entry)}</span></p>\n'
        f"{why}{bar(shares)}\n{legend(shares)}\n"
        f"<ul>\n{chr(10).join(lines)}{more}\n</ul>\n</article>"
    )


def _lines(sections: tuple[Section, ...], page: str) -> Iterator[str]:
    count = 0
    for section in sections:
        for level, one in ((1, section), *((2, child) for child in section.sections)):
            if count == _HEADINGS:
                return
            count += 1
            yield _line(one, level, page)


def _line(section: Section, level: int, page: str) -> str:
    heading = escape(clipped((section.number or "") + section.title, _LONGEST))
    leads = [point.lead for point in section.points if point.depth == 1 and point.lead]
    if level == 2:
        leads += [child.title for child in section.sections if child.withheld is None]
    row = "；".join(escape(clipped(lead, _LONGEST_LEAD)) for lead in leads[:_LEADS])
    if len(leads) > _LEADS:
        row += f" 等 {len(leads)} 条"
    inner = f' <span class="leads">{row}</span>' if row else ""
    return f'<li class="level-{level}"><a href="{page}#{section.anchor}">{heading}</a>{inner}</li>'
