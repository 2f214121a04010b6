"""The catalogue as a file: .xlsx, .csv or .json."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from build_tools.exchange.catalogue import Row, as_object, cells, header
from build_tools.exchange.columns import columns, fields
from build_tools.exchange.kinds import Kind
from build_tools.exchange.values import guarded
from build_tools.records.record import allowed_names
from build_tools.vocabulary import Vocabulary

SHEET, HELP, CHOICES = "著录目录", "说明", "可选值"
"""Names of the workbook's sheets."""

_WIDTHS = {Kind.TEXT: 22, Kind.NAME: 16, Kind.YEAR: 9, Kind.DATE: 13, Kind.FLAG: 7, Kind.LIST: 24}
"""Of columns, in characters of Excel's own font."""


def as_json(rows: Iterable[Row]) -> bytes:
    """All rows as one JSON array."""
    text = json.dumps([as_object(row) for row in rows], ensure_ascii=False, indent=2)
    return (text + "\n").encode("utf-8", "backslashreplace")


def as_csv(rows: Iterable[Row]) -> bytes:
    """All rows as CSV: UTF-8 with a byte order mark, which Excel and WPS need to see that it is UTF-8."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header())
    for row in rows:
        writer.writerow([guarded(value) if isinstance(value, str) else value for value in cells(row)])
    return buffer.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Iterable[Row], vocabulary: Vocabulary) -> bytes:
    """All rows as a workbook: header frozen, filters, colours by confidence, lists to choose from, a page of help."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "C2"
    for number, width in enumerate(_widths(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    last = get_column_letter(len(header()))
    sheet.column_dimensions[last].hidden = True
    sheet.append([_cell(sheet, label, fill="told", bold=True) for label in header()])
    count = 1
    for row in rows:
        sheet.append(list(_coloured(sheet, row)))
        count += 1
    sheet.auto_filter.ref = f"A1:{last}{count}"
    _write_help(book)
    _write_choices(book, sheet, vocabulary, count)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _coloured(sheet: Any, row: Row) -> Iterator[Any]:
    editable = len(fields())
    for number, value in enumerate(cells(row)):
        if 1 <= number <= editable:
            column = fields()[number - 1]
            evidence = row.evidence.get(column.name)
            decided = column.name == "exemplar" or (evidence is not None and evidence.source == "record")
            sure = "record" if decided and value is not None else row.confidence(column.name)
            number_format = "0" if column.kind is Kind.YEAR else "@"
            yield _cell(sheet, value, fill=sure, number_format=number_format)
        else:
            yield _cell(sheet, value, fill="told" if number else None)


def _cell(
    sheet: Any, value: str | int | None, fill: str | None = None, bold: bool = False, number_format: str = "@"
) -> Any:
    """A cell; text is text whatever it looks like: never a formula, a date or an error."""
    made = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        made.data_type = "s"
        made.quotePrefix = value.startswith(("=", "+", "-", "@"))
    made.number_format = "0" if isinstance(value, int) else number_format
    if colour := columns().colours.get(fill or ""):
        made.fill = PatternFill("solid", start_color=colour)
    if bold:
        made.font = Font(bold=True)
        made.alignment = Alignment(wrap_text=True, vertical="top")
    return made


def _widths() -> list[int]:
    told = {"characters": 8, "points": 8, "repairs": 8, "findings": 8, "format": 12, "encoding": 12, "added": 12}
    basis = [width for _ in fields() for width in (8, 30)]
    widths = [_WIDTHS[column.kind] if column.name != "title" else 48 for column in fields()]
    return [14, *widths, *(told.get(name, 24) for name in columns().told), *basis, 12]


def _write_help(book: Workbook) -> None:
    sheet = book.create_sheet(HELP)
    sheet.column_dimensions["A"].width = 110
    for line in columns().help:
        made = _cell(sheet, line)
        made.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append([made])


def choices(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Field → what may be put into its cells, where the vocabulary lists that."""
    found = {c.name: allowed_names(vocabulary, c.name)[0] for c in fields() if c.kind is Kind.NAME}
    found |= {c.name: list(columns().flag.values()) for c in fields() if c.kind is Kind.FLAG}
    return {name: [*listed, columns().automatic] for name, listed in found.items()}


def _write_choices(book: Workbook, sheet: Any, vocabulary: Vocabulary, last: int) -> None:
    """A sheet with the allowed values, and lists to choose from: a list written into the cell may have 255 characters."""
    listed = choices(vocabulary)
    lists = book.create_sheet(CHOICES)
    labels = {column.name: column.label for column in fields()}
    lists.append([_cell(lists, labels[name], bold=True) for name in listed])
    longest = max(map(len, listed.values()), default=0)
    for number in range(longest):
        lists.append([_cell(lists, names[number] if number < len(names) else None) for names in listed.values()])
    positions = {column.name: number for number, column in enumerate(fields(), 2)}
    for number, (name, names) in enumerate(listed.items(), 1):
        place = get_column_letter(number)
        source = f"'{CHOICES}'!${place}$2:${place}${len(names) + 1}"
        validation = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
        validation.errorTitle, validation.error = labels[name], "不在可选值之中；要增加，写进词表"
        target = get_column_letter(positions[name])
        validation.add(f"{target}2:{target}{max(last, 2)}")
        sheet.data_validations.append(validation)
