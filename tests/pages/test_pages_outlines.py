"""outlines/: cards by framework and subject, the usual structure, paging by number and by size."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from build_tools.pages import entry_of, structures_of
from build_tools.pages.links import cards_path
from build_tools.pages.outline_card import outline_card
from build_tools.pages.rendering import in_whole_groups
from build_tools.pages.structures import Structures
from build_tools.structures import shares_of
from build_tools.vocabulary import load_vocabulary
from tests.pages.factory import blocks, hostile, many, material, numbered, plain_outline, section
from tests.pages.reading import Reading, python_markdown, split_page

VOCABULARY = load_vocabulary()
MATERIALS = [*many(60, VOCABULARY), material("x0000000001", framework=None, subject=None)]


@pytest.fixture(scope="module")
def pages():
    return {page.path: page.text for page in structures_of(MATERIALS, VOCABULARY).pages()}


def ids_of(pages, folder="outlines/"):
    return [
        found
        for path, text in pages.items()
        if path.startswith(folder)
        for found in re.findall(r'<article class="outline-card" data-id="([^"]+)"', text)
    ]


def test_every_material_has_one_card_in_the_list_of_its_framework_and_subject(pages):
    assert sorted(ids_of(pages)) == sorted(one.id for one in MATERIALS)
    for one in MATERIALS:
        about = one.description
        assert f'data-id="{one.id}"' in pages[cards_path(about.framework, about.subject)]


def test_exemplars_come_first(pages):
    chosen = [one for one in MATERIALS if one.description.exemplar]
    assert chosen
    for one in chosen:
        text = pages[cards_path(one.description.framework, one.description.subject)]
        before = text[: text.index(f'data-id="{one.id}"')]
        assert all('class="why"' in card for card in before.split("<article")[1:-1])


def test_a_list_pages_on_by_number_and_by_size():
    many_small = Structures(VOCABULARY)
    for n in range(95):
        many_small.add(material(f"2021-{n:04d}", framework="2021", subject="班子"))
    pages = {page.path: page.text for page in many_small.pages()}
    assert {"outlines/2021-banzi.md", "outlines/2021-banzi-p2.md", "outlines/2021-banzi-p3.md"} <= pages.keys()
    assert "outlines/2021-banzi-p4.md" not in pages
    assert len(ids_of(pages)) == len(set(ids_of(pages))) == 95


def test_no_page_grows_beyond_half_a_megabyte():
    long = section(
        "一、", "题" * 300, within=[section(f"（{n}）", "目" * 300, part="问题") for n in range(900)], part="问题"
    )
    outline = replace(plain_outline(), sections=numbered((long,)), preamble=blocks("字" * 9000))
    big = Structures(VOCABULARY)
    for n in range(40):
        big.add(material(f"2021-{n:04d}", outline, framework="2021", subject="个人", title="题" * 900))
    for page in big.pages():
        assert len(page.text.encode()) < 400_000, page.path


def test_the_usual_structure_is_drawn_from_the_materials(pages):
    words = Reading(python_markdown(split_page(pages["outlines/2021.md"])[1])).words
    count = sum(one.description.framework == "2021" for one in MATERIALS)
    assert f"据 {count} 篇材料统计" in words
    assert f"问题 → 原因 → 措施（{count} 篇）" in words
    assert "存在的主要问题" in words and "【" in words


def test_a_framework_nobody_followed_says_so():
    pages = {page.path: page.text for page in Structures(VOCABULARY).pages()}
    assert all(f"outlines/{name}.md" in pages for name in VOCABULARY.frameworks.frameworks)
    assert "还没有对照这份清单的材料" in pages["outlines/2021.md"]


def test_hostile_words_stay_words():
    one = hostile()
    card = outline_card(one, entry_of(one), shares_of(one), "outlines/a.md")
    assert "<script" not in card and "{{" not in card and "\n\n" not in card
    assert not Reading(card).stray


# ---------------------------------------------------------------- a sector is never torn


def packed_groups(*counts, most=10, largest=1000):
    items = [(name, n) for name, count in zip("甲乙丙丁戊", counts, strict=False) for n in range(count)]
    pages = in_whole_groups("a.md", items, lambda one: one[0], most, lambda one: 10, largest)
    assert [one for _, _, part in pages for one in part] == items
    return [Counter(name for name, _ in part) for _, _, part in pages]


def test_small_groups_share_a_page_and_none_is_torn():
    assert packed_groups(4, 5, 3, 2) == [{"甲": 4, "乙": 5}, {"丙": 3, "丁": 2}]
    assert packed_groups() == [{}]


def test_a_group_that_needs_several_pages_has_them_alone():
    assert packed_groups(3, 24, 2) == [{"甲": 3}, {"乙": 10}, {"乙": 10}, {"乙": 4}, {"丙": 2}]


def test_bytes_count_too():
    assert packed_groups(3, 3, largest=50) == [{"甲": 3}, {"乙": 3}]
    assert packed_groups(7, largest=50) == [{"甲": 5}, {"甲": 2}]
