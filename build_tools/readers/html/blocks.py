"""A parsed page → its lines of text, each with where it stands: what a browser would print, one block a line.

Nothing of the page is run or fetched: elements are looked at one by one, in order, without recursion. Text of the
page's machinery (scripts, styles, form fields) is no text. Everything else becomes a `Block`; which blocks are the
article decides `article.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from build_tools.readers.html.lists import Counter, has_own_number
from build_tools.readers.html.words import Words

_SKIPPED = frozenset(
    "head script style template noscript noframes iframe object embed applet canvas audio video map svg select option "
    "optgroup datalist input button textarea progress meter param source track rp".split()
)
"""Their text is never printed, or is no text."""
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody "
    "td tfoot th thead tr ul xmp listing plaintext".split()
)
"""HTML 15.3.3: elements that begin and end a line."""
_FURNITURE = frozenset("nav footer aside menu".split())
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|(?<!-)font\s*:[^;]{0,20}\bbold\b", re.I)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|lighter|[1-5]00)", re.I)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|(?<!-)font-size\s*:\s*0(?![.\d]*[1-9])", re.I
)
_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table)\b", re.I)
_PRE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
_INDENT = re.compile(r"text-indent\s*:\s*(\d*\.?\d+)\s*(em|ic|ch|rem|px|pt|cm|mm|in|%)?", re.I)
_LEAST_INDENT = {"em": 1.5, "ic": 1.5, "rem": 1.5, "ch": 3, "px": 16, "pt": 14, "cm": 0.5, "mm": 5, "in": 0.2, "%": 1}
_CENTRED = re.compile(r"text-align\s*:\s*(?:-\w+-)?center", re.I)
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f“”‘’…—"
_LINE_END = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n[ \t\r\n\f]*(?=[{_WIDE}])")
"""A line end in the source between two characters of a script that has no blanks (CSS Text 3, 4.1.2)."""
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_EDGES = "\ufeff \t\u3000\xa0\u2002\u2003"
_PINYIN = re.compile(r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ·' ]+", re.I)


@dataclass(slots=True)
class Node:
    """A block element: where blocks stand."""

    parent: int
    tag: str
    furniture: bool = False
    """Its tag, name or role says that it is no part of the text."""
    weak: bool = False
    """Its name hints at it."""
    hidden: bool = False
    removed: bool = False
    """`del`: struck out of the document by its author."""
    columns: list[int] = field(default_factory=list)
    """Of a table: cells in each row."""
    nested: bool = False
    """Of a table: another table stands inside."""


@dataclass(slots=True)
class Block:
    """A line of text."""

    text: str
    line: int
    node: int
    """Index of the innermost block element."""
    level: int = 0
    """1–6 inside a heading."""
    strong: bool = False
    strong_lead: int = 0
    indented: bool = False
    after_blank: bool = False
    centred: bool = False
    links: int = 0
    """Characters, white space left out, that are links to elsewhere."""
    cell: int = -1
    """Index of the table's node where it stands in one."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as lines."""

    nodes: list[Node]
    blocks: list[Block]
    unseen: list[str]
    """Text that no reader of the page sees: hidden words inside lines, struck-out words."""


@dataclass(slots=True)
class _Open:
    """What holds inside an element that is open."""

    node: int
    bold: bool = False
    link: bool = False
    pre: bool = False
    unseen: bool = False
    level: int = 0
    indented: bool = False
    centred: bool = False
    table: int = -1
    skip: bool = False
    counter: Counter | None = None
    ruby: int = -1


