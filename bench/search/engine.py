"""Measures this project's search: what it finds, what it loads, what it costs to build and to keep open.

    python bench/search/engine.py [--count 1000] [--seed anything] [--characters 6500] [--keep FOLDER]

Prints one table. Truth is plain substring over the sections of the materials.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from browser import ARGUMENTS, Served, chromium, renderer_memory, serving
from corpus import materials
from playwright.sync_api import Browser
from queries import KINDS, Asked, Corpus, draw_absent, draw_queries, draw_slips

from build_tools.search import SCRIPTS, IndexWriter
from build_tools.vocabulary import load_vocabulary

HOME = Path(__file__).parents[2]


def main() -> None:
    """Builds, asks, prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--characters", type=int, default=6500)
    parser.add_argument("--seed", default="bench")
    parser.add_argument("--each", type=int, default=50, help="queries of each kind")
    parser.add_argument(
        "--keep", type=Path, help="write the site here and keep it; used as it stands where it has an index"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        site = options.keep or Path(temporary)
        if not (site / "assets" / "search-index" / "head.js").is_file():
            report(build(site, options.count, options.characters))
        corpus = Corpus(list(materials(options.count, characters=options.characters)))
        asked = draw_queries(corpus, options.seed, options.each)
        slips, absent = draw_slips(corpus, options.seed), draw_absent(corpus, options.seed)
        del corpus
        with serving(site) as served, chromium() as browser:
            report(found(browser, served, asked, slips, absent))
            report(cold(browser, served, asked))
        for limit in (10, 50):
            with serving(site) as served:
                report(memory(site, served, asked, limit))


def report(figures: dict[str, Any]) -> None:
    """Prints figures as they come."""
    for name, value in figures.items():
        print(f"{name:<44} {value}", flush=True)


def build(site: Path, count: int, characters: int) -> dict[str, Any]:
    """The index of so many materials, and a page that loads the scripts."""
    index = site / "assets" / "search-index"
    vocabulary = load_vocabulary()
    labels = {name: aspect.short for name, aspect in vocabulary.frameworks.aspects.items()}
    writer = IndexWriter(index, labels, vocabulary.phrases.phrases)
    spent = 0.0
    for material in materials(count, characters=characters):
        start = time.process_time()
        writer.add(material)
        spent += time.process_time() - start
    start = time.process_time()
    written = writer.finish()
    spent += time.process_time() - start
    scripts = site / "assets" / "search"
    scripts.mkdir(parents=True, exist_ok=True)
    for name in SCRIPTS:
        (scripts / name).write_bytes((HOME / "docs/assets/search" / name).read_bytes())
    tags = "".join(f'<script src="assets/search/{name}"></script>' for name in SCRIPTS)
    (site / "index.html").write_text(
        f"<!doctype html><meta charset=utf-8><title>bench</title><link rel=icon href='data:,'>{tags}", "utf-8"
    )
    sizes = {path.relative_to(index).as_posix(): path.stat().st_size for path in index.rglob("*.js")}
    posts = [size for name, size in sizes.items() if name.startswith(("post/", "long/"))]
    texts = [size for name, size in sizes.items() if name.startswith("text/")]
    return {
        "materials / sections": f"{written.materials} / {written.documents}",
        "index, ms CPU a material": f"{spent / count * 1000:.1f}",
        "index, peak memory MB": f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}",
        "postings, bytes a material": f"{sum(posts) / count:.0f} in {len(posts)} files of {min(posts)}–{max(posts)}",
        "postings and texts, bytes a material": f"{(sum(posts) + sum(texts)) / count:.0f}",
        "whole index, bytes a material": f"{sum(sizes.values()) / count:.0f} in {len(sizes)} files",
    }


ASK = "([text, limit]) => archiveSearch.query(text, {limit})"


