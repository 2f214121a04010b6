"""What becomes of each file that was handed in: plain values, shown to a person before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from build_tools.errors import FileProblem
from build_tools.intake.handed import Handed
from build_tools.model import Description, Finding


class Action(StrEnum):
    """What is done with one file."""

    ADD = "add"
    """Copied into the archive and registered."""
    REGISTER = "register"
    """It lies in the archive already; only its record is written."""
    SKIP = "skip"
    """The archive, or the batch, holds the same bytes."""
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Near:
    """Another material with much the same text."""

    file: str
    """Path in the archive, or the name it was handed in by."""
    share: float
    """Share of the shorter one's text that both have, estimated."""


@dataclass(frozen=True, slots=True)
class Item:
    """One file that was handed in, and what becomes of it."""

    handed: Handed | None
    name: str
    """What it is called."""
    action: Action
    sha256: str | None = None
    target: str | None = None
    """Path in the archive where it will lie, or lies."""
    description: Description | None = None
    findings: tuple[Finding, ...] = ()
    near: tuple[Near, ...] = ()
    same_as: str | None = None
    """Why it is skipped: what has the same contents."""
    problem: FileProblem | None = None
    """Why it is refused."""
    record: Mapping[str, Any] = field(default_factory=dict)
    """What its record says beside id, date and checksum."""
    volume: str | None = None
    """Checksum of the volume that it is a piece of."""
    contents: bytes | None = None
    """Its bytes, where they are not those of the file that was handed in: a piece of a volume."""

    @property
    def year(self) -> int | None:
        """年度, where it was understood."""
        return self.description.year if self.description is not None else None


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done with a batch."""

    items: tuple[Item, ...]

    def of(self, *actions: Action) -> tuple[Item, ...]:
        """The items with one of these actions, in their order."""
        return tuple(item for item in self.items if item.action in actions)
