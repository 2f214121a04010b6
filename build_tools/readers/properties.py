"""Properties at the top of a Markdown file: `title: …` between two `---`, as note programs and site generators write.

They are no text of the material: they are taken off and recorded. A title stays where the text has none of its own.
"""

from __future__ import annotations

import re

import yaml

from build_tools.model import Repair

_PROPERTIES = re.compile(
    r"---[ \t]*\n((?:[ \t]*[\w-]+[ \t]*:[^\n]*\n|[ \t]+[^\n]*\n|-[ \t][^\n]*\n|\n){1,60})---[ \t]*(?:\n|\Z)"
)
"""At the very top: lines of `key: value`, what is indented below them, lists."""
_TITLE_LINE = re.compile("^#[ \t]", re.MULTILINE)


def without_properties(text: str) -> tuple[str, tuple[Repair, ...]]:
    """The text with empty lines in place of its properties, and what was taken off."""
    found = _PROPERTIES.match(text)
    title = _title(found[1]) if found else None
    if found is None or title is None:
        return text, ()
    block, rest = found[0], text[found.end() :]
    lines = [""] * block.count("\n")
    if title and not _TITLE_LINE.search(rest):
        lines[block[: block.index(title)].count("\n")] = f"# {title}"
        block = block.replace(title, "", 1)
    return "\n".join([*lines, rest]), (Repair("properties", block.strip(), "", 1, (1,)),)


def _title(properties: str) -> str | None:
    """The title among the properties, empty where there is none on one line; None where they are no properties at all."""
    try:
        values = yaml.safe_load(properties)
    except (yaml.YAMLError, ValueError):  # a date such as 2023-13-40 is a ValueError
        return None
    if not isinstance(values, dict):
        return None
    title = values.get("title") or values.get("标题")
    return title if isinstance(title, str) and title in properties and "\n" not in title else ""
