"""The pages of structure: what each material gives to them as it passes, and the pages once all are through.

`Structures` is to these pages what `Entry` is to the other index pages. It keeps little: pieces of pages lie in
`structures.Sheaf`s, which spill to disk; of a framework's materials only counts and small numbers are kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.model import Material
from build_tools.pages.compare import compare_data, compare_file, compare_pages
from build_tools.pages.data import DataFolder, script
from build_tools.pages.entry import Entry, entry_of
from build_tools.pages.exemplars import EXEMPLARS, add_passages, exemplar_card, exemplar_pages
from build_tools.pages.figures import figure_pages
from build_tools.pages.links import cards_path
from build_tools.pages.listing import by_name
from build_tools.pages.outline_card import outline_card
from build_tools.pages.outline_word import outline_docx, outline_file
from build_tools.pages.outlines import outline_pages
from build_tools.pages.points import LeadCounts, add_leads, point_pages
from build_tools.pages.rendering import Page
from build_tools.pages.triples import add_triples, triple_pages
from build_tools.pages.writer import Written
from build_tools.structures import Lead, Share, Sheaf, Usual, leads_of, shares_of, structural_check
from build_tools.structures.figures import Figures
from build_tools.structures.passages import Passage, passages_of
from build_tools.structures.triples import triples_of
from build_tools.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Pieces:
    """What one material gives to the pages of structure."""

    material: Material
    entry: Entry
    framework: str | None
    """None also where the vocabulary does not know it."""
    leads: tuple[Lead, ...]
    shares: tuple[Share, ...]
    card: str
    passages: tuple[Passage, ...] = ()
    exemplar: str = ""
    """Its card among the exemplars, where it is one."""
    docx: bytes = b""
    compared: bytes = b""
    """The material's data file for comparing."""


class Structures:
    """Collects, then writes: `add` every material that is published, in any order; take `pages` once.

    `add` is `take(pieces_of(…))`: whatever a text may provoke happens in `pieces_of`, so that a material is taken in
    whole or not at all. Where `docs` is given, data for the browser's scripts go into its assets.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        docs: Path | None = None,
        written: Written | None = None,
        scratch: Path | None = None,
    ) -> None:
        self._vocabulary = vocabulary
        self._data = DataFolder(docs, Written() if written is None else written) if docs is not None else None
        self._cards, self._leads = Sheaf(scratch=scratch), Sheaf(scratch=scratch)
        self._exemplars, self._passages = Sheaf(scratch=scratch), Sheaf(scratch=scratch)
        self._triples = Sheaf(scratch=scratch)
        self._told = LeadCounts()
        self._usual: defaultdict[str | None, Usual] = defaultdict(Usual)
        self._figures = Figures({slug: one.aspects for slug, one in vocabulary.strands.strands.items()})

    def add(self, material: Material) -> None:
        """Takes in a material."""
        self.take(self.pieces_of(material, entry_of(material)))

    def pieces_of(self, material: Material, entry: Entry) -> Pieces:
        """What a material gives; keeps nothing."""
        leads, shares = leads_of(material, self._vocabulary), shares_of(material)
        framework = entry.framework if entry.framework in self._vocabulary.frameworks.frameworks else None
        card = outline_card(material, entry, shares, cards_path(framework, entry.subject))
        passages = passages_of(material, self._vocabulary)
        exemplar = ""
        if entry.exemplar:
            exemplar = exemplar_card(material, entry, shares, structural_check(material, shares, self._vocabulary))
        if self._data is None:
            return Pieces(material, entry, framework, leads, shares, card, passages, exemplar)
        compared = script(compare_file(entry.id), compare_data(material, entry, shares, self._vocabulary))
        docx = outline_docx(material)
        return Pieces(material, entry, framework, leads, shares, card, passages, exemplar, docx, compared)

    def take(self, pieces: Pieces) -> None:
        """Keeps what a material gives. Raises OSError where no room is left on the disk."""
        entry, framework = pieces.entry, pieces.framework
        self._usual[framework].add(pieces.material, pieces.leads, pieces.shares)
        key = (framework or "", entry.subject or "", not entry.exemplar, *by_name(entry.sector), *by_name(entry.unit))
        self._cards.add(cards_path(framework, entry.subject), (*key, entry.id), pieces.card)
        aspects = (aspect for section in entry.sections for aspect in section.aspects)
        self._figures.add(entry.year, entry.sector, aspects, pieces.shares)
        if pieces.exemplar:
            self._exemplars.add(EXEMPLARS, (-(entry.year or 0), entry.id), pieces.exemplar)
        add_passages(pieces.passages, entry, self._passages)
        add_triples(triples_of(pieces.leads, self._vocabulary), entry, self._triples)
        add_leads(pieces.leads, entry, self._leads, self._told, self._vocabulary)
        if self._data is not None:
            self._data.write_bytes(outline_file(entry.id), pieces.docx)
            self._data.write_bytes(f"{compare_file(entry.id)}.js", pieces.compared)

    def pages(self) -> Iterator[Page]:
        """All pages of structure, one after the other. The collection is empty afterwards."""
        try:
            yield from outline_pages(self._cards, self._usual, self._vocabulary, self._data)
            yield from point_pages(self._leads, self._vocabulary, self._data, self._told)
            yield from compare_pages()
            yield from exemplar_pages(self._exemplars, self._passages, self._vocabulary)
            yield from triple_pages(self._triples, self._vocabulary)
            yield from figure_pages(self._figures, self._vocabulary)
            if self._data is not None:
                self._data.finish()
        finally:
            for sheaf in (self._cards, self._leads, self._exemplars, self._passages, self._triples):
                sheaf.close()


def structures_of(materials: Iterable[Material], vocabulary: Vocabulary, docs: Path | None = None) -> Structures:
    """The collection of these materials."""
    structures = Structures(vocabulary, docs)
    for material in materials:
        structures.add(material)
    return structures
