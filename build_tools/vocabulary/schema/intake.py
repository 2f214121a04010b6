"""intake.yml: how originals are taken in."""

from __future__ import annotations

import re
from functools import cached_property

from pydantic import Field

from build_tools.vocabulary.schema.base import Pattern, Table


class Intake(Table):
    """intake.yml"""

    file_name = "intake.yml"
    replaced = frozenset({"volume_marks", "lone_marks"})
    near_duplicate: float = Field(ge=0.1, le=1)
    """Share of text in common, of the shorter material, from which two are near; a fraction."""
    unknown_year_folder: str = Field(min_length=1, max_length=30)
    """Folder of the archive for materials of unknown year."""
    untitled: str = Field(min_length=1, max_length=30)
    """Name of a file that has neither title nor usable name."""
    idle_names: list[Pattern]
    """Names of files that say nothing about the material."""
    longest_name: int = Field(ge=30, le=200)
    """Bytes of a file name in UTF-8, suffix not counted."""
    unfinished: list[str]
    """Ends of the names of files that are not complete yet, lower case."""
    settle_seconds: float = Field(ge=0, le=3600)
    """So long a file in the inbox must not change before it is taken."""
    volume_marks: list[Pattern]
    """How a line begins that opens a further material in a collected volume; group 1 is its number."""
    title_ends: list[str]
    """Last words of titles."""
    lone_marks: list[Pattern]
    """How a line reads that is nothing but the number of a further material; group 1 is the number."""
    split_note: str = Field(max_length=200)
    """Note in the record of a volume that was split; `{count}` stands for the number of its materials."""
    front_name: str = Field(max_length=20)
    """Added to a volume's title to name the file of what stands before its first material."""
    volume_name: str = Field(max_length=20)
    """Added to a volume's title to name its file."""

    def is_idle(self, name: str) -> bool:
        """Whether a file name, without suffix, says nothing about the material."""
        return any(re.search(pattern, name.lower()) for pattern in self.idle_names)

    @cached_property
    def all_marks(self) -> tuple[re.Pattern[str], ...]:
        """`volume_marks`, then `lone_marks`, compiled."""
        return tuple(re.compile(pattern) for pattern in (*self.volume_marks, *self.lone_marks))
