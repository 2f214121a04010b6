"""The texts of documents as files: what is checked, and what results show.

A file holds the documents that come next in order until it is large enough; it begins and ends anywhere in a material::

    [[[id, title, year, unit, spelling…], [[anchor, part, heading, text], …]], …]

It is written in UTF-8: of all encodings the one that every server and browser takes for granted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from build_tools.search.documents import SearchDocument
from build_tools.search.shards import SIZE

About = list[Any]
"""What results show of a material: id, title, year, unit, and the spellings of title and unit."""

Group = tuple[About, list[tuple[str, str, int, str]]]
"""A material and some of its documents."""


@dataclass(frozen=True, slots=True)
class StoredMaterial:
    """A material as results show it."""

    id: str
    title: str
    year: int | None
    unit: str | None
    spellings: tuple[tuple[str, ...], ...]
    """Pinyin of the title, and of the unit where the title does not have it."""


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

    def add(self, about: About, documents: list[SearchDocument]) -> Iterator[tuple[int, list[Group]]]:
        """Takes a material; gives (first document, file) for each file that is complete for sure."""
        self._begin(about)
        for document in documents:
            if self._size >= SIZE:
                if self._held:
                    yield self._places[0], self._held
                self._held, self._open, self._size = self._open, [], 0
                self._places = [self._places[1], self._documents]
                self._begin(about)
            self._open[-1][1].append((document.anchor, document.part, document.heading, document.text))
            self._size += len(document.text.encode(errors="surrogatepass")) + 24
            self._documents += 1

    def finish(self) -> Iterator[tuple[int, list[Group]]]:
        """Gives what is left."""
        if self._held and self._size >= SIZE:
            yield self._places[0], self._held
            self._held, self._places[0] = [], self._places[1]
        if rest := self._held + self._open:
            yield self._places[0], rest

    def _begin(self, about: About) -> None:
        self._open.append((about, []))
        self._size += sum(len(str(value).encode(errors="surrogatepass")) for value in about) + 24


def unpack_texts(groups: list[Group]) -> list[StoredDocument]:
    """The documents of a file in order."""
    found = []
    for (name, title, year, unit, *spellings), documents in groups:
        owner = StoredMaterial(name, title, year, unit, tuple(tuple(s.split(",")) for s in spellings))
        found += [StoredDocument(owner, *document) for document in documents]
    return found
