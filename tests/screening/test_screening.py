"""Secrecy marks and identifying numbers."""

from __future__ import annotations

import re
import unicodedata

import pytest

from build_tools.model import Document, Source
from build_tools.readers.plain import read_plain
from build_tools.repair import repair
from build_tools.screening import masked, secrecy_mark
from build_tools.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def document(text: str) -> Document:
    return Document(Source("a.txt", "txt", "utf-8", "0" * 64), read_plain(text))


BODY = "\n望川县统计局党支部对照检查材料\n会前我作了准备。\n一、存在的问题\n学习不够。"


@pytest.mark.parametrize(
    ("mark", "grade"),
    [
        ("秘密★10年", "秘密"),
        ("机 密 ★ 长期", "机密"),
        ("绝密☆30年", "绝密"),
        ("秘密*5年", "秘密"),
        ("机密＊6个月", "机密"),
        ("秘密★", "秘密"),
        ("机密", "机密"),
        ("【秘密】", "秘密"),
        ("密级：机密", "机密"),
        ("000012　　　　秘密★3年", "秘密"),
        ("**秘密★10年**", "秘密"),
    ],
)
def test_marks(mark: str, grade: str) -> None:
    assert secrecy_mark(document(mark + BODY), VOCABULARY) == grade


@pytest.mark.parametrize(
    "line",
    [
        "内部资料 注意保存",
        "工作秘密",
        "严格保守党和国家秘密，是每个党员的义务。",
        "保密意识不强，把秘密文件随手放在桌上。",
        "机密文件管理不够规范",
        "（一）保守秘密方面",
    ],
)
def test_no_marks(line: str) -> None:
    assert secrecy_mark(document(line + BODY), VOCABULARY) is None


def test_a_word_far_down_is_no_mark() -> None:
    text = BODY + "\n正文一段。" * 40 + "\n机密\n" + "正文一段。\n" * 40
    assert secrecy_mark(document(text), VOCABULARY) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("身份证号11010519491231002X，", "身份证号110105********002X，"),
        ("老证号110105491231002。", "老证号110105*****1002。"),
        ("电话13800138000。", "电话138****8000。"),
        ("电话+86 138-0013-8000。", "电话138****8000。"),
        ("座机010-88886666", "座机010****6666"),
        ("卡号6222 0212 3456 7890 127", None),
        ("卡号4111111111111111", "卡号4111********1111"),
        ("邮箱zhang.san@example.org", "邮箱z***@example.org"),
    ],
)
def test_numbers_are_masked(text: str, shown: str | None) -> None:
    found, personal = masked(document(text))
    if shown is None:
        assert not personal  # fails the check digit
    else:
        assert found.text == shown
        assert [datum.where for datum in personal] == ["第1行"]
        assert all(datum.masked in shown for datum in personal)


@pytest.mark.parametrize(
    "text",
    [
        "2035年远景目标，中办发〔2019〕12号，全年办件138001件。",
        "统一社会信用代码91110105MA01ABCD12",
        "110105194912310021不是身份证",
        "投资1380.01380万元，第20211230001号",
    ],
)
def test_ordinary_numbers_stay(text: str) -> None:
    found, personal = masked(document(text))
    assert found.text == text and not personal


def test_neither_repairs_nor_findings_tell_a_masked_number() -> None:
    given = document("联系电话：１３８００１３８０００，经办“人：１３８ ００１３ ８０００")
    found, personal = masked(repair(given, VOCABULARY))
    assert len(personal) == 2
    told = [
        found.text,
        *(text for r in found.repairs for text in (r.before, r.after)),
        *(f.message for f in found.findings),
    ]
    assert not any(re.search(r"\d{5}", unicodedata.normalize("NFKC", text)) for text in told)
