"""Words of letters that nothing holds, taken for spellings of units and titles: `zzb`, `zzb 学习`.

`docs/assets/search/spelling.js` does the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from build_tools.search.candidates import documents_with
from build_tools.search.checking import Checked, holds
from build_tools.search.filters import spans
from build_tools.search.index import Index
from build_tools.search.parse import Query
from build_tools.search.pinyin import LETTERS, query_pieces, spelled
from build_tools.search.snippet import Span


def letters_of(query: Query) -> list[str]:
    """The words to find that may be spellings."""
    return [term for term in query.terms if LETTERS.fullmatch(term)]


def readings_of(letters: Sequence[str]) -> list[list[str]]:
    """How words of letters alone may be meant, to be tried in turn: as one spelling, and each by itself."""
    return [["".join(letters)], *([list(letters)] if len(letters) > 1 else [])]


def in_units(index: Index, query: Query, passed: bytearray | None) -> tuple[Query, bytearray] | None:
    """The query without its words of letters that spell units, and the documents that pass of those units; None where no word
    spells one, or no word is left."""
    units = [(index.readings(name), numbers) for _, name, numbers in index.file("field/unit")]
    letters = [word for word in letters_of(query) if any(spelled(word, unit) for unit, _ in units)]
    words = tuple(word for word in query.words if word.excluded or word.text not in letters)
    others = replace(query, words=words)
    if not letters or not others.wanted:
        return None
    marks = _marked(index, units, letters, passed)
    return (others, marks) if any(marks) else None


def titles_that_may_spell(index: Index, letters: Sequence[str], passed: bytearray | None) -> list[int]:
    """The titles that pass and may spell each of the words of letters, by postings and by names of units; the latest year
    first."""
    units = [(index.readings(name), numbers) for _, name, numbers in index.file("field/unit")]

    def of(word: str) -> set[int]:
        marks = _marked(index, units, [word], passed)
        found = {document for pieces in query_pieces(word) for document in documents_with(index, pieces, passed)}
        return found | {title for title in index.starts if marks[title]}

    return sorted(set.intersection(*map(of, letters)), key=lambda d: (index.year_rank(index.material_of(d)), d))


def _marked(
    index: Index, units: Iterable[tuple[list[list[str]], str]], letters: Sequence[str], passed: bytearray | None
) -> bytearray:
    """The documents that pass of the units whose names each of the words of letters spells."""
    marks = bytearray(index.documents)
    for unit, numbers in units:
        if all(spelled(word, unit) for word in letters):
            for start, end in spans(index, "unit", numbers):
                marks[start:end] = passed[start:end] if passed is not None else b"\1" * (end - start)
    return marks


def is_spelled(index: Index, document: int, letters: Sequence[str], unwanted: Sequence[str], checked: Checked) -> bool:
    """Whether the title or the unit of a document's material spells letters, and the document holds nothing unwanted."""
    return holds(index, document, (), unwanted, checked) and spelling_of(index, document, letters) is not None


def spelling_of(index: Index, document: int, letters: Sequence[str]) -> tuple[str, list[Span]] | None:
    """The first name of a document's material, title or unit, that each of the words of letters spells, and where; None where
    there is none."""
    owner = index.document(document).owner
    for name in (owner.title, owner.unit or ""):
        found = [span for word in letters if (span := spelled(word, index.readings(name)))]
        if len(found) == len(letters):
            return name, found
    return None
