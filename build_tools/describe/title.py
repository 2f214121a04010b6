"""A supplied title for a material that has none, in square brackets as archivists write it (DA/T 18-2022)."""

from __future__ import annotations

from build_tools.describe.clues import Clues


def supplied_title(clues: Clues, occasion: str | None) -> str:
    """`[临江市教育局领导班子2021年度党史学习教育专题民主生活会对照检查材料]`, of what is known and nothing else."""
    known = {name: str(evidence.value) for name, evidence in clues.evidence.items() if evidence.value is not None}
    subject = {"班子": "领导班子", "个人": "个人", "支部": "党支部"}.get(known.get("subject", ""), "")
    meeting = known.get("meeting", "")
    special = occasion if occasion and meeting.startswith("专题") else ""
    words = [
        known.get("unit", ""),
        known.get("role", "") if subject == "个人" and known.get("unit") else "",
        subject if subject != "个人" else "",
        f"{known['year']}年度" if "year" in known else "",
        special,
        meeting.removeprefix("专题") if special else meeting,
        subject if subject == "个人" else "",
        known.get("genre", "材料"),
    ]
    return "[" + "".join(words) + "]"
