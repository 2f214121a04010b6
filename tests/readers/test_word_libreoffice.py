"""Our numbers beside those of LibreOffice's own text export, in files that Word could have written.

LibreOffice 7.4 is not followed where it differs from the standard and from Word; those files stand in `DIFFERENT`,
with the text that it gives and the section that says otherwise.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from build_tools.readers.word import read_word
from tests.readers.word_files import abstract, lvl, num, override, p, style, word_file

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="没有装 LibreOffice（soffice），与它对照的测试跳过")

DECIMAL = (lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2"), lvl(2, "decimal", "%1.%2.%3"))
OFFICIAL = (
    lvl(0, "chineseCounting", "%1、", suff="nothing"),
    lvl(1, "chineseCounting", "（%2）", suff="nothing"),
    lvl(2, "decimal", "%3.", suff="tab"),
    lvl(3, "decimal", "（%4）", suff="space"),
    lvl(4, "decimalEnclosedCircle", "%5"),
)


def lines(*items: tuple[int, int] | str) -> str:
    """Paragraphs that name (numId, level) directly; a text stands for itself."""
    return "".join(
        p(item) if isinstance(item, str) else p(f"第{index}段", num=item[0], level=item[1])
        for index, item in enumerate(items)
    )


def styled(*names: str) -> str:
    """Paragraphs that have their numbers from styles."""
    return "".join(p(f"第{index}段", style=name) for index, name in enumerate(names))


def by_style(level: int, num_id: int = 1) -> str:
    """The numbering of a style."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'


OUTLINE_STYLES = (
    style("N", name="Normal", default=True)
    + style("1", name="heading 1", based_on="N", ppr=by_style(0) + '<w:outlineLvl w:val="0"/>')
    + style("2", name="heading 2", based_on="N", ppr=by_style(1) + '<w:outlineLvl w:val="1"/>')
    + style("3", name="heading 3", based_on="2", ppr=by_style(2) + '<w:outlineLvl w:val="2"/>')
    + style("Off", based_on="1", ppr='<w:numPr><w:numId w:val="0"/></w:numPr>')
    + style("Child", based_on="2")
)
THIRTY = [(1, 0)] * 30
OFFICIAL_ORDER = [
    (1, 0),
    (1, 1),
    (1, 2),
    (1, 2),
    (1, 3),
    (1, 4),
    (1, 4),
    (1, 1),
    (1, 2),
    (1, 0),
    (1, 1),
    (1, 1),
    (1, 0),
]
TABLE = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"

