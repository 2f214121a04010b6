"""PDF files for tests, made by hand: characters at places, lines, pictures. No font is embedded; each character says
through a ToUnicode map what it is, as in the files that word processors make."""

from __future__ import annotations

from dataclasses import dataclass, field

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP = 79.0, 521.0, 737.0
"""The type area of GB/T 9704-2012."""
PITCH = 28.8
SIZE = 16.0


@dataclass
class Page:
    """One page that is being made."""

    content: list[str] = field(default_factory=list)
    turn: int = 0
    used: set[str] = field(default_factory=set)

    def write(
        self, text: str, x: float, y: float, size: float = SIZE, bold: bool = False, matrix: str = "1 0 0 1"
    ) -> None:
        """Characters on one line; Latin ones are half as wide."""
        self.used |= set(text)
        codes = "".join(f"{ord(c):04x}" for c in text)
        self.content.append(f"BT /{'B' if bold else 'F'} {size} Tf {matrix} {x:.2f} {y:.2f} Tm <{codes}> Tj ET")

    def centre(self, text: str, y: float, size: float = SIZE) -> None:
        """A line in the middle."""
        self.write(text, (LEFT + RIGHT - width(text, size)) / 2, y, size)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A thin line, level or upright."""
        self.content.append(f"{x0} {y0} {max(x1 - x0, 0.5)} {max(y1 - y0, 0.5)} re f")

    def picture(self) -> None:
        """A scan that fills the page."""
        self.content.append("q 500 0 0 700 40 70 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q")


def width(text: str, size: float) -> float:
    """Points that a text takes."""
    return sum(0.5 if c.isascii() else 1.0 for c in text) * size


def pdf(pages: list[Page], info: dict[str, str] | None = None) -> bytes:
    """The file."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    fonts = []
    used = sorted({character for page in pages for character in page.used})
    for name in ("FangSong", "FangSong-Bold"):
        at = len(objects) + 1
        fonts.append(at)
        objects += [
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{at + 1} 0 R] /ToUnicode {at + 3} 0 R >>",
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            f" /DW 1000 /W [32 126 500] /FontDescriptor {at + 2} 0 R >>",
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0"
            " /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
            _stream(_unicode_map(used)),
        ]
    kids = []
    for page in pages:
        objects.append(_stream("\n".join(page.content)))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {page.turn} /Contents {len(objects)} 0 R "
            f"/Resources << /Font << /F {fonts[0]} 0 R /B {fonts[1]} 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    told = "".join(f"/{key} <feff{value.encode('utf-16-be').hex()}>" for key, value in (info or {}).items())
    objects.append(f"<< {told} >>")
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _unicode_map(used: list[str]) -> str:
    """Codes are characters (PDF 32000-1, 9.10.3)."""
    pairs = [f"<{ord(c):04x}> <{ord(c):04x}>" for c in used]
    blocks = (pairs[at : at + 100] for at in range(0, len(pairs), 100))
    mapped = " ".join(f"{len(block)} beginbfchar {' '.join(block)} endbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        f"1 begincodespacerange <0000> <ffff> endcodespacerange {mapped} endcmap end end"
    )


def _stream(content: str) -> str:
    return f"<< /Length {len(content.encode('latin-1'))} >>\nstream\n{content}\nendstream"


def typeset(
    paragraphs: list[str], rows: int = 22, number: str = "— {} —", head: str = "", indent: int = 2
) -> list[Page]:
    """Pages of running text as GB/T 9704-2012 sets it: first lines set in, the last row of a page filled by the next
    paragraph."""
    lines: list[tuple[str, int]] = []
    for paragraph in paragraphs:
        first, *others = broken(paragraph, RIGHT - LEFT, indent * SIZE)
        lines += [(first, indent), *((line, 0) for line in others)]
    pages = []
    for at in range(0, len(lines), rows):
        page = Page()
        for row, (line, start) in enumerate(lines[at : at + rows]):
            page.write(line, LEFT + start * SIZE, TOP - row * PITCH)
        if number:
            page.centre(number.format(len(pages) + 1), 60, 14)
        if head:
            page.centre(head, 790, 12)
        pages.append(page)
    return pages


def broken(text: str, room: float, indent: float = 0.0) -> list[str]:
    """A paragraph as lines of this width in points; no line begins with a mark."""
    lines, line = [], ""
    for character in text:
        full = width(line + character, SIZE) > room - (0 if lines else indent)
        if full and character not in "，。、；：！？）”》":
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]
