"""Unit, post, sector and level as titles and texts tell them."""

from __future__ import annotations

import pytest

from build_tools.describe import describe
from build_tools.model import Description, Document, Source
from build_tools.outline import outline
from build_tools.readers.plain import read_plain
from build_tools.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()

TITLES = [
    # title, unit, role, sector, level, subject
    ("临江市委组织部副部长2021年度民主生活会个人对照检查材料", "临江市委组织部", "副部长", "组织", "市", "个人"),
    ("市委组织部副部长党史学习教育专题民主生活会对照检查材料", "市委组织部", "副部长", "组织", "市", "个人"),
    ("澄湖市委组织部部务委员2021年度民主生活会对照检查材料", "澄湖市委组织部", "部务委员", "组织", "市", "个人"),
    ("临江市教育局领导班子2022年度民主生活会对照检查材料", "临江市教育局", None, "教育", "市", "班子"),
    ("中共临江市教育局党组2022年度民主生活会对照检查材料", "临江市教育局", None, "教育", "市", "班子"),
    ("2022年度临江市教育局领导班子民主生活会对照检查材料", "临江市教育局", None, "教育", "市", "班子"),
    ("临江市教育局办公室主任2022年度组织生活会个人对照检查材料", "临江市教育局", "办公室主任", "教育", "市", "个人"),
    (
        "云岭电力公司生产技术部主任2017年度民主生活会个人对照检查材料",
        "云岭电力公司",
        "生产技术部主任",
        "国有企业",
        None,
        "个人",
    ),
    (
        "青溪县柳河镇党委书记2022年度民主生活会对照检查材料",
        "青溪县柳河镇",
        "党委书记",
        "乡镇街道",
        "乡镇（街道）",
        "个人",
    ),
    (
        "青溪县白沙镇下河村党支部2020年度组织生活会对照检查材料",
        "青溪县白沙镇下河村",
        None,
        "村和社区",
        "村（社区）",
        "支部",
    ),
    (
        "望山区锦绣街道梧桐社区党支部2021年度组织生活会对照检查材料",
        "望山区锦绣街道梧桐社区",
        None,
        "村和社区",
        "村（社区）",
        "支部",
    ),
    (
        "临江市住房和城乡建设局局长专题民主生活会对照检查材料",
        "临江市住房和城乡建设局",
        "局长",
        "住建城管",
        "市",
        "个人",
    ),
    ("临江市政务服务中心领导班子专题民主生活会对照检查材料", "临江市政务服务中心", None, "政务服务", "市", "班子"),
    ("云岭师范学院文学院领导班子专题民主生活会检视剖析材料", "云岭师范学院文学院", None, "高等教育", None, "班子"),
    ("临江市人民检察院副检察长专题民主生活会个人对照检查材料", "临江市人民检察院", "副检察长", "检察", "市", "个人"),
    (
        "望山区卫生健康委员会领导班子2025年度民主生活会对照检查材料",
        "望山区卫生健康委员会",
        None,
        "卫生健康",
        "县（区）",
        "班子",
    ),
    ("区委老干部局党支部2023年度组织生活会对照检查材料", "区委老干部局", None, "组织", "县（区）", "支部"),
    (
        "平湖县人民政府办公室主任2022年度民主生活会个人对照检查材料",
        "平湖县人民政府办公室",
        "主任",
        "党政综合",
        "县（区）",
        "个人",
    ),
    ("临江市民政局领导班子2022年度民主生活会对照检查材料", "临江市民政局", None, "人社民政", "市", "班子"),
    ("XX县教育局领导班子2022年度民主生活会对照检查材料", "XX县教育局", None, "教育", "县（区）", "班子"),
    ("临江市教育局局长七个带头对照检查材料", "临江市教育局", "局长", "教育", "市", "个人"),
    # a party committee by its full name
    ("中共柳河镇委员会2024年度民主生活会对照检查材料", "柳河镇", None, "乡镇街道", "乡镇（街道）", None),
    ("中共青溪县委员会2022年度民主生活会对照检查材料", "青溪县委", None, "党政综合", "县（区）", None),
    ("中共望山区水务局委员会2022年度民主生活会对照检查材料", "望山区水务局", None, "水利", "县（区）", None),
    # no unit is named
    ("区分管领导2023年民主生活会个人对照检查材料", None, "分管领导", None, "县（区）", "个人"),
    ("2021年市直机关领导专题民主生活会对照检查材料", None, None, None, "市", "个人"),
    ("2025年度党员领导干部民主生活会个人对照检查材料", None, None, None, None, "个人"),
    ("2021年度组织生活会个人对照检查材料", None, None, None, None, "个人"),
    ("在支部组织生活会上的发言", None, None, None, None, None),
]


def described(title: str, opening: str = "会前作了准备。", body: str = "学习不够。", end: str = "") -> Description:
    text = f"{title}\n{opening}\n一、存在的问题\n{body}\n{end}"
    document = Document(Source("a.txt", "txt", "utf-8", "0" * 64), read_plain(text))
    return describe(outline(document, VOCABULARY), VOCABULARY)[1]


@pytest.mark.parametrize(("title", "unit", "role", "sector", "level", "subject"), TITLES)
def test_title(
    title: str, unit: str | None, role: str | None, sector: str | None, level: str | None, subject: str | None
) -> None:
    found = described(title)
    assert (found.unit, found.sector, found.level) == (unit, sector, level)
    assert found.role == role
    if subject is not None:
        assert found.subject == subject


def test_the_text_may_name_the_unit() -> None:
    assert described("个人对照检查材料", "我是松阳市图书馆党支部的一名党员。").unit == "松阳市图书馆"
    assert described("个人对照检查材料", "我在南屏市第二人民医院重症医学科工作。").unit == "南屏市第二人民医院"


def test_who_issued_the_notice_is_not_the_unit() -> None:
    opening = "根据临江市纪委、临江市委组织部《关于开好民主生活会的通知》，我办作了准备，我办班子征求了意见。"
    assert described("民主生活会对照检查材料", opening).unit is None


def test_signature_and_byline_name_the_unit() -> None:
    assert (
        described("对照检查材料", end="以上检查，请批评指正。\n望川县统计局党支部\n2022年1月3日").unit == "望川县统计局"
    )
    assert described("在组织生活会上的发言\n望川县司法局党组书记").unit == "望川县司法局"


def test_a_line_with_post_and_name() -> None:
    found = described("在专题民主生活会上的发言\n临江市教育局党组书记、局长　王某某")
    assert (found.unit, found.role, found.subject) == ("临江市教育局", "书记、局长", "个人")


def test_evidence_of_a_unit() -> None:
    evidence = described(TITLES[3][0]).evidence["unit"]
    assert (evidence.source, evidence.confidence) == ("title", "high")


@pytest.mark.parametrize(
    ("opening", "subject"),
    [
        ("现将个人对照检查情况报告如下。", "个人"),
        ("下面，我代表局领导班子作对照检查。", "班子"),
        ("受支委会委托，我代表支部作对照检查。", "支部"),
        ("会议先由班子作对照检查，再由个人发言。现将我个人的情况报告如下。", "个人"),
    ],
)
def test_the_introduction_says_whose_material_it_is(opening: str, subject: str) -> None:
    assert described("民主生活会对照检查材料", opening).subject == subject
