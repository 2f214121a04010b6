"""Searching by the Python reference: everything that stands in the texts is found, nothing else."""

import re
from pathlib import Path

import pytest

from build_tools.model import Block, Material, Outline, Section
from build_tools.search import Index, complete, facets, related, search
from build_tools.search.candidates import Candidates
from build_tools.search.checking import MOST_BLOCK, are_few
from build_tools.search.parse import parse
from build_tools.search.ranking import rank
from tests.search.conftest import Place, drawn, places, write_index, written


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
        assert [(result.anchor, result.near) for result in answer.results] == [(order[0], False)]
        assert [(result.anchor, result.near) for result in answer.alike] == [(order[1], True)]
        assert all("<mark>" in result.snippet for result in (*answer.results, *answer.alike))
        assert (facets(index, query).total, facets(index, query).exact) == (1, True)
    only = search(index, "四个意识很要紧")
    assert (only.kind, only.total, only.results[0].near, only.alike) == ("exact", 1, False, ())


def test_the_only_text_as_typed_is_found_among_many_with_quotation_marks(
    tmp_path: Path, materials: list[Material]
) -> None:
    texts = ["增强“四个意识”，做到看齐。"] * 60 + ["别的。增强四个意识。"]
    answer = search(written(tmp_path, materials[0], *texts), "增强四个意识")
    assert (answer.total, answer.exact, answer.results[0].anchor) == (1, True, "s61")
    assert "只差引号" in (answer.message or "")
    assert (len(answer.results), len(answer.alike)) == (1, 9) and all(result.near for result in answer.alike)


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


def test_words_beyond_the_sixteenth_are_looked_for_in_the_texts(tmp_path: Path, materials: list[Material]) -> None:
    words = list("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未")
    index = written(tmp_path, materials[0], "，".join(words), "，".join(words[:16]))
    assert places(search(index, " ".join(words))) == [("x1", "s1")]
    assert search(index, " ".join([*words, "鲲鹏"])).kind != "exact"
    assert search(index, " ".join(words)).message is None


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


def test_only_what_the_archive_holds_is_offered(index: Index, tmp_path: Path, materials: list[Material]) -> None:
    for start in ("三", "两个", "带头", "政治", "学"):
        for one in complete(index, start, limit=100):
            assert search(index, str(one["text"])).kind == "exact", one
    few = written(tmp_path, materials[0], "执行三重一大制度不够严格")
    assert [one["text"] for one in complete(few, "三", limit=50)] == ["三重一大"]
    others = related(index, materials[0].id)
    assert others
    assert materials[0].id not in [one["id"] for one in others]