def found(
    browser: Browser, served: Served, asked: list[Asked], slips: list[Asked], absent: list[Asked]
) -> dict[str, Any]:
    """Recall and precision, in one page that stays open; its memory at the end."""
    page = browser.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(served.address)
    figures: dict[str, Any] = {}
    warm, totals, marked = [], [], []
    for kind in KINDS:
        ten, fifty, right = [], [], []
        for one in (one for one in asked if one.kind == kind):
            start = time.perf_counter()
            answer = page.evaluate(ASK, [one.text, 10])
            warm.append(time.perf_counter() - start)
            more = page.evaluate(ASK, [one.text, 50])
            places = [(result["id"], result["anchor"]) for result in more["results"]]
            first = [(result["id"], result["anchor"]) for result in answer["results"]]
            ten.append(len(set(first) & one.truth) / min(10, len(one.truth)))
            fifty.append(len(set(places) & one.truth) / min(50, len(one.truth)))
            right.append(len(set(first) & one.truth) / max(1, len(first)))
            marked += ["<mark>" in result["snippet"] for result in more["results"]]
            totals.append(answer["total"] == len(one.truth) if answer["exact"] else answer["total"] >= len(one.truth))
        figures[f"{kind}: recall@10 recall@50 precision@10"] = (
            f"{statistics.mean(ten):.3f} {statistics.mean(fifty):.3f} {statistics.mean(right):.3f}"
        )
    near = []
    for one in slips:
        answer = page.evaluate(ASK, [one.text, 10])
        near.append(any((result["id"], result["anchor"]) in one.truth for result in answer["results"]))
    zero = [page.evaluate(ASK, [one.text, 10])["total"] == 0 for one in absent]
    figures |= {
        "one slip: recall@10": f"{statistics.mean(near):.2f}",
        "absent: no exact result": f"{statistics.mean(zero):.2f}",
        "snippets with a mark": f"{statistics.mean(marked):.3f}",
        "totals right (exact) or enough (bound)": f"{statistics.mean(totals):.3f}",
        "warm seconds, median / p95 / most": f"{statistics.median(warm):.3f} / {sorted(warm)[len(warm) * 95 // 100]:.3f} / {max(warm):.3f}",
        "console": json.dumps(errors[:3], ensure_ascii=False) if errors else "silent",
    }
    page.close()
    return figures


def memory(site: Path, served: Served, asked: list[Asked], limit: int) -> dict[str, Any]:
    """What a page holds while and after it asks all queries. Nothing debugs it meanwhile: who does, as what drives the
    other measurements, has the browser keep up to 100 MB of what was loaded."""
    queries = json.dumps([one.text for one in asked]).replace("<", "\\u003c")
    ask = f"for (const text of {queries}) await archiveSearch.query(text, {{limit: {limit}}});"
    page = (site / "index.html").read_text(
        "utf-8"
    ) + f"<script>(async () => {{ {ask} await fetch('done'); }})()</script>"
    (site / "memory.html").write_text(page, "utf-8")
    most = 0.0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:  # Chromium may still write
        command = [str(shutil.which("chromium")), *ARGUMENTS, "--headless=new", f"--user-data-dir={profile}"]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen([*command, f"{served.address}memory.html"], stdout=quiet, stderr=quiet)
        while served.last != "/done":
            time.sleep(0.5)
            most = max(most, renderer_memory())
        end = renderer_memory()
        process.terminate()
        process.wait()
    (site / "memory.html").unlink()
    return {f"page memory, {len(asked)} queries of {limit}, MB": f"{end:.0f} (most {most:.0f})"}


def cold(browser: Browser, served: Served, asked: list[Asked]) -> dict[str, Any]:
    """Compressed bytes and seconds from an empty cache to the first results, scripts included."""
    figures: dict[str, Any] = {}
    everything, seconds = [], []
    for kind in KINDS:
        loaded = []
        for one in (one for one in asked if one.kind == kind):
            context = browser.new_context()
            page = context.new_page()
            before, start = served.bytes, time.perf_counter()
            page.goto(served.address)
            page.evaluate(ASK, [one.text, 10])
            seconds.append(time.perf_counter() - start)
            loaded.append((served.bytes - before) / 1000)
            context.close()
        everything += loaded
        figures[f"{kind}: cold kB gzip, median / most"] = f"{statistics.median(loaded):.0f} / {max(loaded):.0f}"
    figures["cold kB gzip, median / most"] = f"{statistics.median(everything):.0f} / {max(everything):.0f}"
    figures["cold seconds, median / most"] = f"{statistics.median(seconds):.2f} / {max(seconds):.2f}"
    return figures


if __name__ == "__main__":
    main()
