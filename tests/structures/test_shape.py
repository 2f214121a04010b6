"""How a text is divided among its parts, and the outline as lines."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.model import Outline
from build_tools.structures import lines_of, shares_of
from build_tools.structures.shape import whole_percents
from tests.pages.factory import blocks, hostile, material, numbered, plain_outline, section


@settings(deadline=None)
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12))
def test_percentages_add_up_and_none_is_off_by_one(values):
    found = whole_percents(values)
    assert sum(found) == (100 if sum(values) else 0)
    for value, percent in zip(values, found, strict=True):
        assert not sum(values) or abs(percent - 100 * value / sum(values)) < 1


def test_a_part_that_is_taken_up_again_is_counted_once():
    outline = Outline(
        None,
        preamble=blocks("十个字的引言在这里呀"),
        sections=numbered(
            (
                section("一、", "问题", "甲" * 37, part="问题"),
                section("二、", "原因", "乙" * 17, part="原因"),
                section("三、", "又", "丙" * 17, part="问题"),
                section("四、", "措施", "丁" * 6, part="措施"),
            )
        ),
        closing=blocks("完。"),
    )
    shares = [(share.part, share.characters, share.percent) for share in shares_of(material(outline=outline))]
    assert shares == [("引言", 10, 10), ("问题", 61, 59), ("原因", 21, 20), ("措施", 10, 9), ("结语", 2, 2)]


def test_the_lines_are_the_outline_in_its_order():
    found = [(line.anchor, line.level, line.is_point) for line in lines_of(material(outline=plain_outline()))]
    assert found == [
        ("s1", 1, False),
        ("s1-1", 2, False),
        ("s1-1-p1", 3, True),
        ("s1-1-p2", 3, True),
        ("s1-2", 2, False),
        ("s1-2-1", 3, False),
        ("s1-2-2", 3, False),
        ("s2", 1, False),
        ("s2-p1", 2, True),
        ("s2-p2", 2, True),
    ]


def test_odd_materials_have_a_shape_too():
    assert shares_of(material(outline=Outline(None))) == ()
    assert sum(share.percent for share in shares_of(hostile())) == 100
