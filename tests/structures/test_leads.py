"""The 小标题 of the difficult materials and the seeds, against what their careful readers wrote down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.pipeline import read_material
from build_tools.structures import leads_of
from build_tools.vocabulary import load_vocabulary
from tests.pages.factory import material as made
from tests.pages.factory import numbered, plain_outline, section
from tests.seeds import needs_seeds
from tests.test_examination import cases, original
from tests.test_seeds import material as seed_material

VOCABULARY = load_vocabulary()


def leads(material):
    return leads_of(material, VOCABULARY)


# ---------------------------------------------------------------- the answers of careful readers


PARTS = ("问题产生的原因", "下一步整改措施", "原因分析", "整改措施")
"""Headings inside a part that only name it again."""


def is_complete(sections: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the reader wrote down heading, part and points of every section."""
    keys = {"title", "part", "points", "sections"}
    return all(keys <= asked.keys() and is_complete(asked["sections"] or ()) for asked in sections)


def wanted(sections: Sequence[Mapping[str, Any]], level: int = 1, above: Any = "") -> Iterator[tuple[str, Any]]:
    """(text, part) of the points and of the headings below the first level that answer no list and name no part."""
    for asked in sections or ():
        inside = level if str(asked.get("number") or "").startswith("篇") else level + 1
        title, part = asked.get("title") or "", asked.get("part")
        names_field = title.endswith(("方面", "方面的突出问题")) or (part != above and above) or title in PARTS
        if level >= 2 and not (asked.get("aspects") and part == "问题") and not names_field and part != "事项说明":
            yield title, part
        yield from ((lead, part) for lead in asked.get("points") or ())
        yield from wanted(asked.get("sections") or (), inside, part)


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_every_lead_that_a_careful_reader_found_is_there_once_in_its_part(path: Path) -> None:
    asked = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))
    if not asked.get("sections") or "part" not in asked["sections"][0]:
        pytest.skip("nobody wrote down its sections")
    material = read_material(original(path), VOCABULARY)
    if not material.screening.publish:
        pytest.skip("it bears a secrecy mark: nothing of it is told")
    found = leads(material)
    told, answers = Counter((lead.text, lead.part) for lead in found), Counter(wanted(asked["sections"]))
    if is_complete(asked["sections"]):
        assert told == answers
    else:
        assert answers - Counter({key: n for key, n in answers.items() if not key[0]}) <= told
    assert len({lead.anchor for lead in found}) == len(found)


SEEDS = {
    "000": {"问题": (11, 0), "原因": (0, 4), "措施": (0, 5)},
    "001": {"问题": (0, 15), "原因": (5, 0), "措施": (6, 5)},
    "002": {"问题": (15, 0), "原因": (4, 0), "措施": (0, 3)},
    "003": {"问题": (18, 0), "原因": (0, 3), "措施": (0, 4)},
    "004": {"问题": (14, 0), "原因": (3, 0), "措施": (3, 0)},
}
"""How many points and headings of each part are 小标题."""

ASPECTS = {
    "000": [3, 3, 0, 2, 3],
    "001": [4, 3, 3, 2, 3],
    "002": [3, 3, 3, 3, 3],
    "003": [3, 3, 3, 3, 3, 3],
    "004": [3, 3, 3, 2, 3],
}
"""How many 小标题 stand under each aspect of the list."""


@needs_seeds
@pytest.mark.parametrize("number", SEEDS)
def test_the_seeds_have_so_many_of_each_part(number: str) -> None:
    found = leads(seed_material(number))
    points = Counter(lead.part for lead in found if not lead.is_heading)
    headings = Counter(lead.part for lead in found if lead.is_heading)
    assert {part: (points[part], headings[part]) for part in points | headings} == SEEDS[number]


@needs_seeds
@pytest.mark.parametrize("number", ASPECTS)
def test_the_seeds_have_so_many_under_each_aspect(number: str) -> None:
    material = seed_material(number)
    found = Counter(lead.aspect for lead in leads(material))
    framework = material.description.framework
    assert [found[f"{framework}-{n}"] for n in range(1, len(ASPECTS[number]) + 1)] == ASPECTS[number]


