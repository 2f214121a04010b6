"""Originals in zip archives: names, links, limits."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.collection import zip_members
from build_tools.collection.zip_members import Member, members


def packed(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the same name twice
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def named(raw: bytes, data: bytes = "正文".encode()) -> bytes:
    """An archive whose one name is the bytes `raw`, unflagged, as Chinese Windows writes it."""
    stand_in = b"x" * len(raw)
    return packed((stand_in.decode(), data)).replace(stand_in, raw)


def taken(data: bytes) -> list[str]:
    """Names of what came out, and the lines about what did not."""
    return [found.name if isinstance(found, Member) else str(found) for found in members(data, "材料.zip")]


def test_files_in_folders_come_out_in_order_and_litter_does_not() -> None:
    data = packed(
        ("2021/甲.txt", b"1"), ("__MACOSX/2021/._甲.txt", b"2"), ("2021/~$乙.doc", b"3"), ("2021/", b""),
        (".DS_Store", b"4"), ("Thumbs.db", b"5"), ("乙.txt", b"6"), ("乙.txt", b"7"),
    )  # fmt: skip
    assert [(m.name, m.data) for m in members(data, "a.zip") if isinstance(m, Member)] == [
        ("2021/甲.txt", b"1"),
        ("乙.txt", b"6"),
        ("乙.txt", b"7"),
    ]


def test_names_in_gb18030_and_utf8_without_a_flag() -> None:
    assert taken(named("枫桥县/对照检查材料.txt".encode("gb18030"))) == ["枫桥县/对照检查材料.txt"]
    assert taken(named("枫桥县/对照检查材料.txt".encode())) == ["枫桥县/对照检查材料.txt"]


def test_name_in_the_unicode_field() -> None:
    name = "对照.txt".encode()
    info = zipfile.ZipInfo("dz.txt")
    info.extra = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, 0) + name
    assert taken(packed((info, b"1"))) == ["对照.txt"]


@pytest.mark.parametrize("name", ["../外.txt", "a/../../外.txt", "/etc/外.txt", "..\\外.txt", "C:\\外.txt", "C:外.txt"])
def test_paths_that_lead_out_are_refused(name: str) -> None:
    assert taken(packed((name, b"1"), ("内.txt", b"2")))[1:] == ["内.txt"]
    assert taken(packed((name, b"1")))[0].endswith("：路径指向压缩包之外，没有取出")


def test_odd_names_become_usable_ones() -> None:
    assert taken(packed(("a/./b//材料\u202e:\x01?.txt", b"1"), ("长" * 300 + ".docx", b"2"))) == [
        "a/b/材料__.txt",
        "长" * 195 + ".docx",
    ]


def test_links_and_devices_are_refused() -> None:
    link = zipfile.ZipInfo("链接.txt")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert taken(packed((link, b"/etc/passwd"))) == ["材料.zip/链接.txt：是符号链接或特殊文件，没有取出"]


def test_encrypted_and_broken_members_are_named_and_the_others_come_out() -> None:
    data = bytearray(packed(("密.txt", b"1" * 40), ("好.txt", b"2")))
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    data[6] |= 1
    assert taken(bytes(data)) == ["材料.zip/密.txt：有密码，没有取出，请解开后再入库", "好.txt"]
    data = bytearray(packed(("坏.txt", b"1" * 40), ("好.txt", b"2")))
    data[30 + len("坏.txt".encode()) + 1] ^= 0xFF
    assert taken(bytes(data)) == ["材料.zip/坏.txt：在压缩包里已损坏，没有取出", "好.txt"]


def test_archives_inside_are_opened_one_level_deep() -> None:
    inner = packed(("乙.txt", b"2"))
    data = packed(("甲.txt", b"1"), ("子.zip", inner), ("套.zip", packed(("再套.zip", inner), ("丙.txt", b"3"))))
    assert taken(data) == [
        "甲.txt",
        "子/乙.txt",
        "材料.zip/套.zip/再套.zip：压缩包里套着的压缩包里又有压缩包，没有取出，请先解开",
        "套/丙.txt",
    ]


def test_word_files_are_no_archives() -> None:
    assert taken(packed(("材料.docx", packed(("word/document.xml", b"<w/>"))))) == ["材料.docx"]


def test_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = taken(packed(("炸弹.txt", bytes(6 * 1024 * 1024))))
    assert line.startswith("材料.zip/炸弹.txt：解开后超过 5 MB") or "压缩炸弹" in line
    (line,) = taken(packed(("炸弹.pdf", b"%PDF-1.7" + bytes(8 * 1024 * 1024))))
    assert line == "材料.zip/炸弹.pdf：压缩比异常，像是压缩炸弹，没有取出"
    monkeypatch.setattr(zip_members, "MOST_MEMBERS", 2)
    assert taken(packed(("a", b"1"), ("b", b"2"), ("c", b"3"), ("d", b"4"))) == [
        "a",
        "b",
        "材料.zip：压缩包里的文件超过 2 个，其余没有取出",
    ]
    monkeypatch.setattr(zip_members, "MOST_BYTES", 1000)
    assert taken(packed(("a", b"1" * 900), ("b", b"2" * 900)))[1].endswith("超过 0 MB，其余没有取出")


def test_what_is_no_archive() -> None:
    assert taken(b"PK\x03\x04nonsense") == ["材料.zip：压缩包打不开，可能不完整"]
    whole = packed(("甲.txt", b"1" * 500), ("乙.txt", b"2" * 500))
    assert taken(whole[: len(whole) // 2]) == ["材料.zip：压缩包打不开，可能不完整"]


@given(st.data())
def test_spoilt_archives_never_raise(data: st.DataObject) -> None:
    spoilt = bytearray(packed(("甲.txt", b"1" * 50), ("a/b.txt", b"2" * 50)))
    for _ in range(data.draw(st.integers(0, 8))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    for found in members(bytes(spoilt), "材料.zip"):
        if isinstance(found, Member):
            assert ".." not in found.name.split("/") and not found.name.startswith("/")
