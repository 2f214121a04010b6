"""The command line as these tests call it, and tables as they read and change them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from openpyxl import load_workbook

from build_tools.cli import main
from build_tools.exchange.columns import fields, id_label


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def exported(name: str = "目录.json") -> dict[str, dict[str, Any]]:
    """Every material of the current archive, by id, as `export catalogue --json` says it."""
    result = run("export", "catalogue", "--json", name, "--force")
    assert result.exit_code in (0, 1), result.output
    return {row["id"]: row for row in json.loads(Path(name).read_text(encoding="utf-8"))}


def label(name: str) -> str:
    """What a field's column is called."""
    return next(column.label for column in fields() if column.name == name)


def change_xlsx(path: Path, changes: dict[tuple[str, str], object]) -> None:
    """Types values into cells of a workbook: (id, field) → value."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    labels = [cell.value for cell in sheet[1]]
    rows = {row[labels.index(id_label())].value: row for row in sheet.iter_rows(min_row=2)}
    for (identifier, field), value in changes.items():
        rows[identifier][labels.index(label(field))].value = value
    book.save(path)


def read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write_csv(path: Path, rows: list[list[str]], encoding: str = "utf-8-sig", **settings: Any) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, **settings).writerows(rows)


def change_csv(path: Path, changes: dict[tuple[str, str], str], encoding: str = "utf-8-sig", **settings: Any) -> None:
    """Types values into cells of a CSV file and saves it as another program might."""
    labels, *rows = read_csv(path)
    for row in rows:
        for (identifier, field), value in changes.items():
            if row and row[0] == identifier:
                row[labels.index(label(field))] = value
    write_csv(path, [labels, *rows], encoding, **settings)
