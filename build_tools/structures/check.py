"""The structural check: what of a good structure a material has, and what it lacks, each with its reason.

It looks at the build, not at what is said: a material that keeps to all of it may still be empty words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.model import Material, Section
from build_tools.structures.shape import Share
from build_tools.structures.usual import points_right_under
from build_tools.vocabulary import Vocabulary


class Check(NamedTuple):
    """One thing looked at."""

    name: str
    holds: bool | None
    """None where it does not apply, or where a person should look."""
    told: str
    """What was found, one clause."""


def structural_check(material: Material, shares: Sequence[Share], vocabulary: Vocabulary) -> tuple[Check, ...]:
    """All that is looked at, in the order of the text."""
    return tuple(_checks(material, shares, vocabulary))


def _checks(material: Material, shares: Sequence[Share], vocabulary: Vocabulary) -> Iterator[Check]:
    words = vocabulary.check
    found = {share.part: share.percent for share in shares}
    missing = [part for part in words.parts if part not in found]
    yield Check("部分", not missing, f"缺少{'、'.join(missing)}" if missing else f"{'、'.join(words.parts)}都有")
    yield from _aspects(material, vocabulary)
    for part, least in (("问题", words.problems_percent), ("原因", words.causes_percent)):
        if part in found:
            enough = found[part] >= least
            yield Check(
                f"{part}的分量", enough, f"占全文 {found[part]}%" + ("" if enough else f"，少于常见的 {least}%")
            )
    yield _personal(material, shares, vocabulary)
    cut = material.description.incomplete
    yield Check("正文", cut is None, "没有发现残缺" if cut is None else f"不全：{cut}")


def _aspects(material: Material, vocabulary: Vocabulary) -> Iterator[Check]:
    name = material.description.framework
    framework = vocabulary.frameworks.frameworks.get(name or "")
    if framework is None or not framework.aspects:
        yield Check("逐条对照", None, "没有可以对照的清单")
        return
    answers = [(aspect, section) for section in _listed(material) for aspect in section.aspects]
    order = list(dict.fromkeys(aspect for aspect, _ in answers))
    wanted = [f"{name}-{n}" for n in range(1, len(framework.aspects) + 1)]
    missing = [aspect for aspect in wanted if aspect not in order]
    kept = [aspect for aspect in order if aspect in wanted]
    if missing:
        yield Check("逐条对照", False, f"没有对应标题的：{'、'.join(_item(aspect) for aspect in missing)}")
    else:
        in_order = kept == wanted
        yield Check(
            "逐条对照", in_order, f"{len(wanted)} 项都有" + ("，次序相同" if in_order else f"，次序是 {_order(kept)}")
        )
    points = Counter({aspect: points_right_under(section) for aspect, section in reversed(answers)})
    few = [aspect for aspect in kept if points[aspect] < vocabulary.check.least_points]
    if kept:
        numbers = sorted(points[aspect] for aspect in kept)
        span = f"{numbers[0]}" if numbers[0] == numbers[-1] else f"{numbers[0]}—{numbers[-1]}"
        told = f"不到 {vocabulary.check.least_points} 点的：{'、'.join(map(_item, few))}" if few else f"每项 {span} 点"
        yield Check("每项分点", not few, told)


def _listed(material: Material) -> Iterator[Section]:
    return (section for section in material.outline.walk() if section.part == "问题" and section.aspects)


def _item(aspect: str) -> str:
    return f"第{aspect.rpartition('-')[2]}项"


def _order(aspects: list[str]) -> str:
    return "、".join(aspect.rpartition("-")[2] for aspect in aspects)


def _personal(material: Material, shares: Sequence[Share], vocabulary: Vocabulary) -> Check:
    data = material.screening.personal
    if seen := [datum for datum in data if datum.policy == "show"]:
        kinds = dict.fromkeys(vocabulary.personal.kinds[datum.kind].name for datum in seen)
        return Check("个人信息", False, f"按词表的设置照登 {len(seen)} 处：{'、'.join(kinds)}")
    masked = len(data)
    sensitive = [share.part for share in shares if share.part in vocabulary.check.sensitive_parts]
    if sensitive:
        return Check("个人信息", None, f"有{'、'.join(sensitive)}，作范例前请人再看一遍")
    return Check("个人信息", True, f"{masked} 处已遮盖，没有显示" if masked else "没有发现")
