"""Names in the archive: readable, safe everywhere, never one that is taken."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.intake.naming import clean_name, free_name, same_name
from build_tools.vocabulary import load_vocabulary

INTAKE = load_vocabulary().intake


@pytest.mark.parametrize(
    ("given_name", "clean"),
    [
        ("枫桥县水利局对照检查材料（示例）", "枫桥县水利局对照检查材料（示例）"),
        ("“三严三实”专题材料", "“三严三实”专题材料"),
        ("../../etc/passwd", "etc-passwd"),
        ("..\\..\\windows\\win.ini", "windows-win.ini"),
        ("C:\\材料", "C：-材料"),
        ('问题?"答*案"<b>|', "问题？”答＊案”〈b〉-"),
        ("换\n行\t和　空格  ", "换 行 和 空格"),
        ("响铃\x07与\x1b[31m色", "响铃与[31m色"),
        ("反向\u202e文\u200b字\ufeff", "反向文字"),
        ("e\u0301cole", "école"),
        ("-rf 材料.", "rf 材料"),
        ("~$临时", "临时"),
        (".隐藏", "隐藏"),
        ("CON", "_CON"),
        ("aux.txt", "_aux.txt"),
        ("", "未命名材料"),
        ("\udcff\udcfe", "未命名材料"),
        ("...", "未命名材料"),
    ],
)
def test_clean(given_name: str, clean: str) -> None:
    assert clean_name(given_name, INTAKE) == clean


def test_two_hundred_characters_are_cut_between_characters() -> None:
    name = clean_name("汉" * 200, INTAKE)
    assert name == "汉" * 60
    assert len(free_name(name, ".docx", [], INTAKE).encode()) + len(".yml") < 255


def test_a_name_that_is_taken_gets_a_number_and_stays_short() -> None:
    taken = ["材料.txt", "材料（2）.TXT"]
    assert free_name("材料", ".txt", taken, INTAKE) == "材料（3）.txt"
    assert free_name("材料", ".md", taken, INTAKE) == "材料.md"
    long = "汉" * 60
    again = free_name(long, ".txt", [f"{long}.txt"], INTAKE)
    assert again.endswith("（2）.txt")
    assert len(again.encode()) <= INTAKE.longest_name + len(".txt")


def test_names_that_some_system_takes_for_one() -> None:
    assert same_name("École.TXT") == same_name(unicodedata.normalize("NFD", "école.txt"))


@given(st.text())
def test_every_name_is_a_single_part_that_any_system_takes(text: str) -> None:
    name = clean_name(text, INTAKE)
    assert name
    assert not set(name) & set('/\\:*?"<>|\0')
    assert name == name.strip(" .") == unicodedata.normalize("NFC", name)
    assert all(unicodedata.category(character)[0] != "C" for character in name)
    assert len(name.encode()) <= INTAKE.longest_name + 1
    assert clean_name(name, INTAKE) == name
