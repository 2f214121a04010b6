"""A whole project in a folder of its own: hand-written docs, theme, configuration, and the originals that a test gives."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from build_tools.building import Project
from tests.sample import material_text

ROOT = Path(__file__).parents[1]
HAND_WRITTEN = ("assets", "guide", "home.md")
"""What of `docs` is written by hand; the rest is generated."""

TWO = {"2021/甲.txt": material_text("甲县财政局"), "乙.txt": material_text("乙县水利局", 2022)}


def make_project(folder: Path, originals: Mapping[str, str] = TWO) -> Project:
    """Copies what a site is made of into a folder and writes the originals, UTF-8, below `archive`."""
    (folder / "docs").mkdir(parents=True)
    for name in HAND_WRITTEN:
        source, target = ROOT / "docs" / name, folder / "docs" / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("search-index"))
        else:
            shutil.copy(source, target)
    shutil.copytree(ROOT / "theme", folder / "theme")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name, text in originals.items():
        path = folder / "archive" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Project(folder / "archive", folder / "docs", folder / "site", folder / "mkdocs.yml")
