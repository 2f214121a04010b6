"""Escaping: any text comes out as the same words, and as nothing but words, in both dialects."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.pages.markdown import escape, escape_line, link, safe_title
from build_tools.shown_text import shown
from tests.pages.factory import HOSTILE
from tests.pages.reading import DIALECTS, Reading, packed

MARKS = st.text("\\`*_{}[]()<>#+-.!|~^=:&@$\"'/%?;,1a 一。\n\t\r\x02\x03\u202e\u3000\xa0", max_size=40)
TEXTS = st.one_of(MARKS, st.text(max_size=60), st.lists(st.sampled_from(HOSTILE), max_size=4).map("".join))


def expected(text: str) -> str:
    return packed(shown(text))


@pytest.mark.parametrize("render", DIALECTS)
@given(text=TEXTS)
@settings(max_examples=300, deadline=None)
def test_a_paragraph_is_its_words_and_nothing_else(render, text):
    reading = Reading(render(f"前\n\n{escape_line(text)}\n\n后\n"))
    assert packed(reading.words) == f"前{expected(text)}后"
    assert {tag for tag, _ in reading.elements} == {"p"}
    assert all(not attrs for _, attrs in reading.elements)
    assert len(reading.elements) == (3 if text.strip() else 2)


PLACES = {
    "heading": '<h2 id="s1">{}<a class="headerlink" href="#s1"></a></h2>',
    "point": '前<span class="point" id="p1"><a href="#p1">{}</a>{}</span>{}后',
    "box": '<div class="byline">\n<p>{}</p>\n<p>{}</p>\n</div>',
    "cell": "<table><tr><td>{}</td><td>{}</td></tr></table>",
    "item": "- 前 {}\n- 前 [{}](x.html)后 {}",
    "markdown heading": "# {}后",
}


@pytest.mark.parametrize("render", DIALECTS)
@pytest.mark.parametrize("place", PLACES)
@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_it_is_so_in_every_place_of_a_page(render, place, text):
    frame = f'<div class="text" markdown>\n\n{PLACES[place]}\n\n</div>\n'
    filled, empty = frame.replace("{}", escape(text)), frame.replace("{}", "空")
    reading, plain = Reading(render(filled)), Reading(render(empty))
    assert packed(reading.words) == packed(plain.words).replace("空", expected(text))
    assert [e[0] for e in reading.elements] == [e[0] for e in plain.elements]
    assert reading.links == plain.links
    assert not reading.stray


@given(text=TEXTS)
def test_an_attribute_holds_the_text(text):
    reading = Reading(f'<a title="{escape(text)}" class="x">文</a>')
    assert reading.elements == [("a", {"title": shown(text), "class": "x"})]


@given(text=TEXTS)
def test_neither_jinja_nor_attribute_lists_nor_yaml_see_anything(text):
    assert not set("{}<>\"'`\n\r") & set(escape(text))
    assert not set("{}<>\"'`\n\r") & set(escape_line(text))


def test_plain_chinese_stays_readable():
    text = "一是学习不够深入（2021-2025年），完成率98.5%，见《通知》第3条；“两个确立”。"
    assert escape_line(text) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("1. 甲", "1&#46; 甲"),
        ("１２) 甲", "１２&#41; 甲"),
        ("- 甲", "&#45; 甲"),
        ("—— 甲", "—— 甲"),
        ("**镇", "&#42;&#42;镇"),
        ("甲--乙", "甲&#45;&#45;乙"),
        ("www.example.com", "www&#46;example.com"),
        ("左\u202e右", "左‹U+202E›右"),
        ("\ud800", "‹U+D800›"),
    ],
)
def test_examples(text, escaped):
    assert escape_line(text) == escaped


def test_a_link_escapes_its_text():
    assert link("a](b) <c>", "x.md") == "[a&#93;(b) &#60;c&#62;](x.md)"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_title_is_safe_where_a_theme_prints_it_unescaped(text):
    reading = Reading(f"<title>{safe_title(text)}</title>")
    assert [tag for tag, _ in reading.elements] == ["title"]
    assert not reading.stray
