"""Snippets: where they begin and end, what is marked."""

import pytest

from build_tools.search.snippet import BEFORE, WIDTH, snippet

HEADING = "（二）谋划工作的眼光不够长远。"
TEXT = HEADING + "\n" + "厂房建好了才想起修路。" * 20


@pytest.mark.parametrize(
    ("word", "begins"),
    [
        ("谋划", "（二）<mark>谋划</mark>工作"),
        ("长远", "（二）谋划工作的眼光不够<mark>长远</mark>。 厂房"),
        ("才想起", "（二）谋划工作的眼光不够长远。 厂房建好了<mark>才想起</mark>修路"),
    ],
)
def test_it_begins_with_the_text_or_with_what_follows_the_heading(word: str, begins: str) -> None:
    start = TEXT.index(word)
    assert snippet(TEXT, [((start, start + len(word)), 0)], len(HEADING)).startswith(begins)


def test_it_does_not_begin_with_the_end_of_a_heading() -> None:
    start = len(HEADING) + 15
    text = "厂房建好了才想起修路。厂房建<mark>好了</mark>才"
    assert snippet(TEXT, [((start, start + 2), 0)], len(HEADING)).startswith(text)
    assert snippet(TEXT, [((start, start + 2), 0)]).startswith("…" + TEXT[start - BEFORE : len(HEADING)])
    later = len(HEADING) + 1 + BEFORE
    assert snippet(TEXT, [((later + 1, later + 3), 0)], len(HEADING)).startswith("…房建好了")
    assert len(snippet(TEXT, [((start, start + 2), 0)], len(HEADING))) == WIDTH + len("<mark></mark>…")
