"""Originals come onto the site only where the archive's owner says so, and never one that tells what pages hide."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.building import build
from tests.project import make_project
from tests.readers.word_files import p, r, word_file
from tests.sample import material_text

CLEAN = material_text("甲县财政局")
FILES = {
    "清白.txt": CLEAN,
    "清白.md": material_text("乙县水利局"),
    "有电话.txt": material_text("丙县交通局") + "\n联系电话13800138000。\n",
    "有事项.txt": material_text("丁县林业局").replace(
        "二、原因分析", "（三）有关事项报告\n妻子在银行上班。\n二、原因分析"
    ),
    "网页.html": f"<html><body><p>{'</p><p>'.join(material_text('戊县文化局').split(chr(10)))}</p></body></html>",
    "涉密.txt": "机密★5年\n" + material_text("己县档案局"),
    "不公开.txt": material_text("庚县统计局"),
    "不公开.txt.yml": "access: withhold\n",
    "人名13900139000.txt": material_text("辛县审计局"),
}
SETTING = {"vocabulary/publishing.yml": "publish_originals: true\n"}


def copies(docs: Path) -> set[bytes]:
    return {path.read_bytes() for path in (docs / "assets" / "originals").glob("*")}


def test_no_original_is_copied_unless_the_owner_says_so(tmp_path: Path) -> None:
    project = make_project(tmp_path, FILES)
    build(project, pages_only=True)
    assert copies(project.docs) == set()
    assert not any("下载原件" in page.read_text(encoding="utf-8") for page in project.docs.rglob("materials/*.md"))


def test_only_harmless_ones_are_copied(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**FILES, **SETTING})
    header = "".join(p(r(line)) for line in material_text("壬县气象局").split("\n") if line)
    (project.archive / "页眉.docx").write_bytes(word_file(header, parts={"header1": p(r("联系人13700137000"))}))
    build(project, pages_only=True)
    assert copies(project.docs) == {FILES["清白.txt"].encode(), FILES["清白.md"].encode()}
    pages = [page.read_text(encoding="utf-8") for page in project.docs.rglob("materials/x*.md")]
    assert sum("下载原件" in page for page in pages) == 2
    (project.archive / "清白.txt").unlink()
    (project.archive / "vocabulary" / "publishing.yml").write_text("publish_originals: true\n", encoding="utf-8")
    build(project, pages_only=True)
    assert copies(project.docs) == {FILES["清白.md"].encode()}
    (project.archive / "vocabulary" / "publishing.yml").unlink()
    build(project, pages_only=True)
    assert copies(project.docs) == set()


def test_a_copy_can_be_downloaded_from_the_page(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"清白.txt": CLEAN, **SETTING})
    build(project)
    (copy,) = (project.site / "assets" / "originals").glob("*")
    page = (project.site / "materials" / f"{copy.stem}.html").read_text(encoding="utf-8")
    assert f'href="../assets/originals/{copy.name}"' in page
    assert copy.read_bytes() == CLEAN.encode()


@pytest.mark.parametrize("text", ["publish_originals: 是\n", "publish_original: true\n"])
def test_a_setting_written_wrongly_copies_nothing(text: str, tmp_path: Path) -> None:
    project = make_project(tmp_path, {"清白.txt": CLEAN, "vocabulary/publishing.yml": text})
    assert build(project, pages_only=True).unused
    assert copies(project.docs) == set()
