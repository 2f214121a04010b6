"""Materials → the index: static script files in one folder."""

from __future__ import annotations

import hashlib
import os
import tempfile
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import add
from pathlib import Path
from typing import Any

from build_tools.model import Material
from build_tools.search.codec import encode
from build_tools.search.columns import FIELDS, Columns
from build_tools.search.documents import SearchDocument, documents_of
from build_tools.search.fold import fold, traditional
from build_tools.search.packing import HEADING, OFTEN, ONCE, PHASES, TIER_BITS, lists_of, posting
from build_tools.search.pieces import WORD, is_phased, joint, runs
from build_tools.search.pinyin import pinyin_pieces, syllables
from build_tools.search.shards import VERSION, Shard, ShardPacker, script, wide_script
from build_tools.search.spill import LIMIT, Postings
from build_tools.search.suggestions import Relations, Suggestions
from build_tools.search.texts import About, Group, TextPacker

COMMON = 2500
"""So many of the commonest pieces are listed in the head file, by how common they are."""

COMMON_CLASSES = 8
"""A piece of class c is in more than one of 2 ** (c + 1) documents; pieces of class 8 and up are not listed."""


@dataclass(slots=True)
class IndexWritten:
    """What an IndexWriter did to its folder; names are relative to it."""

    materials: int = 0
    documents: int = 0
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


