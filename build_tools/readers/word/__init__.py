"""Word files (.docx, .docm, .dotx, .dotm; Transitional and Strict) → what stands in them, automatic numbers included.

| file | holds |
|---|---|
| package | the zip container, its limits, its XML parts |
| styles | what a style says, with all it is based on |
| numbering, number_formats | which number a paragraph has, and how it is written |
| story | the walk over paragraphs, runs, tables, text boxes, revisions |
| fields, symbols | field code and results; signs of symbol fonts |
| lines | a paragraph's pieces → Paragraphs |
| aside | headers, footers, comments, properties |
| behind | what a story holds and does not show: deleted text, alternative texts |
| tally | what is counted on the way, and the findings made of it |

Sources: ECMA-376 (5th edition) and ISO/IEC 29500, by section in each file; [MS-OI29500] and [MS-DOC] for what Word does.
"""

from __future__ import annotations

import re
from dataclasses import replace

from build_tools.errors import UnreadableOriginal
from build_tools.model import Finding, Paragraph, Severity
from build_tools.readers.reading import Reading
from build_tools.readers.word.aside import aside_of
from build_tools.readers.word.lines import without_loose_marks
from build_tools.readers.word.names import VAL, Element, W
from build_tools.readers.word.numbering import Counts, Numbering
from build_tools.readers.word.package import Package, is_text_part, is_word
from build_tools.readers.word.story import Story
from build_tools.readers.word.styles import Styles
from build_tools.readers.word.tally import Tally

MOST_TEXT = 2 * 1024 * 1024
"""Characters of one original; as much as the limit of a text file holds."""
_LOST = re.compile("[\ufffd\ue000-\uf8ff]")
_NOTES = ("footnote", "endnote")


def read_word(data: bytes, file: str) -> Reading:
    """The text of a Word file in reading order, with its notes at the end.

    Raises UnreadableOriginal where the file is cut short, has a password, is too large or no Word file.
    """
    package = Package(data, file)
    document = package.document()
    linked = {link.kind: link.target for link in package.relationships(package.main).values() if link.target}
    styles = Styles(package.part(linked["styles"]) if "styles" in linked else None)
    numbering = Numbering(package.part(linked["numbering"]) if "numbering" in linked else None, styles)
    tally = Tally(has_title=_has_title(document, styles))
    body = Story(document, styles, numbering, tally)
    notes = _notes(package, linked, styles, numbering, tally, body.line)
    if tally.shown > MOST_TEXT:
        raise UnreadableOriginal(file, f"正文有 {tally.shown} 个字，请确认是不是一篇材料")
    paragraphs = tuple(without_loose_marks(body.paragraphs + notes))
    aside = (
        *aside_of(package, document, styles, numbering),
        *dict.fromkeys(text for text in tally.hidden if text.strip()),
    )
    findings = _findings(paragraphs, tally, numbering, package)
    return Reading(paragraphs, None, aside=aside, findings=tuple(findings))


def _has_title(document: Element, styles: Styles) -> bool:
    names = {style.get(VAL) for style in document.iter(f"{W}pStyle")}
    return any(styles.paragraph(name).is_title for name in names)


def _notes(
    package: Package, linked: dict[str, str], styles: Styles, numbering: Numbering, tally: Tally, line: int
) -> list[Paragraph]:
    """The notes whose marks stand in the text, in their order."""
    bodies: dict[tuple[str, str], Element] = {}
    if tally.notes:
        for kind in _NOTES:
            root = package.part(linked[f"{kind}s"]) if f"{kind}s" in linked else None
            for note in root.iterfind(f"{W}{kind}") if root is not None else ():
                bodies.setdefault((kind, note.get(f"{W}id", "")), note)
    counts = Counts()
    paragraphs: list[Paragraph] = []
    for key, label in list(tally.notes.items()):
        if key in bodies:
            story = Story(bodies[key], styles, numbering, tally, counts=counts, first_line=line, note=label)
            paragraphs += story.paragraphs
            line = story.line
    if paragraphs:
        paragraphs[0] = replace(paragraphs[0], after_blank=True)
    return paragraphs


def _findings(paragraphs: tuple[Paragraph, ...], tally: Tally, numbering: Numbering, package: Package) -> list[Finding]:
    findings = tally.findings()
    if tally.pictures and not paragraphs:
        message = f"需OCR：正文是图片（{tally.pictures} 幅），没有文字可读"
        findings.append(Finding("needs_ocr", message, Severity.ERROR))
    for format in sorted(numbering.unknown):
        message = f"不认识的编号格式“{format[:40]}”，按阿拉伯数字显示"
        findings.append(Finding("number_format_unknown", message, Severity.WARNING))
    lost = sum(len(_LOST.findall(paragraph.text)) for paragraph in paragraphs)
    if lost:
        where = next(f"第{p.line}行" for p in paragraphs if _LOST.search(p.text))
        message = f"有 {lost} 个字符读不出，已原样留位"
        findings.append(Finding("unreadable_characters", message, Severity.ERROR, where))
    for name in package.broken:
        message = f"文件的一部分（{name[:80]}）已损坏，没有读"
        findings.append(Finding("part_broken", message, Severity.ERROR))
    return findings


__all__ = ["is_text_part", "is_word", "read_word"]
