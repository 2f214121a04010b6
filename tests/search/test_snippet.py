"""Snippets: where they begin and end, what is marked."""

import pytest

from build_tools.search.snippet import BEFORE, WIDTH, snippet

HEADING = "（二）谋划工作的眼光不够长远。"
BODY = "厂房建好了才想起修路，路修好了又想起埋管，管埋好了又说厂房该扩。" * 6
TEXT = HEADING + "\n" + BODY


def of(start: int, size: int = 2, heading: int = len(HEADING)) -> str:
    return snippet(TEXT, [((start, start + size), 0)], heading)


@pytest.mark.parametrize(
    ("word", "begins"),
    [
        ("谋划", "（二）<mark>谋划</mark>工作"),
        ("长远", "（二）谋划工作的眼光不够<mark>长远</mark>。 厂房"),
        ("厂房", "<mark>厂房</mark>建好了"),
        ("想起", "厂房建好了才<mark>想起</mark>修路"),
        ("埋管", "厂房建好了才想起修路，路修好了又想起<mark>埋管</mark>"),
    ],
)
def test_it_begins_with_the_heading_or_below_it(word: str, begins: str) -> None:
    assert of(TEXT.index(word)).startswith(begins)


def test_three_dots_are_for_what_was_left_out() -> None:
    first = len(HEADING) + 1
    assert of(first + BEFORE).startswith("厂房建好了")
    assert of(first + BEFORE + 1).startswith("…房建好了")
    assert of(first + BEFORE, heading=0).startswith("…" + BODY[:3])
    assert of(first).endswith("…") and not of(len(TEXT) - 2).endswith("…")
    assert len(of(first)) == WIDTH + len("<mark></mark>…")
