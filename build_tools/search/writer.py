"""Materials → the index: static script files in one folder."""

from __future__ import annotations

import hashlib
import os
import tempfile
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from build_tools.model import Material
from build_tools.search.codec import encode
from build_tools.search.columns import FIELDS, Columns
from build_tools.search.documents import documents_of
from build_tools.search.fold import traditional
from build_tools.search.packing import Bounds, told_bounds
from build_tools.search.pinyin import pinyin_pieces, readings, syllables
from build_tools.search.postings import PostingsWriter
from build_tools.search.shards import VERSION, script, wide_script
from build_tools.search.spill import LIMIT
from build_tools.search.suggestions import Relations, Suggestions
from build_tools.search.texts import About, TextFile, TextPacker


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
    named in `IndexWritten.removed`. `scratch` is a folder for what is needed meanwhile, `bounds` say of which pieces places
    are told, where that is not left to `told_bounds`.
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
        bounds: Bounds | None = None,
    ) -> None:
        self._bounds = bounds
        self._files = _Files(folder, drafts)
        self._temporary = tempfile.TemporaryDirectory(prefix="duizhao-search-", dir=scratch)
        self._postings = PostingsWriter(Path(self._temporary.name), limit)
        self._readings: set[tuple[str, str]] = set()
        """The characters of titles and units with their pinyin."""
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
        self._suggestions.add(material, documents)
        self._relations.add(material)
        self._postings.add(documents, first)
        self._spell(first, material)
        self._documents += len(documents)
        self._write_texts(self._texts.add(_about(material), documents))

    def finish(self) -> IndexWritten:
        """Writes everything that is not yet written and tidies up."""
        self._write_texts(self._texts.finish())
        stamp = self._stamp.hexdigest()[:12]
        bounds = self._bounds or told_bounds(self._documents)
        postings = self._postings.write(partial(self._write_wide, stamp), self._documents, bounds)
        for name in FIELDS:
            self._write(f"field/{name}", stamp, self._columns.data(name))
        completions = self._suggestions.files()
        for number, entries in enumerate(completions):
            self._write(f"complete/{number}", stamp, entries)
        relations = self._relations.files()
        for number, related in enumerate(relations):
            self._write(f"related/{number}", stamp, related)
        self._write("pinyin", stamp, _by_reading(self._readings))
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
            "told": bounds,
            **postings,
            "complete": len(completions),
            "related": len(relations),
        }
        self._write("head", stamp, head)
        self._temporary.cleanup()
        written = self._files.finish()
        written.materials, written.documents = len(self._starts), self._documents
        return written

    def _spell(self, place: int, material: Material) -> None:
        """Adds the pinyin of title and unit to the title's postings."""
        about = material.description
        pieces: set[str] = set()
        for text in [about.title] + ([about.unit] if about.unit and about.unit not in about.title else []):
            spelling = syllables(text)
            pieces |= pinyin_pieces(spelling)
            self._readings.update(zip(text, spelling, strict=True))
        for character, each in zip(about.unit or "", readings(about.unit or ""), strict=True):
            self._readings.update((character, syllable) for syllable in each)
        self._postings.add_pieces(sorted(pieces), place)

    def _write_texts(self, files: Iterable[tuple[int, TextFile]]) -> None:
        """Writes files of texts; what stands in them decides the stamp of the whole index."""
        for first, file in files:
            name = f"text/{len(self._text_starts)}"
            self._text_starts.append(first)
            self._stamp.update(self._files.write(f"{name}.js", script(name, "", file)))

    def _write_wide(self, stamp: str, name: str, data: Any) -> None:
        self._files.write(f"{name}.js", wide_script(name, stamp, data))

    def _write(self, name: str, stamp: str, data: Any) -> None:
        self._files.write(f"{name}.js", script(name, stamp, data))


def _by_reading(readings: set[tuple[str, str]]) -> dict[str, str]:
    """For each syllable of more than the letter itself the characters that are read so."""
    found: dict[str, str] = {}
    for character, syllable in sorted(readings):
        if syllable and syllable != character.lower():
            found[syllable] = found.get(syllable, "") + character
    return dict(sorted(found.items()))


def _about(material: Material) -> About:
    about = material.description
    return [material.id, about.title, about.year, about.unit]


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
