"""What holds for any text whatever: nothing raises, every change is accounted for, a repaired text stays."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.model import Document
from build_tools.readers.plain import read_plain
from build_tools.repair import CHANGES, repair
from build_tools.vocabulary import load_vocabulary
from tests.repair.support import accounted, characters, document

VOCABULARY = load_vocabulary()

FRAGMENTS = st.sampled_from(
    [
        *"一二三、（）()《》【】“”‘’\"'。，；：,;:!?.*#-—–―…·&<>\\`[]{}|_~@=%/ \t\n　\xa0\u200b\ufeff\u00ad",
        *"的习近平党政治学要求班子整改落实領導問題檢查後於乾⽂⻓２０１Ａｘ＊×ＸXDZzxadgs0123456789",
        *(
            "**",
            "##",
            "# ",
            "一、",
            "二、",
            "（一）",
            "(二)",
            "1.",
            "2.",
            "一是",
            "二是",
            "第（一）项",
            "\n\n",
            "　　",
            "    ",
        ),
        *(
            "dangshi",
            "mzshh",
            "zzshh",
            "讲ZZ",
            "X中央",
            "XX纪委",
            "X月X日",
            "习习近平",
            "要求的要求",
            "社全主义",
            "习.近.平",
        ),
        *(
            "领(lǐng)",
            "导（dǎo）",
            "&nbsp;",
            "&amp;",
            "&ldquo;",
            "<br>",
            "<p>",
            "</p>",
            "\\n",
            "\\*",
            "http://a.cn/?b=1,2",
            "a@b.cn",
        ),
        *(
            "— 3 —",
            "第3页 共8页",
            "浏览量:34",
            "来源：",
            "未完,全文共785字",
            "下载后查看全文",
            "上一篇：",
            "------",
            "......",
            "1,000",
            "12:30",
        ),
        *(
            "存在的主要问题",
            "对照检查材料",
            "如下。",
            "2021-2025",
            "2025 年度",
            "[a](http://b)",
            "```",
            "***",
            "it's",
            "WiFi",
            "GDP",
        ),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(FRAGMENTS, max_size=60).map("".join),
    st.lists(FRAGMENTS, min_size=20, max_size=100).map("".join),
)


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_every_change_is_accounted_for(text: str) -> None:
    original = document(text)
    repaired = repair(original, VOCABULARY)
    assert accounted(original, repaired) == characters(repaired.text)


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_a_repaired_text_is_not_changed_again(text: str) -> None:
    once = repair(document(text), VOCABULARY)
    twice = repair(replace(once, repairs=(), findings=()), VOCABULARY)
    assert twice.repairs == ()
    assert twice.paragraphs == once.paragraphs


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(CHANGES), max_size=4), TEXTS)
def test_rules_can_stand_in_any_order(rules: list[object], text: str) -> None:
    original = result = Document(document("").source, read_plain(text))
    for rule in rules:
        assert callable(rule)
        result = rule(result, VOCABULARY)
    assert accounted(original, result) == characters(result.text)
    assert all(paragraph.text for paragraph in result.paragraphs)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_places_are_lines_of_the_original(text: str) -> None:
    original = document(text)
    lines = {f"第{p.line}行" for p in original.paragraphs}
    repaired = repair(original, VOCABULARY)
    assert {finding.where for finding in repaired.findings} <= lines
    assert all(repair.lines for repair in repaired.repairs)
