"""The views of structure in a browser, opened from a folder."""

from __future__ import annotations

from tests.conftest import eventually


def test_the_outline_stands_open_beside_the_text_and_can_be_folded(visit):
    page = visit("materials/2021-0007.html")
    panel, text = page.locator("#outline"), page.locator(".text")
    assert panel.get_attribute("open") is not None
    assert panel.bounding_box()["x"] > text.bounding_box()["x"] + text.bounding_box()["width"] - 1
    page.click("#outline > summary")
    assert panel.get_attribute("open") is None
    page.reload()
    page.wait_for_selector("#outline .outline-tool", state="attached")
    assert page.locator("#outline").get_attribute("open") is None  # as the reader left it
    assert page.wrong == []


SHIFTS = """() => new Promise(resolve => {
  let sum = 0
  new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.value })).observe({type: 'layout-shift', buffered: true})
  setTimeout(() => resolve(sum), 300)
})"""


def test_the_text_does_not_move_when_the_outline_opens(visit):
    page = visit("materials/2021-0007.html")
    page.wait_for_selector("#outline[open] .outline-said", state="attached")
    assert page.evaluate(SHIFTS) < 0.01


def test_on_a_phone_the_outline_is_folded_at_first(visit):
    page = visit("materials/2021-0007.html", "phone")
    page.wait_for_selector("#outline .outline-said", state="attached")
    assert page.locator("#outline").get_attribute("open") is None
    page.click("#outline > summary")
    page = visit("materials/2021-0007.html", "phone")
    assert page.locator("#outline").get_attribute("open") is None


def test_the_outline_is_copied_as_text_and_as_markdown(visit):
    page = visit("materials/2021-0007.html")
    page.evaluate("window.archiveSearchUi.copy = text => { window.copied = text; return Promise.resolve(true) }")
    page.click("text=复制文字")
    page.wait_for_selector(".outline-said:has-text('已复制')")
    text = page.evaluate("window.copied")
    assert "\n一、存在的主要问题\n　（一）在" in text and "\n　　一是" in text
    page.click("text=复制 Markdown")
    eventually(page, lambda: page.evaluate("Boolean(window.copied.startsWith('# '))"))
    marked = page.evaluate("window.copied")
    assert "\n## 一、存在的主要问题\n" in marked and "\n### （一）在" in marked and "\n- 一是" in marked


def test_a_copy_really_reaches_the_clipboard(visit):
    page = visit("materials/2021-0007.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("text=复制文字")
    page.wait_for_selector(".outline-said:has-text('已复制')")
    assert "一、存在的主要问题" in page.evaluate("navigator.clipboard.readText()")


def test_a_chip_shows_the_cards_of_one_sector(visit):
    page = visit("outlines/index.html")
    assert page.wrong == []
    assert page.locator(".outline-row").count() > 3
    page.click(".outline-row .subjects a:nth-child(2)")
    page.wait_for_selector("#sectors a[aria-current]")
    chip = page.locator("#sectors a:not(:first-child)").first
    count = int(chip.locator("b").text_content())
    chip.click()
    eventually(
        page, lambda: page.evaluate("Boolean(document.querySelector('#sectors a:not(:first-child)[aria-current]'))")
    )
    assert page.locator(".outline-card:visible").count() == count
    page.click("#sectors a:first-child")
    eventually(page, lambda: page.evaluate("Boolean(!document.querySelector('.outline-card[hidden]'))"))
    assert page.wrong == []


def test_a_skeleton_is_copied_as_markdown(visit):
    page = visit("outlines/2021.html")
    page.evaluate("window.archiveSearchUi.copy = text => { window.copied = text; return Promise.resolve(true) }")
    page.click("text=复制 Markdown")
    page.wait_for_selector(".skeleton .outline-said:has-text('已复制')")
    assert page.evaluate("window.copied").startswith(
        "# 【单位和职务，或领导班子】2021年度民主生活会对照检查材料\n\n【引言"
    )
    assert page.wrong == []


def test_the_filter_finds_by_word_and_stands_in_the_address(visit):
    page = visit("points/2021-1.html")
    page.wait_for_selector("#points-words")
    page.fill("#points-words", "不够")
    page.wait_for_selector(".points-status:has-text('找到')")
    assert page.locator("#points-hits li").count() > 0
    assert all("不够" in words for words in page.locator("#points-hits a").all_text_contents())
    assert not page.locator("#points-list").is_visible()
    address = page.url
    page.fill("#points-words", "")
    page.wait_for_selector("#points-list", state="visible")
    other = page.context.new_page()
    other.goto(address)
    other.wait_for_selector(".points-status:has-text('找到')")
    assert other.input_value("#points-words") == "不够"
    assert page.wrong == []


def test_the_whole_bank_is_searched_and_a_row_leads_to_its_place(visit):
    page = visit("points/index.html")
    page.wait_for_selector("#points-words")
    page.fill("#points-words", "攻坚克难")
    page.wait_for_selector("#points-hits li")
    page.click("#points-hits li:first-child a")
    page.wait_for_selector(".text :target")
    assert "攻坚克难" in page.locator(".text :target").text_content()
    assert page.wrong == []


def test_a_word_that_stands_nowhere_is_said_to_be_nowhere(visit):
    page = visit("points/index.html#q=无此小标题")
    page.wait_for_selector(".points-status:has-text('没有找到')")
    assert page.wrong == []


def test_a_strand_lists_all_of_a_pattern_and_its_filter_counts_what_the_page_says(visit):
    page = visit("points/strand-renmin-lichang.html")
    page.wait_for_selector("#points-filter select")
    for title in page.locator("#points-list h2").all():
        part, count = title.text_content().split(" ", 1)
        page.select_option("#points-filter select[name=part]", part)
        page.wait_for_selector(f".points-status:has-text('找到 {count.split()[0]} 条')")
    page.select_option("#points-filter select[name=part]", "")
    for more in page.locator("#points-list .more button").all()[:1]:
        wanted = more.text_content().removeprefix("全部 ")
        more.click()
        page.wait_for_selector(f".points-status:has-text('找到 {wanted}')")
    assert page.wrong == []
