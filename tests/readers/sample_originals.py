"""The two Word files among the samples in `archive/`: one with automatic numbers, one with typed ones.

    .venv/bin/python -m tests.readers.sample_originals      # writes them again, the same bytes

Units, people and events are made up.
"""

from __future__ import annotations

from pathlib import Path

from build_tools.word import Block, Heading, Paragraph, Signature, Title, word_file
from tests.readers import word_files as raw

ARCHIVE = Path(__file__).parents[2] / "archive"
AUTOMATIC = "2022/枫桥县/枫桥县市场监督管理局领导班子2022年度民主生活会对照检查材料（示例）.docx"
TYPED = "2017/临江市/临江市图书馆馆长2017年度民主生活会个人对照检查材料（示例）.docx"

AUTOMATIC_TEXT = """# 枫桥县市场监督管理局领导班子
# 2022年度民主生活会对照检查材料（示例）
按照县委通知要求，班子会前集中学习四次，走访个体工商户和企业五十二家，发出征求意见表一百三十份，收回有效意见四十一条。一位卖豆腐的店主说：“你们来得不少，可每回都是来拿表的。”班子从这句话查起，形成如下材料。
1 存在的主要问题
2 带头深刻领悟“两个确立”的决定性意义方面
一是学习有断档。中心组全年学习十一次，其中三次临时改成了业务会。二是贯彻上级部署有温差。年初提出“进一次门、办多件事”，到十月份还有六个所各查各的。
2 带头用习近平新时代中国特色社会主义思想凝心铸魂方面
一是读原著不够。班子成员人均读书笔记九篇，摘抄占了七成。二是联系实际不紧。谈食品安全讲得全面，问到农村集市的散装食品，答不出有几个摊位没有登记。
2 带头坚持和加强党的全面领导方面
一是党建和监管两张皮。二十一个党支部中，有八个支部的主题党日从来没有安排到监管一线。二是小微企业党组织覆盖不够，新成立的两个行业党组织一年只开过一次会。
2 带头坚持以人民为中心的发展思想，推动改革发展稳定方面
一是办事环节仍然偏多。变更经营场所，窗口公布三项材料，实际要五项。二是对老年人关心少。去年接到保健品消费投诉三十七件，办结平均用了二十六天。
2 带头发扬斗争精神，防范化解风险挑战方面
一是碰硬不够。城东一家超市三次抽检不合格，前两次都是约谈了事。二是预见不足。冬季燃气用具检查，排到了第一场寒潮之后。
2 带头落实全面从严治党政治责任方面
一是谈话提醒流于形式，全年一百一十六份谈话记录，有十九份只换了名字。二是对协管人员管理松散，两人长期不在岗，所里没有上报。
1 产生问题的原因
2 理论学习没有入心。把学过当成学会，把记住当成做到。
2 宗旨观念有所淡化。坐在窗口里面久了，忘了窗口外面的人在等。
2 担当精神不够。怕投诉、怕复议、怕得罪人，能缓就缓。
1 整改措施和努力方向
2 把学习固定下来
3 中心组学习日期年初排定，临时业务一律不占。
3 每位班子成员每季度到联系的市场所讲一次课，讲自己查办的事。
2 把环节减下来
3 所有许可事项材料清单贴在窗口，多要一份，窗口负责人当天说明原因。
3 老年人消费投诉由副局长包办，十天办结。
2 把责任压下来
3 抽检两次不合格的，一律立案，不再约谈了事。
3 协管人员考勤按月公布，空岗一次的所，所长在局务会上说明。
以上材料，请批评指正。
"""
"""`#` title; 1, 2, 3: a heading or item of that level, whose number Word makes; else running text."""