class Walker:
    """Goes once through a page."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.nodes: list[Node] = [Node(-1, "html")]
        self.blocks: list[Block] = []
        self.unseen: list[str] = []
        self.open: list[_Open] = [_Open(0)]
        self.pieces: list[tuple[str, bool, bool]] = []
        self.line = 0
        self.number = ""
        self.blank = False
        self.breaks = 0

    def page(self, root: etree._Element) -> Page:
        """The page's lines, in order."""
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._start(element)
            elif event == "end":
                self._end(element)
                self._text(element.tail, element)
            else:
                self._text(element.tail, element)
        self._flush()
        return Page(self.nodes, self.blocks, self.unseen)

    # ------------------------------------------------------------ elements

    def _start(self, element: etree._Element) -> None:
        above = self.open[-1]
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        now = _Open(
            above.node, above.bold, above.link, above.pre, above.unseen, above.level, above.indented, above.centred,
            above.table, above.skip,
        )  # fmt: skip
        self.open.append(now)
        if above.skip or tag in _SKIPPED:
            now.skip = True
            return
        style = element.get("style") or ""
        is_block = tag in _BLOCKS or bool(style and _AS_BLOCK.search(style))
        is_hidden = element.get("hidden") is not None or bool(style and _HIDDEN.search(style))
        is_hidden = is_hidden or (tag == "dialog" and element.get("open") is None)
        if is_block:
            self._flush()
            self._enter(element, tag, style, is_hidden, now)
        elif (is_hidden or tag == "del") and not self.nodes[above.node].hidden:
            # Within a line the words are left out; a wrapper of whole blocks is judged like any other element.
            if _wraps_blocks(element):
                self._flush()
                self._enter(element, tag, style, is_hidden, now)
            else:
                now.unseen = True
        if tag in ("b", "strong") or (style and _BOLD.search(style)):
            now.bold = True
        elif style and _NOT_BOLD.search(style):
            now.bold = False
        if tag == "a" and (href := element.get("href")) and not href.strip().startswith("#"):
            now.link = True
        if tag == "br":
            self._break()
        elif tag == "rt":
            now.ruby = len(self.pieces)
        self._text(element.text, element)

    def _enter(self, element: etree._Element, tag: str, style: str, is_hidden: bool, now: _Open) -> None:
        above = self.open[-2]
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        role = element.get("role") or ""
        node = Node(above.node, tag, hidden=is_hidden, removed=tag == "del")
        node.furniture = tag in _FURNITURE or ((names != " " or role != "") and self.words.is_furniture(names, role))
        node.weak = tag == "header" or self.words.is_weak_furniture(names)
        self.nodes.append(node)
        now.node = len(self.nodes) - 1
        now.pre = above.pre or tag in ("pre", "xmp", "listing", "plaintext") or bool(style and _PRE.search(style))
        if tag[0] == "h" and tag[1:].isdigit():
            now.level = int(tag[1:])
        if style and (match := _INDENT.search(style)):
            unit = (match.group(2) or "px").lower()
            now.indented = float(match.group(1)) >= _LEAST_INDENT[unit]
        if tag == "center" or (element.get("align") or "").lower() == "center" or (style and _CENTRED.search(style)):
            now.centred = True
        elif element.get("align") or "text-align" in style:
            now.centred = False
        if tag == "table":
            if above.table >= 0:
                self.nodes[above.table].nested = True
            now.table = now.node
        elif tag == "tr" and above.table >= 0:
            self.nodes[above.table].columns.append(0)
        elif tag in ("td", "th") and above.table >= 0 and self.nodes[above.table].columns:
            self.nodes[above.table].columns[-1] += 1
        elif tag == "ol":
            now.counter = _counter(element, style)
        elif tag == "li" and above.counter is not None:
            self.number = above.counter.number(element.get("value") or "")

    def _end(self, element: etree._Element) -> None:
        closed, above = self.open[-1], self.open[-2]
        if closed.ruby >= 0:
            self._close_ruby(closed)
        if closed.node != above.node:
            before = len(self.blocks)
            self._flush()
            if element.tag == "p" and len(self.blocks) == before and not len(element):
                self.blank = True
            elif element.tag == "li":
                self.number = ""
        self.open.pop()

    def _break(self) -> None:
        if not self._flush():
            self.breaks += 1
            self.blank = self.blank or self.breaks > 1
        else:
            self.breaks = 1

    def _close_ruby(self, closed: _Open) -> None:
        """Readings beside characters as they are written where there is no ruby: 领(lǐng)."""
        reading = "".join(text for text, _, _ in self.pieces[closed.ruby :]).strip()
        if reading:
            marks = "()" if _PINYIN.fullmatch(reading) else "（）"
            self.pieces[closed.ruby :] = [(f"{marks[0]}{reading}{marks[1]}", closed.bold, closed.link)]

    # ------------------------------------------------------------ text

    def _text(self, text: str | None, element: etree._Element) -> None:
        now = self.open[-1]
        if not text or now.skip:
            return
        if now.unseen:
            if text.strip():
                self.unseen.append(_BLANKS.sub(" ", text).strip())
            return
        if not self.pieces or (not self.line and not text.isspace()):
            self.line = _source_line(element)
        if now.pre and "\n" in text:
            first, *others = text.split("\n")
            self.pieces.append((first, now.bold, now.link))
            for line in others:
                self._break()
                self.line = _source_line(element)
                self.pieces.append((line, now.bold, now.link))
        else:
            self.pieces.append((text, now.bold, now.link))

    def _flush(self) -> bool:
        """Ends the line; whether any text stood in it."""
        pieces, self.pieces = self.pieces, []
        raw = "".join(text for text, _, _ in pieces)
        if not raw or (raw.isspace() and not raw.strip(_EDGES + "\r\n\f")):
            return False
        now = self.open[-1]
        text = _BLANKS.sub(" ", _LINE_END.sub("", raw))
        bare = text.strip(_EDGES)
        indented = (
            now.indented or len(text.lstrip(" ")) - len(text.lstrip(_EDGES)) >= 2 or text.lstrip(" ")[:1] == "\u3000"
        )
        block = Block(bare, self.line, now.node, now.level, indented=indented, after_blank=self.blank)
        block.centred, block.cell = now.centred, now.table
        block.links = sum(_ink(text) for text, _, link in pieces if link)
        if not now.level:
            _set_bold(block, pieces)
        if self.number and not has_own_number(bare):
            block.text = self.number + bare
            block.strong_lead += len(self.number) if block.strong_lead else 0
        self.number = ""
        self.blank, self.breaks, self.line = False, 0, 0
        self.blocks.append(block)
        return True


def _set_bold(block: Block, pieces: list[tuple[str, bool, bool]]) -> None:
    """Sets `strong` where all ink is bold, `strong_lead` where the first of it is."""
    lead = 0
    for text, bold, _ in pieces:
        ink = _ink(text)
        if ink and not bold:
            break
        lead += ink
    else:
        block.strong = lead > 0
        return
    if lead:
        seen = 0
        for index, character in enumerate(block.text):
            seen += not character.isspace() and character != "\ufeff"
            if seen == lead:
                block.strong_lead = index + 1
                return


def _ink(text: str) -> int:
    """Characters that are no white space."""
    return len("".join(text.split()).replace("\ufeff", ""))


def _source_line(element: etree._Element) -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def _wraps_blocks(element: etree._Element) -> bool:
    return any(isinstance(child.tag, str) and child.tag in _BLOCKS for child in element.iterdescendants())


def _counter(element: etree._Element, style: str) -> Counter:
    items = sum(1 for child in element if child.tag == "li")
    kind, start = element.get("type") or "", element.get("start") or ""
    return Counter(kind, style, start, items, element.get("reversed") is not None)
