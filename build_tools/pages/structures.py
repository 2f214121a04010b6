"""The pages of structure: what each material gives to them as it passes, and the pages once all are through.

`Structures` is to these pages what `Entry` is to the other index pages. It keeps little: pieces of pages lie in
`structures.Sheaf`s, which spill to disk; of a framework's materials only counts and small numbers are kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from build_tools.model import Material
from build_tools.pages.entry import Entry, entry_of
from build_tools.pages.links import cards_path
from build_tools.pages.listing import by_name
from build_tools.pages.outline_card import outline_card
from build_tools.pages.outlines import outline_pages
from build_tools.pages.rendering import Page
from build_tools.structures import Sheaf, Usual, leads_of, shares_of
from build_tools.vocabulary import Vocabulary


class Structures:
    """Collects, then writes. `add` every material that is published, in any order; take `pages` once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._cards = Sheaf()
        self._usual: defaultdict[str | None, Usual] = defaultdict(Usual)

    def add(self, material: Material, entry: Entry | None = None) -> None:
        """Takes in a material (and its entry, where that is at hand)."""
        entry = entry or entry_of(material)
        leads, shares = leads_of(material, self._vocabulary), shares_of(material)
        framework = entry.framework if entry.framework in self._vocabulary.frameworks.frameworks else None
        self._usual[framework].add(material, leads, shares)
        group = cards_path(framework, entry.subject)
        key = (framework or "", entry.subject or "", not entry.exemplar, *by_name(entry.sector), *by_name(entry.unit))
        self._cards.add(group, (*key, entry.id), outline_card(material, entry, shares, group))

    def pages(self) -> Iterator[Page]:
        """All pages of structure, one after the other. The collection is empty afterwards."""
        try:
            yield from outline_pages(self._cards, self._usual, self._vocabulary)
        finally:
            self._cards.close()


def structures_of(materials: Iterable[Material], vocabulary: Vocabulary) -> Structures:
    """The collection of these materials."""
    structures = Structures(vocabulary)
    for material in materials:
        structures.add(material)
    return structures
