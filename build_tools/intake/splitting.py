"""A collected volume → its materials: where each begins, and each as a text of its own.

A material begins at a mark (篇一, 第二篇, 【范文三】), at a number alone on its line above a title, or at a further title
after which the numbering starts anew. What stands before the first mark stays together as the volume's front. The
paragraphs of all pieces, one after the other, are those of the volume: nothing is lost, nothing said twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.model import Document, Paragraph
from build_tools.outline.contents import agenda_lines
from build_tools.outline.headings import find_headings
from build_tools.outline.numbering import number_at_start, number_value
from build_tools.readers.markdown import read_markdown
from build_tools.readers.plain import read_plain
from build_tools.vocabulary import Vocabulary

_SHORTEST = 60
"""Characters that a material has at least: the entries of a contents list are no materials."""
_FEWEST_SENTENCES = 3
"""Paragraphs with a full stop that a material without a mark has at least."""
_LONGEST_MARK = 60
"""Characters of a line that can be a mark with its title."""
_SENTENCE_ENDS = "。！？；，"


@dataclass(frozen=True, slots=True)
class Piece:
    """One material of a volume."""

    mark: str | None
    """The line that it begins with, where that is a mark; None for the front, and for one that begins with its title."""
    title: str | None
    """The title that its mark names, where the piece itself does not begin with a title."""
    first: int
    """Line of the volume, as its reader counts them, on which it begins."""
    last: int
    """Line on which its last paragraph begins."""
    text: str
    """Its paragraphs, as a file of the kind `suffix`."""
    suffix: str
    """`.md` where headings of the volume must be kept as such, else `.txt`."""
    is_front: bool = False
    """What stands before the first material: a common title, a contents list."""


def pieces_of(document: Document, vocabulary: Vocabulary) -> tuple[Piece, ...]:
    """The materials in a document, as it was read and before any repair; empty where there are not two of them."""
    paragraphs = document.paragraphs
    numbered = _numbered(paragraphs, vocabulary)
    starts = numbered or _titled(paragraphs, vocabulary)
    if not starts:
        return ()
    is_marked = bool(numbered)
    first_is_front = is_marked and _value(paragraphs[starts[0]], vocabulary) == 1
    bounds = sorted({0, *starts, len(paragraphs)})
    pieces = []
    for begin, end in zip(bounds, bounds[1:], strict=False):
        front = begin == 0 and begin not in starts and first_is_front
        pieces.append(_piece(paragraphs[begin:end], vocabulary, is_marked and begin in starts, front))
    return tuple(pieces) if sum(not piece.is_front for piece in pieces) > 1 else ()


def _numbered(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> list[int]:
    """Where materials begin that are numbered: the longest run 1, 2, 3 … (or 2, 3 … where the first has no mark)."""
    runs: list[list[int]] = []
    for kind, _ in enumerate(vocabulary.intake.all_marks):
        marks = [
            (index, value)
            for index in range(len(paragraphs))
            if (value := _value_of_kind(paragraphs, index, vocabulary, kind)) is not None
        ]
        for first in (1, 2):
            runs.append(_run(marks, first, paragraphs))
    best = max(runs, key=len, default=[])
    needs = 2 if best and _value(paragraphs[best[0]], vocabulary) == 1 else 1
    return best if len(best) >= needs else []


def _run(marks: Sequence[tuple[int, int]], first: int, paragraphs: Sequence[Paragraph]) -> list[int]:
    """The indices of the marks first, first + 1 …, each with a text of some length behind it."""
    run: list[int] = []
    wanted = first
    for place, (index, value) in enumerate(marks):
        until = marks[place + 1][0] if place + 1 < len(marks) else len(paragraphs)
        if sum(len(paragraph.text) for paragraph in paragraphs[index + 1 : until]) < _SHORTEST:
            continue
        if value == wanted:
            run.append(index)
            wanted += 1
    if run and first == 2 and sum(len(paragraph.text) for paragraph in paragraphs[: run[0]]) < _SHORTEST:
        return []
    return run


def _value_of_kind(paragraphs: Sequence[Paragraph], index: int, vocabulary: Vocabulary, kind: int) -> int | None:
    """The number of the material that this paragraph begins by a mark of one kind, or None."""
    text = paragraphs[index].text.strip()
    if len(text) > _LONGEST_MARK or (text and text[-1] in _SENTENCE_ENDS):
        return None
    match = vocabulary.intake.all_marks[kind].match(text)
    if match is None:
        return None
    if kind >= len(vocabulary.intake.volume_marks):
        following = paragraphs[index + 1].text.strip() if index + 1 < len(paragraphs) else ""
        if not _is_title(following, vocabulary):
            return None
    return number_value(match.group(1)) or None


def _value(paragraph: Paragraph, vocabulary: Vocabulary) -> int | None:
    matches = (pattern.match(paragraph.text.strip()) for pattern in vocabulary.intake.all_marks)
    return next((number_value(match.group(1)) for match in matches if match), None)


def _is_title(text: str, vocabulary: Vocabulary) -> bool:
    bare = text.rstrip("）)】").rpartition("（")[0] if text.endswith(("）", ")")) else text
    return 6 <= len(text) <= _LONGEST_MARK and bare.rstrip().endswith(tuple(vocabulary.intake.title_ends))


def _titled(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> list[int]:
    """Where a further title stands after which the numbering starts anew; the outline knows such headings."""
    numbers = [number_at_start(paragraph.text) for paragraph in paragraphs]
    headings = find_headings(paragraphs, numbers, vocabulary, agenda_lines(paragraphs, numbers))
    titles = [index for index, heading in headings if heading.kind == "material" and index > 0]
    bounds = [0, *titles, len(paragraphs)]
    # A contents list above the title reads like a material whose numbering starts anew, but it has no sentences.
    told = [
        sum("。" in paragraph.text for paragraph in paragraphs[begin:end]) >= _FEWEST_SENTENCES
        for begin, end in zip(bounds, bounds[1:], strict=False)
    ]
    return [index for index, before, after in zip(titles, told, told[1:], strict=False) if before and after]


def _piece(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary, is_marked: bool, is_front: bool) -> Piece:
    mark = paragraphs[0].text.strip() if is_marked else None
    title = None
    if mark is not None:
        match = next(filter(None, (pattern.match(mark) for pattern in vocabulary.intake.all_marks)))
        rest = mark[match.end() :].strip(" 　：:、.．）)】")
        following = paragraphs[1].text.strip() if len(paragraphs) > 1 else ""
        title = rest if len(rest) > 3 else following if _is_title(following, vocabulary) else None
    text, suffix = _written(paragraphs)
    return Piece(mark, title, paragraphs[0].line, paragraphs[-1].line, text, suffix, is_front)


def _written(paragraphs: Sequence[Paragraph]) -> tuple[str, str]:
    """The paragraphs as a file that is read again to the same paragraphs, and its suffix."""
    if any(paragraph.heading_level for paragraph in paragraphs):
        text = "\n\n".join("#" * p.heading_level + " " * bool(p.heading_level) + p.text for p in paragraphs) + "\n"
        if [(p.text, p.heading_level) for p in read_markdown(text)] == [(p.text, p.heading_level) for p in paragraphs]:
            return text, ".md"
    lines = []
    for paragraph in paragraphs:
        lines += [""] * paragraph.after_blank + ["　　" * paragraph.indented + paragraph.text]
    return "\n".join(lines).lstrip("\n") + "\n", ".txt"


def is_whole(document: Document, pieces: Sequence[Piece]) -> bool:
    """Whether the pieces, read again, are the volume: every paragraph once, in order."""
    again: list[str] = []
    for piece in pieces:
        again += (p.text for p in (read_markdown if piece.suffix == ".md" else read_plain)(piece.text))
    return again == [paragraph.text for paragraph in document.paragraphs]
