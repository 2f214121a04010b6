"""Writing pages: only what changed, nothing hand-written touched, stale pages gone."""

from __future__ import annotations

import os

from build_tools.pages import Written, write_index_pages, write_material_page
from build_tools.vocabulary import load_vocabulary
from tests.pages.factory import many

VOCABULARY = load_vocabulary()
MATERIALS = list(many(4, VOCABULARY))


def build(docs, materials=MATERIALS):
    written = Written()
    entries = [write_material_page(one, VOCABULARY, docs, written) for one in materials]
    return write_index_pages(entries, VOCABULARY, docs, written)


def tree(docs):
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in docs.rglob("*") if path.is_file()}


def test_a_second_run_writes_nothing(tmp_path):
    first = build(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")}
    second = build(tmp_path)
    assert len(first.changed) == second.unchanged == len(before)
    assert not second.changed and not second.removed
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")}


def test_two_builds_are_the_same_byte_for_byte_whatever_the_order(tmp_path):
    build(tmp_path / "a")
    build(tmp_path / "b", MATERIALS[::-1])
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_pages_of_a_material_that_is_gone_are_removed(tmp_path):
    build(tmp_path)
    gone = MATERIALS[0]
    report = build(tmp_path, MATERIALS[1:])
    assert f"materials/{gone.id}.md" in report.removed
    assert not (tmp_path / f"materials/{gone.id}.md").exists()
    assert tree(tmp_path) == (build(tmp_path / "new", MATERIALS[1:]) and tree(tmp_path / "new"))


def test_hand_written_pages_stay(tmp_path):
    extra, instead = tmp_path / "years/history.md", tmp_path / "years/index.md"
    extra.parent.mkdir(parents=True)
    extra.write_text("# 手写\n", encoding="utf-8")
    instead.write_text("---\ntitle: 手写\n---\n# 手写\n", encoding="utf-8")
    report = build(tmp_path)
    assert report.kept == ["years/index.md"]
    assert extra.read_text("utf-8") == "# 手写\n"
    assert instead.read_text("utf-8").endswith("# 手写\n")


def test_the_welcome_is_read_from_home_md(tmp_path):
    (tmp_path / "home.md").write_text("# 某县材料库\n", encoding="utf-8")
    build(tmp_path)
    assert "# 某县材料库" in (tmp_path / "index.md").read_text("utf-8")
    assert (tmp_path / "home.md").exists()


def test_nothing_half_written_is_left(tmp_path):
    build(tmp_path)
    assert not [name for _, _, names in os.walk(tmp_path) for name in names if not name.endswith(".md")]
