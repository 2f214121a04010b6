"""Choosing materials and reading them side by side: by mouse, by keyboard alone, on a phone, from a link, on paper."""

from __future__ import annotations

import pytest

from tests.conftest import eventually

THREE = "compare.html?ids=2013-0001,2021-0007,2022-0008&view=outline"


def texts(page, selector):
    return [text.strip() for text in page.locator(selector).all_text_contents()]


def test_choose_three_compare_change_and_send_the_link(visit, browser):
    page = visit("materials/index.html")
    page.wait_for_selector(".pick")
    for n in range(3):
        page.locator(".pick").nth(n).check()
    assert "已选 3 份" in page.locator(".tray").text_content()
    page.click(".tray-go")
    page.wait_for_selector(".compare-table")
    assert page.locator(".compare-table thead th").count() == 4
    assert page.locator(".compare-table p.text").count() < page.locator(".compare-table p.heading").count()
    page.click("text=全文")
    page.wait_for_selector(".compare-views [aria-pressed=true]:has-text('全文')")
    full = page.locator(".compare-table").inner_text()
    page.click(".compare-views >> text=提纲")
    page.wait_for_selector(".compare-views [aria-pressed=true]:has-text('提纲')")
    shown, address = page.locator(".compare-table").inner_text(), page.url
    assert "view=outline" in address and len(full) > len(shown)
    fresh = browser.new_context()
    other = fresh.new_page()
    other.goto(address)
    other.wait_for_selector(".compare-table")
    assert other.locator(".compare-table").inner_text() == shown
    fresh.close()
    assert page.wrong == []


def test_the_keyboard_alone_suffices(visit):
    page = visit("materials/index.html")
    page.wait_for_selector(".pick")
    page.focus(".pick >> nth=0")
    page.keyboard.press("Space")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('pick')"):
            break
    page.keyboard.press("Space")
    assert "已选 2 份" in page.locator(".tray").text_content()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.classList.contains('tray-go')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".compare-table")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.focus") == "text":
            break
    page.keyboard.press("Enter")
    eventually(page, lambda: page.evaluate("location.search.includes('view=text')"))
    page.wait_for_selector(".compare-views [aria-pressed=true]:has-text('全文')")
    assert page.evaluate("document.activeElement.dataset.focus") == "text"
    assert page.wrong == []


def test_differences_are_said_in_words(visit):
    page = visit(THREE)
    page.wait_for_selector(".compare-table")
    assert page.locator(".compare-differences li").count() > 0
    assert page.locator("td.missing .note").count() == page.locator("td.missing").count() > 0
    assert all(text for text in texts(page, "td.missing .note"))


def test_no_more_than_four_can_be_chosen(visit):
    page = visit("materials/index.html")
    page.wait_for_selector(".pick")
    for n in range(4):
        page.locator(".pick").nth(n).check()
    assert page.locator(".pick:not(:checked):not(:disabled)").count() == 0
    page.reload()
    page.wait_for_selector(".tray:has-text('已选 4 份')")
    page.click("text=清空")
    assert not page.locator(".tray").is_visible()


def test_on_a_phone_the_columns_swipe(visit):
    page = visit(THREE, "phone")
    page.wait_for_selector(".compare-table")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = page.locator(".compare-scroll")
    assert box.evaluate("e => e.scrollWidth > e.clientWidth * 2")
    assert box.evaluate("e => getComputedStyle(e).scrollSnapType") == "x mandatory"
    box.evaluate("e => { e.scrollLeft = 250 }")
    column = page.locator(".compare-table thead th").nth(2)
    label = page.locator(".compare-table tbody th").first.bounding_box()
    edge = label["x"] + label["width"]
    eventually(page, lambda: abs(column.bounding_box()["x"] - edge) < 12)  # at rest at the start of a column


def test_on_paper_it_is_landscape(visit):
    page = visit(THREE)
    page.wait_for_selector(".compare-table")
    pdf = page.pdf(prefer_css_page_size=True)
    sizes = [tuple(map(float, size.split())) for size in _boxes(pdf)]
    assert sizes and all(width > height for _, _, width, height in sizes)


def _boxes(pdf):
    import re

    return [found.decode() for found in re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf)]


@pytest.mark.parametrize("ids", ["", "2021-0007", "2021-0007,../../x", "nowhere,neither", "%3Cscript%3E,a"])
def test_too_few_or_wrong_ones_are_told_and_lead_on(visit, ids):
    page = visit(f"compare.html?ids={ids}")
    page.wait_for_selector(".compare-help")
    assert page.locator(".compare-help a").count() >= 3
    failed = [line for line in page.wrong if "structures-data" not in line and "ERR_FILE_NOT_FOUND" not in line]
    assert failed == []


ALIGN = """([lists, frameworks]) => {
  const cell = (key) => ({key, part: '问题', label: key.includes('-') ? key : null, strands: key.startsWith('2') ? ['线' + key.slice(-1)] : [], items: []});
  const made = lists.map((keys, n) => ({framework: frameworks[n], cells: keys.map(cell)}));
  const found = window.archiveSearchUi.align(made);
  return [found.rows.map((row) => row.key), found.rows.map((row) => row.notes), found.differences];
}"""


def align(page, lists, frameworks=None):
    return page.evaluate(ALIGN, [lists, frameworks or ["一"] * len(lists)])


def test_rows_follow_the_text_and_changes_of_order_are_found(visit):
    page = visit(THREE)
    page.wait_for_selector(".compare-table")
    keys, notes, differences = align(
        page, [["引言", "问题", "原因", "措施"], ["引言", "问题", "案例剖析", "原因", "措施"]]
    )
    assert keys == ["引言", "问题", "案例剖析", "原因", "措施"]
    assert notes[2] == ["没有这一部分", "只有这份有这一部分"]
    keys, notes, differences = align(page, [["问题", "原因", "措施"], ["问题", "措施", "原因"]])
    assert sorted(keys) == sorted(["问题", "原因", "措施"])
    assert len(differences) == 1 and "次序与甲不同" in differences[0]
    keys, _, _ = align(page, [["2021-1", "2021-3"], ["2022-1", "2022-3"]], ["甲清单", "乙清单"])
    assert keys == ["主题线：线1", "主题线：线3"]
    keys, _, differences = align(page, [["引言", "问题", "结语"], ["问题", "结语", "引言"]])
    assert keys[0] == "引言" and keys[-1] == "结语"
