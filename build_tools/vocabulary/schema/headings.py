"""parts.yml: how headings name the parts of a material."""

from __future__ import annotations

import re
from functools import cached_property

from build_tools.vocabulary.schema.base import Entry, Pattern, Table


class Part(Entry):
    """One of the main parts of a material."""

    patterns: list[Pattern]
    """A heading that one of these matches (searched, not anchored) names this part."""
    openings: list[Pattern] = []
    """How such a heading reads where its text follows without any mark: cut there."""


_JOINTS = re.compile("以及|及(?!其)|[、和与暨，,]|(?<!案)并")
"""Where a heading that names two parts is cut."""


class Parts(Table):
    """parts.yml"""

    file_name = "parts.yml"
    parts: dict[str, Part]
    """By name, in the order in which they are tried."""

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        return [(name, re.compile("|".join(part.patterns))) for name, part in self.parts.items()]

    @cached_property
    def _openings(self) -> re.Pattern[str]:
        openings = [opening for part in self.parts.values() for opening in part.openings]
        return re.compile("|".join(f"(?:{opening})" for opening in openings) or "(?!)")

    def part_of(self, title: str) -> str | None:
        """The part that a heading names, or None. 存在的问题和原因 is 问题, 问题产生的原因 is 原因."""
        for piece in _JOINTS.split(title):
            for name, pattern in self._patterns:
                if pattern.search(piece):
                    return name
        return None

    def names_only(self, title: str) -> bool:
        """Whether a heading names a part and hardly anything else (原因分析, 主要问题)."""
        return self.opening(title, 0) >= len(title) - 2

    def is_part_heading(self, text: str) -> bool:
        """Whether a line without a number is the heading of a part (存在的问题, 整改措施)."""
        return len(text) <= 24 and self.part_of(text) is not None

    def opening(self, text: str, start: int) -> int:
        """Where the name of a part that begins at `start` ends, or 0."""
        match = self._openings.match(text, start)
        return match.end() if match and match.end() - start >= 4 else 0
