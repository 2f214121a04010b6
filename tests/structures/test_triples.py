"""Triples: matched by the rule that the page states, and none where it does not hold."""

from __future__ import annotations

import pytest

from build_tools.model import Outline
from build_tools.pages import structures_of
from build_tools.structures import leads_of
from build_tools.structures.triples import triples_of
from build_tools.vocabulary import load_vocabulary
from tests.pages.factory import many, material, numbered, section
from tests.pages.reading import Reading, python_markdown, split_page
from tests.seeds import needs_seeds
from tests.test_seeds import material as seed_material

VOCABULARY = load_vocabulary()


def made(causes=("群众观念有所淡化",), remedies=("把群众的事办实",), aspects=("2021-3",)):
    problem = section(
        "（一）",
        "带头践行以人民为中心的发展思想方面",
        "«一是|走访不勤»。少。«二是|办事不快»。慢。",
        part="问题",
        aspects=aspects,
    )
    parts = (
        section("一、", "存在的问题", within=(problem,), part="问题"),
        section(
            "二、",
            "原因分析",
            within=[section(f"（{n}）", text, part="原因") for n, text in enumerate(causes)],
            part="原因",
        ),
        section("三、", "整改措施", "".join(f"«一是|{text}»。" for text in remedies), part="措施"),
    )
    return material(outline=Outline(None, sections=numbered(parts)), framework="2021")


def triples(one):
    return triples_of(leads_of(one, VOCABULARY), VOCABULARY)


def test_problem_cause_and_remedy_of_one_theme_stand_together():
    (triple,) = triples(made())
    assert triple.strand == "renmin-lichang"
    assert [lead.text for lead in triple.problems] == ["走访不勤", "办事不快"]
    assert [lead.text for lead in triple.causes] == ["群众观念有所淡化"]
    assert [lead.text for lead in triple.remedies] == ["把群众的事办实"]


@pytest.mark.parametrize(
    "one",
    [
        made(causes=("纪律这根弦松了",)),
        made(remedies=("每月公开账目",)),
        made(aspects=()),
        made(causes=("担当精神不足，群众有怨言",)),
    ],
)
def test_where_one_of_the_three_is_missing_nothing_is_shown(one):
    assert not triples(one)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("群众观念淡化", "renmin-lichang"),
        ("担当不足，群众有怨言", "dandang-zuowei"),
        ("全面从严治党的责任意识不强", "congyan-zhidang"),
        ("政治站位不高", "zhengzhi-zhongcheng"),
        ("每月公开账目", None),
    ],
)
def test_the_strand_named_first_counts(text, slug):
    assert VOCABULARY.strands.named_in(text) == slug


def test_no_word_belongs_to_two_strands():
    words = [word for strand in VOCABULARY.strands.strands.values() for word in strand.words]
    assert len(words) == len(set(words))
    assert all(strand.words for strand in VOCABULARY.strands.strands.values())


def test_the_pages_state_the_rule_and_list_the_materials():
    one = made()
    pages = {page.path: page.text for page in structures_of([one, *many(6, VOCABULARY)], VOCABULARY).pages()}
    assert "三样缺一样" in pages["triples/index.md"]
    words = Reading(python_markdown(split_page(pages["triples/renmin-lichang.md"])[1])).words
    assert "群众观念有所淡化" in words and "把群众的事办实" in words
    assert all(f"triples/{slug}.md" in pages for slug in VOCABULARY.strands.strands)


@needs_seeds
@pytest.mark.parametrize(
    ("number", "strands"),
    [
        ("000", ["zhengzhi-zhongcheng"]),
        ("001", ["zhengzhi-zhongcheng", "congyan-zhidang"]),
        ("002", []),
        ("003", ["lilun-wuzhuang"]),
        ("004", ["lilun-wuzhuang"]),
    ],
)
def test_the_seeds_have_these_triples(number, strands):
    assert [triple.strand for triple in triples(seed_material(number))] == strands
