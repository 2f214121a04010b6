"""What a whole build costs, site included: CPU and peak memory of the build's own process and of MkDocs.

    .venv/bin/python bench/whole_build.py [--count 10000]

Materials are made up (`synthetic.py`), everything else is the project's own (theme, assets, guide), in a temporary folder.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

import synthetic

sys.path.insert(0, str(Path(__file__).parents[1]))


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=10_000)
    count = parser.parse_args().count
    from faults import make_project

    from build_tools.building import Project, build

    with tempfile.TemporaryDirectory(prefix="duizhao-build-") as temporary:
        folder = Path(temporary)
        make_project(folder)
        for _ in synthetic.write(folder / "archive", count):
            pass
        before = time.process_time()
        report = build(Project(folder / "archive", folder / "docs", folder / "site", folder / "mkdocs.yml"))
        assert report.built == count, report.refused[:3]
        spent = time.process_time() - before
        files = sum(1 for path in (folder / "site").rglob("*") if path.is_file())
        size = sum(path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file())
    own, mkdocs = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{count} materials, {files} files in the site, {size / 1024 / 1024:.0f} MB")
    print(f"build       {spent:.0f} CPU-s, at most {own.ru_maxrss / 1024:.0f} MB")
    print(f"MkDocs      {mkdocs.ru_utime + mkdocs.ru_stime:.0f} CPU-s, at most {mkdocs.ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
