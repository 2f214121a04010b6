"""What a page does not show stands in no view of structure, no data file and no Word file either."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from build_tools.collection import Original
from build_tools.pages import material_page, structures_of
from build_tools.pages.data import FOLDER
from build_tools.pipeline import read_material
from build_tools.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
TEXT = """临江市档案局局长2021年度民主生活会个人对照检查材料

按照通知要求，电话13800138000已登记，现将对照检查情况报告如下。

一、存在的问题
（一）带头深刻感悟“两个确立”的决定性意义方面
一是学习不系统。比如去年三月只学了一次，联系人手机13912345678。
二是领会不深入。停留在字面上。
（二）个人有关事项报告
1.住房情况。本人在枫桥花园有住房一套，面积九十八平方米。
2.配偶从业情况。配偶王小枫在青溪县实验小学任教。
一是车辆情况。有轿车一辆。
二、原因分析
一是理论学习不够。读书少。
三、整改措施
一是加强理论学习。每周读书。
"""
SECRETS = ("枫桥花园", "九十八平方米", "王小枫", "实验小学", "轿车", "13800138000", "13912345678")


@pytest.fixture(scope="module")
def material(tmp_path_factory):
    path = tmp_path_factory.mktemp("originals") / "材料.txt"
    path.write_text(TEXT, encoding="utf-8")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return read_material(Original(path, path.name, path.stat().st_size, digest, "x0123456789"), VOCABULARY)


def told(docs: Path):
    """The text of every file below a folder; of Word files that of their document."""
    for path in sorted(docs.rglob("*")):
        if path.suffix == ".docx":
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
                yield path.name, archive.read("word/document.xml").decode("utf-8")
        elif path.is_file():
            yield path.name, path.read_text("utf-8")


def test_nothing_that_the_page_hides_is_told_elsewhere(material, tmp_path):
    pages = [(page.path, page.text) for page in structures_of([material], VOCABULARY, tmp_path).pages()]
    pages.append(("its own page", material_page(material, VOCABULARY).text))
    files = [*pages, *told(tmp_path / FOLDER)]
    assert any(name.endswith(".docx") for name, _ in files) and any(name.endswith(".js") for name, _ in files)
    for name, text in files:
        for secret in SECRETS:
            assert secret not in text, f"{name}: {secret}"


def test_what_may_be_shown_is_there(material, tmp_path):
    text = "".join(page.text for page in structures_of([material], VOCABULARY, tmp_path).pages())
    assert "学习不系统" in text and "加强理论学习" in text
