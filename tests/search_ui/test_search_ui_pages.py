"""The search page: paging."""

from __future__ import annotations

from urllib.parse import quote

from tests.conftest import eventually
from tests.search_ui.conftest import searched, settled, total


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
