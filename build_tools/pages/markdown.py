"""Escaping: whatever stands in a material comes out as the same words in every Markdown dialect.

Everything a material says is hostile until it has passed `escape`. Marks become numeric entities
(`&#42;`), not backslash escapes, because an entity is plain text to Python-Markdown, to CommonMark and
inside raw HTML and its attributes alike; a backslash is that only in some places of some dialects.
`{` is among them, so neither Jinja nor an attribute list ever sees one. Common punctuation in the
middle of a line (`.`, `-`, `(`, `%`) stays as it is, so that the Markdown remains readable.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

from build_tools.shown_text import shown

_MARKS = re.compile(r"""[\\`*_{}\[\]<>|~^:&@#$"']|[-+=.!?/]{2,}|www\.""", re.IGNORECASE)
"""What means something in the middle of a line in some dialect or extension."""

_ENTITY = {mark: f"&#{ord(mark)};" for mark in """\\`*_{}[]<>|~^:&@#$"'-+=.!?/"""}
"""The entity of each mark."""

_YEAR = re.compile("(?:19|20)\\d\\d年度?")

_START = re.compile(r"[+=-]|\d+[.)]")
"""What means something only at the start of a line: headings, lists, underlines."""


def escape(text: str) -> str:
    """Text that is safe in the middle of a line of Markdown, in raw HTML and in a quoted attribute."""
    return _MARKS.sub(_entities, shown(text))


@lru_cache(maxsize=64)
def titled(title: str) -> str:
    """A title, escaped, in which no line breaks between the number of a year and its 年度."""
    return _YEAR.sub(r'<span class="nobr">\g<0></span>', escape(title))


def escape_line(text: str) -> str:
    """Text that is safe as a whole paragraph of Markdown; white space round it is dropped."""
    escaped = escape(text.strip())
    start = _START.match(escaped)
    if start is None:
        return escaped
    end = start.end()
    return f"{escaped[: end - 1]}&#{ord(escaped[end - 1])};{escaped[end:]}"


def markup(value: object) -> Markup:
    """A value for a template: Markup as it is, None as nothing, anything else escaped."""
    if isinstance(value, Markup):
        return value
    return Markup("") if value is None else Markup(escape(str(value)))  # noqa: S704 (escape is what makes it safe)


def link(text: str, target: str) -> Markup:
    """A Markdown link. The target is one of ours: ASCII, without blanks or brackets."""
    return Markup(f"[{escape(text)}]({target})")  # noqa: S704


def clipped(text: str, length: int) -> str:
    """At most `length` characters of a text, cut with an ellipsis."""
    return text if len(text) <= length else text[: length - 1] + "…"


def safe_title(text: str) -> str:
    """A title for front matter: themes print it unescaped, so `<`, `>` and entities are made harmless."""
    text = shown(text).replace("<", "＜").replace(">", "＞")
    return re.sub(r"&(?=[#A-Za-z])", "＆", text)


def _entities(match: re.Match[str]) -> str:
    found = match[0]
    if len(found) == 1:
        return _ENTITY[found]
    if found[0] in "wW":
        return found[:-1] + "&#46;"
    return "".join(map(_ENTITY.__getitem__, found))
