"""Word files that are damaged, hostile, or of an unusual make: read, or one clear line."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.errors import UnreadableOriginal
from build_tools.readers import read
from build_tools.readers.sniffing import kind_of
from build_tools.readers.word import is_word, read_word
from build_tools.readers.word.package import MOST_XML
from tests.readers.word_files import NAMESPACES, abstract, lvl, num, p, part, style, word_file, zipped

STRICT = (
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)
WHOLE = word_file(
    p("学", num=1), numbering=abstract(0, lvl(0, "chineseCounting", "%1、")) + num(1, 0), styles=style("N")
)


def contents(data: bytes) -> dict[str, bytes]:
    """The entries of a zip archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(data: bytes) -> list[str]:
    """The paragraphs of a Word file."""
    return [paragraph.text for paragraph in read_word(data, "a.docx").paragraphs]


def test_strict_files() -> None:
    entries = contents(WHOLE)
    for name, data in entries.items():
        for transitional, strict in STRICT:
            data = data.replace(transitional.encode(), strict.encode())
        entries[name] = data
    assert b"purl.oclc.org" in entries["word/document.xml"]
    assert texts(zipped(entries)) == ["一、学"]


@pytest.mark.parametrize(
    "main_type",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/xml",
    ],
)
def test_macro_files_and_templates(main_type: str) -> None:
    data = word_file(p("学"), main_type=main_type)
    assert read(data, "a.docx", "0" * 64).source.format == "docx"
    assert texts(data) == ["学"]


def test_a_file_of_python_docx() -> None:
    document = Document()
    document.add_heading("存在的问题", 1)
    document.add_paragraph("学得浅", style="List Number")
    document.add_paragraph("走得少", style="List Number")
    document.add_paragraph("正文" * 50)
    stream = io.BytesIO()
    document.save(stream)
    found = read_word(stream.getvalue(), "a.docx").paragraphs
    assert [(q.text[:6], q.heading_level) for q in found[:3]] == [("存在的问题", 1), ("1.学得浅", 0), ("2.走得少", 0)]


def test_the_text_may_have_another_name() -> None:
    entries = {name.replace("document.xml", "document2.xml"): data for name, data in contents(WHOLE).items()}
    entries["_rels/.rels"] = entries["_rels/.rels"].replace(b"word/document.xml", b"/word/document2.xml")
    assert texts(zipped(entries)) == ["一、学"]
    assert kind_of(zipped(entries)) == "docx"
    entries.pop("_rels/.rels")
    assert texts(zipped(entries)) == ["一、学"]


def test_backslashes_and_capitals_in_names() -> None:
    entries = {name.replace("word/", "Word\\"): data for name, data in contents(WHOLE).items()}
    assert is_word(zipped(entries))
    assert kind_of(zipped(entries)) == "docx"
    assert texts(zipped(entries)) == ["一、学"]


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_cut_short(kept: float) -> None:
    data = word_file(p("学" * 5000), styles=style("N"))
    with pytest.raises(UnreadableOriginal, match="不完整或已损坏"):
        read_word(data[: int(len(data) * kept)], "a.docx")
    with pytest.raises(UnreadableOriginal):
        read(data[: int(len(data) * kept)], "a.docx", "0" * 64)


def test_broken_text_is_an_error_and_broken_numbering_a_finding() -> None:
    entries = contents(WHOLE)
    with pytest.raises(UnreadableOriginal, match="已损坏"):
        read_word(zipped({**entries, "word/document.xml": b"<w:document"}), "a.docx")
    found = read_word(zipped({**entries, "word/numbering.xml": b"<w:numbering"}), "a.docx")
    assert [paragraph.text for paragraph in found.paragraphs] == ["学"]
    assert [finding.code for finding in found.findings] == ["part_broken"]


def test_no_text_part() -> None:
    entries = contents(WHOLE)
    del entries["word/document.xml"]
    with pytest.raises(UnreadableOriginal, match="没有正文"):
        read_word(zipped(entries), "a.docx")


