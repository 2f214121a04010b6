"""The sample archive's site with its search index, over file:// and http:, and a browser to look at it."""

from __future__ import annotations

import contextlib
import functools
import http.server
import re
import shutil
import threading
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from build_tools.search import SCRIPTS
from tests.conftest import retire

ROOT = Path(__file__).parents[2]
FAKE = Path(__file__).with_name("fake")
FIELD = "#page-find-input"
SCREENS = {"desktop": (1440, 900), "phone": (390, 844)}


@pytest.fixture(scope="session")
def faked(searchable, tmp_path_factory):
    """The same site with a stand-in for the engine."""
    site = tmp_path_factory.mktemp("faked") / "site"
    shutil.copytree(searchable, site, ignore=shutil.ignore_patterns("search-index"))
    for name in SCRIPTS:
        (site / "assets/search" / name).write_text("", encoding="utf-8")
    shutil.copy(FAKE / "engine.js", site / "assets/search/engine.js")
    return site


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder without a log line a request."""

    def log_message(self, *args: object) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes a connection early is no error."""


def until(page, expression):
    """Waits until an expression is true. (`wait_for_function` evaluates inside the page, which its policy forbids.)"""
    for _ in range(1200):
        if page.evaluate(f"Boolean({expression})"):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {expression}")


@contextlib.contextmanager
def serving(folder):
    handler = functools.partial(Handler, directory=str(folder))
    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="session")
def served(searchable):
    """The address of the site on a web server of this machine."""
    with serving(searchable) as address:
        yield address


@pytest.fixture
def visit(browser, searchable):
    """Opens a page of the site, noting what it asks for (`seen`) and what goes wrong (`wrong`).

    `screen` is the name of one or its width and height; `slow` holds back the scripts of an address for a second.
    """
    contexts = []

    def open_page(name, base=None, screen="desktop", scheme="light", before=None, slow=None, **options):
        width, height = SCREENS.get(screen, screen)
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.wrong, page.seen = [], []
        base = f"file://{searchable}" if base is None else base if isinstance(base, str) else f"file://{base}"
        page.on("console", lambda m: page.wrong.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: page.wrong.append(str(e)))
        page.on("dialog", lambda d: (page.wrong.append(f"dialog {d.message}"), d.dismiss()))
        page.on("request", lambda r: page.seen.append(r.url))
        if before:
            page.add_init_script(before)
        if slow:
            page.route(slow, lambda route: (time.sleep(1), route.continue_()))
        page.base = base
        page.goto(f"{base}/{name}")
        page.wait_for_load_state()
        return page

    yield open_page
    for context in contexts:
        retire(context)


def searched(visit, base, state="q=%E6%8B%85%E5%BD%93", **options):
    page = visit(f"search.html#{state}", base, **options)
    page.wait_for_selector(".hits .hit")
    page.wait_for_selector(".facet", state="attached")
    return page


def total(page):
    return int(re.search(r"共 ([0-9,]+) [处篇]", page.locator(".find-total").inner_text())[1].replace(",", ""))


def state_of(page):
    return parse_qs(urlsplit(page.url).fragment)


def settled(page, action):
    """Does something and waits until the results and counts that it asks for stand there."""
    page.evaluate("document.querySelectorAll('.hit, .facet').forEach(node => node.dataset.old = 1)")
    action()
    page.wait_for_selector(".hit:not([data-old])")
    page.wait_for_selector(".facet[data-old]", state="detached")


@pytest.fixture(params=["file", "http"])
def base(request, searchable):
    """Where a test's site stands: a folder, then a web server."""
    return f"file://{searchable}" if request.param == "file" else request.getfixturevalue("served")
