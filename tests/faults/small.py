"""A small project that builds quickly: no theme but one line, no assets, a few materials."""

from __future__ import annotations

from pathlib import Path

from build_tools.building import Project
from tests.sample import material_text

CONFIG = """site_name: 小
use_directory_urls: false
plugins: []
markdown_extensions: [md_in_html]
theme: {name: null, custom_dir: theme}
"""
UNITS = ("枫桥县财政局", "临江市水利局", "青溪县教育局")


def small_project(folder: Path, *units: str) -> Project:
    """A project in a folder, with one material of each unit."""
    for name in ("docs", "theme", "archive"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "theme" / "main.html").write_text("<title>{{ page.title }}</title>{{ page.content }}", encoding="utf-8")
    (folder / "docs" / "by-hand.md").write_text("# 手写\n", encoding="utf-8")
    for unit in units:
        add(folder, unit)
    return Project(folder / "archive", folder / "docs", folder / "site", folder / "mkdocs.yml")


def add(folder: Path, unit: str) -> None:
    (folder / "archive" / f"{unit}.txt").write_text(material_text(unit), encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder with their contents, what is hidden left out."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name: (folder / name).read_bytes() for name in names if not f"/{name}".count("/.")}


def beside(folder: Path) -> set[str]:
    """What lies in a project's folder, drafts and locks among it."""
    return {path.name for path in folder.iterdir()} | {
        path.relative_to(folder).as_posix() for name in ("docs", "archive") for path in (folder / name).glob(".*")
    }


CLEAN = {"docs", "theme", "archive", "site", "mkdocs.yml"}
"""What lies there when nothing is left behind."""
