"""Fields: of `{ PAGEREF x }` only the result is text (17.16); but EQ fields have none and show what their code says.

Word's 带圈字符 and the 拼音指南 of older versions are EQ fields: `eq \\o\\ac(○,一)`, `EQ \\* jc2 \\o\\ad(\\s\\up 9(pīn),拼)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from build_tools.readers.word.names import Element, W

_CHAR = f"{W}fldChar"
_TYPE = f"{W}fldCharType"
_BOX = f"{W}txbxContent"
_GONE = frozenset((f"{W}del", f"{W}moveFrom"))
_OVERSTRIKE = re.compile(r"\\o\s*(?:\\a[a-z])?\s*\((.*)\)\s*$", re.IGNORECASE | re.DOTALL)
_LONGEST_CODE = 400
"""A circle with a character in it takes some twenty; a longer code draws a formula."""
_SWITCH = re.compile(r"\\[a-z*]+\s*\d*", re.IGNORECASE)
_CIRCLES = frozenset("○◯〇О")
_HAN_CIRCLED = dict(zip("一二三四五六七八九十", "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", strict=True))
_COMPUTED = ("LISTNUM", "AUTONUM")


@dataclass(slots=True)
class Field:
    """A field that is open."""

    in_code: bool = True
    code: list[str] = field(default_factory=list)


class Fields:
    """The open fields at one place of a story. Marks without a partner are passed over, so that no text hangs on them."""

    def __init__(self, story: Element) -> None:
        self._paired = set(_paired(story))
        self._open: list[Field] = []
        self._codes = 0
        """Open fields that are in their code."""
        self.computed = 0
        """Fields whose number Word computes and does not store (LISTNUM, AUTONUM)."""

    @property
    def in_code(self) -> bool:
        """Whether what stands here is field code, not text."""
        return self._codes > 0

    def add_code(self, text: str) -> None:
        """Notes a piece of the innermost field's code."""
        if self._open and self._open[-1].in_code:
            self._open[-1].code.append(text)

    def mark(self, element: Element) -> str:
        """Passes a `w:fldChar`; returns the text that a field without result shows (EQ), else an empty string."""
        if element not in self._paired:
            return ""
        kind = element.get(_TYPE)
        if kind == "begin":
            self._open.append(Field())
            self._codes += 1
        elif self._open and kind == "separate":
            self._codes -= self._open[-1].in_code
            self._open[-1].in_code = False
        elif self._open and kind == "end":
            self._codes -= self._open[-1].in_code
            return self._closed(self._open.pop())
        return ""

    def _closed(self, closed: Field) -> str:
        code = "".join(closed.code).strip()
        if code.upper().startswith(_COMPUTED):
            self.computed += 1
        return shown_by_equation(code) if closed.in_code and code[:2].upper() == "EQ" else ""


def shown_by_equation(code: str) -> str:
    """The text that the code of an EQ field shows: of characters set over each other the last, circled where it can be."""
    found = _OVERSTRIKE.search(code) if len(code) <= _LONGEST_CODE else None
    if not found:
        return ""
    over, _, base = found[1].replace("，", ",").rpartition(",")
    base = _SWITCH.sub("", base).strip("() ")
    return circled(base) if over.strip() in _CIRCLES else base


def circled(text: str) -> str:
    """A number in a circle as one character where there is one, else as it is."""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 20:
        return chr(0x2460 + int(text) - 1)
    return _HAN_CIRCLED.get(text, text)


def _paired(story: Element) -> Iterator[Element]:
    """The field marks of a story (its text boxes are stories of their own) that have their partners."""
    waiting: list[list[Element]] = []
    for mark in story.iter(_CHAR):
        if _is_elsewhere(mark, story):
            continue
        kind = mark.get(_TYPE)
        if kind == "begin":
            waiting.append([mark])
        elif waiting and kind == "separate" and len(waiting[-1]) == 1:
            waiting[-1].append(mark)
        elif waiting and kind == "end":
            yield from waiting.pop()
            yield mark


def _is_elsewhere(mark: Element, story: Element) -> bool:
    """Whether a mark is deleted or stands in a text box inside the story."""
    parent = mark.getparent()
    while parent is not None and parent is not story:
        if parent.tag in _GONE or parent.tag == _BOX:
            return True
        parent = parent.getparent()
    return False
