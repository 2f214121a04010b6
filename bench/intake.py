"""What taking originals in costs: a mixed folder, and near duplicates against a large archive.

    .venv/bin/python bench/intake.py --files 500 --archive 10000

The folder is that of the tests (nested, seven formats, ten kinds of broken files). Signatures of the archive are made of
random texts, because only their number counts here.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.synthetic import material
from build_tools.collection.inventory import take_inventory
from build_tools.intake import Action, Batch
from build_tools.intake.signatures import Signatures, signature_of
from tests.intake.mixed import make_mixed


@contextmanager
def measured(what: str, count: int) -> Iterator[None]:
    """Prints CPU and wall time of the block, and CPU for each of `count`."""
    cpu, wall = time.process_time(), time.perf_counter()
    yield
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(f"{what}: {cpu:.2f} CPU-s, {wall:.2f} s, {1000 * cpu / max(count, 1):.2f} CPU-ms each of {count}")


def mixed_folder(folder: Path, files: int) -> None:
    """A folder of so many mixed files, planned, added, and handed in again."""
    make_mixed(folder / "来件", files, folder / "别处")
    os.chdir(folder)  # so that names in the output are those of a clerk
    for what in ("first", "again"):
        with Batch.opened(Path("archive")) as batch:
            with measured(f"{what}: understood and compared", files):
                plan = batch.plan([Path("来件")])
            todo = len(plan.of(Action.ADD))
            with measured(f"{what}: copied and registered, flushed to the disk", todo):
                outcome = batch.carry_out(plan)
        print(
            f"  added {len(outcome.placed)}, skipped {len(plan.of(Action.SKIP))}, refused {len(plan.of(Action.REFUSE))}"
        )


def large_archive(folder: Path, count: int) -> None:
    """Signatures of so many materials: made, kept, read again, compared with."""
    texts = [material(seed) for seed in range(50)]
    signature_of(texts[0])  # SciPy is loaded
    with measured("signature", len(texts)):
        signed = [signature_of(text) for text in texts]
    dice = random.Random(0)
    signatures = Signatures(folder)
    kept = [f"{dice.getrandbits(256):064x}" for _ in range(count)]
    for sha256 in kept:
        signatures.add(sha256, dice.choice(signed))
    with measured(f"{count} signatures written", 1):
        signatures.save(kept)
    with measured(f"{count} signatures read", 1):
        again = Signatures(folder)
    query = signed[0]
    assert query is not None
    again.like(query, 0.5)
    with measured(f"compared with {count}", 100):
        for _ in range(100):
            again.like(query, 0.5)
    print(f"  {(folder / '.duizhao' / 'signatures.npy').stat().st_size / 1e6:.1f} MB")


def inventory(folder: Path, count: int) -> None:
    """Checksums and records of so many originals: what every add and every fixity check reads."""
    (folder / "2021").mkdir(parents=True)
    text = material(1)
    for number in range(count):
        path = folder / "2021" / f"{number}.txt"
        path.write_text(f"{number}{text}", encoding="utf-8")
        path.with_name(f"{path.name}.yml").write_text(
            f"id: 2021-{number:05}\nadded: 2026-01-05\nsha256: {'0' * 64}\n", encoding="utf-8"
        )
    with measured("inventory: checksums and records", count):
        take_inventory(folder)


def main() -> None:
    """Runs all of it in a temporary folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--archive", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        mixed_folder(Path(name) / "a", options.files)
        large_archive(Path(name) / "b", options.archive)
        inventory(Path(name) / "c", options.archive)
        os.chdir("/")


if __name__ == "__main__":
    main()
