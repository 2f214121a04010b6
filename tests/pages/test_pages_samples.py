"""The pages of the sample archive, through the whole pipeline: both dialects, nothing lost, all links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from build_tools.collection import collect
from build_tools.conversion import convert
from build_tools.model import Material
from build_tools.pages import entry_of, index_pages, material_page, structures_of
from build_tools.search.documents import documents_of
from build_tools.vocabulary import load_vocabulary
from tests.pages.reading import (
    Reading,
    common_mark,
    is_data,
    is_hand_written,
    packed,
    python_markdown,
    split_page,
    text_of,
    words_of,
)

ARCHIVE = Path(__file__).parents[2] / "archive"


@pytest.fixture(scope="module")
def vocabulary():
    return load_vocabulary(ARCHIVE / "vocabulary")


@pytest.fixture(scope="module")
def materials(vocabulary):
    made = [convert(original, vocabulary) for original in collect(ARCHIVE, vocabulary).originals]
    made = [one for one in made if isinstance(one, Material)]
    assert len(made) >= 16
    return made


def test_every_sample_keeps_its_words_in_both_dialects(materials, vocabulary):
    for one in materials:
        _, body = split_page(material_page(one, vocabulary).text)
        here, there = python_markdown(body), common_mark(body)
        assert packed(Reading(text_of(here)).words) == words_of(one.outline), one.source.file
        assert Reading(here).elements == Reading(there).elements, one.source.file
        assert packed(Reading(here).words) == packed(Reading(there).words), one.source.file


def test_every_link_leads_to_a_page_and_an_anchor(materials, vocabulary):
    pages = [material_page(one, vocabulary) for one in materials]
    structures = structures_of(materials, vocabulary)
    pages += index_pages([entry_of(one) for one in materials], vocabulary, structures=structures)
    readings = {page.path: Reading(python_markdown(split_page(page.text)[1])) for page in pages}
    for path, reading in readings.items():
        assert len(reading.ids) == len(set(reading.ids)), path
        for link in reading.links:
            target, _, anchor = link.partition("#")
            target = normpath(join(dirname(path), re.sub(r"\.html$", ".md", target))) if target else path
            if is_hand_written(target) or is_data(target):
                continue
            assert target in readings, f"{path}: {link}"
            assert not anchor or anchor in readings[target].ids, f"{path}: {link}"


def test_every_place_that_the_search_names_is_on_the_page(materials, vocabulary):
    for material in materials:
        ids = set(Reading(python_markdown(split_page(material_page(material, vocabulary).text)[1])).ids)
        assert {document.anchor for document in documents_of(material)} <= ids, material.id
