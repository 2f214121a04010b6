"""What a material gives to the comparison and to Word."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

from build_tools.pages import entry_of, structures_of
from build_tools.pages.compare import compare_data
from build_tools.pages.data import FOLDER
from build_tools.pages.outline_word import outline_docx, skeleton_docx
from build_tools.structures import Usual, leads_of, shares_of, skeleton
from build_tools.vocabulary import load_vocabulary
from tests.pages.factory import hostile, material
from tests.pages.test_pages_points import data_of

VOCABULARY = load_vocabulary()


def paragraphs_of(data):
    """(style, words, bold) of every paragraph of a Word file that has words."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    found = []
    for paragraph in re.findall(r"<w:p>.*?</w:p>", xml, re.DOTALL):
        words = "".join(re.findall(r"<w:t[^>]*>(.*?)</w:t>", paragraph, re.DOTALL))
        style = re.search(r'<w:pStyle w:val="([^"]+)"', paragraph)
        if words:
            found.append((style[1] if style else None, words, "<w:b/>" in paragraph))
    return found


def test_the_outline_in_word_has_every_heading_at_its_level_and_every_point_in_bold():
    found = paragraphs_of(outline_docx(material()))
    assert found[0][0] == "Title"
    assert ("Heading1", "一、存在的问题", False) in found
    assert ("Heading2", "（一）在带头深刻感悟“两个确立”的决定性意义方面", False) in found
    assert ("Heading3", "1.服务群众不够主动", False) in found
    assert (None, "一是理论学习不够系统", True) in found
    text = "".join(words for _, words, _ in found)
    assert all(text.count(lead.text) >= 1 for lead in leads_of(material(), VOCABULARY))
    assert "满足于读过了" not in text, "the bare outline holds no running text"


def test_the_same_material_gives_the_same_bytes_and_a_hostile_one_a_whole_file():
    assert outline_docx(material()) == outline_docx(material())
    with zipfile.ZipFile(io.BytesIO(outline_docx(hostile()))) as archive:
        assert archive.testzip() is None


def test_the_skeleton_in_word_keeps_its_placeholders():
    found = paragraphs_of(skeleton_docx(skeleton("2021", Usual(), VOCABULARY)))
    assert found[0] == ("Title", "【单位和职务，或领导班子】2021年度民主生活会对照检查材料", False)
    assert any(style is None and words.startswith("一是【") and bold for style, words, bold in found)


def test_the_data_tell_what_the_comparison_shows():
    one = material(year=2021, unit="某局", framework="2021")
    data = compare_data(one, entry_of(one), shares_of(one), VOCABULARY)
    assert data["framework"] == "2021年度五个带头"
    cell = next(cell for cell in data["cells"] if cell["key"] == "2021-3")
    assert cell["label"] == "带头践行以人民为中心的发展思想" and cell["strands"] == ["人民立场"]
    assert cell["items"][0] == ["h", 2, "s1-2", "（二）在带头践行以人民为中心的发展思想方面"]
    assert sum(percent for *_, percent in data["shares"]) == 100


def test_every_material_has_its_files(tmp_path):
    materials = [material(), replace(hostile(), id="x0123456789")]
    for _ in structures_of(materials, VOCABULARY, tmp_path).pages():
        pass
    for one in materials:
        assert data_of(tmp_path / FOLDER / "materials" / f"{one.id}.js")["id"] == one.id
        assert (tmp_path / FOLDER / "outlines" / f"{one.id}.docx").is_file()
    assert (tmp_path / FOLDER / "skeletons" / "2021.docx").is_file()
