"""The site's scripts run in the browsers of office machines: nothing newer than ES2018, in syntax and library alike.

`esprima` knows the grammar of ES2018 and nothing that came later, which is what it is here for.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import esprima
import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted(
    [*(ROOT / "docs" / "assets").glob("search*/*.js"), *(ROOT / "docs" / "assets").glob("structures/*.js")]
)
SCRIPTS = [path for path in SCRIPTS if path.parent.name != "search-index"]

NEWER = frozenset(
    "allSettled any at findLast findLastIndex flat flatMap fromEntries hasOwn matchAll replaceAll replaceChildren "
    "structuredClone toReversed toSorted toSpliced trimEnd trimStart".split()
)
"""Names that came after 2018, and ones of the DOM after 2019."""

FORBIDDEN = frozenset({"eval", "Function", "innerHTML", "outerHTML", "insertAdjacentHTML", "createObjectURL"})
"""Names that a strict policy forbids, or that would parse markup."""


def names(node: Any, members: bool) -> Iterator[str]:
    """All identifiers of a syntax tree, or only those behind a dot."""
    if members and getattr(node, "type", None) == "MemberExpression" and not node.computed:
        yield node.property.name
    for value in vars(node).values():
        for child in value if isinstance(value, list) else [value]:
            if not members and getattr(child, "type", None) == "Identifier":
                yield child.name
            if hasattr(child, "type"):
                yield from names(child, members)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_scripts_are_old_enough(path: Path) -> None:
    tree = esprima.parseScript(path.read_text("utf-8"))
    assert not set(names(tree, members=True)) & NEWER
    assert not set(names(tree, members=False)) & FORBIDDEN


@pytest.mark.parametrize("newer", ["a?.b", "a ?? b", "try { a() } catch { b() }", "class A { x = 1 }", "1n", "a ||= b"])
def test_newer_syntax_is_noticed(newer: str) -> None:
    with pytest.raises(esprima.Error):
        esprima.parseScript(newer)
