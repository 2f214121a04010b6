"""outlines/: how materials are built. For each framework the usual structure, and every material's outline as a card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from build_tools.pages import links
from build_tools.pages.bars import bar, legend
from build_tools.pages.data import DataFolder
from build_tools.pages.markdown import clipped, escape
from build_tools.pages.naming import TRUST, framework_name
from build_tools.pages.outline_word import file_link, skeleton_docx, skeleton_file
from build_tools.pages.rendering import Page, in_whole_groups, index_page
from build_tools.structures import Share, Sheaf, Spread, Usual, as_markdown, skeleton
from build_tools.structures.shape import whole_percents
from build_tools.vocabulary import Vocabulary

CARDS = 40
"""Cards on a page."""

_LARGE = 100
"""From here on half a character says nothing."""
_WORDINGS = 5
_ORDERS = 4
_PATTERNS = 4
_WHERE_KEY = {"subject": 1, "exemplar": 2, "sector": 5}
"""Where a card's key (pages/structures.py) says what."""
_SUBJECTS = ("个人", "班子", "支部")
_EXEMPLARS = "范例"
NO_LIST = "没有固定清单"

Card = tuple[tuple[object, ...], str]
Lists = Mapping[str, Sequence[tuple[str, str, int]]]
"""By framework ("" for none): subject, path, materials of each list of cards."""


def outline_pages(
    cards: Sheaf, usual: Mapping[str | None, Usual], vocabulary: Vocabulary, data: DataFolder | None = None
) -> Iterator[Page]:
    """All pages of `outlines/`: every framework of the vocabulary has one, with or without materials.

    The skeletons' Word files go into `data`, where that is given.
    """
    lists: dict[str, list[tuple[str, str, int]]] = {}
    for path, pieces in cards.groups():
        members = list(pieces)
        framework, subject = str(members[0][0][0]), str(members[0][0][1])
        lists.setdefault(framework, []).append((clipped(subject, 20) or "主体不详", path, len(members)))
        yield from _card_pages(path, framework, subject, members, vocabulary)
    for rows in lists.values():
        rows.sort(key=lambda row: (_SUBJECTS.index(row[0]) if row[0] in _SUBJECTS else 9, row[0]))
    frameworks = sorted(vocabulary.frameworks.frameworks, key=lambda f: _newest(f, vocabulary))
    names: list[str | None] = [*frameworks, None]
    yield index_page(
        "outlines/index.md",
        "提纲",
        "outlines.md.j2",
        rows=[
            (_name(name, vocabulary), links.outline_path(name), lists.get(name or "", []), _usual_bar(usual, name))
            for name in names
        ],
    )
    for name in names:
        known = usual.get(name) or Usual()
        if data is not None:
            data.write_bytes(skeleton_file(name), skeleton_docx(skeleton(name, known, vocabulary)))
        yield _usual_page(name, known, lists, vocabulary)


def _newest(name: str, vocabulary: Vocabulary) -> tuple[int, str]:
    return -vocabulary.frameworks.frameworks[name].year, name


def _name(name: str | None, vocabulary: Vocabulary) -> str:
    framework = vocabulary.frameworks.frameworks.get(name or "")
    return framework_name(name or "", framework) if framework else NO_LIST


# ---------------------------------------------------------------- cards


def _card_pages(
    path: str, framework: str, subject: str, members: Sequence[Card], vocabulary: Vocabulary
) -> Iterator[Page]:
    """The cards of one framework and subject, exemplars first, then by sector; chips lead to each sector."""
    title = f"{_name(framework or None, vocabulary)} · {subject or '主体不详'}"
    pages = in_whole_groups(path, members, _sector, CARDS, size=lambda card: len(card[1]) * 3)
    chips = _chips(pages)
    elsewhere = Counter(_own_sector(card) for card in members if _sector(card) == _EXEMPLARS)
    for here, pager, part in pages:
        heading = title if pager.number == 1 else f"{title}（第{pager.number}页）"
        yield index_page(
            here,
            heading,
            "outline_cards.md.j2",
            pager=pager,
            listing=_listing(part, {chip[0]: chip[1] for chip in chips}, elsewhere, links.html_link(path, here)),
            chips=[(name, count, links.html_link(page, here, anchor)) for name, count, page, anchor in chips],
            usual=links.outline_path(framework or None),
            framework=_name(framework or None, vocabulary),
        )


def _sector(card: Card) -> str:
    return _EXEMPLARS if not card[0][_WHERE_KEY["exemplar"]] else _own_sector(card)


def _own_sector(card: Card) -> str:
    return str(card[0][_WHERE_KEY["sector"]] or "系统不详")


