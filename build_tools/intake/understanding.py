"""One file → the material in it, by the same way as a build goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from build_tools.collection import Original
from build_tools.conversion import convert
from build_tools.errors import FileProblem, RefusedOriginal
from build_tools.model import Material
from build_tools.readers.office import RENDITIONS
from build_tools.records.record import EMPTY, Record
from build_tools.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class _AtHand(Original):
    """An original whose bytes are at hand."""

    data: bytes = b""

    def read_bytes(self) -> bytes:
        return self.data


def understood(data: bytes, name: str, sha256: str, vocabulary: Vocabulary, record: Record = EMPTY) -> Material:
    """The material in these bytes. Raises FileProblem: it cannot be read, or must not be kept."""
    original = _AtHand(Path(name), name, len(data), sha256, f"x{sha256[:10]}", record, data)
    outcome = convert(original, vocabulary)
    if isinstance(outcome, RefusedOriginal):
        RENDITIONS.forget(sha256)
        raise RefusedOriginal(name, "有密级标志，不得入库，没有复制；请按保密规定处理这份文件")
    if isinstance(outcome, FileProblem):
        raise outcome
    return outcome


def text_of(material: Material) -> str:
    """All words of a material, for its signature."""
    outline = material.outline
    loose = (outline.title_lines, outline.byline, outline.preamble, outline.closing, outline.signature)
    lines = [block.text for blocks in loose for block in blocks]
    for section in outline.walk():
        lines += [section.printed, *(block.text for block in section.blocks)]
    return "\n".join(lines)
