"""What the pages of structure cost: CPU a material, the largest file, memory for many.

    .venv/bin/python bench/structures.py [--count 10000]

Materials are made up (`synthetic.py`) and converted first; the clock runs only while `Structures` takes each in and
while its pages are written, files included. Memory is what the process grows by while that happens. Everything
happens in temporary folders.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import synthetic

sys.path.insert(0, str(Path(__file__).parents[1]))


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=1000)
    options = parser.parse_args()
    from build_tools.collection import collect
    from build_tools.pages import entry_of
    from build_tools.pages.links import pinyin
    from build_tools.pages.outline_panel import outline_panel
    from build_tools.pages.structures import Structures
    from build_tools.pages.writer import Written, write_page
    from build_tools.pipeline import read_material
    from build_tools.vocabulary import load_vocabulary

    with tempfile.TemporaryDirectory() as temporary:
        archive, docs, scratch = (Path(temporary) / name for name in ("archive", "docs", "scratch"))
        scratch.mkdir()
        for _ in synthetic.write(archive, options.count):
            pass
        vocabulary = load_vocabulary()
        written = Written()
        structures = Structures(vocabulary, docs, written, scratch)
        spent: dict[str, float] = defaultdict(float)
        converting = 0.0
        originals = collect(archive, vocabulary).originals
        pinyin("启动")  # the units' pages load it anyway
        for n, original in enumerate(originals):
            start = time.process_time()
            material = read_material(original, vocabulary)
            converting += time.process_time() - start
            entry = entry_of(material)
            if n == 20:  # what is loaded on first use is start-up
                spent.clear()
                before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            start = time.process_time()
            pieces = structures.pieces_of(material, entry)
            middle = time.process_time()
            structures.take(pieces)
            end = time.process_time()
            outline_panel(material, vocabulary)
            spent["its pieces"] += middle - start
            spent["taken in, its two files written"] += end - middle
            spent["outline on its own page"] += time.process_time() - end
        start = time.process_time()
        for page in structures.pages():
            write_page(page, docs, written)
        spent["pages and their data, at the end"] += time.process_time() - start
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        files = [path for path in docs.rglob("*") if path.is_file()]
        sizes = sorted(((path.stat().st_size, path.relative_to(docs).as_posix()) for path in files), reverse=True)
    count = len(originals)
    print(f"materials                         {count}")
    print(f"converting it, to compare         {1000 * converting / count:.2f} ms CPU")
    print(f"a material, all of it             {1000 * sum(spent.values()) / count:.2f} ms CPU")
    for name, seconds in spent.items():
        print(f"  {name:<34} {1000 * seconds / count:.2f} ms")
    print(
        f"peak memory                       {after / 1024:.0f} MB, of which {(after - before) / 1024:.0f} MB came meanwhile"
    )
    print(
        f"files                             {len(sizes)}, {sum(size for size, _ in sizes) / count / 1024:.1f} KB a material"
    )
    for size, name in sizes[:3]:
        print(f"  {size / 1024:.0f} KB  {name}")


if __name__ == "__main__":
    main()
