"""triples/: for each strand, the problems, causes and remedies that a material gives to it, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from markupsafe import Markup

from build_tools.pages import links
from build_tools.pages.entry import Entry
from build_tools.pages.listing import flags, meta
from build_tools.pages.markdown import clipped, escape, titled
from build_tools.pages.rendering import Page, chunked, index_page
from build_tools.structures import Lead, Sheaf
from build_tools.structures.triples import Triple
from build_tools.vocabulary import Vocabulary

MATERIALS = 60
"""On a page."""

_MOST = 12
_LONGEST = 90
_HERE = "triples/index.md"


def triples_path(slug: str) -> str:
    """`triples/renmin-lichang.md`."""
    return links.strand_path(slug).replace("strands/", "triples/")


def add_triples(triples: Iterable[Triple], entry: Entry, sheaf: Sheaf) -> None:
    """Puts the triples of a material into the sheaf, each into the group of its strand."""
    triples = tuple(triples)
    if not triples:
        return
    page = links.html_link(links.material_path(entry.id), _HERE)
    head = (
        f'<p class="from"><a href="{page}">{titled(clipped(entry.title, 120))}</a>{flags(entry)}'
        f'<span class="meta">{meta(entry, "characters")}</span></p>'
    )
    for triple in triples:
        columns = "\n".join(
            f'<div class="column"><p class="part">{part}</p><ul>{_items(leads, page)}</ul></div>'
            for part, leads in (("问题", triple.problems), ("原因", triple.causes), ("措施", triple.remedies))
        )
        text = f'<div class="triple found">\n{head}\n<div class="columns">\n{columns}\n</div>\n</div>'
        sheaf.add(triple.strand, (not entry.exemplar, -(entry.year or 0), entry.id), text)


def _items(leads: Sequence[Lead], page: str) -> str:
    items = [
        f'<li><a href="{page}#{lead.anchor}">{escape(clipped(lead.text, _LONGEST))}</a></li>' for lead in leads[:_MOST]
    ]
    if len(leads) > _MOST:
        items.append(f"<li>等 {len(leads)} 条</li>")
    return "".join(items)


def triple_pages(sheaf: Sheaf, vocabulary: Vocabulary) -> Iterator[Page]:
    """All pages of `triples/`: every strand has one."""
    strands = vocabulary.strands.strands
    counts = dict(sheaf.counts)
    done = set()
    for slug, members in sheaf.groups():
        done.add(slug)
        yield from _strand_pages(slug, list(members), vocabulary)
    for slug in strands:
        if slug not in done:
            yield from _strand_pages(slug, (), vocabulary)
    yield index_page(
        _HERE,
        "问题—原因—措施",
        "triples.md.j2",
        rows=[
            (one.name, triples_path(slug), counts.get(slug, 0), "、".join(one.words)) for slug, one in strands.items()
        ],
    )


def _strand_pages(slug: str, members: Sequence[tuple[tuple[Any, ...], str]], vocabulary: Vocabulary) -> Iterator[Page]:
    strand = vocabulary.strands.strands[slug]
    for here, pager, part in chunked(triples_path(slug), members, MATERIALS, size=lambda one: 3 * len(one[1])):
        title = f"问题—原因—措施：{strand.name}"
        yield index_page(
            here,
            title if pager.number == 1 else f"{title}（第{pager.number}页）",
            "triples_strand.md.j2",
            pager=pager,
            strand=strand,
            across=links.strand_path(slug),
            listing=Markup("\n\n".join(text for _, text in part)),  # noqa: S704 (escaped where they are made)
        )
