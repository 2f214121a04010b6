"""The text part of a material's page: every word of the outline, once, in the order of the text.

The text stands between `TEXT_BEGIN` and `TEXT_END` (twice on a page: the title, then the rest), so that
tests, search and exports can cut it out. Inside, markup adds no word: links beside headings are empty
and get their sign from the style sheet.

Headings are raw `<h2 id="s1">` because that is the only form in which both dialects give a heading its
own anchor; inside a `<div markdown>` Python-Markdown still lists them in the table of contents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools.model import Block, Material, Outline, Point, Section
from build_tools.pages.links import aspect_path, html_link, material_path
from build_tools.pages.markdown import escape, escape_line, titled
from build_tools.pages.naming import aspect_label
from build_tools.vocabulary import Vocabulary

TEXT_BEGIN = "<!-- 正文 -->"
TEXT_END = "<!-- 正文完 -->"


def title_text(material: Material) -> str:
    """The heading of the page: the title's lines as printed, or the supplied title with a hint."""
    lines = material.outline.title_lines
    if lines and title_is_printed(material):
        inner = "<br>".join(titled(block.text.strip()) for block in lines)
        return f'{TEXT_BEGIN}\n\n<h1 id="title">{inner}</h1>\n\n{TEXT_END}\n'
    hint = '<span class="hint">拟题</span>' if material.description.title_supplied else ""
    return f'<h1 id="title">{titled(material.description.title)}{hint}</h1>\n'


def title_is_printed(material: Material) -> bool:
    """Whether the title shown is the one that stands in the text (a record may say another)."""
    printed = "".join(block.text for block in material.outline.title_lines)
    return "".join(printed.split()) == "".join(material.description.title.split())


def text_part(material: Material, vocabulary: Vocabulary) -> str:
    """Everything below the title, as Markdown with anchors."""
    outline = material.outline
    pieces = [TEXT_BEGIN, '<div class="text" markdown>', *_front(material)]
    if outline.preamble:
        pieces += ['<div id="preamble"></div>', *_paragraphs(outline.preamble)]
    tags = _Tags(vocabulary, material_path(material.id))
    for section in outline.sections:
        pieces += _section(section, 2, tags)
    pieces += _back(outline)
    return "\n\n".join([*pieces, "</div>", TEXT_END]) + "\n"


def _front(material: Material) -> Iterator[str]:
    outline = material.outline
    if outline.title_lines and not title_is_printed(material):
        yield from _set_apart("printed-title", outline.title_lines)
    yield from _set_apart("contents", outline.contents)
    yield from _set_apart("byline", outline.byline)


def _back(outline: Outline) -> Iterator[str]:
    if outline.closing:
        yield '<hr class="closing-rule" id="closing">'
        yield from _paragraphs(outline.closing)
    elif outline.signature:
        yield '<div id="closing"></div>'
    yield from _set_apart("signature", outline.signature)


def _set_apart(name: str, blocks: tuple[Block, ...]) -> Iterator[str]:
    """Lines that are not running text, in a box of their own."""
    if blocks:
        lines = "\n".join(f"<p>{_with_points(block)}</p>" for block in blocks if block.text.strip())
        yield f'<div class="{name}">\n{lines}\n</div>'


class _Tags:
    """The small links beside a heading that lead to its aspects' pages; each is made once."""

    def __init__(self, vocabulary: Vocabulary, page: str) -> None:
        self._vocabulary = vocabulary
        self._page = page

    def of(self, section: Section) -> str:
        known = self._vocabulary.frameworks.aspects
        return "".join(self._tag(aspect) for aspect in section.aspects if aspect in known)

    def _tag(self, aspect: str) -> str:
        label = escape(aspect_label(aspect, self._vocabulary))
        target = html_link(aspect_path(aspect), self._page)
        short = escape(aspect.replace("-", "·"))
        return f'<a class="aspect" href="{target}" title="{label}" aria-label="{label}" data-tag="{short}"></a>'


def _section(section: Section, level: int, tags: _Tags) -> Iterator[str]:
    anchor = escape(section.anchor)
    kind = ' class="run-in"' if section.run_in else ""
    permalink = f'<a class="headerlink" href="#{anchor}" title="此处的链接" aria-label="此处的链接"></a>'
    level = min(level, 6)
    yield f'<h{level} id="{anchor}"{kind}>{escape(section.printed.strip())}{permalink}{tags.of(section)}</h{level}>'
    yield from _paragraphs(section.blocks)
    for child in section.sections:
        yield from _section(child, level + 1, tags)


def _paragraphs(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if text := _with_points(block):
            yield text


def _with_points(block: Block) -> str:
    """A paragraph whose points are marked, their numbers being links to themselves."""
    text = block.text
    if block.withheld is not None:
        return _withheld(block)
    if not block.points:
        return escape_line(text)
    limits = [*(point.start for point in block.points[1:]), len(text)]
    pieces: list[str] = []
    last = 0
    for point, limit in zip(block.points, limits, strict=True):
        start = max(point.start, last)
        end = max(start, min(point.end, limit))
        before = text[last:start]
        pieces.append(escape(before) if last else escape_line(before))
        pieces.append(_point(point, text[start:end]))
        last = end
    pieces.append(escape(text[last:].rstrip()))
    return "".join(pieces)


def _withheld(block: Block) -> str:
    """The note in place of words that are not shown, and the anchors of the points in them."""
    anchors = "".join(f'<span id="{escape(point.anchor)}"></span>' for point in block.points)
    if not block.text:
        return f"<div>{anchors}</div>" if anchors else ""
    return f'<p class="withheld">{anchors}{escape(block.text)}</p>'


def _point(point: Point, printed: str) -> str:
    anchor = escape(point.anchor)
    kind = "point" if point.depth == 1 else "point deeper"
    number = point.number if printed.startswith(point.number) else ""
    link = f'<a href="#{anchor}">{escape(number or printed)}</a>'
    rest = escape(printed[len(number) :]) if number else ""
    return f'<span class="{kind}" id="{anchor}">{link}{rest}</span>'
