"""Materials made up for measuring search: seeded, of any number, varied in words, length, units and structure.

The sentences are put together from patterns written for this file; their slots take set phrases of the
vocabulary and words of jieba's dictionary (nouns), weighted by how common they are, so that the pieces of the
text follow the long-tailed distribution of real language. Every material has words of its own that recur in it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

import jieba

from build_tools.model import Block, Description, Material, Outline, Section, Source
from build_tools.vocabulary import Vocabulary, load_vocabulary

NUMERALS = "一二三四五六七八九十"
PATTERNS = """
在{n}方面，{v}{n}还不够{a}，对{n}的{n}缺乏{a}的{vn}。
对照{p}的要求，{v}{n}时{v}得多、{v}得少，{n}与{n}结合不紧。
比如，{y}年{m}月到{place}{v}{n}时，只看了{d}个{n}，没有{v}到{n}。
{p}抓得不实，{v}{n}满足于{v}{n}，{n}没有真正{v}起来。
有时{v}{n}多、{v}{n}少，存在{a}{n}，对{p}领会不深。
去年以来，先后{d}次{v}{n}，但{n}{v}效果不明显。
对{place}群众反映的{n}{vn}问题，{v}不够及时，{d}件诉求中还有{e}件没有办结。
坚持{p}，带头{v}{n}，推动{n}和{n}{v}到位。
学习{p}不够系统，{v}原文少，{n}停留在{n}层面。
{n}意识有所弱化，面对{n}{v}时，想的是{n}，怕的是{n}。
没有把{p}同{n}{vn}结合起来，{v}{n}的办法不多。
严格落实{p}，定期{v}{n}，每季度不少于{d}次，及时{v}{n}。
在{v}{n}过程中，{n}{v}不够{a}，个别{n}甚至{v}了{n}。
究其原因，是{n}{v}不牢，{p}的{n}不深，{n}标准降低了。
对分管的{n}{vn}“{n}”现象批评不够，{v}碍于情面。
投资{e}万元的{place}{n}项目，因{n}{v}滞后，工期拖了{d}个月。
把{n}当成{n}，把{v}当作{v}，{a}的{n}没有改变。
下一步，我将{v}{n}，{v}{p}，以{a}的{n}{v}{n}。
认真{v}“{p}”，做到{n}明、{n}清、{n}实。
{n}、{n}、{n}等{vn}工作推进{a}，{n}{v}还有差距。
面对{n}新形势，{v}{n}的本领不足，有{n}恐慌。
同{n}交心谈心不够经常，对{n}思想动态掌握不够{a}。
到{place}{v}，发现{n}{v}了{e}户，{n}只{v}了{d}户，心里很不是滋味。
{v}制度不严，《{n}{vn}办法》出台后{v}不力。
围绕2035年远景目标，{v}{n}不多，GDP、{n}等指标{v}{a}。
""".split("\n")[1:-1]
LEADS = """{n}{v}不够{a}
{v}{n}不深不透
{p}的自觉性不高
{n}作风不够{a}
联系{n}不够紧密
{v}{n}的劲头不足
{n}观念有所淡薄
对{n}{v}不严""".split("\n")
CAUSES = "理论武装有差距 党性锻炼有松懈 宗旨意识有淡化 担当精神有欠缺 纪律观念有弱化 能力素质有短板".split()
REMEDIES = "强化理论学习，筑牢{n}根基 坚持{p}，提升{n}能力 增进{n}感情，办好{n}实事 敢于{v}{n}，推动{n}发展 从严{v}{n}，树立{a}形象".split()
PLACES = "青禾 望川 临溪 石门 柳溪 白鹭 安宁 云岭 澄湖 枫桥 长亭 东屏 西渡 南岭 北塘 金沙 银河 沧浪 乌石 红崖".split()
KINDS = "市 县 区".split()
BODIES = """财政局 教育局 水利局 审计局 司法局 民政局 档案馆 图书馆 统计局 林业局 应急管理局 卫生健康委员会 市场监督管理局 组织部
宣传部 统战部 政法委 编办 纪委监委 总工会 人民医院 第一中学 税务局 公安局 人民法院 生态环境局 农业农村局 交通运输局""".split()
SECTORS = (
    "财政审计 教育 水利 财政审计 政法 人社民政 文化旅游 文化旅游 发展改革 自然资源 应急管理 卫生健康 市场监管 组织 \
宣传 统战 政法 机构编制 纪检监察 群团 卫生健康 教育 税务 公安 法院 生态环境 农业农村 交通运输".split()
)


VERBS = """推进 落实 研究 部署 督促 检查 服务 走访 调研 完善 规范 协调 化解 整治 整改 谋划 组织 指导 培训 宣讲 开展 抓好 统筹 保障 支持
督办 帮扶 化简 优化 梳理 排查 解决 回应 倾听 沟通 学习 领会 把握 运用 转化 引导 带动 提升 改进 推动 压实 履行 执行 遵守 维护 增强 巩固 拓展
深化 细化 量化 考核 评估 审核 审批 登记 汇总 上报 通报 公示 反馈 跟踪 复查 验收 建设 改造 修缮 管护 监测 预警 处置 分析 总结 提炼 推广 宣传
动员 发动 吸引 招引 引进 培育 扶持 培养 选拔 使用 关心 爱护 激励 约束 监督 提醒 谈话 批评 纠正 防范 守住 筑牢 夯实 理顺 打通 接续 衔接""".split()
ADJECTIVES = """深入 扎实 系统 全面 及时 主动 严格 具体 细致 到位 有力 充分 准确 明显 彻底 经常 认真 热情 耐心 果断 稳妥 灵活 严密 务实 高效 透彻
清晰 牢固 自觉 坚定 持久 均衡 规范 公开 公正 合理 科学 周密 完整 紧密 深刻 敏锐 积极 踏实 简单 粗放 被动 滞后 片面 浮浅 零散""".split()


_UNFIT = set("杀死尸奸淫妓娼贱殖尿屎屁匪贼毒血鬼魔裸乳胸臀性交妾奴淫嫖赌枪炮弹军战敌皇帝王总统记席党领袖国命宗教")
"""Characters of words that would read badly in made-up sentences."""


@cache
def _vocabulary() -> Vocabulary:
    return load_vocabulary()


@cache
def _words() -> dict[str, tuple[list[str], list[float]]]:
    """Words of jieba's dictionary by kind, with cumulative weights."""
    kinds: dict[str, list[tuple[str, float]]] = {"n": []}
    dictionary = Path(jieba.__file__).with_name("dict.txt")
    for line in dictionary.read_text("utf-8").splitlines():
        word, count, kind = line.split()
        if kind in kinds and 2 <= len(word) <= 4 and int(count) >= 40 and not set(word) & _UNFIT:
            kinds[kind].append((word, int(count) ** 0.7))
    kinds |= {
        "v": [(w, 1 / n) for n, w in enumerate(VERBS, 3)],
        "vn": [(w, 1 / n) for n, w in enumerate(VERBS[::-1], 3)],
    }
    kinds["a"] = [(w, 1 / n) for n, w in enumerate(ADJECTIVES, 3)]
    return {k: ([w for w, _ in pairs], list(accumulate(n for _, n in pairs))) for k, pairs in kinds.items()}


