"""phrases.yml and findings.yml."""

from __future__ import annotations

from pydantic import Field

from build_tools.vocabulary.schema.base import Entry, Table


class Phrases(Table):
    """phrases.yml"""

    file_name = "phrases.yml"
    phrases: list[str]
    """Set phrases (提法), quoted exactly; also jieba's user dictionary."""
    stop: list[str] = []
    """Words that never make a keyword."""


class FindingMeaning(Entry):
    """What a finding means to the person who reads it."""

    title: str
    """A few words: 年度不一致."""
    severity: str = Field(default="warning", pattern="^(error|warning|info)$")
    remedy: str
    """What to do about it, one sentence."""


class FindingMeanings(Table):
    """findings.yml"""

    file_name = "findings.yml"
    findings: dict[str, FindingMeaning]
    """By code."""
