"""The catalogue's columns, from `columns.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from build_tools.exchange.kinds import Kind
from build_tools.pages.names import names
from build_tools.yaml_text import parse_yaml


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    label: str | None = None
    kind: Kind


class Basis(BaseModel):
    """What a value rests on, in words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    confidence: str | None = None
    text: str | None = None


class Columns(BaseModel):
    """columns.yml"""

    model_config = ConfigDict(extra="forbid", frozen=True)
    columns: list[_Entry]
    told: dict[str, str]
    """Columns that are never read back: name → label."""
    basis: dict[str, str]
    """The columns of a field's evidence."""
    without_evidence: dict[str, Basis]
    """What values of these fields rest on where no evidence says it; `supplied` for a title that is not printed."""
    seal: str
    """Label of the column that tells what a row said when it was exported."""
    flag: dict[str, str]
    automatic: str
    separator: str
    colours: dict[str, str]
    help: list[str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a clerk may correct (all but the id)."""

    name: str
    label: str
    kind: Kind


@cache
def columns() -> Columns:
    """The file, read once."""
    return Columns.model_validate(parse_yaml(Path(__file__).with_name("columns.yml").read_text("utf-8")))


@cache
def fields() -> tuple[Column, ...]:
    """The columns that can be corrected, in their order."""
    labels = names().fields
    entries = [entry for entry in columns().columns if entry.kind is not Kind.ID]
    return tuple(Column(entry.name, entry.label or labels[entry.name], entry.kind) for entry in entries)


@cache
def id_label() -> str:
    """The label of the column with the ids."""
    return next(entry.label or entry.name for entry in columns().columns if entry.kind is Kind.ID)
