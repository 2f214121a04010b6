"""What is known of the five real materials, before and after repair."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pytest

from build_tools.model import Document
from build_tools.readers import read
from build_tools.repair import repair
from build_tools.vocabulary import load_vocabulary
from tests.repair.support import accounted, characters
from tests.seeds import needs_seeds, seed

pytestmark = needs_seeds
VOCABULARY = load_vocabulary()
NUMBERS = ("000", "001", "002", "003", "004")


@cache
def original(number: str) -> Document:
    path = seed(number)
    return read(path.read_bytes(), path.name, "0" * 64)


@cache
def repaired(number: str) -> Document:
    return repair(original(number), VOCABULARY)


def messages(number: str, code: str) -> list[str]:
    return [finding.message for finding in repaired(number).findings if finding.code == code]


def kept(number: str, words: Iterable[str]) -> bool:
    """Whether the words stand in the repaired text as often as in the original, and at least once."""
    before, after = original(number).text, repaired(number).text
    return all(0 < before.count(word) == after.count(word) for word in words)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_change_is_accounted_for(number: str) -> None:
    assert accounted(original(number), repaired(number)) == characters(repaired(number).text)


@pytest.mark.parametrize("number", NUMBERS)
def test_lines_stay_lines(number: str) -> None:
    assert [p.line for p in repaired(number).paragraphs] == [p.line for p in original(number).paragraphs]


@pytest.mark.parametrize("number", NUMBERS)
def test_quotes_are_paired(number: str) -> None:
    assert '"' not in repaired(number).text
    assert messages(number, "quote_unbalanced") == []
    for paragraph in repaired(number).paragraphs:
        quotes = "".join(c for c in paragraph.text if c in "“”")
        assert quotes == "“”" * (len(quotes) // 2)


def test_pinyin_is_read() -> None:
    text = repaired("002").text
    assert "dangshi" not in text and "mzshh" not in text
    assert "树立正确党史观" in text and "召开党史学习教育专题民主生活会的要求" in text


def test_dashes_become_chinese() -> None:
    assert "出窑的砖——定型了" in repaired("002").text


def test_mixed_quotes_are_paired() -> None:
    assert "贯彻“六稳”“六保”要求" in repaired("003").text


def test_half_width_brackets_become_wide() -> None:
    assert "《党委（党组）落实全面从严治党主体责任规定》" in repaired("004").text


def test_bold_headings_and_title_lines_are_read() -> None:
    bold = [p.text for p in repaired("002").paragraphs if p.strong]
    assert bold == ["一、存在的问题", "二、原因分析", "三、努力方向"]
    assert "*" not in repaired("002").text and "#" not in repaired("002").text
    assert [p.heading_level for p in repaired("002").paragraphs[:3]] == [1, 1, 0]


def test_placeholders_and_cited_years_stay() -> None:
    assert kept("000", ["XX纪委机关", "XX组织部", "十九届X中X会", "XX先锋"])
    assert kept("001", ["2021年X月X日至X月X日", "市委第X巡察组", "X大类X个方面", "XX市", "XX广播电视台", "XX篇章"])
    assert kept("002", ["到xx时间不长"])
    assert kept("004", ["2035年远景目标"])


def test_slips_are_reported_and_stay() -> None:
    assert any("社全主义" in m and "社会主义" in m for m in messages("003", "likely_slip"))
    assert any("习习近平" in m for m in messages("003", "likely_slip"))
    assert any("决定性一意义" in m and "决定性意义" in m for m in messages("002", "likely_slip"))
    assert any("要求的要求" in m for m in messages("001", "likely_slip"))
    assert kept("003", ["社全主义", "深化习习近平"])
    assert kept("002", ["决定性一意义"])
    assert kept("001", ["要求的要求"])


def test_right_wording_is_not_reported() -> None:
    assert kept("000", ["学习习近平"])
    for number in ("000", "001", "002", "004"):
        assert not any("习习近平" in message for message in messages(number, "likely_slip"))
    assert messages("004", "likely_slip") == []


def test_the_title_mark_never_closed_is_reported() -> None:
    assert [f.where for f in repaired("001").findings if f.code == "bracket_unbalanced"] == ["第1行"]


@pytest.mark.parametrize("number", NUMBERS)
def test_nothing_else_is_reported(number: str) -> None:
    assert {f.code for f in repaired(number).findings} <= {"likely_slip", "bracket_unbalanced"}
