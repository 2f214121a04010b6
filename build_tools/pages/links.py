"""Where each page is. Every address depends on its own subject alone, so any page can name any other.

Paths are those of the Markdown files below `docs`, with forward slashes; `page_link` makes them
relative to the page that links.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from posixpath import relpath

from build_tools.pages.names import names

PAGE_SIZE = 200
"""An index page lists at most so many materials, then pages on."""

FOLDERS = ("materials", "years", "units", "aspects", "strands", "outlines", "points", "exemplars", "triples")
"""The folders of `docs` that hold generated pages."""

LONE_PAGES = ("index.md", "search.md", "compare.md", "figures.md")
"""Generated pages that lie beside hand-written ones."""

_SLUG = re.compile(r"[A-Za-z0-9_-]+")


def material_path(material_id: str) -> str:
    """`materials/2021-0007.md`."""
    return f"materials/{material_id}.md"


def year_path(year: int | None) -> str:
    """`years/2021.md`; `years/unknown.md` where no year is known."""
    return f"years/{'unknown' if year is None else year}.md"


def unit_path(unit: str | None) -> str:
    """`units/shi-wei-bian-ban-3f2a.md`; `units/unknown.md` where no unit is known."""
    return f"units/{'unknown' if unit is None else unit_slug(unit)}.md"


def framework_path(framework: str) -> str:
    """`aspects/2021.md`."""
    return f"aspects/{_slug(framework)}.md"


def aspect_path(aspect_id: str) -> str:
    """`aspects/2021-4.md`."""
    return f"aspects/{_slug(aspect_id)}.md"


def strand_path(slug: str) -> str:
    """`strands/people.md`."""
    return f"strands/{_slug(slug)}.md"


def outline_path(framework: str | None) -> str:
    """`outlines/2021.md`: the usual structure; `outlines/none.md` of the materials without a list."""
    return f"outlines/{_slug(framework) if framework else 'none'}.md"


def cards_path(framework: str | None, subject: str | None) -> str:
    """`outlines/2021-geren.md`: the outlines of one framework and subject."""
    return f"outlines/{_slug(framework) if framework else 'none'}-{subject_slug(subject)}.md"


def subject_slug(subject: str | None) -> str:
    """Whom a material examines, in addresses: `geren`."""
    return _slug(names().subjects.get(subject, subject)) if subject else "unknown"


def numbered(path: str, page: int) -> str:
    """The path of a list's n-th page: `years/2021-p2.md`."""
    return path if page == 1 else f"{path.removesuffix('.md')}-p{page}.md"


def page_link(target: str, source: str) -> str:
    """The Markdown file `target` as a link from the Markdown file `source`."""
    folder, _, name = target.rpartition("/")
    here = source.rpartition("/")[0]
    if folder == here:
        return name
    return f"{relpath(folder or '.', here or '.')}/{name}"


def html_link(target: str, source: str, anchor: str = "") -> str:
    """The same for raw HTML, which MkDocs does not rewrite: the built page, with an anchor."""
    address = page_link(target, source).removesuffix(".md") + ".html"
    return f"{address}#{anchor}" if anchor else address


@lru_cache(maxsize=4096)
def pinyin(text: str) -> tuple[str, ...]:
    """The syllables of a Chinese text, Latin and digits as they are: what names are sorted by."""
    from pypinyin import lazy_pinyin  # costs a quarter of a second to load: only when there is a unit

    return tuple(syllable.lower() for syllable in lazy_pinyin(text))


@lru_cache(maxsize=4096)
def unit_slug(unit: str) -> str:
    """A unit's name as ASCII: its pinyin and four digits of its SHA-256.

    The digits keep 宜县 and 义县 apart without asking which other units there are.
    """
    return ascii_name(unit)


def ascii_name(text: str) -> str:
    """Any text as ASCII for an address: its pinyin and four digits of its SHA-256."""
    words = [word for syllable in pinyin(text) for word in re.findall(r"[a-z0-9]+", syllable)]
    digits = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:4]
    return "-".join([*"-".join(words)[:80].strip("-").split("-"), digits]).strip("-")


def _slug(name: str) -> str:
    if _SLUG.fullmatch(name):
        return name
    return "x" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]
