"""`duizhao check --fixity`: every original against its record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_tools.cli import console
from tests.intake.support import put, run


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(console, "PLAIN_SECONDS", float("inf"))  # a slow machine would show progress in between
    for unit in ("甲县财政局", "乙县财政局", "丙县财政局"):
        put(tmp_path / "来件" / f"{unit}.txt")
    run("add", "来件", "--yes")
    return tmp_path


def place(project: Path, unit: str) -> Path:
    (path,) = (project / "archive" / "2021").glob(f"{unit}*.txt")
    return path


def findings(code: int, *more: str) -> set[tuple[str, str, str]]:
    answer = json.loads(run("check", "--fixity", "--format", "json", *more, code=code).stdout)
    return {(line["severity"], line["code"], Path(line["file"]).name[:5]) for line in answer["findings"]}


def test_all_is_well(project: Path) -> None:
    result = run("check", "--fixity")
    assert result.stdout == "原件 3 份，与记录相符 3 份\n错误 0 条，警告 0 条，提示 0 条\n"


def test_everything_that_can_be_wrong(project: Path) -> None:
    place(project, "甲县财政局").write_bytes(b"changed")
    place(project, "乙县财政局").unlink()
    put(project / "archive" / "丁县财政局.txt")
    put(project / "archive" / "没有原件.txt.yml", "unit: 某局\n")
    put(project / "archive" / "记录有错.txt")
    put(project / "archive" / "记录有错.txt.yml", "yaer: 2021\n")
    assert findings(1) == {
        ("error", "fixity_changed", "甲县财政局"),
        ("error", "fixity_missing", "乙县财政局"),
        ("warning", "fixity_unregistered", "丁县财政局"),
        ("warning", "record_unused", "没有原件."),
        ("error", "broken_record", "记录有错."),
    }
    text = run("check", "--fixity", code=1).stdout
    assert text.startswith("原件 4 份，与记录相符 1 份\n错误 3 条，警告 2 条")
    assert all("→" in line for line in text.splitlines() if line.startswith(("错误　", "警告　")))


def test_warnings_count_only_where_strict(project: Path) -> None:
    put(project / "archive" / "丁县财政局.txt")
    assert findings(0) == findings(1, "--strict") == {("warning", "fixity_unregistered", "丁县财政局")}


def test_a_moved_original_is_found_by_its_contents(project: Path) -> None:
    place(project, "甲县财政局").rename(project / "archive" / "改了名.txt")
    text = run("check", "--fixity", code=1).stdout
    assert "登记过的原件不在了；内容相同的文件在 改了名.txt" in text


def test_one_id_twice(project: Path) -> None:
    one, other = (place(project, unit) for unit in ("甲县财政局", "乙县财政局"))
    record = other.with_name(other.name + ".yml")
    first = one.with_name(one.name + ".yml").read_text(encoding="utf-8").splitlines()[0]
    record.write_text("\n".join([first, *record.read_text(encoding="utf-8").splitlines()[1:]]), encoding="utf-8")
    assert [code for _, code, _ in findings(1)] == ["duplicate_original"]


def test_no_archive(project: Path) -> None:
    assert "没有归档文件夹" in run("check", "--fixity", "--archive", "nowhere", code=2).stderr


def test_nothing_is_read_as_text(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("build_tools.checks.findings.converted", lambda *_: pytest.fail("text read"))
    run("check", "--fixity")
