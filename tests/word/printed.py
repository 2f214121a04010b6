"""A .docx as LibreOffice prints it: the lines of each page with their places."""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """One printed line; lengths in mm from the left and the lower edge of the paper."""

    text: str
    left: float
    right: float
    base: float
    size: float
    """Of its first character, in points."""


def printed(docx: Path) -> list[list[Line]]:
    """Lines of each page from top to bottom; skips the test where LibreOffice or pdfminer is not there."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("没有装 LibreOffice（soffice），不能排版")
    layout = pytest.importorskip("pdfminer.high_level", reason="没有装 pdfminer.six")
    profile = (docx.parent / "profile").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(docx.parent), str(docx)], check=True, timeout=150, capture_output=True)
    return [_lines(page) for page in layout.extract_pages(str(docx.with_suffix(".pdf")))]


def _lines(page: object) -> list[Line]:
    rows = defaultdict(list)
    for character in _characters(page):
        rows[round(character.matrix[5])].append(character)
    lines = []
    for base in sorted(rows, reverse=True):
        row = sorted(rows[base], key=lambda character: character.x0)
        text = "".join(character.get_text() for character in row)
        size = row[0].size
        lines.append(Line(text, row[0].x0 / MILLIMETRE, row[-1].x1 / MILLIMETRE, base / MILLIMETRE, size))
    return lines


def _characters(item: object) -> Iterator[object]:
    if hasattr(item, "get_text") and hasattr(item, "matrix"):
        yield item
    elif hasattr(item, "__iter__"):
        for inner in item:
            yield from _characters(inner)
