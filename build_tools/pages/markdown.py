"""Escaping: whatever stands in a material comes out as the same words in every Markdown dialect.

Everything a material says is hostile until it has passed `escape`. Marks become numeric entities
(`&#42;`), not backslash escapes, because an entity is plain text to Python-Markdown, to CommonMark and
inside raw HTML and its attributes alike; a backslash is that only in some places of some dialects.
`{` is among them, so neither Jinja nor an attribute list ever sees one. Common punctuation in the
middle of a line (`.`, `-`, `(`, `%`) stays as it is, so that the Markdown remains readable.
"""

from __future__ import annotations

import re

from markupsafe import Markup

_SPACES = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
"""White space that would end a line or start code: becomes a plain space."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, bidi controls, lone surrogates, non-characters: shown by their number."""

_MARKS = re.compile(r"""[\\`*_{}\[\]<>|~^:&@#$"']|[-+=.!?/]{2,}|www\.""", re.IGNORECASE)
"""What means something in the middle of a line in some dialect or extension."""

_START = re.compile(r"[+=-]|\d+[.)]")
"""What means something only at the start of a line: headings, lists, underlines."""


def shown(text: str) -> str:
    """The text as a page shows it: line ends and tabs as spaces, unseen characters as `‹U+202E›`.

    Ordinary text comes back unchanged. Tests and exports compare a page's words with this.
    """
    if text.isprintable():
        return text
    return _UNSEEN.sub(lambda m: f"‹U+{ord(m[0]):04X}›", _SPACES.sub(" ", text))


def escape(text: str) -> str:
    """Text that is safe in the middle of a line of Markdown, in raw HTML and in a quoted attribute."""
    return _MARKS.sub(_entities, shown(text))


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
    if len(found) > 1 and found[0] in "wW":
        return found[:-1] + "&#46;"
    return "".join(f"&#{ord(c)};" for c in found)
