"""Reads the fixture files of the repair rules, `tests/fixtures/repair/<rule>.md`.

A file is a list of cases, in the manner of markdown-it-py::

    title of the case
    .
    input, as many lines as it takes
    .
    expected, one line a paragraph
    .

Between cases there may be any text that does not look like one. In both parts `{200B}` is the character
U+200B, so that nothing invisible hides in a fixture. The input is read as a plain text, then only the rule
of the file's name is applied. In the expected part

- `(unchanged)` alone: the same paragraphs as before, nothing recorded, nothing reported;
- `[2] text`: a heading of level 2; `[b] text`: a bold line;
- `! code 第3行 words`: a finding with this code at this place, whose message holds these words. All
  findings must be listed, after the paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.model import Document, Paragraph

FOLDER = Path(__file__).parent.parent / "fixtures" / "repair"
UNCHANGED = "(unchanged)"
_CASE = re.compile(r"^(?P<title>[^\n]+)\n\.\n(?P<given>.*?)\n\.\n(?P<expected>.*?)\n\.$", re.DOTALL | re.MULTILINE)
_CODE_POINT = re.compile(r"\{([0-9A-F]{4,5})\}")


@dataclass(frozen=True, slots=True)
class Case:
    """One example of a rule."""

    rule: str
    title: str
    given: str
    expected: str

    @property
    def is_negative(self) -> bool:
        """Whether it shows what the rule leaves alone."""
        return self.expected == UNCHANGED


def cases(rule: str) -> Iterator[Case]:
    """The cases of a rule's file."""
    text = (FOLDER / f"{rule}.md").read_text(encoding="utf-8")
    for match in _CASE.finditer(text):
        given, expected = (_CODE_POINT.sub(lambda m: chr(int(m[1], 16)), match[part]) for part in ("given", "expected"))
        yield Case(rule, match["title"], given, expected)


def rules_with_fixtures() -> set[str]:
    """Names of the fixture files."""
    return {path.stem for path in FOLDER.glob("*.md")}


def shown(document: Document) -> list[str]:
    """A document's paragraphs as the expected part writes them."""
    return [_mark(paragraph) + paragraph.text for paragraph in document.paragraphs]


def _mark(paragraph: Paragraph) -> str:
    level = f"[{paragraph.heading_level}] " if paragraph.heading_level else ""
    return level + ("[b] " if paragraph.strong else "")
