"""The search page: results, their kinds, its looks."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pytest

from tests.search_ui.conftest import FIELD, searched, total


def test_results_and_honest_totals(visit, base):
    page = searched(visit, base)
    count = total(page)
    assert count > 10 and page.locator(".hit").count() == 10
    assert "这里是第 1–10 处" in page.locator(".find-total").inner_text()
    assert all("担当" in text for text in page.locator(".hit").all_inner_texts())
    assert page.locator(".hit:not(:has(mark))").count() == 0
    assert page.wrong == [] and all(url.startswith((page.base, "data:")) for url in page.seen)


def test_an_uncertain_total_is_said_to_be_one(visit, faked):
    page = searched(visit, faked, "q=" + quote("约数"))
    assert page.locator(".find-total").inner_text().startswith("至多 1,234 处")
    assert page.locator(".facet-count").first.inner_text() == "≤30"


@pytest.mark.parametrize(
    ("query", "tag", "words"),
    [
        ("湿粮 调研轻车熟路", "分处各节", "没有哪一节"),
        ("czj", "拼音", "拼音"),
        ("担当坐为", "相近", "相近"),
    ],
)
def test_kinds_are_told_apart(visit, query, tag, words):
    page = visit("search.html#q=" + quote(query))
    page.wait_for_selector(".hit")
    assert words in page.locator(".find-message").inner_text()
    assert tag in page.locator(".hit .hit-tag").first.inner_text()
    assert page.wrong == []


def test_every_word_of_a_whole_material_is_shown_where_it_stands(visit, base):
    page = visit("search.html#q=" + quote("湿粮 调研轻车熟路"), base)
    page.wait_for_selector(".hit")
    hit = page.locator(".hit").first
    assert set(hit.locator("mark").all_inner_texts()) == {"湿粮", "调研轻车熟路"}
    assert hit.locator(".hit-also").count() == 1
    hit.locator(".hit-also").click()
    page.wait_for_selector(".found-mark--current")
    assert page.locator(".found-mark--current").inner_text() in ("湿粮", "调研轻车熟路")
    assert urlsplit(page.url).fragment and page.wrong == []


def test_what_differs_in_quotation_marks_comes_last_and_tagged(visit, faked):
    page = visit("search.html#q=" + quote("引号"), faked)
    page.wait_for_selector(".hit")
    assert page.locator(".hit-title").all_inner_texts() == ["材料1", "材料2"]
    assert page.locator(".hit .hit-tag").all_inner_texts() == ["相近"]
    assert page.locator(".find-total").inner_text() == "共 1 处" and page.wrong == []


def test_nothing_found_is_said(visit):
    page = visit("search.html#q=" + quote("龘靐齉"))
    page.wait_for_selector(".find-message:not([hidden])")
    assert page.locator(".find-total").inner_text() == "没有结果"
    assert "没有找到" in page.locator(".find-message").inner_text() and page.wrong == []


def test_the_examples_are_links_and_find_something(visit):
    page = visit("search.html")
    page.wait_for_selector(".find-example")
    for address in page.eval_on_selector_all(".find-example", "links => links.map(link => link.href)"):
        other = visit("search.html#" + urlsplit(address).fragment)
        other.wait_for_selector(".hit")
        assert other.wrong == []
    page.locator(".find-example").first.click()
    page.wait_for_selector(".hit")
    assert page.input_value(FIELD) == "担当作为" and not page.locator("#search-help").is_visible()


def test_without_javascript_the_page_says_so(visit, base):
    page = visit("search.html", base, java_script_enabled=False)
    assert "JavaScript" in page.locator("noscript").inner_text()
    links = page.locator("noscript a")
    assert links.all_inner_texts() == ["按年度", "按单位", "按带头", "按主题线", "全部材料"]
    links.first.click()
    assert page.url.endswith("/years/index.html")


def test_words_are_marked_in_headings_too(visit):
    """Also where the snippet begins further on and does not show the heading."""
    page = searched(visit, None)
    drawn = """kind => archiveSearchUi.resultNodes(
      { title: "甲", heading: "担当<b>不够</b>", part: "问题", snippet: "…后来才<mark>担当</mark>", near: false, year: 2021, unit: "乙" },
      { kind, query: archiveSearch.parse("担当") }).place[1].innerHTML"""
    assert page.evaluate(drawn, "exact") == "<mark>担当</mark>&lt;b&gt;不够&lt;/b&gt;"
    assert page.evaluate(drawn, "near") == "担当&lt;b&gt;不够&lt;/b&gt;"
    assert page.wrong == []


CONTRAST = """selector => {
  const channel = c => { c /= 255; return c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4 };
  const luminance = text => { const [r, g, b] = text.match(/[\\d.]+/g).map(Number);
    return .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b) };
  const element = document.querySelector(selector);
  if (!element) throw new Error('missing: ' + selector);
  let ground = element, colour = 'rgba(0, 0, 0, 0)';
  while (ground && /rgba\\(.*, 0\\)/.test(colour)) { colour = getComputedStyle(ground).backgroundColor; ground = ground.parentElement }
  const [a, b] = [luminance(getComputedStyle(element).color), luminance(colour)].sort((x, y) => y - x);
  return (a + .05) / (b + .05);
}"""


@pytest.mark.parametrize("screen", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_the_paper(visit, screen, scheme):
    page = searched(visit, None, "q=" + quote("担当") + "&part=" + quote("问题"), screen=screen, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= (390 if screen == "phone" else 1440)
    if screen == "phone":
        page.click(".facets-fold > summary")
        page.click(".find-open")
    else:
        page.focus("#header-find-input")
    page.fill("#header-find-input", "担当作")
    page.wait_for_selector(".find-option--word")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    for selector in (
        ".hits .hit-title", ".hits .hit-meta", ".hits .hit-snippet", ".hits .hit mark", ".hit-part", ".find-total",
        ".find-tool", ".chip-field", ".chip-value", ".facet-label", ".facet-count", ".facet-number", ".facet legend",
        ".find-option .hit-title", "[aria-selected=true] .hit-meta, [aria-selected=true] .find-kind",
        ".find-option--hit .hit-meta", ".find-kind", ".find-option--all", ".find-option mark",
    ):  # fmt: skip
        ratio = page.evaluate(CONTRAST, selector)
        assert ratio >= 4.5, f"{selector}: {ratio:.1f}"
    assert page.wrong == []


def test_paper_shows_no_controls(visit):
    page = searched(visit, None)
    page.emulate_media(media="print")
    for selector in (".find-box", ".facets-fold", ".find-tools", ".find-pager"):
        assert not page.locator(selector).first.is_visible()
    assert page.locator(".hit").first.is_visible()
