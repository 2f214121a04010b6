"""Originals that only LibreOffice can read (.doc, .wps, .rtf, .odt …): converted to Word files, then read as these.

| file | does |
|---|---|
| soffice.py | runs LibreOffice, within limits |
| renditions.py | converts many at once, and keeps the results |
"""

from __future__ import annotations

from build_tools.readers.office.renditions import RENDITIONS, SUFFIXES
from build_tools.readers.reading import Reading
from build_tools.readers.word import read_word


def read_through_office(data: bytes, file: str) -> Reading:
    """The text of an original by way of LibreOffice. Raises NeedsConversion or UnreadableOriginal."""
    return read_word(RENDITIONS.docx(data, file), file)


__all__ = ["RENDITIONS", "SUFFIXES", "read_through_office"]
