"""The program that takes a PDF apart, run by `worker.py` in a process of its own.

It imports nothing of this package, so that it can run isolated (`python -I`), and only what it needs: a hostile file
that eats time or memory takes this process along and nothing else. pdfminer.six reads the character codes and their
maps and needs no fonts; PDFium, which was tried, is as fast character by character but drops those whose font is
neither embedded nor on the machine.

Input: requests one after the other, each 8 bytes of length (big endian) and the PDF. Output: for each request 8 bytes
of length and a JSON object: `{"error": "password" | "broken" | "pages" | "characters"}`, or `{"pages": [...],
"properties": [...], "notes": [...]}`, where a page is `{"width", "images", "chars", "rules", "broken"}`; `chars` are
[text, left, right, baseline, size, is bold, is level] in points from the lower left corner of the page, turned so that
most of its text is level, and `rules` the thin lines and boxes that tables are drawn with, [left, bottom, right, top].
"""

from __future__ import annotations

import contextlib
import html
import io
import json
import logging
import math
import re
import struct
import sys
from collections import Counter
from itertools import islice
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import apply_matrix_pt, decode_text

MOST_PAGES = 500
MOST_CHARACTERS = 1_000_000
_MEMORY = 1536 * 1024 * 1024
"""Bytes of address space, where the system can limit it."""
_FORCE_BOLD = 1 << 18
"""PDF 32000-1, table 123."""
_BOLD_NAMES = ("bold", "heavy", "black", "demi")
_THICKEST_RULE = 3.0
_MOST_RULES = 2_000
_MOST_NOTES = 1_000
_MOST_METADATA = 256 * 1024
_TOLD = re.compile("[>\"']([^<>\"']{2,200})[<\"']")
_LOST = "\ufffd"


class _Refused(Exception):
    """Why the file is not read; the text is the word for it."""


def main() -> None:
    """Answers requests until there are none."""
    _limit_memory()
    logging.disable(logging.CRITICAL)
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while len(head := source.read(8)) == 8:
        data = source.read(struct.unpack(">Q", head)[0])
        try:
            answer = _document(data)
        except _Refused as refused:
            answer = {"error": str(refused)}
        except Exception:  # noqa: BLE001 (whatever the broken file leads to)
            answer = {"error": "broken"}
        out = json.dumps(answer).encode("ascii")
        target.write(struct.pack(">Q", len(out)) + out)
        target.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _document(data: bytes) -> dict[str, Any]:
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise _Refused("password") from None
    manager = PDFResourceManager()
    collector = _Collector(manager)
    interpreter = PDFPageInterpreter(manager, collector)
    pages: list[dict[str, Any]] = []
    notes: list[str] = []
    for page in PDFPage.create_pages(document):
        if len(pages) == MOST_PAGES:
            raise _Refused("pages")
        broken = False
        try:
            interpreter.process_page(page)
            notes += _notes(page)
        except _Refused:
            raise
        except Exception:  # noqa: BLE001 (what was read of the page before it broke is kept)
            broken = True
        pages.append({**collector.page(), "broken": broken})
    if not pages:
        raise _Refused("broken")
    return {"pages": pages, "properties": _properties(document), "notes": notes[:_MOST_NOTES]}


