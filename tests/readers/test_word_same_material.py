"""One material saved as text and as Word file, numbers typed or automatic, is understood in the same way."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_tools.collection import single_original
from build_tools.inspection import inspect
from build_tools.pipeline import read_material
from build_tools.readers.encoding import decode
from build_tools.vocabulary import load_vocabulary
from tests.readers.sample_originals import ARCHIVE, AUTOMATIC, TYPED, automatic, typed
from tests.readers.word_materials import as_word
from tests.seeds import SEEDS, needs_seeds

VOCABULARY = load_vocabulary()
SAMPLES = sorted(ARCHIVE.rglob("*.txt"))


def understood(path: Path) -> dict[str, Any]:
    """What is understood of a file, without what tells where it comes from and what a tidier file needs no more."""
    found = json.loads(inspect(read_material(single_original(path), VOCABULARY)).model_dump_json())
    for key in ("id", "source", "repairs"):
        found.pop(key)
    for finding in found["findings"]:
        finding["where"] = None
    return found


def check(original: Path, folder: Path) -> None:
    """The same from text and from both kinds of Word file."""
    text = decode(original.read_bytes(), original.name).text
    plain = folder / "材料.txt"
    plain.write_text(text, encoding="utf-8")
    expected = understood(plain)
    for is_automatic in (False, True):
        word = folder / f"材料{is_automatic}.docx"
        word.write_bytes(as_word(text, is_automatic))
        assert understood(word) == expected, f"automatic={is_automatic}"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem[:24])
def test_own_samples(path: Path, tmp_path: Path) -> None:
    check(path, tmp_path)


@needs_seeds
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_real_materials(number: str, tmp_path: Path) -> None:
    check(next(SEEDS.glob(f"{number}_*.txt")), tmp_path)


def test_the_automatic_files_hold_no_typed_number() -> None:
    with zipfile.ZipFile(
        io.BytesIO(as_word("一、问题\n（一）学得浅\n1.读得少\n①懒\n二、原因", automatic=True))
    ) as file:
        text = file.read("word/document.xml").decode("utf-8")
    assert re.findall("<w:t[^>]*>([^<]*)</w:t>", text) == ["问题", "学得浅", "读得少", "懒", "原因"]


@pytest.mark.parametrize(("name", "made"), [(AUTOMATIC, automatic), (TYPED, typed)])
def test_the_samples_in_the_archive_are_those_of_the_script(name: str, made: Callable[[], bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(made())) as new, zipfile.ZipFile(ARCHIVE / name) as old:
        assert {entry: new.read(entry) for entry in new.namelist()} == {
            entry: old.read(entry) for entry in old.namelist()
        }


def test_what_we_export_we_read_again() -> None:
    found = understood(ARCHIVE / TYPED)
    assert found["title"] == "临江市图书馆馆长2017年度民主生活会个人对照检查材料（示例）"
    assert [section["number"] for section in found["sections"]] == ["一、", "二、", "三、"]
    assert [inner["number"] for inner in found["sections"][2]["sections"]] == ["（一）", "（二）", "（三）"]
    assert not found["findings"]


def test_automatic_numbers_of_the_sample() -> None:
    found = understood(ARCHIVE / AUTOMATIC)
    assert found["title"] == "枫桥县市场监督管理局领导班子2022年度民主生活会对照检查材料（示例）"
    assert [len(section["sections"]) for section in found["sections"]] == [6, 3, 3]
    items = [[item["number"] for item in inner["sections"]] for inner in found["sections"][2]["sections"]]
    assert items == [["1.", "2."]] * 3
