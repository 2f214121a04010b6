"""The same pages, the same queries, three engines: Material's own search, Pagefind, and this project's.

    python bench/search/peers.py [--count 300] [--seed anything] [--pagefind FOLDER]

Pages are written by this project and built by MkDocs with Material, its search plugin on (`lang: zh`, jieba installed, as
its documentation says); Pagefind indexes the finished pages (`python -m pagefind`, `pip install 'pagefind[extended]'`,
`--pagefind` names the folder it was installed into where that is not this environment). All engines are asked over HTTP
for their first ten results. Peers answer with pages and headings of their own choice, so results are compared by
material: a result is right where its material holds all words in one section.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from browser import Served, chromium, renderer_memory, serving
from corpus import materials
from engine import build
from playwright.sync_api import Browser, Page
from queries import KINDS, Asked, Corpus, draw_queries, draw_slips

from build_tools.pages import write_material_page
from build_tools.vocabulary import load_vocabulary

CONFIG = """site_name: bench
use_directory_urls: false
theme: {name: material, language: zh, font: false}
plugins: [{search: {lang: zh}}]
markdown_extensions: [md_in_html]
not_in_nav: /materials/
nav: [index.md]
"""

MATERIAL = """async () => {
  const index = await (await fetch("search/search_index.json")).json();
  const worker = new Worker("WORKER");
  const reply = (type) => new Promise((done) => worker.addEventListener("message", function heard({ data }) {
    if (data.type === type) { worker.removeEventListener("message", heard); done(data.data); }
  }));
  window.ask = async (text) => {
    const answer = reply(3);
    worker.postMessage({ type: 2, data: text });
    return (await answer).items.slice(0, 10).map((group) => group[0].location);
  };
  const ready = reply(1);
  worker.postMessage({ type: 0, data: { ...index, options: { suggest: false } } });
  await ready;
}"""
PAGEFIND = """async () => {
  const engine = await import("./pagefind/pagefind.js");
  window.ask = async (text) => {
    const { results } = await engine.search(text);
    return (await Promise.all(results.slice(0, 10).map((result) => result.data()))).map((page) => page.url);
  };
}"""
OURS = """async () => {
  window.ask = async (text) => (await archiveSearch.query(text, {limit: 10})).results.map((result) => result.url);
}"""


def main() -> None:
    """Builds the site once, asks every engine, prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", default="bench")
    parser.add_argument("--each", type=int, default=50)
    parser.add_argument("--pagefind", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        site = Path(temporary) / "site"
        spent = {
            "Material": build_site(Path(temporary), options.count),
            "Pagefind": run_pagefind(site, options.pagefind),
        }
        spent["duizhao"] = build(site / "ours", options.count, 6500)["index, ms CPU a material"]
        bare = "<!doctype html><meta charset=utf-8><link rel=icon href='data:,'>"
        (site / "bare.html").write_text(bare, "utf-8")  # what the theme loads is nobody's search
        worker = next((site / "assets" / "javascripts" / "workers").glob("search.*.js")).relative_to(site).as_posix()
        corpus = Corpus(list(materials(options.count)))
        asked, slips = draw_queries(corpus, options.seed, options.each), draw_slips(corpus, options.seed)
        engines = {
            "Material": ("bare.html", MATERIAL.replace("WORKER", worker)),
            "Pagefind": ("bare.html", PAGEFIND),
            "duizhao": ("ours/index.html", OURS),
        }
        print(
            "engine | index ms/material | recall@10 by kind | all | precision@10 | slips | cold kB | cold s | warm s | MB"
        )
        with serving(site) as served:
            for name, (start, setup) in engines.items():
                with chromium() as browser:
                    row = measured(browser, served, start, setup, asked, slips)
                print(name, spent[name], *row, sep=" | ", flush=True)


def build_site(home: Path, count: int) -> str:
    """The pages, built by MkDocs with its search plugin on; CPU a material."""
    vocabulary, docs = load_vocabulary(), home / "docs"
    for material in materials(count):
        write_material_page(material, vocabulary, docs)
    (docs / "index.md").write_text("# 首页\n", "utf-8")
    (home / "mkdocs.yml").write_text(CONFIG, "utf-8")
    return _spent(count, [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(home / "mkdocs.yml")])


def run_pagefind(site: Path, folder: Path | None) -> str:
    """Pagefind over the finished pages; CPU a material."""
    environment = os.environ | ({"PYTHONPATH": str(folder)} if folder else {})
    count = len(list((site / "materials").glob("*.html")))
    return _spent(count, [sys.executable, "-m", "pagefind", "--site", str(site)], environment)


def _spent(count: int, command: list[str], environment: Any = None) -> str:
    before = os.times()
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return f"{used / count * 1000:.1f}"


def measured(
    browser: Browser, served: Served, start: str, setup: str, asked: list[Asked], slips: list[Asked]
) -> list[str]:
    """The row of one engine, after its build."""

    def opened() -> Page:
        page = browser.new_context().new_page()
        page.goto(served.address + start)
        page.evaluate(setup)
        return page

    loaded, seconds = [], []
    for one in asked[:: max(1, len(asked) // 20)]:
        before, begun = served.bytes, time.perf_counter()
        page = opened()
        page.evaluate("(text) => ask(text)", one.text)
        seconds.append(time.perf_counter() - begun)
        loaded.append((served.bytes - before) / 1000)
        page.context.close()
    page = opened()
    warm: list[float] = []

    def ask(text: str) -> list[str]:
        start = time.perf_counter()
        urls: list[str] = page.evaluate("(text) => ask(text)", text)
        warm.append(time.perf_counter() - start)
        return [url.partition("materials/")[2].partition(".html")[0] for url in urls]

    recalls, precisions = scores(ask, asked)
    near = statistics.mean(any((m in {p[0] for p in one.truth}) for m in ask(one.text)) for one in slips)
    return [
        " ".join(f"{statistics.mean(recalls[kind]):.2f}" for kind in KINDS),
        f"{statistics.mean(value for kind in KINDS for value in recalls[kind]):.2f}",
        f"{statistics.mean(precisions):.2f}",
        f"{near:.2f}",
        f"{statistics.median(loaded):.0f}",
        f"{statistics.median(seconds):.2f}",
        f"{statistics.median(warm):.3f}",
        f"{renderer_memory():.0f}",
    ]


def scores(ask: Callable[[str], list[str]], asked: list[Asked]) -> tuple[dict[str, list[float]], list[float]]:
    """Recall@10 by kind and precision@10, by material."""
    recalls: dict[str, list[float]] = {kind: [] for kind in KINDS}
    precisions = []
    for one in asked:
        truth = {place[0] for place in one.truth}
        given = ask(one.text)
        right = sum(name in truth for name in given)
        # an engine may give several sections of one material: each of its ten places counts
        recalls[one.kind].append(min(1.0, right / min(10, len(truth))))
        precisions.append(right / max(1, len(given)))
    return recalls, precisions


if __name__ == "__main__":
    main()