class _Collector(PDFTextDevice):
    """Notes where every character and every thin line of a page stands."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self._most = MOST_CHARACTERS
        self._bold: dict[int, bool] = {}
        self._clear((0.0, 0.0))

    def _clear(self, size: tuple[float, float]) -> None:
        self._size = size
        self._chars: list[tuple[str, float, float, float, float, float, bool, float]] = []
        self._rules: list[tuple[float, float, float, float]] = []
        self._images = 0

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        left, bottom, right, top = page.mediabox
        width, height = abs(right - left), abs(top - bottom)
        self._clear((height, width) if page.rotate in (90, 270) else (width, height))

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any = None,
        graphicstate: Any = None,
    ) -> float:
        """Notes one character; returns how far it moves the next one."""
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = _LOST
        advance: float = font.char_width(cid) * fontsize * scaling
        start = apply_matrix_pt(matrix, (0, rise))
        end = apply_matrix_pt(matrix, (0 if font.is_vertical() else advance, rise))
        values = (*start, *end, abs(fontsize) * math.hypot(matrix[2], matrix[3]))
        if all(map(math.isfinite, values)) and max(map(abs, values)) < 1e6:
            if len(self._chars) >= self._most:
                raise _Refused("characters")
            angle = math.atan2(matrix[1], matrix[0])
            self._chars.append((_clean(text), *values, self._is_bold(font), angle))
        return advance

    def _is_bold(self, font: Any) -> bool:
        if id(font) not in self._bold:
            described = getattr(font, "descriptor", None) or {}
            flags, name = resolve1(described.get("Flags")), str(getattr(font, "fontname", "")).lower()
            forced = isinstance(flags, int) and bool(flags & _FORCE_BOLD)
            self._bold[id(font)] = forced or any(word in name for word in _BOLD_NAMES)
        return self._bold[id(font)]

    def render_image(self, name: str, stream: Any) -> None:
        self._images += 1

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        """Notes thin lines, and the sides of boxes that are drawn as one."""
        part: list[tuple[float, float]] = []
        for segment in [*path, ("m", 0, 0)]:
            if segment[0] == "m" and part:
                self._note_lines(part, stroke)
                part = []
            if len(segment) >= 3 and self.ctm is not None:
                part.append(apply_matrix_pt(self.ctm, (segment[-2], segment[-1])))

    def _note_lines(self, points: list[tuple[float, float]], stroke: bool) -> None:
        if len(self._rules) >= _MOST_RULES or not 2 <= len(points) <= 6:
            return
        x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
        y0, y1 = min(y for _, y in points), max(y for _, y in points)
        if not all(map(math.isfinite, (x0, y0, x1, y1))):
            return
        if min(x1 - x0, y1 - y0) <= _THICKEST_RULE:
            self._rules.append((x0, y0, x1, y1))
        elif stroke and len(points) > 3:
            self._rules += [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]

    def page(self) -> dict[str, Any]:
        """What stood on the page, turned so that most of its text is level."""
        turns = Counter(round(math.degrees(char[7]) / 90) % 4 * 90 for char in self._chars)
        turn = turns.most_common(1)[0][0] if turns else 0
        place = _placing(turn, *self._size)
        chars = []
        for text, x0, y0, x1, y1, size, bold, angle in self._chars:
            (left, baseline), (right, _) = place(x0, y0), place(x1, y1)
            apart = (angle - math.radians(turn)) % (2 * math.pi)
            is_level = min(apart, 2 * math.pi - apart) < 0.05
            numbers = [round(value, 2) for value in (min(left, right), max(left, right), baseline, size)]
            chars.append([text, *numbers, bold, is_level])
        rules = []
        for x0, y0, x1, y1 in self._rules:
            (xa, ya), (xb, yb) = place(x0, y0), place(x1, y1)
            rules.append([round(v, 2) for v in (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))])
        self._most -= len(self._chars)
        width = self._size[1] if turn in (90, 270) else self._size[0]
        found = {"width": width, "images": self._images, "chars": chars, "rules": rules}
        self._clear((0.0, 0.0))
        return found


def _placing(turn: int, width: float, height: float) -> Any:
    """The function from a place on the page as it is shown to that on the page turned so that its text is level."""
    if turn == 90:
        return lambda x, y: (y, width - x)
    if turn == 180:
        return lambda x, y: (width - x, height - y)
    if turn == 270:
        return lambda x, y: (height - y, x)
    return lambda x, y: (x, y)


def _clean(text: Any) -> str:
    """The characters that a code stands for; one that stands for none is lost."""
    if not isinstance(text, str) or not text or text.startswith("(cid:"):
        return _LOST
    return "".join(_LOST if "\ud800" <= c <= "\udfff" or (c < " " and c not in "\t\n\r") else c for c in text[:8])


def _properties(document: PDFDocument) -> list[str]:
    """What the file says of itself: its properties, whatever their names, its XMP metadata and its bookmarks."""
    found = []
    for told in document.info:
        for key, value in told.items():
            if (
                key != "Producer"
                and isinstance(value := resolve1(value), bytes)
                and (text := decode_text(value).strip())
            ):
                found.append(_readable(text))
    with contextlib.suppress(Exception):  # whatever is broken there is no reason not to read the text
        packet = resolve1(document.catalog.get("Metadata"))
        if packet is not None:
            text = packet.get_data()[:_MOST_METADATA].decode("utf-8", "replace")
            found += (_readable(html.unescape(told.strip())) for told in _TOLD.findall(text) if told.strip())
    with contextlib.suppress(Exception):
        found += (_readable(title) for _, title, *_ in islice(document.get_outlines(), _MOST_NOTES))
    return found[:_MOST_NOTES]


def _notes(page: PDFPage) -> list[str]:
    """What stands in annotations: notes, stamps, typed-in text."""
    found = []
    for reference in resolve1(page.annots) or []:
        annotation = resolve1(reference)
        for key in ("Contents", "V"):
            value = resolve1(annotation.get(key)) if isinstance(annotation, dict) else None
            if isinstance(value, bytes) and (text := decode_text(value).strip()):
                found.append(_readable(text))
    return found


def _readable(text: str) -> str:
    return "".join(_LOST if "\ud800" <= c <= "\udfff" else c for c in text[:10_000])


if __name__ == "__main__":
    main()
