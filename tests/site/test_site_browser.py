"""The built site in a browser, opened from a folder: no error, no request elsewhere, readable everywhere."""

from __future__ import annotations

import pytest

from tests.conftest import eventually
from tests.site.conftest import SCREENS

PAGES = (
    "index.html",
    "materials/index.html",
    "materials/2021-0007.html",
    "materials/x0123456789.html",
    "years/2021.html",
    "units/index.html",
    "aspects/index.html",
    "aspects/2021-1.html",
    "strands/renmin-lichang.html",
    "guide/using.html",
)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_from_a_folder_without_error_or_request(visit, name, screen):
    page = visit(name, screen, "dark" if screen == "phone" else "light")
    assert page.wrong == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SCREENS[screen][0], "wider than the screen"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_the_paper(visit, scheme):
    page = visit("materials/2021-0007.html", scheme=scheme)
    assert page.wrong == []
    for selector in (
        ".text > p",
        ".text h2",
        ".card .key",
        ".card a",
        ".md-nav--secondary .md-nav__link",
        ".point > a",
    ):
        ratio = page.evaluate(CONTRAST, selector)
        assert ratio >= 4.5, f"{selector}: {ratio:.1f}"


def test_the_reader_comes_to_the_very_point(visit):
    page = visit("materials/2021-0007.html#s1-3-p2")
    box = page.locator("#s1-3-p2").bounding_box()
    assert 60 < box["y"] < 700
    assert page.wrong == []


def test_the_table_of_contents_cuts_long_headings(visit):
    page = visit("materials/2021-0007.html")
    heights = page.eval_on_selector_all(".md-nav--secondary .md-nav__link", "links => links.map(a => a.offsetHeight)")
    assert len(heights) >= 6 and max(heights) < 90


def test_the_table_of_contents_follows_the_reader(visit):
    page = visit("materials/2021-0007.html")
    page.evaluate("document.querySelector('#s1-3').scrollIntoView()")
    active = page.locator(".md-nav--secondary .md-nav__link--active")
    eventually(page, lambda: active.count() == 1 and active.get_attribute("href") == "#s1-3")
    eventually(page, lambda: active.evaluate("a => getComputedStyle(a).color") == "rgb(143, 29, 29)")


def test_on_a_phone_the_outline_is_the_table_of_contents(visit):
    page = visit("materials/2021-0007.html", "phone")
    page.click("#outline > summary")
    page.click("#outline a[href='#s2']")
    eventually(page, lambda: 0 < page.locator("#s2").bounding_box()["y"] < 300)


def test_the_drawer_of_a_phone_leads_to_all_index_pages(visit):
    page = visit("materials/2021-0007.html", "phone")
    page.click("label[for='__drawer'].md-header__button")
    eventually(page, page.locator(".md-nav--primary >> text=按年度").first.is_visible)


def test_paper_shows_the_text_alone(visit):
    page = visit("materials/2021-0007.html")
    page.emulate_media(media="print")
    assert page.locator(".text").is_visible()
    for selector in (".md-header", ".md-sidebar--secondary", ".md-footer", ".provenance"):
        assert not page.locator(selector).first.is_visible()
    size = page.eval_on_selector(".text > p", "p => parseFloat(getComputedStyle(p).fontSize)")
    assert size == pytest.approx(16 * 96 / 72, abs=0.1)


CONTRAST = """selector => {
  const channel = c => { c /= 255; return c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4 };
  const luminance = text => { const [r, g, b] = text.match(/[\\d.]+/g).map(Number);
    return .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b) };
  const element = document.querySelector(selector);
  let ground = element, colour = 'rgba(0, 0, 0, 0)';
  while (ground && /rgba\\(.*, 0\\)/.test(colour)) { colour = getComputedStyle(ground).backgroundColor; ground = ground.parentElement }
  const [a, b] = [luminance(getComputedStyle(element).color), luminance(colour)].sort((x, y) => y - x);
  return (a + .05) / (b + .05);
}"""
