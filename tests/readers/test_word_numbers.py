"""Automatic numbers as Word counts and writes them (ECMA-376 17.9)."""

from __future__ import annotations

import pytest

from build_tools.readers.word import read_word
from build_tools.readers.word.number_formats import formatted, formatted_custom
from tests.readers.word_files import abstract, lvl, num, override, p, r, style, word_file

OUTLINE = (lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2"), lvl(2, "decimal", "%1.%2.%3"))
HAN = (lvl(0, "chineseCounting", "%1、", suff="nothing"), lvl(1, "chineseCounting", "（%2）"), lvl(2, "decimal", "%3."))


def numbers(*paragraphs: tuple[int, int], numbering: str, styles: str | None = None) -> list[str]:
    """The numbers of paragraphs that name (numId, level) directly."""
    body = "".join(p("学", num=num_id, level=level) for num_id, level in paragraphs)
    return [text.removesuffix("学") for text in texts(word_file(body, numbering=numbering, styles=styles))]


def texts(data: bytes) -> list[str]:
    """The paragraphs of a Word file."""
    return [paragraph.text for paragraph in read_word(data, "a.docx").paragraphs]


@pytest.mark.parametrize(
    ("format", "shown"),
    [
        (
            "chineseCounting",
            {1: "一", 10: "十", 12: "十二", 20: "二十", 21: "二十一", 99: "九十九", 100: "一〇〇", 105: "一〇五"},
        ),
        (
            "chineseCountingThousand",
            {10: "十", 20: "二十", 100: "一百", 101: "一百零一", 110: "一百一十", 1010: "一千零一十"},
        ),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 12: "壹拾贰", 20: "贰拾", 305: "叁佰零伍"}),
        ("ideographDigital", {1: "一", 10: "一〇", 12: "一二", 20: "二〇"}),
        ("japaneseCounting", {10: "十", 20: "二十", 100: "百", 111: "百十一", 10000: "一万"}),
        ("taiwaneseCounting", {10: "十", 21: "二十一", 100: "一○○"}),
        ("taiwaneseCountingThousand", {100: "一百", 10001: "一萬零一"}),
        ("taiwaneseDigital", {10: "一○"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
        ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥", 61: "61"}),
        ("ideographLegalTraditional", {10: "壹拾", 23: "貳拾參"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalFullWidth2", {3: "３"}),
        ("decimalHalfWidth", {12: "12"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {3: "③"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇", 21: "21"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛"}),
        ("decimalZero", {1: "01", 10: "10"}),
        ("upperRoman", {4: "IV", 9: "IX", 1999: "MCMXCIX", 0: "0"}),
        ("lowerRoman", {14: "xiv"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 53: "AAA"}),
        ("lowerLetter", {2: "b", 28: "bb"}),
        ("ordinal", {1: "1st", 2: "2nd", 11: "11th", 23: "23rd", 112: "112th"}),
        ("none", {7: ""}),
    ],
)
def test_formats(format: str, shown: dict[int, str]) -> None:
    assert {value: formatted(value, format) for value in shown} == shown


def test_custom_formats_pad_with_zeros() -> None:
    assert formatted_custom(7, "001, 002, 003, ...") == "007"
    assert formatted_custom(7, "α, β, γ, ...") is None


def test_han_numbers_stand_as_one_types_them() -> None:
    numbering = abstract(0, *HAN) + num(1, 0)
    body = (
        p("存在的问题", num=1) + p("学得浅", num=1, level=1) + p("2021年只学了三次", num=1, level=2) + p("原因", num=1)
    )
    assert texts(word_file(body, numbering=numbering)) == [
        "一、存在的问题",
        "（一）学得浅",
        "1. 2021年只学了三次",
        "二、原因",
    ]


def test_levels_count_under_each_other_and_begin_again() -> None:
    found = numbers((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2), numbering=abstract(0, *OUTLINE) + num(1, 0))
    assert found == ["1.", "1.1 ", "1.2 ", "1.2.1 ", "2.", "2.1 ", "2.1.1 "]


def test_a_level_that_was_not_used_shows_and_takes_its_start() -> None:
    found = numbers((1, 1), (1, 0), (1, 2), (1, 1), numbering=abstract(0, *OUTLINE) + num(1, 0))
    assert found == ["1.1 ", "2.", "2.1.1 ", "2.2 "]


def test_lists_on_one_definition_count_together_unless_a_start_override_begins_anew() -> None:
    order = ((1, 0), (1, 0), (2, 0), (2, 0), (1, 0))
    assert numbers(*order, numbering=abstract(0, *OUTLINE) + num(1, 0) + num(2, 0)) == ["1.", "2.", "3.", "4.", "5."]
    anew = abstract(0, *OUTLINE) + num(1, 0) + num(2, 0, override(0, 1))
    assert numbers(*order, numbering=anew) == ["1.", "2.", "1.", "2.", "3."]
    seven = abstract(0, *OUTLINE) + num(1, 0) + num(2, 0, override(0, 7))
    assert numbers(*order, numbering=seven) == ["1.", "2.", "7.", "8.", "9."]


def test_lists_on_two_definitions_count_apart() -> None:
    numbering = abstract(0, *OUTLINE) + abstract(1, *OUTLINE) + num(1, 0) + num(2, 1)
    assert numbers((1, 0), (2, 0), (1, 0), numbering=numbering) == ["1.", "1.", "2."]


def test_an_override_can_replace_the_level() -> None:
    replaced = override(0, 3, lvl(0, "chineseCounting", "（%1）"))
    numbering = abstract(0, *OUTLINE) + num(1, 0) + num(2, 0, replaced)
    assert numbers((1, 0), (2, 0), (2, 0), numbering=numbering) == ["1.", "（三）", "（四）"]


def test_level_restart() -> None:
    never = lvl(1, "decimal", "(%2)", extra='<w:lvlRestart w:val="0"/>')
    after_first = lvl(2, "decimal", "<%3>", extra='<w:lvlRestart w:val="1"/>')
    numbering = abstract(0, OUTLINE[0], never, after_first) + num(1, 0)
    found = numbers((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2), numbering=numbering)
    assert found == ["1.", "(1)", "<1> ", "(2)", "<2> ", "2.", "(3)", "<1> "]


def test_start_values() -> None:
    from_three = abstract(0, lvl(0, "decimal", "%1.", start=3), lvl(1, "decimal", "%1.%2", start=0)) + num(1, 0)
    assert numbers((1, 0), (1, 1), (1, 0), numbering=from_three) == ["3.", "3.0 ", "4."]
    without = abstract(0, lvl(0, "decimal", "%1.", start=None)) + num(1, 0)
    assert numbers((1, 0), numbering=without) == ["0."]


def test_legal_numbering_is_decimal_whatever_the_levels_say() -> None:
    legal = lvl(2, "lowerLetter", "%1.%2.%3", extra="<w:isLgl/>")
    off = lvl(1, "decimal", "%1.%2", extra='<w:isLgl w:val="0"/>')
    numbering = abstract(0, lvl(0, "chineseCounting", "第%1章"), off, legal) + num(1, 0)
    assert numbers((1, 0), (1, 1), (1, 2), numbering=numbering) == ["第一章 ", "一.1 ", "1.1.1 "]


def test_levels_come_from_styles() -> None:
    levels = (
        lvl(0, "chineseCounting", "%1、", extra='<w:pStyle w:val="A"/>'),
        lvl(1, "decimal", "%2.", extra='<w:pStyle w:val="B"/>'),
    )
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = (
        style("N", default=True)
        + style("A", based_on="N", ppr=numbered)
        + style("B", based_on="N", ppr=numbered)
        + style("B2", based_on="B")
        + style("Off", based_on="A", ppr='<w:numPr><w:numId w:val="0"/></w:numPr>')
        + style("C", based_on="A", ppr='<w:numPr><w:ilvl w:val="1"/></w:numPr>')
        + style("Loop1", based_on="Loop2")
        + style("Loop2", based_on="Loop1")
    )
    body = (
        p("甲", style="A")
        + p("乙", style="B")
        + p("丙", style="B2")
        + p("丁", style="Off")
        + p("戊", style="A", num=0)
        + p("己", style="A")
        + p("庚", style="A", num=1, level=1)
        + p("辛", style="Loop1")
        + p("壬")
    )
    data = word_file(body, numbering=abstract(0, *levels) + num(1, 0), styles=styles)
    assert texts(data) == ["一、甲", "1.乙", "2.丙", "丁", "戊", "二、己", "1.庚", "辛", "壬"]


def test_numbering_styles_link_definitions() -> None:
    numbering = (
        abstract(0, *OUTLINE, extra='<w:styleLink w:val="L"/>')
        + abstract(1, extra='<w:numStyleLink w:val="L"/>')
        + num(1, 0)
        + num(2, 1)
    )
    styles = style("L", kind="numbering", ppr='<w:numPr><w:numId w:val="1"/></w:numPr>')
    assert numbers((2, 0), (2, 1), (1, 0), numbering=numbering, styles=styles) == ["1.", "1.1 ", "2."]


def test_unknown_format_is_decimal_and_reported() -> None:
    data = word_file(p("学", num=1), numbering=abstract(0, lvl(0, "thaiCounting", "%1.")) + num(1, 0))
    reading = read_word(data, "a.docx")
    assert [paragraph.text for paragraph in reading.paragraphs] == ["1.学"]
    assert [finding.code for finding in reading.findings] == ["number_format_unknown"]


def test_a_newer_format_stands_in_alternative_content() -> None:
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" '
        'w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
        '</mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>'
    )
    assert numbers((1, 0), numbering=abstract(0, level) + num(1, 0)) == ["001."]


def test_bullets_are_no_text_but_words_in_their_place_are() -> None:
    numbering = abstract(0, lvl(0, "bullet", "\uf06c"), lvl(1, "bullet", "附：")) + num(1, 0)
    assert numbers((1, 0), (1, 1), numbering=numbering) == ["", "附："]


def test_typed_and_automatic_numbers_are_never_doubled() -> None:
    numbering = abstract(0, *HAN) + abstract(1, lvl(0, "decimal", "%1.")) + num(1, 0) + num(2, 1)
    body = p("一、问题", num=1) + p("1.5亿元没有用好", num=2) + p("二、原因") + p("2. 懒", num=2)
    found = texts(word_file(body, numbering=numbering))
    assert found == ["一、问题", "1. 1.5亿元没有用好", "二、原因", "2. 懒"]


def test_a_number_typed_in_the_other_width_or_with_spaces_is_the_same() -> None:
    numbering = abstract(0, lvl(0, "chineseCounting", "（%1）")) + abstract(1, lvl(0, "decimal", "%1."))
    body = p("(一)学习", num=1) + p("（ 二 ）走访", num=1) + p("1．甲", num=2) + p("2. 5月", num=2)
    found = texts(word_file(body, numbering=numbering + num(1, 0) + num(2, 1)))
    assert found == ["(一)学习", "（ 二 ）走访", "1．甲", "2. 5月"]


def test_an_empty_numbered_paragraph_keeps_its_number() -> None:
    body = p("甲", num=1) + p(num=1) + p("乙", num=1)
    assert texts(word_file(body, numbering=abstract(0, *OUTLINE) + num(1, 0))) == ["1.甲", "2.", "3.乙"]


def test_plain_paragraphs_and_sections_do_not_interrupt_a_list() -> None:
    body = p("甲", num=1) + p("插话") + p("乙", num=1, properties="<w:sectPr/>") + p("丙", num=1)
    assert texts(word_file(body, numbering=abstract(0, *OUTLINE) + num(1, 0))) == ["1.甲", "插话", "2.乙", "3.丙"]


def test_deleted_and_hidden_paragraphs_do_not_count() -> None:
    deleted = '<w:del w:id="1" w:author="x"><w:r><w:delText>删去</w:delText></w:r></w:del>'
    body = (
        p("甲", num=1)
        + p(deleted, num=1, properties='<w:rPr><w:del w:id="2" w:author="x"/></w:rPr>')
        + p(r("藏", "<w:vanish/>"), num=1, properties="<w:rPr><w:vanish/></w:rPr>")
        + p("乙", num=1)
    )
    assert texts(word_file(body, numbering=abstract(0, *OUTLINE) + num(1, 0))) == ["1.甲", "2.乙"]


def test_lists_that_are_not_there_number_nothing() -> None:
    assert numbers((9, 0), (1, 7), numbering=abstract(0, *OUTLINE) + num(1, 0) + num(3, 8)) == ["", ""]
    assert texts(word_file(p("甲", num=1))) == ["甲"]
