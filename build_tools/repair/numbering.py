"""How headings and points are numbered, as far as the layout rules must know it."""

from __future__ import annotations

import re

from build_tools.repair.characters import CHINESE_DIGITS

NUMBER = f"[{CHINESE_DIGITS}]{{1,3}}"
HEADING_NUMBER = re.compile(
    rf"(?:{NUMBER}[、.．]|第{NUMBER}[、，,]|第{NUMBER}[章节条部]|[（(][{CHINESE_DIGITS}\d]{{1,3}}[）)]|\d{{1,2}}[.．、)）](?!\d)|[①-⑳⑴-⒛])"
)
"""A number that opens a heading or list item, at the start of a line."""
POINT_NUMBER = re.compile(rf"(?:{NUMBER}(?:是|要|方面)|首先|其次|再次|最后|此外|同时)[^{CHINESE_DIGITS}]")
"""A word that opens an enumerated point, at the start of a line."""
DATE_LINE = re.compile(r"[（(]?(?:20\d\d|二[〇○零O0]..|[×xX]{2,4})年[\dXx×一二三四五六七八九十]{1,3}月.{0,6}$")
"""A line that is a date: it closes a signature."""


def chinese_value(numeral: str) -> int:
    """一 → 1, 十二 → 12, 二十 → 20; 0 for what is no number below 100."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return CHINESE_DIGITS.find(numeral) + 1 if len(numeral) == 1 else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (CHINESE_DIGITS.find(tens) + 1 if tens else 1) * 10 + (CHINESE_DIGITS.find(ones) + 1 if ones else 0)
