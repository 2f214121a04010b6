"""The outline of a material, beside its text: headings, 小标题, how the text is divided; foldable, without a script.

Raw HTML without blank lines, so that every dialect takes it as one block. `assets/structures/panel.js` adds the
buttons that copy it, and reads everything that it copies from here: the level and kind of a line are its class.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from build_tools.model import Material
from build_tools.pages import links
from build_tools.pages.bars import bar, legend
from build_tools.pages.check_list import check_list
from build_tools.pages.markdown import escape
from build_tools.pages.names import number
from build_tools.pages.outline_word import file_link, outline_file
from build_tools.structures import CLOSING, INTRODUCTION, Line, Share, lines_of, shares_of, structural_check
from build_tools.structures.shape import whole_percents
from build_tools.vocabulary import Vocabulary

_DEEPEST = 6
"""Deeper lines are set like those of this level."""


def outline_panel(material: Material, vocabulary: Vocabulary) -> Markup:
    """The panel; nothing where a material has neither headings nor points."""
    lines = lines_of(material)
    if not lines:
        return Markup("")
    shares = shares_of(material)
    html = [
        '<details class="outline" id="outline">',
        f"<summary><span>提纲</span>{bar(shares)}</summary>",
        legend(shares),
        f'<p class="outline-tools">{_links(material, vocabulary)}</p>',
        '<ul class="outline-lines">',
        *_items(lines, shares),
        "</ul>",
        '<p class="check-title">结构核对</p>',
        check_list(structural_check(material, shares, vocabulary)),
        "</details>",
    ]
    return Markup("\n".join(html))  # noqa: S704 (every value is escaped below)


def _links(material: Material, vocabulary: Vocabulary) -> str:
    """Where to go from an outline; the script puts its buttons before them."""
    about = material.description
    framework = about.framework if about.framework in vocabulary.frameworks.frameworks else None
    here = links.material_path(material.id)
    usual = links.html_link(links.outline_path(framework), here)
    word = file_link(outline_file(material.id))
    return (
        f'<a class="outline-tool" href="{word}" download>Word</a> <a class="outline-tool" href="{usual}">通常的结构</a>'
    )


def _items(lines: tuple[Line, ...], shares: Sequence[Share]) -> Iterator[str]:
    loose = {share.part: share.characters for share in shares if share.part in (INTRODUCTION, CLOSING)}
    tops = [line for line in lines if line.level == 1 and not line.is_point]
    sizes = [loose.get(INTRODUCTION, 0), *(top.characters for top in tops), loose.get(CLOSING, 0)]
    percents = whole_percents(sizes)
    if INTRODUCTION in loose:
        yield f'<li class="level-1"><a href="#preamble">{INTRODUCTION}</a>{_size(sizes[0], percents[0])}</li>'
    nth = 0
    for line in lines:
        level = min(line.level, _DEEPEST)
        kind = f"level-{level} is-point" if line.is_point else f"level-{level}"
        size = ""
        if line.level == 1 and not line.is_point:
            nth += 1
            size = _size(sizes[nth], percents[nth])
        yield f'<li class="{kind}"><a href="#{line.anchor}">{escape(line.number + line.text)}</a>{size}</li>'
    if CLOSING in loose:
        yield f'<li class="level-1"><a href="#closing">{CLOSING}</a>{_size(sizes[-1], percents[-1])}</li>'


def _size(characters: int, percent: int) -> str:
    return f" <small>{number(characters)} 字 · {percent}%</small>"
