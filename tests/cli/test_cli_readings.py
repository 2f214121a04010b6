"""`duizhao inspect`, `check` and `schema`: what they tell of materials and of records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from build_tools.checks.findings import CheckReport
from build_tools.inspection import Inspection
from build_tools.pages.front_matter import FrontMatter
from build_tools.records.record import Record
from tests.cli.calling import error_lines, run


def test_inspect_writes_nothing_and_fits_its_schema(project: Path) -> None:
    before = sorted(project.rglob("*"))
    result = run("inspect", "archive/乙.txt", "--format", "json")
    assert result.exit_code == 0, result.output
    got = Inspection.model_validate_json(result.stdout)
    assert got.source.file == "乙.txt"
    assert got.title.startswith("乙县水利局")
    assert list(json.loads(result.stdout)) == list(Inspection.model_fields)
    assert sorted(project.rglob("*")) == before


def test_inspect_for_people(project: Path) -> None:
    result = run("inspect", "archive/乙.txt")
    assert result.exit_code == 0
    assert "提纲" in result.stdout
    assert "存在的问题" in result.stdout


def test_inspect_takes_the_record_into_account(project: Path) -> None:
    (project / "archive" / "乙.txt.yml").write_text("id: 2021-0042\nunit: 别的局", encoding="utf-8")
    got = Inspection.model_validate_json(run("inspect", "archive/乙.txt", "--format", "json").stdout)
    assert (got.id, got.unit) == ("2021-0042", "别的局")


@pytest.mark.parametrize("name", ["没有.txt", "x" * 400, "archive"])
def test_inspect_of_what_is_no_file(project: Path, name: str) -> None:
    result = run("inspect", name)
    assert result.exit_code == 2
    assert len(error_lines(result)) == 1


def test_check_says_place_and_remedy(project: Path) -> None:
    (project / "archive" / "丙.txt.yml").write_text("year: 2021", encoding="utf-8")
    lines = run("check").stdout.splitlines()
    assert lines[0] == "原件 2 份，可入库 2 份，拒收 0 份"
    (line,) = [line for line in lines if "丙.txt.yml" in line]
    assert line == "警告　丙.txt.yml　没有同名的原件　→ 找回原件，或删除这份记录。"


def test_check_names_what_is_withheld_or_removed(project: Path) -> None:
    (project / "archive" / "乙.txt.yml").write_text("access: withhold", encoding="utf-8")
    (project / "archive" / "2021" / "甲.txt.yml").write_text("access: remove", encoding="utf-8")
    result = run("check")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "原件 2 份，可入库 0 份，拒收 0 份，按记录不公开 1 份，按记录撤下 1 份"
    assert [line.split("　")[:3] for line in lines if line.startswith("提示　")] == [
        ["提示", "2021/甲.txt", "按记录撤下"],
        ["提示", "乙.txt", "按记录不公开"],
    ]


def test_check_as_json(project: Path) -> None:
    (project / "archive" / "空.txt").write_bytes(b"")
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    report = CheckReport.model_validate_json(result.stdout)
    assert (report.originals, report.sound, report.refused) == (3, 2, 1)
    assert report.findings[0].file == "空.txt"
    assert report.findings[0].remedy


def test_schema() -> None:
    whole = json.loads(run("schema").stdout)
    assert list(whole) == ["record", "front-matter", "inspect"]
    for name, model in (("record", Record), ("front-matter", FrontMatter), ("inspect", Inspection)):
        assert json.loads(run("schema", name).stdout) == whole[name] == model.model_json_schema()
    assert whole["record"]["additionalProperties"] is False
