"""Problem, cause and remedy that one material gives to the same theme, matched by a rule that can be said in a sentence.

The theme is a strand (主题线) of the vocabulary. Its problems are what stands under the headings that answer one of its
aspects; its causes and remedies are the 小标题 there that use one of its words. One that uses words of two strands
belongs to the one that is named first. Where one of the three is missing there is no triple.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.structures.leads import Lead
from build_tools.vocabulary import Vocabulary

_PARTS = ("问题", "原因", "措施")


@dataclass(frozen=True, slots=True)
class Triple:
    """What a material says to one strand."""

    strand: str
    """Its slug."""
    problems: tuple[Lead, ...]
    causes: tuple[Lead, ...]
    remedies: tuple[Lead, ...]


def triples_of(leads: Iterable[Lead], vocabulary: Vocabulary) -> tuple[Triple, ...]:
    """The triples of a material with these 小标题, in the order of the vocabulary's strands."""
    strands = vocabulary.strands
    found: defaultdict[str, dict[str, list[Lead]]] = defaultdict(lambda: {part: [] for part in _PARTS})
    for lead in leads:
        if lead.part == "问题" and lead.aspect:
            for slug in strands.of_aspect.get(lead.aspect, ()):
                found[slug]["问题"].append(lead)
        elif lead.named:
            found[lead.named][lead.part].append(lead)
    return tuple(
        Triple(slug, *(tuple(found[slug][part]) for part in _PARTS))
        for slug in strands.strands
        if slug in found and all(found[slug].values())
    )
