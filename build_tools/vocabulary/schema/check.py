"""check.yml: what the structural check looks at, and how passages are collected."""

from __future__ import annotations

import re
from functools import cached_property

from pydantic import Field

from build_tools.vocabulary.schema.base import Pattern, Table


class CheckWords(Table):
    """check.yml"""

    file_name = "check.yml"
    replaced = frozenset({"parts"})
    parts: list[str]
    """Parts that a whole material has."""
    least_points: int = Field(ge=1)
    """So many points at least stand under an aspect that is worked out."""
    problems_percent: int = Field(ge=0, le=100)
    """The problems are at least so much of the text."""
    causes_percent: int = Field(ge=0, le=100)
    sensitive_parts: list[str]
    """Parts that often tell of homes, relatives and incomes."""
    cases: list[Pattern]
    """How a sentence begins that tells a case."""
    case_parts: list[str]
    """Parts in which cases are looked for."""

    @cached_property
    def case_pattern(self) -> re.Pattern[str]:
        """A sentence that tells a case: group 1."""
        words = "|".join(f"(?:{case})" for case in self.cases) or "(?!)"
        return re.compile(f"(?:^|(?<=[。！？；]))\\s*((?:{words})[^。！？]{{6,400}}[。！？]?)")
