"""The Content-Security-Policy: on every page, kept by every page, and strong enough to stop what it is there for."""

from __future__ import annotations

import base64
import functools
import hashlib
import http.server
import re
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from build_tools.building import build
from build_tools.site import build_site
from tests.project import TWO, make_project

HOSTILE = """青溪县教育局领导班子2021年度民主生活会对照检查材料
一、存在的问题
<script>window.ran = 1</script><img src=x onerror="window.ran = 1">
[链接](javascript:window.ran=1) <a href="javascript:window.ran=1">链接</a> <svg onload="window.ran=1">
"""
WATCH = """
window.broken = [];
document.addEventListener("securitypolicyviolation", event => window.broken.push(
  `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile || ""}:${event.lineNumber}`));
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole site, one of its materials hostile."""
    project = make_project(tmp_path_factory.mktemp("policy"), {**TWO, "丙.txt": HOSTILE})
    assert build(project).built == 3
    return project.site


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The site on a web server of this machine."""
    handler = functools.partial(Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(params=["file", "http"])
def base(request: pytest.FixtureRequest, site: Path) -> str:
    """Where the site stands: in a folder, on a web server."""
    return site.as_uri() if request.param == "file" else request.getfixturevalue("served")


# ---------------------------------------------------------------- what stands in the pages


class Markup(HTMLParser):
    """What a page says about scripts and styles, in the order in which it says it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.policy = ""
        self.before_policy: list[str] = []
        self.inline: list[str] = []
        self.styles: list[str] = []
        self._text: str | None = None
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"] or ""
        elif not self.policy and tag in {"script", "link", "style", "img"}:
            self.before_policy.append(tag)
        if tag == "script" and "src" not in values and values.get("type") != "application/json":
            self.inline.append("script")
        self.inline += [name for name in values if name.startswith("on") or name == "style"]
        self.inline += [value for value in values.values() if (value or "").strip().lower().startswith("javascript:")]
        if tag == "style":
            self._text = ""

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "style" and self._text is not None:
            self.styles.append(self._text)
            self._text = None


