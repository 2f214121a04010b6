"""Broken layout is mended: texts broken on purpose come back with their paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from build_tools.readers.plain import read_plain
from build_tools.repair import repair
from build_tools.repair.characters import columns
from build_tools.vocabulary import load_vocabulary
from tests.repair.support import SOURCE, document

VOCABULARY = load_vocabulary()
MATERIALS = Path(__file__).parent.parent / "materials"
NO_START_OF_LINE = "，。；：、！？”）》"


@cache
def paragraphs(name: str) -> tuple[str, ...]:
    """The paragraphs of a material that was never broken, below its title."""
    text = next(MATERIALS.glob(f"{name}*.txt")).read_text(encoding="utf-8-sig")
    return tuple(p.text for p in repair(document(text), VOCABULARY).paragraphs)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a paragraph on a page of so many columns; a mark hangs over the edge rather than open a line."""
    lines = [""]
    for character in text:
        full = columns(lines[-1] + character) > width
        if full and character not in NO_START_OF_LINE:
            lines.append("")
        lines[-1] += character
    return lines


def page_with_indents(texts: tuple[str, ...]) -> str:
    return "\n".join(line for text in texts for line in wrapped("　　" + text, 56))


def page_without_indents(texts: tuple[str, ...]) -> str:
    return "\n".join(line for text in texts for line in wrapped(text, 60))


def pages_with_numbers(texts: tuple[str, ...]) -> str:
    lines = page_with_indents(texts).split("\n")
    pages = [lines[start : start + 22] for start in range(0, len(lines), 22)]
    return "\n".join("\n".join([*page, "", f"— {number} —", ""]) for number, page in enumerate(pages, 1))


def empty_lines_between(texts: tuple[str, ...]) -> str:
    return "\n\n".join("\n".join(wrapped(text, 72)) for text in texts)


def one_character_a_line(texts: tuple[str, ...]) -> str:
    return "\n\n".join("\n".join(text) for text in texts)


def one_line_with_gaps(texts: tuple[str, ...]) -> str:
    return "　　".join(texts)


def letters_spaced_out(texts: tuple[str, ...]) -> str:
    return "\n".join(" ".join(text) for text in texts)


@pytest.mark.parametrize("name", ["05", "07", "14", "16", "18", "20", "22", "26", "28", "30"])
@pytest.mark.parametrize(
    "broken",
    [
        page_with_indents,
        page_without_indents,
        pages_with_numbers,
        empty_lines_between,
        one_character_a_line,
        one_line_with_gaps,
        letters_spaced_out,
    ],
    ids=lambda broken: broken.__name__,
)
def test_paragraphs_come_back(broken: Callable[[tuple[str, ...]], str], name: str) -> None:
    texts = paragraphs(name)
    mended = [p.text for p in repair(document(broken(texts)), VOCABULARY).paragraphs]
    lost = set(texts) - set(mended)
    # A broken title stays in its lines (the outline joins it); without indents a sentence may end at the edge.
    assert len(lost) <= 3
    assert "".join(mended) == "".join(texts)


@pytest.mark.parametrize("name", ["05", "07", "14", "16", "18", "20", "22", "26", "28", "30"])
def test_whole_paragraphs_stay_lines(name: str) -> None:
    texts = paragraphs(name)
    result = repair(document("\n".join(texts)), VOCABULARY)
    assert tuple(p.text for p in result.paragraphs) == texts
    assert read_plain("\n".join(texts)) == tuple(result.paragraphs) and SOURCE == result.source
