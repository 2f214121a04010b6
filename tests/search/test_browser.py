"""The engine in Chromium, from a folder: the same as the Python reference in everything."""

import json
import random
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from build_tools.model import Material
from build_tools.search import Index, as_json, complete, facets, related, search
from build_tools.search.documents import documents_of
from build_tools.search.fold import fold
from build_tools.search.pieces import hashed, pieces_of, runs_of_three, trigram
from build_tools.search.shards import unscript, wide_script
from tests.search.conftest import Place, Run, cases, make_site, pairs_in_materials

Open = Callable[[Path], tuple[Run, list[str]]]

QUERIES: list[tuple[str, dict[str, Any]]] = [
    ("两个确立", {}),
    ("党", {}),
    ("担当 作为", {}),
    ("学习 调研 走访", {"limit": 50}),
    ("政治", {"limit": 10, "offset": 20}),
    ("学习 年度:2021 部分:措施", {}),
    ("年度:2019-2022 一把手 -学习", {}),
    ('学习 -"不够系统"', {}),
    ("方面:2021-4", {}),
    ("年度:2021", {}),
    ("-部分:原因 单位:财政 主题教育", {}),
    ("学习", {"filters": {"year": [2021, 2022], "part": "原因"}}),
    ("民", {"filters": {"unit": None}}),
    ("围绕2035年远景目标，推进", {}),
    ("２０３５年", {}),
    ("GDP", {}),
    ("“三会一课”", {}),
    ("領導班子 學習", {}),
    ("青禾市财政局 清晰", {}),
    ("zzb", {}),
    ("changting", {}),
    ("caizhengju", {}),
    ("两个确例", {}),
    ("对照检杳如有不妥之处，恳请", {}),
    ("学习两个维互不够系统", {}),
    ("带头 -带头", {}),
    ("国之大者 三会一课 四不两直 六稳 六保 一岗双责 信访", {}),
    ("", {}),
    ("，。", {}),
    ("<img src=x onerror=alert(1)>", {}),
    ("学习" * 1000, {}),
    ("a" * 2100, {}),
    ("\ud800学习\udc00", {}),
    ("研究 𠀀", {}),
    ("年度：2021-2023 「三会一课」", {}),
    ("年度:1066 学习", {}),
    ("年度:1066", {}),
    ("-学习", {}),
    ("-年度:2021 -部分:原因", {}),
    ("“学习 调研", {}),
    ("讲“政”治 -“学习", {}),
    ("单位:“财政、教育” 部分：措施 学习 -调研", {}),
    ("年度:2021 -党史学习教育 -不够系统", {}),
    ("部分:存在问题 -两个确立", {}),
    ("学习两个维互不够系统 -对标对表", {}),
    ("caizhengju -2021年度", {}),
    ("czj 学习", {"limit": 30}),
    ("cz czj 学习 -学习不够系统", {}),
    ("cai zheng ju", {}),
    ("今後努力方嚮", {}),
    ("關於 學習", {}),
    ("瞭解", {}),
    ("今後 -瞭解", {}),
    ("部门:财政 学习不够系通", {}),
    ("落实关 协调主", {}),
    ("会一课", {"limit": 30}),
    ("czj 2021", {"limit": 30}),
    ("单位:czj,qqq 学习", {}),
    ("单位:qqq", {}),
    ("caizhengju bailu", {"limit": 30}),
    ("GDP czj -学习", {}),
    ("四”个意识", {}),
    ("四”个", {"limit": 50}),
    ("年度:1066 单位:鲲鹏局 学习", {}),
    ("年度:2021年－23 部分:原因分析", {}),
    ("甲 乙 丙 丁 戊 己 庚 辛 壬 癸 子 丑 寅 卯 辰 巳 学习 调研", {}),
    ("对照检查如有妥不之处，恳请", {}),
    ("学习 调研", {"limit": 100}),
    ("滞后，学习了6个。", {}),
]


@pytest.fixture(scope="module")
def page(site: Path, open_page: Open) -> tuple[Run, list[str]]:
    return open_page(site)


def local(value: Any, site: Path) -> Any:
    """What the browser gave, with addresses as Python writes them."""
    return json.loads(json.dumps(value).replace(f"{site.as_uri()}/", ""))