def test_every_page_has_the_policy_first_and_nothing_inline(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    policies = {}
    for path in pages:
        page = Markup(path)
        assert page.policy.startswith("default-src 'none'; "), path
        assert not page.before_policy and not page.inline, (path, page.before_policy, page.inline)
        for style in page.styles:
            hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
            assert f"'sha256-{hashed}'" in page.policy, f"{path}: the hash of its style is now sha256-{hashed}"
        policies.setdefault(page.policy, []).append(path.name)
    assert sorted(map(len, policies.values())) == [1, len(pages) - 1], "one for 404.html, one for all others"
    for policy in policies:
        assert "unsafe" not in policy and "*" not in policy and "http" not in policy


def test_the_policy_stands_where_browsers_look_for_the_character_set(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert b'<meta charset="utf-8">' in path.read_bytes()[:1024], path


# ---------------------------------------------------------------- in a browser


def pages_of(site: Path) -> list[str]:
    """A page of every kind: the first three of each folder, all of the guide, search, 404."""
    found = [path.name for path in site.glob("*.html")]
    for folder in sorted(path for path in site.iterdir() if path.is_dir()):
        names = sorted(path.relative_to(site).as_posix() for path in folder.rglob("*.html"))
        found += names if folder.name == "guide" else names[:3] + names[-1:]
    return sorted({*found})


@pytest.fixture
def visitor(browser: Any, base: str) -> Iterator[Any]:
    """A page of the browser that notes complaints, violations and requests to anywhere else."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.wrong = []
    page.on("console", lambda m: page.wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: page.wrong.append(str(e)))
    page.on("dialog", lambda d: (page.wrong.append(d.message), d.dismiss()))
    page.on(
        "requestfailed", lambda r: None if "ABORTED" in (r.failure or "") else page.wrong.append(f"failed: {r.url}")
    )
    page.on("request", lambda r: None if r.url.startswith((base, "data:", "blob:")) else page.wrong.append(r.url))
    page.add_init_script(WATCH)
    yield page
    context.close()


def faults(page: Any) -> list[str]:
    return [*page.wrong, *page.evaluate("window.broken")]


def test_no_kind_of_page_breaks_the_policy(visitor: Any, base: str, site: Path) -> None:
    for name in pages_of(site):
        visitor.goto(f"{base}/{name}")
        assert visitor.evaluate(
            "getComputedStyle(document.body).borderTopWidth !== '' && document.styleSheets.length"
        ), name
        assert (name, faults(visitor)) == (name, [])


def test_everything_on_the_pages_works_under_the_policy(visitor: Any, base: str) -> None:
    visitor.goto(f"{base}/search.html#q=学习不系统")
    visitor.wait_for_selector("mark")
    visitor.goto(f"{base}/materials/index.html")
    visitor.fill(".find-box input", "走访不勤")
    visitor.wait_for_selector(".find-box [role=option]")
    visitor.keyboard.press("Enter")
    visitor.wait_for_selector(".find-result, mark")
    visitor.goto(f"{base}/index.html")
    scheme = "document.body.getAttribute('data-md-color-scheme')"
    assert visitor.evaluate(scheme) == "default"
    visitor.click("label[for=__palette_1]")
    assert visitor.evaluate(scheme) == "slate"
    visitor.reload()
    assert visitor.evaluate(scheme) == "slate", "the choice is remembered"
    visitor.goto(f"{base}/guide/using.html")
    assert visitor.evaluate(scheme) == "slate", "on pages of any depth"
    assert faults(visitor) == []


INJECTED = {
    "<script>window.ran = 1</script>": "script-src-elem inline",
    "<img src='nothing.png' onerror='window.ran = 1'>": "script-src-attr inline",
    "<svg onload='window.ran = 1'></svg>": "script-src-attr inline",
    "<a class=bait href='javascript:window.ran = 1'>链接</a>": "script-src-elem inline",
    "<iframe srcdoc='<script>parent.ran = 1</script>'></iframe>": "script-src-elem inline",
    "<iframe src='javascript:parent.ran = 1'></iframe>": "script-src-elem inline",
    "<iframe src='http://127.0.0.1:9/'></iframe>": "frame-src http://127.0.0.1:9",
    "<object data='data:text/html,<script>parent.ran=1</script>'></object>": "object-src data",
    "<script src='data:text/javascript,window.ran=1'></script>": "script-src-elem data",
    "<script src='http://127.0.0.1:9/evil.js'></script>": "script-src-elem http://127.0.0.1:9/evil.js",
    "<base href='http://127.0.0.1:9/'>": "base-uri http://127.0.0.1:9",
    "<link rel=stylesheet href='http://127.0.0.1:9/evil.css'>": "style-src-elem http://127.0.0.1:9/evil.css",
    "<style>body{background:red}</style>": "style-src-elem inline",
    "<p style='background:url(http://127.0.0.1:9/x)'>": "style-src-attr inline",
    "<img src='http://127.0.0.1:9/x.png'>": "img-src http://127.0.0.1:9/x.png",
    "<form class=bait action='http://127.0.0.1:9/'></form>": "form-action http://127.0.0.1:9",
    "<meta http-equiv='Content-Security-Policy' content='script-src *'><script>window.ran = 1</script>": "script-src-elem inline",
}
"""Markup and the complaint with which the browser refuses it."""


def test_what_slipped_through_would_be_stopped(visitor: Any, base: str, site: Path) -> None:
    """Even where markup of a material reached a page as markup, the browser would refuse it."""
    page = (site / "index.html").read_text(encoding="utf-8")
    injected = site / "injected.html"
    injected.write_text(page.replace("<article", f"{' '.join(INJECTED)}<article", 1), encoding="utf-8")
    finished: list[str] = []
    visitor.on("requestfinished", lambda r: finished.append(r.url))
    try:
        visitor.goto(f"{base}/injected.html")
        visitor.evaluate(
            "document.querySelector('a.bait').click(); document.querySelector('form.bait').requestSubmit()"
        )
        visitor.wait_for_timeout(100)
    finally:
        injected.unlink()
    assert visitor.evaluate("window.ran") is None
    frames = [frame for frame in visitor.frames if frame is visitor.main_frame or frame.url == "about:srcdoc"]
    complaints = [words for frame in frames for words in frame.evaluate("window.broken")]
    for markup, complaint in INJECTED.items():
        assert any(words.startswith(complaint) for words in complaints), (markup, complaints)
    assert sum(words.startswith("script-src-elem inline") for words in complaints) >= 5
    assert all(url.startswith((base, "data:", "about:")) for url in finished)


def test_a_hostile_material_is_text(visitor: Any, base: str, site: Path) -> None:
    (name,) = [path.name for path in (site / "materials").glob("x*.html") if "window.ran" in path.read_text("utf-8")]
    visitor.goto(f"{base}/materials/{name}")
    assert visitor.evaluate("window.ran") is None
    assert "<script>window.ran" in visitor.inner_text("article").replace("＜", "<").replace("＞", ">")
    assert visitor.locator("article a[href^=javascript]").count() == 0
    assert faults(visitor) == []


def test_without_a_server_address_there_is_no_sitemap_and_with_one_it_has_no_dates(site: Path, tmp_path: Path) -> None:
    assert not list(site.glob("sitemap*"))
    project, there = make_project(tmp_path), site.parent / "docs"
    text = project.config.read_text(encoding="utf-8")
    project.config.write_text(text + "site_url: http://archive.example/minzhu/\n", encoding="utf-8")
    build_site(project.config, there, project.site)
    sitemap = (project.site / "sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>http://archive.example/minzhu/search.html</loc>" in sitemap and "lastmod" not in sitemap
    missing = (project.site / "404.html").read_text(encoding="utf-8")
    assert re.findall(r'(?:href|action)="(/[^"]*)"', missing) == [
        "/minzhu/search.html",
        "/minzhu/index.html",
        "/minzhu/materials/index.html",
    ]
