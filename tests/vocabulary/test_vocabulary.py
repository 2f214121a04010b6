"""An archive's own vocabulary files, laid over the package's."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.vocabulary import load_vocabulary


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_new_year_is_an_edit_of_data(tmp_path: Path) -> None:
    write(tmp_path, "frameworks.yml", 'frameworks:\n  "2026":\n    aspects:\n      - {short: 带头试一试新的清单}\n')
    vocabulary = load_vocabulary(tmp_path)
    assert vocabulary.frameworks.aspects["2026-1"].short == "带头试一试新的清单"
    assert [match.id for match in vocabulary.aspects.matches("在试一试新的清单方面", "2026")] == ["2026-1"]


def test_a_years_aspects_are_replaced_and_other_lists_added_to(tmp_path: Path) -> None:
    write(tmp_path, "frameworks.yml", 'frameworks:\n  "2024":\n    aspects: [{short: 带头更正}]\n')
    write(tmp_path, "phrases.yml", "phrases: [新提法]\n")
    vocabulary = load_vocabulary(tmp_path)
    assert [aspect.short for aspect in vocabulary.frameworks.frameworks["2024"].aspects] == ["带头更正"]
    assert "新提法" in vocabulary.phrases.phrases and "两个确立" in vocabulary.phrases.phrases


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("frameworks.yml", "frameworks: [", "frameworks.yml"),
        ("frameworks.yml", 'frameworks:\n  "2021":\n    yeer: 3\n', "2021.yeer"),
        ("units.yml", "suffixes: 局\n", "suffixes"),
        ("parts.yml", 'parts:\n  问题:\n    patterns: ["("]\n', "parts.问题.patterns"),
        ("nonsense.yml", "a: 1\n", "nonsense.yml"),
    ],
)
def test_a_broken_file_is_one_line_and_left_out(tmp_path: Path, name: str, text: str, told: str) -> None:
    vocabulary = load_vocabulary(write(tmp_path, name, text))
    (problem,) = vocabulary.problems
    assert told in str(problem) and "\n" not in str(problem)
    assert vocabulary.frameworks.aspects["2021-1"]


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("units.yml", "sectors:\n  - {nmae: 渔政}", ("没有这个键", "可用的有：name、units、words")),
        ("units.yml", "rolls: []", ("没有这个键", "sectors")),
        ("strands.yml", "strands:\n  xin: {name: 新, about: 新, aspects: ['2021-9']}", ("没有这些方面：2021-9",)),
        ("labels.yml", "labels: [甲\nx", ("不是正确的 YAML",)),
    ],
)
def test_a_broken_file_is_named_with_what_is_allowed(
    tmp_path: Path, file: str, text: str, words: tuple[str, ...]
) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    (problem,) = load_vocabulary(tmp_path).problems
    assert all(word in str(problem) for word in words), str(problem)