def test_folding_is_the_same(page: tuple[Run, list[str]]) -> None:
    run, _ = page
    run("() => archiveSearch.query('領')")  # brings the table of traditional characters
    for case in cases("fold_cases.json"):
        found = run("t => archiveSearch._fold.folded(t).text", case["text"])
        assert found == case["folded"], case["name"]
        spans = (
            "t => { const f = archiveSearch._fold.folded(t); return [...f.text].map((c, i) => f.span(i, i + 1)[0]) }"
        )
        if len(case["folded"]) == len(case["folded"].encode("utf-16-le")) // 2:
            assert run(spans, case["text"]) == case["offsets"], case["name"]
        pieces = run("t => Array.from(archiveSearch._fold.placesOf(t))", case["folded"])
        assert [piece for piece, _ in pieces] == case["pieces"], case["name"]
        assert dict(pieces) == pieces_of(case["folded"]), case["name"]


def test_runs_of_three_and_what_is_told_are_the_same(
    page: tuple[Run, list[str]], index: Index, materials: list[Material]
) -> None:
    run, _ = page
    runs = [run for document in documents_of(materials[0])[:6] for run in runs_of_three(fold(document.text))] + [
        "学𠀀习"
    ]
    assert run("runs => runs.map(archiveSearch._fold.trigram)", runs) == [trigram(run) for run in runs]
    codes = [ord(character) for character in "".join(runs)]
    assert run("codes => codes.map(archiveSearch._fold.hashed)", codes) == [hashed(code) for code in codes]
    load = """async runs => { const { head, hasTrigram, trigramOf } = archiveSearch._store; const index = await head();
      return Promise.all(runs.filter((run) => hasTrigram(index, run)).map(async (run) => [run, await trigramOf(index, run)
      ].map((part) => (part instanceof Uint32Array ? Array.from(part) : part)))); }"""
    found = dict(run(load, runs))
    expected = {one: index.trigram(one) for one in runs if index.has_trigram(one)}
    assert found == {one: documents if documents is None else sorted(documents) for one, documents in expected.items()}


def test_parsing_is_the_same(page: tuple[Run, list[str]]) -> None:
    run, _ = page
    for case in cases("parse_cases.json"):
        expected = {key: value for key, value in case.items() if key not in {"name", "text"}}
        assert run("t => archiveSearch.parse(t)", case["text"]) == expected, case["name"]


@pytest.mark.parametrize("case", QUERIES, ids=lambda case: ascii(case[0][:20]))
def test_answers_are_the_same(
    page: tuple[Run, list[str]], site: Path, index: Index, case: tuple[str, dict[str, Any]]
) -> None:
    run, said = page
    text, options = case
    found = local(run("archiveSearch.query", text, options), site)
    assert found == json.loads(json.dumps(as_json(search(index, text, **options))))
    counts = run("archiveSearch.facets", text, {"filters": options.get("filters")})
    assert counts == json.loads(json.dumps(asdict(facets(index, text, options.get("filters")))))
    assert said == []


def test_answers_to_pasted_words_are_the_same(
    page: tuple[Run, list[str]], site: Path, index: Index, materials: list[Material]
) -> None:
    run, said = page
    dice = random.Random(11)
    texts = [document.text for material in materials for document in documents_of(material)]
    for _ in range(60):
        text, length = dice.choice(texts), dice.choice((2, 3, 5, 9, 20))
        starts = [dice.randrange(max(1, len(text) - length)) for _ in range(dice.choice((1, 1, 2)))]
        query = " ".join(text[start : start + length] for start in starts)
        limit = dice.choice((10, 50))
        found = local(run("archiveSearch.query", query, {"limit": limit}), site)
        assert found == json.loads(json.dumps(as_json(search(index, query, limit)))), query
    assert said == []


def test_what_is_found_in_whole_materials_and_by_spelling_is_counted_the_same(
    page: tuple[Run, list[str]], site: Path, index: Index, texts: dict[Place, str]
) -> None:
    run, said = page
    for query in (*pairs_in_materials(texts)[:4], "czj", "czj 学习 -调研", "qqq 学习"):
        for filters in (None, {"year": "2021"}, {"part": "问题"}):
            found = local(run("archiveSearch.query", query, {"filters": filters}), site)
            assert found == json.loads(json.dumps(as_json(search(index, query, filters=filters)))), query
            counts = run("archiveSearch.facets", query, {"filters": filters})
            assert counts == json.loads(json.dumps(asdict(facets(index, query, filters)))), query
    assert said == []


