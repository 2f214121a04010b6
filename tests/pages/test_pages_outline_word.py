"""The outline as Word tells a point from what stands inside it; numbers of the usual structure can be read."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from build_tools.outline.points import find_points
from build_tools.pages.outline_word import outline_docx
from build_tools.pages.outlines import told
from build_tools.structures import Spread
from build_tools.vocabulary import load_vocabulary
from tests.pages.factory import blocks, material, plain_outline


def test_a_point_inside_a_point_is_not_bold():
    text = "一是学习缺少计划。主要有两种表现：一是集中学习少；二是自学不经常。二是转化偏慢。"
    found, _ = find_points(blocks(text), "s1", load_vocabulary())
    outline = plain_outline()
    first = replace(outline.sections[0], blocks=found, sections=())
    file = ZipFile(BytesIO(outline_docx(material(outline=replace(outline, sections=(first,))))))
    xml = file.read("word/document.xml").decode("utf-8").split("</w:p>")
    bold = {
        words: "<w:b/>" in run for words in ("学习缺少计划", "集中学习少", "转化偏慢") for run in xml if words in run
    }
    assert bold == {"学习缺少计划": True, "集中学习少": False, "转化偏慢": True}


def test_half_characters_are_not_told():
    assert told(Spread(3, 797, 482.5, 2719)) == "797（482—2,719）"
    assert told(Spread(3, 3.5, 3, 4)) == "3.5（3—4）"
