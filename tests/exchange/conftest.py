"""An archive of a few materials, and the sample archive, both to be changed at will."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_tools.cli import console
from tests.sample import material_text

ROOT = Path(__file__).parents[2]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three materials, one with a record; the folder above is the current one."""
    folder = tmp_path / "archive"
    (folder / "2021").mkdir(parents=True)
    (folder / "2021" / "甲.txt").write_text(material_text("甲县财政局"), encoding="utf-8")
    (folder / "乙.txt").write_text(material_text("乙县水利局", 2022), encoding="utf-8")
    (folder / "丙.txt").write_text(material_text("丙县教育局", 2022), encoding="utf-8")
    (folder / "乙.txt.yml").write_text("# 已核对\nid: 2022-0007\nheld: 2023-01\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(console, "PLAIN_SECONDS", float("inf"))
    return folder


@pytest.fixture
def samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample archive of the project."""
    shutil.copytree(ROOT / "archive", tmp_path / "archive")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(console, "PLAIN_SECONDS", float("inf"))
    return tmp_path / "archive"
