"""Plain text and Markdown as paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.readers import read
from build_tools.readers.markdown import read_markdown
from build_tools.readers.plain import read_plain


def test_lines_keep_their_number_indent_and_the_blank_before() -> None:
    found = read_plain("标题\r\n\r\n　　第一段\r\n\t第二段\n 第三段\r第四段\u2028第五段")
    assert [(p.text, p.line, p.indented, p.after_blank) for p in found] == [
        ("标题", 1, False, False),
        ("第一段", 3, True, True),
        ("第二段", 4, True, False),
        ("第三段", 5, False, False),
        ("第四段", 6, False, False),
        ("第五段", 7, False, False),
    ]


def test_markdown_headings_lists_quotes_and_rules() -> None:
    found = read_markdown(
        "# 题\n\n## 一、问题 ##\n\n3. 学习不够。\n4. 作风不实。\n\n- 忙\n* 懒\n\n> 引用\n\n---\n\n正文"
    )
    assert [(p.text, p.heading_level) for p in found] == [
        ("题", 1),
        ("一、问题", 2),
        ("3.学习不够。", 0),
        ("4.作风不实。", 0),
        ("忙", 0),
        ("懒", 0),
        ("引用", 0),
        ("正文", 0),
    ]


def test_markdown_inline_marks_stay_for_the_repair_stage() -> None:
    text = "按照**镇党委和`XX`的要求[见](http://a)，<b>做到</b>&nbsp;\\*"
    assert [p.text for p in read_markdown(text)] == [text]


def test_four_blanks_are_an_indent_not_code_and_underlines_make_no_heading() -> None:
    assert [p.text for p in read_markdown("    会前我作了准备\n----\n正文")] == ["会前我作了准备", "正文"]
    assert read_markdown("　　会前我作了准备")[0].indented


def test_cells_of_a_table_are_paragraphs_in_reading_order() -> None:
    found = read_markdown("前文\n\n| 问题 | 表现 |\n|---|:-:|\n| 学得浅 | 只看 \\| 目录 |\n\n后文")
    assert [(p.text, p.line, p.cell) for p in found] == [
        ("前文", 1, False),
        ("问题", 3, True),
        ("表现", 3, True),
        ("学得浅", 5, True),
        ("只看 | 目录", 5, True),
        ("后文", 7, False),
    ]


def test_properties_of_a_markdown_file_go_and_are_recorded() -> None:
    text = "---\ntitle: 青溪县水务局对照检查材料\ntags:\n  - 水务\ndate: 2023-01-10\n---\n\n# 另一个标题\n正文。\n"
    found = read(text.encode(), "a.md", "0" * 64)
    assert [(p.text, p.line) for p in found.paragraphs] == [("另一个标题", 8), ("正文。", 9)]
    assert [(r.kind, r.before.split("\n")[1], r.after) for r in found.repairs] == [
        ("properties", "title: 青溪县水务局对照检查材料", "")
    ]


def test_a_title_that_stands_only_among_the_properties_stays() -> None:
    found = read("---\ndate: x\ntitle: 水务局材料\n---\n正文。\n".encode(), "a.md", "0" * 64)
    assert [(p.text, p.line, p.heading_level) for p in found.paragraphs] == [("水务局材料", 3, 1), ("正文。", 5, 0)]


@pytest.mark.parametrize(
    "text", ["---\n会前我作了准备。\n---\n正文", "---\na: [1\n---\n正文", "----\na: b\n----\n正文"]
)
def test_what_only_looks_like_properties_stays(text: str) -> None:
    found = read(text.encode(), "a.md", "0" * 64)
    assert found.repairs == ()
    assert "".join(found.text.split()) == "".join(text.replace("-", "").split())


@pytest.mark.parametrize("depth", [5, 30, 400])
def test_deeply_nested_lists_lose_nothing(depth: int) -> None:
    text = "\n".join(f"{'  ' * level}- 第{level}层" for level in range(depth))
    assert [p.text.lstrip("- ") for p in read_markdown(text)] == [f"第{level}层" for level in range(depth)]
    assert "底" in read_markdown("> - " * depth + "底")[-1].text


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_plain_text_loses_nothing_but_white_space(text: str) -> None:
    kept = "".join(p.text for p in read_plain(text))
    assert "".join(kept.split()).replace("\ufeff", "") == "".join(text.split()).replace("\ufeff", "")


def test_markdown_of_more_lines_than_any_volume_is_read_line_by_line() -> None:
    found = read_markdown("# 一、问题\n" * 50_000)
    assert len(found) == 50_000
    assert found[0].text == "# 一、问题"  # the repair stage reads the mark


def test_a_mark_alone_on_its_line_is_no_empty_paragraph() -> None:
    assert [p.text for p in read_markdown("篇一\\\n\\\n正文")] == ["篇一", "\\", "正文"]
