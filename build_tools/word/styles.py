"""Fonts and styles: `word/styles.xml` and `word/fontTable.xml`.

Fonts are named, not embedded: those that the standard means are not free. The font table says what to take where
one is missing. Order of elements is that of ECMA-376's schema, which Word insists on.
"""

from __future__ import annotations

from dataclasses import dataclass

from build_tools.word.layout import CHARACTER, LINE_PITCH, NUMBER_LINE, NUMBER_SIZE, SIZE, TIGHTENED, TITLE_SIZE
from build_tools.word.xml import HEAD, NAMESPACE


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the standard."""

    name: str
    instead: str
    """What to take where it is missing, in order, parted by commas."""
    panose: str
    family: str
    """`roman` `modern` `script` `auto`: the last resort of an application."""


SONG_TITLE = Font(
    "方正小标宋简体",
    "方正小标宋_GBK,小标宋体,华文中宋,STZhongsong,宋体,Noto Serif CJK SC",
    "02000000000000000000",
    "script",
)
FANGSONG = Font(
    "仿宋_GB2312",
    "仿宋,FangSong,方正仿宋_GBK,华文仿宋,STFangsong,宋体,Noto Serif CJK SC",
    "02010609030101010101",
    "modern",
)
KAITI = Font(
    "楷体_GB2312", "楷体,KaiTi,方正楷体_GBK,华文楷体,STKaiti,宋体,Noto Serif CJK SC", "02010609030101010101", "modern"
)
HEITI = Font("黑体", "SimHei,方正黑体_GBK,华文黑体,STHeiti,Noto Sans CJK SC", "02010609060101010101", "modern")
SONGTI = Font("宋体", "SimSun,方正书宋_GBK,华文宋体,STSong,Noto Serif CJK SC", "02010600030101010101", "auto")

HEADING_FONTS = (HEITI, KAITI, FANGSONG, FANGSONG)
"""By level."""

_OFF_GRID = '<w:snapToGrid w:val="0"/>'


def fonts(font: Font) -> str:
    """Every attribute is named: else Word takes Latin letters, figures and quotation marks from another font."""
    return f'<w:rFonts w:ascii="{font.name}" w:hAnsi="{font.name}" w:eastAsia="{font.name}" w:cs="{font.name}" w:hint="eastAsia"/>'


def font_table() -> str:
    """`word/fontTable.xml`"""
    rows = "".join(
        f'<w:font w:name="{font.name}"><w:altName w:val="{font.instead}"/><w:panose1 w:val="{font.panose}"/>'
        f'<w:charset w:val="86"/><w:family w:val="{font.family}"/><w:pitch w:val="default"/></w:font>'
        for font in (SONG_TITLE, FANGSONG, KAITI, HEITI, SONGTI)
    )
    return f"{HEAD}<w:fonts {NAMESPACE}>{rows}</w:fonts>"


def style_sheet() -> str:
    """`word/styles.xml`. Only text of 16 pt stands on the grid: title and page number would take two cells a character."""
    indent = f'<w:ind w:firstLineChars="200" w:firstLine="{2 * CHARACTER}"/>'
    flush = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    styles = [
        _paragraph("Normal", "Normal", FANGSONG, SIZE, pPr=_spacing() + indent + '<w:jc w:val="both"/>', based=None),
        _paragraph("Title", "Title", SONG_TITLE, TITLE_SIZE, pPr=_OFF_GRID + flush + '<w:jc w:val="center"/>'),
        _paragraph("Centred", "题下", KAITI, SIZE, pPr=flush + '<w:jc w:val="center"/>'),
        _paragraph("Signature", "落款", FANGSONG, SIZE, pPr=flush + '<w:jc w:val="right"/>'),
        _paragraph("Placeholder", "待填", FANGSONG, SIZE, rPr='<w:shd w:val="clear" w:color="auto" w:fill="D9D9D9"/>'),
        _paragraph("Footer", "footer", SONGTI, NUMBER_SIZE, pPr=_footer() + flush),
    ]
    for level, font in enumerate(HEADING_FONTS, 1):
        outline = f'<w:outlineLvl w:val="{level - 1}"/>'
        identifier = f"Heading{level}"
        styles.append(_paragraph(identifier, f"heading {level}", font, SIZE, pPr=outline, link=f"{identifier}Char"))
        styles.append(_run_in(identifier, level, font))
    return f"{HEAD}<w:styles {NAMESPACE}>{_defaults()}{''.join(styles)}</w:styles>"


def _defaults() -> str:
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    run = f"{fonts(FANGSONG)}{_size(SIZE)}{language}"
    return f"<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"


def _spacing() -> str:
    """An exact pitch and nothing that would move a line to another page: every full page has 22 lines.

    Blanks between Chinese and Latin, and punctuation in the margin, would break the grid of characters.
    """
    return (
        '<w:keepNext w:val="0"/><w:keepLines w:val="0"/><w:widowControl w:val="0"/>'
        '<w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{LINE_PITCH}" w:lineRule="exact"/>'
    )


def _footer() -> str:
    return f'{_OFF_GRID}<w:spacing w:before="0" w:after="0" w:line="{NUMBER_LINE}" w:lineRule="exact"/>'


def _size(twips: int) -> str:
    size = f'<w:sz w:val="{twips // 10}"/><w:szCs w:val="{twips // 10}"/>'
    return f'<w:spacing w:val="{TIGHTENED}"/>{size}' if twips == SIZE else f'{_OFF_GRID}<w:spacing w:val="0"/>{size}'


def _paragraph(
    identifier: str,
    name: str,
    font: Font,
    size: int,
    pPr: str = "",
    rPr: str = "",
    based: str | None = "Normal",
    link: str | None = None,
) -> str:
    default = ' w:default="1"' if based is None else ""
    head = f'<w:name w:val="{name}"/>'
    if based is not None:
        head += (
            f'<w:basedOn w:val="{based}"/><w:next w:val="{based if link or identifier == "Title" else identifier}"/>'
        )
    if link is not None:
        head += f'<w:link w:val="{link}"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{identifier}">{head}<w:qFormat/>'
        f"<w:pPr>{pPr}</w:pPr><w:rPr>{fonts(font)}{_size(size)}{rPr}</w:rPr></w:style>"
    )


def _run_in(identifier: str, level: int, font: Font) -> str:
    """The style of a heading inside its paragraph; being linked to the heading's style, it gets into a table of contents."""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{identifier}Char">'
        f'<w:name w:val="标题 {level} 字符"/><w:link w:val="{identifier}"/>'
        f"<w:rPr>{fonts(font)}{_size(SIZE)}</w:rPr></w:style>"
    )
