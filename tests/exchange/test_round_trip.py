"""Export the catalogue, correct it, import it: exactly these values change, whatever program saved the table."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from build_tools.exchange.columns import fields
from tests.exchange.commands import change_xlsx, exported, run

FIELDS = [column.name for column in fields()]

NEW: dict[str, tuple[object, Any]] = {
    "title": ("枫桥县档案馆领导班子对照检查材料（改）", "枫桥县档案馆领导班子对照检查材料（改）"),
    "year": (2015, 2015),
    "year_printed": ("2016年", 2016),
    "held": ("2016年1月8日", "2016-01-08"),
    "meeting": ("组织生活会", "组织生活会"),
    "theme": ("改过的主题", "改过的主题"),
    "genre": ("检视剖析材料", "检视剖析材料"),
    "subject": ("支部", "支部"),
    "unit": ("枫桥县档案馆", "枫桥县档案馆"),
    "sector": ("教育", "教育"),
    "level": ("县（区）", "县（区）"),
    "role": ("馆长", "馆长"),
    "framework": ("2016", "2016"),
    "labels": ("内部资料；征求意见稿", ["内部资料", "征求意见稿"]),
    "incomplete": ("缺最后一页", "缺最后一页"),
    "keywords": ("调研,台账", ["调研", "台账"]),
    "exemplar": ("+小标题拟得好", "+小标题拟得好"),
}
"""What is typed into a cell, and what the archive is to say then."""


def thirty_changes(before: dict[str, dict[str, Any]]) -> dict[tuple[str, str], object]:
    """Thirty cells of at least twenty materials, of all fields, each to a value that it does not have."""
    changes: dict[tuple[str, str], object] = {}
    names = [name for name in NEW for _ in (0, 1)]
    for number, (identifier, row) in enumerate([*before.items()] * 2):
        if not names or len(changes) == 30:
            break
        field = names[(number * 7) % len(names)]
        if row[field] != NEW[field][1] and (identifier, field) not in changes:
            names.remove(field)
            changes[identifier, field] = NEW[field][0]
    assert len(changes) == 30
    assert len({identifier for identifier, _ in changes}) >= 20
    return changes


def resaved(path: Path, form: str) -> Path:
    """The workbook as LibreOffice saves it, in a form that `--convert-to` knows."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("没有装 LibreOffice（soffice）")
    out = path.absolute().parent / "另存"
    profile = (out / "profile").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", form, "--outdir"]
    subprocess.run([*command, str(out), str(path)], check=True, timeout=150, capture_output=True)
    saved = (out / path.name).with_suffix(f".{form.partition(':')[0]}")
    if not saved.exists():
        pytest.skip("LibreOffice 没有装表格程序（libreoffice-calc）")
    return saved


@pytest.mark.parametrize("by_libreoffice", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_thirty_cells(samples: Path, by_libreoffice: bool) -> None:
    before = exported()
    assert run("export", "catalogue", "--xlsx", "目录.xlsx").exit_code == 0
    changes = thirty_changes(before)
    change_xlsx(Path("目录.xlsx"), changes)
    if by_libreoffice:
        shutil.copy(resaved(Path("目录.xlsx"), "xlsx"), "目录.xlsx")
    originals = {path: path.read_bytes() for path in samples.rglob("*") if path.suffix in (".txt", ".md")}

    result = run("import", "catalogue", "目录.xlsx", "--yes")
    assert result.exit_code == 0, result.output
    assert "要改 30 处" in result.stdout

    after = exported()
    assert after.keys() == before.keys()
    changed = {(i, f) for i in before for f in FIELDS if before[i][f] != after[i][f]}
    assert changed == set(changes)
    for identifier, field in changes:
        assert after[identifier][field] == NEW[field][1]
        if field != "exemplar":
            assert after[identifier]["evidence"][field]["source"] == "record"
    assert {path: path.read_bytes() for path in originals} == originals

    again = run("import", "catalogue", "目录.xlsx", "--yes")
    assert (again.exit_code, again.stdout) == (0, "没有要改的\n")


def test_an_untouched_table_changes_nothing(samples: Path) -> None:
    assert run("export", "catalogue", "--xlsx", "目录.xlsx", "--csv", "目录.csv").exit_code == 0
    files = {path: path.read_bytes() for path in samples.rglob("*") if path.is_file()}
    for name in ("目录.xlsx", "目录.csv"):
        result = run("import", "catalogue", name, "--yes")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "没有要改的\n", "")
    assert {path: path.read_bytes() for path in samples.rglob("*") if path.is_file()} == files


@pytest.mark.slow
@pytest.mark.parametrize("encoding", [76, 85], ids=["utf-8", "gb18030"])
def test_a_table_that_libreoffice_saved_as_csv(samples: Path, encoding: int) -> None:
    assert run("export", "catalogue", "--xlsx", "目录.xlsx").exit_code == 0
    saved = resaved(Path("目录.xlsx"), f"csv:Text - txt - csv (StarCalc):44,34,{encoding},1")
    result = run("import", "catalogue", saved, "--yes")
    assert (result.exit_code, result.stdout) == (0, "没有要改的\n"), result.output
