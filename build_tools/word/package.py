"""The parts of a .docx and their bytes: the same blocks give the same file, whenever and wherever."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from build_tools.word import layout
from build_tools.word.archive import Packed, packed, zipped
from build_tools.word.blocks import Block, Title
from build_tools.word.body import paragraphs
from build_tools.word.styles import font_table, style_sheet
from build_tools.word.xml import HEAD, NAMESPACE, xml_text

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "styles": ("styles.xml", "styles"),
    "settings": ("settings.xml", "settings"),
    "fonts": ("fontTable.xml", "fontTable"),
    "odd": ("footer1.xml", "footer"),
    "even": ("footer2.xml", "footer"),
}
"""Relationship of the document → file and kind of the part."""


def word_file(blocks: Iterable[Block], title: str | None = None) -> bytes:
    """A .docx of these blocks. `title` is the document's property, the first Title where it is not given."""
    blocks = tuple(blocks)
    if title is None:
        title = next((block.text for block in blocks if isinstance(block, Title)), "")
    own = {"docProps/core.xml": _properties(title), "word/document.xml": _document(blocks)}
    return zipped([*_common(), *(packed(name, text.encode("utf-8")) for name, text in own.items())])


@cache
def _common() -> tuple[Packed, ...]:
    """The parts that are the same in every file, packed once: most of the work of writing a short one."""
    return tuple(packed(name, text.encode("utf-8")) for name, text in _parts().items())


def _parts() -> dict[str, str]:
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            {
                "document": ("word/document.xml", f"{_OFFICE}/officeDocument"),
                "properties": ("docProps/core.xml", f"{_PACKAGE}/relationships/metadata/core-properties"),
            }
        ),
        "word/_rels/document.xml.rels": _relationships(
            {name: (file, f"{_OFFICE}/{kind}") for name, (file, kind) in _PARTS.items()}
        ),
        "word/styles.xml": style_sheet(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": font_table(),
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
    }


def _content_types() -> str:
    overrides = {"/word/document.xml": f"{_MAIN}.document.main+xml"}
    overrides |= {f"/word/{file}": f"{_MAIN}.{kind}+xml" for file, kind in _PARTS.values()}
    overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    rows = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def _relationships(targets: dict[str, tuple[str, str]]) -> str:
    rows = "".join(f'<Relationship Id="{n}" Type="{kind}" Target="{file}"/>' for n, (file, kind) in targets.items())
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _properties(title: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{xml_text(title)}</dc:title>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _document(blocks: tuple[Block, ...]) -> str:
    return (
        f'{HEAD}<w:document {NAMESPACE} xmlns:r="{_OFFICE}"><w:body>{"".join(paragraphs(blocks))}'
        '<w:sectPr><w:footerReference w:type="default" r:id="odd"/><w:footerReference w:type="even" r:id="even"/>'
        f'<w:pgSz w:w="{layout.PAGE_WIDTH}" w:h="{layout.PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{layout.TOP}" w:right="{layout.RIGHT}" w:bottom="{layout.BOTTOM}" w:left="{layout.LEFT}" '
        f'w:header="{layout.FOOTER}" w:footer="{layout.FOOTER}" w:gutter="0"/>'
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{layout.LINE_PITCH}" w:charSpace="0"/>'
        "</w:sectPr></w:body></w:document>"
    )


def _settings() -> str:
    """Odd and even page numbers differ; punctuation keeps its full width, or lines would hold more than 28."""
    return (
        f'{HEAD}<w:settings {NAMESPACE}><w:zoom w:percent="100"/><w:defaultTabStop w:val="{2 * layout.CHARACTER}"/>'
        '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        "<w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
        "<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _footer(edge: str) -> str:
    """`— 1 —`, one character from the outer edge: right on odd pages, left on even ones."""
    field = "".join(
        f"<w:r><w:rPr/>{piece}</w:r>"
        for piece in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    properties = f'<w:pStyle w:val="Footer"/><w:ind w:{edge}="{layout.NUMBER_SIZE}"/><w:jc w:val="{edge}"/>'
    return f"{HEAD}<w:ftr {NAMESPACE}><w:p><w:pPr>{properties}</w:pPr>{field}</w:p></w:ftr>"