class IndexWriter:
    """Writes the search index of an archive. Its memory does not grow by the texts.

    Changed files are written into `drafts` where that is given, to be put in place later; stale ones are then only
    named in `IndexWritten.removed`. `scratch` is a folder for what is needed meanwhile.
    Raises OSError where a folder cannot be written.
    """

    def __init__(
        self,
        folder: Path,
        aspect_labels: Mapping[str, str] | None = None,
        phrases: Iterable[str] = (),
        limit: int = LIMIT,
        framework_labels: Mapping[str, str] | None = None,
        drafts: Path | None = None,
        scratch: Path | None = None,
    ) -> None:
        self._files = _Files(folder, drafts)
        self._temporary = tempfile.TemporaryDirectory(prefix="duizhao-search-", dir=scratch)
        self._postings = Postings(Path(self._temporary.name), limit)
        self._columns = Columns({**(aspect_labels or {}), **(framework_labels or {})})
        self._suggestions = Suggestions(phrases, aspect_labels or {})
        self._relations = Relations()
        self._stamp = hashlib.sha256()
        self._texts = TextPacker()
        self._text_starts = array("I")
        self._starts = array("I")
        self._years: list[int | None] = []
        self._documents = 0

    def add(self, material: Material) -> None:
        """Takes a material; one that must not be published is passed over."""
        if not material.screening.publish:
            return
        documents = documents_of(material)
        number, first = len(self._starts), self._documents
        self._starts.append(first)
        self._years.append(material.description.year)
        self._columns.add(number, material, first, documents)
        self._suggestions.add(material)
        self._relations.add(material)
        for place, document in enumerate(documents, first):
            self._post(place, document)
        spelling = self._spell(first, material)
        self._documents += len(documents)
        self._write_texts(self._texts.add(_about(material, spelling), documents))

    def finish(self) -> IndexWritten:
        """Writes everything that is not yet written and tidies up."""
        self._write_texts(self._texts.finish())
        stamp = self._stamp.hexdigest()[:12]
        firsts, common = self._write_postings(stamp)
        for name in FIELDS:
            self._write(f"field/{name}", stamp, self._columns.data(name))
        completions = self._suggestions.files()
        for number, entries in enumerate(completions):
            self._write(f"complete/{number}", stamp, entries)
        relations = self._relations.files()
        for number, related in enumerate(relations):
            self._write(f"related/{number}", stamp, related)
        self._write("traditional", stamp, ["".join(traditional()), "".join(traditional().values())])
        years = sorted({year for year in self._years if year is not None}, reverse=True)
        codes = {year: chr(0x30 + code) for code, year in enumerate(years)} | {None: chr(0x30 + len(years))}
        head = {
            "version": VERSION,
            "documents": self._documents,
            "starts": encode(self._starts),
            "texts": encode(self._text_starts),
            "years": years,
            "year": "".join(codes[year] for year in self._years),
            "shards": "\n".join(firsts),
            "common": common,
            "complete": len(completions),
            "related": len(relations),
        }
        self._write("head", stamp, head)
        self._temporary.cleanup()
        written = self._files.finish()
        written.materials, written.documents = len(self._starts), self._documents
        return written

    def _post(self, place: int, document: SearchDocument) -> None:
        """Adds a document's pieces to the postings. Most of the time of an index goes by here."""
        lists = self._postings.lists
        text = fold(document.text)
        pairs: list[str] = []
        places: dict[str, int] = {}
        end = 0
        for run in WORD.finditer(text):
            word, start = run.group(), run.start()
            if end:
                pairs.append(piece := joint(text[end - 1], text[end:start], word[0]))
                places[piece] = end - 1
            end = run.end()
            found = list(map(add, word, word[1:]))
            pairs += found
            places.update(zip(found, range(start, start + len(found)), strict=True))
        counts = Counter(pairs)
        singles = set("".join(runs(text)))
        self._postings.added(len(singles) + len(counts))
        if document.heading:
            number = posting(place, HEADING)
            for piece in _distinct(fold(document.text[: document.heading])):
                lists[piece].append(number)
                singles.discard(piece)
                counts.pop(piece, None)
        once, often = posting(place, ONCE), posting(place, OFTEN)
        for piece in singles:
            lists[piece].append(once)
        for piece, count in counts.items():
            lists[piece].append(once | places[piece] % PHASES << TIER_BITS if count == 1 else often)

    def _spell(self, place: int, material: Material) -> list[str]:
        """Adds the pinyin of title and unit to the title's postings; gives the spellings."""
        about = material.description
        texts = [about.title] + ([about.unit] if about.unit and about.unit not in about.title else [])
        pieces: set[str] = set()
        for text in texts:
            pieces |= pinyin_pieces(syllables(text))
        for piece in pieces:
            self._postings.lists[piece].append(posting(place, ONCE))
        return [",".join(syllables(text)) for text in texts]

    def _write_postings(self, stamp: str) -> tuple[list[str], list[str]]:
        """Writes the shards; gives the first piece of each, and the common pieces by class."""
        firsts: list[str] = []
        counted: list[tuple[int, str]] = []
        least = self._documents >> COMMON_CLASSES
        for first, data in self._shards(counted, least):
            name = f"post/{len(firsts)}"
            self._files.write(f"{name}.js", wide_script(name, stamp, data))
            firsts.append(first)
        classes: list[list[str]] = [[] for _ in range(COMMON_CLASSES)]
        for count, piece in sorted(counted, key=lambda item: (-item[0], item[1]))[:COMMON]:
            classes[(self._documents // count).bit_length() - 1].append(piece)
        return firsts, [" ".join(sorted(pieces)) for pieces in classes]

    def _shards(self, counted: list[tuple[int, str]], least: int) -> Iterator[tuple[str, Shard]]:
        packer = ShardPacker()
        for piece, numbers in self._postings.merged():
            if len(numbers) > least:
                counted.append((len(numbers), piece))
            yield from packer.add(piece, lists_of(numbers, self._documents, is_phased(piece[0], piece[1:])))
        yield from packer.finish()

    def _write_texts(self, files: Iterable[tuple[int, list[Group]]]) -> None:
        """Writes files of texts; what stands in them decides the stamp of the whole index."""
        for first, groups in files:
            name = f"text/{len(self._text_starts)}"
            self._text_starts.append(first)
            self._stamp.update(self._files.write(f"{name}.js", script(name, "", groups)))

    def _write(self, name: str, stamp: str, data: Any) -> None:
        self._files.write(f"{name}.js", script(name, stamp, data))


def _distinct(text: str) -> set[str]:
    found: set[str] = set()
    for run in runs(text):
        found.update(run)
        found.update(map(add, run, run[1:]))
    return found


def _about(material: Material, spelling: list[str]) -> About:
    about = material.description
    return [material.id, about.title, about.year, about.unit, *spelling]


class _Files:
    """Writes files into a folder, only those that changed, and removes those that are not wanted any more."""

    def __init__(self, folder: Path, drafts: Path | None) -> None:
        self._folder = folder
        self._drafts = drafts
        self._wanted: set[str] = set()
        self._done = IndexWritten()

    def write(self, name: str, data: bytes) -> bytes:
        """Writes a file unless it stands there already, byte for byte; gives the data back."""
        self._wanted.add(name)
        try:
            if (self._folder / name).read_bytes() == data:
                return data
        except FileNotFoundError:
            pass
        target = (self._drafts or self._folder) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.new")
        draft.write_bytes(data)
        os.replace(draft, target)
        self._done.changed.append(name)
        return data

    def finish(self) -> IndexWritten:
        """Removes what is stale."""
        for path in sorted(self._folder.glob("*/*.js")) + sorted(self._folder.glob("*.js")):
            name = path.relative_to(self._folder).as_posix()
            if name not in self._wanted:
                if self._drafts is None:
                    path.unlink()
                self._done.removed.append(name)
        return self._done
