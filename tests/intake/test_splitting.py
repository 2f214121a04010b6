"""Volumes of several materials: where each begins; nothing lost; each registered with where it came from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.cli import console
from build_tools.intake.splitting import Piece, is_whole, pieces_of
from build_tools.model import Document
from build_tools.readers import read
from build_tools.records.record import load_record
from tests.intake.support import VOCABULARY, add_json, fixity, originals, put, run, tree
from tests.sample import material_text

ROOT = Path(__file__).parents[2]
UNITS = ("甲县财政局", "乙县水利局", "丙县教育局")


def document(text: str, name: str = "合集.txt") -> Document:
    return read(text.encode("utf-8"), name, "0" * 64)


def split(text: str, name: str = "合集.txt") -> tuple[Piece, ...]:
    volume = document(text, name)
    pieces = pieces_of(volume, VOCABULARY)
    assert not pieces or is_whole(volume, pieces)
    return pieces


def volume(*marks: str, front: str = "") -> str:
    """Materials of different units, each behind its mark."""
    return front + "\n".join(f"{mark}\n{material_text(unit)}" for mark, unit in zip(marks, UNITS, strict=False))


@pytest.mark.parametrize(
    "marks",
    [
        ("篇一", "篇二", "篇三"),
        ("第一篇", "第二篇", "第三篇"),
        ("【范文一】", "【范文二】", "【范文三】"),
        ("范文1：", "范文2：", "范文3："),
        ("第1篇：班子材料", "第2篇：班子材料", "第3篇：班子材料"),
        ("（一）", "（二）", "（三）"),
        ("一、", "二、", "三、"),
        ("1", "2", "3"),
        ("之一", "之二", "之三"),
        ("材料一", "材料二", "材料三"),
        ("（第一份）", "（第二份）", "（第三份）"),
        ("", "", ""),
    ],
)
def test_marks(marks: tuple[str, ...]) -> None:
    pieces = split(volume(*marks))
    assert [piece.mark for piece in pieces] == [mark or None for mark in marks]
    for piece, unit in zip(pieces, UNITS, strict=True):
        assert unit in piece.text
        assert not any(other in piece.text for other in UNITS if other != unit)


def test_what_stands_before_the_first_mark_is_kept_apart() -> None:
    pieces = split(volume("篇一", "篇二", front="2021年度民主生活会对照检查材料汇编\n\n现将两份材料汇编如下。\n\n"))
    assert [piece.is_front for piece in pieces] == [True, False, False]
    assert "汇编如下" in pieces[0].text


def test_the_first_material_may_have_no_mark() -> None:
    pieces = split(material_text("甲县财政局") + "篇二\n" + material_text("乙县水利局"))
    assert [(piece.mark, piece.is_front) for piece in pieces] == [(None, False), ("篇二", False)]


def test_a_contents_list_is_no_volume() -> None:
    front = "目录\n篇一：班子材料\n篇二：个人材料\n\n"
    pieces = split(volume("篇一：班子材料", "篇二：个人材料", front=front))
    assert [piece.is_front for piece in pieces] == [True, False, False]


@pytest.mark.parametrize("name", [path.name for path in (ROOT / "tests/materials").iterdir() if path.suffix != ".yml"])
def test_single_materials_are_left_whole(name: str) -> None:
    data = (ROOT / "tests/materials" / name).read_bytes()
    pieces = pieces_of(read(data, name, "0" * 64), VOCABULARY)
    assert bool(pieces) is (name.startswith("15-"))


LINES = st.lists(
    st.sampled_from(
        [
            "篇一",
            "篇二：发言",
            "（一）",
            "（二）",
            "一、存在的问题",
            "学习不深入，联系实际不够。" * 6,
            "某局对照检查材料",
            "",
            "　　缩进的一段。",
        ]
    )
    | st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12),
    max_size=30,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, st.sampled_from(["合集.txt", "合集.md"]))
def test_nothing_is_lost_whatever_stands_there(lines: list[str], name: str) -> None:
    text = "\n".join(["开头。", *lines])
    volume = document(text, name)
    pieces = pieces_of(volume, VOCABULARY)
    if pieces and name.endswith(".txt"):
        assert is_whole(volume, pieces)
    assert [piece.first for piece in pieces] == sorted({piece.first for piece in pieces})


# ---------------------------------------------------------------- the command


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(console, "PLAIN_SECONDS", float("inf"))  # a slow machine would show progress in between
    put(tmp_path / "合集.txt", volume("篇一", "篇二", front="2021年度对照检查材料汇编\n\n"))
    return tmp_path


def test_the_pieces_are_registered_and_the_volume_is_withheld(project: Path) -> None:
    assert "加 --split 可以拆成单篇入库" in run("add", "合集.txt", "--dry-run").stdout
    answer = add_json("合集.txt", "--split", "--yes")
    whole, _front, *pieces = answer["items"]
    assert len(pieces) == 2
    records = [load_record(Path("archive") / f"{item['target']}.yml") for item in answer["items"]]
    assert [record.access for record in records] == ["withhold", "withhold", "publish", "publish"]
    assert {record.split_from for record in records[1:]} == {records[0].id}
    assert [record.split_lines for record in records] == [None, "1-1", "3-19", "21-37"]
    assert {record.original_name for record in records} == {"合集.txt"}
    assert "已拆成 2 篇" in (records[0].note or "")
    assert (Path("archive") / whole["target"]).read_bytes() == Path("合集.txt").read_bytes()
    assert [item["material"]["unit"] for item in pieces] == list(UNITS[:2])
    assert fixity().findings == ()
    assert run("check").stdout.startswith("原件 4 份，可入库 2 份，拒收 0 份，按记录不公开 2 份")
    assert "可入库 0 份" in run("add", "合集.txt", "--split", "--yes").stdout


def test_a_volume_that_is_in_the_archive_can_be_split_later(project: Path) -> None:
    run("add", "合集.txt", "--yes")
    (name,) = originals()
    run("add", f"archive/{name}", "--split", "--yes")
    assert len(originals()) == 4
    record = load_record(Path("archive") / f"{name}.yml")
    assert (record.id, record.access) == ("2021-0001", "withhold")
    assert fixity().findings == ()


def test_two_volumes_with_the_same_front(project: Path) -> None:
    """Nothing that the archive would call a duplicate is added, in one batch or in two."""
    front = "2021年度对照检查材料汇编\n\n"
    put(project / "合集二.txt", volume("篇一", "篇二", front=front).replace(UNITS[0], "砚池县统计局"))
    run("add", "合集.txt", "合集二.txt", "--split", "--yes")
    assert "拒收 0 份" in run("check").stdout
    assert len(set(tree(Path("archive")).values())) == len(tree(Path("archive")))


def test_without_marks_nothing_changes(project: Path) -> None:
    put(project / "甲县财政局.txt")
    (item,) = add_json("甲县财政局.txt", "--split", "--yes")["items"]
    assert (item["action"], item["record"]) == ("add", {})


def test_the_title_that_a_mark_names_and_the_year_of_the_volume(project: Path) -> None:
    shutil.copy(ROOT / "tests/materials/15-two-materials-one-file.md", "两篇.md")
    pieces = add_json("两篇.md", "--split", "--yes")["items"][2:]
    assert [piece["material"]["title"] for piece in pieces] == ["财政审计科党员的发言", "办公室党员的发言"]
    assert {piece["material"]["year"] for piece in pieces} == {2024}
    assert not any(finding["code"] == "several_materials" for piece in pieces for finding in piece["findings"])
