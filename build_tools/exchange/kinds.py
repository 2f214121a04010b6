"""What kinds of values the catalogue's cells hold."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """How a cell is written and read."""

    ID = "id"
    TEXT = "text"
    NAME = "name"
    """One of the names that the vocabulary lists."""
    YEAR = "year"
    DATE = "date"
    """`2022-01` or `2022-01-15`."""
    FLAG = "flag"
    LIST = "list"
