"""The page of a material: nothing lost, nothing added, the same in both dialects."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.model import Block, Finding, Outline, Point
from build_tools.pages import entry_of, material_page
from build_tools.pages.front_matter import FrontMatter
from build_tools.vocabulary import load_vocabulary
from tests.pages.factory import HOSTILE, blocks, hostile, many, material, numbered, plain_outline, section
from tests.pages.reading import (
    DIALECTS,
    Reading,
    common_mark,
    packed,
    python_markdown,
    split_page,
    text_of,
    words_of,
)

VOCABULARY = load_vocabulary()
FIELDS = """title title_supplied id year year_printed held meeting theme genre subject unit sector level role framework
aspects characters points exemplar labels incomplete keywords source repairs findings""".split()


def page(one):
    return split_page(material_page(one, VOCABULARY).text)


SAMPLES = [
    material(),
    hostile(),
    material("x1", Outline(None, preamble=blocks("只有一段。")), title="[拟题]", title_supplied=True),
]
SAMPLES += list(many(16, VOCABULARY))


@pytest.mark.parametrize("one", SAMPLES, ids=lambda m: m.id)
@pytest.mark.parametrize("render", DIALECTS)
def test_the_words_of_the_page_are_the_words_of_the_outline(render, one):
    _, body = page(one)
    assert packed(Reading(text_of(render(body))).words) == words_of(one.outline)


@pytest.mark.parametrize("one", SAMPLES, ids=lambda m: m.id)
def test_both_dialects_read_the_page_alike(one):
    _, body = page(one)
    here, there = Reading(python_markdown(body)), Reading(common_mark(body))
    assert packed(here.words) == packed(there.words)
    assert here.elements == there.elements
    assert not here.stray and not there.stray


@pytest.mark.parametrize("one", SAMPLES, ids=lambda m: m.id)
def test_anchors_are_unique_and_links_within_the_page_find_theirs(one):
    reading = Reading(python_markdown(page(one)[1]))
    assert len(reading.ids) == len(set(reading.ids))
    assert {link[1:] for link in reading.links if link.startswith("#")} <= set(reading.ids)
    anchors = [s.anchor for s in one.outline.walk()] + [p.anchor for s in one.outline.walk() for p in s.points]
    assert set(anchors) <= set(reading.ids)


def test_hostile_text_yields_no_element_attribute_or_link():
    reading = Reading(python_markdown(page(hostile())[1]))
    tags = {tag for tag, _ in reading.elements}
    assert not tags & {
        "script",
        "img",
        "style",
        "iframe",
        "code",
        "pre",
        "em",
        "strong",
        "blockquote",
        "ol",
        "dl",
        "sup",
        "del",
    }
    assert not [attrs for _, attrs in reading.elements if any(name.startswith("on") for name in attrs)]
    assert all(re.fullmatch(r"#[\w-]+|\.\./[\w/-]+\.(md|html|docx)", link) for link in reading.links)


def test_no_raw_html_block_holds_a_blank_line():
    """A blank line would end the block in CommonMark and let Markdown into it."""
    for one in SAMPLES:
        for block in re.findall(r"<(?:details|table|aside)\b.*?</(?:details|table|aside)>", page(one)[1], re.DOTALL):
            assert "\n\n" not in block


TEXT = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(HOSTILE), max_size=3).map("".join))


@given(texts=st.lists(TEXT, min_size=1, max_size=6), cut=st.integers(0, 40), length=st.integers(0, 12))
@settings(max_examples=150, deadline=None)
def test_any_text_with_points_anywhere_stays_whole(texts, cut, length):
    made = [
        Block(t, 1, (Point(t[cut : cut + 2], "x", "a", cut, cut + length), Point("二是", "y", "b", cut + 5, cut + 9)))
        for t in texts
    ]
    one = replace(section("一、", texts[0], mark=texts[-1][:1]), blocks=tuple(made))
    outline = Outline(
        texts[0], blocks(texts[0]), preamble=tuple(made), sections=numbered([one]), signature=blocks(*texts)
    )
    _, body = page(material(outline=outline, title=texts[0]))
    for render in DIALECTS:
        assert packed(Reading(text_of(render(body))).words) == words_of(outline)


# ---------------------------------------------------------------- front matter


@pytest.mark.parametrize("one", SAMPLES, ids=lambda m: m.id)
def test_front_matter_has_all_fields_in_order(one):
    head, _ = page(one)
    assert list(head) == FIELDS == list(FrontMatter.model_fields)
    assert list(head["source"]) == ["file", "format", "encoding", "sha256", "added"]
    FrontMatter.model_validate(head)


def test_front_matter_tells_what_is_known_and_null_for_the_rest():
    head, _ = page(material(year=2021, held="2022-01-15", framework="2021", added="2026-01-05"))
    assert head["title"] == "某市档案局领导班子2021年度民主生活会对照检查材料"
    assert (head["year"], head["held"], head["framework"]) == (2021, "2022-01-15", "2021")
    assert head["aspects"] == ["2021-1", "2021-3"]
    assert head["points"] == 4
    assert head["source"]["added"] == "2026-01-05"
    assert head["unit"] is None and head["labels"] == []


def test_front_matter_is_marked_as_generated():
    assert material_page(material(), VOCABULARY).text.startswith("---\n# 由 duizhao 生成")


def test_a_hostile_title_is_harmless_where_the_theme_prints_it():
    head, _ = page(hostile())
    assert "<" not in head["title"] and ">" not in head["title"]


# ---------------------------------------------------------------- what a reader sees


def test_the_title_keeps_its_lines():
    printed = '某市档案局领导班子<br><span class="nobr">2021年度</span>民主生活会对照检查材料</h1>'
    assert printed in page(material())[1]


def test_a_supplied_title_is_marked():
    body = page(SAMPLES[2])[1]
    assert '<span class="hint">拟题</span>' in body
    assert "&#91;拟题&#93;" in body


def test_a_title_from_the_record_leaves_the_printed_one_in_the_text():
    body = page(material(title="另定的题名"))[1]
    assert '<h1 id="title">另定的题名</h1>' in body
    assert '<div class="printed-title">' in body


def test_the_card_links_to_index_pages():
    links = Reading(python_markdown(page(material(year=2021, unit="某市档案局", framework="2021"))[1])).links
    assert "../years/2021.md" in links
    assert "../aspects/2021.md" in links
    assert any(re.fullmatch(r"\.\./units/mou-shi-dang-an-ju-[0-9a-f]{4}\.md", link) for link in links)


def test_what_is_unknown_is_said_and_linked():
    links = Reading(python_markdown(page(material())[1])).links
    assert {"../years/unknown.md", "../units/unknown.md"} <= set(links)


def test_a_framework_or_aspect_that_the_vocabulary_lacks_is_no_link():
    outline = Outline("题", blocks("题"), sections=numbered([section("一、", "标题", aspects=("1999-1",))]))
    links = Reading(python_markdown(page(material(outline=outline, framework="1999"))[1])).links
    assert not [link for link in links if "aspects" in link]


def test_an_aspect_tag_adds_no_word():
    body = page(material())[1]
    assert 'href="../aspects/2021-1.html"' in body
    heading = next(line for line in body.splitlines() if 'id="s1-1"' in line)
    assert Reading(heading).words == "（一）在带头深刻感悟“两个确立”的决定性意义方面。"


def test_conflicts_and_gaps_are_shown_above_the_text():
    one = material(
        incomplete="原件截断",
        findings=(
            Finding("year_conflict", "标题印“2023年”，年度为2022"),
            Finding("incomplete", "原件截断"),
            Finding("quote_unbalanced", "引号不成对"),
        ),
    )
    body = page(one)[1]
    notice = body[body.index('<div class="notice"') : body.index("<details")]
    assert "年度不一致" in notice and "标题印“2023年”" in notice
    assert notice.count("原件截断") == 1
    assert "引号不成对" not in notice
    assert "引号不成对" in body[body.index('class="provenance"') :]


def test_a_finding_says_or_links_its_place():
    findings = (Finding("number_skipped", "跳号", where="s1-2"), Finding("quote_unbalanced", "不成对", where="第3行"))
    foot = page(material(findings=findings))[1].split('class="findings"')[1]
    assert '跳号 <a href="#s1-2">见正文</a>' in foot
    assert "不成对（第3行）" in foot


def test_a_page_depends_on_its_material_alone():
    assert material_page(SAMPLES[5], VOCABULARY) == material_page(SAMPLES[5], VOCABULARY)


# ---------------------------------------------------------------- entry


def test_an_entry_keeps_what_index_pages_need():
    entry = entry_of(material(year=2021))
    assert [s.anchor for s in entry.sections] == ["s1-1", "s1-2"]
    assert entry.sections[0].heading == "（一）在带头深刻感悟“两个确立”的决定性意义方面"
    assert [tuple(lead) for lead in entry.sections[0].leads] == [
        ("s1-1-p1", "理论学习不够系统"),
        ("s1-1-p2", "联系实际不够紧密"),
    ]
    assert [lead.text for lead in entry.sections[1].leads] == ["服务群众不够主动", "调查研究不够深入"]
    assert entry.points == 4
    assert entry.characters == plain_outline().characters
