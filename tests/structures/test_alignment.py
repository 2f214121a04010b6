"""A material cut into cells: all text once, each piece where its like stands in other materials."""

from __future__ import annotations

from build_tools.model import Outline
from build_tools.structures import cells_of
from build_tools.vocabulary import load_vocabulary
from tests.pages.factory import blocks, hostile, many, material, numbered, plain_outline, section

VOCABULARY = load_vocabulary()


def test_the_cells_follow_the_text():
    cells = cells_of(material(), VOCABULARY)
    assert [(cell.key, cell.part, cell.aspect) for cell in cells] == [
        ("引言", "引言", None),
        ("问题", "问题", None),
        ("2021-1", "问题", "2021-1"),
        ("2021-3", "问题", "2021-3"),
        ("措施", "措施", None),
        ("结语", "结语", None),
    ]
    assert [item.text for item in cells[3].items if item.kind == "heading"] == [
        "（二）在带头践行以人民为中心的发展思想方面",
        "1.服务群众不够主动。",
        "2.调查研究不够深入。",
    ]
    assert [item.text for item in cells[4].items if item.kind == "point"] == ["一是加强学习", "二是改进作风"]


def test_no_text_between_introduction_and_closing_is_lost_or_told_twice():
    for one in [material(), hostile(), *many(6, VOCABULARY)]:
        outline = one.outline
        told = sorted(
            item.text for cell in cells_of(one, VOCABULARY) for item in cell.items if item.kind in ("heading", "text")
        )
        loose = [block.text.strip() for block in (*outline.preamble, *outline.closing)]
        wanted = [section.printed.strip() for section in outline.walk()]
        wanted += [block.text.strip() for section in outline.walk() for block in section.blocks]
        assert told == sorted(filter(None, [*loose, *wanted])) or told == sorted([*filter(None, loose), *wanted])


def test_a_remedy_that_names_an_aspect_stays_with_the_remedies():
    inner = section("（一）", "在践行以人民为中心的发展思想上见行动", "办实事。", part="措施", aspects=("2021-3",))
    outline = Outline(None, sections=numbered((section("三、", "整改措施", within=(inner,), part="措施"),)))
    assert [cell.key for cell in cells_of(material(outline=outline), VOCABULARY)] == ["措施"]


def test_an_aspect_that_the_vocabulary_does_not_know_is_no_key():
    inner = section("（一）", "某方面", "话。", part="问题", aspects=("1999-1",))
    outline = Outline(None, blocks(), sections=numbered((section("一、", "问题", within=(inner,), part="问题"),)))
    assert [cell.key for cell in cells_of(material(outline=outline), VOCABULARY)] == ["问题"]
    assert plain_outline().sections
