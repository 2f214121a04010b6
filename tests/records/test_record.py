"""The record contract: what may stand in `<original>.yml`, and what is said where it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.errors import BrokenRecord
from build_tools.pages.front_matter import FrontMatter
from build_tools.records.record import EMPTY, OVERRIDES, Record, load_record
from build_tools.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def record(tmp_path: Path, text: str) -> Record:
    path = tmp_path / "材料.txt.yml"
    path.write_text(text, encoding="utf-8")
    return load_record(path, "某局/材料.txt.yml", VOCABULARY)


def test_everything_a_person_may_decide(tmp_path: Path) -> None:
    text = """
id: 2021-0007
added: 2026-01-05
year: 2021
held: 2022-01-15
meeting: 民主生活会
subject: 班子
framework: 2021
unit: 青山县水利局
labels: [示例, 内部资料]
exemplar: 小标题好
access: withhold
note: 两次核对
"""
    got = record(tmp_path, text)
    assert (got.id, got.added, got.access, got.note) == ("2021-0007", "2026-01-05", "withhold", "两次核对")
    assert got.overrides == {
        "year": 2021,
        "held": "2022-01-15",
        "meeting": "民主生活会",
        "subject": "班子",
        "unit": "青山县水利局",
        "framework": "2021",
        "labels": ("示例", "内部资料"),
    }


def test_null_is_an_override_and_silence_is_none(tmp_path: Path) -> None:
    got = record(tmp_path, "year: null\nlabels: null\n")
    assert got.overrides == {"year": None, "labels": ()}
    assert EMPTY.overrides == {}


def test_an_empty_file_is_an_empty_record(tmp_path: Path) -> None:
    assert record(tmp_path, "# 还没有写\n").overrides == {}


def test_a_record_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert record(tmp_path, "\ufeffyear: 2021\n").year == 2021


def test_every_override_is_a_front_matter_field() -> None:
    assert set(OVERRIDES) <= set(FrontMatter.model_fields)
    left = set(FrontMatter.model_fields) - set(OVERRIDES) - set(Record.model_fields)
    assert left == {"aspects", "characters", "points", "source", "repairs", "findings"}, "computed, not decided"


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("yaer: 2021", "yaer", ("没有这个键", "year", "access")),
        ("year: 二〇二一", "year", ("应为整数",)),
        ("year: 21", "year", ("1949",)),
        ("year: [2021]", "year", ("应为整数",)),
        ("subject: 领导", "subject", ("班子", "个人", "支部")),
        ("meeting: 茶话会", "meeting", ("民主生活会", "组织生活会")),
        ("framework: 1999", "framework", ("2021", "2025", "frameworks.yml")),
        ("access: hide", "access", ("publish", "withhold", "remove")),
        ("id: ../../etc", "id", ("2021-0007",)),
        ("id: 2021-７７７７", "id", ("2021-0007",)),
        ("sha256: abc", "sha256", ("64",)),
        ("added: 昨天", "added", ("2026-01-05",)),
        ("held: 2022-13", "held", ("2022-01",)),
        ("title: ''", "title", ("不能为空", "null")),
        ("labels: 示例", "labels", ("应为列表",)),
        ("labels: [1]", "labels.0", ("应为文字",)),
        ("title: [a", None, ("第", "YAML")),
        ("year: 2021-45-45", "year", ("应为整数",)),
        ("- year", None, ("键: 值",)),
        ("一句话", None, ("键: 值",)),
        ("2021: x", "2021", ("应为文字",)),
        ("[" * 3000, None, ("YAML",)),
        ("x: " + "很" * 100_000, None, ("256 KB",)),
    ],
)
def test_a_mistake_is_one_line_with_file_key_and_what_is_allowed(
    tmp_path: Path, text: str, key: str | None, words: tuple[str, ...]
) -> None:
    with pytest.raises(BrokenRecord) as caught:
        record(tmp_path, text)
    error = caught.value
    assert (error.file, error.key) == ("某局/材料.txt.yml", key)
    assert str(error).startswith("某局/材料.txt.yml")
    assert all(word in error.cause for word in words), error.cause
    assert "\n" not in str(error)


def test_a_record_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.yml"
    path.write_bytes("unit: 青山县水利局".encode("gb18030"))
    with pytest.raises(BrokenRecord, match="UTF-8"):
        load_record(path)


def test_a_record_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BrokenRecord, match="打不开：文件不在了"):
        load_record(tmp_path / "a.txt.yml")


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ('year: "2021"', "year", "应为整数"),
        ("year: true", "year", "应为整数"),
        ("held: 2022-02-30", "held", "没有 2022-02-30 这一天"),
        ("added: 2022-13-01", "added", "应为日期"),
        ("sector: 教书", "sector", "只能是"),
        ("level: 大区", "level", "units.yml"),
        ("unit: 甲\nyear: 2021\nunit: 乙", None, "“unit”写了两次（第3行）"),
    ],
)
def test_values_that_only_look_right(tmp_path: Path, text: str, key: str | None, words: str) -> None:
    with pytest.raises(BrokenRecord) as raised:
        record(tmp_path, text)
    assert raised.value.key == key
    assert words in raised.value.cause
