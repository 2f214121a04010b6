"""Sections about personal matters: their words are in nothing that leaves the pipeline, their place in the outline is."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.collection import Original
from build_tools.inspection import as_text, inspect
from build_tools.model import Material
from build_tools.pages import entry_of, material_page
from build_tools.pipeline import read_material
from build_tools.records.record import Record
from build_tools.search.documents import documents_of
from build_tools.vocabulary import Vocabulary, load_vocabulary

VOCABULARY = load_vocabulary()
NOTE = VOCABULARY.personal.affairs.note
PART_NOTE = VOCABULARY.personal.affairs.part_note

HEAD = """临江市水利局局长2021年度民主生活会个人对照检查材料

一、存在的问题
（一）带头深刻感悟“两个确立”的决定性意义方面
一是学习不系统。读原著少。二是领会不深入。停留在字面上。
"""
TAIL = """二、原因分析
平时忙于事务。
三、整改措施
每周安排半天集中学习。
"""


def read(tmp_path: Path, text: str, record: Record | None = None, vocabulary: Vocabulary = VOCABULARY) -> Material:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    data = path.read_bytes()
    original = Original(path, "a.txt", len(data), hashlib.sha256(data).hexdigest(), "x0123456789", record or Record())
    return read_material(original, vocabulary)


def everything(material: Material, vocabulary: Vocabulary = VOCABULARY) -> str:
    """All that leaves the pipeline, as one text."""
    return "\n".join(
        [
            material_page(material, vocabulary).text,
            inspect(material).model_dump_json(),
            *as_text(material, vocabulary),
            repr(entry_of(material)),
            repr(documents_of(material)),
        ]
    )


SECTIONS = {
    "in running text": (
        "（二）有关事项报告\n没有会员卡。家里有三居室一套，面积一百二十八平米，爱人在档案馆上班，女儿正在读初三。\n",
        ["会员卡", "三居室", "一百二十八", "档案馆", "初三"],
    ),
    "with headings and points of its own": (
        "（二）个人有关事项说明\n1. 住房情况\n老家宅院一处。\n2. 家父去年做了搭桥手术\n"
        "费用自理。一是买过基金。收益平平。二是无因私出国。\n",
        ["宅院", "搭桥", "费用自理", "基金", "收益平平", "因私"],
    ),
    "running into its heading without a full stop": (
        "（二）有关事项报告本人现有一处老宅院在青溪县梨园巷，购于早年间，弟媳开着一家杂货铺\n",
        ["老宅院", "梨园巷", "早年间", "杂货铺"],
    ),
    "with slips that are repaired and reported": (
        "（二）需要说明的情况\n爱人在粮站领(lǐng)工资，dangshi观念强，小舅子“开了洗煤厂，２０１９年收入不多。\n",
        ["粮站", "lǐng", "dangshi", "党史观念", "洗煤厂", "小舅子"],
    ),
    "as a point in the middle of a paragraph": (
        "一是学习不够。五是纪律不严。六是有关事项报告不细致。老宅院一处在青溪县，妻子开着杂货铺。七是担当不够。\n",
        ["老宅院", "杂货铺", "不细致"],
    ),
    "in sentences that lead to them": (
        "此外，就个人有关事项向组织作如下说明：\n家父留下老宅院一处房产，岳母患有风湿。\n"
        "下面，我就个人重大事项作一汇报。女儿嫁到粮站。\n",
        ["老宅院", "风湿", "粮站"],
    ),
    "below a bracketed name": ("【个人有关事项】老宅院一处房产，岳母患有风湿。\n", ["老宅院", "风湿"]),
    "as an answer to a letter of the organisation": (
        "四、组织约谈、函询问题说明\n函询我购置老宅院、妻子开杂货铺一事，已如实答复。\n",
        ["老宅院", "杂货铺"],
    ),
    "as matters that were asked for": (
        "（二）对上级党组织要求说明的问题\n妻子开着杂货铺，存款不多。\n",
        ["杂货铺", "存款"],
    ),
    "in a paragraph without a heading": (
        "（二）带头践行以人民为中心的发展思想方面\n走访不勤。\n个人有关事项报告：岳母患有风湿，家中存款不多。\n",
        ["岳母", "风湿", "存款"],
    ),
    "as a point of its own paragraph": (
        "（二）带头践行以人民为中心的发展思想方面\n一是走访不勤。\n二是有关事项报告。爱人在粮站上班，家有两居室。\n",
        ["粮站", "两居室"],
    ),
    "announced in a sentence": (
        "（二）带头践行以人民为中心的发展思想方面\n走访不勤。\n同时，报告个人有关事项如下：妻子务农，儿子在部队服役。\n",
        ["务农", "部队"],
    ),
    "about an illness": ("（二）需向组织说明的问题\n因病动过一次刀，请假四十天。\n", ["动过", "四十天"]),
    "as an answer to what people said": (
        "（二）群众反映问题的说明\n反映老宅院一处是违规购买，经核实，房屋系继承所得。\n",
        ["老宅院", "继承"],
    ),
    "as an answer to a letter, in a bare heading": (
        "四、组织函询\n就老宅院的房屋装修进行了函询，我已说明。\n",
        ["老宅院", "装修"],
    ),
    "about the family": ("四、家庭情况\n岳父在杂货铺养老，长年患有风湿。\n", ["杂货铺", "风湿"]),
    "in whatever else is to be said": ("四、其他需要说明的事项\n老宅院租了出去，租金不多。\n", ["老宅院", "租金"]),
    "in paragraphs that open with them": (
        "（二）廉洁方面\n家里的事：老宅院是祖上留下的房屋。\n关于家庭房产，梨园巷一套。\n本人名下存款不多，都在粮站入了股。\n",
        ["老宅院", "梨园巷", "粮站"],
    ),
    "in a list under a heading of several": ("五、家庭、住房及投资情况\n梨园巷一处，另外没有了。\n", ["梨园巷"]),
    "below a line that is no heading": (
        "（二）带头践行以人民为中心的发展思想方面\n走访不勤。\n个人有关事项报告情况：\n岳母患有风湿。\n家中存款不多。\n",
        ["岳母", "风湿", "存款"],
    ),
}


@pytest.mark.parametrize(("text", "words"), SECTIONS.values(), ids=SECTIONS)
def test_the_words_are_nowhere(text: str, words: list[str], tmp_path: Path) -> None:
    material = read(tmp_path, HEAD + text + TAIL)
    told = everything(material)
    assert [word for word in words if word in told] == []
    assert told.count(NOTE) + told.count(PART_NOTE) >= 3
    assert "读原著少" in told and "平时忙于事务" in told
    data = [datum for datum in material.screening.personal if datum.kind == "affairs"]
    assert data and all(datum.characters > 8 and datum.policy == "withhold" for datum in data)


def shape(material: Material) -> list[tuple[object, ...]]:
    return [
        (s.anchor, s.number, s.part, s.characters, [(p.number, p.anchor, p.depth) for p in s.points])
        for s in material.outline.walk()
    ]


@pytest.mark.parametrize("name", ["in running text", "with headings and points of its own"])
def test_anchors_numbers_and_lengths_stay(name: str, tmp_path: Path) -> None:
    personal = VOCABULARY.personal
    shown = {name: kind.model_copy(update={"policy": "show"}) for name, kind in personal.kinds.items()}
    open_policy = replace(VOCABULARY, personal=personal.model_copy(update={"kinds": shown}))
    text = HEAD + SECTIONS[name][0] + TAIL
    assert shape(read(tmp_path, text)) == shape(read(tmp_path, text, vocabulary=open_policy))
    page = material_page(read(tmp_path, text), VOCABULARY).text
    for section in read(tmp_path, text).outline.walk():
        assert f'id="{section.anchor}"' in page
        assert all(f'id="{point.anchor}"' in page for point in section.points)


WORK = """（二）群众反映强烈的问题
停车难、买菜远，住房漏雨等问题没有解决，涉及家庭三十户。
（二）解决群众反映突出问题方面
困难家庭住房保障不到位。
（二）住房保障方面存在的问题
公租房配租慢，面积六十平方米以下户型不足。
（二）健康中国建设方面
慢性病患者高血压、糖尿病规范管理率不高。
（二）投资促进方面
外来投资项目少，公司落户不足。
（二）收入分配方面
企业工资集体协商推进不力。
（二）子女教育方面
对家长学校建设重视不够，进城务工人员子女入学难。
（二）困难家庭住房救助方面
对困难家庭收入核查不准。
（二）规范领导干部配偶、子女经商办企业方面
清理了五名干部，还有公司没有退出。
（二）对群众反映问题的回应不及时
信访件办结率低，有的家庭跑了多次。
（二）个人有关事项报告制度执行情况方面
对下级报告抽查不够。
（二）谈心谈话情况
班子成员之间谈工作多，谈家庭少。""".split("\n")


@pytest.mark.parametrize(("heading", "text"), list(zip(WORK[::2], WORK[1::2], strict=True)))
def test_sections_about_work_are_shown(heading: str, text: str, tmp_path: Path) -> None:
    told = everything(read(tmp_path, f"{HEAD}{heading}\n{text}\n{TAIL}"))
    assert text.rstrip("。") in told and heading[3:] in told


@pytest.mark.parametrize(
    "text",
    [
        "（二）需要说明的情况\n无需要说明的情况。\n",
        "（二）个人有关事项报告\n严格执行报告制度，如实填报，没有需要说明的事项。\n",
        "（二）有关情况的说明\n1.意识形态工作情况。每季度研判一次。\n2.群众反映问题方面。没有收到来信。\n",
        "（二）落实中央八项规定精神情况\n没有公款吃喝、公车私用，没有违规操办婚丧喜庆事宜，家属没有违规经商。\n",
        "（二）重大事项请示报告制度执行不严方面\n有的事项没有请示。\n",
    ],
)
def test_harmless_statements_are_shown(text: str, tmp_path: Path) -> None:
    told = everything(read(tmp_path, HEAD + text + TAIL))
    assert NOTE not in told
    assert all(sentence in told for sentence in text.split("\n")[1].split("。"))


def test_a_text_without_any_heading(tmp_path: Path) -> None:
    assert read(tmp_path, "学习不够深入。\n").outline.preamble[0].text == "学习不够深入。"


def test_a_policy_that_shows(tmp_path: Path) -> None:
    personal = VOCABULARY.personal
    kind = personal.kinds["affairs"].model_copy(update={"policy": "show"})
    vocabulary = replace(
        VOCABULARY, personal=personal.model_copy(update={"kinds": {**personal.kinds, "affairs": kind}})
    )
    told = everything(read(tmp_path, HEAD + SECTIONS["in running text"][0] + TAIL, vocabulary=vocabulary), vocabulary)
    assert "会员卡" in told and NOTE not in told


def test_what_a_person_has_looked_at_is_reported_no_more(tmp_path: Path) -> None:
    text = HEAD.replace("读原著少", "电话13800138000") + SECTIONS["in running text"][0] + TAIL
    codes = [(f.code, f.where) for f in read(tmp_path, text).findings if f.code == "personal_data"]
    assert codes == [("personal_data", "第5行"), ("personal_data", "s1-2")]
    record = Record(reviewed=("personal_data@s1-2", "personal_data@s1-1", "year_conflict"))
    material = read(tmp_path, text, record)
    assert [f.code for f in material.findings if "personal" in f.code or "review" in f.code] == ["reviewed_unused"]
    assert "13800138000" not in everything(material) and "会员卡" not in everything(material)


def test_names_of_files_and_records_are_masked_too(tmp_path: Path) -> None:
    path = tmp_path / "13800138000.txt"
    path.write_text(HEAD + TAIL, encoding="utf-8")
    record = Record(title="对照检查材料（电话13900139000）", keywords=("13700137000",), exemplar="可问13600136000")
    original = Original(path, "13800138000.txt", 1, "0" * 64, "x0123456789", record)
    told = everything(read_material(original, VOCABULARY))
    assert not [n for n in ("13800138000", "13900139000", "13700137000", "13600136000") if n in told]
    assert "138****8000.txt" in told


def test_nothing_of_a_refused_original_is_told(tmp_path: Path) -> None:
    material = read(tmp_path, "机密★5年\n" + HEAD + TAIL, Record(unit="青溪县水利局"))
    told = "\n".join([inspect(material).model_dump_json(), *as_text(material, VOCABULARY)])
    assert json.loads(inspect(material).model_dump_json())["screening"]["publish"] is False
    assert not [
        word for word in ("临江", "水利", "学习", "2021", "对照", "青溪") if word in told.replace("不予显示", "")
    ]


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("机密★5年 水利局材料.txt", Record()),
        ("（秘密）水利局材料.txt", Record()),
        ("a.txt", Record(labels=("秘密★5年",))),
        ("a.txt", Record(title="水利局材料（机密）")),
    ],
)
def test_a_mark_in_the_name_or_the_record_is_a_mark(name: str, record: Record, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(HEAD + TAIL, encoding="utf-8")
    assert not read_material(Original(path, name, 1, "0" * 64, "x0123456789", record), VOCABULARY).screening.publish


def test_points_beside_such_a_one_are_shown(tmp_path: Path) -> None:
    """In the middle of a paragraph only what is announced goes; numbers on the same line are still reported."""
    line = "五是纪律不严，电话13800138000。六是有关事项报告不细致，妻子开着杂货铺。七是担当不够。"
    material = read(tmp_path, f"{HEAD}（二）带头遵规守纪方面\n{line}\n{TAIL}")
    section = material.outline.sections[0].sections[1]
    assert [point.number for point in section.points] == ["五是", "六是", "七是"]
    assert [block.text for block in section.blocks] == ["五是纪律不严，电话138****8000。", PART_NOTE, "七是担当不够。"]
    assert sorted(datum.kind for datum in material.screening.personal) == ["affairs", "mobile"]


def test_a_relative_behind_other_clauses_is_masked(tmp_path: Path) -> None:
    """Marks are half-width in the copy that is searched; a clause must end at them all the same."""
    material = read(tmp_path, f"{HEAD}（二）廉洁方面\n房子在东边，面积不大；女儿在柳叶坊厂上班。\n{TAIL}")
    assert "柳叶坊" not in everything(material)


def test_the_cells_of_a_table_are_withheld(tmp_path: Path) -> None:
    """Readers give a paragraph a cell; the first names what the table is about."""
    cells = "有关事项\n内容\n住房\n老宅院一处\n存款\n十余万元\n"
    told = everything(read(tmp_path, f"{HEAD}（二）廉洁方面\n{cells}{TAIL}"))
    assert "老宅院" not in told and "十余万" not in told
    cells = "家庭成员\n在哪里\n妻子\n柳叶坊\n儿子\n梨园巷\n"
    told = everything(read(tmp_path, f"{HEAD}（二）廉洁方面\n{cells}{TAIL}"))
    assert "柳叶坊" not in told and "梨园巷" not in told
    assert "读原著少" in told and "平时忙于事务" in told


@pytest.mark.parametrize("opening", ["【个人事项说明】", "附件：个人有关事项", "附：本人重大事项报告"])
def test_openings_in_brackets_and_of_annexes(opening: str, tmp_path: Path) -> None:
    """What follows is withheld up to the next heading, though no sentence of it says whose it is."""
    told = everything(read(tmp_path, f"{HEAD}{opening}\n柳阜坊有住处。\n孩子随母亲在柳阜坊生活。\n{TAIL}"))
    assert "柳阜坊" not in told and "读原著少" in told and "平时忙于事务" in told
