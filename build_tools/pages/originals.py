"""Copies of originals beside the pages: only where the archive's owner asked for it, and only of harmless ones."""

from __future__ import annotations

from build_tools.model import Material
from build_tools.vocabulary import Vocabulary

FOLDER = "assets/originals"
"""Below docs. Every file in it is generated."""


def original_path(material: Material, vocabulary: Vocabulary) -> str | None:
    """Where the copy of a material's original lies below docs, None where there is none.

    Never for a material of which anything, be it in its name, header or properties, is masked or withheld: the
    original tells it all.
    """
    publishing = vocabulary.publishing
    suffix = publishing.formats.get(material.source.format)
    if not publishing.publish_originals or suffix is None or material.screening.hides:
        return None
    return f"{FOLDER}/{material.id}{suffix}"
