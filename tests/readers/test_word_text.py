"""What of a Word file is text, and in which order."""

from __future__ import annotations

import pytest

from build_tools.model import Paragraph
from build_tools.readers.reading import Reading
from build_tools.readers.word import read_word
from tests.readers.word_files import abstract, lvl, num, p, r, style, word_file

BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>'
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def field(code: str, result: str | None = None) -> str:
    """A field as Word writes it."""
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}' if result is not None else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def table(*rows: tuple[str, ...]) -> str:
    """A table; every cell is given as its paragraphs."""
    made = "".join("<w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"


def reading(body: str, styles: str | None = None, **parts: str) -> Reading:
    """A body, read."""
    return read_word(word_file(body, styles=styles, parts=parts), "a.docx")


def texts(body: str, styles: str | None = None, **parts: str) -> list[str]:
    """The paragraphs of a body."""
    return [paragraph.text for paragraph in reading(body, styles, **parts).paragraphs]


def only(body: str, styles: str | None = None) -> Paragraph:
    """The one paragraph of a body."""
    (paragraph,) = reading(body, styles).paragraphs
    return paragraph


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", ["甲", "乙"]),
        ('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>', ["甲", "乙"]),
        ("<w:r><w:t>甲</w:t><w:cr/><w:t>乙</w:t></w:r>", ["甲", "乙"]),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", ["甲\t乙"]),
        ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/></w:r>", ["A-B"]),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r>', ["☑是"]),
        ('<w:r><w:sym w:font="宋体" w:char="25CF"/><w:t>是</w:t></w:r>', ["●是"]),
        ("<w:hyperlink r:id='rId9'><w:r><w:t>链接</w:t></w:r></w:hyperlink>", ["链接"]),
        ("<w:smartTag><w:r><w:t>枫桥县</w:t></w:r></w:smartTag>", ["枫桥县"]),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>填空</w:t></w:r></w:sdtContent></w:sdt>", ["填空"]),
        ("<w:fldSimple w:instr='TITLE'><w:r><w:t>题</w:t></w:r></w:fldSimple>", ["题"]),
        ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", ["x+1"]),
        (
            "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>fēng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>枫</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r>",
            ["枫"],
        ),
    ],
)
def test_what_stands_in_a_run(run: str, expected: list[str]) -> None:
    assert texts(f"<w:p>{run}</w:p>") == expected


def test_field_codes_are_dropped_and_results_kept() -> None:
    inner = field("PAGE", "7")
    nested = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        f'{inner}<w:r><w:instrText> = 7</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r("得数")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(p("见", field("REF x", "第二条"), "。") + p(nested) + p(field("TC 藏"))) == ["见第二条。", "得数"]


def test_a_field_over_several_paragraphs_keeps_all_its_results() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))
    assert texts(p(begin + separate, "一、问题") + p("二、原因", end) + p("正文")) == ["一、问题", "二、原因", "正文"]


def test_field_marks_without_partner_swallow_nothing() -> None:
    lone = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    assert texts(p(lone.format("begin"), "甲") + p("乙")) == ["甲", "乙"]
    assert texts(p(lone.format("end"), "甲") + p(lone.format("separate"), "乙")) == ["甲", "乙"]
    assert texts(p(lone.format("begin"), "甲") + p(lone.format("separate"), "乙")) == ["甲", "乙"]


def test_characters_in_circles_and_old_pinyin_guides_are_read_from_their_code() -> None:
    body = p(field(r"eq \o\ac(○,3)"), "学", field(r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(pīn),拼)"), "音")
    assert texts(body) == ["③学拼音"]


def test_insertions_are_taken_and_deletions_and_moves_away_dropped() -> None:
    body = p(
        "我",
        f'<w:ins w:id="1" w:author="x">{r("们")}</w:ins>',
        '<w:del w:id="2" w:author="x"><w:r><w:delText>俩</w:delText></w:r></w:del>',
        f'<w:moveFrom w:id="3" w:author="x">{r("都学")}</w:moveFrom>',
        f'<w:moveTo w:id="4" w:author="x">{r("学")}</w:moveTo>',
    )
    found = reading(body)
    assert [paragraph.text for paragraph in found.paragraphs] == ["我们学"]
    assert [(finding.code, "3" in finding.message) for finding in found.findings] == [("tracked_changes", True)]


def test_a_deleted_paragraph_mark_joins_and_the_surviving_one_counts() -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0)
    gone = '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>'
    body = p("前", num=1, properties=gone) + p("后", num=1) + p("又", num=1)
    found = read_word(word_file(body, numbering=numbering), "a.docx")
    assert [paragraph.text for paragraph in found.paragraphs] == ["1.前后", "2.又"]


