"""小标题 stand among the results of the search page as a kind of their own."""

from __future__ import annotations

from tests.search_ui.conftest import searchable  # noqa: F401 (fixture)


def test_the_search_page_lists_leads_that_hold_the_words(browser, searchable):  # noqa: F811
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"file://{searchable}/search.html#q=不够")
    page.wait_for_selector(".lead-hits li", timeout=10_000)
    rows = page.locator(".lead-hits li a").all_text_contents()
    assert rows and all("不够" in words for words in rows)
    page.click(".lead-hits p a")
    page.wait_for_selector(".points-status:has-text('条')", timeout=10_000)
    assert page.input_value("#points-words") == "不够"
    context.close()


def test_a_filter_of_the_search_page_narrows_them_too(browser, searchable):  # noqa: F811
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"file://{searchable}/search.html#q=不够&part=措施")
    page.wait_for_selector("#search-page .hits", timeout=10_000)
    page.wait_for_timeout(800)
    assert all("措施" in words for words in page.locator(".lead-hits li span").all_text_contents())
    context.close()
