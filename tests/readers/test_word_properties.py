"""Whatever the structure of a Word file: no crash, and every text that Word shows comes out once."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.readers.word import read_word
from tests.readers.word_files import abstract, lvl, num, override, word_file

NUMBERING = (
    abstract(0, lvl(0, "chineseCounting", "%1、"), lvl(1, "decimal", "%1.%2"), lvl(2, "bullet", "●"))
    + abstract(1, lvl(0, "foo", "%1"), lvl(3, "none", ""))
    + num(1, 0)
    + num(2, 0, override(0, 4))
    + num(3, 1)
    + num(4, 9)
)
HIDE = {"del", "moveFrom", "rt", "pPr", "rPr", "sdtPr", "instrText", "delText", "tblPr", "trPr"}
"""Elements under which a `w:t` is not shown."""
WRAPPERS = (
    "p",
    "r",
    "tbl",
    "tr",
    "tc",
    "sdt",
    "sdtContent",
    "ins",
    "hyperlink",
    "ruby",
    "rubyBase",
    "customXml",
    "x",
    "pict",
)
LEAVES = (
    "tab",
    "br",
    "noBreakHyphen",
    "bookmarkStart",
    "footnoteReference",
    "proofErr",
    "sym",
    "lastRenderedPageBreak",
)
TOKEN = re.compile("⟨\\d+⟩")

Tree = tuple[str, list["Tree"]]


def trees() -> st.SearchStrategy[Tree]:
    """Any nesting of elements, sensible or not; the leaves are mostly text."""
    leaf = st.tuples(st.sampled_from(("t", "t", "t", *LEAVES)), st.just([]))
    return st.recursive(
        leaf,
        lambda inner: st.tuples(
            st.sampled_from((*WRAPPERS, *sorted(HIDE), "txbxContent")), st.lists(inner, max_size=4)
        ),
        max_leaves=25,
    )


def written(tree: Tree, numbers: itertools.count[int], shown: dict[str, bool], hidden: bool = False) -> str:
    """A tree as XML; every text in it is a token of its own, noted with whether it is to be shown."""
    tag, children = tree
    hidden = hidden or tag in HIDE
    if tag == "t":
        token = f"⟨{next(numbers)}⟩"
        shown[token] = not hidden
        return f"<w:t>{token}</w:t>"
    return f"<w:{tag}>{''.join(written(child, numbers, shown, hidden) for child in children)}</w:{tag}>"


def tokens_of(data: bytes) -> Counter[str]:
    """How often each token stands in the text that was read."""
    reading = read_word(data, "a.docx")
    assert all(paragraph.text for paragraph in reading.paragraphs)
    return Counter(TOKEN.findall("\n".join(paragraph.text for paragraph in reading.paragraphs)))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(trees(), max_size=6))
def test_any_nesting_shows_every_text_once(body: list[Tree]) -> None:
    shown: dict[str, bool] = {}
    numbers = itertools.count()
    data = word_file("".join(written(tree, numbers, shown) for tree in body), numbering=NUMBERING)
    assert tokens_of(data) == Counter(token for token, is_shown in shown.items() if is_shown)


class Writer:
    """Draws a body the way Word writes it, and knows what of it is to be seen."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.shown: list[str] = []
        self.count = itertools.count()

    def text(self, is_shown: bool = True) -> str:
        """A `w:t` with a token of its own."""
        token = f"⟨{next(self.count)}⟩"
        if is_shown:
            self.shown.append(token)
        return f"<w:t>{token}</w:t>"

    def run(self, is_shown: bool = True) -> str:
        """A run, hidden at times."""
        kind = self.draw(st.sampled_from(("plain", "bold", "hidden", "break", "shown")))
        setting = {"bold": "<w:b/>", "hidden": "<w:vanish/>", "shown": '<w:vanish w:val="0"/>'}.get(kind, "")
        inside = self.text(is_shown and kind != "hidden")
        return f"<w:r><w:rPr>{setting}</w:rPr>{'<w:br/>' if kind == 'break' else ''}{inside}</w:r>"

    def inline(self, depth: int, is_shown: bool = True) -> str:
        """Something inside a paragraph."""
        kind = self.draw(st.sampled_from(("run", "run", "ins", "del", "field", "box", "link", "ruby")))
        if kind == "run" or depth > 3:
            return self.run(is_shown)
        if kind == "ins":
            return f'<w:ins w:id="1">{self.inline(depth + 1, is_shown)}</w:ins>'
        if kind == "del":
            return f'<w:del w:id="1">{self.inline(depth + 1, False)}</w:del>'
        if kind == "link":
            return f"<w:hyperlink>{self.inline(depth + 1, is_shown)}</w:hyperlink>"
        if kind == "ruby":
            return f"<w:r><w:ruby><w:rt>{self.run(False)}</w:rt><w:rubyBase>{self.run(is_shown)}</w:rubyBase></w:ruby></w:r>"
        if kind == "field":
            mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
            code = f"<w:r><w:instrText>REF</w:instrText></w:r>{self.inline(depth + 1, False)}"
            return f"{mark('begin')}{code}{mark('separate')}{self.inline(depth + 1, is_shown)}{mark('end')}"
        inside = self.paragraph(depth + 1, is_shown)
        return (
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{inside}'
            f"</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{inside}"
            "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )

    def paragraph(self, depth: int, is_shown: bool = True) -> str:
        """A paragraph, numbered at times, with a deleted or hidden mark at times."""
        numbered = f'<w:numPr><w:ilvl w:val="{self.draw(st.integers(0, 9))}"/><w:numId w:val="{self.draw(st.integers(0, 5))}"/></w:numPr>'
        mark = self.draw(
            st.sampled_from(("", "", "", '<w:rPr><w:del w:id="1"/></w:rPr>', "<w:rPr><w:vanish/></w:rPr>"))
        )
        runs = "".join(self.inline(depth, is_shown) for _ in range(self.draw(st.integers(0, 3))))
        return f"<w:p><w:pPr>{self.draw(st.sampled_from(('', numbered)))}{mark}</w:pPr>{runs}</w:p>"

    def block(self, depth: int = 0) -> str:
        """A paragraph, table or content control."""
        kind = self.draw(st.sampled_from(("paragraph", "paragraph", "paragraph", "table", "control")))
        if kind == "paragraph" or depth > 2:
            return self.paragraph(depth)
        inner = "".join(self.block(depth + 1) for _ in range(self.draw(st.integers(1, 3))))
        if kind == "control":
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
        return f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{self.block(depth + 1)}</w:tc></w:tr></w:tbl>"


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_word_writes_is_shown_once_each(data: st.DataObject) -> None:
    writer = Writer(data.draw)
    body = "".join(writer.block() for _ in range(data.draw(st.integers(1, 5))))
    assert tokens_of(word_file(body, numbering=NUMBERING)) == Counter(writer.shown)
