"""leads.yml: which headings are no 小标题, and the patterns that the others are grouped by."""

from __future__ import annotations

import re
from functools import cached_property

from build_tools.vocabulary.schema.base import Entry, Pattern, Table

OTHER_PATTERN = "其他"
"""The group of what no pattern matches."""


class LeadPattern(Entry):
    """A turn of phrase that many 小标题 share."""

    name: str
    """How it is shown: `…不够…`."""
    about: str
    """What it does, one sentence for writers."""
    patterns: list[Pattern]
    """A 小标题 that one of these matches (searched) belongs here."""


class Leads(Table):
    """leads.yml"""

    file_name = "leads.yml"
    labels: list[Pattern]
    """A heading that one of these matches names a field and says nothing of it."""
    others: list[Pattern]
    """The clause before a list inside a sentence that is not the writer's own, one of these matching it (searched)."""
    report_parts: list[str]
    """Parts whose headings name matters, not views."""
    patterns: list[LeadPattern]
    """In the order in which they are tried."""

    @cached_property
    def _groups(self) -> list[tuple[str, re.Pattern[str]]]:
        return [(one.name, re.compile("|".join(f"(?:{p})" for p in one.patterns))) for one in self.patterns]

    @cached_property
    def _labels(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.labels) or "(?!)")

    @cached_property
    def _others(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.others) or "(?!)")

    @cached_property
    def names(self) -> list[str]:
        """The groups in the order in which they are tried, 其他 last."""
        return [one.name for one in self.patterns] + [OTHER_PATTERN]

    def pattern_of(self, text: str) -> str:
        """The group of a 小标题."""
        for name, pattern in self._groups:
            if pattern.search(text):
                return name
        return OTHER_PATTERN

    def about(self, name: str) -> str:
        """What a group's turn of phrase does; nothing for 其他."""
        return next((one.about for one in self.patterns if one.name == name), "")

    def is_of_others(self, clause: str) -> bool:
        """Whether the list that a clause leads on to is an agenda, what was studied, or what others demand or did."""
        return self._others.search(clause) is not None

    def is_label(self, title: str) -> bool:
        """Whether a heading only names a field (…方面, …方面存在的问题)."""
        return bool(self._labels.search(title))
