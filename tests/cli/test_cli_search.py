"""`duizhao search` over an archive that was just built."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import main
from tests.sample import material_text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two materials, pages and search index built."""
    root = tmp_path_factory.mktemp("project")
    (root / "archive").mkdir()
    (root / "docs").mkdir()
    for unit in ("甲县统计局", "乙县统计局"):
        (root / "archive" / f"{unit}.txt").write_text(material_text(unit), encoding="utf-8")
    secret = "秘密★10年\n" + material_text("丙县统计局")
    (root / "archive" / "丙.txt").write_text(secret, encoding="utf-8")
    command = ["build", "--pages-only", "--archive", str(root / "archive"), "--docs", str(root / "docs")]
    assert CliRunner().invoke(main, command).exit_code == 1
    return root


def run(folder: Path, *args: str) -> Result:
    return CliRunner().invoke(main, ["search", "--docs", str(folder / "docs"), *args])


def test_json_fits_the_browsers_contract(folder: Path) -> None:
    answer = json.loads(run(folder, "--format", "json", "听汇报多").stdout)
    assert (answer["kind"], answer["total"], answer["exact"]) == ("exact", 2, True)
    for result in answer["results"]:
        assert {"id", "url", "title", "heading", "part", "year", "unit", "snippet"} <= set(result)
        assert "<mark>听汇报多</mark>" in result["snippet"]
        assert result["url"].endswith(".html#s1-2")


def test_text_and_typed_filters(folder: Path) -> None:
    result = run(folder, "读书少", "单位:甲县", "部分:原因")
    assert result.exit_code == 0
    assert "共 1 处" in result.stdout and "甲县统计局" in result.stdout and "<mark>" not in result.stdout


def test_a_word_with_a_minus_is_excluded(folder: Path) -> None:
    for args in (["听汇报多", "-鲲鹏"], ["听汇报多", "-hh"], ["-鲲鹏", "听汇报多"], ["--", "听汇报多", "-鲲鹏"]):
        result = run(folder, *args)
        assert (result.exit_code, "共 2 处" in result.stdout) == (0, True), args
    asked = json.loads(run(folder, "听汇报多", "-听汇报", "--format", "json", "--limit", "3").stdout)
    assert asked["kind"] != "exact" and asked["total"] == 0
    one = json.loads(run(folder, "--format", "json", "听汇报多", "-单位:甲县").stdout)
    assert (one["total"], one["results"][0]["unit"]) == (1, "乙县统计局")


def test_the_short_option_of_help_is_still_one(folder: Path) -> None:
    assert "用法：" in run(folder, "-h").stdout


@pytest.mark.parametrize("wrong", ["--fromat", "--fromat=json"])
def test_an_option_that_there_is_not_stays_wrong(folder: Path, wrong: str) -> None:
    result = run(folder, "听汇报多", wrong, "json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        result.stderr.startswith("错误：没有选项 --fromat （是不是 '--format'？）") and result.stderr.count("\n") == 1
    )
    assert run(folder, "--", "听汇报多", wrong).exit_code == 0


def test_matches_are_bold_on_a_terminal_only(folder: Path) -> None:
    args = ["search", "--docs", str(folder / "docs"), "听汇报多"]
    assert "\x1b[1m听汇报多\x1b[0m" in CliRunner().invoke(main, args, color=True).stdout
    assert "\x1b" not in CliRunner().invoke(main, args).stdout


def test_what_is_only_near_is_tagged(folder: Path) -> None:
    assert "（相近）" not in run(folder, "听汇报多").stdout
    near = run(folder, "到基层去得少听汇抱多").stdout
    assert "\n1. （相近）" in near


def test_leads_that_hold_the_words_stand_before_the_results(folder: Path) -> None:
    leads = json.loads(run(folder, "--format", "json", "听汇报多").stdout)["leads"]
    shown = run(folder, "听汇报多").stdout
    assert shown.startswith(f"小标题共 {leads['total']} 条") == bool(leads["total"])
    assert all(row["text"] in shown and row["url"] in shown for row in leads["rows"])
    assert json.loads(run(folder, "--format", "json", "鲲鹏展翅").stdout)["leads"]["rows"] == []


def test_what_is_refused_is_never_found(folder: Path) -> None:
    assert json.loads(run(folder, "--format", "json", "丙县统计局").stdout)["total"] == 0


def test_without_an_index_one_chinese_line(tmp_path: Path) -> None:
    result = run(tmp_path, "担当")
    assert result.exit_code == 2
    assert "duizhao build" in result.stderr and result.stderr.count("\n") == 1


def test_words_of_several_sections_are_all_shown(folder: Path) -> None:
    said = run(folder, "读书少", "听汇报多").stdout
    assert "没有哪一节同时含有这些词" in said
    assert said.count("\n   › ") == 2 and said.count("读书少") >= 2 and said.count("听汇报多") >= 2


def test_what_differs_in_quotation_marks_comes_last(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name, words in (("甲县统计局", "增强“四个意识”"), ("乙县统计局", "增强四个意识")):
        put = tmp_path / "archive" / f"{name}.txt"
        put.parent.mkdir(exist_ok=True)
        put.write_text(f"{material_text(name)}\n{words}要往深里走。\n", encoding="utf-8")
    command = ["build", "--pages-only", "--archive", str(tmp_path / "archive"), "--docs", str(tmp_path / "docs")]
    built = CliRunner().invoke(main, command)
    assert built.exit_code in (0, 1), built.output
    said = run(tmp_path, "增强四个意识").stdout
    assert "共 1 处" in said and said.index("1. 乙县") < said.index("2. （相近）甲县")