def _listing(part: Sequence[Card], counts: Mapping[str, int], elsewhere: Mapping[str, int], first: str) -> Markup:
    """The cards of a page, each group headed by its sector, how many it has on all pages, and how many stand among
    the exemplars. What the cards say is escaped where they are made."""
    pieces = []
    for sector, group in groupby(part, key=_sector):
        members = list(group)
        told = f"{counts[sector]:,} 篇" + (f"，本页 {len(members)} 篇" if len(members) < counts[sector] else "")
        also = f'，<a href="{first}#exemplars">另有范例 {elsewhere[sector]} 篇</a>' if elsewhere.get(sector) else ""
        pieces.append(
            f'<h2 id="{_anchor(sector)}" class="sector">{escape(sector)} <span class="count">{told}{also}</span></h2>'
        )
        pieces += [text for _, text in members]
    return Markup("\n\n".join(pieces))  # noqa: S704


def _anchor(sector: str) -> str:
    return "exemplars" if sector == _EXEMPLARS else f"sector-{links.ascii_name(sector)}"


def _chips(pages: Sequence[tuple[str, object, Sequence[Card]]]) -> list[tuple[str, int, str, str]]:
    """Sector, materials, and the page and place where it begins."""
    counts = Counter(_sector(card) for _, _, part in pages for card in part)
    first = {_sector(card): here for here, _, part in reversed(pages) for card in part}
    return [(sector, counts[sector], first[sector], _anchor(sector)) for sector in counts]


# ---------------------------------------------------------------- the usual structure


def _usual_bar(usual: Mapping[str | None, Usual], name: str | None) -> Markup:
    return bar(_usual_shares(usual[name])) if name in usual else Markup("")


def _usual_shares(usual: Usual) -> list[Share]:
    """The median shares of the parts in their usual order, made to add up to 100."""
    parts = ["引言", *usual.order, "结语"]
    middles = [(part, usual.share(part).middle) for part in parts if usual.share(part).count]
    percents = whole_percents([round(10 * middle) for _, middle in middles])
    return [
        Share(part, round(usual.length.middle * percent / 100), percent)
        for (part, _), percent in zip(middles, percents, strict=True)
    ]


def _usual_page(name: str | None, usual: Usual, lists: Lists, vocabulary: Vocabulary) -> Page:
    framework = vocabulary.frameworks.frameworks.get(name or "")
    shares = _usual_shares(usual)
    text = as_markdown(skeleton(name, usual, vocabulary))
    return index_page(
        links.outline_path(name),
        f"{_name(name, vocabulary)}：通常的结构",
        "outline_usual.md.j2",
        count=usual.materials,
        length=told(usual.length),
        bar=bar(shares),
        legend=legend(shares),
        lists=lists.get(name or "", []),
        orders=[(" → ".join(order) or "没有分部分", n) for order, n in usual.orders.most_common(_ORDERS)],
        parts=list(_part_rows(usual)),
        aspects=[
            (n, aspect.short, links.aspect_path(f"{name}-{n}"), *_aspect_row(usual, f"{name}-{n}"))
            for n, aspect in enumerate(framework.aspects if framework else [], 1)
        ],
        framework=links.framework_path(name) if name else None,
        trust=TRUST.get(framework.mark, TRUST["M"]) if framework and framework.aspects else None,
        docx=file_link(skeleton_file(name)),
        skeleton=Markup(f"<pre><code>{'&#10;'.join(map(escape, text.split(chr(10))))}</code></pre>"),  # noqa: S704
    )


def _part_rows(usual: Usual) -> Iterator[tuple[str, int, str, str, str, str]]:
    """Part, materials, share, 小标题, wordings of its heading, turns of phrase; of every part that any material has."""
    for part in ["引言", *usual.parts, "结语"]:
        share = usual.share(part)
        if not share.count:
            continue
        patterns = usual.patterns[part]
        total = sum(patterns.values())
        phrases = "，".join(
            f"{name} {round(100 * n / total)}%" for name, n in patterns.most_common(_PATTERNS) if name != "其他"
        )
        points = usual.under_part(part)
        yield (
            part,
            share.count,
            told(share, "%"),
            told(points) if points.count else "",
            _wordings(usual, part),
            phrases,
        )


def _wordings(usual: Usual, part: str) -> str:
    return _counted(usual.part_headings[part])


def _aspect_row(usual: Usual, aspect: str) -> tuple[int, str, str]:
    points = usual.under_aspect(aspect)
    return points.count, told(points) if points.count else "", _counted(usual.aspect_headings[aspect])


def _counted(wordings: Counter[str]) -> str:
    """The commonest wordings with their counts; those met as often in the order of their characters."""
    ordered = sorted(wordings.items(), key=lambda pair: (-pair[1], len(pair[0]), pair[0]))
    return "；".join(f"{clipped(words, 60)}（{n}）" for words, n in ordered[:_WORDINGS])


def told(spread: Spread, unit: str = "") -> str:
    """`3（2—4）`: the median, and between which two the middle half lies."""
    if not spread.count:
        return ""
    digits = 0 if spread.middle >= _LARGE else 1
    middle, low, high = (
        f"{value:,.{digits}f}".removesuffix(".0") for value in (spread.middle, spread.low, spread.high)
    )
    return f"{middle}{unit}" if low == high else f"{middle}{unit}（{low}—{high}{unit}）"
