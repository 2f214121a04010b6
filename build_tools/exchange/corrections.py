"""What a corrected table asks for: changes, conflicts, refusals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from build_tools.collection import Original
from build_tools.exchange.columns import Column
from build_tools.exchange.values import Value, cell


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that the clerk changed."""

    column: Column
    before: Value
    after: Value
    entry: Any
    """What the record is to say: a value, None for `null`, REMOVED."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that was changed both in the table and in the archive."""

    row: int
    id: str
    column: Column
    now: Value
    """What the archive says."""
    wanted: Value


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be taken."""

    row: int
    id: str | None
    cause: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be written into the record of one material."""

    row: int
    original: Original
    title: str
    changes: tuple[Change, ...]
    kept: tuple[Change, ...]
    """Cells that nobody touched and that would follow the changes (the sector follows the unit): written as they are,
    so that the archive says what the corrected table says."""

    @property
    def entries(self) -> dict[str, Any]:
        """Key of the record → what it is to say."""
        return {change.column.name: change.entry for change in (*self.changes, *self.kept)}


@dataclass(slots=True)
class Comparison:
    """All that a table asks for."""

    corrections: list[Correction] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    passed_over: tuple[str, ...] = ()
    """Labels of columns that the catalogue does not have."""
    sealed: bool = True
    """The table tells what it said when it was exported."""

    @property
    def count(self) -> int:
        """How many cells are to be changed."""
        return sum(len(correction.changes) for correction in self.corrections)


def as_text(value: Value) -> str:
    """A value for people."""
    shown = cell(value)
    return "（空）" if shown is None else str(shown)
