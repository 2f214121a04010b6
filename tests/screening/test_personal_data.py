"""Identifying numbers, addresses, relatives: hidden wherever they stand; ordinary numbers stay."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest

from build_tools.model import Document, Source
from build_tools.readers.plain import read_plain
from build_tools.repair import repair
from build_tools.screening import masked, masked_text
from build_tools.vocabulary import Vocabulary, load_vocabulary

VOCABULARY = load_vocabulary()

HIDDEN = {
    "identity_number": {
        "ID11010519491231002X": "ID110105********002X",
        "110 105 1949 1231 002X": "110105********002X",
        "身份证号11010519491231002X，": "身份证号110105********002X，",
        "身份证11010519491231002x": "身份证110105********002x",
        "末位写错的110105194912310021": "末位写错的110105********0021",
        "老证号110105491231002。": "老证号110105*****1002。",
        "身份证号：110105 19491231 0021": "身份证号：110105********0021",
        "身份证号为11010519490231002X": "身份证号为110105********002X",
        "110105194912310 02X": "110105********002X",
        "身份证110105194912310xxx": "身份证110105********0xxx",
        "110105.19491231.002X": "110105********002X",
        "110105/19491231/002X": "110105********002X",
        "1、110105，1949，1231，002X": "1、110105********002X",
        "110105\u00ad19491231\u2060002X": "110105********002X",
        "身份证尾号002X": "身份证尾号***",
        "壹壹零壹零伍壹玖肆玖壹贰叁壹零零贰壹": "壹壹零壹零伍********零零贰壹",
        "一一〇一〇五一九四九一二三一〇〇二一": "一一〇一〇五********〇〇二一",
    },
    "mobile": {
        "电话13800138000元旦期间": "电话138****8000元旦期间",
        "联系13800138000次日回复": "联系138****8000次日回复",
        "手机13800138000人": "手机138****8000人",
        "138_0013_8000": "138****8000",
        "138、0013、8000": "138****8000",
        "138 - 0013 - 8000": "138****8000",
        "（138）0013-8000": "（138****8000",
        "138/0013/8000": "138****8000",
        "电话1 380 013 8000": "电话138****8000",
        "电话138 0013 80 00": "电话138****8000",
        "手机l38OO138OOO": "手机l38****8OOO",
        "壹叁捌零零壹叁捌零零零": "壹叁捌****捌零零零",
        "一三八-零零一三-八零零零": "一三八****八零零零",
        "138\u200b0013\ufeff80\u00ad00": "138****8000",
        "\u202e138\u20600013\u202c8000": "\u202e138****8000",
        "1\ufe0f\u20e33\ufe0f\u20e3800138000": "138****8000",
        "138*0013*8000": "138******8000",
        "138 00138 000": "138****8000",
        "电话13800138000。": "电话138****8000。",
        "电话+86 138-0013-8000。": "电话+86 138****8000。",
        "0086-13800138000": "0086-138****8000",
        "138 0013 8000": "138****8000",
        "138  0013  8000": "138****8000",
        "1380013 8000": "138****8000",
        "13 800138000": "138****8000",
        "1380013800 0": "138****8000",
        "1 3 8 0 0 1 3 8 0 0 0": "138****8000",
        "138.0013.8000": "138****8000",
        "１３８００１３８０００": "１３８****８０００",
        "138－0013－8000": "138****8000",
        "①③⑧⓪⓪①③⑧⓪⓪⓪": "①③⑧****⑧⓪⓪⓪",
        "一三八零零一三八零零零": "一三八****八零零零",
        "tel13800138000a": "tel138****8000a",
    },
    "landline": {
        "+86-571-88889999": "+86-571****9999",
        "86-571-88889999": "86-571****9999",
        "办公室电话（88889999）": "办公室电话（888***）",
        "座机010-88886666": "座机010****6666",
        "0571.88886666": "057*****6666",
        "（0571）88886666": "057*****6666",
        "办公电话：8888 6666": "办公电话：888***",
    },
    "bank_card": {
        "存折号 12-345678901234567": "存折号 1234*********4567",
        "卡号4111111111111111": "卡号4111********1111",
        "存入41111111111111 11": "存入4111********1111",
        "存入4111-1111-1111-1111": "存入4111********1111",
        "卡号6222 0212 3456 7890 127": "卡号6222***********0127",
    },
    "e_mail": {
        "lisi AT example.org": "l*** AT example.org",
        "lisi@枫桥.中国": "l***@枫桥.中国",
        "lisi#example.org": "l***#example.org",
        "邮箱zhang.san@example.org": "邮箱z***@example.org",
        "邮箱：zhang＠example．org": "邮箱：z***＠example．org",
        "zhang(at)example.org": "z***(at)example.org",
        "邮箱zhangsan@exam ple.org": "邮箱z***@exam ple.org",
        "邮箱zhang san@example.org": "邮箱z***@example.org",
    },
    "licence_plate": {
        "浙 A12345": "浙A***",
        "WJ浙0123A": "WJ***",
        "武警浙A1234": "武警***",
        "空B·12345": "空B***",
        "驾驶浙B12345外出": "驾驶浙B***外出",
        "新能源车浙BD12345": "新能源车浙B***",
        "京A·F0236": "京A***",
        "教练车沪C1234学": "教练车沪C***",
        "粤Z1234港": "粤Z***",
        "挂车鲁C1234挂": "挂车鲁C***",
        "浙b12345": "浙b***",
    },
    "chat_account": {
        "微信（lisi1980）": "微信（li***）",
        "WeChat ID: lisi1980": "WeChat ID: li***",
        "抖音号：lisi1980": "抖音号：li***",
        "微信号码为“lisi1980”": "微信号码为“li***”",
        "V信lisi1980": "V信li***",
        "微博@lisi1980": "微博@li***",
        "钉钉号：lisi1980": "钉钉号：li***",
        "微信号：zhangsan_99": "微信号：zh***",
        "QQ：12345678": "QQ：12***",
        "QQ号:123 456 789": "QQ号:12***",
        "wx：lisi1980": "wx：li***",
        "加VX wx_good88": "加VX wx***",
    },
    "passport": {
        "军官证：南字第1234567号": "军官证：南字第1****67号",
        "警官证号012345": "警官证号0***45",
        "出生证明R330123456": "出生证明R*******56",
        "护照号E12345678": "护照号E******78",
        "港澳通行证C1234 5678": "港澳通行证C******78",
        "护照号码：EA1234567": "护照号码：E******67",
        "因公出境持PE1234567": "因公出境持P******67",
        "港澳通行证C12345678": "港澳通行证C******78",
    },
    "address": {
        "住枫桥县人民路12号": "住枫桥县人民路**号",
        "枫桥花园12-3-502": "枫桥花园**-*-***",
        "现住柳叶湾8-2-1102": "现住柳叶湾*-*-****",
        "家庭住址：柳叶村七组": "家庭住址：柳叶村*组",
        "柳叶名邸B区12#楼1单元302": "柳叶名邸*区**#楼*单元***",
        "住柳叶公馆6号楼": "住柳叶公馆*号楼",
        "柳叶大厦1203室": "柳叶大厦****室",
        "住枫桥县人民路88号3栋2单元501室": "住枫桥县人民路**号*栋*单元***室",
        "翠湖花园12幢502": "翠湖花园**幢***",
        "家住柳河镇中心街45号": "家住柳河镇中心街**号",
        "3号楼2单元301室": "*号楼*单元***室",
        "阳光小区三栋二单元五〇一室": "阳光小区*栋*单元***室",
    },
    "home": {
        "现住商品房2套，面积128.5平方米": "现住商品房*套，面积***.*平方米",
        "我名下有一套89平米的商品房": "我名下有*套**平米的商品房",
    },
    "relative": {
        "妻子在县中医院工作": "妻子在***工作",
        "女儿就读于云岭大学": "女儿就读于***",
        "我父亲是青溪县第一中学教师": "我父亲是***教师",
        "配偶任职于临江农商行": "配偶任职于***",
    },
}

SHOWN = """2035年远景目标，中办发〔2019〕12号，全年办件138001件。
统一社会信用代码91110105MA01ABCD12
统一社会信用代码91350211M000100Y43
投资1380.01380万元，第20211230001号
2021年12月30日至2022年1月15日
完成投资13800138000元
邮编100080，增长12.5%，3000余人次
走访3个村居12户群众
一是二是三是四是五是
解决了15栋老旧小区改造
人民路88号
12345热线、96110
2018—2021年，2019、2020、2021三年
微信公众号发布信息300条
ISO9001认证，G20峰会，K12345次列车
云A区B座
教育引导配偶、子女和身边工作人员
建成住房3000套，面积20万平方米
妻子在家庭生活中支持我
对子女在学习上要求不严
新建厂房1200平方米，办公用房面积18平方米
用时1.5小时，1,380,013万元
2021-2022学年，2023.01.05
投入13800138000元，访问13800138000人次
一期2021、二期2022、三期2023
社保参保123456人，社保卡发放123456张
支付宝120笔，抖音短视频120条
1单元302人，大厦1200人
留住人才120名，项目编号330102-2021-0001
档号0571-2021-0001，文号1101051949
我对商品房去化周期研究不够，全县还有2300套存量住房
配偶、子女及其配偶经商办企业行为的规范工作
国发[2021]35号，第138001号提案，一三五规划
投资13800万元、1.38亿元，人口1380013人
坐标120.123456，30.654321，版本1.38.0013
G60高速K138+500，高铁G1380次，GB/T 9704-2012
建档立卡13800户138000人，网格1380个
12369环保热线，96118便民热线，110、119、120
同比增长13.8%，完成率99.99%，GDP 13800.13亿元
15.8%、16.2%、17.35%、18.1%四个季度
2018、2019、2020、2021、2022五个年度
138名党员、0013号提案、8000名群众
二〇二一年十二月三十日，一月一日至三月三十一日
wx版块，QQ群5个，微 信群3个""".split("\n")


def document(text: str) -> Document:
    return Document(Source("a.txt", "txt", "utf-8", "0" * 64), read_plain(text))


def with_policy(kind: str, policy: str) -> Vocabulary:
    personal = VOCABULARY.personal
    changed = personal.kinds[kind].model_copy(update={"policy": policy})
    return replace(VOCABULARY, personal=personal.model_copy(update={"kinds": {**personal.kinds, kind: changed}}))


@pytest.mark.parametrize(
    ("kind", "text", "shown"), [(kind, text, shown) for kind, cases in HIDDEN.items() for text, shown in cases.items()]
)
def test_hidden(kind: str, text: str, shown: str) -> None:
    found, data = masked_text(text, VOCABULARY, "第1行")
    assert found == shown
    assert [datum.kind for datum in data] == [kind]


@pytest.mark.parametrize("text", SHOWN)
def test_ordinary_numbers_and_words_stay(text: str) -> None:
    assert masked_text(text, VOCABULARY) == (text, ())


def test_a_place_and_kind_is_told_once_and_without_the_value() -> None:
    found, data = masked(document("甲\n电话13800138000和13900139000，邮箱a@example.org"), VOCABULARY)
    assert [(d.kind, d.where, d.count) for d in data] == [("mobile", "第2行", 2), ("e_mail", "第2行", 1)]
    assert "0013" not in found.text and not any("0013" in d.masked for d in data)


def test_policies() -> None:
    text = "电话13800138000。"
    assert masked_text(text, with_policy("mobile", "withhold"))[0] == "电话***********。"
    shown, data = masked_text(text, with_policy("mobile", "show"))
    assert shown == text and [(d.kind, d.masked, d.characters) for d in data] == [("mobile", "", 0)]


def test_neither_repairs_nor_findings_tell_a_masked_number() -> None:
    given = document(
        "联系电话：１３８００１３８０００，经办“人：１３８ ００１３ ８０００，邮箱：zhang.san＠example.org"
    )
    found, personal = masked(repair(given, VOCABULARY), VOCABULARY)
    assert sum(datum.count for datum in personal) == 3
    told = [
        found.text,
        *(text for r in found.repairs for text in (r.before, r.after)),
        *(f.message for f in found.findings),
    ]
    plain = [unicodedata.normalize("NFKC", text) for text in told]
    assert not any(re.search(r"\d{5}|zhang", text) for text in plain)


def test_what_repairs_took_away_is_masked_where_it_is_told() -> None:
    given = document("学习不够。\n责任编辑：13800138000\n措施不够。")
    found, _ = masked(repair(given, VOCABULARY), VOCABULARY)
    assert found.repairs and not any("13800138000" in r.before for r in found.repairs)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("四是联系不勤，VX：", "liu_10373440，有事请说"),
        ("微信号", "liu_10373440"),
        ("办公电话", "（8592 3481）"),
        ("账号：", "102345678901"),
        ("护照号码", "12345678"),
    ],
)
def test_a_value_is_named_by_the_paragraph_or_cell_before(name: str, value: str) -> None:
    found, data = masked(document(f"{name}\n\n{value}\n\n2021年办结1200件。"), VOCABULARY)
    assert re.search(r"\d{5}|\d{4} \d{4}|liu_1", found.text) is None and "2021年办结1200件" in found.text
    assert [datum.where for datum in data] == ["第3行"]


@pytest.mark.parametrize("text", ["2021年拨打了", "12345热线", "1. 微信公众号", "第一"])
def test_ordinary_words_behind_a_name_stay(text: str) -> None:
    found, data = masked(document(f"没有用好微信和电话\n\n{text}"), VOCABULARY)
    assert found.text.endswith(text) and data == ()
