"""compare.html: two to four materials side by side, and what each gives to it.

The page itself is an empty table; `assets/structures/compare.js` fills it from the materials' data files.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from build_tools.model import Material
from build_tools.pages.entry import Entry
from build_tools.pages.names import names
from build_tools.pages.naming import framework_title
from build_tools.pages.rendering import Page, index_page
from build_tools.structures import Share, cells_of
from build_tools.vocabulary import Vocabulary

_KINDS = {"heading": "h", "point": "p", "text": "t"}


def compare_pages() -> Iterator[Page]:
    """compare.md."""
    yield index_page("compare.md", "对照", "compare.md.j2")


def compare_file(material_id: str) -> str:
    """The name of a material's data: `materials/2021-0007`."""
    return f"materials/{material_id}"


def compare_data(material: Material, entry: Entry, shares: tuple[Share, ...], vocabulary: Vocabulary) -> dict[str, Any]:
    """A material as the browser compares it: what tells it from others, its shares, its cells."""
    return {
        "id": entry.id,
        "title": entry.title,
        "year": entry.year,
        "unit": entry.unit,
        "subject": entry.subject,
        "framework": framework_title(entry.framework, vocabulary),
        "exemplar": entry.exemplar,
        "characters": entry.characters,
        "shares": [[share.part, names().part_slug(share.part), share.characters, share.percent] for share in shares],
        "cells": [
            {
                "key": cell.key,
                "part": cell.part,
                "label": _label(cell.aspect, vocabulary),
                "strands": _strands(cell.aspect, vocabulary),
                "items": [[_KINDS[item.kind], item.level, item.anchor, item.text] for item in cell.items],
            }
            for cell in cells_of(material, vocabulary)
        ],
    }


def _label(aspect: str | None, vocabulary: Vocabulary) -> str | None:
    return vocabulary.frameworks.aspects[aspect].short if aspect else None


def _strands(aspect: str | None, vocabulary: Vocabulary) -> list[str]:
    return [one.name for one in vocabulary.strands.strands.values() if aspect in one.aspects] if aspect else []
