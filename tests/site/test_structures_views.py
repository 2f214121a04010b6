"""Every view of structure opens from a folder: no error, no request elsewhere, readable on a phone and in the dark."""

from __future__ import annotations

import pytest

from tests.site.conftest import SCREENS
from tests.site.test_site_browser import CONTRAST

PAGES = (
    "outlines/index.html",
    "outlines/2021.html",
    "points/index.html",
    "points/2021-1.html",
    "triples/index.html",
    "triples/renmin-lichang.html",
    "compare.html",
    "exemplars/index.html",
    "exemplars/opening-banzi.html",
    "figures.html",
)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", PAGES)
def test_a_view_opens_without_error_or_request_and_fits_the_screen(visit, name, screen):
    page = visit(name, screen, "dark" if screen == "phone" else "light")
    assert page.wrong == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SCREENS[screen][0], "wider than the screen"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "selectors"),
    [
        ("figures.html", ["td.heat-0", "td.heat-1", "td.heat-5", "table.figure .value"]),
        ("points/2021-1.html", ["ul.points a", "ul.points span", "h3.pattern small"]),
        ("exemplars/index.html", ["ul.checks li", "ul.checks .holds b"]),
    ],
)
def test_its_words_stand_out_from_the_paper(visit, scheme, name, selectors):
    page = visit(name, scheme=scheme)
    for selector in selectors:
        if page.locator(selector).count():
            ratio = page.evaluate(CONTRAST, selector)
            assert ratio >= 4.4, f"{selector}: {ratio:.1f}"


def test_the_views_are_reached_from_home_and_from_the_tabs(visit):
    page = visit("index.html")
    links = page.eval_on_selector_all("a", "links => links.map(a => a.getAttribute('href'))")
    for path in ("outlines/index.html", "points/index.html", "triples/index.html", "compare.html", "figures.html"):
        assert path in links
    assert page.locator(".md-tabs >> text=结构").count() == 1
