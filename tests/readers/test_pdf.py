"""PDF files: rows, paragraphs, page furniture, tables, columns; scans and broken files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.collection import single_original
from build_tools.errors import UnreadableOriginal
from build_tools.model import Document, Material
from build_tools.pipeline import read_material
from build_tools.readers import read
from build_tools.readers.pdf import worker
from build_tools.vocabulary import load_vocabulary
from tests.readers.pdf_maker import HEIGHT, LEFT, PITCH, RIGHT, SIZE, TOP, Page, broken, pdf, typeset

TITLE = ["枫桥县水利局领导班子", "2021年度民主生活会对照检查材料"]
TEXTS = [
    "按照县委通知要求，班子认真学习，广泛听取意见，召开会议讨论三次，走访了十二个村和四家企业，现将对照检查情况报告如下。",
    "一、存在的问题",
    "（一）学习不系统。全年集中学习次数不少，联系实际不够，有时用会议传达代替学习研讨，对新精神的理解停留在字面上，没有往深处想。",
    "（二）走访不勤。到基层去得少，听汇报多，对群众的难处知道得不细，2021年只到过三个村，有两个村一次也没有去过，群众有意见。",
    "二、原因分析",
    "理论武装不够。平时忙于事务，读书少，思考也少，总觉得业务工作忙一点，学习可以往后放一放，久而久之就放松了要求。",
] * 3


def document(pages: list[Page], info: dict[str, str] | None = None) -> Document:
    return read(pdf(pages, info), "材料.pdf", "0" * 64)


def texts(pages: list[Page]) -> list[str]:
    return [paragraph.text for paragraph in document(pages).paragraphs]


# ---------------------------------------------------------------- paragraphs


def test_rows_become_paragraphs_over_pages_and_page_numbers_go() -> None:
    found = document(typeset(TEXTS, rows=9))
    assert [p.text for p in found.paragraphs] == TEXTS
    assert all(p.indented for p in found.paragraphs)
    assert [(r.kind, r.before) for r in found.repairs[:2]] == [("page_numbers", "— 1 —"), ("page_numbers", "— 2 —")]
    assert (found.source.format, found.source.encoding, found.findings) == ("pdf", None, ())


@pytest.mark.parametrize("number", ["{}", "- {} -", "第{}页", "第 {} 页 共 9 页", "{}/9", "· {} ·"])
def test_page_numbers_in_every_form(number: str) -> None:
    assert texts(typeset(TEXTS, rows=9, number=number)) == TEXTS


def test_a_number_that_is_text_stays() -> None:
    assert texts(typeset([*TEXTS, "2021"], number="")) == [*TEXTS, "2021"]


def test_running_heads_go_are_recorded_and_screened() -> None:
    found = document(typeset(TEXTS, rows=9, head="枫桥县水利局材料汇编"))
    assert [p.text for p in found.paragraphs] == TEXTS
    assert [r.before for r in found.repairs if r.kind == "running_heads"][:2] == ["枫桥县水利局材料汇编"] * 2
    assert found.aside == ("枫桥县水利局材料汇编",)


def test_a_first_line_that_only_looks_like_a_head_stays() -> None:
    assert texts(typeset(TEXTS[:3], rows=40, head="枫桥县水利局材料汇编"))[0] == "枫桥县水利局材料汇编"


def test_paragraphs_without_indent_are_told_by_space_and_by_full_rows() -> None:
    page = Page()
    y = TOP
    for text in TEXTS[:6]:
        for line in broken(text, RIGHT - LEFT):
            page.write(line, LEFT, y)
            y -= 20
        y -= 10
    assert texts([page]) == TEXTS[:6]


def test_a_last_page_of_short_paragraphs() -> None:
    """None of its rows is full, and all are set in: where its edges are, the page before says."""
    short = [
        "三、反面典型案例的剖析和反思",
        "引以为戒，深刻反思。",
        "四、原因分析",
        "（一）学习不够扎实。",
        "五、措施",
        "多学习。",
    ]
    pages = [*typeset(TEXTS[:12], rows=30, number=""), *typeset(short, number="")]
    assert texts(pages) == [*TEXTS[:12], *short]


def test_a_title_of_two_lines_is_one_paragraph() -> None:
    page = typeset(TEXTS[:3])[0]
    for row, line in enumerate(TITLE):
        page.centre(line, TOP + 90 - 33 * row, 22)
    assert texts([page])[0] == "".join(TITLE)


def test_bold() -> None:
    page = Page()
    page.write("一、存在的问题", LEFT, TOP, bold=True)
    page.write("一是学习不够。", LEFT, TOP - PITCH, bold=True)
    page.write("平时忙。", LEFT + 7 * SIZE, TOP - PITCH)
    for moved in (0.0, 0.5):  # printed twice, a little moved, to look bold
        page.write("二是走访不勤。", LEFT + moved, TOP - 2 * PITCH)
    found = document([page]).paragraphs
    assert [(p.text, p.strong, p.strong_lead) for p in found] == [
        ("一、存在的问题", True, 0),
        ("一是学习不够。平时忙。", False, 7),
        ("二是走访不勤。", True, 0),
    ]


def test_blanks_where_there_are_gaps() -> None:
    page = Page()
    page.write("姓名：张某", LEFT, TOP)
    page.write("职务：科长", LEFT + 200, TOP)
    page.write("GDP", LEFT, TOP - 2 * PITCH)
    page.write("abc", LEFT + 30, TOP - 2 * PITCH)
    assert texts([page]) == ["姓名：张某　职务：科长", "GDP abc"]


# ---------------------------------------------------------------- pages that are set otherwise


def test_two_columns_are_read_one_after_the_other() -> None:
    page = Page()
    page.centre("".join(TITLE), TOP + 60, 16)
    left = [
        "学习不系统次数不少联系实",
        "际不够，用会议传达代替了",
        "研讨，对新精神理解停留在",
        "字面上，没有往深处去想。",
    ] * 2
    right = [
        "到基层去得少，听汇报得多",
        "，对群众的难处知道得不细",
        "，去年只到过三个村，还有",
        "两个村一次也没有去过呢。",
    ] * 2
    for row in range(8):
        page.write(left[row], LEFT, TOP - row * PITCH)
        page.write(right[row], 325, TOP - row * PITCH - (7 if row % 2 else 0))
    found = "".join(texts([page]))
    assert found == "".join(TITLE) + "".join(left) + "".join(right)


def test_a_table_is_read_cell_by_cell_where_it_stands() -> None:
    page = Page()
    for row, text in enumerate(["表前的话，说得长一些，也有句号。", "表后的话，说得长一些，也有句号。"]):
        page.write(text, LEFT + 32, TOP - row * 200)
    for y in (700, 660, 600):
        page.rule(LEFT, y, RIGHT, y)
    for x in (LEFT, 200, RIGHT):
        page.rule(x, 600, x, 700)
    page.write("问题", LEFT + 5, 675)
    page.write("措施", 205, 675)
    page.write("学习很不成系", LEFT + 5, 640)
    page.write("统", LEFT + 5, 612)
    page.write("每周集中学习半天，轮流领学，", 205, 640)
    page.write("年底交流。", 205, 612)
    found = document([page]).paragraphs
    assert [(p.text, p.cell) for p in found] == [
        ("表前的话，说得长一些，也有句号。", False),
        ("问题", True),
        ("措施", True),
        ("学习很不成系统", True),
        ("每周集中学习半天，轮流领学，年底交流。", True),
        ("表后的话，说得长一些，也有句号。", False),
    ]


def test_a_frame_round_the_page_is_no_table() -> None:
    page = typeset(TEXTS[:6])[0]
    for y in (90, 780):
        page.rule(60, y, 540, y)
    for x in (60, 540):
        page.rule(x, 90, x, 780)
    page.rule(60, 770, 540, 770)
    assert [(p.text, p.cell) for p in document([page]).paragraphs] == [(text, False) for text in TEXTS[:6]]


def test_turned_pages_and_slanted_watermarks() -> None:
    page = Page(turn=90)
    for row, text in enumerate(["（一）学习不系统。", "（二）走访不勤。"]):
        page.write(text, 100 + row * PITCH, 80, matrix="0 1 -1 0")
    page.write("内部资料", 200, 300, 40, matrix="0.7 0.7 -0.7 0.7")
    found = document([page])
    assert [p.text for p in found.paragraphs] == ["（一）学习不系统。", "（二）走访不勤。"]
    assert found.aside == ("内部资料",)
    assert [(r.kind, r.before) for r in found.repairs] == [("running_heads", "内部资料")]


def test_radicals_and_ligatures_become_characters(tmp_path: Path) -> None:
    page = Page()
    page.write("⽂件⾯前，⻓期ﬁle。", LEFT, TOP)
    material = material_of(tmp_path / "a.pdf", pdf([page]))
    assert any(
        block.text == "文件面前，长期file。" for block in material.outline.preamble + material.outline.title_lines
    )
    assert {"character_forms"} <= {repair.kind for repair in material.repairs}


def material_of(path: Path, data: bytes) -> Material:
    path.write_bytes(data)
    return read_material(single_original(path), load_vocabulary())


def test_properties_are_set_aside_for_screening() -> None:
    found = document(typeset(TEXTS[:2]), {"Title": "某标题", "Keywords": "机密", "Producer": "某软件"})
    assert found.aside == ("某标题", "机密")


# ---------------------------------------------------------------- scans and broken files


def test_a_scan_is_a_material_that_says_so() -> None:
    page = Page()
    page.picture()
    found = document([page, page])
    assert found.paragraphs == ()
    assert [(f.code, f.severity, f.message) for f in found.findings] == [
        ("needs_ocr", "error", "需OCR：PDF 是扫描件，没有文字层（共 2 页），正文无法读取")
    ]


def test_the_page_of_a_scan_has_the_file_name_for_a_title_and_says_what_is_missing(tmp_path: Path) -> None:
    page = Page()
    page.picture()
    material = material_of(tmp_path / "青溪县水利局.pdf", pdf([page]))
    assert (material.description.title, material.description.title_supplied) == ("[青溪县水利局]", True)
    assert (material.description.incomplete or "").startswith("需OCR")
    assert {finding.code for finding in material.findings} == {"needs_ocr", "title_missing"}


def test_a_text_with_some_scanned_pages_names_them() -> None:
    page = Page()
    page.picture()
    found = document([*typeset(TEXTS[:3]), page])
    assert [p.text for p in found.paragraphs] == TEXTS[:3]
    assert [(f.code, f.severity) for f in found.findings] == [("needs_ocr", "warning")]
    assert "第 2 页" in found.findings[0].message


def test_a_text_layer_of_rubbish_is_none() -> None:
    page = Page()
    for row in range(10):
        page.write("\u0001\u0002\ufffd\u0003" * 6, LEFT, TOP - row * PITCH)
    assert [f.code for f in document([page]).findings] == ["needs_ocr"]


def test_passwords() -> None:
    pypdf = pytest.importorskip("pypdf", reason="没有装 pypdf，加密 PDF 的测试跳过")

    def locked(user: str) -> bytes:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(typeset(TEXTS[:3]))))
        writer.encrypt(user, owner_password="主人", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    with pytest.raises(UnreadableOriginal, match=r"^a\.pdf：有打开密码，请取消密码后再入库$"):
        read(locked("打开"), "a.pdf", "0" * 64)
    assert read(locked(""), "a.pdf", "0" * 64).paragraphs[0].text == TEXTS[0]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"x" * 3000, pdf(typeset(TEXTS[:2]))[:700]])
def test_broken_files_get_one_line(data: bytes) -> None:
    with pytest.raises(UnreadableOriginal, match=r"^a\.pdf：PDF 已损坏，读不出内容$"):
        read(data, "a.pdf", "0" * 64)


def test_a_reader_that_takes_too_long_or_falls_is_replaced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    data = pdf(typeset(TEXTS[:2]))
    for body, seconds, said in [
        ("import time\ntime.sleep(600)\n", 0.2, "已停止"),
        ("raise SystemExit(3)\n", 60.0, "读取时出错"),
    ]:
        program = tmp_path / "reader.py"
        program.write_text(body, encoding="utf-8")
        worker.WORKER.stop()
        monkeypatch.setattr(worker, "_PROGRAM", program)
        monkeypatch.setattr(worker, "SECONDS", seconds)
        with pytest.raises(UnreadableOriginal, match=said):
            read(data, "a.pdf", "0" * 64)
    monkeypatch.undo()
    assert read(data, "a.pdf", "0" * 64).paragraphs


WHOLE = pdf([*typeset(TEXTS, rows=9, head="枫桥县")])


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_spoilt_files_are_read_or_refused(data: st.DataObject) -> None:
    spoilt = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 20))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    spoilt = spoilt[: data.draw(st.integers(20, len(spoilt)))]
    try:
        read(bytes(spoilt), "a.pdf", "0" * 64)
    except UnreadableOriginal:
        pass


@given(
    st.lists(
        st.tuples(
            st.text("学习一二（），。12ab ", min_size=1, max_size=12),
            st.floats(0, 500),
            st.floats(0, HEIGHT),
            st.floats(4, 40),
        ),
        max_size=40,
    )
)
@settings(max_examples=30, deadline=None)
def test_characters_anywhere_are_all_there(placed: list[tuple[str, float, float, float]]) -> None:
    page = Page()
    for text, x, y, size in placed:
        page.write(text, x, y, size)
    page.write("学习" * 30, 10, 5, 8)
    found = document([page])
    kept = "".join(p.text for p in found.paragraphs) + "".join(r.before for r in found.repairs)
    whole = "".join(text for text, *_ in placed) + "学习" * 30
    ink = {c for c in whole if c.strip()}
    assert {c for c in kept if c.strip()} == ink
