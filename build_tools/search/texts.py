"""The texts of documents as files: what is checked, and what results show.

A file holds the documents that come next in order until it is large enough; it begins and ends anywhere in a material::

    [[part, …], [[id, title, year, unit, anchor, part, heading, text, anchor, part, …], …]]

A part is the number of one of the parts named at the start. A heading is its length in the text; where it is the title of
the material, it is -1, and the title is left out of the text. The file is written in UTF-8: of all encodings the one that every server
and browser takes for granted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from build_tools.search.documents import SearchDocument
from build_tools.search.shards import SIZE

About = list[Any]
"""What results show of a material: id, title, year, unit."""

Group = list[Any]
"""A material and some of its documents, four entries each."""

TextFile = tuple[list[str], list[Group]]
"""The parts that are named, and the groups."""

_TITLE = -1


@dataclass(frozen=True, slots=True)
class StoredMaterial:
    """A material as results show it."""

    id: str
    title: str
    year: int | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as it was written."""

    owner: StoredMaterial
    anchor: str
    part: str
    heading: int
    text: str


class TextPacker:
    """Packs documents, given in order, into files. The file before the last is held back, since a remainder that is
    too small for a file is added to it."""

    def __init__(self) -> None:
        self._held: list[Group] = []
        self._open: list[Group] = []
        self._size = 0
        self._places = [0, 0]
        """The first document of the file that is held, and of the one that is open."""
        self._documents = 0

    def add(self, about: About, documents: list[SearchDocument]) -> Iterator[tuple[int, TextFile]]:
        """Takes a material; gives (first document, file) for each file that is complete for sure."""
        self._begin(about)
        for document in documents:
            if self._size >= SIZE:
                if self._held:
                    yield self._places[0], _numbered(self._held)
                self._held, self._open, self._size = self._open, [], 0
                self._places = [self._places[1], self._documents]
                self._begin(about)
            heading, text, title = document.heading, document.text, about[1]
            if heading == len(title) and text.startswith(title):
                heading, text = _TITLE, text[heading:]
            self._open[-1] += (document.anchor, document.part, heading, text)
            self._size += len(text.encode(errors="surrogatepass")) + 16
            self._documents += 1

    def finish(self) -> Iterator[tuple[int, TextFile]]:
        """Gives what is left."""
        if self._held and self._size >= SIZE:
            yield self._places[0], _numbered(self._held)
            self._held, self._places[0] = [], self._places[1]
        if rest := self._held + self._open:
            yield self._places[0], _numbered(rest)

    def _begin(self, about: About) -> None:
        self._open.append([*about])
        self._size += sum(len(str(value).encode(errors="surrogatepass")) for value in about) + 16


def _numbered(groups: list[Group]) -> TextFile:
    parts = list(dict.fromkeys(part for group in groups for part in group[5::4]))
    number = {part: n for n, part in enumerate(parts)}
    for group in groups:
        group[5::4] = [number[part] for part in group[5::4]]
    return parts, groups


def unpack_texts(file: TextFile) -> list[StoredDocument]:
    """The documents of a file in order."""
    parts, groups = file
    found = []
    for name, title, year, unit, *rest in groups:
        owner = StoredMaterial(name, title, year, unit)
        for anchor, part, heading, text in zip(*(rest[start::4] for start in range(4)), strict=True):
            whole = (len(title), title + text) if heading == _TITLE else (heading, text)
            found.append(StoredDocument(owner, anchor, parts[part], *whole))
    return found
