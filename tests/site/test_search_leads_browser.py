"""小标题 stand among the results of the search page as a kind of their own."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from build_tools.search import find_leads
from tests.conftest import eventually, retire


def test_the_search_page_lists_leads_that_hold_the_words(browser, searchable):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"file://{searchable}/search.html#q=不够")
    page.wait_for_selector(".lead-hits li")
    rows = page.locator(".lead-hits li a").all_text_contents()
    assert rows and all("不够" in words for words in rows)
    page.click(".lead-hits p a")
    page.wait_for_selector(".points-status:has-text('条')")
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


@pytest.mark.parametrize(
    "query",
    [
        "不够",
        "学习 不够",
        "“学习” -调研",
        "GDP",
        "学",
        "年度:2021 学习",
        "-学习",
        "不 学习",
        "鲲鹏展翅",
        "<img>",
        "constructor",
    ],
)
def test_the_terminal_lists_the_same(browser, searchable, query):
    answer = find_leads(searchable / "assets" / "structures-data", query)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"file://{searchable}/search.html#{urlencode({'q': query})}")
    page.wait_for_selector(".lead-hits", state="attached")
    links = page.locator(".lead-hits li a")
    eventually(page, lambda: links.count() == len(answer.rows))
    page.wait_for_timeout(100 if not answer.rows else 0)
    assert links.all_text_contents() == [row.text for row in answer.rows]
    ends = links.evaluate_all("all => all.map((a) => a.href)")
    assert all(end.endswith("/" + row.url) for end, row in zip(ends, answer.rows, strict=True))
    assert page.locator(".lead-hits").is_visible() == bool(answer.total)
    said = f"小标题{'共' if answer.exact else '至少'} {answer.total} 条"
    assert not answer.total or page.locator(".lead-hits .more").text_content().startswith(said)
    retire(context)
