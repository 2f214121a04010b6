"""State-secret marks: 密级★期限 near the top (GB/T 9704-2012, 7.2.2; domain.md section 5).

It stands alone on a line or beside a copy number, may be spaced (机 密★), may have another star or none of
its term. 秘密 in running prose is no mark, nor are 内部资料 and 工作秘密.
"""

from __future__ import annotations

import re
from functools import lru_cache

from build_tools.model import Document
from build_tools.vocabulary import Vocabulary

_LINES = 15
"""A mark stands on the first page; this many paragraphs from the top, and as many from the end, are searched."""
_LONGEST = 60
_SPACE = re.compile(r"[\s　\u200b-\u200f\u2060\ufeff]+")


@lru_cache(maxsize=2)
def _mark(grades: tuple[str, ...], terms: tuple[str, ...]) -> re.Pattern[str]:
    grade = "|".join(grades)
    term = "|".join(f"(?:{pattern})" for pattern in terms)
    return re.compile(
        f"(?P<starred>{grade})(?:级)?[★☆*＊✩✭⭐]|"
        f"^[^一-龥]*(?:密级[：:])?[【（(\\[]?(?P<alone>{grade})(?:级)?[】）)\\]]?(?:(?:{term}))?[^一-龥]*$"
    )


def secrecy_mark(document: Document, vocabulary: Vocabulary) -> str | None:
    """The grade (`秘密`) of the mark that the document bears, or None. Reads the text before any repair."""
    mark = _mark(tuple(vocabulary.labels.grades), tuple(vocabulary.labels.terms))
    paragraphs = document.paragraphs
    near = paragraphs if len(paragraphs) <= 2 * _LINES else paragraphs[:_LINES] + paragraphs[-_LINES:]
    for paragraph in near:
        text = _SPACE.sub("", paragraph.text[: 3 * _LONGEST]).lstrip("#*")
        match = mark.search(text[:_LONGEST]) if len(text) > _LONGEST else mark.search(text)
        if match and (len(text) <= _LONGEST or match.start() < 20):
            return match.group("starred") or match.group("alone")
    return None
