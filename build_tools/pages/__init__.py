"""Pages: a Material → its Markdown page; all materials' summaries → index pages.

Making a page is pure and gives text; writing stands apart in `writer`. `write_material_page` writes one
material's page as it comes and returns its `Entry`, all that index pages need of it; when the last
material is through, `write_index_pages` makes years, units, aspects, strands, the list of all materials
and the home page from the entries, and removes generated pages that no material has any more.

| file | makes |
|---|---|
| front_matter.py | the head of a material's page (pydantic model, YAML) |
| markdown.py | escaping: text that reads alike in every dialect |
| body.py, outline_panel.py, material_page.py | the text with anchors; its outline; the whole page |
| entry.py | the light summary of a material |
| years, units, aspects, strands, home, search | index pages |
| structures.py | collects what the pages of structure need of each material |
| outlines | pages of structure |
| listing.py, sections.py, outline_card.py, bars.py | what they list |
| links.py | where each page is |
| names.yml, names.py, naming.py | what things are called in Chinese |
| rendering.py, templates/ | Jinja2 |
| writer.py | text to disk |

To add a kind of index page: a file here that yields `Page`s from entries, a template, one line in `index_pages`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from build_tools.model import Material
from build_tools.pages.aspects import aspect_pages
from build_tools.pages.entry import Entry, entry_of
from build_tools.pages.home import all_materials, home_page
from build_tools.pages.links import material_path
from build_tools.pages.material_page import material_page
from build_tools.pages.rendering import Page
from build_tools.pages.search import search_page
from build_tools.pages.sections import sections_by_aspect
from build_tools.pages.strands import strand_pages
from build_tools.pages.structures import Structures, structures_of
from build_tools.pages.units import unit_pages
from build_tools.pages.writer import Written, remove_stale, write_page
from build_tools.pages.years import year_pages
from build_tools.vocabulary import Vocabulary

__all__ = [
    "Entry",
    "Page",
    "Structures",
    "Written",
    "entry_of",
    "index_pages",
    "material_page",
    "structures_of",
    "write_index_pages",
    "write_material_page",
]


def write_material_page(
    material: Material, vocabulary: Vocabulary, docs: Path, written: Written | None = None
) -> Entry:
    """Writes a material's page below `docs` and returns what index pages need of it.

    Only for materials that may be published. Raises OSError where `docs` cannot be written.
    """
    write_page(material_page(material, vocabulary), docs, written)
    return entry_of(material)


def write_index_pages(
    entries: Sequence[Entry],
    vocabulary: Vocabulary,
    docs: Path,
    written: Written | None = None,
    structures: Structures | None = None,
) -> Written:
    """Writes all index pages and the home page, removes stale generated pages, and says what was done.

    `entries` are those of all materials of the archive, and `structures` has taken in the same ones; a page of any
    other material is stale.
    Reads `docs/home.md`, the hand-written head of the home page. Raises OSError.
    """
    written = Written() if written is None else written
    welcome = docs / "home.md"
    wanted = {material_path(entry.id) for entry in entries}
    head = welcome.read_text("utf-8") if welcome.is_file() else None
    for page in index_pages(entries, vocabulary, head, structures):
        wanted.add(page.path)
        write_page(page, docs, written)
    remove_stale(docs, wanted, written)
    return written


def index_pages(
    entries: Sequence[Entry],
    vocabulary: Vocabulary,
    welcome: str | None = None,
    structures: Structures | None = None,
) -> Iterator[Page]:
    """All pages but those of the materials, one after the other. `structures` is used up by it."""
    found = sections_by_aspect(entries)
    yield home_page(entries, vocabulary, welcome)
    yield search_page()
    yield from all_materials(entries)
    yield from year_pages(entries, vocabulary)
    yield from unit_pages(entries)
    yield from aspect_pages(entries, found, vocabulary)
    yield from strand_pages(found, vocabulary)
    yield from (structures or Structures(vocabulary)).pages()
