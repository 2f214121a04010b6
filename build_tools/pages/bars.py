"""How a text is divided among its parts, as a bar: SVG without scripts or inline styles, its numbers in words beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from build_tools.pages.markdown import escape
from build_tools.pages.names import names, number
from build_tools.structures import Share


def bar(shares: Sequence[Share]) -> Markup:
    """The bar alone; a screen reader hears its numbers."""
    told = escape("，".join(f"{share.part} {share.percent}%" for share in shares))
    pieces, place = [], 0
    for share in shares:
        if share.percent:
            kind = names().part_slug(share.part)
            pieces.append(f'<rect class="part-{kind}" x="{place}" width="{share.percent}" height="6"></rect>')
            place += share.percent
    return Markup(  # noqa: S704 (the words are escaped)
        f'<svg class="parts-bar" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="{told}">'
        f"{''.join(pieces)}</svg>"
    )


def legend(shares: Iterable[Share]) -> Markup:
    """The numbers of the bar: part, characters, percent."""
    items = (
        f'<li class="part-{names().part_slug(share.part)}">{escape(share.part)} <b>{share.percent}%</b> '
        f"<small>{number(share.characters)} 字</small></li>"
        for share in shares
    )
    return Markup(f'<ul class="parts-legend">{"".join(items)}</ul>')  # noqa: S704
