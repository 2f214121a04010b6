"""The query language: cases shared with JavaScript, and any text at all."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.search.parse import LONGEST, MOST_WORDS, Query, parse
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
    assert len(parse(text).words) <= MOST_WORDS


def test_long_queries_are_cut() -> None:
    query = parse("学" * (LONGEST + 1))
    assert query.cut
    assert query.terms == ["学" * LONGEST]
