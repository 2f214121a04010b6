"""What the lists of an index tell is what the texts say: places of pieces, runs of three, long lists."""

from pathlib import Path

import pytest

from build_tools.model import Material
from build_tools.search import Index
from build_tools.search.documents import documents_of
from build_tools.search.fold import fold
from build_tools.search.packing import ALONE, PHASES, UNKNOWN
from build_tools.search.pieces import END, hashed, pieces_of, runs_of_three
from build_tools.search.ranking import every_place


@pytest.fixture(scope="module")
def texts(materials: list[Material]) -> list[str]:
    """The folded texts by the numbers of their documents."""
    return [fold(document.text) for material in materials for document in documents_of(material)]


@pytest.fixture(scope="module")
def pairs(texts: list[str]) -> list[str]:
    """Pairs that stand somewhere."""
    found = dict.fromkeys(piece for text in texts[:60] for piece in pieces_of(text))
    return [piece for piece in found if len(piece) == 2 and piece[0] < "\ue000"]


def test_lists_hold_the_documents_and_what_stands_beside(index: Index, texts: list[str], pairs: list[str]) -> None:
    told = 0
    for pair in pairs[::5]:
        postings = index.postings(pair)
        assert set(postings) == {number for number, text in enumerate(texts) if pair in text}, pair
        for document, (tier, place) in postings.items():
            if place == UNKNOWN:
                continue
            text = END + texts[document] + END
            (spot,) = every_place(text, pair)
            before, after = hashed(ord(text[spot - 1])), hashed(ord(text[spot + 2]))
            assert tier in ALONE
            assert (place >> 5, place >> 2 & 7, place & 3) == (before, after, (spot - 1) % PHASES), pair
            told += 1
    assert told > 1000


def test_runs_of_three_are_told_or_are_too_common(index: Index, texts: list[str]) -> None:
    runs = dict.fromkeys(run for text in texts[:40] for run in runs_of_three(text) if index.has_trigram(run))
    listed = 0
    for run in runs:
        having = {number for number, text in enumerate(texts) if run in text}
        rarer = min(len(index.postings(run[:2])), len(index.postings(run[1:])))
        found = index.trigram(run)
        assert (found is None) == (2 * len(having) > rarer), run
        assert found is None or having == found, run
        listed += found is not None
    assert listed > 25
    assert len(runs) - listed > 25


def test_a_run_of_three_that_is_nowhere_has_no_documents(index: Index, texts: list[str], pairs: list[str]) -> None:
    common = [pair for pair in pairs if index.commonness(pair) < 3]
    nowhere = [a + b[1] for a in common for b in common if a[1] == b[0] and all(a + b[1] not in text for text in texts)]
    assert nowhere
    assert [index.trigram(run) for run in nowhere] == [set()] * len(nowhere)


def test_only_long_lists_have_files_of_their_own(index: Index, site: Path, pairs: list[str]) -> None:
    long = [pair for pair in pairs if index.is_long(pair)]
    files = list((site / "assets" / "search-index" / "long").iterdir())
    assert long and len(files) > len(long)  # single characters have long lists too
    assert min(len(index.postings(pair)) for pair in long) > index.documents >> 4
