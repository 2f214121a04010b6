"""带头 headings as people really write them, and the framework that explains them."""

from __future__ import annotations

import pytest

from build_tools.describe import describe
from build_tools.model import Description, Document, Outline, Source
from build_tools.outline import outline
from build_tools.readers.plain import read_plain
from build_tools.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()

HEADINGS = [
    ("在对照带头深刻领悟“两个确立”的决定性意义方面", "2021", ["2021-1"]),
    (
        "带头深刻感悟“两个确立”的决定性意义，增强“四个意识”、坚定“四个自信”、做到“两个维护”方面存在的问题",
        "2022",
        ["2022-1"],
    ),
    ("牢记我们党是什么,要干什么这个根本问题方面", "2021", ["2021-2"]),
    ("关于践行以人民为中心的发展思想，为群众办实事解难事方面", "2021", ["2021-3"]),
    ("围绕带头学习运用党在不同时期成功应对风险挑战的丰富经验方面的差距", "2021", ["2021-4"]),
    ("带头深刻汲取历史中正反两方面经验，坚决同一切违规违法现象作斗争方面", "2021", ["2021-5"]),
    ("在带头坚持和加强党的全面领导、带头发扬斗争精神方面", "2022", ["2022-3", "2022-5"]),
    ("学懂弄通做实习近平新时代中国特色社会主义思想方面", "2020", ["2020-1"]),
    ("对照党章党规，找一找在知敬畏、存戒惧、守底线方面存在哪些差距", "2019", ["2019-2"]),
    ("对照修身做人，自我要求还不够严", "2015", ["2015-2"]),
    ("形式主义、官僚主义方面", "2013", ["2013-3", "2013-4"]),
    ("敬畏人民、敬畏组织、敬畏法纪方面", "2025", ["2025-3"]),
    ("固本培元方面", "2025", ["2025-2"]),
    # and what names none
    ("加强理论学习，坚定理想信念", "2016", []),
    ("担当劲头不足", "2016", []),
    ("有关情况的说明", "2021", []),
    ("严守政治纪律，率先垂范践行", "2024b", []),
    ("改进工作作风", "2018", []),
]


@pytest.mark.parametrize(("title", "framework", "ids"), HEADINGS)
def test_a_heading_names_aspects(title: str, framework: str, ids: list[str]) -> None:
    assert [match.id for match in VOCABULARY.aspects.matches(title, framework)] == ids


def test_every_aspect_names_itself_in_short_and_long_form_and_no_other() -> None:
    for aspect_id, aspect in VOCABULARY.frameworks.aspects.items():
        framework = aspect_id.rpartition("-")[0]
        for form in filter(None, (aspect.short, aspect.long, *aspect.alias)):
            for title in (form, form.replace("带头", "", 1), f"在{form}方面", f"对照{form}方面存在的差距"):
                found = [match.id for match in VOCABULARY.aspects.matches(title, framework)]
                assert found == [aspect_id], title


def test_strands_name_aspects_that_exist() -> None:
    for slug, strand in VOCABULARY.strands.strands.items():
        assert slug.isascii() and strand.aspects
        assert set(strand.aspects) <= set(VOCABULARY.frameworks.aspects), slug


def described(*headings: str, title: str = "个人对照检查材料", remedies: str = "") -> tuple[Outline, Description]:
    numbers = "一二三四五六七八"
    body = "\n".join(f"（{numbers[i]}）{heading}\n还不够。" for i, heading in enumerate(headings))
    text = f"{title}\n会前我作了准备。\n一、存在的问题\n{body}\n二、整改措施\n{remedies}\n"
    document = Document(Source("a.txt", "txt", "utf-8", "0" * 64), read_plain(text))
    found, description, _ = describe(outline(document, VOCABULARY), VOCABULARY)
    return found, description


@pytest.mark.parametrize(
    "name", ["2013", "2015", "2016", "2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025"]
)
@pytest.mark.parametrize("wrap", ["{}", "在{}方面", "对照{}方面存在的问题"])
def test_the_framework_of_a_full_list(name: str, wrap: str) -> None:
    shorts = [aspect.short for aspect in VOCABULARY.frameworks.frameworks[name].aspects]
    found, description = described(*[wrap.format(short) for short in shorts])
    assert description.framework == name
    assert [s.aspects for s in found.sections[0].sections] == [(f"{name}-{n}",) for n in range(1, len(shorts) + 1)]


def test_free_headings_give_no_framework() -> None:
    assert described("学习不够", "担当不够", "作风不实")[1].framework is None
    assert described("理想信念方面", "学习方面")[1].framework is None


def test_a_count_alone_gives_no_framework() -> None:
    assert described("学习不够", title="五个带头个人对照检查材料")[1].framework is None


def test_a_count_and_a_year_do() -> None:
    assert described("学习不够", title="2021年度民主生活会五个带头对照检查材料")[1].framework == "2021"


def test_六大纪律_of_two_years_are_told_apart_by_the_year() -> None:
    disciplines = [aspect.short + "方面" for aspect in VOCABULARY.frameworks.frameworks["2024b"].aspects]
    assert described(*disciplines, title="2025年度组织生活会个人对照检查材料")[1].framework == "2025b"
    assert described(*disciplines, title="2024年度组织生活会个人对照检查材料")[1].framework == "2024b"
    assert described(*disciplines, title="组织生活会个人对照检查材料")[1].framework is None


def test_in_remedies_only_headings_that_name_an_aspect_count() -> None:
    found, _ = described(
        "带头发扬斗争精神，防范化解风险挑战方面",
        "带头用习近平新时代中国特色社会主义思想凝心铸魂方面",
        remedies="（一）在带头发扬斗争精神方面，敢于亮剑。\n（二）加强学习，增强斗争本领。",
    )
    assert [section.aspects for section in found.sections[1].sections] == [("2022-5",), ()]
