"""Names for originals in the archive: readable Chinese, safe on every system, never one that is taken.

What Windows does not allow is documented under "Naming Files, Paths, and Namespaces" (learn.microsoft.com).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from build_tools.vocabulary.schema import Intake

_LIKE = str.maketrans(
    {
        "/": "-",
        "\\": "-",
        "|": "-",
        "／": "-",
        "＼": "-",
        ":": "：",
        "?": "？",
        "*": "＊",
        "<": "〈",
        ">": "〉",
        '"': "”",
    }
)
"""What no file name may hold on some system → what looks like it."""

_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever comes after the full stop."""

_WINDOWS_PATH = 120
"""Characters of a name, so that folder and name stay within the 260 characters of old Windows programs."""


def clean_name(text: str, intake: Intake) -> str:
    """`text` as the name of a file or folder, without suffix: one line, at most `longest_name` bytes, never empty."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(" " if unicodedata.category(c)[0] == "Z" or c in "\t\r\n" else c for c in text)
    text = "".join(c for c in text if unicodedata.category(c)[0] != "C").translate(_LIKE)
    text = " ".join(text.split()).lstrip("-~$._ ").rstrip(" .")
    text = _cut(text, intake.longest_name).rstrip(" .")
    if _DEVICES.match(text):
        text = f"_{text}"
    return text or intake.untitled


def free_name(stem: str, suffix: str, taken: Iterable[str], intake: Intake) -> str:
    """`stem` + `suffix`, with （2） and so on in between where such a name is taken.

    Names that differ in capitals or in the way accents are written are one name on some systems.
    """
    used = {same_name(name) for name in taken}
    number, name = 1, f"{stem}{suffix}"
    while same_name(name) in used:
        number += 1
        mark = f"（{number}）"
        name = f"{_cut(stem, intake.longest_name - len(mark.encode())).rstrip(' .')}{mark}{suffix}"
    return name


def same_name(name: str) -> str:
    """A key that is equal for names which some file system takes for one."""
    return unicodedata.normalize("NFC", name).casefold()


def _cut(text: str, limit: int) -> str:
    """The start of `text` of at most `limit` bytes of UTF-8, no character cut in two."""
    return text[:_WINDOWS_PATH].encode("utf-8")[:limit].decode("utf-8", "ignore")
