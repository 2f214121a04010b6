"""What the structural check finds, and which passages are collected."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_tools.model import Outline, PersonalDatum, Screening
from build_tools.structures import shares_of, structural_check
from build_tools.structures.passages import passages_of
from build_tools.vocabulary import load_vocabulary
from tests.pages.factory import blocks, hostile, material, numbered, section
from tests.seeds import needs_seeds
from tests.test_seeds import material as seed_material

VOCABULARY = load_vocabulary()
SHORTS = [aspect.short for aspect in VOCABULARY.frameworks.frameworks["2021"].aspects]


def checks(one):
    return {check.name: check for check in structural_check(one, shares_of(one), VOCABULARY)}


def whole(order=(1, 2, 3, 4, 5), points=2, **more):
    """A material of 2021 that answers the list in this order."""
    text = "".join(f"«{n}是|学得不够»。" + "话" * 60 for n in "一二三四"[:points])
    problems = [
        section(f"（{k}）", f"{SHORTS[n - 1]}方面", text, part="问题", aspects=(f"2021-{n}",))
        for k, n in enumerate(order)
    ]
    parts = (
        section("一、", "存在的问题", within=problems, part="问题"),
        section("二、", "原因分析", "根" * 150, part="原因"),
        section("三、", "整改措施", "改" * 150, part="措施"),
    )
    outline = Outline("题", preamble=blocks("引言。"), sections=numbered(parts), closing=blocks("以上，请批评。"))
    return material(outline=outline, framework="2021", **more)


def test_a_whole_material_lacks_nothing():
    found = checks(whole())
    assert [check.name for check in found.values() if check.holds is not True] == []
    assert found["逐条对照"].told == "5 项都有，次序相同"
    assert found["每项分点"].told == "每项 2 点"


@pytest.mark.parametrize(
    ("one", "name", "told"),
    [
        (whole(order=(1, 2, 3, 5)), "逐条对照", "没有对应标题的：第4项"),
        (whole(order=(2, 1, 3, 4, 5)), "逐条对照", "5 项都有，次序是 2、1、3、4、5"),
        (whole(points=1), "每项分点", "不到 2 点的：第1项、第2项、第3项、第4项、第5项"),
        (whole(incomplete="原件被截断"), "正文", "不全：原件被截断"),
        (replace(whole(), outline=replace(whole().outline, closing=())), "部分", "缺少结语"),
    ],
)
def test_what_is_missing_is_said_with_its_place(one, name, told):
    check = checks(one)[name]
    assert check.holds is False and check.told == told


def test_without_a_list_nothing_is_held_against_a_material():
    check = checks(material(framework=None))["逐条对照"]
    assert check.holds is None


def test_masked_data_hold_and_reported_matters_want_a_look():
    one = replace(whole(), screening=Screening(personal=(PersonalDatum("mobile", "第3行", "138****8000"),)))
    assert checks(one)["个人信息"] == ("个人信息", True, "1 处已遮盖，没有显示")
    matters = section("四、", "有关事项说明", "房。", part="事项说明")
    outline = replace(one.outline, sections=numbered((*one.outline.sections, matters)))
    assert checks(replace(one, outline=outline))["个人信息"].holds is None


def test_data_that_are_shown_by_policy_are_told():
    data = (PersonalDatum("mobile", "第3行", "138****8000"), PersonalDatum("landline", "第5行", "", policy="show"))
    check = checks(replace(whole(), screening=Screening(personal=data)))["个人信息"]
    assert check.holds is False and check.told == "按词表的设置照登 1 处：固定电话"


def test_odd_materials_are_checked_too():
    assert checks(hostile()) and checks(material(outline=Outline(None)))


# ---------------------------------------------------------------- passages


def test_opening_closing_and_cases_with_their_places():
    text = "«一是|走访不够»。比如去年三月到石桥村，只停了半小时。还有一些。«二是|办事不快»。坐等多。例如危桥修缮，拖了四个月。"
    problem = section("（一）", "某方面", text, part="问题", aspects=("2021-3",))
    matters = section("（二）", "有关情况的说明", "比如住房一套，九十平方米以上。", part="事项说明")
    remedy = section("三、", "整改措施", "今年起每月走访两次，听意见。", part="措施")
    outline = Outline(
        None,
        preamble=blocks("按照通知要求，现报告如下。", "第二段。"),
        sections=numbered((section("一、", "问题", within=(problem, matters), part="问题"), remedy)),
        closing=blocks("以上，请批评指正。"),
    )
    found = passages_of(material(outline=outline), VOCABULARY)
    assert [(p.kind, p.anchor, p.text) for p in found] == [
        ("opening", "preamble", "按照通知要求，现报告如下。"),
        ("case", "s1-1-p1", "比如去年三月到石桥村，只停了半小时。"),
        ("closing", "closing", "以上，请批评指正。"),
    ]
    assert found[1].aspect == "2021-3"


def test_no_material_tells_more_than_a_few_cases():
    many_sections = [section(f"（{n}）", "某事", "比如有一回，只听了汇报就走。", part="问题") for n in range(40)]
    outline = Outline(None, sections=numbered((section("一、", "问题", within=many_sections, part="问题"),)))
    assert len(passages_of(material(outline=outline), VOCABULARY)) == 6


@needs_seeds
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_seeds_have_an_opening_and_their_cases_stand_in_them(number):
    one = seed_material(number)
    found = passages_of(one, VOCABULARY)
    assert sum(passage.kind == "opening" for passage in found) == 1
    anchors = {section.anchor for section in one.outline.walk()}
    anchors |= {point.anchor for section in one.outline.walk() for point in section.points}
    assert all(passage.anchor in anchors for passage in found if passage.kind == "case")
