"""figures.html: a few pictures of the archive, drawn as HTML tables and SVG bars without scripts or inline styles.

Every number that a picture shows can be read: in the cell itself, beside the bar, or in the table under it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

from markupsafe import Markup

from build_tools.pages import links
from build_tools.pages.bars import bar
from build_tools.pages.listing import by_name
from build_tools.pages.names import names, number
from build_tools.pages.rendering import Page, index_page
from build_tools.pages.years import year_name
from build_tools.structures import Share, Spread
from build_tools.structures.figures import Figures
from build_tools.structures.shape import whole_percents
from build_tools.vocabulary import Vocabulary

K = TypeVar("K", bound=Hashable)

PATH = "figures.md"
_SHADES = 5
_SECTORS = 40
"""Rows of sectors; the smaller ones are counted together."""
_PARTS = ("引言", "上年度整改", "问题", "案例剖析", "事项说明", "原因", "措施", "其他", "结语")


def figure_pages(figures: Figures, vocabulary: Vocabulary) -> Iterator[Page]:
    """figures.md."""
    years = figures.years
    most = max(figures.by_year.values(), default=1)
    longest = max((figures.length(year).high for year in years), default=1) or 1
    yield index_page(
        PATH,
        "数据",
        "figures.md.j2",
        total=sum(figures.by_year.values()),
        years=[
            (year_name(year), links.year_path(year), _bar(100 * figures.by_year[year] / most), figures.by_year[year])
            for year in years
        ],
        strands=_heat(
            [(strand.name, links.strand_path(slug), slug) for slug, strand in vocabulary.strands.strands.items()],
            years,
            lambda slug, year: figures.by_strand[slug, year],
        ),
        sectors=_heat(_sectors(figures), years, _in_sectors(figures)),
        heads=[_short(year) for year in years],
        lengths=[
            (year_name(year), _range(figures.length(year), longest), *_told(figures.length(year))) for year in years
        ],
        shares=[(year_name(year), bar(_shares(figures, year))) for year in years],
        parts=[part for part in _PARTS if any(figures.share(year, part).count for year in years)],
        share_rows=[
            (
                year_name(year),
                figures.by_year[year],
                [_percent(figures.share(year, part)) for part in _PARTS if _is_known(figures, years, part)],
            )
            for year in years
        ],
        legend=[(part, names().part_slug(part)) for part in _PARTS if _is_known(figures, years, part)],
    )


def _short(year: int | None) -> str:
    return "不详" if year is None else str(year)


def _is_known(figures: Figures, years: Sequence[int | None], part: str) -> bool:
    return any(figures.share(year, part).count for year in years)


# ---------------------------------------------------------------- heat maps


def _heat(
    rows: Sequence[tuple[str, str | None, K]], years: Sequence[int | None], count: Callable[[K, int | None], int]
) -> list[tuple[str, str | None, list[tuple[int, int]], int]]:
    """Rows of a heat map: name, path or None, cells (number, shade 0–5), sum. Rows without any number are left out."""
    told = []
    numbers = {(key, year): count(key, year) for _, _, key in rows for year in years}
    most = max(numbers.values(), default=0)
    for name, path, key in rows:
        cells = [(numbers[key, year], _shade(numbers[key, year], most)) for year in years]
        if total := sum(value for value, _ in cells):
            told.append((name, path, cells, total))
    return told


def _shade(value: int, most: int) -> int:
    """0 for nothing, then equal steps up to the greatest number of the picture."""
    return 0 if not value else max(1, -(-value * _SHADES // most))


def _sectors(figures: Figures) -> list[tuple[str, None, tuple[str | None, ...]]]:
    """The sectors by their number of materials, the small ones together, the unknown last."""
    totals: dict[str | None, int] = {}
    for (sector, _), n in figures.by_sector.items():
        totals[sector] = totals.get(sector, 0) + n
    ordered = sorted((s for s in totals if s is not None), key=lambda s: (-totals[s], by_name(s)))
    rows: list[tuple[str, None, tuple[str | None, ...]]] = [(s, None, (s,)) for s in ordered[:_SECTORS]]
    if rest := tuple(ordered[_SECTORS:]):
        rows.append((f"其他 {len(rest)} 个系统", None, rest))
    if None in totals:
        rows.append(("系统不详", None, (None,)))
    return rows


def _in_sectors(figures: Figures) -> Callable[[tuple[str | None, ...], int | None], int]:
    def count(sectors: tuple[str | None, ...], year: int | None) -> int:
        return sum(figures.by_sector[sector, year] for sector in sectors)

    return count


# ---------------------------------------------------------------- bars


def _bar(percent: float) -> Markup:
    return _svg(f'<rect class="mark" x="0" y="1" width="{percent:.1f}" height="4"></rect>')


def _range(values: Spread, longest: float) -> Markup:
    """A line over the middle half, a mark at the median."""
    low, middle, high = (100 * value / longest for value in (values.low, values.middle, values.high))
    return _svg(
        f'<rect class="span" x="{low:.1f}" y="2" width="{max(0.4, high - low):.1f}" height="2"></rect>'
        f'<rect class="mark" x="{max(0.0, middle - 0.4):.1f}" y="0" width="0.8" height="6"></rect>'
    )


def _svg(shapes: str) -> Markup:
    return Markup(  # noqa: S704 (numbers only)
        f'<svg class="figure-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">{shapes}</svg>'
    )


def _shares(figures: Figures, year: int | None) -> list[Share]:
    middles = [(part, figures.share(year, part).middle) for part in _PARTS if figures.share(year, part).count]
    percents = whole_percents([round(10 * middle) for _, middle in middles])
    return [Share(part, 0, percent) for (part, _), percent in zip(middles, percents, strict=True)]


def _told(values: Spread) -> tuple[str, str]:
    """The median, and between which two the middle half lies."""
    middle, low, high = (number(round(value)) for value in (values.middle, values.low, values.high))
    return middle, "" if low == high else f"{low}—{high}"


def _percent(values: Spread) -> str:
    return f"{values.middle:.1f}".removesuffix(".0") + "%" if values.count else "—"
