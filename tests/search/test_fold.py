"""Folding and pieces: the cases shared with JavaScript, and what must hold for any text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.search.fold import fold, folded
from build_tools.search.pieces import pieces_of
from build_tools.vocabulary import load_vocabulary
from tests.search.conftest import cases


@pytest.mark.parametrize("case", cases("fold_cases.json"), ids=lambda case: case["name"])
def test_shared_cases(case: dict[str, Any]) -> None:
    result = folded(case["text"])
    assert result.text == case["folded"]
    assert result.offsets == case["offsets"]
    assert list(pieces_of(result.text)) == case["pieces"]


@given(st.text())
def test_folding_is_character_by_character(text: str) -> None:
    result = folded(text)
    assert result.text == fold(text) == "".join(map(fold, text))
    assert len(result.offsets) == len(result.text)
    assert result.offsets == sorted(result.offsets)


@given(st.text(alphabet="习近平“”、。 abＡ１\u3000領"))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_span_points_into_the_original() -> None:
    text = "增强“四个 意识”、坚定"
    result = folded(text)
    start = result.text.index("四个意识")
    low, high = result.span(start, start + 4)
    assert text[low:high] == "四个 意识"


def test_what_a_file_has_for_a_character_is_folded_like_it() -> None:
    for form, character in load_vocabulary().damage.forms.items():
        if 0x2E80 <= ord(form) < 0x2F00:
            assert fold(form) == fold(character), form
    assert fold("亻") == "亻" and fold("⼈") == "人"
