"""The one browser of a test run: playwright allows no second one beside it."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


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
