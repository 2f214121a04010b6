"""State-secret marks."""

from __future__ import annotations

import pytest

from build_tools.model import Document, Source
from build_tools.readers.plain import read_plain
from build_tools.screening import secrecy_mark
from build_tools.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
TITLE = "望川县统计局党支部对照检查材料"
BODY = f"\n{TITLE}\n会前我作了准备。\n一、存在的问题\n学习不够。"

MARKS = {
    "秘密★10年": "秘密",
    "机 密 ★ 长期": "机密",
    "绝密☆30年": "绝密",
    "秘密*5年": "秘密",
    "机密＊6个月": "机密",
    "秘密★": "秘密",
    "机密": "机密",
    "【秘密】": "秘密",
    "密级：机密": "机密",
    "000012\u3000\u3000\u3000\u3000秘密★3年": "秘密",
    "**秘密★10年**": "秘密",
    "秘\u3000密\u3000★\u3000五\u3000年": "秘密",
    "机密★启用前": "机密",
    "绝密★考试结束前": "绝密",
    "秘密★一年零六个月": "秘密",
    "机密★2030年12月31日前": "机密",
    "秘密（保密期限：10年）": "秘密",
    "机密 10年": "机密",
    "秘密·5年": "秘密",
    "机密—长期": "机密",
    "（秘密★3年）": "秘密",
    "密级：秘密\u3000保密期限：5年": "秘密",
    "特急\u3000机密★1年": "机密",
    "份号：000123 绝密 特急": "绝密",
    "望川县统计局对照检查材料（机密）": "机密",
    "秘密★10年 望川县统计局领导班子对照检查材料": "秘密",
    "此件为机密级文件，请妥善保管": "机密",
    "本材料密级为秘密": "秘密",
    "机密级★20年": "机密",
    "絕密★長期": "绝密",
    "祕密★10年": "秘密",
    "秘密 ★ 项目竣工验收前": "秘密",
    "机密★本事项公布后解密": "机密",
    "[机密]": "机密",
    "机\n密\n★\n长\n期": "机密",
    "密级：□绝密 ☑机密 □秘密": "机密",
    "秘-密★5年": "秘密",
    "机\u200b密★10年": "机密",
    "### 机密★5年": "机密",
    "密级 秘密": "秘密",
    "保密等级：秘密": "秘密",
    "编号：0001 密级：秘密★5年 共3份": "秘密",
    "机密级": "机密",
    "绝密件": "绝密",
    "秘密🌟10年": "秘密",
    "秘密:5年": "秘密",
    "绝密文件": "绝密",
    "<center><b>机密</b>★5年</center>": "机密",
    "机密&#9733;5年": "机密",
    "㊙": "秘密",
}

NO_MARKS = """内部资料 注意保存
工作秘密
严格保守党和国家秘密，是每个党员的义务。
保密意识不强，把秘密文件随手放在桌上。
机密文件管理不够规范
（一）保守秘密方面
保守秘密、商业秘密
绝密级试卷押运途中，我没有全程在岗。
工作秘密★5年
对“绝密★启用前”字样的试卷袋检查不细。
密级：内部
密级：无
密级：公开
本材料不涉及国家秘密
商业秘密
不得泄露国家秘密和商业秘密
秘密武器是群众路线
（二）严守机密方面存在的问题
1.秘密
对国家秘密、工作秘密分不清
一是涉密文件管理不严。3份机密件逾期两个月未退。
内部文件 不得外传
请勿外传
不予公开
密级：非密
涉密人员管理
定密责任人没有履行职责
保密工作领导小组办公室
三、泄露秘密问题
机密资料柜钥匙保管不严，个别干部5年未轮岗
秘密调查、秘密取证不够规范
本人分管机要室10年，机密事项从未外泄
我在机密岗位工作3年
学习《保守国家秘密法》不够
密级标注不规范，有的文件该标秘密没有标
有的同志认为本材料是秘密谈话的记录，不愿公开
本报告系秘书科起草
密级：□绝密 □机密 □秘密""".split("\n")


def document(text: str, *aside: str) -> Document:
    return Document(Source("a.txt", "txt", "utf-8", "0" * 64), read_plain(text), aside=aside)


@pytest.mark.parametrize(("mark", "grade"), MARKS.items())
def test_a_mark_above_the_title_below_the_text_or_in_a_header(mark: str, grade: str) -> None:
    assert secrecy_mark(document(mark + BODY), VOCABULARY) == grade
    assert secrecy_mark(document(f"{TITLE}\n{'正文一段。' * 8}\n" * 3 + mark), VOCABULARY) == grade
    assert secrecy_mark(document(BODY, f"第1页\n{mark}"), VOCABULARY) == grade


@pytest.mark.parametrize("line", NO_MARKS)
def test_no_mark(line: str) -> None:
    assert secrecy_mark(document(line + BODY), VOCABULARY) is None
    assert secrecy_mark(document(BODY + "\n" + line), VOCABULARY) is None


def test_a_word_far_down_is_no_mark_but_a_mark_is() -> None:
    before, behind = "\n正文一段。" * 40, "正文一段。\n" * 40
    assert secrecy_mark(document(f"{BODY}{before}\n机密\n{behind}"), VOCABULARY) is None
    assert secrecy_mark(document(f"{BODY}{before}\n附件：\n机密★5年\n{behind}"), VOCABULARY) == "机密"


def test_a_mark_in_a_text_whose_line_breaks_are_lost() -> None:
    text = f"秘密★5年 {TITLE} " + "会前作了准备，学习不够深入。" * 60
    assert secrecy_mark(document(text), VOCABULARY) == "秘密"
