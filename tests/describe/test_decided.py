"""What a person decided in a record stands, and what follows from it follows from it."""

from __future__ import annotations

from typing import Any

from build_tools.describe import describe
from build_tools.model import Description, Document, Finding, Outline, Source
from build_tools.outline import outline
from build_tools.readers.plain import read_plain
from build_tools.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
TEXT = """2023年民主生活会个人对照检查材料
按照开好2022年度民主生活会的通知，我作了准备。
一、存在的问题
（一）带头发扬斗争精神方面
学习不够。
（二）带头用习近平新时代中国特色社会主义思想凝心铸魂方面
学习不够。"""


def described(text: str, **decided: Any) -> tuple[Outline, Description, list[Finding]]:
    document = Document(Source("a.txt", "txt", "utf-8", "0" * 64), read_plain(text))
    found, description, findings = describe(outline(document, VOCABULARY), VOCABULARY, decided)
    return found, description, list(findings)


def test_a_decided_year_ends_the_conflict() -> None:
    assert "year_conflict" in {finding.code for finding in described(TEXT)[2]}
    _, description, findings = described(TEXT, year=2022)
    assert description.year == 2022 and description.evidence["year"].source == "record"
    assert "year_conflict" not in {finding.code for finding in findings}


def test_no_framework_means_no_aspects() -> None:
    found, description, _ = described(TEXT, framework=None)
    assert description.framework is None
    assert not any(section.aspects for section in found.walk())


def test_sector_and_level_follow_a_decided_unit() -> None:
    _, description, _ = described(TEXT, unit="临江市教育局")
    assert (description.unit, description.sector, description.level) == ("临江市教育局", "教育", "市")


def test_a_supplied_title_is_made_of_what_was_decided() -> None:
    text = TEXT.partition("\n")[2]
    _, description, findings = described(text, unit="临江市教育局", year=2022)
    assert description.title.startswith("[临江市教育局") and "2022年度" in description.title
    assert "title_missing" in {finding.code for finding in findings}
    _, description, findings = described(text, title="我的对照检查")
    assert description.title == "我的对照检查" and not description.title_supplied
    assert "title_missing" not in {finding.code for finding in findings}
