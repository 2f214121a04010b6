"""Outlines and skeletons as Word files to GB/T 9704: headings at their levels, points with a bold first sentence."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model import Material
from build_tools.pages.data import FOLDER
from build_tools.pages.markdown import clipped
from build_tools.structures import SkeletonLine, lines_of
from build_tools.word import Block, Heading, Paragraph, Title, word_file

_LONGEST = 400
"""A text without any mark is one long clause; an outline shows so much of it."""


def outline_docx(material: Material) -> bytes:
    """The bare outline of a material: title, headings, points."""
    return word_file(_outline(material))


def skeleton_docx(lines: tuple[SkeletonLine, ...]) -> bytes:
    """A skeleton to start from."""
    return word_file(_skeleton(lines))


def outline_file(material_id: str) -> str:
    """Below the folder of data: `outlines/2021-0007.docx`."""
    return f"outlines/{material_id}.docx"


def skeleton_file(framework: str | None) -> str:
    """Below the folder of data: `skeletons/2021.docx`."""
    return f"skeletons/{framework or 'none'}.docx"


def file_link(file: str) -> str:
    """The address of such a file, seen from a page one folder down."""
    return f"../{(FOLDER / file).as_posix()}"


def _outline(material: Material) -> Iterator[Block]:
    yield Title(clipped(material.description.title, _LONGEST))
    above = 0
    for line in lines_of(material):
        words = clipped(line.number + line.text, _LONGEST)
        if not line.is_point:
            above = line.level
            yield Heading(line.level, words)
        else:  # a point inside a point is told from it by its weight
            yield Paragraph.led(words, "") if line.level <= above + 1 else Paragraph(words)


def _skeleton(lines: tuple[SkeletonLine, ...]) -> Iterator[Block]:
    for line in lines:
        if line.kind == "title":
            yield Title(line.text)
        elif line.kind == "heading":
            yield Heading(line.level, line.text)
        elif line.kind == "point":
            yield Paragraph.led(line.text, line.rest)
        else:
            yield Paragraph(line.text)
