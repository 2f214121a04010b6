"""Searching by the Python reference: everything that stands in the texts is found, nothing else."""

import random
import re
from pathlib import Path

import pytest

from build_tools.model import Block, Material, Outline, Section
from build_tools.search import Answer, Index, complete, facets, related, search
from build_tools.search.candidates import Candidates
from build_tools.search.checking import MOST_BLOCK, are_few
from build_tools.search.documents import documents_of
from build_tools.search.fold import fold
from build_tools.search.near import align
from build_tools.search.parse import parse
from build_tools.search.ranking import rank
from tests.search.conftest import write_index

Place = tuple[str, str]


@pytest.fixture(scope="module")
def texts(materials: list[Material]) -> dict[Place, str]:
    return {(m.id, d.anchor): fold(d.text) for m in materials for d in documents_of(m)}


def places(answer: Answer) -> list[Place]:
    return [(result.id, result.anchor) for result in answer.results]


def drawn(texts: dict[Place, str], count: int) -> list[str]:
    dice = random.Random(5)
    found = []
    for _ in range(count):
        text = dice.choice(list(texts.values()))
        length = dice.choice((1, 2, 3, 4, 9, 20, 60))
        start = dice.randrange(max(1, len(text) - length))
        found.append(text[start : start + length])
    return [words for words in found if re.search("[一-龥]", words) and not re.search('[-－:"]', words)]


def test_every_hit_and_no_other(index: Index, texts: dict[Place, str]) -> None:
    for words in drawn(texts, 300):
        truth = {place for place, text in texts.items() if words in text}
        answer = search(index, words, limit=2000)
        assert set(places(answer)) == truth, words
        assert (answer.kind, answer.total, answer.exact) == ("exact", len(truth), True)
        assert all("<mark>" in result.snippet for result in answer.results)
        assert set(places(search(index, words))) <= truth


