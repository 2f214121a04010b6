"""words.yml, checked and compiled: what is round the text of a web page."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


class _Table(BaseModel):
    """words.yml as it is written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    furniture_names: frozenset[str]
    weak_names: frozenset[str]
    article_names: frozenset[str]
    furniture_roles: frozenset[str]
    furniture_lines: tuple[str, ...]
    list_heads: str


class Words:
    """Questions about names and lines of a page."""

    def __init__(self, table: _Table) -> None:
        self._table = table
        self._lines = re.compile("|".join(f"(?:{line})" for line in table.furniture_lines))
        self._list_heads = re.compile(table.list_heads)

    def is_furniture(self, names: str, role: str) -> bool:
        """Whether class and id say that an element is no part of the text."""
        words = _words(names)
        return bool(words & self._table.furniture_names) or role.strip().lower() in self._table.furniture_roles

    def is_weak_furniture(self, names: str) -> bool:
        """Whether class and id hint at it."""
        words = _words(names)
        return bool(words & self._table.weak_names) and not words & self._table.article_names

    def is_furniture_line(self, text: str) -> bool:
        """Whether a line beside the text is no part of it."""
        return len(text) <= 200 and self._lines.fullmatch("".join(text.split())) is not None

    def is_list_head(self, text: str) -> bool:
        """Whether a line stands above a list of links to other pages."""
        return len(text) <= 16 and self._list_heads.fullmatch("".join(text.split())) is not None


@lru_cache(maxsize=1)
def page_words() -> Words:
    """The words of words.yml."""
    text = Path(__file__).with_name("words.yml").read_text(encoding="utf-8")
    return Words(_Table.model_validate(yaml.safe_load(text)))


@lru_cache(maxsize=4096)
def _words(names: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _NAME.findall(names[:400]))
