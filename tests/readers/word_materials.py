"""A plain text as a Word file: a paragraph a line, its numbers typed or made automatic the way Word does."""

from __future__ import annotations

import re

from build_tools.readers.word.number_formats import formatted
from tests.readers.word_files import abstract, lvl, num, override, p, word_file

_HAN = "[一二三四五六七八九十]{1,3}"
_KINDS: tuple[tuple[str, str, str], ...] = (
    (rf"({_HAN})、", "chineseCountingThousand", "%1、"),
    (rf"（({_HAN})）", "chineseCounting", "（%2）"),
    (rf"\(({_HAN})\)", "chineseCounting", "(%2)"),
    (r"(\d{1,2})\.(?![\d .])", "decimal", "%3."),
    (r"(\d{1,2})、(?!\d)", "decimal", "%3、"),
    (r"（(\d{1,2})）", "decimal", "（%4）"),
    (r"([①-⑳])", "decimalEnclosedCircle", "%5"),
)
"""(how such a number is typed, ST_NumberFormat, lvlText); the places say the level."""


def as_word(text: str, automatic: bool = False) -> bytes:
    """The text as a .docx; with `automatic` no number that stands at the start of a line is typed any more."""
    lists = _Lists()
    body = []
    for line in text.replace("\r\n", "\n").split("\n"):
        number = lists.take(line) if automatic else None
        if number is None:
            body.append(p(line) if line else p())
        else:
            num_id, level, rest = number
            body.append(p(rest, num=num_id, level=level))
    return word_file("".join(body), numbering=lists.xml())


class _Lists:
    """One multi-level list a kind of number; where a number does not follow the last one, a list with an override."""

    def __init__(self) -> None:
        self.values: dict[tuple[int, int], int] = {}
        self.nums: list[str] = []

    def take(self, line: str) -> tuple[int, int, str] | None:
        """(numId, level, the words) of a line that begins with a number."""
        bare = line.lstrip("　 ")
        for kind, (pattern, format, template) in enumerate(_KINDS):
            match = re.match(pattern, bare)
            if match:
                value = next(n for n in range(1, 1000) if formatted(n, format) == match[1])
                level = int(template[template.index("%") + 1]) - 1
                return self._num(kind, level, value), level, bare[match.end() :].lstrip(" ")
        return None

    def _num(self, kind: int, level: int, value: int) -> int:
        """The list for the next number of a kind; one with a start override where it does not simply go on."""
        goes_on = self.values.get((kind, level)) == value - 1
        self.values[kind, level] = value
        if goes_on:
            return self._last[kind]
        self.nums.append(num(len(self.nums) + 1, kind, override(level, value)))
        self._last[kind] = len(self.nums)
        return len(self.nums)

    @property
    def _last(self) -> dict[int, int]:
        return self.__dict__.setdefault("last", {})

    def xml(self) -> str:
        """The numbering part."""
        definitions = ""
        for kind, (_, format, template) in enumerate(_KINDS):
            level = int(template[template.index("%") + 1]) - 1
            suffix = ("nothing", "space", "tab")[kind % 3]
            levels = (
                lvl(n, format if n == level else "decimal", template if n == level else "", suff=suffix)
                for n in range(9)
            )
            definitions += abstract(kind, *levels)
        return definitions + "".join(self.nums)