SAME: dict[str, bytes] = {
    "official": word_file(lines(*OFFICIAL_ORDER), numbering=abstract(0, *OFFICIAL) + num(1, 0)),
    "thirty_han": word_file(lines(*THIRTY), numbering=abstract(0, *OFFICIAL) + num(1, 0)),
    "han_beyond_hundred": word_file(
        lines(*THIRTY), numbering=abstract(0, lvl(0, "chineseCountingThousand", "第%1条", start=95)) + num(1, 0)
    ),
    "legal_characters": word_file(
        lines(*THIRTY), numbering=abstract(0, lvl(0, "chineseLegalSimplified", "%1、")) + num(1, 0)
    ),
    "stems_and_branches": word_file(
        lines(*[(1, 0), (1, 1)] * 9),
        numbering=abstract(0, lvl(0, "ideographTraditional", "%1、"), lvl(1, "ideographZodiac", "（%2）")) + num(1, 0),
    ),
    "roman_and_letters": word_file(
        lines(*[(1, 0), *[(1, 1)] * 28, (1, 2), (1, 2), (1, 0), (1, 1)]),
        numbering=abstract(0, lvl(0, "upperRoman", "%1."), lvl(1, "lowerLetter", "%2)"), lvl(2, "lowerRoman", "(%3)"))
        + num(1, 0),
    ),
    "zero_and_circles": word_file(
        lines(*[(1, 0), *[(1, 1)] * 12, (1, 0)]),
        numbering=abstract(0, lvl(0, "decimalZero", "%1-"), lvl(1, "decimalEnclosedCircleChinese", "%2")) + num(1, 0),
    ),
    "multi_level": word_file(
        lines(*[(1, n) for n in (0, 1, 1, 2, 2, 1, 2, 0, 1, 2, 0)]), numbering=abstract(0, *DECIMAL) + num(1, 0)
    ),
    "skipped_levels": word_file(
        lines(*[(1, n) for n in (1, 1, 0, 2, 2, 1, 2, 0, 2)]), numbering=abstract(0, *DECIMAL) + num(1, 0)
    ),
    "two_lists_on_one_definition": word_file(
        lines((1, 0), (1, 0), (2, 0), (2, 1), (1, 0)), numbering=abstract(0, *DECIMAL) + num(1, 0) + num(2, 0)
    ),
    "restarts": word_file(
        lines((1, 0), (1, 1), (1, 0), "插话", (2, 0), (2, 1), (2, 0), (3, 0), (2, 0)),
        numbering=abstract(0, *DECIMAL) + num(1, 0) + num(2, 0, override(0, 1)) + num(3, 0, override(0, 5)),
    ),
    "restarts_of_all_levels": word_file(
        lines((1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2), (1, 0), (1, 1)),
        numbering=abstract(0, *DECIMAL) + num(1, 0) + num(2, 0, *(override(level, 1) for level in range(3))),
    ),
    "level_replaced": word_file(
        lines((1, 0), (1, 1), (2, 0), (2, 1), (1, 1)),
        numbering=abstract(0, *DECIMAL)
        + num(1, 0)
        + num(
            2, 0, override(0, 3, lvl(0, "chineseCounting", "（%1）")), override(1, None, lvl(1, "upperLetter", "%2)"))
        ),
    ),
    "goes_on_after_text": word_file(
        lines("一段话", (1, 0), "插话", (1, 0), "又一段", (1, 0)), numbering=abstract(0, *OFFICIAL) + num(1, 0)
    ),
    "two_definitions_in_turn": word_file(
        lines((1, 0), (2, 0), (1, 0), (2, 0), (1, 1), (2, 1)),
        numbering=abstract(0, *OFFICIAL) + abstract(1, *DECIMAL) + num(1, 0) + num(2, 1),
    ),
    "starts": word_file(
        lines((1, 0), (1, 1), (1, 0), (1, 1)),
        numbering=abstract(0, lvl(0, "decimal", "%1.", start=3), lvl(1, "decimal", "%1.%2", start=0)) + num(1, 0),
    ),
    "styles": word_file(
        styled("1", "2", "3", "3", "Child", "Off", "1", "2", "N", "1"),
        numbering=abstract(0, *DECIMAL) + num(1, 0),
        styles=OUTLINE_STYLES,
    ),
    "styles_and_direct": word_file(
        styled("1", "2") + p("直接", style="2", num=1, level=0) + p("取消", style="1", num=0) + styled("1"),
        numbering=abstract(0, *OFFICIAL) + num(1, 0),
        styles=OUTLINE_STYLES,
    ),
    "numbering_style": word_file(
        lines((2, 0), (2, 1), (1, 0), (3, 0)),
        numbering=abstract(0, *DECIMAL, extra='<w:styleLink w:val="L"/>')
        + abstract(1, extra='<w:numStyleLink w:val="L"/>')
        + num(1, 0)
        + num(2, 1)
        + num(3, 1),
        styles=style("L", kind="numbering", ppr='<w:numPr><w:numId w:val="1"/></w:numPr>'),
    ),
    "in_tables": word_file(
        lines((1, 0)) + TABLE.format(lines((1, 0)), lines((1, 0), (1, 1))) + lines((1, 0)),
        numbering=abstract(0, *OFFICIAL) + num(1, 0),
    ),
    "empty_paragraphs_count": word_file(
        p("甲", num=1) + p(num=1) + p("乙", num=1), numbering=abstract(0, *DECIMAL) + num(1, 0)
    ),
    "unknown_format": word_file(lines((1, 0), (1, 0)), numbering=abstract(0, lvl(0, "foo", "%1.")) + num(1, 0)),
}

