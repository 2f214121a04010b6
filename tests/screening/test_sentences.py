"""Sentences that tell personal matters outside sections of them, and those that only use the same words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.screening.sentences import private_sentences
from build_tools.vocabulary import load_vocabulary
from tests.screening.test_affairs import HEAD, TAIL, everything, read

VOCABULARY = load_vocabulary()
AFFAIRS = VOCABULARY.personal.affairs
WITHHELD, SHOWN = (
    [line[2:] for line in part.split("\n") if line.startswith("- ")]
    for part in Path(__file__).with_name("sentences.md").read_text(encoding="utf-8").split("## Shown")
)


@pytest.mark.parametrize("sentence", WITHHELD)
def test_withheld(sentence: str) -> None:
    assert private_sentences(sentence, [], AFFAIRS.search) == [(0, len(sentence))]
    point = f"一是{sentence}"
    assert private_sentences(point, [0], AFFAIRS.search) == [(0, len(point))]


@pytest.mark.parametrize("sentence", SHOWN)
def test_shown(sentence: str) -> None:
    assert private_sentences(sentence, [], AFFAIRS.search) == []
    assert private_sentences(f"一是{sentence}", [0], AFFAIRS.search) == []


def test_all_lines_as_one_material_tell_nothing(tmp_path: Path) -> None:
    """In the introduction, in points, in headings that run on, in the closing sentence and in a table of Markdown."""
    lines = [
        "会前征求了意见。我家住在柳叶坊三号院里。",
        "一、存在的问题",
        "（一）带头遵规守纪方面",
        "一是学习不够，二是妻子在柳叶坊小学教书，三是担当不够。",
        "四是走访不勤。爱人开着柳叶坊杂货铺！五是作风不实。",
        "| 称谓 | 单位 |",
        "| 妻子 | 柳叶坊小学教师 |",
        "（二）女儿在柳叶坊大学读书",
        "措施不够。",
        "我将努力改进，儿子在柳叶坊工作，请组织监督。",
    ]
    told = everything(read(tmp_path, HEAD + "\n".join(lines) + "\n" + TAIL))
    assert "柳叶坊" not in told and "杂货铺" not in told
    for words in ("征求了意见", "学习不够", "担当不够", "走访不勤", "作风不实", "措施不够"):
        assert words in told


def test_a_point_keeps_its_number_and_place(tmp_path: Path) -> None:
    text = HEAD + "（二）廉洁方面\n一是学习不够。二是妻子在柳叶坊小学教书。三是担当不够。\n" + TAIL
    material = read(tmp_path, text)
    section = material.outline.sections[0].sections[1]
    assert [(point.number, point.lead, point.anchor) for point in section.points] == [
        ("一是", "学习不够", "s1-2-p1"),
        ("二是", "", "s1-2-p2"),
        ("三是", "担当不够", "s1-2-p3"),
    ]
    assert [block.text for block in section.blocks] == ["一是学习不够。", AFFAIRS.part_note, "三是担当不够。"]
    data = [(d.kind, d.where, d.characters) for d in material.screening.personal]
    assert data == [("affairs", "第7行", len("二是妻子在柳叶坊小学教书。"))]


def test_repairs_and_findings_quote_nothing_of_it(tmp_path: Path) -> None:
    text = HEAD + "（二）廉洁方面\n学习不够，妻子在柳叶(yè)坊dangshi小学“教书，２００９年结婚。\n" + TAIL
    told = everything(read(tmp_path, text))
    assert not [word for word in ("柳叶", "教书", "小学", "２００９") if word in told]


@pytest.mark.parametrize("policy", ["mask", "withhold", "show"])
def test_every_policy(policy: str, tmp_path: Path) -> None:
    """No mask fits such matters: `mask` withholds them; `show` shows and still reports them."""
    personal = VOCABULARY.personal
    kind = personal.kinds["affairs"].model_copy(update={"policy": policy})
    vocabulary = replace(
        VOCABULARY, personal=personal.model_copy(update={"kinds": {**personal.kinds, "affairs": kind}})
    )
    text = HEAD + "（二）廉洁方面\n妻子开着柳叶坊杂货铺。\n（三）有关事项报告\n岳母患有风湿。\n" + TAIL
    material = read(tmp_path, text, vocabulary=vocabulary)
    told = everything(material, vocabulary)
    assert ("杂货铺" in told, "风湿" in told) == (policy == "show", policy == "show")
    found = [(d.kind, d.where, d.policy) for d in material.screening.personal]
    said = "show" if policy == "show" else "withhold"
    assert found == [("affairs", "第7行", said), ("affairs", "s1-3", said)]
