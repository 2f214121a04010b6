"""exemplars/: the materials that people marked, with their reason and the structural check; openings, closings, cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from build_tools.model import Material
from build_tools.pages import links
from build_tools.pages.bars import bar, legend
from build_tools.pages.check_list import check_list
from build_tools.pages.entry import Entry
from build_tools.pages.listing import flags, meta
from build_tools.pages.markdown import clipped, escape, titled
from build_tools.pages.names import names
from build_tools.pages.naming import framework_title
from build_tools.pages.rendering import Page, chunked, index_page
from build_tools.shown_text import shown
from build_tools.structures import Check, Share, Sheaf
from build_tools.structures.passages import CASE, CLOSING_WORDS, OPENING, Passage
from build_tools.vocabulary import Vocabulary

CARDS, ROWS = 60, 150
_LONGEST = 320
_KINDS = {OPENING: "开头", CLOSING_WORDS: "结尾", CASE: "事例"}
EXEMPLARS = "exemplars"
"""The group of the cards."""

_HERE = "exemplars/index.md"


def exemplar_card(material: Material, entry: Entry, shares: tuple[Share, ...], checks: Iterable[Check]) -> str:
    """An exemplar with its reason and what the check found; raw HTML without blank lines."""
    page = links.html_link(links.material_path(material.id), _HERE)
    return (
        f'<article class="outline-card exemplar-card" data-id="{escape(entry.id)}">\n'
        f'<p class="from"><a href="{page}">{titled(clipped(entry.title, 120))}</a>{flags(entry)}'
        f'<span class="meta">{meta(entry)}</span></p>\n'
        f'<p class="why">{escape(clipped(entry.exemplar or "", 400))}</p>\n{bar(shares)}\n{legend(shares)}\n'
        f"{check_list(checks)}\n</article>"
    )


def add_passages(passages: Iterable[Passage], entry: Entry, sheaf: Sheaf) -> None:
    """Puts the passages of a material into the sheaf, each into its group."""
    first = (not entry.exemplar, -(entry.year or 0), entry.id)
    page = links.html_link(links.material_path(entry.id), _HERE)
    told = escape("　".join(filter(None, (_year(entry), entry.unit or "单位不详", entry.subject))))
    flag = ' <span class="flag exemplar">范例</span>' if entry.exemplar else ""
    for n, passage in enumerate(passages):
        text = escape(shown(clipped(passage.text, _LONGEST)))
        row = (
            f'<div class="passage"><p>{text}</p><p class="meta">'
            f'<a href="{page}#{passage.anchor}">看原文</a> {told}{flag}</p></div>'
        )
        sheaf.add(_group(passage, entry), (*first, n), row)


def _year(entry: Entry) -> str:
    return f"{entry.year}年度" if entry.year else "年度不详"


def _group(passage: Passage, entry: Entry) -> str:
    """`opening-geren`, `case-2021-3`, `case-part-causes`."""
    if passage.kind == CASE:
        return f"case-{passage.aspect or 'part-' + names().part_slug(passage.part)}"
    return f"{passage.kind}-{links.subject_slug(entry.subject)}"


def exemplar_pages(cards: Sheaf, passages: Sheaf, vocabulary: Vocabulary) -> Iterator[Page]:
    """All pages of `exemplars/`."""
    counts = dict(passages.counts)
    for _, members in cards.groups():
        yield from _exemplars(list(members), _links(counts, vocabulary))
    if not cards.counts:
        yield from _exemplars((), _links(counts, vocabulary))
    for group, members in passages.groups():
        yield from _passage_pages(group, list(members), vocabulary)


def _exemplars(
    members: Sequence[tuple[tuple[Any, ...], str]], collected: Sequence[tuple[str, Sequence[tuple[str, str, int]]]]
) -> Iterator[Page]:
    cases = _KINDS[CASE]
    cases_total = sum(count for name, rows in collected if name.startswith(cases) for _, _, count in rows)
    for here, pager, part in chunked(_HERE, members, CARDS, size=lambda one: 3 * len(one[1])):
        yield index_page(
            here,
            "范例" if pager.number == 1 else f"范例（第{pager.number}页）",
            "exemplars.md.j2",
            pager=pager,
            collected=collected,
            cases=cases,
            cases_total=cases_total,
            listing=Markup("\n\n".join(text for _, text in part)),  # noqa: S704 (escaped where they are made)
        )


def _passage_pages(
    group: str, members: Sequence[tuple[tuple[Any, ...], str]], vocabulary: Vocabulary
) -> Iterator[Page]:
    title = _title(group, vocabulary)
    for here, pager, part in chunked(_path(group), members, ROWS, size=lambda one: 3 * len(one[1])):
        yield index_page(
            here,
            title if pager.number == 1 else f"{title}（第{pager.number}页）",
            "passages.md.j2",
            pager=pager,
            listing=Markup("\n".join(text for _, text in part)),  # noqa: S704 (escaped where they are made)
        )


def _path(group: str) -> str:
    return f"exemplars/{group}.md"


def _title(group: str, vocabulary: Vocabulary) -> str:
    kind, _, rest = group.partition("-")
    label = _label(kind, rest, vocabulary)
    told = framework_title(rest.rpartition("-")[0], vocabulary) if kind == CASE else None
    return f"{_KINDS[kind]}：{f'{told} {label}' if told else label}"


def _label(kind: str, rest: str, vocabulary: Vocabulary) -> str:
    if kind != CASE:
        return next((name for name, slug in names().subjects.items() if slug == rest), "其他")
    if aspect := vocabulary.frameworks.aspects.get(rest):
        return aspect.short
    return next((part for part, slug in names().parts.items() if f"part-{slug}" == rest), "其他")


def _links(counts: Mapping[str, int], vocabulary: Vocabulary) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """Openings, closings and cases: label, path and number of each group; cases of a list in a row of their own."""
    rows: dict[str, list[tuple[str, str, int]]] = {}
    for group in sorted(counts, key=lambda group: _place(group, vocabulary)):
        kind, _, rest = group.partition("-")
        aspect = vocabulary.frameworks.aspects.get(rest) if kind == CASE else None
        framework = framework_title(rest.rpartition("-")[0], vocabulary) if aspect else None
        row = f"{_KINDS[kind]} · {framework}" if framework else _KINDS[kind]
        rows.setdefault(row, []).append((_label(kind, rest, vocabulary), _path(group), counts[group]))
    return list(rows.items())


def _place(group: str, vocabulary: Vocabulary) -> tuple[int, int, str, int, str]:
    """Kinds in their order; of the cases the latest list first, its aspects as the list has them, parts at the end."""
    kind, _, rest = group.partition("-")
    if kind != CASE or rest not in vocabulary.frameworks.aspects:
        return list(_KINDS).index(kind), 1, "", 0, rest
    name, _, n = rest.rpartition("-")
    return list(_KINDS).index(kind), -vocabulary.frameworks.frameworks[name].year, name, int(n), rest