def test_every_hit_where_places_are_told_of_every_piece(
    tmp_path: Path, materials: list[Material], texts: dict[Place, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("build_tools.search.index.TOLD", 0)
    write_index(tmp_path, materials, bounds=(1, 10**9))
    index = Index(tmp_path)
    for words in drawn(texts, 300):
        assert set(places(search(index, words, limit=2000))) == {p for p, text in texts.items() if words in text}, words


def test_words_are_joined_and_excluded(index: Index, texts: dict[Place, str]) -> None:
    for query, good in {
        "学习 系统": lambda t: "学习" in t and "系统" in t,
        "学习 -系统": lambda t: "学习" in t and "系统" not in t,
        '学习 -"不够系统"': lambda t: "学习" in t and "不够系统" not in t,
    }.items():
        truth = {place for place, text in texts.items() if good(text)}
        assert set(places(search(index, query, limit=2000))) == truth, query


def test_pages_are_one_list(index: Index) -> None:
    whole = places(search(index, "政治", limit=60))
    assert whole == [place for n in range(6) for place in places(search(index, "政治", limit=10, offset=10 * n))]


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
    assert search(Index(tmp_path), "播种 收获 采摘").kind != "material"


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


def test_headings_come_first_and_close_words_before_distant_ones(tmp_path: Path, materials: list[Material]) -> None:
    def section(n: int, heading: str, text: str) -> Section:
        return Section(f"{n}.", heading, f"{n}.{heading}", f"s{n}", 1, blocks=(Block(text, 1),))

    sections = (
        section(1, "甲", "担当很多，说了许多别的话以后才说作为。"),
        section(2, "乙", "担当作为。"),
        section(3, "担当作为", "别的。"),
    )
    other = Material("x1", materials[0].source, Outline("题", sections=sections), materials[0].description)
    write_index(tmp_path, [other])
    assert [anchor for _, anchor in places(search(Index(tmp_path), "担当 作为"))] == ["s3", "s2", "s1"]


def written(folder: Path, source: Material, *texts: str) -> Index:
    """An index of one material with a section for each text."""
    sections = tuple(
        Section(f"{n}.", "甲", f"{n}.甲", f"s{n}", 1, blocks=(Block(text, 1),)) for n, text in enumerate(texts, 1)
    )
    write_index(folder, [Material("x1", source.source, Outline("题", sections=sections), source.description)])
    return Index(folder)


def test_two_characters_are_no_word_where_a_quotation_mark_parts_them(
    tmp_path: Path, materials: list[Material]
) -> None:
    index = written(tmp_path, materials[0], "对“大”学生说", "讲“政”治", "学生很多")
    assert search(index, "大学").kind != "exact"
    assert search(index, "政治").kind != "exact"
    assert places(search(index, "政”治")) == [("x1", "s2")]
    assert places(search(index, "说 -大学")) == [("x1", "s1")]
    assert search(index, "说 大学").kind != "exact"


def test_quotation_marks_as_typed_come_first(tmp_path: Path, materials: list[Material]) -> None:
    index = written(tmp_path, materials[0], "增强“四个意识”很要紧，增强“四个意识”。", "别的。增强四个意识。")
    for query, order in (
        ("增强四个意识", ["s2", "s1"]),
        ("增强“四个意识", ["s1", "s2"]),
        ("强四个 意识", ["s2", "s1"]),
    ):
        answer = search(index, query)
        assert (answer.kind, answer.total) == ("exact", 1)
        assert [(result.anchor, result.near) for result in answer.results] == [(order[0], False), (order[1], True)]
        assert all("<mark>" in result.snippet for result in answer.results)
    only = search(index, "四个意识很要紧")
    assert (only.kind, only.total, only.results[0].near) == ("exact", 1, False)


def test_the_only_text_as_typed_is_found_among_many_with_quotation_marks(
    tmp_path: Path, materials: list[Material]
) -> None:
    texts = ["增强“四个意识”，做到看齐。"] * 60 + ["别的。增强四个意识。"]
    answer = search(written(tmp_path, materials[0], *texts), "增强四个意识")
    assert (answer.total, answer.exact, answer.results[0].anchor) == (1, True, "s61")
    assert "只差引号" in (answer.message or "")
    assert [result.near for result in answer.results] == [False] + [True] * 9


def test_headings_that_promise_in_vain_come_last(tmp_path: Path, materials: list[Material]) -> None:
    sections = [Section("1.", "满足，足于，于走", "1.满足，足于，于走", f"s{n}", 1, blocks=()) for n in range(14)]
    sections += [Section("1.", "乙", "1.乙", f"t{n}", 1, blocks=(Block("满足于走过场。", 1),)) for n in range(14)]
    outline = Outline("题", sections=tuple(sections))
    write_index(tmp_path, [Material("x1", materials[0].source, outline, materials[0].description)])
    index = Index(tmp_path)
    candidates = Candidates(index, parse("满足于走").wanted, None)
    queue = candidates.ordered()
    assert [index.document(document).anchor[0] for document in queue] == ["s"] * 14 + ["t"] * 14
    wrong = {document: index.folded(document).text for document in queue[:6]}
    candidates.learn([], wrong, 10)
    left = [index.document(document).anchor[0] for document in candidates.ordered(queue[:6])]
    assert left == ["t"] * 14 + ["s"] * left.count("s")


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        "，。！",
        "<img src=x onerror=alert(1)>",
        "学" * 2000,
        "\ud800",
        "年度:",
        "-",
        "-学",
        "年度:1066",
        "年度:1066 学习",
    ],
)
def test_odd_queries_have_an_answer_with_a_message(index: Index, query: str) -> None:
    answer = search(index, query)
    assert answer.total == 0
    assert answer.message


