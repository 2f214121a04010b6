"""The outline beside a material's text: what stands in it, and that nothing of it is markup or text twice."""

from __future__ import annotations

import re

from build_tools.model import Outline
from build_tools.pages import material_page
from build_tools.pages.outline_panel import outline_panel
from build_tools.vocabulary import load_vocabulary
from tests.pages.factory import blocks, hostile, material
from tests.pages.reading import Reading, common_mark, python_markdown, split_page, text_of, words_of

VOCABULARY = load_vocabulary()


def test_it_lists_headings_and_points_with_the_size_of_each_part():
    words = Reading(outline_panel(material(), VOCABULARY)).words
    for line in (
        "一、存在的问题",
        "（一）在带头深刻感悟“两个确立”的决定性意义方面",
        "一是理论学习不够系统",
        "1.服务群众不够主动",
    ):
        assert line in words
    assert re.search(r"一、存在的问题 \d+ 字 · \d+%", words)


def test_every_line_leads_to_its_place():
    for one in (material(), hostile()):
        reading = Reading(python_markdown(split_page(material_page(one, VOCABULARY).text)[1]))
        links = [link[1:] for link in Reading(outline_panel(one, VOCABULARY)).links if link.startswith("#")]
        assert links and set(links) <= set(reading.ids)


def test_it_says_nothing_where_there_is_no_outline():
    assert outline_panel(material(outline=Outline(None, preamble=blocks("只有一段话。"))), VOCABULARY) == ""


def test_no_words_of_the_text_are_taken_from_it_or_added_to_it():
    for one in (material(), hostile()):
        body = split_page(material_page(one, VOCABULARY).text)[1]
        assert "".join(Reading(text_of(python_markdown(body))).words.split()) == words_of(one.outline)
        assert Reading(python_markdown(body)).elements == Reading(common_mark(body)).elements


def test_the_bar_is_told_to_those_who_cannot_see_it():
    panel = outline_panel(material(), VOCABULARY)
    assert re.search(r'role="img" aria-label="引言 \d+%，问题 \d+%，措施 \d+%，结语 \d+%"', panel)
    widths = [int(n) for n in re.findall(r'<rect class="[a-z-]+" x="\d+" width="(\d+)"', panel)]
    assert sum(widths) == 100
    assert "style=" not in panel
