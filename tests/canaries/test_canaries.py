"""Planted values come out nowhere: pages, index, site, exports, whatever lies about, or is said on the terminal."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from build_tools.search import Index, as_json, search
from build_tools.search.packing import unpack
from build_tools.search.shards import lines_of, unscript
from tests.canaries.conftest import run
from tests.canaries.planted import Bait, Planter
from tests.canaries.reading import found_in, readings, told


def test_enough_is_planted(bait: Bait) -> None:
    assert len(bait.values) >= 60


def test_nothing_planted_comes_out(project: Path, bait: Bait) -> None:
    assert found_in(project, bait.values, skip=project / "archive") == []


def test_every_kind_of_output_is_searched(project: Path) -> None:
    """A kind of page that the bait does not bring about would be searched in vain."""
    made = {path.relative_to(project).parent.as_posix() for path in (project / "docs").rglob("*") if path.is_file()}
    for name in ("aspects", "exemplars", "materials", "outlines", "points", "strands", "triples", "units", "years"):
        assert f"docs/{name}" in made
    for name in ("outlines", "points", "materials", "skeletons"):
        assert f"docs/assets/structures-data/{name}" in made
    assert list((project / "site").rglob("*.docx"))
    assert (project / "site" / "compare.html").is_file() and (project / "site" / "figures.html").is_file()


def test_no_document_of_the_index_holds_any(project: Path, bait: Bait) -> None:
    """Read as the search reads them, whatever form they have on disk."""
    index = Index(project / "docs" / "assets" / "search-index")
    assert index.documents > 20
    assert told([repr(index.document(number)) for number in range(index.documents)], bait.values) == []


def test_the_bits_of_postings_are_read_as_they_stand(project: Path) -> None:
    """A character that the index may hold anywhere is found wherever it stands, one of the bait by no chance."""
    (shard, *_) = sorted((project / "docs" / "assets" / "search-index" / "post").iterdir())
    data = shard.read_bytes()
    directory, bits = unscript(data)[2]
    for text in (directory, bits):
        assert all(any(character in reading for reading in readings(data)) for character in set(text[:200]))
    assert {chr(first) for first, *_ in lines_of(unpack(directory))} <= set("".join(readings(data)))
    assert max(directory + bits) < "\ub000" < Planter(Bait()).word("自己的字")[1]


def test_every_refused_file_is_named_and_no_other(project: Path, bait: Bait) -> None:
    said = (project / "said.txt").read_text(encoding="utf-8")
    assert sorted(name for name in bait.files if f"拒收：{name}" in said) == sorted(bait.refused)
    assert said.count("按保密规定处理") == len(bait.refused)
    pages = {path.name for path in (project / "docs" / "materials").glob("*.md")} - {"index.md"}
    originals = [name for name in bait.files if not name.endswith(".yml")]
    assert len(pages) == len(originals) - len(bait.refused)


def test_the_search_finds_none_of_it(project: Path, bait: Bait) -> None:
    index = Index(project / "docs" / "assets" / "search-index")
    assert search(index, "学习", limit=1).total > 0
    for value in bait.values:
        answer = search(index, f'"{value}"', limit=3)
        given = {name: part for name, part in as_json(answer).items() if name != "query"}
        assert told([json.dumps(given, ensure_ascii=False)], {value: ""}) == []


@pytest.mark.parametrize("format", ["text", "json"])
def test_check_tells_places_and_kinds_and_no_value(project: Path, bait: Bait, format: str) -> None:
    result = run(project, "check", "--format", format)
    assert result.exit_code == 1
    assert told([result.output], bait.values) == []
    if format == "json":
        lines = json.loads(result.stdout)["findings"]
        kinds = {line["message"].split()[0] for line in lines if line["code"] == "personal_data"}
        assert {"手机号码", "身份证号", "银行卡号", "个人有关事项", "亲属从业就学情况"} <= kinds


def test_inspect_tells_none_of_it(project: Path, bait: Bait) -> None:
    for number, name in enumerate(sorted(bait.files)):
        if name.endswith(".yml"):
            continue
        result = run(project, "inspect", f"archive/{name}", "--format", ("text", "json")[number % 2])
        assert result.exit_code == (1 if name in bait.refused else 0), name
        assert told([result.output], bait.values) == [], name


def test_exports_tell_none_of_it(project: Path, bait: Bait, tmp_path: Path) -> None:
    for option in ("--csv", "--json", "--xlsx"):
        assert run(project, "export", "catalogue", option, str(tmp_path / f"table{option}.out")).exit_code == 1
    assert run(project, "export", "bagit", str(tmp_path / "bag")).exit_code == 1
    pages = [path.stem for path in (project / "docs" / "materials").glob("x*.md")]
    assert len(pages) > 8
    for number, identifier in enumerate(pages):
        option = ("--docx", "--markdown", "--text")[number % 3]
        result = run(project, "export", "material", identifier, option, str(tmp_path / f"{identifier}.out"))
        assert result.exit_code == 0, result.output
        assert told([result.output], bait.values) == []
    assert len(list(tmp_path.rglob("*"))) > 20
    assert found_in(tmp_path, bait.values) == []


def test_a_removed_material_leaves_no_trace(project: Path, tmp_path: Path) -> None:
    """`access: remove`, and the original gone: neither leaves a byte of it in docs and site."""
    folder = tmp_path / "project"
    shutil.copytree(project, folder)
    shutil.rmtree(folder / "archive")
    for name, word in {"甲": "𠄀", "乙": "𠄁", "丙": "𠄂"}.items():
        text = f"{word}溪县水利局领导班子2021年度民主生活会对照检查材料\n一、{word}存在的问题\n一是{word}学习不够。\n"
        (folder / "archive").mkdir(exist_ok=True)
        (folder / "archive" / f"{name}{word}.txt").write_text(text, encoding="utf-8")
    assert run(folder, "build").exit_code == 0
    for word in "𠄀𠄁":
        assert found_in(folder, {word: word}, skip=folder / "archive")
    (folder / "archive" / "甲𠄀.txt.yml").write_text("access: remove\n", encoding="utf-8")
    (folder / "archive" / "乙𠄁.txt").unlink()
    assert run(folder, "build").exit_code == 0
    assert found_in(folder, {"𠄀": "removed", "𠄁": "deleted"}, skip=folder / "archive") == []
    assert found_in(folder, {"𠄂": "kept"}, skip=folder / "archive")