TYPED_BLOCKS: tuple[Block, ...] = (
    Title("临江市图书馆馆长\n2017年度民主生活会个人对照检查材料（示例）"),
    Paragraph(
        "根据市文化局党组安排，我认真学习党的十九大精神，同馆员谈心二十八人次，在借阅台坐了六个半天，"
        "听到意见二十三条。现对照检查如下。"
    ),
    Heading(1, "一、存在的突出问题"),
    Heading(
        2,
        "（一）思想政治方面。",
        "学十九大报告，我通读了两遍，批注写了三十多处，讲给馆员听时还是照着提纲念，有人听到一半去接电话，我没有停下来想一想为什么。",
    ),
    Heading(
        2,
        "（二）工作作风方面。",
        "全馆一年办讲座六十四场，我到场五十场，坐到散场的只有十二场。少儿阅览室的桌角磕伤过孩子，馆员三月报修，我五月签字，七月才换。",
    ),
    Heading(
        2,
        "（三）担当作为方面。",
        "古籍修复室漏雨，我先后写过四份报告，每份都写“建议尽快解决”，没有一份写清楚要多少钱、谁来办、哪天办完。",
    ),
    Heading(
        2,
        "（四）廉洁自律方面。",
        "采购图书由我和采编部主任两人商定，书单不公示。书商送来的台历、笔记本，我以为不值钱，分给了大家，没有登记。",
    ),
    Heading(1, "二、原因分析"),
    Paragraph.led("一是学习满足于数量。", "把读完几遍当成学懂，把写了多少当成学进去。"),
    Paragraph.led("二是服务意识退了一步。", "当馆长以后离书架近了，离读者远了。"),
    Paragraph.led("三是规矩意识不细。", "总觉得文化单位油水少，忽视了小事上的口子。"),
    Heading(1, "三、今后努力方向和整改措施"),
    Heading(2, "（一）学深一层"),
    Heading(3, "1.", "每月读一本原著，在馆里讲一小时，不带提纲。"),
    Heading(3, "2.", "每季度听一次读者讲书，由读者点题。"),
    Heading(2, "（二）沉到一线"),
    Heading(3, "1.", "每周三下午在借阅台值班，当场能办的当场办。"),
    Heading(3, "2.", "馆舍报修三天内答复，逾期由我在馆务会上说明。"),
    Heading(2, "（三）守住小处"),
    Heading(3, "1.", "书单采购前公示七天，任何读者都可以提意见。"),
    Heading(3, "2.", "收到的物品不论大小一律登记，交办公室处理。"),
    Paragraph("以上是我的对照检查，请同志们批评帮助。"),
    Signature(("临江市图书馆馆长", "2018年1月22日")),
)


def automatic() -> bytes:
    """The one whose numbers stand in no `w:t`: 一、 and （一） from heading styles, 1. from a list that restarts."""
    levels = (
        raw.lvl(0, "chineseCountingThousand", "%1、", extra='<w:pStyle w:val="1"/>', suff="nothing"),
        raw.lvl(1, "chineseCountingThousand", "（%2）", extra='<w:pStyle w:val="2"/>', suff="nothing"),
    )
    items = raw.lvl(0, "decimal", "%1.", suff="space")
    styles = (
        raw.style("a", name="Normal", default=True, ppr='<w:ind w:firstLineChars="200" w:firstLine="640"/>')
        + raw.style("1", name="heading 1", based_on="a", ppr=_numbered(0) + '<w:outlineLvl w:val="0"/>')
        + raw.style("2", name="heading 2", based_on="a", ppr=_numbered(1) + '<w:outlineLvl w:val="1"/>')
        + raw.style("t", name="Title", ppr='<w:jc w:val="center"/>')
    )
    title, body, list_id = [], [], 1
    for line in AUTOMATIC_TEXT.strip().split("\n"):
        kind, _, text = line.partition(" ")
        if kind == "#":
            title.append(text)
        elif kind in ("1", "2"):
            body.append(raw.p(text, style=kind))
            list_id += kind == "2"
        elif kind == "3":
            body.append(raw.p(text, num=list_id))
        else:
            body.append(raw.p(line))
    heading = raw.p(raw.r(title[0]), "<w:r><w:br/></w:r>", raw.r(title[1]), style="t")
    lists = "".join(raw.num(number, 2, raw.override(0, 1)) for number in range(2, list_id + 1))
    numbering = raw.abstract(1, *levels) + raw.abstract(2, items) + raw.num(1, 1) + lists
    return raw.word_file(heading + "".join(body), numbering=numbering, styles=styles)


def _numbered(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


def typed() -> bytes:
    """The one as offices print it: GB/T 9704, every number typed."""
    return word_file(TYPED_BLOCKS)


def main() -> None:
    """Writes both into the archive."""
    for name, data in ((AUTOMATIC, automatic()), (TYPED, typed())):
        path = ARCHIVE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()
