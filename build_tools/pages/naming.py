"""What frameworks and aspects are called on pages, and how far their facts may be trusted."""

from __future__ import annotations

from build_tools.vocabulary import Vocabulary
from build_tools.vocabulary.schema import Framework

TRUST = {
    "C": "清单与主题已与公开来源核对。",
    "S": "清单据样本材料整理，未见通知原文，引用前请核对当年通知。",
    "M": "清单未经核实，仅供检索归类，不能当作通知内容引用。",
}
"""What a page says about a framework's mark; [M] is never shown as official."""


def framework_name(name: str, framework: Framework) -> str:
    """`2021年度五个带头`, `2024年度六大纪律（组织生活会）`, `2013年度对照清单`, `2014年度`."""
    count = framework.counts[0].strip("“”") if framework.counts else ("对照清单" if framework.aspects else "")
    extra = [] if "民主生活会" in framework.meetings else framework.meetings[:1]
    suffix = name.removeprefix(str(framework.year))
    if suffix and not extra:
        extra = [f"清单{suffix}"]
    return f"{framework.year}年度{count}" + (f"（{'、'.join(extra)}）" if extra else "")


def framework_title(name: str | None, vocabulary: Vocabulary) -> str | None:
    """The name of a framework of the vocabulary; None where it holds no such framework."""
    framework = vocabulary.frameworks.frameworks.get(name or "")
    return framework_name(name or "", framework) if framework else None


def aspect_label(aspect: str, vocabulary: Vocabulary) -> str:
    """`2021年度五个带头 第4项：带头学习运用…` for an aspect of the vocabulary."""
    name, _, n = aspect.rpartition("-")
    short = vocabulary.frameworks.aspects[aspect].short
    return f"{framework_title(name, vocabulary)} 第{n}项：{short}"
