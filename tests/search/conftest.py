"""A small index over made-up materials, and a browser with the engine in it."""

from __future__ import annotations

import json
import random
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from build_tools.model import Block, Material, Outline, Section
from build_tools.search import SCRIPTS, Answer, Index, IndexWriter
from build_tools.search.documents import documents_of
from build_tools.search.fold import fold
from build_tools.vocabulary import load_vocabulary

Place = tuple[str, str]
"""A section: id of the material and anchor."""

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench" / "search"))

COUNT = 60
FIXTURES = ROOT / "tests" / "fixtures" / "search"


def cases(name: str) -> list[dict[str, Any]]:
    """The cases that Python and JavaScript share."""
    found: list[dict[str, Any]] = json.loads((FIXTURES / name).read_text("utf-8"))
    return found


def write_index(folder: Path, materials: list[Material], **options: Any) -> Any:
    """Writes an index with the labels and phrases of the vocabulary."""
    vocabulary = load_vocabulary()
    labels = {name: aspect.short for name, aspect in vocabulary.frameworks.aspects.items()}
    writer = IndexWriter(folder, labels, vocabulary.phrases.phrases, **options)
    for material in materials:
        writer.add(material)
    return writer.finish()


@pytest.fixture(scope="session")
def materials() -> list[Material]:
    """Made-up materials, always the same."""
    from corpus import materials

    return list(materials(COUNT, characters=2500))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, materials: list[Material]) -> Path:
    """A folder with the index, the scripts and a page that loads them; places are told and long lists have files of their own,
    as in a large index."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("build_tools.search.postings.FULL", 1000)
        return make_site(tmp_path_factory.mktemp("site"), materials, bounds=(10, 80))


def make_site(folder: Path, materials: list[Material], **options: Any) -> Path:
    """Makes a folder that can be opened in a browser."""
    write_index(folder / "assets" / "search-index", materials, **options)
    shutil.copytree(ROOT / "docs" / "assets" / "search", folder / "assets" / "search")
    tags = "".join(f'<script src="assets/search/{name}"></script>' for name in SCRIPTS)
    (folder / "index.html").write_text(
        f"<!doctype html><meta charset=utf-8><link rel=icon href='data:,'>{tags}", "utf-8"
    )
    return folder


@pytest.fixture(scope="session")
def index(site: Path) -> Index:
    """The small index, opened."""
    return Index(site / "assets" / "search-index")


@pytest.fixture(scope="session")
def texts(materials: list[Material]) -> dict[Place, str]:
    """The folded texts of all documents."""
    return {(m.id, d.anchor): fold(d.text) for m in materials for d in documents_of(m)}


def places(answer: Answer) -> list[Place]:
    """Where the results of an answer stand."""
    return [(result.id, result.anchor) for result in answer.results]


def drawn(texts: dict[Place, str], count: int) -> list[str]:
    """Stretches of the texts, always the same."""
    dice = random.Random(5)
    found = []
    for _ in range(count):
        text = dice.choice(list(texts.values()))
        length = dice.choice((1, 2, 3, 4, 9, 20, 60))
        start = dice.randrange(max(1, len(text) - length))
        found.append(text[start : start + length])
    return [words for words in found if re.search("[一-龥]", words) and not re.search('[-－:"]', words)]


def pairs_in_materials(texts: dict[Place, str]) -> list[str]:
    """Two stretches each that stand in different sections of a material, and in no section together."""
    dice, found = random.Random(11), list[str]()
    places = list(texts)
    while len(found) < 12:
        one, other = (place for place in dice.sample(places, 2))
        if one[0] != other[0]:
            other = dice.choice([place for place in places if place[0] == one[0]])
        words = []
        for text in (texts[one], texts[other]):
            start = dice.randrange(max(1, len(text) - 6))
            words.append(text[start : start + 6])
        if all(len(re.findall("[一-龥]", word)) == 6 for word in words):
            if not any(all(word in text for word in words) for text in texts.values()):
                found.append(" ".join(words))
    return found


def written(folder: Path, source: Material, *texts: str) -> Index:
    """An index of one material with a section for each text."""
    sections = tuple(
        Section(f"{n}.", "甲", f"{n}.甲", f"s{n}", 1, blocks=(Block(text, 1),)) for n, text in enumerate(texts, 1)
    )
    write_index(folder, [Material("x1", source.source, Outline("题", sections=sections), source.description)])
    return Index(folder)


Run = Callable[..., Any]


@pytest.fixture(scope="session")
def open_page(browser: Any) -> Callable[..., tuple[Run, list[str]]]:
    """Opens a site from its folder: a function that runs JavaScript there, and what the console said."""

    def open_site(site: Path, address: str | None = None) -> tuple[Run, list[str]]:
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address or (site / "index.html").as_uri())

        def run(function: str, *values: Any) -> Any:
            # values go as JavaScript source: halves of characters do not survive any other way
            call = ",".join(json.dumps(value) for value in values)
            return json.loads(page.evaluate(f"async () => JSON.stringify(await ({function})({call}))"))

        return run, said

    return open_site
