"""The search page: counts, conditions, and the address that holds them."""

from __future__ import annotations

import shutil
from urllib.parse import quote, urlsplit

import pytest

from tests.conftest import eventually
from tests.search_ui.conftest import FIELD, searched, settled, state_of, total, until


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


@pytest.mark.parametrize("query", ["考核 调研", "zb", "zb 学习"])
def test_what_is_found_less_exactly_is_counted_too(visit, query):
    page = searched(visit, None, "q=" + quote(query))
    counts = page.locator(".facet[data-facet=year] .facet-count").all_inner_texts()
    assert sum(map(int, counts)) == total(page)
    assert ("篇" if query == "考核 调研" else "处") in page.locator(".find-total").inner_text()
    choice = page.locator(".facet .facet-choice").first
    count = int(choice.locator(".facet-count").inner_text())
    settled(page, choice.click)
    assert total(page) == count and page.wrong == []


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


def test_an_uncertain_total_becomes_certain_by_the_counts(visit, faked):
    page = visit("search.html#q=" + quote("估数"), faked)
    eventually(page, lambda: page.locator(".find-total").inner_text().startswith("共 36 处"))
    assert page.locator(".hit").count() == 10 and page.wrong == []


def test_counts_of_another_kind_are_not_shown(visit, faked):
    page = visit("search.html#q=" + quote("异类"), faked)
    page.wait_for_selector(".hit")
    until(page, "window.askedOfEngine.some(([what]) => what === 'facets')")
    page.wait_for_timeout(200)
    assert page.locator(".facet").count() == 0 and page.wrong == []


def test_counts_that_cannot_be_made_are_told(visit, searchable, tmp_path):
    site = tmp_path / "site"
    shutil.copytree(searchable, site)
    (site / "assets/search-index/field/unit.js").unlink()
    page = visit("search.html#q=" + quote("担当"), site)
    page.wait_for_selector(".hit")
    page.wait_for_selector(".find-message:not([hidden])")
    assert "检索数据" in page.locator(".find-message").inner_text() and page.locator(".facet").count() == 0


def test_paper_tells_what_was_searched(visit):
    page = searched(visit, None, "q=" + quote("担当") + "&year=2021&part=" + quote("问题"))
    page.emulate_media(media="print")
    assert page.locator(".find-printed").inner_text() == "担当　年度：2021年度　部分：问题"
    page.emulate_media(media="screen")
    assert not page.locator(".find-printed").is_visible()
