"""A row of 小标题库 and the heading of a group, as every page of `points/` prints them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from build_tools.pages import links
from build_tools.pages.markdown import escape
from build_tools.pages.names import names
from build_tools.vocabulary import Vocabulary

PART, PATTERN, ID, ANCHOR, ABOUT, NAMED = 0, 1, 4, 6, 7, 8
"""Where a row's key says what: the key is made in points.py."""


def group_path(group: str) -> str:
    """`points/2021-3.md`."""
    return f"points/{group}.md"


def part_name(n: int) -> str:
    """The part with this number."""
    parts = list(names().parts)
    return parts[n] if n < len(parts) else "其他"


def row_item(key: tuple[Any, ...], text: str) -> str:
    """A row: the words with a link to their place, and whose they are."""
    year, unit, subject, _, exemplar = key[ABOUT]
    told = _from(year, unit, subject, exemplar)
    return f'<li><a href="{_page_of(key[ID])}#{key[ANCHOR]}">{escape(text)}</a> <span>{told}</span></li>'


def pattern_heading(pattern: int, vocabulary: Vocabulary, level: int, count: int | None = None) -> str:
    """The heading of a group of like turns of phrase, with what the turn of phrase does."""
    name = vocabulary.leads.names[pattern]
    about = vocabulary.leads.about(name)
    number = f' <span class="count">{count:,}</span>' if count is not None else ""
    hint = f" <small>{escape(about)}</small>" if about else ""
    return f'<h{level} class="pattern">{escape(name)}{number}{hint}</h{level}>'


@lru_cache(maxsize=4096)
def _from(year: int | None, unit: str | None, subject: str | None, exemplar: bool) -> str:
    """Year, unit, whom: as a row says them, escaped."""
    told = [str(year) if year else "年度不详", unit or "单位不详", subject or "", "范例" if exemplar else ""]
    return escape("　".join(filter(None, told)))


@lru_cache(maxsize=16384)
def _page_of(material_id: str) -> str:
    """A material's page, seen from any page of the folder."""
    return links.html_link(links.material_path(material_id), "points/index.md")
