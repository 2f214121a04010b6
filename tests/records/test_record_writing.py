"""Writing into a record: only what changes is touched, and no key is ever lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.errors import BrokenRecord
from build_tools.records.record import Record, load_record
from build_tools.records.writing import REMOVED, changed_text, write_record
from build_tools.vocabulary import load_vocabulary
from build_tools.yaml_text import dump_yaml, parse_yaml

BY_HAND = """\
# 2026 年 3 月核对
id: '2021-0003'
added: 2026-09-08   # 王干事
year: 2021          # 标题印 2022

labels:
  - 示例
  - 内部资料
# 下面是备注
note: |
  第一行
  # 这不是注释

unit: 枫桥县水利局
"""


@pytest.mark.parametrize(
    ("changes", "before", "after"),
    [
        ({"year": 2022}, "year: 2021          # 标题印 2022", "year: 2022          # 标题印 2022"),
        ({"year": None}, "year: 2021          #", "year: null          #"),
        ({"year": REMOVED}, "year: 2021          # 标题印 2022\n", ""),
        ({"labels": ("示例",)}, "labels:\n  - 示例\n  - 内部资料\n", "labels:\n- 示例\n"),
        ({"note": "一句"}, "note: |\n  第一行\n  # 这不是注释\n", "note: 一句\n"),
        ({"sha256": "a" * 64}, "# 王干事\n", f"# 王干事\nsha256: {'a' * 64}\n"),
        ({"subject": "班子"}, "# 标题印 2022\n", "# 标题印 2022\nsubject: 班子\n"),
        ({"access": "withhold"}, "unit: 枫桥县水利局\n", "unit: 枫桥县水利局\naccess: withhold\n"),
    ],
)
def test_only_the_lines_of_what_changes(changes: dict[str, Any], before: str, after: str) -> None:
    assert BY_HAND.count(before) == 1
    assert changed_text(BY_HAND, changes) == BY_HAND.replace(before, after)


@pytest.mark.parametrize(
    "changes",
    [{}, {"year": 2021}, {"added": "2026-09-08"}, {"labels": ["示例", "内部资料"]}, {"exemplar": REMOVED}],
)
def test_what_says_the_same_is_left_as_it_stands(changes: dict[str, Any]) -> None:
    assert changed_text(BY_HAND, changes) == BY_HAND


@pytest.mark.parametrize(
    "text",
    ["{year: 2021, unit: 枫桥县}", "year: 2021", "year: 2021\r\nunit: 枫桥县\r\n", "a: &x 1\nb: *x\n", "# 空\n", ""],
)
def test_odd_records_keep_every_key(text: str) -> None:
    want = (parse_yaml(text) or {}) | {"year": 2022, "note": "一\n二"}
    got = changed_text(text, {"year": 2022, "note": "一\n二"})
    assert parse_yaml(got) == want
    assert ("\r\n" in text) == ("\r\n" in got)
    assert ("# 空" in text) == ("# 空" in got)


def test_a_new_record_in_the_order_of_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "材料.txt.yml"
    assert write_record(path, {"sha256": "b" * 64, "added": "2026-03-05", "id": "2021-0007"})
    assert path.read_text(encoding="utf-8") == f"id: 2021-0007\nadded: 2026-03-05\nsha256: {'b' * 64}\n"
    assert load_record(path).added == "2026-03-05"
    assert not write_record(path, {"id": "2021-0007"})


def test_a_wrong_value_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.yml"
    write_record(path, {"year": 2021})
    for changes in ({"yaer": 2021}, {"year": 21}, {"subject": "领导"}):
        with pytest.raises(BrokenRecord):
            write_record(path, changes, vocabulary=load_vocabulary())
    assert path.read_text(encoding="utf-8") == "year: 2021\n"


def test_a_broken_record_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.yml"
    path.write_text("year: [2021", encoding="utf-8")
    with pytest.raises(BrokenRecord):
        write_record(path, {"year": 2021})
    assert path.read_text(encoding="utf-8") == "year: [2021"


VALUES = {
    "title": st.none() | st.text(min_size=1).filter(lambda text: bool(text.split())),
    "year": st.none() | st.integers(1949, 2100),
    "framework": st.none() | st.sampled_from(["2021", "2023b"]),
    "held": st.none() | st.sampled_from(["2022-01", "2022-01-15"]),
    "labels": st.lists(st.sampled_from(["示例", "a: b", "- x", "#"]), max_size=3),
    "note": st.none() | st.text(),
}
ENTRIES = st.fixed_dictionaries({}, optional=VALUES)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ENTRIES, ENTRIES, st.sets(st.sampled_from(sorted(VALUES))))
def test_whatever_is_written_is_read_again(old: dict[str, Any], new: dict[str, Any], gone: set[str]) -> None:
    changes = new | dict.fromkeys(gone - new.keys(), REMOVED)
    got = changed_text(dump_yaml(old) if old else "", changes)
    want = {key: value for key, value in old.items() if key not in gone} | new
    assert Record.model_validate(parse_yaml(got) or {}) == Record.model_validate(want)