class _Author:
    """Writes one material; knows its own recurring words."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(f"material {seed}")
        self.own = {kind: self._draw(kind, 25) for kind in _words()}
        self.phrases = self.dice.sample(_vocabulary().phrases.phrases, 25)
        self.place = self.dice.choice(PLACES) + self.dice.choice(KINDS)
        body = self.dice.randrange(len(BODIES))
        self.unit, self.sector = self.place + BODIES[body], SECTORS[body]

    def _draw(self, kind: str, count: int = 1) -> list[str]:
        words, weights = _words()[kind]
        return self.dice.choices(words, cum_weights=weights, k=count)

    def _slot(self, name: str) -> str:
        dice = self.dice
        if name in self.own:
            return dice.choice(self.own[name]) if dice.random() < 0.45 else self._draw(name)[0]
        if name == "p":
            return dice.choice(self.phrases) if dice.random() < 0.8 else dice.choice(_vocabulary().phrases.phrases)
        if name == "place":
            return dice.choice(PLACES) + dice.choice(["镇", "村", "社区", "街道", "乡"])
        if name == "y":
            return str(dice.randint(2012, 2025))
        return str(dice.randint(2, 12) if name in "md" else dice.randint(20, 900))

    def fill(self, pattern: str) -> str:
        pieces = pattern.split("{")
        out = [pieces[0]]
        for piece in pieces[1:]:
            name, _, rest = piece.partition("}")
            out += (self._slot(name), rest)
        return "".join(out)

    def body(self, characters: int) -> str:
        text = ""
        while len(text) < characters - 15:
            text += self.fill(self.dice.choice(PATTERNS))
        return text

    def paragraphs(self, characters: int) -> tuple[Block, ...]:
        count = self.dice.randint(1, 3)
        texts = []
        for n in range(count):
            lead = self.fill(self.dice.choice(LEADS))
            texts.append(f"{NUMERALS[n]}是{lead}。" + self.body(characters // count - len(lead)))
        return tuple(Block(text, 1) for text in ([*texts] if self.dice.random() < 0.5 else ["".join(texts)]))


def material(seed: int, characters: int = 6500) -> Material:
    """One material of about so many characters."""
    author = _Author(seed)
    dice = author.dice
    frameworks = _vocabulary().frameworks.frameworks
    name = dice.choice([n for n, f in frameworks.items() if len(f.aspects) >= 4])
    framework = frameworks[name]
    year = framework.year
    whom, subject = dice.choice(
        [("领导班子", "班子"), ("党组书记", "个人"), ("副局长", "个人"), ("机关党支部", "支部")]
    )
    meeting = "组织生活会" if subject == "支部" else dice.choice(["民主生活会", "专题民主生活会"])
    title = f"{author.unit}{whom}{year}年度{meeting}对照检查材料"
    total = int(characters * dice.uniform(0.6, 1.4))
    share = total // (len(framework.aspects) + 5)
    problems = tuple(
        _section(
            author, f"s1-{n}", f"（{NUMERALS[n - 1]}）", _heading(dice, aspect.short), share, "问题", (f"{name}-{n}",)
        )
        for n, aspect in enumerate(framework.aspects, 1)
    )
    causes = tuple(
        _section(author, f"s2-{n}", f"（{NUMERALS[n - 1]}）", cause, share // 2, "原因")
        for n, cause in enumerate(dice.sample(CAUSES, dice.randint(3, 4)), 1)
    )
    remedies = tuple(
        _section(author, f"s3-{n}", f"{n}.", author.fill(remedy), share // 2, "措施")
        for n, remedy in enumerate(dice.sample(REMEDIES, dice.randint(3, 5)), 1)
    )
    tops = (
        ("一、", dice.choice(["存在的主要问题", "检视出的突出问题", "对照检查情况"]), "问题", problems),
        ("二、", dice.choice(["产生问题的原因分析", "问题根源剖析"]), "原因", causes),
        ("三、", dice.choice(["今后努力方向和改进措施", "整改措施", "下一步打算"]), "措施", remedies),
    )
    outline = Outline(
        title=title,
        title_lines=(Block(title, 1),),
        preamble=(Block(f"按照上级通知要求，{author.unit}认真准备{year}年度{meeting}。" + author.body(share), 3),),
        sections=tuple(
            Section(number, top, number + top, f"s{n}", 1, blocks=_lead_in(author), sections=children, part=part)
            for n, (number, top, part, children) in enumerate(tops, 1)
        ),
        closing=(Block("以上对照检查如有不妥之处，恳请各位领导和同志们批评指正。", 99),),
    )
    description = Description(
        title=title, year=year, meeting=meeting, genre="对照检查材料", subject=subject, unit=author.unit,
        sector=author.sector, framework=name, keywords=tuple(dict.fromkeys(author.own["n"][:8] + author.phrases[:4])),
    )  # fmt: skip
    source = Source(f"{seed:06}.txt", "txt", "utf-8", f"{seed:064x}")
    return Material(f"{year}-{seed:05}", source, outline, description)


def _heading(dice: random.Random, aspect: str) -> str:
    return dice.choice(["在{}方面", "{}方面", "{}", "对照{}方面存在的问题"]).format(aspect)


def _lead_in(author: _Author) -> tuple[Block, ...]:
    return (Block(author.body(80), 1),) if author.dice.random() < 0.4 else ()


def _section(
    author: _Author, anchor: str, number: str, title: str, characters: int, part: str, aspects: tuple[str, ...] = ()
) -> Section:
    blocks = author.paragraphs(characters)
    return Section(number, title, f"{number}{title}。", anchor, 1, blocks=blocks, part=part, aspects=aspects)


def materials(count: int, start: int = 0, characters: int = 6500) -> Iterator[Material]:
    """So many materials, one after the other."""
    return (material(seed, characters) for seed in range(start, start + count))