def test_completions_and_related_are_the_same(
    page: tuple[Run, list[str]], site: Path, index: Index, materials: list[Material]
) -> None:
    run, _ = page
    for start in ("政治", "zz", "changt", "zt", "学", "q", "年度:2021 落", "", "　"):
        assert run("archiveSearch.complete", start) == complete(index, start)
    for material in materials[:5]:
        assert local(run("archiveSearch.related", material.id), site) == related(index, material.id)


def test_marks_for_an_opened_page(page: tuple[Run, list[str]]) -> None:
    run, _ = page
    assert run("archiveSearch.mark", "增强“四个 意识”，四个意识", "四个意识 增强") == [[0, 2], [3, 8], [10, 14]]


def test_over_http_it_is_the_same_and_nothing_is_left_in_the_page(
    site: Path, index: Index, open_page: Callable[..., tuple[Run, list[str]]]
) -> None:
    from browser import serving

    with serving(site) as served:
        run, said = open_page(site, served.address)
        for query in ("两个确立", "学习 调研 走访", "caizhengju", "两个确例", "領導班子 學習"):
            found = json.loads(json.dumps(run("archiveSearch.query", query)).replace(served.address, ""))
            assert found == json.loads(json.dumps(as_json(search(index, query))))
        assert run("() => document.head.querySelectorAll('script[src*=search-index]').length") == 0
    assert said == []


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[:60],
    "cut inside the lists": lambda data: wide_script(*_changed(data, lambda lists: lists[: len(lists) // 3])),
    "empty": lambda data: b"",
    "another page": lambda data: b"<!doctype html><title>404</title>",
    "not what it should be": lambda data: wide_script(*unscript(data)[:2], {"a": 1}),
    "other build": lambda data: wide_script(unscript(data)[0], "0" + unscript(data)[1], unscript(data)[2]),
}


def _changed(data: bytes, change: Callable[[str], str]) -> tuple[str, str, list[str] | str]:
    name, stamp, found = unscript(data)
    return name, stamp, change(found) if isinstance(found, str) else [found[0], change(found[1])]


@pytest.mark.parametrize("way", ["folder", "http"])
@pytest.mark.parametrize("damage", ["missing", *DAMAGES])
def test_a_broken_file_is_a_message(
    tmp_path: Path,
    materials: list[Material],
    open_page: Callable[..., tuple[Run, list[str]]],
    monkeypatch: pytest.MonkeyPatch,
    damage: str,
    way: str,
) -> None:
    from browser import serving

    monkeypatch.setattr("build_tools.search.postings.FULL", 100)
    site = make_site(tmp_path / "site", materials[:3])
    paths = [path for kind in ("post", "long") for path in (site / "assets" / "search-index" / kind).iterdir()]
    for path in paths:
        if damage == "missing":
            path.unlink()
        else:
            path.write_bytes(DAMAGES[damage](path.read_bytes()))
    with serving(site) as served:
        run, said = open_page(site, served.address if way == "http" else None)
        answer = run("archiveSearch.query", "组织 学习")
        assert "检索数据" in run("archiveSearch.facets", "组织 学习")["message"]
    assert (answer["kind"], answer["total"], answer["results"]) == ("none", 0, [])
    assert "检索数据" in answer["message"]
    assert damage == "missing" or said == []
    assert "检索数据" in (search(Index(site / "assets" / "search-index"), "组织 学习").message or "")


def test_no_index_at_all_is_a_message(tmp_path: Path, materials: list[Material], open_page: Open) -> None:
    site = make_site(tmp_path / "site", materials[:1])
    shutil.rmtree(site / "assets" / "search-index")
    run, _ = open_page(site)
    assert "检索数据" in run("archiveSearch.query", "学习")["message"]
    assert run("archiveSearch.complete", "学习") == []
    assert run("archiveSearch.related", "x") == []
