"""Where no section has the words as typed: materials, near results, spellings, simplified forms."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from build_tools.model import Block, Material, Outline, Section
from build_tools.search import Index, complete, facets, search
from build_tools.search.near import align
from tests.search.conftest import Place, drawn, places, write_index, written


def test_all_words_in_one_material_but_in_no_section(tmp_path: Path, materials: list[Material]) -> None:
    sections = (
        Section("一、", "甲", "一、甲", "s1", 1, blocks=(Block("春天的播种计划", 1),)),
        Section("二、", "乙", "二、乙", "s2", 1, blocks=(Block("秋天的收获总结", 1),)),
    )
    other = Material("x1", materials[0].source, Outline("题", sections=sections), materials[0].description)
    write_index(tmp_path, [other])
    answer = search(Index(tmp_path), "播种 收获")
    assert (answer.kind, answer.total, places(answer)) == ("material", 1, [("x1", "s1")])
    assert answer.message
    (result,) = answer.results
    assert "<mark>播种</mark>" in result.snippet and "收获" not in result.snippet
    assert [(other.anchor, other.heading) for other in result.also] == [("s2", "二、乙")]
    assert "<mark>收获</mark>" in result.also[0].snippet
    assert search(Index(tmp_path), "播种 收获 采摘").kind != "material"
    assert search(Index(tmp_path), "播种 计划").results[0].also == ()


def test_slips_are_found(index: Index, texts: dict[Place, str]) -> None:
    dice = random.Random(3)
    good = tried = 0
    for words in drawn(texts, 400):
        if not 8 <= len(words) <= 30:
            continue
        place = dice.randrange(1, len(words) - 1)
        wrong = words[:place] + "鲲" + words[place + 1 :]
        answer = search(index, wrong)
        assert (answer.kind, answer.total) == ("near", 0)
        good += any(words in texts[found] for found in places(answer))
        tried += 1
    assert tried > 50
    assert good >= 0.95 * tried


def test_align_finds_the_nearest_stretch() -> None:
    assert align("两个确立", "讲清两个确立的意义") == (0, 2, 6)
    assert align("两个确例", "讲清两个确立的意义")[0] == 1
    assert align("两确立", "讲清两个确立的意义")[0] == 1
    assert align("两确个立", "讲清两个确立的意义") == (1, 2, 6), "neighbours that changed places are one change"
    assert align("确两立个", "讲清两个确立的意义")[0] == 2


def test_characters_that_are_simplified_ones_elsewhere(tmp_path: Path, materials: list[Material]) -> None:
    index = written(tmp_path, materials[0], "今后努力方向", "关于征求意见的说明，了解不够", "瞭望塔和乾坤湾")
    for query, place in (("今後努力方向", "s1"), ("關於徵求意見", "s2"), ("瞭解", "s2")):
        answer = search(index, query)
        assert (answer.kind, places(answer)) == ("exact", [("x1", place)])
        assert "简体" in (answer.message or "") and "<mark>" in answer.results[0].snippet
        assert facets(index, query).total == 1
    for query in ("瞭望", "乾坤"):
        answer = search(index, query)
        assert (places(answer), answer.message) == ([("x1", "s3")], None)
    assert places(search(index, "今后 -瞭解")) == [("x1", "s1")]


def test_pinyin_finds_units(index: Index, materials: list[Material]) -> None:
    wanted = {m.id for m in materials if "财政局" in m.description.title}
    for letters in ("czj", "caizhengju", "caizhengj"):
        answer = search(index, letters, limit=100)
        assert answer.kind == "pinyin"
        assert {result.id for result in answer.results} == wanted
        assert all("<mark>" in result.snippet for result in answer.results)


def test_names_of_places_are_in_no_dictionary_of_words(tmp_path: Path, materials: list[Material]) -> None:
    about = replace(materials[0].description, unit="长宁县水利局", title="长宁县水利局对照检查材料")
    index = written(tmp_path, replace(materials[0], description=about), "学习不够")
    for letters in ("changning", "cnxslj", "changningxianshui", "changning 学习"):
        assert (search(index, letters).kind, len(search(index, letters).results)) == ("pinyin", 1), letters
        assert "<mark>" in search(index, letters).results[0].snippet
    for letters in ("changn", "cnx", "zhangning"):
        assert [one["text"] for one in complete(index, letters)] == ["长宁县水利局"], letters
    for letters in ("changqu", "ningchang"):
        assert search(index, letters).kind == "none" and complete(index, letters) == []


def test_letters_beside_other_letters_and_numbers(tmp_path: Path, materials: list[Material]) -> None:
    about = replace(materials[0].description, unit="长治市财政局", title="长治市财政局2021年度对照检查材料")
    index = written(tmp_path, replace(materials[0], description=about), "有的App装了没人用，2021年才清理")
    for letters in ("changzhi 2021", "czj 2021", "2021 czs 清理", "App changzhi", "gdp changzhi"):
        answer = search(index, letters)
        assert (answer.kind, bool(answer.results)) == (("pinyin", True) if "gdp" not in letters else ("none", False)), (
            letters
        )
    both = search(index, "changzhi caizhengju").results[0]
    assert "<mark>长治</mark>市<mark>财政局</mark>" in both.snippet
    assert search(index, "2021 2022").kind != "pinyin" and search(index, "changzhi shuiliju").kind == "none"


def test_spellings_of_units_beside_other_words(index: Index, materials: list[Material]) -> None:
    wanted = {m.id for m in materials if "财政局" in (m.description.unit or "")}
    answer = search(index, "czj 学习", limit=500)
    assert answer.kind == "pinyin" and {result.id for result in answer.results} == wanted
    assert answer.total == search(index, "单位:财政局 学习", limit=500).total
    assert search(index, "cai zheng ju").results == search(index, "caizhengju").results
    assert search(index, "qqq 学习").kind != "pinyin"


def test_what_was_given_up_is_near(tmp_path: Path, materials: list[Material], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("build_tools.search.checking.MOST_MATERIALS", 1)
    monkeypatch.setattr("build_tools.search.checking.FIRST", 1)
    index = written(tmp_path, materials[0], *["工期拖了6个月，又拖了6个季度。"] * 40)
    answer = search(index, "工期拖了6个。")
    assert (answer.kind, answer.total, answer.exact) == ("near", 0, False)
    assert "400" in (answer.message or "") and "相近" in (answer.message or "")


def test_a_file_that_near_results_lack_is_named(tmp_path: Path, materials: list[Material]) -> None:
    index = written(tmp_path, materials[0], "理论学习不够系统")
    for path in (tmp_path / "text").iterdir():
        path.write_bytes(b"")
    assert "检索数据" in (search(index, "理论学习不够系同").message or "")
