"""Index pages: what they list, how they page on, that their links lead somewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from posixpath import dirname, join, normpath

import pytest

from build_tools.pages import entry_of, index_pages, material_page, structures_of
from build_tools.pages.links import pinyin, unit_slug
from build_tools.vocabulary import load_vocabulary
from build_tools.vocabulary.schema import Aspect, Framework, Frameworks
from tests.pages.factory import hostile, many, material
from tests.pages.reading import Reading, common_mark, is_data, is_hand_written, packed, python_markdown, split_page

VOCABULARY = load_vocabulary()
MATERIALS = [*many(48, VOCABULARY), hostile(), material("x0000000001", added="2027-01-01")]


@pytest.fixture(scope="module")
def pages():
    entries = [entry_of(one) for one in MATERIALS]
    structures = structures_of(MATERIALS, VOCABULARY)
    return {page.path: page.text for page in index_pages(entries, VOCABULARY, structures=structures)}


def test_every_link_of_every_page_leads_to_a_page_and_an_anchor(pages):
    texts = pages | {p.path: p.text for p in (material_page(one, VOCABULARY) for one in MATERIALS)}
    readings = {path: Reading(python_markdown(split_page(text)[1])) for path, text in texts.items()}
    for path, reading in readings.items():
        for link in reading.links:
            target, _, anchor = link.partition("#")
            target = normpath(join(dirname(path), re.sub(r"\.html$", ".md", target))) if target else path
            if is_hand_written(target) or is_data(target):
                continue
            assert target in texts, f"{path}: {link}"
            assert not anchor or anchor in readings[target].ids, f"{path}: {link}"


def test_both_dialects_read_index_pages_alike(pages):
    for path, text in pages.items():
        here, there = (Reading(render(split_page(text)[1])) for render in (python_markdown, common_mark))
        assert packed(here.words) == packed(there.words), path
        assert here.links == there.links, path
        assert not here.stray and not there.stray, path


def test_the_kinds_of_pages(pages):
    for path in ("index.md", "materials/index.md", "years/index.md", "years/2021.md", "years/unknown.md"):
        assert path in pages
    for path in ("units/index.md", "units/unknown.md", "aspects/index.md", "aspects/2021.md", "aspects/2021-3.md"):
        assert path in pages
    assert "strands/index.md" in pages and "strands/renmin-lichang.md" in pages
    assert all(text.startswith("---\n# 由 duizhao 生成") for text in pages.values())


def test_an_aspect_page_lists_sections_with_their_leads(pages):
    reading = Reading(python_markdown(split_page(pages["aspects/2021-1.md"])[1]))
    assert "../materials/x0000000001.html#s1-1" in reading.links
    assert "../materials/x0000000001.html#s1-1-p2" in reading.links
    assert "联系实际不够紧密" in reading.words


def test_a_strand_goes_through_the_years(pages):
    text = pages["strands/renmin-lichang.md"]
    headings = re.findall(r"^## (\d{4})", text, re.MULTILINE)
    assert headings == sorted(headings) and len(set(headings)) > 3


def test_units_are_sorted_by_pinyin_within_their_sector(pages):
    text = pages["units/index.md"]
    education = text[text.index("## 教育") :].split("## ")[1]
    names = re.findall(r"- \[(.*?)\]", education)
    assert len(names) > 1
    assert [pinyin(name) for name in names] == sorted(pinyin(name) for name in names)


def test_the_newest_come_first(pages):
    assert pages["materials/index.md"].index("x0000000001") < pages["materials/index.md"].index("2021-")


def test_unit_slugs_are_ascii_stable_and_tell_homophones_apart():
    assert unit_slug("市委编办") == unit_slug("市委编办")
    assert re.fullmatch(r"shi-wei-bian-ban-[0-9a-f]{4}", unit_slug("市委编办"))
    assert unit_slug("宜县教育局") != unit_slug("义县教育局")
    for odd in ("", "../..", "<b>", "😀", "某" * 200, "A/B\\C", "\ud800"):
        assert re.fullmatch(r"[a-z0-9-]{4,90}", unit_slug(odd))


@pytest.mark.parametrize(("count", "expected"), [(0, 1), (1, 1), (200, 1), (201, 2), (401, 3)])
def test_lists_page_on_at_200(count, expected):
    entry = entry_of(material(year=2021, unit="某局", framework="2021"))
    entries = [replace(entry, id=f"2021-{n:04d}") for n in range(count)]
    pages = {page.path: page.text for page in index_pages(entries, VOCABULARY)}
    listed = {"materials/index.md": expected, "aspects/2021-1.md": expected, "aspects/2021.md": expected}
    if count:
        listed |= {"years/2021.md": expected, f"units/{unit_slug('某局')}.md": expected}
    for path, n in listed.items():
        stem = path.removesuffix(".md")
        found = [p for p in pages if re.fullmatch(rf"{re.escape(stem)}(-p\d+)?\.md", p)]
        assert len(found) == n, path
        ids = [
            i
            for p in found
            for i in re.findall(r"(?:^- \[.*?|from.*?)materials/(2021-\d{4})\.", pages[p], re.MULTILINE)
        ]
        ids = ids or [i for p in found for i in re.findall(r"\]\((2021-\d{4})\.md\)", pages[p])]
        assert len(ids) == len(set(ids)) == count, path
        assert all(pages[p].count('<span class="here"') >= 1 for p in found if n > 1)


def test_the_pager_names_first_last_and_near_pages():
    entry = entry_of(material())
    entries = [replace(entry, id=f"2021-{n:04d}") for n in range(200 * 9)]
    pages = {page.path: page.text for page in index_pages(entries, VOCABULARY)}
    pager = pages["materials/index-p5.md"].split('class="pager"')[1]
    words = Reading(python_markdown(f'<div class="pager"{pager}')).words.split()
    assert words == ["上一页", "1", "…", "3", "4", "5", "6", "7", "…", "9", "下一页"]
    assert "[1](index.md)" in pager and "[4](index-p4.md)" in pager


def test_what_is_known_from_memory_is_never_shown_as_official():
    secret = Framework(
        year=2030,
        theme="机要主题",
        occasion="机要场合",
        held="2031-01",
        mark="M",
        aspects=[Aspect(short="短", long="长文")],
    )
    vocabulary = replace(VOCABULARY, frameworks=Frameworks(frameworks={"2030": secret}))
    entries = [entry_of(material(year=2030, framework="2030"))]
    for page in index_pages(entries, vocabulary):
        for word in ("机要主题", "机要场合", "长文", "2031"):
            assert word not in page.text, page.path
        if page.path in ("aspects/2030.md", "aspects/2030-1.md", "aspects/index.md"):
            assert "未经核实" in page.text


def test_an_empty_archive_still_has_its_pages():
    pages = {page.path for page in index_pages([], VOCABULARY)}
    assert {"index.md", "materials/index.md", "years/index.md", "units/index.md"} <= pages


def test_the_home_page_takes_the_hand_written_welcome(pages):
    page = next(iter(index_pages([], VOCABULARY, "# 本市材料库\n\n欢迎。\n")))
    assert "# 本市材料库\n\n欢迎。" in page.text
    assert "对照检查材料" in pages["index.md"]
