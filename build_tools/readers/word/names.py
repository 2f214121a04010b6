"""Qualified names of WordprocessingML, and the few questions that every file here asks of an element.

Only the Transitional namespaces occur: `package.py` maps those of Strict files to them (ISO/IEC 29500-1 and -4).
"""

from __future__ import annotations

from lxml import etree

Element = etree._Element

W_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{W_NAMESPACE}}}"
R = f"{{{RELATIONSHIPS}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

VAL = f"{W}val"
_OFF = frozenset(("0", "false", "off"))


def value(parent: Element | None, tag: str) -> str | None:
    """`w:val` of the child of that name; None where there is none."""
    child = parent.find(tag) if parent is not None else None
    return child.get(VAL) if child is not None else None


def number(parent: Element | None, tag: str) -> int | None:
    """`w:val` of the child of that name as an integer; None where there is none or it is no integer."""
    return integer(value(parent, tag))


def integer(text: str | None) -> int | None:
    """A whole number of at most nine digits, else None."""
    if text is None or len(text) > 10:
        return None
    try:
        return int(text)
    except ValueError:
        return None


def toggle(properties: Element | None, tag: str) -> bool | None:
    """An on/off property (17.17.4): None where it is not given."""
    child = properties.find(tag) if properties is not None else None
    return None if child is None else is_on(child)


def is_on(element: Element) -> bool:
    """Whether an on/off element means on: it does without a value."""
    return element.get(VAL, "1") not in _OFF
