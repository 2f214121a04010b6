"""What every reader returns."""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.model import Finding, Paragraph, Repair


@dataclass(frozen=True, slots=True)
class Reading:
    """One original as its reader understood it."""

    paragraphs: tuple[Paragraph, ...]
    """The text, in reading order. Empty only where a finding says why (a PDF of pictures)."""
    encoding: str | None = None
    """How bytes became characters: `utf-8`, `gb18030` …; None for formats that say so themselves (Word, PDF)."""
    aside: tuple[str, ...] = ()
    """Text that belongs to the file but not to the material: headers, footers, document properties, comments.
    It is screened for secrecy marks and shown nowhere."""
    findings: tuple[Finding, ...] = ()
    repairs: tuple[Repair, ...] = ()
    """What the reader left out or changed itself (running heads of a PDF), so that nothing goes without a record."""
