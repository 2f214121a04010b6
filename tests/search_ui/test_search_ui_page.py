"""The search page: results, facets, chips, address, paging, taking results away."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests.conftest import eventually

FIELD = "#page-find-input"


def searched(visit, base, state="q=%E6%8B%85%E5%BD%93", **options):
    page = visit(f"search.html#{state}", base, **options)
    page.wait_for_selector(".hits .hit")
    page.wait_for_selector(".facet", state="attached")
    return page


def total(page):
    return int(re.search(r"共 ([0-9,]+) 处", page.locator(".find-total").inner_text())[1].replace(",", ""))


def state_of(page):
    return parse_qs(urlsplit(page.url).fragment)


def settled(page, action):
    """Does something and waits until the results and counts that it asks for stand there."""
    page.evaluate("document.querySelectorAll('.hit, .facet').forEach(node => node.dataset.old = 1)")
    action()
    page.wait_for_selector(".hit:not([data-old])")
    page.wait_for_selector(".facet[data-old]", state="detached")


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


def test_results_while_typing_and_one_entry_of_history_a_search(visit, base):
    page = visit("search.html", base)
    page.fill(FIELD, "担")
    page.wait_for_selector(".hit")
    settled(page, lambda: page.fill(FIELD, "担当"))
    settled(page, lambda: page.fill(FIELD, "担当作为"))
    assert state_of(page) == {"q": ["担当作为"]}
    page.keyboard.press("Enter")
    page.go_back()
    page.wait_for_selector("#search-help:not([hidden])")
    assert page.input_value(FIELD) == "" and not page.locator(".find-main").is_visible()
    page.go_forward()
    page.wait_for_selector(".hit")
    assert page.input_value(FIELD) == "担当作为"
    assert page.wrong == []


def test_facets_narrow_and_chips_take_it_back(visit, base):
    page = searched(visit, base)
    before = total(page)
    choice = page.locator(".facet[data-facet=year] .facet-choice").first
    count = int(choice.locator(".facet-count").inner_text())
    settled(page, choice.click)
    assert total(page) == count < before
    assert page.locator(".facet[data-facet=year] input:checked").count() == 1
    assert len(state_of(page)["year"]) == 1
    year = state_of(page)["year"][0]
    assert all(f"{year}年度" in meta for meta in page.locator(".hit-meta").all_inner_texts())
    other = page.locator(".facet[data-facet=year] .facet-choice").nth(1)
    more = int(other.locator(".facet-count").inner_text())
    settled(page, other.click)
    assert total(page) == count + more
    assert page.locator(".chip:not(.chip--all)").count() == 2
    settled(page, page.locator(".chip").first.click)
    settled(page, page.locator(".chip").first.click)
    assert total(page) == before and "year" not in state_of(page)
    settled(page, lambda: page.go_back())
    assert len(state_of(page)["year"]) == 1
    assert page.wrong == []


def test_all_fields_have_facets(visit):
    page = searched(visit, None)
    fields = page.eval_on_selector_all(".facet", "facets => facets.map(facet => facet.dataset.facet)")
    assert set(fields) == {"year", "part", "framework", "aspect", "subject", "unit", "sector", "meeting"}
    more = page.locator(".facet[data-facet=unit] .facet-more")
    hidden = page.locator(".facet[data-facet=unit] li:not([hidden])").count()
    more.click()
    assert page.locator(".facet[data-facet=unit] li:not([hidden])").count() > hidden


def test_a_facet_keeps_the_focus(visit):
    page = searched(visit, None)
    box = page.locator(".facet[data-facet=part] input").first
    box.focus()
    settled(page, lambda: page.keyboard.press("Space"))
    page.wait_for_timeout(200)
    assert page.evaluate("document.activeElement.closest('.facet').dataset.facet") == "part"


def test_an_address_sent_to_a_colleague_shows_the_same(visit, base):
    page = searched(visit, base)
    settled(page, page.locator(".facet[data-facet=part] .facet-choice").first.click)
    if page.locator(".find-pager a").count():
        settled(page, page.locator(".find-pager a", has_text="下一页").click)
    first = page.locator(".hit").all_inner_texts()
    other = searched(visit, base, urlsplit(page.url).fragment)
    assert other.locator(".hit").all_inner_texts() == first
    assert other.input_value(FIELD) == "担当" and other.locator(".chip").count() == 1
    assert other.locator(".facet input:checked").count() == 1


def test_the_question_mark_form_of_the_address(visit, base):
    page = visit("search.html?q=" + quote("担当作为"), base)
    page.wait_for_selector(".hit")
    assert page.input_value(FIELD) == "担当作为" and state_of(page) == {"q": ["担当作为"]} and "?" not in page.url


def test_an_address_full_of_nonsense_does_no_harm(visit):
    for nonsense in ("%", "q=%ff%fe", "q=a&p=-7", "q=a&p=99999999", "year=%3Cimg%3E", "q=%ED%A0%80", "&&&===", "s1-2"):
        page = visit("search.html#" + nonsense)
        page.wait_for_selector(FIELD)
        page.wait_for_timeout(200)
        assert page.wrong == [], nonsense


def test_paging(visit, faked):
    page = searched(visit, faked, "q=" + quote("翻页"))
    assert page.locator(".find-pager a").all_inner_texts() == ["2", "3", "4", "下一页"]
    settled(page, page.locator(".find-pager a", has_text="4").click)
    assert page.locator(".hit").count() == 6 and "第 31–36 处" in page.locator(".find-total").inner_text()
    assert page.locator(".hits").get_attribute("start") == "31"
    assert page.evaluate("document.activeElement.className") == "find-total"
    settled(page, lambda: page.go_back())
    assert page.locator(".hit").count() == 10


def pager(page):
    return page.locator(".find-pager > *:visible").all_inner_texts()


def turned(page, words):
    """Follows a link of the pager or of the message, which may lead to a page without results."""
    page.evaluate("document.querySelector('.find-total').textContent = ''")
    page.locator(".find-pager a, .find-message a", has_text=words).click()
    page.wait_for_selector(".find-total:not(:empty)")
    page.wait_for_timeout(100)


def test_a_page_after_the_last_leads_back_to_the_last(visit, faked):
    page = visit("search.html#q=" + quote("翻页") + "&p=9", faked)
    page.wait_for_selector(".find-message:not([hidden])")
    assert page.locator(".find-message").inner_text() == "没有第 9 页，全部结果只有 4 页。到第 4 页"
    assert pager(page) == ["1", "2", "3", "4"]
    page.click(".find-message a")
    page.wait_for_selector(".hit")
    assert page.locator(".hit").count() == 6 and pager(page) == ["上一页", "1", "2", "3", "4"]
    assert not page.locator(".find-message").is_visible() and page.wrong == []


def test_an_uncertain_total_promises_no_pages(visit, faked):
    page = searched(visit, faked, "q=" + quote("约数"))
    assert pager(page) == ["1", "下一页"]
    for n in range(2, 10):
        turned(page, "下一页")
        assert page.locator(".find-pager .here").inner_text() == str(n)
    assert page.locator(".find-total").inner_text().startswith("共 81 处")
    assert pager(page) == ["上一页", "1", "…", "7", "8", "9"]
    page.locator(".find-pager a", has_text="1").first.click()  # what was learnt holds for the other pages too
    eventually(page, lambda: page.locator(".find-total").inner_text().startswith("共 81 处，这里是第 1–10 处"))
    assert pager(page) == ["1", "2", "3", "…", "9", "下一页"]
    page = visit("search.html#q=" + quote("约数") + "&p=99", faked)
    page.wait_for_selector(".find-message a")
    assert page.locator(".find-message").inner_text() == "没有第 99 页，全部结果只有 9 页。到第 9 页"
    assert pager(page) == ["1", "…", "7", "8", "9"]


def test_near_results_end_where_no_more_come(visit, faked):
    page = visit("search.html#q=" + quote("近似"), faked)
    page.wait_for_selector(".hit")
    turned(page, "下一页")
    assert pager(page) == ["上一页", "1", "2", "下一页"]
    turned(page, "下一页")
    assert page.locator(".find-message").inner_text() == "第 3 页没有结果。到第 2 页"
    assert pager(page) == ["1", "2"]
    turned(page, "到第 2 页")
    assert page.locator(".hit").count() == 10 and pager(page) == ["上一页", "1", "2"]


def test_a_page_number_far_beyond_the_last(visit):
    page = searched(visit, None, "q=" + quote("担当"))
    last = -(-total(page) // 10)
    page = visit("search.html#q=" + quote("担当") + "&p=99")
    page.wait_for_selector(".find-message a")
    assert page.locator(".find-message").inner_text() == f"没有第 99 页，全部结果只有 {last} 页。到第 {last} 页"
    assert pager(page)[-1] == str(last) and page.wrong == []


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


@pytest.mark.parametrize("query", ["考核 调研", "zb", "zb 学习"])
def test_what_is_found_less_exactly_is_counted_too(visit, query):
    page = searched(visit, None, "q=" + quote(query))
    counts = page.locator(".facet[data-facet=year] .facet-count").all_inner_texts()
    assert sum(map(int, counts)) == total(page)
    choice = page.locator(".facet .facet-choice").first
    count = int(choice.locator(".facet-count").inner_text())
    settled(page, choice.click)
    assert total(page) == count and page.wrong == []


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


# ---------------------------------------------------------------- taking results away


def test_results_are_copied_as_text_and_as_csv(visit, served):
    page = searched(visit, served, permissions=["clipboard-read", "clipboard-write"])
    page.click("text=复制本页")
    page.wait_for_selector(".find-said-line:not(:empty)")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("查找：担当（共 ") and "\n1. " in text and "\n10. " in text
    assert re.search(served + r"/materials/[\w-]+\.html#", text)
    page.click("text=复制为表格")
    eventually(page, lambda: page.evaluate("navigator.clipboard.readText()") != text)
    rows = list(csv.reader(io.StringIO(page.evaluate("navigator.clipboard.readText()"))))
    assert len(rows) == 11 and rows[0][:3] == ["序号", "标题", "小标题"]


def test_copying_where_the_page_is_not_secure(visit):
    page = searched(visit, None, before="Object.defineProperty(window, 'isSecureContext', {value: false})")
    page.click("text=复制本页")
    page.wait_for_selector(".find-said-line:not(:empty)")
    assert "已复制本页 10 处" in page.locator(".find-said-line").inner_text()
    page.evaluate(
        "const area = document.createElement('textarea'); area.id = 'paste'; document.body.prepend(area); area.focus()"
    )
    page.keyboard.press("Control+v")
    assert page.input_value("#paste").startswith("查找：担当")
    assert page.wrong == []


def test_a_file_for_excel(visit, base):
    page = searched(visit, base)
    with page.expect_download() as download:
        page.click("text=下载 CSV")
    assert download.value.suggested_filename == "查找结果_担当.csv"
    data = open(download.value.path(), "rb").read()  # noqa: PTH123, SIM115
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == total(page) + 1 and {len(row) for row in rows} == {9}
    assert page.wrong == []


def test_no_cell_is_a_formula(visit, faked):
    page = searched(visit, faked, "q=" + quote("恶意"))
    with page.expect_download() as download:
        page.click("text=下载 CSV")
    data = open(download.value.path(), encoding="utf-8-sig", newline="").read()  # noqa: PTH123, SIM115
    row = list(csv.reader(io.StringIO(data)))[1]
    assert row[1].startswith("'=1+1") and row[2].startswith("'+cmd") and row[3] == "'-2" and row[5] == "'@SUM(A1)"
    assert page.locator(".hits img, .hits script").count() == 0 and page.wrong == []


# ---------------------------------------------------------------- everywhere


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