def test_a_hidden_paragraph_mark_runs_the_heading_into_its_text() -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0)
    body = (
        p("学得浅。", num=1, properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p("只看目录。") + p("懒", num=1)
    )
    found = read_word(word_file(body, numbering=numbering), "a.docx")
    assert [paragraph.text for paragraph in found.paragraphs] == ["1.学得浅。只看目录。", "2.懒"]


def test_hidden_text_is_dropped_reported_and_screened() -> None:
    styles = (
        style("N", default=True)
        + style("Hide", based_on="N", rpr="<w:vanish/>")
        + style("HideRun", kind="character", rpr="<w:vanish/>")
    )
    body = (
        p("看得见", r("藏", "<w:vanish/>"), r("也看得见", '<w:vanish w:val="0"/>'))
        + p("整段", style="Hide")
        + p(r("字符样式", '<w:rStyle w:val="HideRun"/>'))
        + p(r("两样抵消", '<w:rStyle w:val="HideRun"/>'), style="Hide")
    )
    found = reading(body, styles)
    assert [paragraph.text for paragraph in found.paragraphs] == ["看得见也看得见", "两样抵消"]
    assert [finding.code for finding in found.findings] == ["hidden_text"]
    assert found.aside == ("藏", "整段", "字符样式")


def test_cells_come_in_reading_order_and_data_tables_are_marked() -> None:
    body = p("前") + table((p("问题"), p("措施")), (p("学得浅") + p("走得少"), p("多学"))) + p("后")
    found = reading(body)
    assert [(paragraph.text, paragraph.cell) for paragraph in found.paragraphs] == [
        ("前", False),
        ("问题", True),
        ("措施", True),
        ("学得浅", True),
        ("走得少", True),
        ("多学", True),
        ("后", False),
    ]


def test_a_table_that_only_lays_out_text_is_read_as_text() -> None:
    inner = table((p("甲"), p("乙")), (p("丙"), p("丁")))
    found = reading(table((p("一、存在的问题") + inner + p("尾"),)))
    assert [paragraph.text for paragraph in found.paragraphs] == ["一、存在的问题", "甲", "乙", "丙", "丁", "尾"]
    assert [paragraph.cell for paragraph in found.paragraphs] == [False, True, True, True, True, False]


def test_deleted_and_hidden_rows_are_dropped() -> None:
    rows = "".join(
        f"<w:tr><w:trPr>{extra}</w:trPr><w:tc>{p(text)}</w:tc></w:tr>"
        for text, extra in (("留", ""), ("删", '<w:del w:id="1" w:author="x"/>'), ("藏", "<w:hidden/>"))
    )
    found = reading(f"<w:tbl>{rows}</w:tbl>")
    assert [paragraph.text for paragraph in found.paragraphs] == ["留"]
    assert [finding.code for finding in found.findings] == ["hidden_text", "tracked_changes"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    assert texts(p("前半", BOX.format(p("框一") + p("框二")), "后半") + p("下一段")) == [
        "前半后半",
        "框一",
        "框二",
        "下一段",
    ]
    nested = BOX.format(p("外", BOX.format(p("内"))))
    assert texts(p(nested, "锚")) == ["锚", "外", "内"]


def test_word_art_is_text() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="对照检查材料"/></v:shape></w:pict></w:r>'
    assert texts(p(art) + p("正文")) == ["对照检查材料", "正文"]


def test_notes_stand_at_the_end_under_their_marks() -> None:
    mark = '<w:r><w:{0}Reference w:id="{1}"/></w:r>'
    body = p("学习", mark.format("footnote", 5), "不够", mark.format("endnote", 2)) + p("后文")
    notes = f'<w:footnote w:type="separator" w:id="-1">{p("线")}</w:footnote><w:footnote w:id="5">{p("<w:r><w:footnoteRef/></w:r>", "三次")}</w:footnote>'
    ends = f'<w:endnote w:id="2">{p("<w:r><w:endnoteRef/></w:r>", "见台账")}</w:endnote>'
    assert texts(body, footnotes=notes, endnotes=ends) == ["学习[1]不够[2]", "后文", "[1]三次", "[2]见台账"]


def test_headers_comments_and_properties_stand_aside() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>内部题名</dc:title><dc:creator>某人</dc:creator>'
        "<cp:keywords>机密</cp:keywords></cp:coreProperties>"
    )
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property name="密级"><vt:lpwstr>秘密★10年</vt:lpwstr></property></Properties>'
    )
    base = "http://schemas.openxmlformats.org"
    links = (
        f'<Relationships xmlns="{base}/package/2006/relationships">'
        f'<Relationship Id="a" Type="{base}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="b" Type="{base}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="c" Type="{base}/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/>'
        "</Relationships>"
    )
    watermark = p('<w:r><w:pict><v:shape><v:textpath string="内部资料"/></v:shape></w:pict></w:r>')
    data = word_file(
        p("正文"),
        parts={
            "header1": p("页眉") + watermark,
            "footer1": p("页脚"),
            "comments": f"<w:comment w:id='0'>{p('批注')}</w:comment>",
        },
        raw={"docProps/core.xml": core.encode(), "docProps/custom.xml": custom.encode(), "_rels/.rels": links.encode()},
    )
    found = read_word(data, "a.docx")
    assert [paragraph.text for paragraph in found.paragraphs] == ["正文"]
    assert found.aside == (
        *("页眉", "内部资料", "页脚", "批注", "内部题名", "某人", "机密", "密级 秘密★10年", "秘密★10年"),
    )