def test_html_is_escaped(tmp_path: Path, materials: list[Material]) -> None:
    sections = (Section(None, "甲", "甲", "s1", 1, blocks=(Block("见<b>粗体</b>&amp;", 1),)),)
    other = Material("x1", materials[0].source, Outline("题", sections=sections), materials[0].description)
    write_index(tmp_path, [other])
    answer = search(Index(tmp_path), "<b>粗体</b>")
    assert "<mark>&lt;b&gt;粗体&lt;/b&gt;</mark>&amp;amp;" in answer.results[0].snippet


def test_pinyin_finds_units(index: Index, materials: list[Material]) -> None:
    wanted = {m.id for m in materials if "财政局" in m.description.title}
    for letters in ("czj", "caizhengju", "caizhengj"):
        answer = search(index, letters, limit=100)
        assert answer.kind == "pinyin"
        assert {result.id for result in answer.results} == wanted
        assert all("<mark>" in result.snippet for result in answer.results)


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


def test_words_beyond_the_sixteenth_are_looked_for_in_the_texts(tmp_path: Path, materials: list[Material]) -> None:
    words = list("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未")
    index = written(tmp_path, materials[0], "，".join(words), "，".join(words[:16]))
    assert places(search(index, " ".join(words))) == [("x1", "s1")]
    assert search(index, " ".join([*words, "鲲鹏"])).kind != "exact"
    assert search(index, " ".join(words)).message is None


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


def test_spellings_of_units_beside_other_words(index: Index, materials: list[Material]) -> None:
    wanted = {m.id for m in materials if "财政局" in (m.description.unit or "")}
    answer = search(index, "czj 学习", limit=500)
    assert answer.kind == "pinyin" and {result.id for result in answer.results} == wanted
    assert answer.total == search(index, "单位:财政局 学习", limit=500).total
    assert search(index, "cai zheng ju").results == search(index, "caizhengju").results
    assert search(index, "qqq 学习").kind != "pinyin"


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
    ],
)
def test_values_as_people_write_them(index: Index, written_so: str, means: str) -> None:
    assert search(index, written_so, limit=100).results == search(index, means, limit=100).results


def test_all_results_of_a_small_archive_are_in_order(tmp_path: Path, materials: list[Material]) -> None:
    write_index(tmp_path, materials[:20])
    index = Index(tmp_path)
    numbers = [
        d for d in range(index.documents) if {"学习", "带头"} <= set(re.findall("学习|带头", index.folded(d).text))
    ]
    assert MOST_BLOCK < len(numbers) and are_few(index, numbers)
    answer = search(index, "学习 带头", limit=len(numbers))
    by_place = {(index.document(d).owner.id, index.document(d).anchor): d for d in numbers}
    keys = [
        rank(index.document(d), index.folded(d), ["学习", "带头"])
        for d in map(by_place.get, places(answer))
        if d is not None
    ]
    assert len(keys) == len(numbers) and keys == sorted(keys)
    assert places(search(index, "学习 带头")) == places(answer)[:10]
    assert facets(index, "学习 带头").exact


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


def test_a_missing_file_is_a_message(tmp_path: Path, materials: list[Material]) -> None:
    write_index(tmp_path, materials[:3])
    for path in (tmp_path / "post").iterdir():
        path.write_bytes(path.read_bytes()[:50])
    assert "检索数据" in (search(Index(tmp_path), "学习").message or "")
    (tmp_path / "head.js").unlink()
    assert "检索数据" in (search(Index(tmp_path), "学习").message or "")
    assert facets(Index(tmp_path), "学习").message
    assert complete(Index(tmp_path), "学") == []


def test_completions_and_related(index: Index, materials: list[Material]) -> None:
    assert "政治忠诚" in [one["text"] for one in complete(index, "政治", limit=50)]
    assert "政治忠诚" in [one["text"] for one in complete(index, "zhengzhizh", limit=50)]
    assert all(str(one["text"]).startswith("学") for one in complete(index, "年度:2021 学"))
    others = related(index, materials[0].id)
    assert others
    assert materials[0].id not in [one["id"] for one in others]
