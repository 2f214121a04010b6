"""State-secret marks: 密级★期限 near the top (GB/T 9704-2012, 7.2.2; domain.md section 5).

A mark stands alone on a line (beside copy number or urgency) or before or behind a title, may be spaced (机 密★), have
another star, a term in words or none, brackets, traditional characters, or its characters on lines of their own. It
is searched in the text before any repair: in the first and last paragraphs, on lines that hold nothing else anywhere,
and in what belongs to the file but not to the text (headers, text boxes, properties). 秘密 in running prose is no
mark, nor are 内部资料 and 工作秘密.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from build_tools.model import Document
from build_tools.vocabulary import Vocabulary

_LINES = 15
"""A mark stands on the first page; this many paragraphs from the top, and as many from the end, are searched."""
_LONGEST = 80
"""Characters of the longest line that may be nothing but a mark with its companions."""
_OPENING = 160
"""So many characters of a text whose line breaks are lost are taken for its top, and as many for its end."""
_UNSEEN = re.compile(
    r"[\s　\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\x00-\x08\x0e-\x1f]+"
)
_OLD = str.maketrans({**dict(zip("絕機祕級長條密", "绝机秘级长条密", strict=True)), "㊙": "秘密"})
_ITEM = re.compile(r"^[（(]?\d{1,2}[.．、)）]|^[（(]?[一二三四五六七八九十]{1,3}[、)）]")
_QUOTE = '“"‘「『《'
_TICK = "[☑☒√✓✔■●◉🗹]"
_WORDS = re.compile("[一-龥]")
_MARKUP = re.compile("</?[A-Za-z][^<>]{0,60}>")


class _Patterns(NamedTuple):
    """The ways in which a mark is written."""

    grade: re.Pattern[str]
    starred: re.Pattern[str]
    """A grade with a star: stands for itself wherever a mark may stand."""
    dated: re.Pattern[str]
    """A grade with a term, joined by some other sign or none."""
    bracketed: re.Pattern[str]
    """A grade in brackets at either end of a short line."""
    said: tuple[re.Pattern[str], ...]
    companions: re.Pattern[str]
    term: re.Pattern[str]
    ticked: tuple[re.Pattern[str], ...]
    """A box ticked before a grade, or a tick behind it."""


@lru_cache(maxsize=4)
def _patterns(
    grades: tuple[str, ...],
    stars: str,
    joints: str,
    terms: tuple[str, ...],
    not_before: tuple[str, ...],
    companions: tuple[str, ...],
    sayings: tuple[str, ...],
) -> _Patterns:
    # A grade's own characters may be parted by a sign that nobody sees as one: 机-密★
    grade = "(?:" + "|".join("[-·.、]?".join(word) for word in grades) + ")"
    term = "(?:" + "|".join(f"(?:{pattern})" for pattern in terms) + ")"
    apart = "".join(f"(?<!{re.escape(word)})" for word in not_before)
    star = f"[{re.escape(stars)}]"
    joint = f"[{re.escape(joints)}]"
    opening, closing = "[（(【\\[〔［<＜〈「]", "[）)】\\]〕］>＞〉」]"
    words = "|".join(sorted(map(re.escape, companions), key=len, reverse=True))
    return _Patterns(
        re.compile(grade),
        re.compile(f"{apart}(?P<grade>{grade})级?{closing}?{opening}?{star}"),
        re.compile(f"{apart}(?P<grade>{grade})级?{closing}?(?:{joint}{{1,3}}|{opening}|保密期限[:：]?)?{term}"),
        re.compile(f"^{opening}(?P<first>{grade})级?{closing}|{opening}(?P<last>{grade})级?(?:{term})?{closing}$"),
        tuple(re.compile(saying.replace("GRADE", grade).replace("TERM", term)) for saying in sayings),
        re.compile(words or "(?!)"),
        re.compile(term),
        (re.compile(f"{_TICK}(?P<grade>{grade})"), re.compile(f"(?P<grade>{grade})级?{_TICK}")),
    )


def secrecy_mark(document: Document, vocabulary: Vocabulary) -> str | None:
    """The grade (`秘密`) of the mark that the document bears, or None. Reads the text before any repair."""
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    edges = paragraphs if len(paragraphs) <= 2 * _LINES else paragraphs[:_LINES] + paragraphs[-_LINES:]
    beside = (*document.aside, *(repair.before for repair in document.repairs))  # what a reader took off
    near = [*_joined(edges), *(line for text in beside for line in _joined(text.splitlines()))]
    far = paragraphs[_LINES:-_LINES] if len(paragraphs) > 2 * _LINES else []
    return mark_in(near, vocabulary) or _first(_alone_with_star(line, vocabulary) for line in far)


def mark_in(lines: Iterable[str], vocabulary: Vocabulary) -> str | None:
    """The grade of the first mark in lines that stand where marks stand (title block, header, a file's name)."""
    return _first(_in_line(line, vocabulary) for line in lines)


def _first(grades: Iterable[str | None]) -> str | None:
    return next((grade for grade in grades if grade), None)


def _joined(lines: list[str]) -> Iterator[str]:
    """The lines, and runs of lines of one or two characters as one (机 / 密 / ★)."""
    run: list[str] = []
    for line in lines:
        yield line
        short = _UNSEEN.sub("", line[:_LONGEST])
        if 0 < len(short) <= 2:
            run.append(short)
            continue
        if len(run) > 1:
            yield "".join(run)
        run = []
    if len(run) > 1:
        yield "".join(run)


def _known(vocabulary: Vocabulary) -> _Patterns:
    words = vocabulary.labels
    return _patterns(
        tuple(words.grades),
        words.stars,
        words.joints,
        tuple(words.terms),
        tuple(words.not_before),
        tuple(words.companions),
        tuple(words.sayings),
    )


def _bare(text: str) -> str:
    """Without blanks, markup and entities of a page that was saved as text; ㊙ and old characters as plain ones."""
    if "<" in text or "&" in text:
        text = _MARKUP.sub("", html.unescape(text))
    return _UNSEEN.sub("", text).translate(_OLD)


def _in_line(line: str, vocabulary: Vocabulary) -> str | None:
    """The grade of a mark in a line near the top or the end, or None."""
    if len(line) > 4 * _OPENING:
        return _first(_in_line(part, vocabulary) for part in (line[:_OPENING], line[-_OPENING:]))
    text = _bare(line).lstrip("#>")
    known = _known(vocabulary)
    if not known.grade.search(text) and "密" not in text:
        return None
    found = known.starred.search(text)
    if found and not _is_quoted(text, found.start()):
        return _name(found["grade"])
    if len(text) <= _LONGEST and (grade := _alone(text, known)):
        return grade
    if len(known.grade.findall(text)) > 1:
        return None
    for saying in known.said:
        found = saying.search(text)
        if found and not _is_quoted(text, found.start()):
            said = found.groupdict().get("said")
            return _name(said) if said else "秘密"
    return None


def _alone(text: str, known: _Patterns) -> str | None:
    """The grade of a mark without a star that has its line to itself, or stands in brackets at the end of a short one."""
    if _ITEM.match(text):
        return None
    grades = known.grade.findall(text)
    if len(grades) > 1:  # a form with boxes to tick, or prose
        ticked = next(filter(None, (pattern.search(text) for pattern in known.ticked)), None)
        return _name(ticked["grade"]) if ticked else None
    if not grades:
        return None
    bracketed = known.bracketed.search(text)
    if bracketed and not re.search("[。；！？]", text):
        return _name(bracketed["first"] or bracketed["last"])
    rest = text.replace(grades[0], "\0", 1)
    before, _, behind = rest.partition("\0")
    behind = re.sub(f"^级?[^一-龥0-9０-９]{{0,4}}(?:保密期限)?[:：]?{known.term.pattern}", "", behind, count=1)
    left = known.companions.sub("", before) + known.companions.sub("", behind)
    return _name(grades[0]) if not re.search("[一-龥]", left) and not re.search("[A-Za-z]{4}", left) else None


def _alone_with_star(line: str, vocabulary: Vocabulary) -> str | None:
    """The grade of a starred mark that has a line anywhere to itself (the first page of an annex)."""
    if len(line) > _LONGEST or "密" not in line:
        return None
    text, known = _bare(line), _known(vocabulary)
    found = known.starred.search(text)
    if not found or _is_quoted(text, found.start()):
        return None
    rest = known.companions.sub("", text[: found.start()] + known.term.sub("", text[found.end() :]))
    return _name(found["grade"]) if not re.search("[一-龥]", rest) else None


def _is_quoted(text: str, place: int) -> bool:
    """Whether what stands here is spoken of: an opening quotation mark right before it, and words before that."""
    return place > 1 and text[place - 1] in _QUOTE and bool(_WORDS.search(text[:place]))


def _name(found: str) -> str:
    return re.sub("[-·.、]", "", found)
