"""Words of letters that nothing holds, taken for spellings of units and titles: `zzb`, `zzb 学习`.

`docs/assets/search/spelling.js` does the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from build_tools.search.candidates import documents_with
from build_tools.search.checking import Checked, holds
from build_tools.search.filters import spans
from build_tools.search.index import Index
from build_tools.search.parse import Query
from build_tools.search.pinyin import query_pieces, spelled
from build_tools.search.texts import StoredMaterial

_LETTERS = re.compile("[a-z0-9]{2,}")


def letters_of(query: Query) -> list[str]:
    """The words to find that may be spellings."""
    return [term for term in query.terms if _LETTERS.fullmatch(term)]


def beside(query: Query, letters: Sequence[str]) -> Query:
    """The query without these words of letters."""
    return replace(query, words=tuple(word for word in query.words if word.excluded or word.text not in letters))


def units_spelled(index: Index, letters: Sequence[str], passed: bytearray | None) -> bytearray | None:
    """The documents that pass whose unit's name each of the words of letters spells; None where there is no such unit."""
    marks = bytearray(index.documents)
    for _, name, numbers in index.file("field/unit"):
        if all(spelled(word, index.readings(name)) for word in letters):
            for start, end in spans(index, "unit", numbers):
                marks[start:end] = passed[start:end] if passed is not None else b"\1" * (end - start)
    return marks if any(marks) else None


def titles_that_may_spell(index: Index, letters: str, passed: bytearray | None) -> list[int]:
    """The titles that pass and may spell letters, by postings and by names of units; the latest year first."""
    found = {document for pieces in query_pieces(letters) for document in documents_with(index, pieces, passed)}
    if of_units := units_spelled(index, [letters], passed):
        found.update(title for title in index.starts if of_units[title])
    return sorted(found, key=lambda d: (index.year_rank(index.material_of(d)), d))


def is_spelled(index: Index, document: int, letters: str, unwanted: Sequence[str], checked: Checked) -> bool:
    """Whether the title or the unit of a document's material spells letters, and the document holds nothing unwanted."""
    if not holds(index, document, (), unwanted, checked):
        return False
    return any(spelled(letters, index.readings(name)) for name in names_of(index.document(document).owner))


def names_of(material: StoredMaterial) -> list[str]:
    """What letters may spell of a material."""
    return [material.title, *([material.unit] if material.unit else [])]