DIFFERENT: dict[str, tuple[bytes, list[str], list[str]]] = {
    # 17.18.59: digit by digit, also 10
    "ideographDigital": (
        word_file(lines(*[(1, 0)] * 11), numbering=abstract(0, lvl(0, "ideographDigital", "%1、")) + num(1, 0)),
        ["一〇、第9段", "一一、第10段"],
        ["十、第9段", "十一、第10段"],
    ),
    # 17.18.59: digit by digit from 100 on
    "chineseCounting": (
        word_file(
            lines((1, 0), (1, 0)), numbering=abstract(0, lvl(0, "chineseCounting", "%1、", start=99)) + num(1, 0)
        ),
        ["九十九、第0段", "一〇〇、第1段"],
        ["九十九、第0段", "一百、第1段"],
    ),
    # 17.18.59: full-width digits
    "decimalFullWidth": (
        word_file(lines((1, 0), (1, 0)), numbering=abstract(0, lvl(0, "decimalFullWidth", "%1、")) + num(1, 0)),
        ["１、第0段", "２、第1段"],
        ["1、第0段", "2、第1段"],
    ),
    # 17.9.4: isLgl shows all levels in decimal
    "isLgl": (
        word_file(
            lines((1, 0), (1, 1)),
            numbering=abstract(0, lvl(0, "chineseCounting", "第%1章"), lvl(1, "decimal", "%1.%2", extra="<w:isLgl/>"))
            + num(1, 0),
        ),
        ["第一章第0段", "1.1第1段"],
        ["第一章第0段", "一.1第1段"],
    ),
    # 17.9.10: 0 means never
    "lvlRestart": (
        word_file(
            lines((1, 0), (1, 1), (1, 0), (1, 1)),
            numbering=abstract(
                0, lvl(0, "decimal", "%1."), lvl(1, "decimal", "（%2）", extra='<w:lvlRestart w:val="0"/>')
            )
            + num(1, 0),
        ),
        ["1.第0段", "（1）第1段", "2.第2段", "（2）第3段"],
        ["1.第0段", "（1）第1段", "2.第2段", "（1）第3段"],
    ),
    # 17.9.23: the level of a style is the one that names it
    "pStyle": (
        word_file(
            styled("A", "B"),
            numbering=abstract(
                0,
                lvl(0, "decimal", "%1.", extra='<w:pStyle w:val="A"/>'),
                lvl(1, "decimal", "%1.%2", extra='<w:pStyle w:val="B"/>'),
            )
            + num(1, 0),
            styles=style("N", default=True)
            + style("A", based_on="N", ppr='<w:numPr><w:numId w:val="1"/></w:numPr>')
            + style("B", based_on="N", ppr='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        ),
        ["1.第0段", "1.1第1段"],
        ["1.第0段", "2.第1段"],
    ),
    # 17.9.26: the start override of a level holds when its list first uses that level
    "start_override_of_a_lower_level": (
        word_file(lines((1, 0), (1, 1)), numbering=abstract(0, *DECIMAL) + num(1, 0, override(0, 7), override(1, 3))),
        ["7.第0段", "7.3第1段"],
        ["7.第0段", "7.1第1段"],
    ),
}


def ours(data: bytes) -> list[str]:
    """Our lines, white space taken out."""
    return ["".join(paragraph.text.split()) for paragraph in read_word(data, "a.docx").paragraphs]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with LibreOffice's text export of every file, and every file as it writes it itself (`again`)."""
    folder = tmp_path_factory.mktemp("libreoffice")
    files = {**SAME, **{name: data for name, (data, _, _) in DIFFERENT.items()}}
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    names = [str(folder / f"{name}.docx") for name in files]
    convert(folder, "txt:Text (encoded):UTF8", folder, names)
    convert(folder, "docx", folder / "again", names)
    return folder


def convert(folder: Path, format: str, out: Path, names: list[str]) -> None:
    """Converts files with one start of LibreOffice and a profile of its own."""
    options = [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", format]
    subprocess.run([str(SOFFICE), *options, "--outdir", str(out), *names], check=True, capture_output=True, timeout=150)


def theirs(folder: Path, name: str) -> list[str]:
    """LibreOffice's lines, white space taken out."""
    text = (folder / f"{name}.txt").read_text(encoding="utf-8-sig")
    return ["".join(line.split()) for line in re.split("[\n\x0b\x0c]", text) if line.strip()]


@needs_soffice
@pytest.mark.parametrize("name", SAME)
def test_the_same_numbers_as_libreoffice(exported: Path, name: str) -> None:
    assert ours(SAME[name]) == theirs(exported, name)


@needs_soffice
@pytest.mark.parametrize("name", SAME)
def test_files_that_libreoffice_wrote(exported: Path, name: str) -> None:
    assert ours((exported / "again" / f"{name}.docx").read_bytes()) == theirs(exported, name)


@needs_soffice
@pytest.mark.parametrize("name", DIFFERENT)
def test_where_libreoffice_differs_from_the_standard(exported: Path, name: str) -> None:
    data, expected, of_libreoffice = DIFFERENT[name]
    assert ours(data)[-len(expected) :] == expected
    if theirs(exported, name)[-len(expected) :] != of_libreoffice:
        assert theirs(exported, name)[-len(expected) :] == expected, (
            "a newer LibreOffice: neither its old text nor ours"
        )
