"""Kills `duizhao build` and `duizhao add` with SIGKILL at random moments and looks at what is left.

    .venv/bin/python bench/faults.py build [--kills 40] [--materials 60] [--seed 1]
    .venv/bin/python bench/faults.py add

build: the archive changes between two states, a build is started and killed. After each kill the site that stands is,
byte for byte, the one of one state or of the other; after the last one a build that is let be gives the site of its
state, and nothing is left beside it. add: files are taken in and the run is killed. After each kill all originals in
the archive are whole and all records can be read; in the end every file is registered exactly once. Prints what was
seen, and ends with 1 at the first thing that is wrong. The projects are in temporary folders; materials are made up.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import synthetic
import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
HAND_WRITTEN = ("docs/assets", "docs/guide", "docs/home.md", "theme", "mkdocs.yml")
GENERATED = shutil.ignore_patterns("search-index")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=["build", "add"])
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--materials", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="duizhao-faults-") as temporary:
        work = build_killed if options.what == "build" else add_killed
        work(Path(temporary), options.kills, options.materials, dice)


def build_killed(folder: Path, kills: int, count: int, dice: random.Random) -> None:
    """Kills builds of an archive that has its last material or not."""
    one, two = folder / "one", folder / "two"
    for project, materials in ((one, count - 1), (two, count)):
        make_project(project)
        for _ in synthetic.write(project / "archive", materials):
            pass
        ended(run(project, "build"))
    (last,) = {*files(two / "archive")} - {*files(one / "archive")}
    sites = [tree(one / "site"), tree(two / "site")]
    start = time.monotonic()
    ended(run(one, "build"))
    whole = time.monotonic() - start
    seen: Counter[str] = Counter()
    has_last = False
    for _ in range(kills):
        has_last = not has_last
        if has_last:
            (one / "archive" / last).parent.mkdir(exist_ok=True)
            shutil.copy(two / "archive" / last, one / "archive" / last)
        else:
            (one / "archive" / last).unlink()
        killed = kill_later(run(one, "build"), dice.uniform(0.1, 1.1) * whole)
        site = tree(one / "site")
        must(site in sites, "the site is neither the old nor the new one")
        left = sorted(path.name for path in (*one.glob(".site*"), *(one / "docs").glob(".duizhao/*")))
        seen[f"{'killed' if killed else 'ended before'}, {'new' if site == sites[has_last] else 'old'} site"] += 1
        seen.update(f"left behind: {name}" for name in left)
    ended(run(one, "build"))
    must(tree(one / "site") == sites[has_last], "the last build did not give the right site")
    must(tree(one / "docs") == tree([one, two][has_last] / "docs"), "the last build did not give the right pages")
    must(not [*one.glob(".site*"), *(one / "docs").glob(".*")], "something is left behind")
    tell(seen, whole)


def add_killed(folder: Path, kills: int, count: int, dice: random.Random) -> None:
    """Kills the taking in of files, over and over again from the beginning of what is left."""
    handed, project = folder / "handed", folder / "project"
    sums = {hashlib.sha256(path.read_bytes()).hexdigest() for path in synthetic.write(handed, count)}
    make_project(project)
    trial = folder / "trial"
    make_project(trial)
    start = time.monotonic()
    ended(run(trial, "add", str(handed), "--yes"))
    whole = time.monotonic() - start
    seen: Counter[str] = Counter()
    for _ in range(kills):
        killed = kill_later(run(project, "add", str(handed), "--yes"), dice.uniform(0.1, 1.1) * whole)
        there = originals(project / "archive")
        must({*there.values()} <= sums, "an original is not whole")
        registered = records(project / "archive")
        seen["killed" if killed else "ended before"] += 1
        seen[f"originals without a record: {len(there.keys() - registered.keys())}"] += 1
        if {*there.values()} == sums:  # all are in: begin again
            shutil.rmtree(project / "archive")
            (project / "archive").mkdir()
            seen["begun again"] += 1
    ended(run(project, "add", str(handed), "--yes"))
    there, registered = originals(project / "archive"), records(project / "archive")
    must(sorted(there.values()) == sorted(sums), "a file is missing, or there twice")
    must(there.keys() == registered.keys(), "an original has no record")
    ids = [record["id"] for record in registered.values()]
    must(len({*ids}) == len(ids) == count, "a number was given twice")
    must(all(record["sha256"] == there[name] for name, record in registered.items()), "a record is not of its original")
    tell(seen, whole)


def make_project(folder: Path) -> None:
    """A project without materials."""
    (folder / "archive").mkdir(parents=True)
    (folder / "docs").mkdir()
    for name in HAND_WRITTEN:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=GENERATED)
        else:
            shutil.copy(source, folder / name)


def run(project: Path, *args: str) -> subprocess.Popen[bytes]:
    """A command of the program, started in a project."""
    return subprocess.Popen(
        [sys.executable, "-m", "build_tools", *args],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def kill_later(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Kills a process after a while; False where it ended before."""
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return True
    return False


def ended(process: subprocess.Popen[bytes]) -> None:
    """Lets a process end, which it must do well."""
    errors = process.communicate()[1].decode("utf-8")
    must(process.returncode == 0, f"exit code {process.returncode}: {errors}")


def files(folder: Path) -> list[str]:
    """Paths of all files that are not hidden."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [name for name in names if "/." not in f"/{name}"]


def tree(folder: Path) -> dict[str, str]:
    """Checksums of all files that are not hidden."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files(folder)}


def originals(archive: Path) -> dict[str, str]:
    """Checksums of the originals."""
    return {name: digest for name, digest in tree(archive).items() if not name.endswith(".yml")}


def records(archive: Path) -> dict[str, dict[str, str]]:
    """The records, by the names of their originals; each must be whole."""
    found = {}
    for name in files(archive):
        if name.endswith(".yml"):
            record = yaml.safe_load((archive / name).read_text(encoding="utf-8"))
            must(isinstance(record, dict) and "id" in record, f"{name} is not a whole record")
            found[name.removesuffix(".yml")] = record
    return found


def must(holds: bool, otherwise: str) -> None:
    """Ends the program where something is not as it must be."""
    if not holds:
        print(f"WRONG: {otherwise}")
        sys.exit(1)


def tell(seen: Counter[str], whole: float) -> None:
    """Prints how often each thing was seen."""
    print(f"a run that is let be takes {whole:.1f} s")
    for words, number in sorted(seen.items()):
        print(f"{number:4}  {words}")
    print("all as it should be")


if __name__ == "__main__":
    main()
