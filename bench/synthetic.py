"""Materials made up for measurements: shaped like the genre, seeded, of any number, no two alike.

The words are put together from fragments written for this file; nothing is copied from a real material.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

NUMERALS = "一二三四五六七八九十"
PLACES = "清河 临江 白石 东岭 南浦 云溪 金桥 长岗 柳林 平湖 安丰 北塘".split()
BODIES = "市财政局 县教育局 区城市管理局 市图书馆 县水利局 镇党委 市审计局 区卫生健康委员会 县粮食和物资储备局".split()
ASPECTS = {
    2021: (
        "带头深刻感悟“两个确立”的决定性意义",
        "带头牢记我们党是什么、要干什么这个根本问题",
        "带头践行以人民为中心的发展思想",
        "带头学习运用党在不同历史时期成功应对风险挑战的丰富经验",
        "带头深刻汲取党史中正反两方面经验",
    ),
    2022: (
        "带头深刻领悟“两个确立”的决定性意义",
        "带头用习近平新时代中国特色社会主义思想凝心铸魂",
        "带头坚持和加强党的全面领导",
        "带头坚持以人民为中心的发展思想，推动改革发展稳定",
        "带头发扬斗争精神，防范化解风险挑战",
        "带头落实全面从严治党政治责任",
    ),
    2025: (
        "带头强化政治忠诚、提高政治能力",
        "带头固本培元、增强党性",
        "带头敬畏人民、敬畏组织、敬畏法纪",
        "带头干事创业、担当作为",
        "带头坚决扛起管党治党责任",
    ),
}
LEADS = (
    "学习不够系统 联系实际不紧 调查研究不深 攻坚劲头不足 服务意识不强 抓落实不够有力 开拓办法不多 监督提醒不勤".split()
)
STARTS = "对照岗位职责看， 从日常工作看， 有时候 在具体事情上， 平时 一段时间以来， 遇到任务多的时候， 到基层去的时候，".split()
MIDDLES = (
    "习惯于凭经验办事 听汇报多、到现场少 满足于完成规定动作 对新情况研究得不透 和同志们商量得不够 "
    "把会议开了就当作工作做了 对薄弱环节盯得不紧 对群众反映的小事记得不牢 计划排得满、回头看得少"
).split()
ENDS = (
    "，比如去年第{n}季度到{place}走访只有{m}次，没有把问题问到底。 ，结果一项原定{m}天办完的事拖了{n}周才有回音。 "
    "，说明思想上的弦没有绷紧。 ，影响了工作的实际效果。 ，同志们对此提过{n}条意见，改得还不彻底。"
).split()
CAUSES = "理论功底不扎实 宗旨观念有松动 担当精神有欠缺 自我要求有放松".split()
REMEDIES = "把学习抓在经常 把责任扛在肩上 把群众放在心里 把纪律挺在前面 把工作落到实处".split()


def material(seed: int, characters: int = 6500) -> str:
    """One material of about so many characters, in one of the three nesting styles and some damage in it."""
    dice = random.Random(seed)
    year = dice.choice(list(ASPECTS))
    place = dice.choice(PLACES)
    unit = place + dice.choice(BODIES)
    style = dice.choice("abc")
    budget = characters - 1100
    problems = budget * 55 // 100 // len(ASPECTS[year])
    lines = [f"{unit}领导班子{year}年度民主生活会对照检查材料", ""]
    lines.append(
        f"按照上级关于开好{year}年度民主生活会的通知要求，班子认真学习、广泛听取意见、深入谈心谈话，"
        + _body(dice, place, 200)
    )
    lines.append("一、存在的主要问题")
    for number, aspect in zip(NUMERALS, ASPECTS[year], strict=False):
        lines += _section(dice, style, f"（{number}）在{aspect}方面", place, problems)
    lines.append("二、产生问题的原因")
    for number, cause in zip(NUMERALS, CAUSES, strict=False):
        lines += _section(dice, "a", f"（{number}）{cause}。", place, budget * 20 // 100 // len(CAUSES))
    lines.append("三、今后努力方向和改进措施")
    for number, remedy in zip(NUMERALS, REMEDIES, strict=False):
        lines += _section(dice, "b", f"（{number}）{remedy}", place, budget * 25 // 100 // len(REMEDIES))
    lines.append("以上对照检查如有不妥，请各位同志批评指正。")
    text = "\n".join(lines)
    return _damaged(dice, text)


def _section(dice: random.Random, style: str, heading: str, place: str, characters: int) -> list[str]:
    """A heading with three points: all in one paragraph (a), a paragraph each (b), or as 1. 2. 3. (c)."""
    leads = dice.sample(LEADS, 3)
    bodies = [_body(dice, place, characters // 3) for _ in leads]
    if style == "a":
        points = "".join(f"{n}是{lead}。{body}" for n, lead, body in zip(NUMERALS, leads, bodies, strict=False))
        return [heading.rstrip("。") + "。" + points]
    if style == "b":
        return [heading, *(f"{n}是{lead}。{body}" for n, lead, body in zip(NUMERALS, leads, bodies, strict=False))]
    return [heading, *(f"{n}.{lead}。{body}" for n, (lead, body) in enumerate(zip(leads, bodies, strict=True), 1))]


def _body(dice: random.Random, place: str, characters: int) -> str:
    pieces: list[str] = []
    length = 0
    while length < characters - 15:  # half a piece: on average no longer than asked for
        end = dice.choice(ENDS).format(n=dice.randint(2, 9), m=dice.randint(3, 40), place=place)
        pieces.append(dice.choice(STARTS) + dice.choice(MIDDLES) + end)
        length += len(pieces[-1])
    return "".join(pieces)


def _damaged(dice: random.Random, text: str) -> str:
    """A few of the damages that originals have, so that the repair rules have work to do."""
    if dice.random() < 0.3:
        text = text.replace("“", '"').replace("”", '"')
    if dice.random() < 0.3:
        text = text.replace("（", "(").replace("）", ")")
    if dice.random() < 0.2:
        text = text.replace("\n", "\n　　")
    if dice.random() < 0.2:
        text = text.replace("年度", " 年度", 3)
    if dice.random() < 0.1:
        text += "\n------\n浏览量：34\n"
    return text


def write(folder: Path, count: int, characters: int = 6500) -> Iterator[Path]:
    """Writes so many materials into a folder, a hundred a sub-folder, a quarter of them in GB18030."""
    for seed in range(count):
        place = folder / f"{seed // 100:04}"
        place.mkdir(parents=True, exist_ok=True)
        path = place / f"材料{seed:06}.txt"
        path.write_bytes(material(seed, characters).encode("gb18030" if seed % 4 == 3 else "utf-8"))
        yield path
