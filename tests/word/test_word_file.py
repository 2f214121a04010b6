"""The Word file: its measures, its styles, and that any text may stand in it."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.shown_text import shown
from build_tools.word import Block, Centred, Heading, Paragraph, Placeholder, Signature, Title, word_file
from build_tools.word.body import width
from tests.word.printed import printed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHARACTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"

SAMPLE: tuple[Block, ...] = (
    Title("枫桥县水利局领导班子\n2021年度民主生活会对照检查材料"),
    Centred("（2022年1月15日）"),
    Paragraph("按照县委通知要求，现将对照检查情况报告如下。"),
    Heading(1, "一、存在的问题"),
    Heading(2, "（一）带头深刻感悟“两个确立”的决定性意义方面"),
    Paragraph.led("一是学习不系统。", "全年学习十二次，联系实际不够。"),
    Heading(2, "（二）作风不实。", "到基层去得少。"),
    Heading(3, "1.走访不勤"),
    Placeholder("写一件具体的事"),
    Heading(4, "（1）少于每月一次"),
    Heading(7, "①更深的一层"),
    Signature(("枫桥县水利局", "2022年1月15日")),
)


def parts(data: bytes) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: ElementTree.fromstring(package.read(name)) for name in package.namelist()}


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    """Style and text of each paragraph."""
    found = []
    for paragraph in parts(data)["word/document.xml"].iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        text = "".join(piece.text or "" for piece in paragraph.iter(f"{W}t"))
        found.append(("" if style is None else style.attrib[f"{W}val"], text))
    return found


def test_blocks_become_paragraphs_of_their_styles() -> None:
    assert paragraphs(word_file(SAMPLE)) == [
        ("Title", "枫桥县水利局领导班子"),
        ("Title", "2021年度民主生活会对照检查材料"),
        ("Centred", "（2022年1月15日）"),
        ("", ""),
        ("", "按照县委通知要求，现将对照检查情况报告如下。"),
        ("Heading1", "一、存在的问题"),
        ("Heading2", "（一）带头深刻感悟“两个确立”的决定性意义方面"),
        ("", "一是学习不系统。全年学习十二次，联系实际不够。"),
        ("", "（二）作风不实。到基层去得少。"),
        ("Heading3", "1.走访不勤"),
        ("Placeholder", "【写一件具体的事】"),
        ("Heading4", "（1）少于每月一次"),
        ("Heading4", "①更深的一层"),
        ("", ""),
        ("Signature", "枫桥县水利局"),
        ("Signature", "2022年1月15日"),
    ]


def test_the_same_blocks_give_the_same_bytes() -> None:
    assert word_file(SAMPLE) == word_file(SAMPLE)


def test_measures_of_the_standard() -> None:
    section = parts(word_file(SAMPLE))["word/document.xml"].find(f"{W}body/{W}sectPr")
    assert section is not None

    def measures(name: str) -> dict[str, str]:
        element = section.find(f"{W}{name}")
        assert element is not None
        return {key.removeprefix(W): value for key, value in element.attrib.items()}

    assert measures("pgSz") == {"w": "11906", "h": "16838"}
    margins = {key: round(int(value) * 25.4 / 1440) for key, value in measures("pgMar").items()}
    assert {key: margins[key] for key in ("top", "left", "right", "bottom")} == {
        "top": 37,
        "left": 28,
        "right": 26,
        "bottom": 35,
    }
    grid = measures("docGrid")
    assert grid["type"] == "linesAndChars"
    assert 28.8 <= int(grid["linePitch"]) / 20 <= 28.95


def test_every_font_is_named_for_every_script_and_stands_in_the_font_table() -> None:
    found = parts(word_file(SAMPLE))
    named = set()
    for part in found.values():
        for fonts in part.iter(f"{W}rFonts"):
            names = {fonts.attrib[f"{W}{script}"] for script in ("ascii", "hAnsi", "eastAsia", "cs")}
            assert len(names) == 1
            named |= names
    assert named == {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"}
    table = {font.attrib[f"{W}name"]: font for font in found["word/fontTable.xml"]}
    assert set(table) == named
    assert all(font.find(f"{W}altName") is not None for font in table.values())


def test_headings_show_in_the_navigation_pane() -> None:
    styles = parts(word_file(SAMPLE))["word/styles.xml"]
    levels = {}
    for style in styles.iter(f"{W}style"):
        level = style.find(f"{W}pPr/{W}outlineLvl")
        if level is not None:
            levels[style.attrib[f"{W}styleId"]] = level.attrib[f"{W}val"]
    assert levels == {"Heading1": "0", "Heading2": "1", "Heading3": "2", "Heading4": "3"}


def test_bold_stretches() -> None:
    text = "一是学得浅。全年不够。二是用得少。不联系。"
    data = word_file([Paragraph(text, ((0, 6), (11, 17))), Paragraph("甲乙", ((0, 2), (1, 9)))])
    runs = [
        ("".join(t.text or "" for t in run.iter(f"{W}t")), run.find(f"{W}rPr/{W}b") is not None)
        for run in parts(data)["word/document.xml"].iter(f"{W}r")
    ]
    assert runs == [
        ("一是学得浅。", True),
        ("全年不够。", False),
        ("二是用得少。", True),
        ("不联系。", False),
        ("甲乙", True),
    ]


@pytest.mark.parametrize(
    ("signer", "date", "indents"),
    [
        ("枫桥县水利局", "2022年1月15日", (4.5, 2)),
        ("临江市卫生健康委员会党组", "2022年1月5日", (2, 6)),
        ("", "", (4, 2)),
    ],
)
def test_signature_stands_as_the_standard_says(signer: str, date: str, indents: tuple[float, float]) -> None:
    """The date begins two characters right of the signer's first; neither comes nearer to the edge than two."""
    styles = re.findall(r'<w:ind w:right="(\d+)"/>', _xml(word_file([Signature((signer, date))])))
    assert [round(int(twips) / 315, 1) for twips in styles] == list(indents)
    assert width(signer) + indents[0] == width(date) + indents[1] + 2


