"""What a story of a Word file holds and does not show: deleted text, field code, alternative texts, names and choices of controls, bookmarks.

It is screened for secrecy marks and for personal data like headers are, and shown nowhere: a mark that was deleted
with changes tracked still stands in the file, and only a person can say whether the file bore it rightly.
Sources: ECMA-376 Part 1, 17.13.5 (revisions), 17.16 (fields), 17.5.2 (content controls), 20.4.2.5 (docPr); Part 4, 19.1 (VML).
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.readers.word.names import MC, VAL, Element, V, W

_UNSHOWN = (f"{W}delText", f"{W}instrText", f"{W}delInstrText", f"{W}moveFrom", f"{MC}Fallback", f"{W}txbxContent")
_TEXTS = frozenset((f"{W}t", f"{W}delText", f"{W}instrText", f"{W}delInstrText"))
_NAMES = {
    f"{W}alias": (VAL,),
    f"{W}tag": (VAL,),
    f"{W}bookmarkStart": (f"{W}name",),
    f"{W}fldSimple": (f"{W}instr",),
    f"{W}hyperlink": (f"{W}tooltip",),
}
"""Attributes that hold words of a person, by element."""
_CHOICES = (f"{W}dropDownList", f"{W}comboBox")
"""Told as one line: a form that offers every grade bears none."""
_VARIABLE = f"{W}docVar"
_LONGEST = 200
"""Characters of a paragraph that are told; a mark stands at its beginning or end, or has it to itself."""


def behind(root: Element) -> Iterator[str]:
    """Every such text of a story, each on its own, paragraphs with what was deleted in them whole."""
    paragraphs: dict[Element, None] = {}
    for element in root.iter(*_UNSHOWN):
        inside = element.iter(f"{W}p") if element.tag in _UNSHOWN[-2:] else ()
        owner = next(element.iterancestors(f"{W}p"), None)
        for paragraph in (*inside, *([owner] if owner is not None else [])):
            paragraphs[paragraph] = None
    for paragraph in paragraphs:
        yield from _told(paragraph)
    for element in root.iter():
        yield from _attributes(element)


def _told(paragraph: Element) -> Iterator[str]:
    """The words of a paragraph, deleted ones too, cut in its middle; and what was deleted at its beginning alone."""
    pieces = [(text.tag, text.text or "") for text in paragraph.iter(*_TEXTS)]
    whole = "".join(text for _, text in pieces)
    yield whole if len(whole) <= 2 * _LONGEST else f"{whole[:_LONGEST]}\n{whole[-_LONGEST:]}"
    first = ""
    for tag, text in pieces:
        if tag == f"{W}t" and text.strip() and not _is_moved(paragraph):
            break
        first += text
    if first != whole:
        yield first[:_LONGEST]


def _is_moved(paragraph: Element) -> bool:
    return paragraph.find(f".//{W}moveFrom") is not None


def _attributes(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    name = element.tag.rpartition("}")[2]
    if name in ("docPr", "cNvPr"):
        yield from filter(None, (element.get("descr"), element.get("title")))
    elif element.tag in _NAMES:
        yield from (element.get(attribute, "") for attribute in _NAMES[element.tag])
    elif element.tag in _CHOICES:
        yield " ".join(choice.get(f"{W}displayText") or choice.get(f"{W}value") or "" for choice in element)
    elif element.tag == _VARIABLE:
        yield " ".join((element.get(f"{W}name", ""), element.get(VAL, "")))
        yield element.get(VAL, "")
    elif element.tag.startswith(V):
        yield from filter(None, (element.get("alt"), element.get("title"), element.get("string")))
