"""Text inside XML: what XML cannot hold is shown, the rest escaped."""

from __future__ import annotations

from xml.sax.saxutils import escape

from build_tools.shown_text import shown

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def xml_text(text: str) -> str:
    """A text for an XML element: line ends and tabs as blanks, unseen characters as `‹U+202E›`, marks escaped."""
    return escape(shown(text))
