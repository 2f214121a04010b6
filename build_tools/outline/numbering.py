"""Numbers before headings: what kind, which value, where they end.

The ranks are the order that party documents use (GB/T 9704-2012, 7.3.3: 一、（一）1.（1）), with the other
kinds that occur put between. A kind without a fixed rank (第一，) nests below whatever stands open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HAN_DIGITS = "一二三四五六七八九十"
_HAN = f"[{HAN_DIGITS}百零〇]{{1,4}}"
_DASH = "[—－―]{1,2}"
"""What text recognition makes of 一."""

RANKS: dict[str, float | None] = {
    "material": 0,  # 篇一
    "volume": 1,  # 第一部分
    "comma": 1,  # 一、
    "bracket": 2,  # （一）
    "dot": 3,  # 1.
    "half_bracket": 3.5,  # 1）
    "full_bracket": 4,  # （1）
    "circle": 5,  # ①
    "ordinal": None,  # 第一，
    "named": None,  # 问题一：
}
"""Kind of number → rank; a smaller rank contains a greater. None: below what stands open."""

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("comma", re.compile(rf"({_HAN}|{_DASH}(?=、))\s*[、．.]\s*")),
    ("bracket", re.compile(rf"[（(〔【\[]\s*({_HAN}|{_DASH})\s*[）)〕】\]]\s*、?\s*")),
    ("dot", re.compile(r"(\d{1,2})\s*(?:[.．](?!\d)|、(?!\d))\s*")),
    ("half_bracket", re.compile(r"(\d{1,2})[）)]\s*、?")),
    ("full_bracket", re.compile(r"[（(](\d{1,2})[）)]\s*、?")),
    ("circle", re.compile(r"([①-⑳])\s*、?")),
    ("ordinal", re.compile(rf"第({_HAN})\s*[，、,：:；。]\s*")),
    ("volume", re.compile(rf"第({_HAN})(?:部分|方面|章)\s*[，、,：:]?\s*")),
    (
        "material",
        re.compile(
            rf"(?:第({_HAN}|\d{{1,2}})篇|篇({_HAN}|\d{{1,2}})|[（【\[]?范文({_HAN}|\d{{1,2}})[）】\]]?)\s*[，、,：:.．]?\s*"
        ),
    ),
    ("named", re.compile(rf"(?:问题|原因|措施|案例)({_HAN}|\d{{1,2}})\s*[：:、]\s*")),
)
_OPENINGS = {
    HAN_DIGITS + "百—－―": ("comma",),
    "（(〔【[": ("bracket", "full_bracket", "material"),
    "0123456789": ("dot", "half_bracket"),
    "第": ("ordinal", "volume", "material"),
    "篇范": ("material",),
    "问原措案": ("named",),
    "".join(map(chr, range(0x2460, 0x2474))): ("circle",),
}
"""First characters → the kinds of number that they may open, in the order of `_KINDS`."""
_BY_START = {
    start: tuple((kind, pattern) for kind, pattern in _KINDS if kind in kinds)
    for starts, kinds in _OPENINGS.items()
    for start in starts
}
_FULL = str.maketrans({"(": "（", ")": "）", "[": "【", "]": "】"})


@dataclass(frozen=True, slots=True)
class Number:
    """The number at the start of a paragraph."""

    kind: str
    """A key of RANKS."""
    value: int
    printed: str
    """As printed, outer white space off, half-width brackets made full."""
    end: int
    """Where the heading's words begin."""


def number_at_start(text: str) -> Number | None:
    """The heading number that `text` begins with, or None (also for 2.5, 3、4月 and 一是)."""
    for kind, pattern in _BY_START.get(text[:1], ()):
        match = pattern.match(text)
        if match:
            digits = match[match.lastindex or 0]
            value = number_value(digits)
            if value == 0:
                return None
            printed = match.group().strip()
            return Number(kind, value, printed.translate(_FULL) if kind != "dot" else printed, match.end())
    return None


def number_value(digits: str) -> int:
    """The value of Chinese, Arabic or circled digits up to 999; 0 where they make no number."""
    if digits.isascii():
        return int(digits)
    if digits[0] in "—－―":
        return 1
    if "①" <= digits[0] <= "⑳":
        return ord(digits[0]) - ord("①") + 1
    total, current = 0, 0
    for digit in digits:
        if digit == "百":
            total, current = total + (current or 1) * 100, 0
        elif digit == "十":
            total, current = total + (current or 1) * 10, 0
        else:
            current = HAN_DIGITS.find(digit) + 1
    return total + current
