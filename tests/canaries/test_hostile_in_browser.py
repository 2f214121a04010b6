"""Hostile materials in a browser: shown as text, none of their markup alive, nothing asked of another host."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.canaries.planted import Bait
from tests.deploy.test_nginx import NGINX, Nginx

ALIVE = """() => {
  const text = document.querySelector('.md-content');
  const own = [...text.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^on/i.test(a.name)));
  const parts = [...text.querySelectorAll('.text, h1, .provenance, .found, .list, .notice')];
  const alive = 'script, iframe, object, embed, img, svg:not([class]), form, input:not(.pick), style, link, audio, video';
  const made = parts.flatMap(e => [...e.querySelectorAll(alive)]);
  const links = [...text.querySelectorAll('a[href]')].map(a => a.getAttribute('href'));
  return {
    ran: window.canary, handlers: own.length, made: [...made].map(e => e.outerHTML.slice(0, 80)),
    foreign: links.filter(h => /^[a-z][a-z0-9+.-]*:/i.test(h)), classes: text.querySelectorAll('.evil, .admonition').length,
  };
}"""
WATCH = """
window.broken = [];
document.addEventListener('securitypolicyviolation', e => window.broken.push(`${e.effectiveDirective} ${e.blockedURI}`));
"""


class Words(HTMLParser):
    """The visible words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile_pages(project: Path) -> list[Path]:
    pages = [path for path in sorted((project / "site" / "materials").glob("*.html")) if path.name != "index.html"]
    return [page for page in pages if "青溪县" in page.read_text(encoding="utf-8")]


def test_payloads_are_words_on_the_page(project: Path, bait: Bait) -> None:
    pages = hostile_pages(project)
    assert len(pages) == 5
    for page in pages:
        words = "".join(Words(page.read_text(encoding="utf-8")).text.split())
        for piece in (
            "javascript:window.canary=1",
            "config.site_name",
            "onclick=window.canary=1",
            "http://canary.invalid/i.png",
        ):
            assert piece in words, f"{page.name} {piece}"


class Markup(HTMLParser):
    """The elements of a page's source, and attributes that would make one act."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.acting: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name.startswith("on") or (name in ("href", "src") and ":" in (value or "")):
                self.acting.append(f"{tag} {name}={value}")


def test_the_source_of_a_hostile_page_holds_no_element_that_others_have_not(project: Path, bait: Bait) -> None:
    sources = [path.read_text(encoding="utf-8") for path in sorted((project / "docs" / "materials").glob("*.md"))]
    pages = [Markup(source.partition("\n---\n")[2]) for source in sources]
    hostile = ["青溪县" in source for source in sources]
    usual = {tag for page, odd in zip(pages, hostile, strict=True) if not odd for tag in page.tags}
    assert sum(hostile) >= 4 and len(usual) > 10
    assert [page.tags - usual for page, odd in zip(pages, hostile, strict=True) if odd and page.tags - usual] == []
    assert [page.acting for page in pages if page.acting] == []


@pytest.fixture(params=["file", "nginx"])
def address(request: pytest.FixtureRequest, project: Path, tmp_path: Path) -> Iterator[str]:
    """Where the site is: in its folder, and behind the web server that deploy/ sets up."""
    if request.param == "file":
        yield f"file://{project / 'site'}"
    elif NGINX is None:
        pytest.skip("没有找到 nginx，部署配置的测试跳过")
    else:
        with Nginx(tmp_path / "nginx", project / "site").running() as nginx:
            yield f"http://127.0.0.1:{nginx.port}"


def test_nothing_of_a_material_lives_in_the_browser(project: Path, browser: Any, address: str) -> None:
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    wrong: list[str] = []
    page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: wrong.append(f"error {error}"))
    page.on(
        "request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else wrong.append(f"asked {r.url}")
    )
    site = project / "site"
    ours = ["index.html", "materials/index.html", "years/2021.html", "units/index.html", "aspects/2021-1.html"]
    ours += [
        path.relative_to(site).as_posix() for path in (*site.glob("outlines/*.html"), *site.glob("points/*.html"))
    ][:6]
    for name in [*ours, *(path.relative_to(site).as_posix() for path in hostile_pages(project))]:
        page.goto(f"{address}/{name}")
        page.wait_for_timeout(100)
        alive = page.evaluate(ALIVE)
        clean = {"handlers": 0, "made": [], "foreign": [], "classes": 0}
        assert {key: value for key, value in alive.items() if key != "ran"} == clean, name
        assert alive.get("ran") is None, name
        assert page.evaluate("window.broken") == [], name
    for query in ("window.canary", "<script>", "onerror=", "javascript:"):
        page.goto(f"{address}/search.html?q={query}")
        page.wait_for_timeout(700)
        assert page.evaluate("window.canary") is None and page.evaluate("window.broken") == []
        assert (
            page.evaluate(
                "document.querySelectorAll('#search-page img, #search-page script, #search-page iframe').length"
            )
            == 0
        )
    assert wrong == []
    context.close()
