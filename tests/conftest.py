"""What all tests share: the one browser of a run (playwright allows no second one beside it), waiting, no deadlines."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from build_tools.building import build_archive
from build_tools.collection import VOCABULARY, collect
from build_tools.site import build_site
from build_tools.vocabulary import load_vocabulary

settings.register_profile("house", deadline=None)  # no test is timed: machines are shared
settings.load_profile("house")

ROOT = Path(__file__).parents[1]
HAND_WRITTEN = ("assets", "guide", "home.md")
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes do not name a test: a zip made while tests are collected holds the time, and workers must agree on names."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's own Chromium, headless; every test opens contexts of its own in it."""
    if CHROMIUM is None:
        pytest.skip("没有找到 Chromium，浏览器测试跳过")
    api = pytest.importorskip("playwright.sync_api", reason="没有装 playwright，浏览器测试跳过")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def searchable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample archive."""
    docs = tmp_path_factory.mktemp("searchable") / "docs"
    docs.mkdir()
    for name in HAND_WRITTEN:
        source = ROOT / "docs" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, docs / name)
    vocabulary = load_vocabulary(ROOT / "archive" / VOCABULARY)
    build_archive(collect(ROOT / "archive", vocabulary), vocabulary, docs)
    site = docs.parent / "site"
    build_site(ROOT / "mkdocs.yml", docs, site)
    return site


def eventually(page: Any, condition: Callable[[], object], seconds: float = 20) -> None:
    """Waits until a condition holds; how long that takes is the machine's affair, not the test's."""
    for _ in range(int(seconds * 20)):
        if condition():
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true in {seconds} s")


def retire(context: Any) -> None:
    """Closes a context when its pages have come to rest.

    Chromium never answers `Target.disposeBrowserContext` when it comes while a page of the context is being navigated
    (a link that the last click of a test followed, on a busy machine), and playwright waits for the answer for ever.
    """
    for page in context.pages:
        for _ in range(3):  # a navigation under way may win over this one
            with contextlib.suppress(Exception):
                page.goto("about:blank", timeout=20_000)
                break
    context.close()
