"""What queries load from an empty cache, computed by the Python reference from the files that it reads, for many seeds.

    python bench/search/loads.py FOLDER --count 10000 --seeds a b c [--each 50] [--slips 100] [--worst 10]

FOLDER is a site that `engine.py --keep FOLDER` wrote. The reference reads the files that the browser reads; their sizes are
taken as gzip makes them, those of the page and the scripts are added. Chromium measures the same to 2 KB (`engine.py`).
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from corpus import materials
from queries import KINDS, Asked, Corpus, draw_absent, draw_queries, draw_slips

from build_tools.search import SCRIPTS, Index, search


class Counting(Index):
    """An index that notes which files are read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.read: dict[str, None] = {}

    def _load(self, name: str) -> tuple[str, str, Any]:
        self.read[name] = None
        return super()._load(name)


@cache
def compressed(path: Path) -> int:
    """Bytes of a file as a server sends it."""
    return len(gzip.compress(path.read_bytes(), 6))


def main() -> None:
    """Asks every seed's queries, each with an empty cache, and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--characters", type=int, default=6500)
    parser.add_argument("--seeds", nargs="+", default=["bench"])
    parser.add_argument("--each", type=int, default=50, help="queries of each kind")
    parser.add_argument("--slips", type=int, default=0, help="fragments with a slip, which take longest")
    parser.add_argument("--worst", type=int, default=10, help="how many of the dearest queries are listed")
    options = parser.parse_args()
    corpus = Corpus(list(materials(options.count, characters=options.characters)))
    everything: list[tuple[float, str, str]] = []
    for seed in options.seeds:
        asked = draw_queries(corpus, seed, options.each)
        absent, slips = draw_absent(corpus, seed), draw_slips(corpus, seed, options.slips)
        rows = [_asked(options.folder, one) for one in asked]
        loads = [row[0] for row in rows]
        everything += [(row[0], row[4], one.text) for row, one in zip(rows, asked, strict=True)]
        zero = [not _found(options.folder, one)[1].total for one in absent]
        near = [_near(options.folder, one) for one in slips] or [True]
        print(
            f"{seed}: kB median {statistics.median(loads):.0f}, most {max(loads):.0f};"
            f" recall@10 {statistics.mean(row[1] for row in rows):.4f}, @50 {statistics.mean(row[2] for row in rows):.4f};"
            f" precision@10 {statistics.mean(row[3] for row in rows):.4f}; absent {statistics.mean(zero):.3f};"
            f" {len(slips)} slips {statistics.mean(near):.2f}",
            flush=True,
        )
    for kind in KINDS:
        some = [load for load, name, _ in everything if name == kind]
        print(f"{kind}: kB median {statistics.median(some):.0f}, most {max(some):.0f}")
    for load, _, text in sorted(everything, reverse=True)[: options.worst]:
        print(f"{load:5.0f} {text}")


def _found(folder: Path, one: Asked, limit: int = 10) -> tuple[Counting, Any]:
    index = Counting(folder / "assets" / "search-index")
    return index, search(index, one.text, limit)


def _asked(folder: Path, one: Asked) -> tuple[float, float, float, float, str]:
    """Kilobytes, recall@10, recall@50, precision@10, kind."""
    index, answer = _found(folder, one)
    files = [index_file(folder, name) for name in index.read]
    files += [folder / "index.html", *(folder / "assets" / "search" / name for name in SCRIPTS)]
    ten = {(result.id, result.anchor) for result in answer.results}
    _, more = _found(folder, one, 50)
    fifty = {(result.id, result.anchor) for result in more.results}
    return (
        sum(map(compressed, files)) / 1000,
        len(ten & one.truth) / min(10, len(one.truth)),
        len(fifty & one.truth) / min(50, len(one.truth)),
        len(ten & one.truth) / max(1, len(answer.results)),
        one.kind,
    )


def _near(folder: Path, one: Asked) -> bool:
    _, answer = _found(folder, one)
    return any((result.id, result.anchor) in one.truth for result in answer.results)


def index_file(folder: Path, name: str) -> Path:
    """Where a file of the index stands."""
    return folder / "assets" / "search-index" / f"{name}.js"


if __name__ == "__main__":
    main()
