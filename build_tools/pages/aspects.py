"""aspects/: the frameworks over the years, one page for each framework and one for each of its aspects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from build_tools.pages import links
from build_tools.pages.entry import Entry
from build_tools.pages.listing import by_name, by_subject, counted, list_pages, subject_name
from build_tools.pages.names import chinese_span
from build_tools.pages.naming import TRUST, framework_name
from build_tools.pages.rendering import Page, index_page, paged
from build_tools.pages.sections import Found, section_list
from build_tools.vocabulary import Vocabulary
from build_tools.vocabulary.schema import Framework


def aspect_pages(
    entries: Sequence[Entry], found: Mapping[str, Sequence[Found]], vocabulary: Vocabulary
) -> Iterator[Page]:
    """All pages of `aspects/`: every framework and aspect of the vocabulary has one, with or without materials."""
    frameworks = sorted(vocabulary.frameworks.frameworks.items(), key=lambda f: (-f[1].year, f[0]))
    rows = [
        {**_about(name, framework), "aspects": _aspects(name, framework, found), "count": _count(name, entries)}
        for name, framework in frameworks
    ]
    yield index_page("aspects/index.md", "按带头", "aspects.md.j2", rows=rows)
    for name, framework in frameworks:
        yield from _framework_pages(name, framework, entries, found)
        for n in range(1, len(framework.aspects) + 1):
            yield from _aspect_pages(name, framework, n, found, vocabulary)


def _framework_pages(
    name: str, framework: Framework, entries: Sequence[Entry], found: Mapping[str, Sequence[Found]]
) -> Iterator[Page]:
    members = sorted((e for e in entries if e.framework == name), key=by_subject)
    yield from list_pages(
        links.framework_path(name),
        framework_name(name, framework),
        "framework.md.j2",
        members,
        group=subject_name,
        without=("year",),
        aspects=_aspects(name, framework, found),
        about=_about(name, framework),
        total=len(members),
        outlines=links.outline_path(name),
    )


def _aspect_pages(
    name: str, framework: Framework, n: int, found: Mapping[str, Sequence[Found]], vocabulary: Vocabulary
) -> Iterator[Page]:
    aspect, members = framework.aspects[n - 1], found.get(f"{name}-{n}", ())
    ordered = sorted(members, key=lambda f: (not f.entry.exemplar, by_name(f.entry.unit), f.entry.id))
    path = links.aspect_path(f"{name}-{n}")
    strands = [
        (strand.name, links.strand_path(slug))
        for slug, strand in vocabulary.strands.strands.items()
        if f"{name}-{n}" in strand.aspects
    ]
    for here, pager, part in paged(path, ordered):
        yield index_page(
            here,
            aspect.short if pager.number == 1 else f"{aspect.short}（第{pager.number}页）",
            "aspect.md.j2",
            pager=pager,
            aspect=aspect,
            n=n,
            siblings=_aspects(name, framework, found),
            about=_about(name, framework),
            parts=counted(section.part for one in members for section in one.sections),
            listing=section_list(part, here),
            strands=strands,
        )


def _about(name: str, framework: Framework) -> dict[str, object]:
    """What a page may say of a framework. Of an unconfirmed one: neither theme nor dates nor occasion."""
    sure = framework.mark != "M"
    return {
        "name": framework_name(name, framework),
        "path": links.framework_path(name),
        "occasion": framework.occasion if sure else None,
        "theme": framework.theme if sure else None,
        "held": chinese_span(framework.held) if framework.held and sure else None,
        "meetings": framework.meetings,
        "trust": TRUST.get(framework.mark, TRUST["M"]),
        "listed": bool(framework.aspects),
        "sure": sure,
    }


def _aspects(
    name: str, framework: Framework, found: Mapping[str, Sequence[Found]]
) -> list[tuple[int, str, str | None, str, int]]:
    """The aspects of a framework: number, short and long wording, path, materials."""
    return [
        (n, a.short, a.long, links.aspect_path(f"{name}-{n}"), len(found.get(f"{name}-{n}", ())))
        for n, a in enumerate(framework.aspects, 1)
    ]


def _count(name: str, entries: Sequence[Entry]) -> int:
    return sum(1 for entry in entries if entry.framework == name)
