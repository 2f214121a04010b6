"""The index as it stands on disk, read piece by piece. `docs/assets/search/store.js` does the same in the browser."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from build_tools.search.codec import decode
from build_tools.search.fold import Folded, folded
from build_tools.search.packing import Bounds, Reader, unpack
from build_tools.search.pieces import TRIGRAM_CLASSES, told_bits, trigram
from build_tools.search.shards import VERSION, find_lists, shard_of, unscript
from build_tools.search.texts import StoredDocument, unpack_texts

KEPT = 256
"""Texts and posting lists kept in memory."""


TOLD = 4
"""Of the places of commoner pieces nothing is told (`packing.MANY`)."""


class IndexFault(Exception):
    """A file of the index is missing, broken, or from another build."""

    def __init__(self, name: str) -> None:
        super().__init__(f"检索数据读不到或已损坏（{name}），请刷新后再试；仍然不行请重新生成网站")
        self.name = name


class Index:
    """Reads an index. Documents and materials are numbers; nothing is read before it is needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts = lru_cache(maxsize=KEPT)(self._read_texts)
        self._folded = lru_cache(maxsize=KEPT)(lambda document: folded(self.document(document).text))
        self._postings = lru_cache(maxsize=KEPT)(self._read_postings)
        self._shard = lru_cache(maxsize=64)(self._read_shard)

    @cached_property
    def head(self) -> dict[str, Any]:
        """The head file."""
        name, _, data = self._load("head")
        if not isinstance(data, dict) or data.get("version") != VERSION:
            raise IndexFault(name)
        return data

    @cached_property
    def starts(self) -> list[int]:
        """The number of each material's first document."""
        return decode(self.head["starts"])

    @cached_property
    def _text_starts(self) -> list[int]:
        return decode(self.head["texts"])

    @cached_property
    def documents(self) -> int:
        """How many documents there are."""
        return int(self.head["documents"])

    @cached_property
    def _bounds(self) -> Bounds:
        low, high = self.head["told"]
        return low, high

    @cached_property
    def _firsts(self) -> list[str]:
        return str(self.head["shards"]).split("\n") if self.head["shards"] else []

    @cached_property
    def _common(self) -> list[list[list[str]]]:
        """The common pieces of each class: those whose lists fill files, and the others."""
        return [[pieces.split(" ") if pieces else [] for pieces in groups] for groups in self.head["common"]]

    @cached_property
    def _classes(self) -> dict[str, int]:
        return {piece: c for c, groups in enumerate(self._common) for pieces in groups for piece in pieces}

    @cached_property
    def _long(self) -> dict[str, int]:
        """Pieces whose lists fill files, with the numbers of these."""
        pieces = sorted(piece for long, _ in self._common for piece in long)
        return {piece: number for number, piece in enumerate(pieces)}

    def commonness(self, piece: str) -> int:
        """0 for a piece that most documents have, 7 for one in a hundred, 8 for rarer ones and unknown ones."""
        return self._classes.get(piece, len(self._common))

    def has_trigram(self, run: str) -> bool:
        """Whether both pairs of a run of three are common, so that it has a list if it is anywhere."""
        return max(self.commonness(run[:2]), self.commonness(run[1:])) < TRIGRAM_CLASSES

    def trigram(self, run: str) -> set[int] | None:
        """The documents that have a run of three whose pairs are common; None where it is in too many to have a list."""
        with _sound("post"):
            lists = self._lists(trigram(run))
            return set() if lists is None else set(lists.lists(0)) or None

    def tells(self, piece: str) -> bool:
        """Whether postings may be expected to tell something of the places of a piece, before they are read."""
        return self.commonness(piece) >= TOLD and self._bounds[0] <= self.documents

    def is_long(self, piece: str) -> bool:
        """Whether the list of a piece fills a file alone."""
        return piece in self._long

    def postings(self, piece: str) -> dict[int, tuple[int, int]]:
        """The documents that have a piece, with the tier of each and what is told of the place."""
        return self._postings(piece)

    def material_of(self, document: int) -> int:
        """The material that a document belongs to."""
        return bisect_right(self.starts, document) - 1

    def year_rank(self, material: int) -> int:
        """0 for the latest year; what has no year comes last."""
        return ord(self.head["year"][material]) - 0x30

    def document(self, document: int) -> StoredDocument:
        """A document, read from the file that holds it."""
        number = bisect_right(self._text_starts, document) - 1
        with _sound(f"text/{number}"):
            return self._texts(number)[document - self._text_starts[number]]

    def text_files(self, documents: Iterable[int]) -> int:
        """How many files the texts of documents stand in."""
        return len({bisect_right(self._text_starts, document) for document in documents})

    def folded(self, document: int) -> Folded:
        """A document's text folded."""
        return self._folded(document)

    def readings(self, text: str) -> list[list[str]]:
        """For each character of a text its syllables, as they stand in titles and units; none for punctuation."""
        return [self._pinyin.get(c, [c.lower()] if c.isascii() and c.isalnum() else []) for c in text]

    @cached_property
    def _pinyin(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for syllable, characters in self.file("pinyin").items():
            for character in characters:
                found.setdefault(character, []).append(syllable)
        return found

    def file(self, name: str) -> Any:
        """The data of a file of the same build. Raises IndexFault."""
        _, stamp, data = self._load(name)
        if stamp != self._stamp:
            raise IndexFault(name)
        return data

    @cached_property
    def _stamp(self) -> str:
        return self._load("head")[1]

    def _load(self, name: str) -> tuple[str, str, Any]:
        try:
            found = unscript((self._folder / f"{name}.js").read_bytes())
        except (OSError, ValueError):
            raise IndexFault(name) from None
        if found[0] != name:
            raise IndexFault(name)
        return found

    def _read_shard(self, number: int) -> tuple[str, str]:
        directory, bits = self.file(f"post/{number}")
        return unpack(directory), unpack(bits)

    def _read_texts(self, number: int) -> list[StoredDocument]:
        return unpack_texts(self._load(f"text/{number}")[2])

    def _lists(self, piece: str) -> Reader | None:
        if piece in self._long:
            return Reader(unpack(self.file(f"long/{self._long[piece]}")), 0, self.documents, self._bounds)
        if not self._firsts:
            return None
        return find_lists(*self._shard(shard_of(piece, self._firsts)), piece, self.documents, self._bounds)

    def _read_postings(self, piece: str) -> dict[int, tuple[int, int]]:
        with _sound("post"):
            lists = self._lists(piece)
            return lists.lists(told_bits(piece[0], piece[1:])) if lists else {}


@contextmanager
def _sound(name: str) -> Iterator[None]:
    """Makes whatever data that are not what they should be bring about an IndexFault."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError):
        raise IndexFault(name) from None
