"""What the structural check found, as a list: a word for each, never a colour alone, never a score."""

from __future__ import annotations

from collections.abc import Iterable

from build_tools.pages.markdown import clipped, escape
from build_tools.structures import Check

_SIGNS = {True: ("有", "holds"), False: ("缺", "lacks"), None: ("看", "look")}


def check_list(checks: Iterable[Check]) -> str:
    """What holds and what is missing, in words."""
    items = []
    for check in checks:
        word, kind = _SIGNS[check.holds]
        items.append(
            f'<li class="{kind}"><b>{word}</b> <span>{escape(check.name)}</span> {escape(clipped(check.told, 160))}</li>'
        )
    return f'<ul class="checks">{"".join(items)}</ul>'
