"""A table that a clerk saved, .xlsx or .csv → its header and rows, whatever program wrote it.

Nothing here knows what the columns mean: `Table.rows` maps labels to raw cells.
"""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from build_tools.errors import WrongUse, os_cause

_LIMIT = 64 * 1024 * 1024
"""Bytes of a file; ten thousand materials take 15 MB."""
_UNPACKED_LIMIT = 1024 * 1024 * 1024
"""Bytes of a workbook unpacked: beyond that it is a zip bomb."""
_HEADER_ROWS = 20
"""The header is looked for in so many rows: clerks put a title above the table."""
_EMPTY_ROWS = 10_000
"""So many empty rows on end, and the table has ended."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class BrokenCell:
    """A cell whose value cannot be known."""

    cause: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was saved."""

    labels: tuple[str, ...]
    """Of the columns, spaces and width made alike; empty ones left out."""
    rows: tuple[tuple[int, dict[str, object]], ...]
    """Number of the row in its sheet, from 1, and its cells by label; empty rows are left out."""


def read_table(path: Path, wanted: Sequence[str], key: str) -> Table:
    """The table in a file, found by its header: a row that holds the label `key` and more of the `wanted` ones.

    Raises WrongUse, saying what to do.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LIMIT + 1)
    except OSError as error:
        raise WrongUse(f"{path.name}：打不开：{os_cause(error)}") from None
    if len(data) > _LIMIT:
        raise WrongUse(f"{path.name}：超过 {_LIMIT // 1024 // 1024} MB，不像是著录目录")
    if data.startswith(_OLE):
        raise WrongUse(f"{path.name}：是旧格式（.xls、.et）或加了密码的表，请另存为不加密的 .xlsx 再导入")
    sheets = _workbook(data, path.name) if data.startswith(b"PK") else iter([_csv(data, path.name)])
    for rows in sheets:
        if (table := _table(rows, set(wanted), key, path.name)) is not None:
            return table
    raise WrongUse(f"{path.name}：没有找到表头；表头一行里要有“{key}”和别的列名，如“{wanted[0]}”")


def same(label: object) -> str:
    """A label without what programs add or change: spaces, line breaks, width, a byte order mark."""
    return "".join(unicodedata.normalize("NFKC", str(label)).replace("\ufeff", "").split())


def _table(rows: Iterable[Sequence[object]], wanted: set[str], key: str, name: str) -> Table | None:
    alike = {same(label): label for label in {*wanted, key}}
    labels: list[str] = []
    found: list[tuple[int, dict[str, object]]] = []
    for number, row in enumerate(rows, 1):
        if not labels:
            these = [alike.get(same(cell), same(cell)) if cell is not None else "" for cell in row]
            if key in these and len(wanted.intersection(these)) >= 1:
                labels = these
            elif number >= _HEADER_ROWS:
                return None
        elif any(cell is not None and (not isinstance(cell, str) or cell.strip()) for cell in row):
            found.append((number, {label: cell for label, cell in zip(labels, row, strict=False) if label}))
    if not labels:
        return None
    if doubled := sorted({label for label in labels if label in {*wanted, key} and labels.count(label) > 1}):
        raise WrongUse(f"{name}：“{doubled[0]}”有两列，请删去一列")
    return Table(tuple(label for label in labels if label), tuple(found))


# ---------------------------------------------------------------- CSV


def _csv(data: bytes, name: str) -> Iterator[list[object]]:
    text = _decoded(data, name).replace("\0", "")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    limit = csv.field_size_limit(_LIMIT)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield list(row)
    except csv.Error:
        raise WrongUse(f"{name}：不是正确的 CSV，请另存为 .xlsx 再导入") from None
    finally:
        csv.field_size_limit(limit)


def _decoded(data: bytes, name: str) -> str:
    """UTF-8 as we write it; GBK as Excel and WPS save CSV; UTF-16 as Excel saves "Unicode text"."""
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise WrongUse(f"{name}：不是表格，或编码认不出；请另存为 .xlsx 再导入")


# ---------------------------------------------------------------- workbook


def _workbook(data: bytes, name: str) -> Iterator[Iterator[list[object]]]:
    """The sheets of a workbook, hidden ones too; formulas as the values that were last computed.

    Rows are streamed: a clerk who formatted a whole column saved a million empty cells.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
        if sum(entry.file_size for entry in entries) > _UNPACKED_LIMIT:
            raise WrongUse(f"{name}：展开后超过 {_UNPACKED_LIMIT // 1024 // 1024} MB，不像是著录目录")
        if not any(entry.filename.startswith("xl/") for entry in entries):
            raise WrongUse(f"{name}：不是 .xlsx 表格，请在 WPS 或 Excel 里另存为 .xlsx 再导入")
        computed = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        written = load_workbook(io.BytesIO(data), read_only=True)
        sheets = [(sheet, written[sheet.title]) for sheet in computed.worksheets]
    except WrongUse:
        raise
    except Exception:  # noqa: BLE001 (whatever a damaged workbook provokes in the library)
        raise _damaged(name) from None
    for sheet, formulas in sheets:
        yield _sheet_rows(sheet, formulas, name)


def _damaged(name: str) -> WrongUse:
    return WrongUse(f"{name}：表格损坏，打不开；请在 WPS 或 Excel 里打开后另存为 .xlsx 再导入")


def _sheet_rows(computed: Any, written: Any, name: str) -> Iterator[list[object]]:
    """The rows of a sheet, up to the end of the table. Raises WrongUse where the sheet is damaged."""
    rows = _streamed(computed, written)
    while True:
        try:
            row = next(rows, None)
        except Exception:  # noqa: BLE001 (as above: the sheet is parsed while it is read)
            raise _damaged(name) from None
        if row is None:
            return
        yield row


def _streamed(computed: Any, written: Any) -> Iterator[list[object]]:
    """Rows up to the end of the table, which so many empty ones tell."""
    for sheet in (computed, written):
        sheet.reset_dimensions()  # what the file claims is often wrong
    empty = 0
    for values, formulas in zip(computed.iter_rows(), written.iter_rows(), strict=False):
        row = [_value(value, formula) for value, formula in zip(values, formulas, strict=False)]
        empty = 0 if any(value is not None for value in row) else empty + 1
        if empty > _EMPTY_ROWS:
            return
        yield row


def _value(computed: Any, written: Any) -> object:
    """A cell's value; a formula's is the one that the spreadsheet computed when it saved."""
    if computed.data_type == "e":
        return BrokenCell(f"是出错的公式（{computed.value}）")
    if written.data_type == "f" and computed.value is None:
        return BrokenCell("是公式，表里没有它算出的值；请把公式换成值")
    return computed.value
