"""An archive of bait: values that no output may hold, in every format that can be read.

A value is told by a character that stands nowhere else (of Unicode's extension B), or by a number of its own, so that
it is found in whatever form it comes out: in an index of two-character pieces as well as in running text, and among the
bits of postings, which are written as characters from U+3000 to U+AFFF.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from xml.sax.saxutils import escape

from build_tools.search.fold import traditional
from tests.readers.pdf_maker import pdf, typeset
from tests.readers.word_files import p, r, word_file

TITLE = "枫桥县水利局局长2021年度民主生活会个人对照检查材料"
TEXT_BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>'
    "</wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
)


@dataclass(slots=True)
class Bait:
    """What was planted."""

    files: dict[str, bytes] = field(default_factory=dict)
    """By path in the archive."""
    refused: list[str] = field(default_factory=list)
    """Files that bear a mark."""
    values: dict[str, str] = field(default_factory=dict)
    """What no output may hold: what it is, by value."""
    payloads: list[str] = field(default_factory=list)
    """Markup and templates that may be shown but must not work."""

    def plant(self, value: str, about: str) -> str:
        """Notes a value and gives it back."""
        assert value not in self.values
        self.values[value] = about
        return value


def _rare() -> Iterator[str]:
    """Characters that no material, page or table of ours holds."""
    known = {*traditional(), *traditional().values()}
    return (chr(code) for code in range(0x20100, 0x2A600) if chr(code) not in known)


class Planter:
    """Makes values, each once."""

    def __init__(self, bait: Bait) -> None:
        self.bait = bait
        self.rare = _rare()
        self.numbers = count(1)

    def word(self, about: str) -> str:
        """A word with a character of its own."""
        character = next(self.rare)
        self.bait.plant(character, about)
        return f"柳{character}坊"

    def digits(self, about: str, first: str, length: int) -> str:
        """A number of its own that begins so."""
        rest = str(71_03_59 * next(self.numbers) + 5).rjust(length - len(first), "2")[-(length - len(first)) :]
        return self.bait.plant(first + rest, about)

    def identity_number(self) -> str:
        """With a right check digit."""
        body = f"1101051949{next(self.numbers) % 12 + 1:02d}28{next(self.numbers) % 1000:03d}"
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
        return self.bait.plant(body + "10X98765432"[total % 11], "身份证号")

    def card(self) -> str:
        """With a right check digit."""
        body = f"62220212{next(self.numbers) * 7919:010d}"
        doubled = [sum(divmod(2 * int(digit), 10)) for digit in body[::-2]]
        total = sum(doubled) + sum(int(digit) for digit in body[-2::-2])
        return self.bait.plant(f"{body}{-total % 10}", "银行卡号")


def personal_lines(planter: Planter) -> list[str]:
    """A material with values of every kind in running text and in a section about personal matters."""
    return [
        TITLE,
        f"会前电话{planter.digits('手机', '138', 11)}征求意见，请示邮箱{planter.digits('邮箱', 'lisi', 10)}@example.org。",
        "一、存在的问题",
        "（一）带头深刻感悟“两个确立”的决定性意义方面",
        f"一是学习不系统。证件为{planter.identity_number()}，卡号{planter.card()}。",
        f"二是领会不深。微信号：{planter.digits('微信', 'wxid', 12)}，QQ：{planter.digits('QQ', '7', 9)}。",
        f"三是走访不勤。驾驶浙B{planter.digits('车牌', 'Q', 5)}前往，护照{planter.digits('护照', 'E', 9)}。",
        f"电话（0571）{planter.digits('座机', '8', 8)}，妻子在{planter.word('亲属单位')}工作。",
        "（五）带头遵规守纪方面",
        f"一是请示不勤。二是有关事项报告不细致。{planter.word('段中住处')}有老宅一处房产。三是担当不够。",
        f"此外，就个人有关事项向组织作如下说明：女儿嫁到{planter.word('段首亲属')}。",
        f"联系ID{planter.identity_number()}，+86-571-{planter.digits('带国号座机', '8', 8)}，"
        f"小红书号：{planter.digits('账号', 'xhs', 10)}。",
        f"四是妻子在{planter.word('句中单位')}小学教书，五是学习不勤。母亲患有{planter.word('句中疾病')}病。",
        f"名下有{planter.word('句中房产')}住宅一套；我在{planter.word('句中购房')}买了一套新房，购于前年。",
        f"经办人{_parted(planter.digits('零宽手机', '135', 11))}，证件{_parted(planter.identity_number())}。",
        f"面积不大，房子不新；儿子在{planter.word('分句后亲属')}上班。",
        "（六）有关事项报告",
        f"一是家住{planter.word('住处')}，有两套房。二是女儿在{planter.word('学校')}读书。",
        f"1. 儿子开办{planter.word('公司')}",
        f"患有{planter.word('病')}，dangshi买过{planter.word('基金')}，“存款不多。",
        "二、原因分析",
        "平时忙于事务。",
        "三、整改措施",
        "每周安排半天集中学习。",
    ]


def _parted(number: str) -> str:
    """A number with characters between its digits that nobody sees."""
    return "\u200b".join((number[:4], number[4:8], number[8:]))


def secret_lines(planter: Planter) -> list[str]:
    """A material whose every word would give it away."""
    return [
        f"{planter.word('涉密标题')}领导班子2021年度民主生活会对照检查材料",
        "一、存在的问题",
        f"一是学习不够。{planter.word('涉密正文')}。",
        f"二、{planter.word('涉密小标题')}方面",
        "正文一段。",
    ]


PAYLOADS = (
    "<script>window.canary=1;alert(1)</script>",
    '<img src=x onerror="window.canary=1">',
    '<svg onload="window.canary=1"><a xlink:href="javascript:window.canary=1">x</a></svg>',
    '<iframe src="http://canary.invalid/f"></iframe>',
    "[点这里](javascript:window.canary=1)",
    "![图](http://canary.invalid/i.png)",
    "<http://canary.invalid/auto>",
    "{{ config.site_name }}{% for x in ().__class__.__mro__ %}{{ x }}{% endfor %}",
    "{: onclick=window.canary=1 .evil }",
    '--8<-- "mkdocs.yml"',
    "!!! danger 你好",
    "    alert(1)",
    ":smile: :material-skull:",
    "[^1] 脚注[^1]: 注",
    "*[HTML]: 缩写",
    "| a | b |",
    "|---|---|",
    "[ref]: javascript:window.canary=1",
    "&lt;script&gt;window.canary=1&lt;/script&gt;",
    "<style>@import url(http://canary.invalid/s.css)</style>",
    "</p></div></article><form action=http://canary.invalid/><input autofocus onfocus=window.canary=1>",
    "正常文字\u202e倒着写\u2066隔离\u200b零宽",
    "```\n代码\n```",
    "~~~html",
    "===\n---",
    "-->\n<!-- x -->",
    "</title></textarea><ScRiPt>window.canary=1</sCrIpT>",
    "[点](JaVaScRiPt&colon;window.canary=1) <javascript:window.canary=1>",
    "???+ danger 折叠",
    "# 标题 {: #x onclick=window.canary=1 }",
    "---\ntitle: 另一个\ntemplate: evil.html\n---",
    "*[学习]: <img src=x onerror=window.canary=1>",
    "线\u2028<svg/onload=window.canary=1>\u2029段",
    "<base href=http://canary.invalid/><meta http-equiv=refresh content='0;url=http://canary.invalid/'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.canary=1>",
    "<details open ontoggle=window.canary=1>`}${window.canary=1}`",
    "\\u003cscript\\u003ewindow.canary=1 %3Cscript%3E ﹤script﹥ ＜script＞",
    "<?php system('id') ?><%= 7*7 %>#{7*7}",
)


def hostile_lines() -> list[str]:
    """A material of markup, templates and links, at the head, in headings, points and paragraphs."""
    return [
        "青溪县<script>window.canary=1</script>教育局领导班子2021年度民主生活会对照检查材料",
        f"一、存在的问题{PAYLOADS[1]}",
        *PAYLOADS,
        f"（一）{PAYLOADS[0]}方面",
        *(f"{number}是{payload}。后文" for number, payload in zip("一二三四五六", PAYLOADS, strict=False)),
        "三、整改措施",
        "加强学习。",
    ]


def as_text(lines: list[str]) -> bytes:
    """Plain text."""
    return "\n".join(lines).encode()


def as_gb18030(lines: list[str]) -> bytes:
    """Plain text as older machines write it."""
    return "\n".join(lines).encode("gb18030")


def as_web_page(lines: list[str]) -> bytes:
    """A page as an office site prints it; the first line its title."""
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines)
    head = f"<meta charset='utf-8'><title>{html.escape(lines[0])}</title>"
    page = f"<!DOCTYPE html><html><head>{head}</head><body><div class='article'>{body}</div></body></html>"
    return page.encode()


def as_word(lines: list[str]) -> bytes:
    """A Word file, a paragraph a line."""
    return word_file("".join(p(r(escape(_legal(line)))) for line in lines))


def as_pdf(lines: list[str]) -> bytes:
    """A PDF file with a text layer, as word processors make it."""
    return pdf(typeset([_plane(line) for line in "\n".join(lines).split("\n")]))


def _plane(text: str) -> str:
    """Without what no font of a page holds."""
    return "".join(character for character in text if character.isprintable() and character <= "\uffff")


def _legal(text: str) -> str:
    return "".join(character for character in text if character >= " " or character in "\n\t")


FORMATS: dict[str, Callable[[list[str]], bytes]] = {
    "txt": as_text,
    "md": as_text,
    "html": as_web_page,
    "docx": as_word,
    "pdf": as_pdf,
}
MARKS = ("机密★5年", "秘 密 ☆ 长期", "密级：绝密", "特急　秘密*10年", "机密★长期")


def planted() -> Bait:
    """The whole archive."""
    bait = Bait(payloads=list(PAYLOADS))
    planter = Planter(bait)
    for (suffix, write), mark in zip(FORMATS.items(), MARKS, strict=False):
        bait.files[f"甲/个人{suffix}.{suffix}"] = write(personal_lines(planter))
        bait.files[f"乙/外来{suffix}.{suffix}"] = write([*hostile_lines(), f"以上是 {suffix} 文件。"])
        bait.files[f"丙/一{suffix}.{suffix}"] = write([mark, *secret_lines(planter)])
        bait.files[f"丙/二{suffix}.{suffix}"] = write([*secret_lines(planter), mark])
        bait.refused += [f"丙/一{suffix}.{suffix}", f"丙/二{suffix}.{suffix}"]
    bait.files["甲/旧码.txt"] = as_gb18030(personal_lines(planter))
    for name, file in _word_places(planter).items():
        bait.files[f"丙/{name}.docx"] = file
        bait.refused.append(f"丙/{name}.docx")
    phone = planter.digits("文件名", "139", 11)
    bait.files[f"甲/联系人{phone}.txt"] = as_text([TITLE.replace("水利", "交通"), "一、存在的问题", "学习不够。"])
    recorded = planter.digits("记录", "137", 11)
    bait.files["甲/个人txt.txt.yml"] = (
        f"keywords: [找{recorded}]\nexemplar: 可问{recorded}\nnote: {planter.word('备注')}\n".encode()
    )
    return bait


def _word_places(planter: Planter) -> dict[str, bytes]:
    """Word files whose mark stands beside the text."""

    def body() -> str:
        return "".join(p(r(escape(line))) for line in secret_lines(planter))

    box = TEXT_BOX.format(p(r("机密★长期")))
    return {
        "页眉": word_file(body(), parts={"header1": p(r("秘密★5年"))}),
        "页脚": word_file(body(), parts={"footer1": p(r("机密")) + p(r("第1页"))}),
        "文本框": word_file(f"<w:p>{box}</w:p>{body()}"),
        "修订": word_file(f'<w:p><w:del w:id="1"><w:r><w:delText>机密★5年</w:delText></w:r></w:del></w:p>{body()}'),
        "没有引用的脚注": word_file(
            body(), parts={"footnotes": f'<w:footnote w:id="7">{p(r("秘密★1年"))}</w:footnote>'}
        ),
        "批注": word_file(body(), parts={"comments": f'<w:comment w:id="0">{p(r("绝密★10年"))}</w:comment>'}),
    }
