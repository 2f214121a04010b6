"""PDF files with a text layer: bytes → Reading.

| file | does |
|---|---|
| extract.py | takes the file apart, in a process of its own (pdfminer.six) |
| worker.py | runs that process, within limits |
| rows.py | characters with places → rows |
| tables.py | drawn tables → cells |
| columns.py | rows side by side → columns |
| furniture.py | page numbers and running heads |
| paragraphs.py | rows → paragraphs |

A file without a text layer (a scan) is read as what it is: no paragraphs, and the finding `needs_ocr`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from build_tools.errors import UnreadableOriginal
from build_tools.model import Finding, Paragraph, Repair, Severity
from build_tools.readers.encoding import looks_chinese
from build_tools.readers.pdf.columns import in_reading_order
from build_tools.readers.pdf.furniture import page_numbers, running_heads
from build_tools.readers.pdf.paragraphs import paragraphs_of
from build_tools.readers.pdf.rows import Glyph, Row, rows_of
from build_tools.readers.pdf.tables import Cell, cut_out_tables
from build_tools.readers.pdf.worker import SECONDS, WORKER, WorkerFailed
from build_tools.readers.reading import Reading

_FAILURES = {
    "late": f"读取超过 {SECONDS:.0f} 秒，已停止，请确认文件是否正常",
    "crashed": "读取时出错，文件可能已损坏",
    "missing": "本机没有装 PDF 读取程序（pip install pdfminer.six）",
    "password": "有打开密码，请取消密码后再入库",
    "broken": "PDF 已损坏，读不出内容",
    "pages": "页数太多，请确认是不是一篇材料",
    "characters": "文字太多，请确认是不是一篇材料",
}
_MOST_UNREADABLE = 0.3


def read_pdf(data: bytes, file: str) -> Reading:
    """The text of a PDF. Raises UnreadableOriginal where it cannot be opened."""
    try:
        found = WORKER.take_apart(data)
    except WorkerFailed as failed:
        raise UnreadableOriginal(file, _FAILURES[str(failed)]) from None
    if "error" in found:
        raise UnreadableOriginal(file, _FAILURES[found["error"]])
    layout = _Layout(found["pages"])
    paragraphs = paragraphs_of(layout.rows, [page["width"] for page in found["pages"]])
    aside = (*found["properties"], *found["notes"], *layout.aside)
    return Reading(
        paragraphs if _is_readable(paragraphs) else (),
        aside=tuple(dict.fromkeys(text for text in aside if text.strip())),
        findings=tuple(_findings(found["pages"], paragraphs)),
        repairs=layout.repairs,
    )


class _Layout:
    """The rows of a document in reading order, and what was taken out."""

    def __init__(self, pages: Sequence[dict[str, Any]]) -> None:
        self._cells = 0
        self._slanted: list[str] = []
        taken_apart = [self._page(page, number) for number, page in enumerate(pages, 1)]
        numbers = page_numbers([rows for rows, _ in taken_apart])
        kept = [[row for row in rows if row not in numbers] for rows, _ in taken_apart]
        heads = running_heads(kept)
        self.rows: list[Row] = []
        for rows, (_, tables) in zip(kept, taken_apart, strict=True):
            self.rows += _with_tables(in_reading_order([row for row in rows if row not in heads]), tables)
        order = [row for rows, _ in taken_apart for row in rows]
        repairs = [Repair("page_numbers", row.text, "") for row in order if row in numbers]
        repairs += [Repair("running_heads", row.text, "") for row in order if row in heads]
        repairs += [Repair("running_heads", text, "") for text in self._slanted]
        self.repairs = tuple(repairs)
        self.aside = (*(row.text for row in order if row in heads), *self._slanted)

    def _page(self, page: dict[str, Any], number: int) -> tuple[list[Row], list[list[Row]]]:
        """Rows outside of tables, and the rows of each table."""
        glyphs = [Glyph(text, left, right, base, size, bold) for text, left, right, base, size, bold, _ in _level(page)]
        slanted = "".join(char[0] for char in page["chars"] if not char[6]).strip()
        if slanted:
            self._slanted.append(slanted)
        rest, tables = cut_out_tables(glyphs, page["rules"])
        return rows_of(rest, number), [list(self._cell_rows(table, number)) for table in tables]

    def _cell_rows(self, table: Sequence[Cell], page: int) -> Iterator[Row]:
        for cell in table:
            self._cells += 1
            yield from rows_of(cell.glyphs, page, self._cells)


def _level(page: dict[str, Any]) -> Iterator[list[Any]]:
    """The characters that stand level; others are a watermark across the page."""
    return (char for char in page["chars"] if char[6])


def _with_tables(rows: list[Row], tables: Sequence[Sequence[Row]]) -> list[Row]:
    """The rows of a page with those of its tables put where the tables stand."""
    for table in tables:
        if table:
            top = max(row.baseline for row in table)
            at = next((index for index, row in enumerate(rows) if not row.cell and row.baseline < top), len(rows))
            rows = [*rows[:at], *table, *rows[at:]]
    return rows


def _is_readable(paragraphs: Sequence[Paragraph]) -> bool:
    text = "".join(paragraph.text for paragraph in paragraphs)
    lost = text.count("\ufffd")
    return bool(text.strip("\ufffd ")) and lost <= _MOST_UNREADABLE * len(text) and looks_chinese(text)


def _findings(pages: Sequence[dict[str, Any]], paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    if not _is_readable(paragraphs):
        has_text = any(page["chars"] for page in pages)
        cause = "文字层是乱码" if has_text else "是扫描件，没有文字层"
        yield Finding("needs_ocr", f"需OCR：PDF {cause}（共 {len(pages)} 页），正文无法读取", Severity.ERROR)
        return
    bare = [str(n) for n, page in enumerate(pages, 1) if not page["chars"] and (page["images"] or page.get("broken"))]
    if bare:
        shown = "、".join(bare[:10]) + ("等" if len(bare) > 10 else "")
        yield Finding(
            "needs_ocr", f"需OCR：第 {shown} 页没有文字层（共 {len(pages)} 页），这几页的内容没有收入", Severity.WARNING
        )
    lost = sum(paragraph.text.count("\ufffd") for paragraph in paragraphs)
    if lost:
        first = next(paragraph for paragraph in paragraphs if "\ufffd" in paragraph.text)
        yield Finding(
            "unreadable_characters", f"有 {lost} 个字符读不出，已原样留位", Severity.ERROR, f"第{first.line}行"
        )
