"""Filters, excluded words and counts."""

from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.model import Block, Material, Outline, Section
from build_tools.search import Index, facets, search
from tests.search.conftest import Place, pairs_in_materials, places, write_index


def test_filters(index: Index, materials: list[Material]) -> None:
    year = materials[0].description.year
    answer = search(index, f"学习 年度:{year} 部分:措施", limit=500)
    assert answer.results
    assert {(result.year, result.part) for result in answer.results} == {(year, "措施")}
    assert answer.results == search(index, "学习", limit=500, filters={"year": year, "part": ["措施"]}).results
    others = search(index, f"学习 -年度:{year}", limit=2000)
    assert year not in {result.year for result in others.results}
    titles = search(index, f"年度:{year}", limit=500)
    assert titles.total == sum(m.description.year == year for m in materials)
    assert {result.anchor for result in titles.results} == {"title"}


def test_excluded_words_hold_for_lists_near_results_and_spellings(
    index: Index, texts: dict[Place, str], materials: list[Material]
) -> None:
    year = materials[0].description.year
    ids = {material.id for material in materials if material.description.year == year}
    for word in ("学习", "学习不够系统", "对照检查"):
        holding = {name for name, _ in (place for place, text in texts.items() if word in text)}
        listed = search(index, f"年度:{year} -{word}", limit=500)
        assert {result.id for result in listed.results} == ids - holding
        assert (listed.total, listed.exact) == (len(ids - holding), True)
        assert facets(index, f"年度:{year} -{word}").total == listed.total
        parts = search(index, f"年度:{year} 部分:问题 -{word}", limit=500)
        assert all(word not in texts[place] for place in places(parts))
        assert facets(index, f"年度:{year} 部分:问题 -{word}").total == parts.total
        near = search(index, f"{word}鲲鹏 -{word}")
        assert near.kind == "none" or all(word not in texts[place] for place in places(near))
    title = next(material.description.title for material in materials if "财政局" in material.description.title)
    assert search(index, f"caizhengju -{title[:6]}", limit=500).total < search(index, "caizhengju", limit=500).total


def test_values_that_no_material_has_are_named(index: Index) -> None:
    answer = search(index, "年度:1066 单位:鲲鹏局 学习")
    assert answer.message == "没有找到符合条件的内容；没有哪份材料的年度是“1066”；没有哪份材料的单位是“鲲鹏局”"
    assert "没有哪份材料" not in (search(index, "年度:2021 鲲鹏展翅").message or "")


@pytest.mark.parametrize(
    ("written_so", "means"),
    [
        ("年度:2020－2022", "年度:2020-2022"),
        ("年度:2020年至2022年", "年度:2020-2022"),
        ("年度:2020-22", "年度:2020-2022"),
        ("年度:2020 年度:2022", "年度:2020,2022"),
        ("主体:领导班子", "主体:班子"),
        ("主体:党支部", "主体:支部"),
        ("部分:原因分析 学习", "部分:原因 学习"),
        ("单位:czj 学习", "单位:财政局 学习"),
        ("-单位:caizheng 年度:2021", "-单位:财政 年度:2021"),
    ],
)
def test_values_as_people_write_them(index: Index, written_so: str, means: str) -> None:
    assert search(index, written_so, limit=100).results == search(index, means, limit=100).results


def test_a_filter_that_there_is_not_is_a_word_and_named(index: Index) -> None:
    said = search(index, "部门:财政").message or ""
    assert "“部门”不是条件" in said and "年度、单位、系统、主体、会议、清单、方面、部分" in said
    for query in ("年度:1066", "GDP:财政", "学习不够系通", "学习"):
        assert "不是条件" not in (search(index, query).message or ""), query


def test_facets_count_the_results(index: Index) -> None:
    answer = search(index, "学习", limit=2000)
    counted = facets(index, "学习")
    assert counted.exact
    assert counted.total == answer.total
    for field in ("year", "part"):
        for count in counted.facets[field]:
            assert count.count == sum(str(getattr(result, field)) == count.value for result in answer.results)
    chosen = facets(index, "学习", {"part": "措施"})
    assert chosen.total == next(c.count for c in counted.facets["part"] if c.value == "措施")
    assert chosen.facets["part"] == counted.facets["part"]


def test_facets_count_what_is_found_less_exactly(index: Index, texts: dict[Place, str]) -> None:
    seen = set()
    for query in [
        *pairs_in_materials(texts),
        "czj",
        "caizhengju",
        "czj 学习",
        "czj 学习 -调研",
        "學習 今後",
        "qqq",
        "学习不够系通",
    ]:
        answer, counted = search(index, query, limit=1000), facets(index, query)
        seen.add((answer.kind, counted.exact))
        if answer.kind == "near":
            assert (counted.kind, counted.total) == ("none", 0), query
            continue
        assert (counted.kind, counted.total, counted.exact) == (answer.kind, answer.total, True), query
        for field in ("year", "unit", "part"):
            if (answer.kind, field) == ("material", "part"):
                assert counted.facets[field] == []
                continue
            for count in counted.facets[field]:
                assert count.count == sum(str(getattr(result, field)) == count.value for result in answer.results)
                chosen = {field: count.value}
                assert count.count == search(index, query, filters=chosen).total == facets(index, query, chosen).total
    assert {("exact", True), ("material", True), ("pinyin", True), ("near", True), ("none", True)} <= seen, seen


def test_conditions_that_leave_another_kind(tmp_path: Path, materials: list[Material]) -> None:
    def material(name: str, year: int, *texts: str) -> Material:
        blocks = [
            Section(f"{n}.", "甲", f"{n}.甲", f"s{n}", 1, blocks=(Block(text, 1),)) for n, text in enumerate(texts)
        ]
        about = replace(materials[0].description, year=year)
        return Material(name, materials[0].source, Outline("题", sections=tuple(blocks)), about)

    write_index(tmp_path, [material("a", 2020, "播种和收获"), material("b", 2021, "播种", "收获")])
    index, query = Index(tmp_path), "播种 收获"
    assert (search(index, query).kind, facets(index, query).kind) == ("exact", "exact")
    given = {"year": 2021}
    counted = facets(index, query, given)
    assert search(index, query, filters=given).kind == "material"
    assert (counted.kind, counted.total, counted.exact) == ("material", 1, True)
    assert [(one.value, one.count) for one in counted.facets["year"]] == [("2021", 1)]
    assert counted.facets["unit"] and counted.facets["part"] == []
    assert search(index, "年度:1066").kind == facets(index, "年度:1066").kind == "none"


def test_a_filter_has_no_greatest_length(index: Index) -> None:
    answer = search(index, "方面:" + "鲲鹏" * 40)
    assert "不是条件" not in (answer.message or "") and "没有哪份材料的方面是" in (answer.message or "")
