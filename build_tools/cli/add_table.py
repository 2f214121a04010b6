"""How `duizhao add` shows a batch: the sum first, then a row a material, then one line a problem.

Widths are counted in columns of the terminal, of which a Chinese character takes two. Where the output is no
terminal, nothing is cut off.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size

from build_tools.collection import printable, shown_name
from build_tools.intake import Action, Item, Plan
from build_tools.model import Severity
from build_tools.vocabulary import Vocabulary

_HEADS = ("序号", "年度", "主体", "清单", "核对", "单位", "题名")
_WIDTHS = (4, 4, 4, 5, 8, 18)
"""Columns of all but the last, which takes what is left."""
_LEAST = 60
"""Narrower than that is no terminal that anyone reads a table on."""


def width_of_output() -> int | None:
    """Columns of the terminal, or None where the output goes somewhere else."""
    return max(_LEAST, shutil.get_terminal_size((80, 24)).columns) if sys.stdout.isatty() else None


def summary(plan: Plan) -> str:
    """The sum of a batch in one line."""
    counts = Counter(item.action for item in plan.items)
    words = [f"共 {len(plan.items)} 个文件：可入库 {counts[Action.ADD]} 份"]
    if counts[Action.REGISTER]:
        words.append(f"已在归档文件夹、待登记 {counts[Action.REGISTER]} 份")
    words.append(f"重复 {counts[Action.SKIP]} 份")
    words.append(f"拒收 {counts[Action.REFUSE]} 份")
    if near := sum(bool(item.near) for item in plan.items):
        words.append(f"与别的材料相近 {near} 份")
    return "，".join(words)


def table(plan: Plan, width: int | None, vocabulary: Vocabulary) -> Iterator[str]:
    """Two lines a material: what was understood, and from which file it goes where."""
    items = plan.of(Action.ADD, Action.REGISTER)
    if not items:
        return
    years = sorted(Counter(item.year for item in items).items(), key=lambda pair: pair[0] or 9999)
    yield "年度：" + "，".join(f"{year or '不详'} {count} 份" for year, count in years)
    yield ""
    yield _row(_HEADS, width)
    for number, item in enumerate(items, 1):
        yield _row((str(number), *_understood(item)), width)
        yield _cut(f"     {_from_to(item, width, vocabulary)}", width)
    yield from _what_to_look_at(items, vocabulary)


def near_lines(plan: Plan) -> Iterator[str]:
    """One line for each material that is much like another."""
    for item in plan.items:
        for near in item.near:
            yield f"相近：{item.name} 与 {near.file} 约有 {near.share:.0%} 的文字相同，请看是不是同一篇"


def skipped_lines(plan: Plan) -> Iterator[str]:
    """One line for each file whose contents are there already."""
    for item in plan.of(Action.SKIP):
        if item.handed is None or item.handed.inside is None:
            yield f"跳过：{item.name} 与 {item.same_as} 内容完全相同"


def volume_lines(plan: Plan) -> Iterator[str]:
    """One line for each file that could be split and is not."""
    split = {item.volume for item in plan.items}
    for item in plan.of(Action.ADD, Action.REGISTER):
        if (
            item.volume is None
            and item.sha256 not in split
            and any(finding.code == "several_materials" for finding in item.findings)
        ):
            yield f"提示：{item.name} 里像有几篇材料，加 --split 可以拆成单篇入库"


def _understood(item: Item) -> tuple[str, ...]:
    description = item.description
    if description is None:
        return ("—", "—", "—", "—", "—", "合集里第一篇之前的文字（留底，不公开）")
    if item.record.get("access") == "withhold":
        return (str(description.year or "不详"), "—", "—", "—", "—", f"合集，留底不公开：{description.title}")
    grades = Counter(finding.severity for finding in item.findings)
    marks = [f"错{grades[Severity.ERROR]}"] if grades[Severity.ERROR] else []
    marks += [f"警{grades[Severity.WARNING]}"] if grades[Severity.WARNING] else []
    marks += [f"提{grades[Severity.INFO]}"] if grades[Severity.INFO] else []
    return (
        str(description.year or "不详"),
        description.subject or "不详",
        description.framework or "—",
        "".join(marks) or "—",
        description.unit or "不详",
        description.title,
    )


def _from_to(item: Item, width: int | None, vocabulary: Vocabulary) -> str:
    target = shown_name(item.target or "", vocabulary)
    if item.action is Action.REGISTER:
        return f"登记 {target}"
    room = None if width is None else max(16, (width - 9) * 2 // 5)
    return f"{_cut_front(item.name, room)} → {target}"


def _what_to_look_at(items: Sequence[Item], vocabulary: Vocabulary) -> Iterator[str]:
    """How many materials have each kind of finding that a person should look at."""
    codes = Counter(
        code for item in items for code in {f.code for f in item.findings if f.severity is not Severity.INFO}
    )
    if codes:
        meanings = vocabulary.findings.findings
        kinds = [f"{meanings[code].title if code in meanings else code} {n} 份" for code, n in codes.most_common()]
        yield ""
        yield f"请留意：{'、'.join(kinds)}；入库后用 duizhao check 逐条看"


def _row(cells: Sequence[str], width: int | None) -> str:
    *fixed, last = (printable(cell) for cell in cells)
    if width is None:
        padded = (cell + " " * (room - cell_len(cell)) for cell, room in zip(fixed, _WIDTHS, strict=True))
        return " ".join((*padded, last))
    line = " ".join(_fitted(cell, room) for cell, room in zip(fixed, _WIDTHS, strict=True))
    return _cut(f"{line} {last}", width)


def _fitted(text: str, room: int) -> str:
    """Exactly so many columns; what does not fit ends in …"""
    return set_cell_size(text, room) if cell_len(text) <= room else set_cell_size(_cut(text, room), room)


def _cut(text: str, width: int | None) -> str:
    if width is None or cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"


def _cut_front(text: str, room: int | None) -> str:
    """The end of a path, which tells more than its beginning."""
    if room is None or cell_len(text) <= room:
        return text
    while cell_len(text) > room - 1:
        text = text[1:]
    return f"…{text}"
