"""The site of a few made-up materials, built once a run, and how its pages are opened."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_tools.pages import structures_of, write_index_pages, write_material_page
from build_tools.site import build_site
from build_tools.vocabulary import load_vocabulary
from tests.conftest import retire
from tests.pages.factory import hostile, many

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "mkdocs.yml"
HAND_WRITTEN = ("assets", "guide", "home.md")
SCREENS = {"desktop": (1440, 900), "phone": (390, 844)}


@pytest.fixture(scope="session")
def docs(tmp_path_factory):
    """A docs folder: what is written by hand, and the pages of a few materials."""
    folder = tmp_path_factory.mktemp("project") / "docs"
    folder.mkdir()
    for name in HAND_WRITTEN:
        source = ROOT / "docs" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    vocabulary = load_vocabulary()
    materials = [*many(8, vocabulary), hostile()]
    entries = [write_material_page(m, vocabulary, folder) for m in materials]
    write_index_pages(entries, vocabulary, folder, structures=structures_of(materials, vocabulary, folder))
    return folder


@pytest.fixture(scope="session")
def site(docs):
    """The site built of it. That it is built at all shows that MkDocs, in strict mode, found nothing to warn of."""
    target = docs.parent / "site"
    build_site(CONFIG, docs, target)
    return target


@pytest.fixture
def visit(browser, site):
    """Opens a page of the site by file://, collecting what goes wrong."""
    contexts = []

    def open_page(name, screen="desktop", scheme="light"):
        width, height = SCREENS[screen]
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.wrong = []
        page.on("console", lambda m: page.wrong.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: page.wrong.append(str(e)))
        page.on("dialog", lambda d: page.wrong.append(f"dialog {d.message}"))
        page.on("requestfailed", lambda r: page.wrong.append(f"failed {r.url}"))
        page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else page.wrong.append(r.url))
        page.goto(f"file://{site}/{name}")
        page.wait_for_timeout(150)
        return page

    yield open_page
    for context in contexts:
        retire(context)
