"""Measures the search page as readers have it, results, facets and 小标题: what it holds and what it loads.

    python bench/search/page.py SITE [--count 1000] [--docs FOLDER] [--scripts FOLDER] [--queries 200] [--cold 40]

SITE is any site that `duizhao build` made: its search.html is used. The materials are made up (`corpus.py`, with headings
as varied as their texts), their index and their data of structure made here; or those of a docs folder are taken as they
stand. Queries are pieces of 2 to 8 characters of the texts, two in five of two words.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[2]))

import corpus
from browser import ARGUMENTS, Served, chromium, renderer_memory, serving

from build_tools.pages.structures import Structures
from build_tools.search import Index, IndexWriter
from build_tools.vocabulary import load_vocabulary

HOME = Path(__file__).parents[2]
DATA, INDEX = "assets/structures-data", "assets/search-index"
VARIED = (
    "{n}{v}{n}{a} {v}{n}{vn}{n} {a}{n}{n}{v} {n}{n}{vn}不够{a} {v}{a}{n}的{n} {n}{v}，{v}{n}{n} 对{n}{n}{v}不严".split()
)

DRAWN = """
const later = (time) => new Promise((done) => setTimeout(done, time));
const busy = () => ['.find-main', '.lead-hits'].some((name) => {
  const node = document.querySelector(name);
  return !node || node.hasAttribute('aria-busy');
});
async function drawn(pause) {
  do await later(pause); while (busy());
}
"""
"""What waits until a page has drawn results and 小标题."""

FIRST = """
new MutationObserver((_, observer) => {
  if (!document.querySelector('.hit, .find-message:not([hidden])')) return;
  window.firstDrawn = performance.now();
  observer.disconnect();
}).observe(document, {childList: true, subtree: true, attributes: true});
"""
BEFORE = """(folder) => performance.getEntriesByType('resource')
  .filter((one) => one.name.includes(folder) && one.startTime < window.firstDrawn)
  .reduce((sum, one) => sum + one.encodedBodySize, 0)"""


def main() -> None:
    """Builds, asks, prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--docs", type=Path, help="built pages; none are made then")
    parser.add_argument("--scripts", type=Path, default=HOME / "docs" / "assets", help="the scripts to measure")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--cold", type=int, default=40, help="so many of them from an empty cache as well")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        docs = options.docs or Path(temporary) / "docs"
        if not options.docs:
            build(docs, options.count)
        site = Path(temporary) / "site"
        put_together(site, options.site, options.scripts, docs)
        asked = queries(Index(docs / INDEX), options.queries)
        with serving(site) as served:
            memory(site, served, asked)
        with serving(site) as served:
            cold(served, asked[: options.cold])


def build(docs: Path, count: int) -> None:
    """Index and data of made-up materials."""
    corpus.LEADS[:] = corpus.REMEDIES[:] = VARIED
    vocabulary = load_vocabulary()
    labels = {name: aspect.short for name, aspect in vocabulary.frameworks.aspects.items()}
    writer = IndexWriter(docs / INDEX, labels, vocabulary.phrases.phrases)
    structures = Structures(vocabulary, docs)
    for material in corpus.materials(count):
        writer.add(material)
        structures.add(material)
    writer.finish()
    for _ in structures.pages():
        pass


def put_together(site: Path, shell: Path, scripts: Path, docs: Path) -> None:
    """A site of one page: the search page of `shell`, the scripts, the data."""
    site.mkdir()
    shutil.copy(shell / "search.html", site)
    shutil.copytree(shell / "assets", site / "assets", ignore=shutil.ignore_patterns("search-index", "structures-data"))
    for name in ("search", "search-ui", "structures"):
        shutil.copytree(scripts / name, site / "assets" / name, dirs_exist_ok=True)
    for name in (INDEX, DATA):
        (site / name).symlink_to((docs / name).resolve())


def queries(index: Index, count: int) -> list[str]:
    """Pieces of the texts."""
    dice = random.Random(3)
    asked: list[str] = []
    while len(asked) < count:
        text = index.document(dice.randrange(index.documents)).text
        size = dice.choice((2, 2, 3, 4, 8))
        start = dice.randrange(max(1, len(text) - size))
        words = text[start : start + size]
        if re.fullmatch("[一-龥]+", words):
            asked.append(words if dice.random() < 0.6 or not asked else f"{words} {asked[-1].split()[0]}")
    return asked


def memory(site: Path, served: Served, asked: Sequence[str]) -> None:
    """What the page's process holds after all queries, put into its address one after the other, and what it loaded.
    Nothing debugs it meanwhile."""
    ask = f"for (const q of {json.dumps(asked)}) {{ location.hash = '#' + new URLSearchParams({{q}}); await drawn(100); }}"
    (site / "bench.js").write_text(
        f"{DRAWN} addEventListener('load', async () => {{ await drawn(1000); {ask} await later(2000); await fetch('done'); }});",
        "utf-8",
    )
    page = (site / "search.html").read_text("utf-8").replace("</body>", '<script src="bench.js"></script></body>')
    (site / "bench.html").write_text(page, "utf-8")
    most, quiet = 0.0, subprocess.DEVNULL
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:  # Chromium may still write
        command = [str(shutil.which("chromium")), *ARGUMENTS, "--headless=new", f"--user-data-dir={profile}"]
        process = subprocess.Popen([*command, f"{served.address}bench.html"], stdout=quiet, stderr=quiet)
        while served.last != "/done" and process.poll() is None:
            time.sleep(0.5)
            most = max(most, renderer_memory())
        end = renderer_memory()
        process.terminate()
        process.wait()
    print(f"page memory, {len(asked)} queries, MB: {end:.0f} (most {most:.0f})")
    for folder in (INDEX, DATA):
        print(f"  loaded from {folder}, KB a query: {loaded(served, folder) / len(asked):.0f}", flush=True)


def cold(served: Served, asked: Sequence[str]) -> None:
    """Compressed KB from an empty cache, and of the data of 小标题 what was asked for before the first results were drawn."""
    figures: dict[str, list[float]] = {"results": [], "小标题": [], "小标题 before results": []}
    with chromium() as browser:
        for text in asked:
            served.loads.clear()
            context = browser.new_context()
            context.add_init_script(FIRST)
            page = context.new_page()
            page.goto(f"{served.address}search.html#q={quote(text)}")
            page.wait_for_selector(".hit, .find-message:not([hidden])")
            page.evaluate(f"async () => {{ {DRAWN} await drawn(500); }}")
            figures["小标题 before results"].append(page.evaluate(BEFORE, DATA) / 1000)
            figures["results"].append(loaded(served, INDEX))
            figures["小标题"].append(loaded(served, DATA))
            context.close()
    for name, values in figures.items():
        print(f"cold KB gzip, {name}: median {statistics.median(values):.0f}, most {max(values):.0f}")


def loaded(served: Served, folder: str) -> float:
    """KB that came from a folder."""
    return sum(size for path, size in served.loads if path.startswith(folder)) / 1000


if __name__ == "__main__":
    main()
