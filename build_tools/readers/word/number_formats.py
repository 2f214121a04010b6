"""A number of a list as Word shows it: value and ST_NumberFormat → text.

Sources: ECMA-376 Part 1, 17.18.59 (ST_NumberFormat), 17.18.59 notes in [MS-OI29500] and [MS-OSHARED] 2.2.1.3 (MSONFC).
Where LibreOffice 7.4 shows another text than the standard and Word do, the standard is followed: it writes
ideographDigital 10 as 十 (Word 一〇), decimalFullWidth as 1 (Word １), japaneseCounting 101 as 一百零一 (Word 百一)
and chineseCounting 100 as 一百 (Word 一〇〇).
"""

from __future__ import annotations

import re
from collections.abc import Callable

_HAN = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_MOST_LETTERS = 30
"""Letters repeat (AA, BBB); a value that would repeat them oftener is no list's."""
_CUSTOM = re.compile(r"(0+)1\b")


def formatted(value: int, format: str) -> str | None:
    """`value` in the format of that name; None where the format is unknown here.

    Values that a format has no sign for are written in decimal, as Word does.
    """
    if format in _WITHOUT_NUMBER:
        return ""
    write = _FORMATS.get(format)
    if write is None:
        return None
    return write(value) or str(value)


def formatted_custom(value: int, pattern: str) -> str | None:
    """`value` in a format of the kind `custom`, given by its first numbers (`001, 002, 003, ...`); None if unknown."""
    match = _CUSTOM.match(pattern.strip())
    return str(value).zfill(len(match[1]) + 1) if match else None


def is_bullet(format: str) -> bool:
    """Whether a level of this format shows a sign and no number."""
    return format == "bullet"


_WITHOUT_NUMBER = frozenset(("none", "bullet"))


def _digits(value: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(value)) if value >= 0 else ""


def _tens(value: int, digits: str) -> str:
    """十一, 二十 up to 99, then digit by digit (chineseCounting, taiwaneseCounting)."""
    if not 0 < value < 100:
        return _digits(value, digits)
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else digits[tens] + "十"
    return head + (digits[ones] if ones else "")


def _counted(value: int, digits: str, units: str, *, zero: str = "零", lone_ten: bool = True, one: bool = True) -> str:
    """一百零一: digits with their units (`units` is 十百千万 or its like); `one` says whether 1 is written before a
    unit, `lone_ten` whether 10–19 go without it."""
    if not 0 < value < 100_000_000:
        return ""
    if value >= 10_000:
        high, low = divmod(value, 10_000)
        head = _counted(high, digits, units, zero=zero, lone_ten=lone_ten, one=one) + units[3]
        return head + (zero if 0 < low < 1000 else "") + (_places(low, digits, units, zero, one) if low else "")
    text = _places(value, digits, units, zero, one)
    return text[1:] if lone_ten and 10 <= value < 20 and text.startswith(digits[1]) else text


def _places(value: int, digits: str, units: str, zero: str, one: bool) -> str:
    """A number below ten thousand with its units."""
    text, gap = "", False
    for place, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
        digit = value // place % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (zero if gap else "") + ("" if digit == 1 and unit and not one else digits[digit]) + unit
        gap = False
    return text


def _letters(value: int, first: str) -> str:
    """A … Z, AA, BB (17.18.59: the same letter once more for each round)."""
    rounds, letter = divmod(value - 1, 26)
    return chr(ord(first) + letter) * (rounds + 1) if 0 <= rounds < _MOST_LETTERS else ""


def _roman(value: int) -> str:
    if not 0 < value < 32_768:
        return ""
    text = ""
    for number, sign in _ROMAN:
        text += sign * (value // number)
        value %= number
    return text


def _sign(value: int, first: int, last: int) -> str:
    """The sign of a row that begins with that of 1."""
    return chr(first + value - 1) if 0 < value <= last - first + 1 else ""


def _circled(value: int) -> str:
    """① … ⑳, then decimal."""
    return _sign(value, 0x2460, 0x2473)


def _of(row: str) -> Callable[[int], str]:
    return lambda value: row[value - 1] if 0 < value <= len(row) else ""


def _sexagenary(value: int) -> str:
    """甲子, 乙丑 …癸亥, sixty of them."""
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12] if 0 < value <= 60 else ""


def _ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalFullWidth": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalZero": lambda value: f"{value:02d}",
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": lambda value: _sign(value, 0x2488, 0x249B),
    "decimalEnclosedParen": lambda value: _sign(value, 0x2474, 0x2487),
    "numberInDash": lambda value: f"- {value} -",
    "hex": lambda value: f"{value:X}" if value >= 0 else "",
    "ordinal": _ordinal,
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": lambda value: _letters(value, "A"),
    "lowerLetter": lambda value: _letters(value, "a"),
    "chineseCounting": lambda value: _tens(value, _HAN),
    "taiwaneseCounting": lambda value: _tens(value, "○" + _HAN[1:]),
    "chineseCountingThousand": lambda value: _counted(value, _HAN, "十百千万"),
    "taiwaneseCountingThousand": lambda value: _counted(value, _HAN, "十百千萬"),
    "japaneseCounting": lambda value: _counted(value, _HAN, "十百千万", zero="", one=False),
    "chineseLegalSimplified": lambda value: _counted(value, "零壹贰叁肆伍陆柒捌玖", "拾佰仟万", lone_ten=False),
    "ideographLegalTraditional": lambda value: _counted(value, "零壹貳參肆伍陸柒捌玖", "拾佰仟萬", lone_ten=False),
    "japaneseLegal": lambda value: _counted(value, "零壱弐参四伍六七八九", "拾百阡萬", zero="", lone_ten=False),
    "ideographDigital": lambda value: _digits(value, _HAN),
    "japaneseDigitalTenThousand": lambda value: _digits(value, _HAN),
    "taiwaneseDigital": lambda value: _digits(value, "○" + _HAN[1:]),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
}
"""The formats that Chinese offices can choose in Word and WPS, and those next to them."""
