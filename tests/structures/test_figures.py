"""The counts behind the pictures."""

from __future__ import annotations

from build_tools.pages import structures_of
from build_tools.structures import Share
from build_tools.structures.figures import Figures
from build_tools.vocabulary import load_vocabulary
from tests.pages.factory import many, material
from tests.pages.reading import Reading, common_mark, python_markdown, split_page

VOCABULARY = load_vocabulary()


def test_a_material_counts_once_for_a_strand_however_many_of_its_aspects_it_answers():
    figures = Figures({"people": ["2021-3", "2022-4"], "work": ["2021-2"]})
    shares = (Share("引言", 100, 10), Share("问题", 900, 90))
    figures.add(2021, "教育", ["2021-3", "2022-4", "2021-3"], shares)
    figures.add(2021, None, ["2021-2"], shares)
    figures.add(None, "教育", [], ())
    assert figures.by_strand == {("people", 2021): 1, ("work", 2021): 1}
    assert figures.by_sector["教育", 2021] == 1 and figures.by_sector[None, 2021] == 1
    assert figures.years == [2021, None]
    assert figures.length(2021).middle == 1000 and figures.length(None).middle == 0
    assert figures.share(2021, "问题").middle == 90 and figures.share(2021, "措施").count == 0


def page_of(materials):
    return next(page.text for page in structures_of(materials, VOCABULARY).pages() if page.path == "figures.md")


def test_every_number_stands_in_words_on_the_page():
    materials = list(many(30, VOCABULARY))
    words = Reading(python_markdown(split_page(page_of(materials))[1])).words
    assert f"库里 {len(materials)} 篇材料" in words
    for year in {one.description.year for one in materials}:
        count = sum(one.description.year == year for one in materials)
        assert f"{year}年度{count}" in words
    assert "看数字" in words


def test_it_needs_no_script_and_no_inline_style():
    text = page_of([*many(12, VOCABULARY), material("x0000000001", year=None, sector=None)])
    assert "style=" not in text and "<script" not in text
    body = split_page(text)[1]
    assert Reading(python_markdown(body)).words.split() == Reading(common_mark(body)).words.split()
    assert not Reading(python_markdown(body)).stray


def test_an_archive_without_materials_has_its_page():
    assert "还没有材料" in page_of([])
