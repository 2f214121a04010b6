"""The query language: cases shared with JavaScript, and any text at all."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.search.parse import LONGEST, MOST_UNWANTED, Query, parse, simplified
from tests.search.conftest import cases


def plain(query: Query) -> dict[str, Any]:
    filters = [{"field": f.field, "values": list(f.values), "excluded": f.excluded} for f in query.filters]
    return {
        "terms": query.terms,
        "typed": query.typed,
        "unwanted": query.unwanted,
        "filters": filters,
        "ignored": list(query.ignored),
        "cut": query.cut,
    }


@pytest.mark.parametrize("case", cases("parse_cases.json"), ids=lambda case: case["name"])
def test_shared_cases(case: dict[str, Any]) -> None:
    assert {"name": case["name"], "text": case["text"], **plain(parse(case["text"]))} == case


@given(st.text())
def test_no_text_is_an_error(text: str) -> None:
    assert len(parse(text).unwanted) <= MOST_UNWANTED


def test_characters_that_are_simplified_ones_elsewhere() -> None:
    assert simplified(parse("今後 -關於 今后")).terms == ["今后"]
    assert simplified(parse("今後 -關於")).unwanted == ["关于"]
    assert simplified(parse("关于 担当")) == parse("关于 担当")


def test_long_queries_are_cut() -> None:
    query = parse("学" * (LONGEST + 1))
    assert query.cut
    assert query.terms == ["学" * LONGEST]
