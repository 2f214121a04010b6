"""What is left of an original that bears a secrecy mark: its name and the grade, not a word of its text."""

from __future__ import annotations

from build_tools.model import Description, Finding, Material, Outline, Screening, Severity, Source

TITLE = "[有密级标志，内容不予显示]"
"""Stands where the title would; supplied, hence in square brackets."""


def refused(material_id: str, source: Source, grade: str) -> Material:
    """The empty material of a refused original: `screening.publish` is false, everything read from the text unknown."""
    return Material(
        id=material_id,
        source=source,
        outline=Outline(title=None),
        description=Description(title=TITLE, title_supplied=True),
        screening=Screening(publish=False, secrecy=grade),
        findings=(Finding("secrecy_mark", f"有密级标志（{grade}），内容不予显示", Severity.ERROR),),
    )
