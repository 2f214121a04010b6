"""Numbers of ordered lists as text: a browser prints them, so they belong to the text.

HTML 4.4.5 `ol` (type, start, reversed) and `li` (value); CSS Counter Styles 3 for the names of styles.
"""

from __future__ import annotations

import re

_DIGITS = "〇一二三四五六七八九"
_LETTER = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;\"']+)")
_CHINESE = {"cjk-ideographic", "simp-chinese-informal", "simp-chinese-formal", "trad-chinese-informal", "cjk-decimal"}
_OWN = re.compile(
    r"[（(]?\s*(?:[一二三四五六七八九十百]{1,4}|\d{1,3}|[a-zA-Z])\s*(?:[)）、．]|\.(?!\d))"
    "|第[一二三四五六七八九十]{1,3}|[①-⑳⑴-⒇⒈-⒛㈠-㈩]|[一二三四五六七八九十]{1,3}是"
)
"""一、 （一） 1. (1) 第一 ① 一是"""


class Counter:
    """The numbers of one `ol`."""

    def __init__(self, kind: str, style: str, start: str, items: int, is_reversed: bool) -> None:
        named = _STYLE.search(style)
        names = named.group(1).lower().split() if named else []
        known = (name for name in names if name in _CHINESE or name == "none" or name in _LETTER.values())
        self.style = next(known, _LETTER.get(kind, "decimal"))
        self.step = -1 if is_reversed else 1
        self.next = _integer(start, items if is_reversed else 1)

    def number(self, value: str) -> str:
        """The number of the next item (`1.`), which gives itself the number `value`, or empty."""
        current = _integer(value, self.next)
        self.next = current + self.step
        return formatted(current, self.style)


def has_own_number(text: str) -> bool:
    """Whether an item's text begins with a number that was typed, so that the list's own would double it."""
    return _OWN.match(text) is not None


def formatted(number: int, style: str) -> str:
    """A number as a browser prints it before an item: `3.`, `三、`, `c.`; empty for the style `none`."""
    if style == "none":
        return ""
    if style in _CHINESE and 0 <= number < 100:
        return f"{_chinese(number)}、"
    if style.endswith("alpha") and 0 < number <= 26:
        return f"{chr((96 if style[0] == 'l' else 64) + number)}."
    if style.endswith("roman") and 0 < number < 4000:
        roman = _roman(number)
        return f"{roman.lower() if style[0] == 'l' else roman}."
    return f"{number}."


def _chinese(number: int) -> str:
    if number < 10:
        return _DIGITS[number]
    tens, ones = divmod(number, 10)
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"


def _roman(number: int) -> str:
    pieces = []
    for value, letters in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "M CM D CD C XC L XL X IX V IV I".split(),
        strict=True,
    ):
        count, number = divmod(number, value)
        pieces.append(letters * count)
    return "".join(pieces)


def _integer(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"\s*-?\d{1,6}\s*", text) else otherwise
