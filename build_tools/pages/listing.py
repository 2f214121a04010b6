"""Lists of materials: one line a material, in groups with headings, at most `PAGE_SIZE` a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from build_tools.pages import links
from build_tools.pages.entry import Entry
from build_tools.pages.markdown import escape, titled
from build_tools.pages.names import number
from build_tools.pages.rendering import Page, index_page, paged

UNKNOWN = "不详"
_SUBJECTS = {"班子": 0, "个人": 1, "支部": 2}


def item(entry: Entry, here: str, *without: str) -> Markup:
    """A material as a line of a list: linked title, then what tells it from others (`without` what is plain)."""
    target = links.page_link(links.material_path(entry.id), here)
    return Markup(f'[{titled(entry.title)}]({target}){flags(entry)}<span class="meta">{meta(entry, *without)}</span>')  # noqa: S704


def meta(entry: Entry, *without: str) -> Markup:
    """`2021年度　市委编办　班子　6,512 字`, without the fields named."""
    values = {
        "year": f"{entry.year}年度" if entry.year is not None else None,
        "unit": entry.unit,
        "subject": " ".join(filter(None, (entry.subject, entry.role))) or None,
        "meeting": entry.meeting,
        "characters": f"{number(entry.characters)} 字",
    }
    return Markup("　".join(escape(v) for k, v in values.items() if v is not None and k not in without))  # noqa: S704


def flags(entry: Entry) -> Markup:
    """范例, labels and 不全 as small marks behind a title."""
    words = [("exemplar", "范例")] if entry.exemplar else []
    words += [("label", label) for label in entry.labels]
    words += [("cut", "不全")] if entry.incomplete else []
    return Markup("".join(f' <span class="flag {kind}">{escape(word)}</span>' for kind, word in words))  # noqa: S704


def list_pages(
    path: str,
    title: str,
    template: str,
    entries: Sequence[Entry],
    group: Callable[[Entry], str],
    without: tuple[str, ...] = (),
    **values: Any,
) -> Iterator[Page]:
    """The pages of a list; `entries` come sorted so that those of a group stand together."""
    counts = Counter(group(entry) for entry in entries)
    for here, pager, part in paged(path, entries):
        groups = [
            (name, counts[name], [item(entry, here, *without) for entry in members])
            for name, members in groupby(part, key=group)
        ]
        heading = title if pager.number == 1 else f"{title}（第{pager.number}页）"
        yield index_page(here, heading, template, groups=groups, pager=pager, **values)


def counted(values: Iterable[str | None]) -> list[tuple[str, int]]:
    """How often each value occurs, the commonest first, the unknown last."""
    counts = Counter(value or UNKNOWN for value in values)
    return sorted(counts.items(), key=lambda pair: (pair[0] == UNKNOWN, -pair[1], pair[0]))


def by_name(name: str | None) -> tuple[bool, tuple[str, ...], str]:
    """A key that sorts names by their pinyin, the unknown last."""
    return name is None, links.pinyin(name) if name else (), name or ""


def by_subject(entry: Entry) -> tuple[object, ...]:
    """A key that sorts entries by subject (班子, 个人, 支部, others), unit by pinyin, id."""
    return _SUBJECTS.get(entry.subject or "", 9), entry.subject or "", by_name(entry.unit), entry.id


def subject_name(entry: Entry) -> str:
    """What a group of materials of one subject is called."""
    return entry.subject or f"主体{UNKNOWN}"


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """By the date of registration, then year, then id, the latest first."""
    return sorted(entries, key=lambda e: (e.added or "", e.year or 0, e.id), reverse=True)
