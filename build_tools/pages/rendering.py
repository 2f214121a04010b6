"""Templates to text: one Jinja2 environment for all pages, its escaping ours.

Every value that a template prints passes `markup`; only `Markup` made by this package passes unescaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, islice
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from build_tools.pages import links
from build_tools.pages.front_matter import yaml_head
from build_tools.pages.markdown import markup
from build_tools.pages.markdown import safe_title as plain_title
from build_tools.pages.names import number

T = TypeVar("T")

LARGEST = 320_000
"""Bytes of a list's page: with the frame of the site it stays well below half a megabyte."""

VIEWS = (
    ("提纲", "outlines/index.md"),
    ("小标题库", "points/index.md"),
    ("问题—原因—措施", "triples/index.md"),
    ("对照", "compare.md"),
    ("范例", "exemplars/index.md"),
    ("数据", "figures.md"),
)
"""The views of structure, as they link to one another."""


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page: pure text, not yet written."""

    path: str
    """Below docs, with forward slashes: `years/2021.md`."""
    text: str


def render(template: str, **values: Any) -> str:
    """A template filled in; blank lines at both ends dropped, one line end at the end."""
    return _template(template).render(**values).strip() + "\n"


def index_page(path: str, title: str, template: str, **values: Any) -> Page:
    """An index page: its front matter, its heading, and its template filled in."""
    head = yaml_head({"title": plain_title(title), "hide": ["navigation", "toc"]})
    body = render(template, page=path, title=title, **values)
    return Page(path, f"{head}\n{body}")


@dataclass(frozen=True, slots=True)
class Pager:
    """The links from one page of a list to the others."""

    path: str
    """Of the list's first page."""
    number: int
    """Of this page, from 1."""
    count: int
    total: int
    """Items on all pages."""

    def links(self) -> Iterator[Markup]:
        """Previous page, page numbers (the far ones left out), next page: as Markdown."""
        here = links.numbered(self.path, self.number)
        if self.number > 1:
            yield self._link("上一页", self.number - 1, here)
        last = 0
        for n in range(1, self.count + 1):
            if n in (1, self.count) or abs(n - self.number) <= 2:
                if n > last + 1:
                    yield Markup('<span class="gap">…</span>')
                yield self._number(n, here)
                last = n
        if self.number < self.count:
            yield self._link("下一页", self.number + 1, here)

    def _number(self, n: int, here: str) -> Markup:
        if n == self.number:
            return Markup(f'<span class="here" aria-current="page">{n}</span>')  # noqa: S704
        return self._link(str(n), n, here)

    def _link(self, text: str, n: int, here: str) -> Markup:
        return Markup(f"[{text}]({links.page_link(links.numbered(self.path, n), here)})")  # noqa: S704


def paged(path: str, items: Sequence[T]) -> Iterator[tuple[str, Pager, Sequence[T]]]:
    """A list in pages of `PAGE_SIZE`: path, pager and items of each; one empty page where there are none."""
    count = max(1, -(-len(items) // links.PAGE_SIZE))
    for n in range(1, count + 1):
        part = items[(n - 1) * links.PAGE_SIZE : n * links.PAGE_SIZE]
        yield links.numbered(path, n), Pager(path, n, count, len(items)), part


def streamed(path: str, items: Iterable[T], total: int) -> Iterator[tuple[str, Pager, list[T]]]:
    """As `paged`, for so many items that they are not kept: each page's are read when it is asked for."""
    count = max(1, -(-total // links.PAGE_SIZE))
    source = iter(items)
    for n in range(1, count + 1):
        yield links.numbered(path, n), Pager(path, n, count, total), list(islice(source, links.PAGE_SIZE))


def chunked(
    path: str, items: Sequence[T], most: int, size: Callable[[T], int], largest: int = LARGEST
) -> list[tuple[str, Pager, Sequence[T]]]:
    """A list in pages of at most `most` items and about `largest` bytes, as `size` tells them; one page at least."""
    parts: list[list[T]] = [[]]
    room = largest
    for item in items:
        needed = size(item)
        if parts[-1] and (len(parts[-1]) == most or needed > room):
            parts.append([])
            room = largest
        parts[-1].append(item)
        room -= needed
    return [(links.numbered(path, n), Pager(path, n, len(parts), len(items)), part) for n, part in enumerate(parts, 1)]


def in_whole_groups(
    path: str,
    items: Sequence[T],
    group: Callable[[T], str],
    most: int,
    size: Callable[[T], int],
    largest: int = LARGEST,
) -> list[tuple[str, Pager, Sequence[T]]]:
    """As `chunked`, but no group of neighbours is torn: it lies whole on a page, or has pages of its own.

    So whoever looks at one group on its page sees all of it, or nothing but it.
    """
    parts: list[Sequence[T]] = []
    shared: list[T] = []
    room = largest
    for _, members in groupby(items, key=group):
        own = chunked(path, list(members), most, size, largest)
        needed = sum(map(size, own[0][2]))
        if len(own) > 1 or len(shared) + len(own[0][2]) > most or needed > room:
            parts += [shared] if shared else []
            shared, room = [], largest
        if len(own) > 1:
            parts += [part for _, _, part in own]
        else:
            shared += own[0][2]
            room -= needed
    parts += [shared] if shared or not parts else []
    return [(links.numbered(path, n), Pager(path, n, len(parts), len(items)), part) for n, part in enumerate(parts, 1)]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates"), encoding="utf-8"),
        autoescape=True,
        finalize=markup,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["number"] = number
    environment.globals["views_of_structure"] = VIEWS
    environment.globals["to"] = lambda target, source: Markup(links.page_link(target, source))  # noqa: S704 (ours)
    environment.globals["to_html"] = lambda target, source: Markup(links.html_link(target, source))  # noqa: S704
    return environment


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)
