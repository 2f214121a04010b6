"""Secrecy marks that stand in a file where no reader sees them: refused; prose in the same places: not."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from build_tools.collection import single_original
from build_tools.pipeline import read_material
from build_tools.vocabulary import load_vocabulary
from tests.readers.pdf_maker import pdf, typeset
from tests.readers.word_files import p, part, r, word_file
from tests.sample import material_text

VOCABULARY = load_vocabulary()
LINES = [line for line in material_text("甲县财政局").split("\n") if line]
BODY = "".join(p(r(line)) for line in LINES)
MARK = "机密★5年"
GRADES = ("绝密", "机密", "秘密")
DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="图片" {0}/></wp:inline></w:drawing></w:r>'
)
VML = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" {0}>{1}</v:shape></w:pict></w:r>'


def deleted(text: str, tag: str = "del") -> str:
    """A run that was deleted with changes tracked."""
    return f'<w:{tag} w:id="1" w:author="甲"><w:r><w:delText>{text}</w:delText></w:r></w:{tag}>'


def box(text: str) -> str:
    """A text box of the old kind, in a paragraph of its own."""
    return p(VML.format("", f"<v:textbox><w:txbxContent>{p(r(text))}</w:txbxContent></v:textbox>"))


CHOICES = (
    "<w:sdt><w:sdtPr><w:dropDownList>{0}</w:dropDownList></w:sdtPr><w:sdtContent>"
    + p(r("甲"))
    + "</w:sdtContent></w:sdt>"
)


def inserted(words: str) -> dict[str, bytes]:
    """Parts that nothing links to, each with these words, by name."""
    drawing = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    split = "</a:t></a:r><a:r><a:t>".join(words)
    return {
        "word/diagrams/data1.xml": f"<x {drawing}><a:p><a:r><a:t>{split}</a:t></a:r></a:p></x>".encode(),
        "word/charts/chart1.xml": f"<x {drawing}><a:p><a:r><a:t>{words}</a:t></a:r></a:p></x>".encode(),
        "word/glossary/document.xml": part("glossaryDocument", p(r(words))),
        "word/header7.xml": part("hdr", p(r(words))),
        "docProps/custom.xml": f'<Properties><property name="密级"><lpwstr>{words}</lpwstr></property></Properties>'.encode(),
        "word/embeddings/甲.docx": word_file(p(r(words)) + BODY),
        "word/embeddings/乙.docx": word_file(BODY, raw={"word/embeddings/甲.docx": word_file(p(r(words)) + BODY)}),
        "word/afchunk.htm": f"<p><b>{words}</b></p><p>甲</p>".encode("gb18030"),
        "word/afchunk.txt": f"{words}\n甲".encode(),
    }


WORD = {
    "deleted": p(deleted(MARK)) + BODY,
    "deleted without a star": p(deleted("机密") + r("内部资料")) + BODY,
    "deleted before the title": p(deleted("绝密") + r(LINES[0])) + BODY,
    "deleted far down": BODY * 6 + p(deleted(MARK)) + BODY * 6,
    "moved away": p(f'<w:moveFrom w:id="1" w:author="甲">{r(MARK)}</w:moveFrom>') + BODY,
    "inserted": p(f'<w:ins w:id="1" w:author="甲">{r(MARK)}</w:ins>') + BODY,
    "hidden": p(f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{MARK}</w:t></w:r>") + BODY,
    "content control": f"<w:sdt><w:sdtContent>{p(r(MARK))}</w:sdtContent></w:sdt>{BODY}",
    "name of a control": f'<w:sdt><w:sdtPr><w:tag w:val="{MARK}"/></w:sdtPr><w:sdtContent>{p(r("甲"))}</w:sdtContent></w:sdt>{BODY}',
    "text box far down": BODY * 6 + box("机密") + BODY * 6,
    "name of a bookmark": p(f'<w:bookmarkStart w:id="9" w:name="{MARK}"/><w:bookmarkEnd w:id="9"/>') + BODY,
    "code of a simple field": p(f'<w:fldSimple w:instr="QUOTE {MARK}">{r("甲")}</w:fldSimple>') + BODY,
    "choice of a control": CHOICES.format(f'<w:listItem w:displayText="{MARK}" w:value="1"/>') + BODY,
    "watermark": p(VML.format("", f'<v:textpath string="{MARK}"/>')) + BODY,
    "alternative text": p(DRAWING.format(f'descr="{MARK}"')) + BODY,
    "title of a picture": p(DRAWING.format(f'title="{MARK}"')) + BODY,
    "alternative text of the old kind": p(VML.format(f'alt="{MARK}"', "")) + BODY,
    "field code": p(
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE "{MARK}"</w:instrText></w:r>'
    )
    + BODY,
}
PARTS = {
    "header": p(r(MARK)),
    "deleted in a header": p(deleted(MARK)),
    "footer": p(r(MARK)),
    "comments": f'<w:comment w:id="0">{p(r(MARK))}</w:comment>',
    "footnotes": f'<w:footnote w:id="9">{p(r(MARK))}</w:footnote>',
    "endnotes": f'<w:endnote w:id="9">{p(r(MARK))}</w:endnote>',
}
WORD_PROSE = {
    "deleted": p(r("保守") + deleted("秘密") + r("意识不强，下步改进。")) + BODY,
    "deleted sentence": p(r("学习不够。") + deleted("泄露秘密、商业秘密的问题没有发生。")) + BODY,
    "alternative text": p(DRAWING.format('descr="保密柜里的机密文件管理照片"')) + BODY,
    "choice of grades": CHOICES.format("".join(f'<w:listItem w:displayText="{g}" w:value="{g}"/>' for g in GRADES))
    + BODY,
    "title of a book": p(deleted("《保守国家秘密法》学习体会")) + BODY,
}
PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'>{0}</head><body>{1}<div class='article'>{2}</div></body></html>"
)
ARTICLE = "".join(f"<p>{line}</p>" for line in LINES)
WEB = {
    "comment": ("", f"<!--{MARK}-->"),
    "keywords": (f'<meta name="keywords" content="{MARK}">', ""),
    "title": (f"<title>{MARK}</title>", ""),
    "hidden": ("", f'<div style="display:none">{MARK}</div>'),
    "deleted": ("", f"<del>{MARK}</del>"),
    "attribute": ("", f'<p title="{MARK}">甲</p>'),
    "label": ("", f'<p data-level="{MARK}">甲</p>'),
    "hidden field": ("", f'<input type="hidden" value="{MARK}">'),
    "without scripts": ("", f"<noscript>{MARK}</noscript>"),
    "script": ("", f'<script>var level = "{MARK}";</script>'),
    "style": (f'<style>body:before{{content: "{MARK}"}}</style>', ""),
    "drawing": ("", f"<svg><text>{MARK}</text></svg>"),
}
WEB_PROSE = {
    "choice of grades": ("", "<select><option>绝密</option><option>机密</option><option>秘密</option></select>"),
    "links": ("", '<a title="绝密档案" href="/a">绝密档案解读</a><a title="保守国家秘密法宣传">法</a>'),
}


def publishes(path: Path, data: bytes) -> bool:
    """Whether a file with these contents is published."""
    path.write_bytes(data)
    return read_material(single_original(path, VOCABULARY), VOCABULARY).screening.publish


@pytest.mark.parametrize("body", WORD.values(), ids=WORD)
def test_word(body: str, tmp_path: Path) -> None:
    assert not publishes(tmp_path / "a.docx", word_file(body))


@pytest.mark.parametrize(("name", "part"), PARTS.items())
def test_parts_of_word_files(name: str, part: str, tmp_path: Path) -> None:
    kind = name.split()[-1]
    kind += "" if kind.endswith("s") else "1"
    assert not publishes(tmp_path / "a.docx", word_file(BODY, parts={kind: part}))


@pytest.mark.parametrize("name", inserted(""))
def test_what_was_inserted_in_word_files(name: str, tmp_path: Path) -> None:
    assert not publishes(tmp_path / "a.docx", word_file(BODY, raw={name: inserted(MARK)[name]}))
    assert publishes(tmp_path / "b.docx", word_file(BODY, raw={name: inserted("保守党和国家的秘密")[name]}))


@pytest.mark.parametrize("body", WORD_PROSE.values(), ids=WORD_PROSE)
def test_prose_in_word(body: str, tmp_path: Path) -> None:
    assert publishes(tmp_path / "a.docx", word_file(body))


@pytest.mark.parametrize(("head", "top"), WEB.values(), ids=WEB)
def test_web_pages(head: str, top: str, tmp_path: Path) -> None:
    assert not publishes(tmp_path / "a.html", PAGE.format(head, top, ARTICLE).encode())


@pytest.mark.parametrize(("head", "top"), WEB_PROSE.values(), ids=WEB_PROSE)
def test_prose_in_web_pages(head: str, top: str, tmp_path: Path) -> None:
    assert publishes(tmp_path / "a.html", PAGE.format(head, top, ARTICLE).encode())


@pytest.mark.parametrize("place", ["subject", "second page", "nowhere"])
def test_pages_saved_as_one_file(place: str, tmp_path: Path) -> None:
    head = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    subject = f"=?utf-8?B?{base64.b64encode(MARK.encode()).decode()}?=" if place == "subject" else "甲"
    second = f"<html><body><p>{MARK if place == 'second page' else '第1页'}</p></body></html>"
    data = (
        f"Subject: {subject}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
        f"--b\r\n{head}{PAGE.format('', '', ARTICLE)}\r\n--b\r\n{head}{second}\r\n--b--\r\n"
    )
    assert publishes(tmp_path / "a.mht", data.encode()) == (place == "nowhere")


@pytest.mark.parametrize("key", ["Title", "Keywords", "Author", "SecurityLevel"])
def test_properties_of_pdf_files(key: str, tmp_path: Path) -> None:
    assert not publishes(tmp_path / "a.pdf", pdf(typeset(LINES), {key: MARK}))
    assert publishes(tmp_path / "b.pdf", pdf(typeset(LINES), {key: "保守国家秘密学习体会"}))


@pytest.mark.parametrize("place", ["metadata", "bookmark", "nowhere"])
def test_what_else_a_pdf_file_says_of_itself(place: str, tmp_path: Path) -> None:
    data = pdf(typeset(LINES))
    packet = f"<x:xmpmeta><dc:title>{MARK if place == 'metadata' else '甲'}</dc:title></x:xmpmeta>".encode()
    title = (MARK if place == "bookmark" else "甲").encode("utf-16-be").hex().encode()
    objects = (
        b"900 0 obj\n<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        b"901 0 obj\n<< /Type /Outlines /First 902 0 R /Last 902 0 R /Count 1 >>\nendobj\n"
        b"902 0 obj\n<< /Title <FEFF%s> /Dest (a) /Parent 901 0 R >>\nendobj\n" % (len(packet), packet, title)
    )
    head, _, _ = data.partition(b"xref\n")
    head = head.replace(b"/Type /Catalog", b"/Type /Catalog /Metadata 900 0 R /Outlines 901 0 R", 1)
    # Without its index, as a program left it that was killed: readers look the objects up themselves.
    assert publishes(tmp_path / "a.pdf", head + objects + b"trailer << /Root 1 0 R >>\n%%EOF\n") == (place == "nowhere")


def test_a_number_that_was_deleted_keeps_the_original_from_being_copied(tmp_path: Path) -> None:
    """What no page shows still stands in the file, and would be downloaded with it."""
    path = tmp_path / "a.docx"
    path.write_bytes(word_file(p(deleted("联系电话13800138000")) + BODY))
    data = read_material(single_original(path, VOCABULARY), VOCABULARY).screening.personal
    assert [(datum.kind, datum.where) for datum in data] == [("mobile", "正文之外")]
