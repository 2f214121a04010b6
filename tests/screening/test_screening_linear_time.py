"""No text makes the screening slow: hostile texts cost at most a small multiple of a plain one of the same size."""

from __future__ import annotations

import time

import pytest

from build_tools.describe import with_parts
from build_tools.model import Document, Source
from build_tools.outline import outline
from build_tools.readers.plain import read_plain
from build_tools.screening import masked, secrecy_mark, withhold_affairs
from build_tools.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
SIZE = 100_000
PLAIN = "我们学习不够深入，电话要少打，措施不够有力，2021年度只有三次。妻子很支持，住得近\n"
WORST_RATIO = 20
"""A search with quadratic time is above 100 at this size; these texts cost up to 1.4."""
HOSTILE = {
    "digits": "1",
    "digits and blanks": "1 ",
    "digits and hyphens": "13-8",
    "digits and strokes": "1/",
    "telephones of letters": "电话1lO",
    "unseen": "1\u200b",
    "Chinese digits": "一三八",
    "letters": "a",
    "mail addresses": "a@",
    "dots": "a.",
    "plates": "云A",
    "cards": "卡1",
    "phones": "电话8",
    "QQ": "QQ",
    "passports": "护照E",
    "addresses": "里三栋",
    "doors": "路一二三号",
    "relatives": "妻子在",
    "relatives at work": "妻子在甲工作",
    "homes": "我住房1平",
    "secrecy": "秘密",
    "starred": "秘密★\n",
    "quoted": "“秘密",
    "wives": "妻子",
    "wives with commas": "妻子，在",
    "mine": "我有",
    "mine without an end": "我在房一",
    "announced": "关于家庭住房，",
    "affairs": "有关事项报告：妻子。\n",
    "brackets": "（",
    "stars": "*",
}


def cost(text: str) -> float:
    """CPU seconds of screening."""
    document = Document(Source("a.txt", "txt", "utf-8", "0" * 64), read_plain(text))
    structure = with_parts(outline(document, VOCABULARY), VOCABULARY)
    start = time.process_time()
    secrecy_mark(document, VOCABULARY)
    masked(document, VOCABULARY)
    withhold_affairs(structure, VOCABULARY)
    return time.process_time() - start


@pytest.fixture(scope="module")
def plain_cost() -> float:
    text = PLAIN * (SIZE // len(PLAIN))
    cost(text)
    return min(cost(text) for _ in range(3))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_takes_linear_time(name: str, plain_cost: float) -> None:
    assert cost(HOSTILE[name] * (SIZE // len(HOSTILE[name]))) < WORST_RATIO * plain_cost
