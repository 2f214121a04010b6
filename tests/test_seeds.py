"""The five real materials: what a careful reader knows of them. They stay outside the project."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from build_tools.collection import Original
from build_tools.model import Material
from build_tools.pipeline import read_material
from build_tools.vocabulary import load_vocabulary
from tests.seeds import needs_seeds, seed

VOCABULARY = load_vocabulary()

KNOWN: dict[str, dict[str, Any]] = {
    "000": {
        "year": 2021,
        "year_printed": 2021,
        "meeting": "专题民主生活会",
        "genre": "对照检查材料",
        "subject": "个人",
        "framework": "2021",
        "unit": None,
        "sector": "机构编制",
        "title_supplied": False,
    },
    "001": {
        "year": 2021,
        "year_printed": None,
        "meeting": "专题民主生活会",
        "genre": "对照检查材料",
        "subject": "班子",
        "framework": "2021",
        "unit": "市委编办",
        "sector": "机构编制",
        "title_supplied": True,
    },
    "002": {
        "year": 2021,
        "year_printed": None,
        "meeting": "专题民主生活会",
        "subject": "个人",
        "framework": "2021",
        "unit": "市委组织部",
        "role": "副部长",
        "level": "市",
        "title_supplied": False,
    },
    "003": {
        "year": 2022,
        "year_printed": 2023,
        "meeting": "专题民主生活会",
        "subject": "个人",
        "framework": "2022",
        "unit": None,
        "role": "分管领导",
    },
    "004": {
        "year": 2021,
        "year_printed": 2021,
        "meeting": "组织生活会",
        "subject": "个人",
        "framework": "2020",
        "unit": None,
    },
}

POINTS: dict[str, list[int]] = {
    "000": [0, 3, 3, 0, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    "001": [*[0] * 25, 5, 0, 0, 3, 0, 0, 3],
    "002": [0, 3, 3, 3, 3, 3, 4, 0, 0, 0, 0],
    "003": [0, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    "004": [0, 3, 3, 3, 2, 3, 0, 3, 3],
}
"""Points of every section, in the order of the text."""

ASPECTS: dict[str, list[str]] = {
    "000": ["2021-1", "2021-2", "2021-3", "2021-4", "2021-5"],
    "001": ["2021-1", "2021-2", "2021-3", "2021-4", "2021-5"],
    "002": ["2021-1", "2021-2", "2021-3", "2021-4", "2021-5"],
    "003": ["2022-1", "2022-2", "2022-3", "2022-4", "2022-5", "2022-6"],
    "004": ["2020-1", "2020-2", "2020-3", "2020-4", "2020-5"],
}


def material(number: str) -> Material:
    path = seed(number)
    data = path.read_bytes()
    original = Original(path, path.name, len(data), hashlib.sha256(data).hexdigest(), "x0123456789")
    return read_material(original, VOCABULARY)


@needs_seeds
@pytest.mark.parametrize("number", KNOWN)
def test_metadata(number: str) -> None:
    description = material(number).description
    assert {name: getattr(description, name) for name in KNOWN[number]} == KNOWN[number]


@needs_seeds
@pytest.mark.parametrize("number", POINTS)
def test_points_of_every_section(number: str) -> None:
    assert [len(section.points) for section in material(number).outline.walk()] == POINTS[number]


@needs_seeds
@pytest.mark.parametrize("number", ASPECTS)
def test_aspects_in_order(number: str) -> None:
    found = [aspect for section in material(number).outline.walk() for aspect in section.aspects]
    assert found == ASPECTS[number]


@needs_seeds
@pytest.mark.parametrize("number", KNOWN)
def test_parts_of_the_first_level(number: str) -> None:
    assert [section.part for section in material(number).outline.sections] == ["问题", "原因", "措施"]


@needs_seeds
def test_a_sixth_section_is_no_aspect() -> None:
    for number, anchor in (("001", "s1-6"), ("004", "s1-6")):
        section = next(s for s in material(number).outline.walk() if s.anchor == anchor)
        assert section.part == "事项说明" and not section.aspects


@needs_seeds
def test_closings() -> None:
    ends = {number: [b.text[:5] for b in material(number).outline.closing] for number in KNOWN}
    assert ends == {"000": ["以上检视剖"], "001": ["以上对照检"], "002": [], "003": [], "004": []}


@needs_seeds
@pytest.mark.parametrize(
    ("number", "codes"),
    [
        ("001", {"title_missing", "number_repeated"}),
        ("003", {"year_conflict", "likely_slip"}),
        ("004", {"year_conflict"}),
    ],
)
def test_what_is_reported(number: str, codes: set[str]) -> None:
    assert codes <= {finding.code for finding in material(number).findings}


@needs_seeds
def test_two_heading_lines_are_one_title_without_masks() -> None:
    title = material("002").description.title
    assert title.startswith("市委组织部副部长党史学习教育专题") and title.endswith("五个方面对照检查材料")
