"""The inbox: emptied when files are complete, and only of what the archive holds."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.cli import console
from build_tools.intake import Outcome, placing
from build_tools.intake.inbox import Inbox, empty_inbox
from tests.intake.support import VOCABULARY, fixity, originals, put, run
from tests.sample import material_text

SETTLE = VOCABULARY.intake.settle_seconds


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(console, "PLAIN_SECONDS", float("inf"))  # a slow machine would show progress in between
    (tmp_path / "inbox").mkdir()
    return tmp_path


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def look(project: Path, clock: Clock) -> Callable[[], list[str]]:
    """One look at the inbox; returns what was reported, a line each."""
    inbox = Inbox(project / "inbox", clock)

    def once() -> list[str]:
        lines: list[str] = []

        def report(outcome: Outcome) -> None:
            lines.extend(f"{item.action} {item.name}" for item in outcome.plan.items)

        empty_inbox(inbox, project / "archive", VOCABULARY.intake, report)
        return lines

    return once


def left(project: Path) -> list[str]:
    return sorted(path.relative_to(project / "inbox").as_posix() for path in (project / "inbox").rglob("*"))


def test_a_file_is_taken_once_it_has_come_to_rest(project: Path, clock: Clock, look: Callable[[], list[str]]) -> None:
    path = put(project / "inbox" / "一季度" / "甲县财政局.txt", material_text("甲县财政局")[:60])
    assert look() == []
    clock.now += SETTLE - 0.25
    assert look() == []
    put(path, material_text("甲县财政局"))  # the rest of the copy
    clock.now += 0.5
    assert look() == [], "it changed, so the wait begins anew"
    assert not (project / "archive").exists()
    clock.now += SETTLE
    assert look() == ["add inbox/一季度/甲县财政局.txt"]
    assert left(project) == []
    assert len(originals()) == 1
    assert fixity().findings == ()


def test_unfinished_files_are_left_alone(project: Path, clock: Clock, look: Callable[[], list[str]]) -> None:
    names = ["~$材料.docx", "a.txt.part", "b.crdownload", "c.tmp", ".hidden.txt", "材料.TXT.PART"]
    for name in names:
        put(project / "inbox" / name, material_text("甲县财政局"))
    look()
    clock.now += 10 * SETTLE
    assert look() == []
    assert left(project) == sorted(names)


def test_what_is_refused_stays_and_is_not_tried_again(
    project: Path, clock: Clock, look: Callable[[], list[str]]
) -> None:
    secret = put(project / "inbox" / "密.txt", "机密★10年\n" + material_text("甲县财政局"))
    put(project / "inbox" / "乙县财政局.txt")
    look()
    clock.now += SETTLE
    assert look() == ["add inbox/乙县财政局.txt", "refuse inbox/密.txt"]
    assert left(project) == ["密.txt"]
    clock.now += 10 * SETTLE
    assert look() == []
    put(secret, material_text("甲县财政局"))  # another file under its name
    look()
    clock.now += SETTLE
    assert look() == ["add inbox/密.txt"]
    assert left(project) == []


def test_what_the_archive_holds_already_goes(project: Path, clock: Clock, look: Callable[[], list[str]]) -> None:
    put(project / "甲县财政局.txt")
    run("add", "甲县财政局.txt", "--yes")
    put(project / "inbox" / "又来.txt", material_text("甲县财政局"))
    look()
    clock.now += SETTLE
    assert look() == ["skip inbox/又来.txt"]
    assert left(project) == []
    assert len(originals()) == 1


def test_a_file_that_changes_while_it_is_taken_stays(
    project: Path, clock: Clock, look: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(project / "inbox" / "甲县财政局.txt")
    real = placing.write_record

    def slow(*args: object) -> bool:
        put(path, material_text("甲县财政局", 2022))
        return real(*args)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(placing, "write_record", slow)
        look()
        clock.now += SETTLE
        look()
    assert path.read_text(encoding="utf-8") == material_text("甲县财政局", 2022)
    look()
    clock.now += SETTLE
    assert look() == ["add inbox/甲县财政局.txt"]
    assert (len(originals()), left(project)) == (2, [])


def test_a_zip_archive_goes_when_all_of_it_is_in(project: Path, clock: Clock, look: Callable[[], list[str]]) -> None:
    for name, texts in {
        "好.zip": {"甲.txt": material_text("甲县财政局"), "乙.txt": material_text("乙县财政局")},
        "半.zip": {"丙.txt": material_text("丙县财政局"), "图.png": "\x89PNG\r\n\x1a\n"},
    }.items():
        with zipfile.ZipFile(project / "inbox" / name, "w") as archive:
            for member, text in texts.items():
                archive.writestr(member, text.encode("latin-1") if member == "图.png" else text)
    look()
    clock.now += SETTLE
    assert look() == [
        "add inbox/半.zip/丙.txt",
        "refuse inbox/半.zip/图.png",
        "add inbox/好.zip/甲.txt",
        "add inbox/好.zip/乙.txt",
    ]
    assert left(project) == ["半.zip"]
    assert len(originals()) == 3


def test_the_command(project: Path) -> None:
    put(project / "archive" / "vocabulary" / "intake.yml", "settle_seconds: 0\n")
    put(project / "inbox" / "甲县财政局.txt")
    put(project / "inbox" / "乙.txt.part")
    assert "可入库 1 份" in run("add", "--inbox", "--dry-run").stdout
    assert len(left(project)) == 2
    result = run("add", "--inbox", "--yes")
    assert "已入库 1 份" in result.stdout
    assert "还没有传完，留在收件箱：乙.txt.part" in result.stderr
    assert left(project) == ["乙.txt.part"]


def test_wrong_use(project: Path) -> None:
    assert "只加 --inbox" in run("add", code=2).stderr
    assert "只加 --inbox" in run("add", "inbox", "--inbox", code=2).stderr
    assert "没有收件箱文件夹" in run("add", "--inbox", "--inbox-folder", "nowhere", code=2).stderr
