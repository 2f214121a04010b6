"""What kind of character is this: the few questions that all repair rules ask."""

from __future__ import annotations

import re

from build_tools.model import Paragraph

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇\U00020000-\U000323af"
"""Chinese characters, as the inside of a character class."""
CJK = HAN + "\u3001-\u303f\ufe30-\ufe4f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uffee“”‘’—…·"
"""Chinese characters and the punctuation that is set as wide as they are (no blanks, digits, letters)."""
CHINESE_DIGITS = "一二三四五六七八九十"
SENTENCE_ENDS = "。！？"
LAST_OF_PLANE = "\uffff"
"""The last character of Unicode's basic plane."""

_ASCII = "\x7f"
"""No character up to here is meant: most that are asked about in long rows of digits and signs."""
_HAN = re.compile(f"[{HAN}]")
_CJK = re.compile(f"[{CJK}]")


def is_han(character: str) -> bool:
    """Whether it is a Chinese character; False for the empty string."""
    return character > _ASCII and ("\u4e00" <= character <= "\u9fff" or bool(_HAN.match(character)))


def is_cjk(character: str) -> bool:
    """Whether it is a Chinese character or wide punctuation; False for the empty string."""
    return character > _ASCII and ("\u4e00" <= character <= "\u9fff" or bool(_CJK.match(character)))


def has_han(text: str) -> bool:
    """Whether there is any Chinese character in the text."""
    return bool(_HAN.search(text))


def reaches_beyond_plane(text: str) -> bool:
    """Whether any character lies beyond the basic plane: it takes four bytes in UTF-16 instead of two."""
    return len(text.encode("utf-16-le", "surrogatepass")) != 2 * len(text)


def at(text: str, index: int) -> str:
    """The character at a place, or the empty string outside the text."""
    return text[index] if 0 <= index < len(text) else ""


def columns(text: str) -> int:
    """Width of a line on paper: a Chinese character is two columns wide, as it is two bytes long in GB 18030."""
    return len(text.encode("gb18030", "replace"))


def ends_sentence(text: str) -> bool:
    """Whether the text ends with 。！？, closing quotes and brackets after it not counted."""
    return text.rstrip("”’）》」』\"') ")[-1:] in tuple(SENTENCE_ENDS)


def where(paragraph: Paragraph) -> str:
    """Place of a paragraph as findings name it."""
    return f"第{paragraph.line}行"


def excerpt(text: str, start: int, end: int, reach: int = 8) -> str:
    """The text from start to end with a few characters on either side."""
    left, right = max(0, start - reach), min(len(text), end + reach)
    return ("…" if left else "") + text[left:right] + ("…" if right < len(text) else "")
