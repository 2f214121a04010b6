"""A project folder of two good materials."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.cli import console
from tests.sample import material_text


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with two good materials, and the current folder."""
    (tmp_path / "archive" / "2021").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "archive" / "2021" / "甲.txt").write_text(material_text("甲县财政局"), encoding="utf-8")
    (tmp_path / "archive" / "乙.txt").write_text(material_text("乙县水利局"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(console, "PLAIN_SECONDS", float("inf"))  # a slow machine would show progress in between
    return tmp_path
