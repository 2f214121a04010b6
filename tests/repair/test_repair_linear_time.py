"""No text makes the stage slow: hostile texts cost at most a small multiple of a plain one of the same size."""

from __future__ import annotations

import time

import pytest

from build_tools.repair import repair
from build_tools.vocabulary import load_vocabulary
from tests.repair.support import document

VOCABULARY = load_vocabulary()
SIZE = 100_000
PLAIN = "我们学习不够深入，调研不够扎实，措施不够有力。班子认真查摆了存在的问题\n"
WORST_RATIO = 40
"""A rule with quadratic time is above 500 at this size; findings and repairs by the ten thousand cost about 6."""

HOSTILE = {
    "brackets": "（(《【",
    "closing brackets": "）)》】",
    "nested brackets": "（（（）",
    "straight quotes": '"',
    "straight quotes in text": '学"',
    "curly quotes": "“",
    "closing quotes": "习”",
    "apostrophes": "'",
    "asterisks": "*",
    "asterisks in text": "**学",
    "underscores": "__学",
    "digits": "1",
    "wide digits": "１",
    "digits and points": "1.",
    "digits and blanks": "1 ",
    "points": "一是",
    "heading numbers": "一、",
    "numbers in brackets": "（一）",
    "heading numbers in sequence": "。一、二、三、",
    "hyphens": "-",
    "dots": ".",
    "backslashes": "\\",
    "backticks": "`",
    "angle brackets": "<p ",
    "entities": "&nbsp",
    "ampersands": "&",
    "letters": "a",
    "pinyin": "dangshi",
    "pinyin in text": "dangshi观",
    "pinyin in brackets": "领(lǐng)",
    "unknown pinyin": "学jgxnjs",
    "syllables": "ang",
    "addresses": "http://a",
    "mail addresses": "a@",
    "mail addresses and marks": "学a@b,学",
    "links": "[a](",
    "的": "的",
    "doubled fragments": "要求的",
    "names": "习",
    "traditional": "學習",
    "blanks": " ",
    "blanks in text": "学 ",
    "odd blanks behind dots": "学...\u2003",
    "wide blanks": "　",
    "zero-width characters": "\u200b学",
    "hash marks": "#",
    "one character a line": "学\n",
    "bullets": "-\n",
    "page numbers": "— 3 —\n",
    "bare page numbers": "3\n学习不够深入调研不够\n",
    "wrapped lines": "学习不够深入调研不够扎实措施不够有力班子认真\n",
    "site lines": "来源：来源：\n",
    "cut marks": "（未完",
    "masks": "X中央",
    "commas": ",",
}


def cost(text: str) -> float:
    """CPU seconds of one repair."""
    original = document(text)
    start = time.process_time()
    repair(original, VOCABULARY)
    return time.process_time() - start


@pytest.fixture(scope="module")
def plain_cost() -> float:
    text = PLAIN * (SIZE // len(PLAIN))
    cost(text)
    return min(cost(text) for _ in range(3))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_takes_linear_time(name: str, plain_cost: float) -> None:
    piece = HOSTILE[name]
    assert cost(piece * (SIZE // len(piece))) < WORST_RATIO * plain_cost
