"""exemplars/: who is there, what is said of them, passages in their lists."""

from __future__ import annotations

import pytest

from build_tools.pages import structures_of
from build_tools.pages.exemplars import _links
from build_tools.vocabulary import load_vocabulary
from tests.pages.factory import hostile, many, material
from tests.pages.reading import Reading, python_markdown, split_page

VOCABULARY = load_vocabulary()
MATERIALS = [*many(30, VOCABULARY), material("x0000000001", exemplar="写得实。", framework="2021"), hostile()]


@pytest.fixture(scope="module")
def pages():
    return {page.path: page.text for page in structures_of(MATERIALS, VOCABULARY).pages()}


def test_only_what_a_person_marked_is_an_exemplar_and_says_why(pages):
    text = pages["exemplars/index.md"]
    for one in MATERIALS:
        assert (f'data-id="{one.id}"' in text) == bool(one.description.exemplar)
    assert "写得实。" in text


def test_the_check_is_a_list_of_reasons_not_a_score(pages):
    words = Reading(python_markdown(split_page(pages["exemplars/index.md"])[1])).words
    assert "有 部分" in words and "缺 逐条对照" in words and "没有对应标题的" in words
    assert "分数" not in words and "得分" not in words


def test_openings_and_closings_are_listed_by_whom(pages):
    for one in MATERIALS[:5]:
        slug = {"班子": "banzi", "个人": "geren", "支部": "zhibu"}[one.description.subject]
        assert f"../materials/{one.id}.html#preamble" in pages[f"exemplars/opening-{slug}.md"]
        assert f"../materials/{one.id}.html#closing" in pages[f"exemplars/closing-{slug}.md"]
    assert any(path.startswith("exemplars/case-") for path in pages)


def test_hostile_words_stay_words(pages):
    for path, text in pages.items():
        if path.startswith("exemplars/"):
            assert "<script" not in text and not Reading(python_markdown(split_page(text)[1])).stray, path


def test_an_archive_without_any_says_how_to_mark_one():
    pages = {page.path: page.text for page in structures_of([], VOCABULARY).pages()}
    assert "还没有标为范例的材料" in pages["exemplars/index.md"]


def test_cases_stand_in_a_row_for_each_list_in_its_order_and_show_no_internal_name():
    counts = {"case-2020b-2": 1, "case-2025-3": 2, "case-2025-1": 1, "case-part-problems": 4, "opening-geren": 9}
    rows = _links(counts, VOCABULARY)
    assert [name for name, _ in rows] == [
        "开头",
        "事例 · 2025年度五个带头",
        "事例 · 2020年度对照清单（组织生活会）",
        "事例",
    ]
    assert [path for _, path, _ in rows[1][1]] == ["exemplars/case-2025-1.md", "exemplars/case-2025-3.md"]
    assert not any("2020b" in label for _, row in rows for label, _, _ in row)
