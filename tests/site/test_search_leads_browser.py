"""小标题 stand among the results of the search page as a kind of their own."""

from __future__ import annotations

from tests.conftest import eventually, retire


def test_the_search_page_lists_leads_that_hold_the_words(browser, searchable):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"file://{searchable}/search.html#q=不够")
    page.wait_for_selector(".lead-hits li", timeout=10_000)
    rows = page.locator(".lead-hits li a").all_text_contents()
    assert rows and all("不够" in words for words in rows)
    page.click(".lead-hits p a")
    page.wait_for_selector(".points-status:has-text('条')", timeout=10_000)
    assert page.input_value("#points-words") == "不够"
    retire(context)


def test_a_filter_of_the_search_page_narrows_them_too(browser, searchable):
    context = browser.new_context()
    page = context.new_page()
    kinds = page.locator(".lead-hits li span")
    page.goto(f"file://{searchable}/search.html#q=学习")
    eventually(page, lambda: any("问题" in words for words in kinds.all_text_contents()))
    page.goto(f"file://{searchable}/search.html#q=学习&part=措施")
    page.reload()
    page.wait_for_selector(".lead-hits li")
    eventually(page, lambda: all("措施" in words for words in kinds.all_text_contents()))
    assert kinds.count() > 0
    retire(context)
