"""What a file is, told by its contents; what is said of files that are no materials."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.errors import UnreadableOriginal
from build_tools.readers import read
from build_tools.readers.sniffing import kind_of
from tests.sample import material_text

TEXT = material_text("枫桥县水利局")
PAGE = "<html><body>" + "".join(f"<p>{line}</p>" for line in TEXT.splitlines()) + "</body></html>"


def packed(files: dict[str, str]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\r\n\xef\xbb\xbf%PDF-1.4\n", "pdf"),
        (b"{\\rtf1\\ansi", "rtf"),
        (packed({"word/document.xml": ""}), "docx"),
        (packed({"xl/workbook.xml": ""}), "xlsx"),
        (packed({"ppt/presentation.xml": ""}), "pptx"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}), "odt"),
        (packed({"OFD.xml": ""}), "ofd"),
        (packed({"材料.txt": TEXT}), "zip"),
        (packed({"word/document.xml": "x" * 500})[:60], "broken zip"),
        (PAGE.encode(), "html"),
        (PAGE.encode("gb18030"), "html"),
        (PAGE.encode("utf-16"), "html"),
        (f"<!-- 导出 --><!DOCTYPE html>{TEXT}".encode(), "html"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "word xml"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x", "mht"),
        (TEXT.encode(), "text"),
        (TEXT.encode("utf-16"), "text"),
        (f"他写道：<p>这是标签</p>，又说<br>。\n{TEXT}".encode(), "text"),
        ("MZ：拼音首字母\n".encode(), "text"),
        ("BM：拼音首字母\n".encode(), "text"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "other"),
    ],
)
def test_kinds(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("材料.docx", b"\x89PNG\r\n\x1a\n", "是PNG 图片，不是材料；扫描的材料请先做文字识别"),
        ("材料.txt", b"MZ\x90\x00\x03\x00", "是可执行程序，不是材料"),
        ("表.doc", packed({"xl/workbook.xml": ""}), "是 Excel 工作簿"),
        ("稿.zip", packed({"a.txt": "一"}), "是压缩包，请用 duizhao add 入库"),
        ("稿.zip", b"Rar!\x1a\x07\x01\x00", "是RAR 压缩包，不是材料，请解开或换成 ZIP"),
        ("稿.docx", packed({"word/document.xml": "x" * 500})[:60], "文件不完整"),
        ("稿.pdf", packed({"OFD.xml": ""}), "是 OFD 版式文件"),
        ("清单.csv", "序号,问题\n1,学习不够\n".encode(), "是表格数据，不是材料"),
        ("空.doc", b"", "文件是空的"),
        ("乱.doc", bytes(range(256)) * 8, "不是文本文件"),
    ],
)
def test_files_that_are_no_materials_get_one_line(name: str, data: bytes, words: str) -> None:
    with pytest.raises(UnreadableOriginal) as error:
        read(data, name, "0" * 64)
    assert str(error.value).startswith(f"{name}：{words}")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "data", "format", "message"),
    [
        ("材料.doc", TEXT.encode("gb18030"), "txt", "后缀是“.doc”，按内容是纯文本，已照内容读取"),
        ("材料", TEXT.encode("utf-16"), "txt", "没有后缀，按内容是纯文本，已照内容读取"),
        ("材料1.15稿", TEXT.encode(), "txt", "后缀是“.15稿”，按内容是纯文本，已照内容读取"),
        ("材料.doc", PAGE.encode("utf-16"), "html", "后缀是“.doc”，按内容是网页，已照内容读取"),
        ("材料.txt", PAGE.encode(), "html", "后缀是“.txt”，按内容是网页，已照内容读取"),
        ("材料.htm", TEXT.encode(), "txt", "后缀是“.htm”，按内容是纯文本，已照内容读取"),
        ("材料.wps", b"# \xe9\xa2\x98\n\n" + TEXT.encode(), "md", "后缀是“.wps”，按内容是Markdown，已照内容读取"),
    ],
)
def test_a_wrong_suffix_is_read_for_what_it_is(name: str, data: bytes, format: str, message: str) -> None:
    document = read(data, name, "0" * 64)
    assert document.source.format == format
    assert [(f.code, f.message) for f in document.findings] == [("suffix_differs", message)]
    assert "走访不勤。到基层去得少，听汇报多。" in document.text


def test_the_right_suffix_says_nothing() -> None:
    for name in ("a.txt", "a.TXT", "a.text"):
        assert read(TEXT.encode(), name, "0" * 64).findings == ()


HEADS = st.sampled_from(
    [b"", b"%PDF-1.4", b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"), b"{\\rtf1", b"<html>", b"MIME-Version: 1.0\n"]
)


@given(HEADS, st.binary(max_size=600))
def test_any_bytes_have_a_kind(head: bytes, data: bytes) -> None:
    assert kind_of(head + data)