def test_an_empty_file_is_said_to_be_empty() -> None:
    with pytest.raises(UnreadableOriginal, match="空"):
        read(word_file(p() + p()), "a.docx", "0" * 64)


def test_a_bomb_is_refused_before_it_fills_the_memory() -> None:
    bomb = part("document", f"<w:body><w:p><w:r><w:t>{' ' * (3 * MOST_XML)}</w:t></w:r></w:p></w:body>")
    data = zipped({**contents(WHOLE), "word/document.xml": bomb})
    assert len(data) < MOST_XML // 50
    del bomb
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableOriginal, match="压缩炸弹"):
            read_word(data, "a.docx")
        assert tracemalloc.get_traced_memory()[1] < 3 * MOST_XML
    finally:
        tracemalloc.stop()


def test_many_small_headers_are_a_bomb_too() -> None:
    header = part("hdr", p(" " * 1024 * 1024))
    names = [f"word/header{number}.xml" for number in range(40)]
    links = "".join(f'<Relationship Id="r{n}" Type="x/header" Target="header{n}.xml"/>' for n in range(len(names)))
    relations = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    data = zipped(
        {**contents(WHOLE), **dict.fromkeys(names, header), "word/_rels/document.xml.rels": relations.encode()}
    )
    with pytest.raises(UnreadableOriginal, match="压缩炸弹"):
        read_word(data, "a.docx")


def test_too_many_files_and_too_many_elements() -> None:
    with pytest.raises(UnreadableOriginal, match="个文件"):
        read_word(zipped({**contents(WHOLE), **{f"x{n}": b"" for n in range(20_001)}}), "a.docx")
    with pytest.raises(UnreadableOriginal, match="内容过多"):
        read_word(word_file("<w:p/>" * 1_000_001), "a.docx")


def test_entities_are_refused_and_nothing_is_fetched() -> None:
    for declared in ('<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY x "y"><!ENTITY z "&x;&x;&x;">'):
        text = (
            f"<?xml version='1.0'?><!DOCTYPE w:document [{declared}]><w:document {NAMESPACES}><w:body>"
            "<w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
        )
        with pytest.raises(UnreadableOriginal, match="实体"):
            read_word(zipped({**contents(WHOLE), "word/document.xml": text.encode()}), "a.docx")


def test_deep_nesting_is_refused_or_read() -> None:
    for depth in (50, 200, 5000):
        body = "<w:sdt><w:sdtContent>" * depth + p("底") + "</w:sdtContent></w:sdt>" * depth
        try:
            assert texts(word_file(body)) == ["底"]
        except UnreadableOriginal:
            assert depth > 100


def test_a_long_number_text_is_cut_and_deeply_nested_fields_and_many_notes_take_no_time() -> None:
    numbering = abstract(0, lvl(0, "decimal", "长" * 100_000 + "%1")) + num(1, 0)
    assert len(texts(word_file(p("学", num=1), numbering=numbering))[0]) < 100
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    fields = (mark("begin") + mark("separate")) * 30_000 + "<w:r><w:t>里</w:t></w:r>" + mark("end") * 30_000
    assert texts(word_file(f"<w:p>{fields}</w:p>")) == ["里"]
    notes = "".join(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' for number in range(30_000))
    assert texts(word_file(f"<w:p>{notes}</w:p>"))[0].endswith("[30000]")


def test_encrypted_files_say_so() -> None:
    data = bytearray(word_file(p("学")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(signature, start)) >= 0:
            data[start + offset] |= 1
            start += 4
    with pytest.raises(UnreadableOriginal, match="密码"):
        read_word(bytes(data), "a.docx")


def test_other_packages_are_no_word_files() -> None:
    assert not is_word(zipped({"xl/workbook.xml": b"<x/>"}))
    assert not is_word(zipped({"a.txt": b"word/document"}))
    assert not is_word(b"PK")
    assert not is_word(b"")


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_one_changed_byte_never_crashes(position: int, byte: int) -> None:
    data = WHOLE[:position] + bytes([byte]) + WHOLE[position + 1 :]
    try:
        read_word(data, "a.docx")
    except UnreadableOriginal:
        pass
