"""One story of a Word file (body, notes, header, text box) → its text in reading order.

Every `w:t` that Word would show comes out once: deleted and moved-away text, hidden text and field code do not, and
only one branch of alternative content does. Sources: ECMA-376 Part 1, 17.3 (paragraphs, runs), 17.4 (tables), 17.13.5
(revisions), 17.16 (fields), 17.3.2.41 (vanish); Part 3, 9.3 (AlternateContent).
"""

from __future__ import annotations

from collections.abc import Callable

from build_tools.model import Paragraph
from build_tools.readers.word.fields import Fields
from build_tools.readers.word.gathering import Gathering
from build_tools.readers.word.lines import Setting
from build_tools.readers.word.names import MC, A, Element, M, V, W, toggle, value
from build_tools.readers.word.numbering import Counts, Number, Numbering
from build_tools.readers.word.styles import NO_LOOK, Look, Style, Styles, paragraph_look, run_look
from build_tools.readers.word.symbols import symbol
from build_tools.readers.word.tables import is_data_table, words
from build_tools.readers.word.tally import Tally

_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_T, _P, _R, _TBL, _BOX = f"{W}t", f"{W}p", f"{W}r", f"{W}tbl", f"{W}txbxContent"
_TEXTS = (_T, f"{M}t", f"{V}textpath", f"{W}sym")
_SKIPPED = frozenset(
    f"{W}{name}"
    for name in (
        *("pPr", "rPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "rubyPr"),
        *("delText", "delInstrText", "fldData", "ffData", "customXmlPr", "smartTagPr", "proofErr"),
    )
)


class Story:
    """Walks one story and gathers its paragraphs. Text boxes follow the paragraph that they hang on."""

    def __init__(
        self,
        root: Element,
        styles: Styles,
        numbering: Numbering,
        tally: Tally,
        *,
        counts: Counts | None = None,
        box_counts: Counts | None = None,
        first_line: int = 1,
        note: str = "",
    ) -> None:
        self._gathered = Gathering(first_line)
        self._styles, self._numbering, self._tally = styles, numbering, tally
        self._counts = counts if counts is not None else Counts()
        self._box_counts = box_counts if box_counts is not None else Counts()
        self._note = note
        self._fields = Fields(root)
        self._set = _set_runs(root)
        self._style = styles.paragraph(None)
        self._bold = False
        """Whether what is being read stands in bold."""
        self._in_paragraph = False
        self._later: list[Element] = []
        self._visit(root)
        self._gathered.end_line()
        tally.computed += self._fields.computed

    @property
    def paragraphs(self) -> list[Paragraph]:
        """All that is shown, a line each."""
        return self._gathered.paragraphs

    @property
    def line(self) -> int:
        """Where the next line stands, empty ones counted."""
        return self._gathered.line

    # ------------------------------------------------------------ walking

    def _visit(self, root: Element) -> None:
        """Reads the root, which may itself be a paragraph or table that stands where none belongs."""
        visit = _VISITS.get(root.tag) if root.tag in (_P, _TBL) else None
        if visit is not None:
            visit(self, root)
        else:
            self._walk(root)

    def _walk(self, element: Element) -> None:
        for child in element:
            tag = child.tag
            if tag == _R:
                self._run(child)
            elif tag == _T:
                self._text(child.text)
            elif tag in _SKIPPED:
                continue
            elif (visit := _VISITS.get(tag)) is not None:
                visit(self, child)
            else:
                self._walk(child)

    def _paragraph(self, element: Element) -> None:
        if self._in_paragraph:
            self._later.append(element)
            return
        properties = element.find(f"{W}pPr")
        self._style = self._styles.paragraph(value(properties, f"{W}pStyle"))
        own = paragraph_look(properties)
        look = own.over(self._style.whole) if own is not NO_LOOK else self._style.whole
        goes_on, is_gone = self._mark(properties, look)
        self._gathered.begin(self._setting_of(look))
        shown = self._tally.shown
        self._in_paragraph = True
        self._walk(element)
        self._in_paragraph = False
        # A paragraph whose mark was deleted is none any more; one whose mark is hidden shows its number with its text.
        if not goes_on or (not is_gone and self._tally.shown > shown):
            self._gathered.number = self._gathered.number or self._next_number(own, look)
        self._gathered.end(goes_on)
        self._boxes()

    def _mark(self, properties: Element | None, look: Look) -> tuple[bool, bool]:
        """Whether the next paragraph goes on in this one's last line, and whether that is because the mark was deleted."""
        mark = properties.find(f"{W}rPr") if properties is not None else None
        if mark is None:
            return bool(look.hidden), False
        if mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None:
            return True, True
        hidden = toggle(mark, f"{W}vanish")
        return bool(look.hidden if hidden is None else hidden), False

    def _table(self, element: Element) -> None:
        if self._in_paragraph:
            self._later.append(element)
            return
        self._gathered.end_line()
        first = len(self.paragraphs)
        self._walk(element)
        self._gathered.end_line()
        if is_data_table(element):
            self._gathered.as_cells(first)

    def _cell(self, element: Element) -> None:
        if element.find(f"{W}tcPr/{W}cellDel") is not None:
            self._tally.deleted += len(words(element))
            return
        self._walk(element)
        if not self._in_paragraph:
            self._gathered.end_line()

    def _row(self, element: Element) -> None:
        properties = element.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            self._tally.deleted += len(words(element))
        elif toggle(properties, f"{W}hidden"):
            self._tally.hidden.append(words(element))
        else:
            self._walk(element)

    def _run(self, element: Element) -> None:
        look, style = NO_LOOK, None
        if element in self._set:
            properties = element.find(f"{W}rPr")
            look = run_look(properties)
            style = self._styles.run(value(properties, f"{W}rStyle"))
        if self._is_on(look.hidden, style, "hidden"):
            self._hidden_run(element)
            return
        outer, self._bold = self._bold, self._is_on(look.bold, style, "bold")
        self._walk(element)
        self._bold = outer

    def _is_on(self, direct: bool | None, style: Style | None, name: str) -> bool:
        """An on/off property of a run: its own, else those of its two styles against each other, else the default."""
        if direct is not None:
            return direct
        of_paragraph = getattr(self._style.look, name)
        of_run = getattr(style.look, name) if style is not None else None
        if of_paragraph is None and of_run is None:
            return bool(getattr(self._styles.defaults, name))
        return bool(of_paragraph) != bool(of_run)

    def _hidden_run(self, element: Element) -> None:
        """Hidden text is not shown, but field marks count (index entries are hidden fields)."""
        for child in element:
            if child.tag == f"{W}fldChar":
                self._fields.mark(child)
            elif child.tag == f"{W}instrText":
                self._fields.add_code(child.text or "")
            elif not self._fields.in_code:
                self._tally.hidden.append(child.text or "" if child.tag == _T else words(child))

    # ------------------------------------------------------------ text

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._fields.in_code:
            self._fields.add_code(text)
            return
        if not text.isprintable():
            text = text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
        self._tally.shown += len(text)
        self._gathered.add(text, self._bold)

    def _say(self, text: str) -> None:
        """Adds text that stands in no `w:t`."""
        if text and not self._fields.in_code:
            self._tally.shown += len(text)
            self._gathered.add(text, self._bold)

    def _break(self, text: str) -> None:
        if not self._fields.in_code and (self._in_paragraph or not self._gathered.is_empty):
            self._gathered.add(text, self._bold)

    def _note_reference(self, element: Element) -> None:
        if self._fields.in_code or element.get(f"{W}customMarkFollows", "0") in ("1", "true", "on"):
            self._tally.note(_NOTES[element.tag], element.get(f"{W}id", ""), numbered=False)
            return
        self._say(self._tally.note(_NOTES[element.tag], element.get(f"{W}id", "")))

    def _alternatives(self, element: Element) -> None:
        """One branch only: the first that has text, for both say the same to programs of different age."""
        branches = [*element.iterfind(f"{MC}Choice"), *element.iterfind(f"{MC}Fallback")]
        chosen = next((branch for branch in branches if next(branch.iter(*_TEXTS), None) is not None), None)
        if chosen is None and branches:
            chosen = branches[0]
        if chosen is not None:
            self._walk(chosen)

    def _box(self, element: Element) -> None:
        if not self._fields.in_code:
            self._later.append(element)
        if not self._in_paragraph:
            self._boxes()

    def _word_art(self, element: Element) -> None:
        text = element.get("string", "").strip()
        if text:
            self._break("\n")
            self._say(text)
            self._break("\n")

    # ------------------------------------------------------------ paragraphs

    def _setting_of(self, look: Look) -> Setting:
        level = self._style.heading + self._tally.has_title if self._style.heading else 0
        if look.outline is not None:
            level = look.outline + 1 + self._tally.has_title if 0 <= look.outline < 9 else 0
        if self._style.is_title:
            level = 1
        return Setting(min(max(level, 0), 6), bool(look.first_line))

    def _next_number(self, own: Look, look: Look) -> Number | None:
        if not look.num_id or look.num_id < 0:
            return None
        is_direct = own.num_id is not None or own.level is not None
        level = self._numbering.level_of(
            look.num_id, self._style.chain, own.level if own.num_id is not None else look.level, is_direct
        )
        return self._numbering.next(look.num_id, level, self._counts)

    def _boxes(self) -> None:
        """Reads the text boxes (and whatever stands in a paragraph that does not belong there) gathered so far."""
        waiting, self._later = self._later, []
        for element in waiting:
            inner = Story(
                element,
                self._styles,
                self._numbering,
                self._tally,
                counts=self._box_counts,
                box_counts=self._box_counts,
                first_line=self.line,
                note=self._note,
            )
            self._gathered.take(inner._gathered)

    # ------------------------------------------------------------ what is passed over, and noted

    def _gone(self, element: Element) -> None:
        self._tally.deleted += len(words(element))

    def _reading(self, element: Element) -> None:
        if not self._fields.in_code:
            self._tally.readings += 1

    def _outside(self, element: Element) -> None:
        self._tally.outside += 1

    def _picture(self, element: Element) -> None:
        self._tally.pictures += 1

    def _code(self, element: Element) -> None:
        self._fields.add_code(element.text or "")

    def _sign(self, element: Element) -> None:
        self._say(symbol(element.get(f"{W}font", ""), element.get(f"{W}char", "")))


def _set_runs(root: Element) -> set[Element | None]:
    """The runs whose own properties say anything that counts here; found at once, for most say nothing."""
    found = root.iter(f"{W}b", f"{W}vanish", f"{W}rStyle")
    return {parent.getparent() for child in found if (parent := child.getparent()) is not None}


_VISITS: dict[object, Callable[[Story, Element], None]] = {
    _P: Story._paragraph,
    _TBL: Story._table,
    f"{W}tr": Story._row,
    f"{W}tc": Story._cell,
    _BOX: Story._box,
    f"{MC}AlternateContent": Story._alternatives,
    f"{W}del": Story._gone,
    f"{W}moveFrom": Story._gone,
    f"{W}fldChar": lambda story, element: story._say(story._fields.mark(element)),
    f"{W}instrText": Story._code,
    f"{W}tab": lambda story, element: story._break("\t"),
    f"{W}ptab": lambda story, element: story._break("\t"),
    f"{W}br": lambda story, element: story._break("\n"),
    f"{W}cr": lambda story, element: story._break("\n"),
    f"{W}noBreakHyphen": lambda story, element: story._say("-"),
    f"{W}sym": Story._sign,
    f"{W}rt": Story._reading,
    f"{W}footnoteReference": Story._note_reference,
    f"{W}endnoteReference": Story._note_reference,
    f"{W}footnoteRef": lambda story, element: story._say(story._note),
    f"{W}endnoteRef": lambda story, element: story._say(story._note),
    f"{W}altChunk": Story._outside,
    f"{W}subDoc": Story._outside,
    f"{M}t": lambda story, element: story._text(element.text),
    f"{A}t": lambda story, element: story._text(element.text),
    f"{A}blip": Story._picture,
    f"{V}imagedata": Story._picture,
    f"{V}textpath": Story._word_art,
}
"""What is done at each element; those not listed are walked through, so that no text hangs on a wrapper's name."""