def test_embedded_files_and_pictures_are_reported() -> None:
    body = p("正文") + '<w:altChunk r:id="rId7"/>' + p("<w:r><w:drawing><a:blip/></w:drawing></w:r>")
    assert [finding.code for finding in reading(body).findings] == ["embedded_unread", "pictures_unread"]


def test_a_file_of_nothing_but_pictures_needs_ocr() -> None:
    found = reading(p("<w:r><w:drawing><a:blip/></w:drawing></w:r>"))
    assert not found.paragraphs
    assert "needs_ocr" in [finding.code for finding in found.findings]


def test_heading_styles_and_outline_levels() -> None:
    styles = (
        style("N", name="Normal", default=True)
        + style("1", name="heading 1", based_on="N")
        + style("Mine", based_on="1")
        + style("WPS", name="标题 2", based_on="N")
        + style("Lvl", based_on="N", ppr='<w:outlineLvl w:val="2"/>')
        + style("T", name="Title", based_on="N")
    )
    filler = p("正文" * 60)
    body = p("甲", style="1") + p("乙", style="Mine") + p("丙", style="WPS") + p("丁", style="Lvl") + filler
    assert [paragraph.heading_level for paragraph in reading(body, styles).paragraphs] == [1, 1, 2, 3, 0]
    direct = p("甲", style="1", properties='<w:outlineLvl w:val="9"/>') + p(
        "乙", properties='<w:outlineLvl w:val="0"/>'
    )
    assert [paragraph.heading_level for paragraph in reading(direct + filler, styles).paragraphs] == [0, 1, 0]
    titled = p("题", style="T") + p("甲", style="1") + filler
    assert [paragraph.heading_level for paragraph in reading(titled, styles).paragraphs] == [1, 2, 0]


def test_headings_and_bold_that_are_everywhere_tell_nothing() -> None:
    styles = style("N", name="Normal", default=True) + style("1", name="heading 1", based_on="N", rpr="<w:b/>")
    found = reading("".join(p(f"第{number}段话", style="1") for number in range(5)), styles).paragraphs
    assert not any(paragraph.heading_level or paragraph.strong for paragraph in found)


def test_bold_paragraphs_and_bold_beginnings() -> None:
    filler = p("正文" * 60)
    bold = "<w:b/>"
    body = (
        p(r("一是学得浅。", bold), "只看目录。")
        + p(r("存在的问题", bold), r("  "))
        + p(r("甲", '<w:b w:val="0"/>'))
        + filler
    )
    found = reading(body).paragraphs
    assert [(paragraph.strong, paragraph.strong_lead) for paragraph in found] == [
        (False, 6),
        (True, 0),
        (False, 0),
        (False, 0),
    ]


def test_indents_and_empty_lines_are_evidence() -> None:
    styles = style("N", default=True, ppr='<w:ind w:firstLineChars="200" w:firstLine="640"/>') + style("T")
    body = (
        p("甲")
        + p()
        + p("乙", properties='<w:ind w:firstLineChars="0" w:firstLine="0"/>')
        + p("　　丙", style="T")
        + p("丁", style="T")
    )
    assert [(q.indented, q.after_blank, q.line) for q in reading(body, styles).paragraphs] == [
        (True, False, 1),
        (False, True, 3),
        (True, False, 4),
        (False, False, 5),
    ]


def test_a_file_without_styles_and_numbering_is_read() -> None:
    assert only(p("甲", style="X", num=3)).text == "甲"
