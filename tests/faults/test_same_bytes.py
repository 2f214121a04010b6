"""The same input gives the same bytes; what is taken out leaves no trace."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.building import Project, build
from tests.faults.small import UNITS, small_project, tree
from tests.project import make_project
from tests.sample import material_text

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


def building(project: Project, **environment: str) -> subprocess.Popen[bytes]:
    """A build that begins in a process of its own, with another environment."""
    return subprocess.Popen(
        [sys.executable, "-m", "build_tools", "build"],
        cwd=project.archive.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def test_two_builds_anywhere_at_any_time_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    """Other folders, other names above them, another day, another hash seed, files made in another order."""
    originals = {f"{year}/{unit}.txt": material_text(unit, year) for unit in UNITS for year in (2021, 2022)}
    one = make_project(tmp_path / "one", originals)
    two = make_project(tmp_path / "another folder" / "two", dict(reversed(originals.items())))
    for project in (one, two):
        with project.config.open("a", encoding="utf-8") as file:
            file.write("site_url: http://archive.example/\n")  # so that there is a sitemap, plain and packed
    builds = [
        building(one, PYTHONHASHSEED="1", TZ="Pacific/Kiritimati", LC_ALL="C"),
        building(two, PYTHONHASHSEED="2", TZ="Pacific/Pago_Pago", LC_ALL="C.UTF-8"),
    ]
    for said, process in [(process.communicate(timeout=120)[0], process) for process in builds]:
        assert process.returncode == 0, said
    for part in ("docs", "site"):
        first, second = tree(tmp_path / "one" / part), tree(two.archive.parent / part)
        assert first.keys() == second.keys()
        assert [name for name in first if first[name] != second[name]] == []
    assert "sitemap.xml.gz" in tree(one.site)
    here = str(tmp_path).encode()
    assert [name for name, data in tree(one.site).items() if here in data] == []


def test_what_is_taken_out_is_as_if_it_had_never_been(tmp_path: Path) -> None:
    """Deleted, removed by its record, withheld by its record: pages and site are those of an archive without them."""
    gone = {"云岭县交通局": "", "云岭县档案局": "access: remove\n", "云岭县统计局": "access: withhold\n"}
    project = small_project(tmp_path / "one", *UNITS, *gone)
    build(project)
    for unit, record in gone.items():
        assert any(unit.encode() in data for data in tree(project.site).values())
        original = project.archive / f"{unit}.txt"
        if record:
            original.with_name(f"{original.name}.yml").write_text(record, encoding="utf-8")
        else:
            original.unlink()
    build(project)
    never = small_project(tmp_path / "never", *UNITS)
    build(never)
    for part in ("docs", "site"):
        assert tree(tmp_path / "one" / part) == tree(tmp_path / "never" / part)
    everything = [path for part in ("docs", "site") for path in (tmp_path / "one" / part).rglob("*") if path.is_file()]
    assert [path for path in everything if "云岭县".encode() in path.read_bytes()] == []
    assert not list(project.docs.glob(".*"))
