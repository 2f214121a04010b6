"""Materials made by hand for the tests of pages and site: plain ones, hostile ones, and many."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from build_tools.model import (
    Block,
    Description,
    Evidence,
    Finding,
    Material,
    Outline,
    Point,
    Repair,
    Section,
    Severity,
    Source,
)
from build_tools.vocabulary import Vocabulary

_POINT = re.compile(r"«(?P<number>[^|»]*)\|(?P<lead>[^»]*)»")


def block(marked: str, anchor: str = "s0", first: int = 1) -> Block:
    """A block from text in which points are marked `«一是|学习不够深入»`."""
    text, points, last = "", [], 0
    for n, found in enumerate(_POINT.finditer(marked), first):
        text += marked[last : found.start()]
        number, lead = found["number"], found["lead"]
        points.append(Point(number, lead, f"{anchor}-p{n}", len(text), len(text) + len(number) + len(lead)))
        text += number + lead
        last = found.end()
    return Block(text + marked[last:], 1, tuple(points))


def section(
    number: str | None, title: str, *texts: str, within: Sequence[Section] = (), mark: str = "", **values: Any
) -> Section:
    """A section whose anchors `outline` sets."""
    blocks, n = [], 1
    for text in texts:
        made = block(text, "s", n)
        n += len(made.points)
        blocks.append(made)
    printed = (number or "") + title + mark
    return Section(number, title, printed, "s", 1, blocks=tuple(blocks), sections=tuple(within), **values)


def numbered(sections: Sequence[Section], stem: str = "s") -> tuple[Section, ...]:
    """The sections with their anchors: `s1`, `s1-2`, points `s1-2-p1`."""
    return tuple(_anchored(one, f"{stem}{n}") for n, one in enumerate(sections, 1))


def _anchored(one: Section, anchor: str) -> Section:
    n, blocks = 0, []
    for old in one.blocks:
        points = []
        for point in old.points:
            n += 1
            points.append(replace(point, anchor=f"{anchor}-p{n}"))
        blocks.append(replace(old, points=tuple(points)))
    return replace(one, anchor=anchor, blocks=tuple(blocks), sections=numbered(one.sections, f"{anchor}-"))


def blocks(*texts: str) -> tuple[Block, ...]:
    """Blocks without points."""
    return tuple(Block(text, 1) for text in texts)


def material(material_id: str = "2021-0001", outline: Outline | None = None, **about: Any) -> Material:
    """A material with this outline and these values of its description; `findings`, `repairs`, `added` too."""
    outline = outline or plain_outline()
    findings, repairs = about.pop("findings", ()), about.pop("repairs", ())
    added, file = about.pop("added", None), about.pop("file", f"示例/{material_id}.txt")
    about.setdefault("title", outline.title or "[拟题]")
    digest = hashlib.sha256(material_id.encode()).hexdigest()
    source = Source(file, "txt", "utf-8", digest, added)
    return Material(material_id, source, outline, Description(**about), repairs=repairs, findings=findings)


def plain_outline() -> Outline:
    """A short outline with every kind of place filled."""
    return Outline(
        title="某市档案局领导班子2021年度民主生活会对照检查材料",
        title_lines=blocks("某市档案局领导班子", "2021年度民主生活会对照检查材料"),
        contents=blocks("一、存在的问题", "二、整改措施"),
        byline=blocks("（2022年1月15日）"),
        preamble=blocks("按照通知要求，现将对照检查情况报告如下。"),
        sections=numbered(
            (
                section(
                    "一、",
                    "存在的问题",
                    within=(
                        section(
                            "（一）",
                            "在带头深刻感悟“两个确立”的决定性意义方面",
                            "«一是|理论学习不够系统»。满足于读过了。«二是|联系实际不够紧密»，学用脱节。",
                            part="问题",
                            aspects=("2021-1",),
                            mark="。",
                            run_in=True,
                        ),
                        section(
                            "（二）",
                            "在带头践行以人民为中心的发展思想方面",
                            within=(
                                section("1.", "服务群众不够主动", "坐等上门多。", part="问题", mark="。", run_in=True),
                                section("2.", "调查研究不够深入", "走马观花多。", part="问题", mark="。", run_in=True),
                            ),
                            part="问题",
                            aspects=("2021-3",),
                        ),
                    ),
                    part="问题",
                ),
                section("二、", "整改措施", "«一是|加强学习»。", "«二是|改进作风»。每月一次。", part="措施"),
            )
        ),
        closing=blocks("以上报告，请批评指正。"),
        signature=blocks("某市档案局", "2022年1月15日"),
    )


HOSTILE = (
    "<script>alert(1)</script>",
    "{{ config.site_name }} {% raw %} {# x #}",
    "正文{: #evil .bad onclick=alert(1) } {#s1} {.x}",
    "**镇党委** __某__ *斜* _体_ ~~删~~ ^^插^^ ==标== ++键++ `代码` ``x``",
    "&lt;b&gt; &amp; &#60; &nbsp; &copy;",
    "# 不是标题 #",
    "1. 不是列表",
    "2) 不是列表",
    "- 不是列表",
    "+ 不是列表",
    "* 不是列表",
    "> 不是引用",
    "| 不是 | 表 |",
    "|---|---|",
    "---",
    "===",
    "***",
    "[^1]: 不是脚注",
    "[ref]: http://example.com '题'",
    "[文](http://example.com) ![图](x.png) [文][ref] [^1]",
    "*[HTML]: 不是缩写",
    "!!! note 不是提示",
    "??? 不是折叠",
    "/// note",
    '--8<-- "文件.md"',
    ":smile: :material-home: 术语\n: 不是定义",
    "http://example.com/a_b?c=d&e=f www.example.com a@example.com <http://x.y> <a@b.c>",
    "a\tb\t\tc",
    "    不是代码",
    "```python",
    "~~~",
    "[TOC]",
    "<!-- 注释 -->",
    "<!-- 正文完 -->",
    "</div></span></details>",
    "\x02wzxhzdk:0\x03 klzzwxh:0000 \x02amp\x03",
    "左\u202e右\u202c \u200f\u2066x\u2069 \x00\x07\x1b[31m \x7f\x85\u2028",
    "\ud800孤立代理",
    "$x^2$ \\(y\\) \\[z\\] \\* \\\\",
    "“引”‘号’ \"直\" '单' & 与",
    "行尾两空格  \n下一行\\\n再下",
    "😀 👨‍👩‍👧 e\u0301",
    "（一）（1）①一、第一，",
)
"""Texts that mean something to some Markdown dialect, extension, template language or browser."""


def hostile() -> Material:
    """A material whose every field and place holds hostile text."""
    bad = HOSTILE[0] + HOSTILE[1] + HOSTILE[3]
    inner = tuple(
        section(
            text[:12],
            text,
            f"{text}«一是|{text.replace('|', '').replace('«', '')}»{text}",
            text,
            part=bad,
            mark=text[-1:],
        )
        for text in HOSTILE
    )
    deep = section("1.", "一层", within=(section("2.", "二层", within=(section("3.", "三层", within=(
        section("4.", "四层", within=(section("5.", "五层", within=(section("6.", "六层", "到底。"),)),)),)),)),))  # fmt: skip
    outline = Outline(
        title="".join(HOSTILE[:2]),
        title_lines=blocks(*HOSTILE[:2]),
        contents=blocks(*HOSTILE),
        byline=blocks(*HOSTILE),
        preamble=blocks(*HOSTILE, "", "   "),
        sections=numbered((*inner, deep)),
        closing=blocks(*HOSTILE),
        signature=blocks(*HOSTILE),
    )
    return material(
        "x0123456789",
        outline,
        year=2021,
        held="2022-01-15",
        meeting=bad,
        theme="".join(HOSTILE),
        genre=bad,
        subject=bad,
        unit="<b>某{{局}}</b>](x)",
        sector=bad,
        level=bad,
        role=bad,
        framework="2021",
        labels=(bad, "示例"),
        incomplete=bad,
        exemplar=bad,
        keywords=HOSTILE,
        file="".join(HOSTILE).replace("\n", ""),
        evidence=MappingProxyType({"year": Evidence(2021, "title", bad, "high"), "unit": Evidence(bad, bad, bad, bad)}),
        repairs=(*(Repair(text[:5], text, text[::-1], 2) for text in HOSTILE), Repair("zero", "\u200b \u3000", "")),
        findings=tuple(Finding("year_conflict", text, Severity.WARNING) for text in HOSTILE),
    )


# ---------------------------------------------------------------- many, to look at and to measure

_PLACES = ("清源", "云溪", "临江", "安澜", "北岭", "西坪", "东湖", "南桥", "义安", "宜安")
_BODIES = (
    ("档案局", "党务"), ("水务局", "水利"), ("教育局", "教育"), ("人民医院", "卫生健康"), ("市场监督管理局", "市场监管"),
    ("农业农村局", "农业农村"), ("委编办", "机构编制"), ("委组织部", "党务"), ("财政局", "财政"), ("税务局", "税务"),
)  # fmt: skip
_LEADS = (
    "理论学习不够系统", "联系实际不够紧密", "深入基层不够经常", "调查研究不够扎实", "攻坚克难劲头不足", "统筹谋划能力有欠缺",
    "服务群众不够主动", "执行制度不够严格", "抓落实缺少一抓到底的韧劲", "对新情况新问题研究不深不透",
)  # fmt: skip
_SENTENCES = (
    "平时忙于事务，静下心来读原著、学原文的时间偏少，往往满足于听过、读过，没有真正在弄懂弄通上下功夫。",
    "比如，在推进库房搬迁时，只听了科室的汇报，没有到现场逐间查看，致使一批卷宗在梅雨季节受潮。",
    "有时以会议落实会议，以文件落实文件，检查多、指导少，要求多、帮助少，基层的同志是有意见的。",
    "对分管领域存在的老大难问题，总想等条件成熟了再解决，主动碰硬的勇气不够，拖的时间越长越难办。",
    "虽然也定期到联系点走访，但多是按照安排好的线路，同群众坐下来拉家常、听真话的时候不多。",
    "年轻干部培养抓得不紧，给任务多、教方法少，个别同志遇到复杂情况拿不出办法。",
)


def many(count: int, vocabulary: Vocabulary, seed: int = 1) -> Iterator[Material]:
    """Varied materials of some 3,000–7,000 characters, the same ones each time."""
    chance = random.Random(seed)
    names = [name for name, f in vocabulary.frameworks.frameworks.items() if f.aspects]
    for n in range(count):
        yield _one(n, names[n % len(names)], vocabulary, chance)


def _one(n: int, name: str, vocabulary: Vocabulary, chance: random.Random) -> Material:
    framework = vocabulary.frameworks.frameworks[name]
    body, sector = chance.choice(_BODIES)
    place = chance.choice(_PLACES) + chance.choice("市县区")
    subject = chance.choice(("班子", "班子", "个人", "支部"))
    meeting = framework.meetings[0]
    who = {"班子": "领导班子", "个人": "副局长", "支部": "第二党支部"}[subject]
    title = f"{place}{body}{who}{framework.year}年度{meeting}对照检查材料"

    def text(points: int) -> str:
        marks = "一二三四五六七八九"
        return "".join(
            f"«{marks[k]}是|{chance.choice(_LEADS)}»。" + "".join(chance.sample(_SENTENCES, 2)) for k in range(points)
        )

    problems = [
        section(
            f"（{'一二三四五六七八九十'[k]}）",
            f"在{aspect.long or aspect.short}方面",
            text(chance.randint(2, 4)),
            part="问题",
            aspects=(f"{name}-{k + 1}",),
            mark="。",
            run_in=k % 2 == 0,
        )
        for k, aspect in enumerate(framework.aspects)
    ]
    outline = Outline(
        title=title,
        title_lines=blocks(title[: len(title) - 6 - len(meeting)], title[len(title) - 6 - len(meeting) :]),
        byline=blocks(f"（{framework.year + 1}年1月{chance.randint(5, 28)}日）"),
        preamble=blocks(
            f"按照上级关于开好{framework.year}年度{meeting}的通知要求，会前认真组织学习，广泛征求意见，深入开展谈心谈话，"
            "在此基础上对照查摆问题、剖析根源、明确措施。现将对照检查情况报告如下，请批评指正。"
        ),
        sections=numbered(
            (
                section("一、", "存在的主要问题", within=problems, part="问题"),
                section("二、", "产生问题的原因", "剖析起来，主要有以下几个方面。" + text(3), part="原因"),
                section("三、", "今后努力方向和改进措施", text(4), "以上是我们的初步打算。", part="措施"),
            )
        ),
        closing=blocks("以上对照检查，如有不妥之处，请各位同志批评指正。"),
        signature=blocks(place + body, f"{framework.year + 1}年1月"),
    )
    odd = n % 9 == 4
    return material(
        f"{framework.year}-{n + 1:04d}",
        outline,
        title=title,
        year=framework.year,
        year_printed=framework.year,
        held=f"{framework.year + 1}-01-15" if n % 2 else None,
        meeting=meeting,
        theme=framework.theme,
        genre="对照检查材料",
        subject=subject,
        unit=None if n % 17 == 5 else place + body,
        sector=sector,
        level=place[-1],
        role="副局长" if subject == "个人" else None,
        framework=name,
        labels=("示例",),
        incomplete="原件在“全文共7850字，下载后查看”处截断" if n % 13 == 6 else None,
        exemplar="问题写得具体，事例有时间、地点和后果。" if n % 11 == 3 else None,
        added=f"2026-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
        evidence=MappingProxyType(
            {
                "year": Evidence(framework.year, "title", f"{framework.year}年度", "high"),
                "unit": Evidence(place + body, "title", place + body, "medium"),
                "framework": Evidence(name, "aspects", "五条小标题依次相合", "high"),
            }
        ),
        repairs=(Repair("pinyin_words", "dangshi", "党史", 3, (4,)), Repair("quotes", '"', "“", 12, (3, 8))),
        findings=(
            Finding("year_conflict", f"标题印“{framework.year + 1}年”，年度为{framework.year}", Severity.WARNING),
            Finding("quote_unbalanced", "引号不成对", Severity.WARNING, "第31行"),
        )
        if odd
        else (),
    )