# ---------------------------------------------------------------- the rules, one by one


def outline_of(*sections):
    base = plain_outline()
    return type(base)(title=base.title, title_lines=base.title_lines, sections=numbered(sections))


def texts(*sections):
    return [lead.text for lead in leads(made(outline=outline_of(*sections)))]


def test_the_heading_of_an_aspect_is_the_notices_but_in_remedies_the_writers():
    problems = section("（一）", "带头践行以人民为中心的发展思想", aspects=("2021-3",), part="问题")
    remedies = section("（一）", "在践行以人民为中心的发展思想上见行动", aspects=("2021-3",), part="措施")
    assert texts(section("一、", "存在的问题", within=(problems,), part="问题")) == []
    found = leads(made(outline=outline_of(section("三、", "整改措施", within=(remedies,), part="措施"))))
    assert [(lead.text, lead.aspect, lead.part) for lead in found] == [
        ("在践行以人民为中心的发展思想上见行动", "2021-3", "措施")
    ]


@pytest.mark.parametrize(
    "title", ["班子建设方面", "理论学习方面存在的问题", "问题产生的原因", "整改措施", "有关情况的说明"]
)
def test_a_heading_that_only_names_its_field_or_part_is_none(title):
    parts = {"问题产生的原因": "原因", "整改措施": "措施", "有关情况的说明": "事项说明"}
    inner = section("（一）", title, part=parts.get(title, "问题"))
    assert texts(section("一、", "存在的问题", within=(inner,), part="问题")) == []


def test_levels_are_those_of_the_tree_and_the_fourth_is_one_too():
    deep = section("①", "表态多", part="问题")
    third = section("（1）", "抓而不紧", within=(deep,), part="问题")
    second = section("1.", "落实不力", within=(third,), part="问题")
    assert texts(section("一、", "存在的问题", within=(second,), part="问题")) == ["落实不力", "抓而不紧", "表态多"]


def test_in_a_file_of_two_materials_levels_are_counted_inside_each():
    inner = section("（一）", "学用脱节", part="问题")
    whole = section("一、", "存在的问题", within=(inner,), part="问题")
    assert texts(section("篇一：", "办公室党员的发言", within=(whole,))) == ["学用脱节"]


def test_what_stands_under_a_lead_of_an_aspect_answers_to_it_too():
    outline = plain_outline()
    assert [(lead.text, lead.aspect) for lead in leads(made(outline=outline))] == [
        ("理论学习不够系统", "2021-1"),
        ("联系实际不够紧密", "2021-1"),
        ("服务群众不够主动", "2021-3"),
        ("调查研究不够深入", "2021-3"),
        ("加强学习", None),
        ("改进作风", None),
    ]


# ---------------------------------------------------------------- patterns


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("理论学习不够系统", "…不够…"),
        ("劲头还不够足", "…不够…"),
        ("把责任扛在肩上，把实事办到家门口", "把…，…"),
        ("把规矩立起来", "把…"),
        ("把关意识不强", "…不…"),
        ("以过硬的作风抓落实", "以…的…"),
        ("以为懂了", "其他"),
        ("同群众的期盼相比有差距", "…有差距"),
        ("执行上级部署有“时差”", "…有差距"),
        ("学习有断档", "…有差距"),
        ("服务意识还不强", "还不…"),
        ("斗争本领还需提高", "还需…"),
        ("担当底气不足", "…不足"),
        ("宗旨意识有所淡化", "…弱化"),
        ("监督偏软", "…偏软"),
        ("重部署轻检查", "…多，…少"),
        ("加强理论学习，筑牢思想根基", "…，…"),
        ("强化理论武装", "加强…"),
        ("在深学细悟上下功夫", "在…上…"),
        ("老干部支部的工作", "其他"),
    ],
)
def test_the_group_of_a_lead(text, name):
    assert VOCABULARY.leads.pattern_of(text) == name


def test_every_group_has_a_name_of_its_own_and_says_what_it_does():
    names = VOCABULARY.leads.names
    assert len(names) == len(set(names)) and names[-1] == "其他"
    assert all(one.about and not one.about.endswith("。") for one in VOCABULARY.leads.patterns)
