"""Materials → rows of the catalogue: what is said of each, and what that rests on.

Everything in a row has passed the screening: it is what the material's page shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from build_tools.collection import Collection, Original
from build_tools.conversion import Track, converted, silently
from build_tools.errors import FileProblem
from build_tools.exchange.columns import Basis, columns, fields
from build_tools.exchange.values import Value, canonical, cell, seal
from build_tools.model import Evidence, Material
from build_tools.pages.front_matter import FrontMatter, front_matter
from build_tools.pages.names import names
from build_tools.shown_text import shown
from build_tools.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Row:
    """One material."""

    id: str
    values: Mapping[str, Value]
    """Field → value, all fields that can be corrected."""
    evidence: Mapping[str, Evidence]
    matter: FrontMatter

    @property
    def seal(self) -> str:
        """What the row says, field by field: text that starts with a letter, so that no program makes it a number."""
        return "v1-" + "".join(seal(self.id, column, self.values[column.name]) for column in fields())

    def told(self, name: str) -> str | int | None:
        """A column that is never read back."""
        matter = self.matter
        words: dict[str, Any] = {
            "aspects": columns().separator.join(matter.aspects),
            "repairs": sum(repair.count for repair in matter.repairs),
            "findings": len(matter.findings),
            "file": matter.source.file,
            "format": names().formats.get(matter.source.format, matter.source.format),
            "encoding": names().encodings.get(matter.source.encoding or "", matter.source.encoding),
            "sha256": matter.source.sha256,
            "added": matter.source.added,
        }
        value = words[name] if name in words else getattr(matter, name)
        return shown(value) or None if isinstance(value, str) else value

    def confidence(self, name: str) -> str | None:
        """`high`, `medium`, `low`; None where nothing is said that could be doubted."""
        evidence = self.evidence.get(name)
        return evidence.confidence if evidence is not None else self._own(name).confidence

    def basis(self, name: str) -> tuple[str | None, str | None]:
        """How sure the value of a field is, and what it rests on, in words."""
        sure = self.confidence(name)
        sure = names().confidence.get(sure, sure) if sure is not None else None
        evidence = self.evidence.get(name)
        if evidence is None:
            return sure, self._own(name).text
        source = names().sources.get(evidence.source, evidence.source)
        return sure, f"{source}：“{shown(evidence.text)}”" if evidence.text else source

    def _own(self, name: str) -> Basis:
        """What a value without evidence rests on."""
        if self.values[name] in (None, ()):
            return Basis()
        key = "supplied" if name == "title" and self.values["title_supplied"] else name
        return columns().without_evidence.get(key, Basis())


def values_of(material: Material) -> dict[str, Value]:
    """What a material's description says, as the catalogue knows it."""
    return {column.name: canonical(getattr(material.description, column.name), column.kind) for column in fields()}


def row_of(material: Material) -> Row:
    """The row of a material."""
    return Row(material.id, values_of(material), material.description.evidence, front_matter(material))


def rows(
    collection: Collection, vocabulary: Vocabulary, track: Track = silently
) -> Iterator[tuple[Original, Row | FileProblem]]:
    """Each original of a collection that may be shown with its row, or with the error that it has none for."""
    for original, outcome in converted(collection, vocabulary, track):
        yield original, outcome if isinstance(outcome, FileProblem) else row_of(outcome)


def header() -> list[str]:
    """The labels of all columns, in their order."""
    file = columns()
    basis = [f"{column.label}·{label}" for column in fields() for label in file.basis.values()]
    id_column = next(entry.label or entry.name for entry in file.columns if entry.name == "id")
    return [id_column, *(column.label for column in fields()), *file.told.values(), *basis, file.seal]


def cells(row: Row) -> list[str | int | None]:
    """A row's cells, under the labels of `header`."""
    told = [row.told(name) for name in columns().told]
    basis = [part for column in fields() for part in row.basis(column.name)]
    return [row.id, *(cell(row.values[column.name]) for column in fields()), *told, *basis, row.seal]


def as_object(row: Row) -> dict[str, Any]:
    """A row for other programs: the front matter, and the evidence of each field."""
    evidence = {
        name: {"value": e.value, "source": e.source, "text": e.text, "confidence": e.confidence}
        for name, e in row.evidence.items()
    }
    return {**row.matter.model_dump(), "evidence": evidence}