def _xml(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml").decode("utf-8")


HOSTILE = "甲<w:p>&amp;]]>\x00\x0b\ud800\u202e\ufffe\t\r\n“乙”"


def test_hostile_text_is_text() -> None:
    blocks: list[Block] = [Title(HOSTILE), Heading(1, HOSTILE, HOSTILE), Paragraph(HOSTILE), Placeholder(HOSTILE)]
    data = word_file([*blocks, Centred(HOSTILE), Signature((HOSTILE,))])
    wanted = shown(HOSTILE)
    texts = [text for _, text in paragraphs(data) if text]
    assert "\n".join(texts[:2]).replace("\n", " ") == wanted  # a title's lines are lines
    assert texts[2:] == [wanted * 2, wanted, f"【{wanted}】", wanted, wanted]


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=()), max_size=40), max_size=4))
def test_any_text_comes_out_as_a_page_shows_it(texts: list[str]) -> None:
    data = word_file([Paragraph(text, ((1, 3),)) for text in texts])
    assert [text for _, text in paragraphs(data)] == [shown(text) for text in texts]


def test_python_docx_opens_it(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(word_file(SAMPLE)))
    assert document.core_properties.title.startswith("枫桥县")
    assert [p.style.name for p in document.paragraphs][5] == "Heading 1"


# ---------------------------------------------------------------- as it is printed


def test_a_page_has_22_lines_of_28_characters(tmp_path: Path) -> None:
    """Headings of every level, bold leads and long paragraphs; page numbers on the outer edge."""
    long = Paragraph(CHARACTERS * 40)
    pages = [Heading(level, "（一）" + CHARACTERS[:9]) for level in (1, 2, 3, 4)]
    led = Paragraph.led("一是学习不系统。", CHARACTERS * 20)
    file = tmp_path / "公文.docx"
    file.write_bytes(word_file([Title("枫桥县水利局领导班子对照检查材料"), long, *pages, led, long]))
    found = printed(file)
    assert len(found) >= 4
    for number, lines in enumerate(found, 1):
        *text, foot = lines
        assert foot.text == f"— {number} —"
        assert round(foot.size) == 14
        assert abs(foot.base + 0.31 * foot.size / 72 * 25.4 - 28) < 0.7, "the dash lies 7 mm below the type area"
        if number % 2:
            assert abs(210 - 26 - 14 / 72 * 25.4 - foot.right) < 0.5
        else:
            assert abs(28 + 14 / 72 * 25.4 - foot.left) < 0.5
        if number < len(found):
            assert len(text) == (21 if number == 1 else 22), "the empty line below the title is the 22nd"
            assert text[-1].base >= 35
        full = [line for line in text if len(line.text) >= 28]
        assert len(full) > 10 or number == len(found)
        assert all(len(line.text) == 28 for line in full)
        assert all(abs(line.left - 28) < 0.3 and abs(line.right - 184) < 0.7 for line in full)
        assert not [line for line in text if line.right > 184.5]
    first = found[0][0]
    assert round(first.size) == 22
    assert abs((first.left + first.right) / 2 - 106) < 0.5, "the title stands in the middle"
