"""The usual structure of a framework, and the skeleton made of it."""

from __future__ import annotations

import pytest

from build_tools.structures import Usual, as_markdown, leads_of, shares_of, skeleton, spread
from build_tools.vocabulary import load_vocabulary
from tests.pages.factory import material, numbered, plain_outline, section

VOCABULARY = load_vocabulary()


def usual_of(*materials):
    usual = Usual()
    for one in materials:
        usual.add(one, leads_of(one, VOCABULARY), shares_of(one))
    return usual


@pytest.mark.parametrize(
    ("values", "told"),
    [([], (0, 0, 0, 0)), ([3], (1, 3, 3, 3)), ([1, 2, 3, 4, 5], (5, 3, 2, 4)), ([2, 4], (2, 3, 2.5, 3.5))],
)
def test_median_and_quartiles(values, told):
    found = spread(values)
    assert (found.count, found.middle, found.low, found.high) == told


def three():
    """Three materials: the third puts its remedies before its causes and has four points under the first aspect."""
    points = "".join(f"«{n}是|学得不够»。后来补上。" for n in "一二三四")
    aspect = section("（一）", "带头深刻感悟“两个确立”的决定性意义方面", points, part="问题", aspects=("2021-1",))
    other = type(plain_outline())(
        "某材料",
        sections=numbered(
            (
                section("一、", "存在的问题", within=(aspect,), part="问题"),
                section("二、", "整改措施", "«一是|加强学习»。", part="措施"),
                section("三、", "原因分析", "«一是|学习不够»。", part="原因"),
            )
        ),
    )
    return [material("a"), material("b"), material("c", other)]


def test_what_most_of_them_have():
    usual = usual_of(*three())
    assert usual.materials == 3
    assert usual.order == ("问题", "措施")
    assert usual.orders[("问题", "措施", "原因")] == 1
    assert usual.part_headings["问题"] == {"存在的问题": 3}
    assert usual.aspect_headings["2021-1"].most_common(1) == [("在带头深刻感悟“两个确立”的决定性意义方面", 2)]
    under = usual.under_aspect("2021-1")
    assert (under.count, under.middle, under.low, under.high) == (3, 2, 2, 3)
    assert usual.under_aspect("2021-3").middle == 2  # its two headings 1. and 2. are its points


def test_parts_that_few_have_stand_behind_those_they_follow():
    usual = Usual()
    usual.orders.update({("问题", "原因", "措施"): 3, ("上年度整改", "问题", "案例剖析", "原因", "措施"): 1})
    assert usual.parts == ("上年度整改", "问题", "案例剖析", "原因", "措施")
    assert usual.order == ("问题", "原因", "措施")
    assert Usual().parts == ()


def test_the_skeleton_follows_the_usual_order_and_holds_no_sentence_of_any_material():
    materials = three()
    lines = skeleton("2021", usual_of(*materials), VOCABULARY)
    headings = [line.text for line in lines if line.kind == "heading" and line.level == 1]
    assert headings == ["一、存在的问题", "二、整改措施"]
    text = as_markdown(lines)
    assert text.startswith("# 【单位和职务，或领导班子】2021年度民主生活会对照检查材料\n")
    assert "### （三）带头践行以人民为中心的发展思想方面\n\n**一是【" in text
    for one in materials:
        for lead in leads_of(one, VOCABULARY):
            assert lead.text not in text


def test_a_framework_without_materials_has_a_skeleton_too():
    for name in [*VOCABULARY.frameworks.frameworks, None]:
        text = as_markdown(skeleton(name, Usual(), VOCABULARY))
        assert "## 一、" in text and "【" in text
        assert "{" not in text
