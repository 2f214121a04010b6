"""Bytes in the encodings that offices use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.errors import UnreadableOriginal
from build_tools.readers.encoding import decode

TEXT = (
    "望川县统计局党支部的对照检查材料\n我们在学习上还不够主动，工作中有时满足于按部就班，对群众的意见听得不多。\n" * 3
)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_encodings(encoding: str, named: str) -> None:
    decoded = decode(TEXT.encode(encoding), "a.txt")
    assert (decoded.text, decoded.encoding) == (TEXT, named)


def test_big5_is_recognised_although_gb18030_would_take_its_bytes() -> None:
    text = "我們在學習上還不夠主動，工作中有時滿足於按部就班，對群眾的意見聽得不多，這是不對的。" * 4
    decoded = decode(text.encode("big5"), "a.txt")
    assert decoded.text == text
    assert [finding.code for finding in decoded.findings] == ["encoding_guessed"]


def test_a_broken_byte_becomes_a_finding_with_its_line_and_nothing_else_is_lost() -> None:
    data = TEXT.encode()
    position = data.index("群众".encode())
    decoded = decode(data[:position] + b"\xff" + data[position:], "a.txt")
    assert decoded.text.replace("\ufffd", "") == TEXT
    assert {finding.code: finding.where for finding in decoded.findings}["unreadable_characters"] == "第2行"


def test_short_ascii_and_plain_gbk_words() -> None:
    assert decode(b"hello\n", "a.txt").encoding == "utf-8"
    assert decode("党支部".encode("gbk"), "a.txt").text == "党支部"


@pytest.mark.parametrize("data", [b"", b"  \n\t\r\n", b"\x00\x00"])
def test_empty(data: bytes) -> None:
    with pytest.raises(UnreadableOriginal, match="空"):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4, b"PK\x03\x04" + bytes(200)]
)
def test_binary(data: bytes) -> None:
    with pytest.raises(UnreadableOriginal, match="不是文本"):
        decode(data, "a.txt")


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_one_clear_error(data: bytes) -> None:
    try:
        assert isinstance(decode(data, "a.txt").text, str)
    except UnreadableOriginal:
        pass
