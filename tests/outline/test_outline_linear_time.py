"""No text makes outline, description and withholding slow; too many headings are text, none of which is lost."""

from __future__ import annotations

import time

import pytest

from build_tools.describe import describe, with_parts
from build_tools.model import Document, Outline, Repair, Source
from build_tools.outline import MOST_HEADINGS, outline
from build_tools.readers.plain import read_plain
from build_tools.screening import taken_back, withhold_affairs
from build_tools.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
SIZE = 60_000
PLAIN = "我们学习不够深入，一是调研不够扎实，措施不够有力。班子认真查摆了存在的问题\n"
WORST_RATIO = 150
"""Points and headings by the ten thousand cost up to 40 times as much as prose; what grows squarely, above 500."""
HOSTILE = {
    "points": "一是学",
    "points in lines": "一是学\n",
    "points in quotations": "“一是”",
    "points that begin again": "。一是学",
    "lists one after the other": "甲：一是学，二是习，",
    "books": "：一是《学》，二是《习》",
    "attachments": "附件1\n",
    "headings": "一、学\n",
    "headings at all levels": "一、学\n（一）习\n1.学\n",
    "one long heading": "一是学",
    "terms": "2021年度民主生活会",
    "contents": "目录\n",
    "affairs": "有关事项报告。妻子\n",
    "affairs in a paragraph": "有关事项报告，妻子。一是学。",
    "branches": "党支部",
    "letters and visits": "回应信访情况学",
}


def read(text: str) -> Document:
    return Document(Source("a.txt", "txt", "utf-8", "0" * 64), read_plain(text))


def cost(text: str) -> float:
    """CPU seconds from the repaired text to what may be shown."""
    document = read(text)
    repairs = tuple(Repair("quotes", '学"', "学”", 1, (p.line,)) for p in document.paragraphs)
    start = time.process_time()
    structure, withheld = withhold_affairs(with_parts(outline(document, VOCABULARY), VOCABULARY), VOCABULARY)
    structure, _, findings = describe(structure, VOCABULARY)
    taken_back(withheld, structure, repairs, findings, VOCABULARY)
    return time.process_time() - start


@pytest.fixture(scope="module")
def plain_cost() -> float:
    text = PLAIN * (SIZE // len(PLAIN))
    cost(text)
    return min(cost(text) for _ in range(3))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_takes_linear_time(name: str, plain_cost: float) -> None:
    text = HOSTILE[name] * (SIZE // len(HOSTILE[name]))
    assert cost(text) < WORST_RATIO * plain_cost
    assert cost(f"一、{text}") < WORST_RATIO * plain_cost


def headings(count: int) -> Outline:
    return outline(read("枫桥县水利局对照检查材料\n" + "一、学习\n学得不够。\n" * count), VOCABULARY)


def test_more_headings_than_any_volume_has_are_text() -> None:
    structure = headings(MOST_HEADINGS + 1)
    assert structure.sections == ()
    assert [block.text for block in structure.preamble[:2]] == ["一、学习", "学得不够。"]
    assert structure.characters == len("枫桥县水利局对照检查材料") + (MOST_HEADINGS + 1) * len("一、学习学得不够。")
    (finding,) = structure.findings
    assert finding.code == "nothing_understood" and str(MOST_HEADINGS) in finding.message


def test_fewer_are_headings() -> None:
    assert len(headings(300).sections) == 300
