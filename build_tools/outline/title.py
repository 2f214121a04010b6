"""The title block: one to three lines, printed twice, glued to the first paragraph, or missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from build_tools.model import Paragraph, Repair
from build_tools.outline.numbering import number_at_start
from build_tools.vocabulary import Vocabulary
from build_tools.vocabulary.schema import Titles

_LONGEST_LINE = 60
_LONGEST_TITLE = 110
_MOST_LINES = 3
_SENTENCE = re.compile("[。！？；：，,:;]")
_SENTENCE_END = re.compile("[。！？：；”）]$")
_SUBTITLE = re.compile("^(?:——|—|－－|--)")
_WHITE = re.compile(r"[\s“”\"'，、]+")


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """What was found at the top."""

    title: str | None
    lines: tuple[Paragraph, ...]
    rest: tuple[Paragraph, ...]
    repairs: tuple[Repair, ...] = ()


def marks_length(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> int:
    """How many lines at the start are labels, secrecy marks, or the number that a material had in a collection."""
    count = int(_is_volume_mark(paragraphs, vocabulary.genres.titles))
    while count < min(4, len(paragraphs)) and _is_mark(paragraphs[count], vocabulary):
        count += 1
    return count


def take_title(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> TitleBlock:
    """The title at the start of `paragraphs`; `rest` begins with what follows it."""
    titles = vocabulary.genres.titles
    body = _without_volume(tuple(paragraphs), titles)
    lines = _title_lines(body, vocabulary)
    if lines:
        title = "".join(p.text for p in lines)
        rest, repairs = _without_copy(title, body[len(lines) :])
        return TitleBlock(title, (paragraphs[0], *lines[1:]), rest, repairs)
    if (
        body
        and (match := titles.glued_title.match(body[0].text))
        and (not match["sure"] or titles.occasion.search(match["title"]))
    ):
        title = match.group("title").strip()
        volume = paragraphs[0].text.removesuffix(body[0].text)
        head = replace(body[0], text=volume + title)
        tail = replace(body[0], text=body[0].text[match.end() :], heading_level=0, strong=False)
        date = (replace(tail, text=match["date"]),) if match["date"] else ()
        following = list(body[1:])
        if following and _goes_on(tail, following[0]):
            tail = replace(tail, text=tail.text + following.pop(0).text)
        rest, repairs = _without_copy(title, (*date, tail, *following))
        return TitleBlock(title, (head,), rest, repairs)
    return TitleBlock(None, (), tuple(paragraphs))


def _without_volume(body: tuple[Paragraph, ...], titles: Titles) -> tuple[Paragraph, ...]:
    """The paragraphs without the 篇一： of a collection from which only this one material was taken."""
    first = number_at_start(body[0].text) if body else None
    if first is None or first.kind != "material" or not titles.occasion.search(body[0].text):
        return body
    others = (number_at_start(paragraph.text) for paragraph in body[1:])
    if any(other and other.kind == "material" for other in others):
        return body
    return (replace(body[0], text=body[0].text[first.end :]), *body[1:])


def _goes_on(tail: Paragraph, following: Paragraph) -> bool:
    """Whether text that began in the line of the title was broken inside a sentence."""
    apart = following.indented or following.after_blank or following.heading_level or number_at_start(following.text)
    return not apart and len(tail.text) < _LONGEST_LINE and not _SENTENCE_END.search(tail.text)


def _is_volume_mark(paragraphs: Sequence[Paragraph], titles: Titles) -> bool:
    """Whether the first line is nothing but the number (篇一, （三）) of a material taken out of its collection."""
    if len(paragraphs) < 2 or (number := number_at_start(paragraphs[0].text)) is None:
        return False
    if number.end < len(paragraphs[0].text.rstrip()):
        return False
    others = (number_at_start(paragraph.text) for paragraph in paragraphs[1:])
    following = paragraphs[1].text
    is_title = bool(titles.occasion.search(following) and titles.end.search(following))
    return is_title and not any(other and other.kind == "material" for other in others)


def _is_mark(paragraph: Paragraph, vocabulary: Vocabulary) -> bool:
    """A label or secrecy mark on a line of its own above the title."""
    text = paragraph.text
    if len(text) > 30 or vocabulary.genres.titles.occasion.search(text):
        return False
    return vocabulary.labels.is_label_line(text)


def _title_lines(body: Sequence[Paragraph], vocabulary: Vocabulary) -> tuple[Paragraph, ...]:
    titles = vocabulary.genres.titles
    lines: list[Paragraph] = []
    for index, paragraph in enumerate(body[:_MOST_LINES]):
        if not _may_be_title(paragraph, lines, vocabulary):
            break
        if lines and _same(paragraph.text, "".join(p.text for p in lines)):
            break
        lines.append(paragraph)
        joined = "".join(p.text for p in lines)
        if titles.end.search(joined) and titles.occasion.search(joined):
            following = body[index + 1] if index + 1 < len(body) else None
            if following and _SUBTITLE.match(following.text) and len(following.text) <= _LONGEST_LINE:
                lines.append(following)
            return tuple(lines)
    return tuple(lines[: _sure_lines(lines, body, titles)])


def _sure_lines(lines: Sequence[Paragraph], body: Sequence[Paragraph], titles: Titles) -> int:
    """How many of the candidate lines make a title although no kind of document ends it."""
    if not lines:
        return 0
    for count in range(len(lines), 0, -1):
        joined = "".join(p.text for p in lines[:count])
        if titles.end.search(joined) or titles.occasion.search(joined):
            return count
    if lines[0].heading_level:
        return 1
    follows_text = len(body) > 1 and len(body[1].text) > 2 * len(lines[0].text)
    return 1 if follows_text and len(lines[0].text) <= 40 else 0


def _may_be_title(paragraph: Paragraph, before: Sequence[Paragraph], vocabulary: Vocabulary) -> bool:
    text = paragraph.text
    if paragraph.cell or len(text) > _LONGEST_LINE or sum(len(p.text) for p in before) + len(text) > _LONGEST_TITLE:
        return False
    if number_at_start(text) or _SENTENCE.search(re.sub("[（(《“][^（()）《》“”]*[）)》”]", "", text)):
        return False
    if before and paragraph.heading_level > before[0].heading_level:
        return False
    if before and re.match(r"[（(]", text):
        return False
    if (glued := vocabulary.genres.titles.glued_title.match(text)) and not glued["sure"] and glued.end() < len(text):
        return False  # the text begins in this line
    return not vocabulary.parts.is_part_heading(text) or bool(vocabulary.genres.titles.occasion.search(text))


def _without_copy(title: str, rest: tuple[Paragraph, ...]) -> tuple[tuple[Paragraph, ...], tuple[Repair, ...]]:
    """`rest` without a second copy of the title at its start, which becomes a recorded repair."""
    for count in range(1, _MOST_LINES + 1):
        copy = rest[:count]
        if len(copy) == count and _same("".join(p.text for p in copy), title):
            repairs = tuple(Repair("repeated_title", p.text, "", 1, (p.line,)) for p in copy)
            return rest[count:], repairs
    if rest and rest[0].text.startswith(title) and len(rest[0].text) > len(title):
        first = rest[0]
        kept = replace(first, text=first.text[len(title) :].lstrip())
        return (kept, *rest[1:]), (Repair("repeated_title", title, "", 1, (first.line,)),)
    return rest, ()


def _same(one: str, other: str) -> bool:
    return _WHITE.sub("", one) == _WHITE.sub("", other)
