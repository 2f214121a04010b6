"""Word files for tests, written as raw XML the way Word writes it, so that a test shows exactly what it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "settings": "settings",
    "header": "header",
    "footer": "footer",
}


def word_file(
    body: str,
    *,
    numbering: str | None = None,
    styles: str | None = None,
    parts: Mapping[str, str] | None = None,
    raw: Mapping[str, bytes] | None = None,
    main_type: str = f"{_ML}.document.main+xml",
) -> bytes:
    """A .docx whose body holds `body`; `parts` are further parts by name (`header1`: the content of its root)."""
    contents: dict[str, bytes] = {"word/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>")}
    named = {"numbering": numbering, "styles": styles, **(parts or {})}
    types, links = [], []
    for number, (name, content) in enumerate(named.items(), 1):
        if content is None:
            continue
        kind = _KINDS[name.rstrip("0123456789")]
        contents[f"word/{name}.xml"] = part({"header": "hdr", "footer": "ftr"}.get(kind, kind), content)
        types.append(f'<Override PartName="/word/{name}.xml" ContentType="{_ML}.{kind}+xml"/>')
        links.append(f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>')
    contents["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(links)}</Relationships>'.encode()
    )
    contents["_rels/.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'.encode()
    )
    contents["[Content_Types].xml"] = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/word/document.xml" ContentType="{main_type}"/>'
        f"{''.join(types)}</Types>".encode()
    )
    return zipped({**contents, **(raw or {})})


def zipped(contents: Mapping[str, bytes]) -> bytes:
    """A zip archive, the same bytes each time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(contents, key=lambda name: (name != "[Content_Types].xml", name)):
            archive.writestr(zipfile.ZipInfo(name), contents[name], zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def part(root: str, content: str) -> bytes:
    """A part `<w:root>`."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:{root} {NAMESPACES} mc:Ignorable="w14">{content}</w:{root}>'.encode()


def p(*content: str, properties: str = "", num: int | None = None, level: int | None = 0, style: str = "") -> str:
    """A paragraph; content that does not begin with `<` becomes a run of text."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        ilvl = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
        inside += f'<w:numPr>{ilvl}<w:numId w:val="{num}"/></w:numPr>'
    runs = "".join(piece if piece.startswith("<") else r(piece) for piece in content)
    return f"<w:p><w:pPr>{inside}{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def lvl(level: int, format: str, text: str, *, start: int | None = 1, extra: str = "", suff: str = "") -> str:
    """A level of a list; `extra` stands where lvlRestart, pStyle and isLgl do."""
    begin = f'<w:start w:val="{start}"/>' if start is not None else ""
    after = f'<w:suff w:val="{suff}"/>' if suff else ""
    return (
        f'<w:lvl w:ilvl="{level}">{begin}<w:numFmt w:val="{format}"/>{extra}{after}'
        f'<w:lvlText w:val={quoteattr(text)}/><w:lvlJc w:val="left"/></w:lvl>'
    )


def abstract(identifier: int, *levels: str, extra: str = "") -> str:
    """A list definition; `extra` stands where styleLink and numStyleLink do."""
    return (
        f'<w:abstractNum w:abstractNumId="{identifier}"><w:nsid w:val="{identifier:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{extra}{"".join(levels)}</w:abstractNum>'
    )


def num(identifier: int, abstract_id: int, *overrides: str) -> str:
    """A list that paragraphs name."""
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{abstract_id}"/>{"".join(overrides)}</w:num>'


def override(level: int, start: int | None = None, definition: str = "") -> str:
    """An override of a level of a num."""
    begin = f'<w:startOverride w:val="{start}"/>' if start is not None else ""
    return f'<w:lvlOverride w:ilvl="{level}">{begin}{definition}</w:lvlOverride>'


def style(
    identifier: str,
    *,
    name: str = "",
    based_on: str = "",
    ppr: str = "",
    rpr: str = "",
    kind: str = "paragraph",
    default: bool = False,
) -> str:
    """A style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    is_default = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}"{is_default} w:styleId="{identifier}"><w:name w:val="{name or identifier}"/>{base}'
        f"<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    )
