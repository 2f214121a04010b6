"""strands/: the concerns that recur over the years, one page for each, the years side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from build_tools.pages import links
from build_tools.pages.listing import by_name
from build_tools.pages.naming import framework_name
from build_tools.pages.rendering import Page, index_page, paged
from build_tools.pages.sections import Found, section_list
from build_tools.vocabulary import Vocabulary
from build_tools.vocabulary.schema import Strand

Row = tuple[str, str, str, str, int]
"""An aspect of a strand: framework's name and path, wording and path, materials."""


def strand_pages(found: Mapping[str, Sequence[Found]], vocabulary: Vocabulary) -> Iterator[Page]:
    """All pages of `strands/`."""
    strands = [
        (strand, links.strand_path(slug), _rows(strand, found, vocabulary))
        for slug, strand in vocabulary.strands.strands.items()
    ]
    yield index_page("strands/index.md", "按主题线", "strands.md.j2", strands=strands)
    for strand, path, rows in strands:
        yield from _strand_pages(strand, path, rows, found, vocabulary)


def _strand_pages(
    strand: Strand, path: str, rows: Sequence[Row], found: Mapping[str, Sequence[Found]], vocabulary: Vocabulary
) -> Iterator[Page]:
    members = [
        one
        for aspect in _known(strand, vocabulary)
        for one in sorted(
            found.get(aspect, ()), key=lambda f: (not f.entry.exemplar, by_name(f.entry.unit), f.entry.id)
        )
    ]
    for here, pager, part in paged(path, members):
        groups = [
            (_label(aspect, vocabulary), section_list(ones, here))
            for aspect, ones in groupby(part, key=lambda f: f.aspect)
        ]
        title = strand.name if pager.number == 1 else f"{strand.name}（第{pager.number}页）"
        yield index_page(here, title, "strand.md.j2", strand=strand, rows=rows, groups=groups, pager=pager)


def _known(strand: Strand, vocabulary: Vocabulary) -> list[str]:
    """The strand's aspects that the vocabulary holds, by year."""
    known = [aspect for aspect in strand.aspects if aspect in vocabulary.frameworks.aspects]
    frameworks = vocabulary.frameworks.frameworks
    return sorted(
        known, key=lambda a: (frameworks[a.rpartition("-")[0]].year, a.rpartition("-")[0], int(a.rpartition("-")[2]))
    )


def _rows(strand: Strand, found: Mapping[str, Sequence[Found]], vocabulary: Vocabulary) -> list[Row]:
    rows = []
    for aspect in _known(strand, vocabulary):
        name = aspect.rpartition("-")[0]
        framework = vocabulary.frameworks.frameworks[name]
        rows.append(
            (
                framework_name(name, framework),
                links.framework_path(name),
                vocabulary.frameworks.aspects[aspect].short,
                links.aspect_path(aspect),
                len(found.get(aspect, ())),
            )
        )
    return rows


def _label(aspect: str, vocabulary: Vocabulary) -> str:
    name = aspect.rpartition("-")[0]
    framework = vocabulary.frameworks.frameworks[name]
    return f"{framework.year}　{vocabulary.frameworks.aspects[aspect].short}"
