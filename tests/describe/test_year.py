"""年度, the year in the title, the date held: apart, from evidence, with conflicts reported."""

from __future__ import annotations

import pytest

from build_tools.describe import describe
from build_tools.model import Document, Source
from build_tools.outline import outline
from build_tools.readers.plain import read_plain
from build_tools.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()

SIX = "一、存在的问题\n（一）带头发扬斗争精神方面\n学习不够。\n（二）带头用习近平新时代中国特色社会主义思想凝心铸魂方面\n学习不够。"
FIVE = "一、存在的问题\n（一）带头践行以人民为中心的发展思想方面\n学习不够。\n（二）带头汲取党史中正反两方面经验方面\n学习不够。"
FREE = "一、存在的问题\n（一）学得少。\n（二）做得少。"

CASES = [
    # title, introduction, body, year, printed, held, conflict or uncertain
    ("2021年度民主生活会个人对照检查材料", "会前我作了准备。", FREE, 2021, 2021, None, None),
    (
        "2023年民主生活会个人对照检查材料",
        "按照开好2022年度民主生活会的通知要求，我作了准备。",
        SIX,
        2022,
        2023,
        None,
        "year_conflict",
    ),
    ("2023年民主生活会个人对照检查材料", "会前我作了准备。", SIX, 2022, 2023, None, "year_conflict"),
    ("民主生活会个人对照检查材料", "会前我作了准备。", SIX, 2022, None, None, None),
    ("民主生活会个人对照检查材料", "会前我作了准备。", FREE, None, None, None, None),
    ("2022年民主生活会个人对照检查材料", "会前我作了准备。", FREE, None, 2022, None, "year_uncertain"),
    ("2021年度组织生活会个人对照检查材料", "会前我作了准备。", SIX, 2021, 2021, None, "year_conflict"),
    (
        "民主生活会个人对照检查材料",
        "局党组2023年1月12日召开民主生活会，我作了准备。",
        FREE,
        2022,
        None,
        "2023-01-12",
        None,
    ),
    ("民主生活会对照检查材料", "支部定于2020年12月召开组织生活会。", FREE, 2020, None, "2020-12", None),
    ("二〇二二年度民主生活会个人对照检查材料", "会前我作了准备。", FREE, 2022, 2022, None, None),
    # decoys
    (
        "民主生活会个人对照检查材料",
        "2020年度民主生活会查摆问题的整改已经完成。会前我作了准备。",
        FIVE,
        2021,
        None,
        None,
        None,
    ),
    ("民主生活会个人对照检查材料", "上年度（2020年度）民主生活会以来，我作了整改。", FREE, None, None, None, None),
    (
        "民主生活会个人对照检查材料",
        "我认真学习2022年3月召开的县党代会精神和2035年远景目标。",
        FREE,
        None,
        None,
        None,
        None,
    ),
    # occasions and themes
    ("党史学习教育专题民主生活会对照检查材料", "会前我作了准备。", FREE, 2021, None, None, None),
    ("“不忘初心、牢记使命”专题民主生活会检视剖析材料", "会前我作了准备。", FREE, 2019, None, None, None),
    ("民主生活会对照检查材料", "这次会议的主题是巩固深化党纪学习教育成果。", FREE, 2024, None, None, None),
]


def read(title: str, opening: str, body: str) -> Document:
    text = f"{title}\n{opening}\n{body}"
    return Document(Source("a.txt", "txt", "utf-8", "0" * 64), read_plain(text))


@pytest.mark.parametrize(("title", "opening", "body", "year", "printed", "held", "code"), CASES)
def test_year(
    title: str, opening: str, body: str, year: int | None, printed: int | None, held: str | None, code: str | None
) -> None:
    _, found, findings = describe(outline(read(title, opening, body), VOCABULARY), VOCABULARY)
    assert (found.year, found.year_printed, found.held) == (year, printed, held)
    codes = {finding.code for finding in findings} & {"year_conflict", "year_uncertain"}
    assert codes == ({code} if code else set())


def test_evidence_says_what_a_year_rests_on() -> None:
    _, found, _ = describe(outline(read(*CASES[1][:3]), VOCABULARY), VOCABULARY)
    evidence = found.evidence["year"]
    assert (evidence.value, evidence.source, evidence.confidence) == (2022, "text", "medium")
    assert "2022年度" in (evidence.text or "")


def test_everyday_headings_do_not_overrule_a_printed_year() -> None:
    body = "一、存在的问题\n（一）理论学习方面\n不够。\n（二）担当作为方面\n不够。\n（三）工作作风方面\n不够。"
    _, found, _ = describe(
        outline(read("2024年度民主生活会对照检查材料", "会前作了准备。", body), VOCABULARY), VOCABULARY
    )
    assert (found.year, found.framework) == (2024, None)


def test_the_year_decides_between_lists_that_share_a_heading() -> None:
    body = "一、存在的问题\n（一）带头深刻领悟“两个确立”的决定性意义方面\n不够。"
    _, found, findings = describe(
        outline(read("2022年度民主生活会对照检查材料", "会前作了准备。", body), VOCABULARY), VOCABULARY
    )
    assert found.framework == "2022"
    assert "year_conflict" not in {finding.code for finding in findings}
