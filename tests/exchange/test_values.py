"""Values ↔ cells: what goes out comes back, and nothing that goes out is a formula."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.exchange.columns import Column
from build_tools.exchange.kinds import Kind
from build_tools.exchange.values import canonical, cell, guarded, readings, seal

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=30)


@given(ANY_TEXT | st.sampled_from(["=1+1", "'=1", "''@甲", "-乙", "+1", "'丙", "＝丁"]))
def test_a_text_comes_back_from_csv_and_workbook(text: str) -> None:
    value = canonical(text, Kind.TEXT)
    told = cell(value)
    assert value in readings(told, Kind.TEXT)
    if isinstance(told, str):
        assert value in readings(guarded(told), Kind.TEXT)
        assert guarded(told)[0] not in "=+-@＝＋－＠\t\r"


@given(st.lists(ANY_TEXT, max_size=5))
def test_a_list_comes_back(items: list[str]) -> None:
    value = canonical(items, Kind.LIST)
    assert value in readings(cell(value), Kind.LIST)


@pytest.mark.parametrize(
    ("raw", "kind", "first"),
    [
        ("２０２１年度", Kind.YEAR, 2021),
        (2021.0, Kind.YEAR, 2021),
        ("2022/3/5", Kind.DATE, "2022-03-05"),
        ("2022.03", Kind.DATE, "2022-03"),
        ("20220305", Kind.DATE, "2022-03-05"),
        ("2022-03-05 00:00:00", Kind.DATE, "2022-03-05"),
        (2021, Kind.NAME, "2021"),
        ("2023b", Kind.NAME, "2023b"),
        (True, Kind.FLAG, True),
        ("否", Kind.FLAG, False),
        ("甲, 乙；丙、甲", Kind.LIST, ("甲", "乙", "丙")),
        ("  ", Kind.TEXT, None),
        (None, Kind.LIST, ()),
        (3.0, Kind.TEXT, "3"),
    ],
)
def test_what_a_cell_says(raw: object, kind: Kind, first: object) -> None:
    assert readings(raw, kind)[0] == first


def test_a_day_typed_as_such_is_that_day() -> None:
    assert readings("2022-01-01", Kind.DATE) == ("2022-01-01",)
    assert "2022-01" in readings("2022/1/1", Kind.DATE)


@pytest.mark.parametrize(
    ("raw", "kind"), [("去年", Kind.YEAR), ("99", Kind.YEAR), ("春天", Kind.DATE), ("也许", Kind.FLAG)]
)
def test_what_a_cell_cannot_say(raw: str, kind: Kind) -> None:
    with pytest.raises(ValueError, match=f"“{raw}”"):
        readings(raw, kind)


def test_a_seal_tells_materials_fields_and_values_apart() -> None:
    year, held = Column("year", "年度", Kind.YEAR), Column("held", "召开时间", Kind.DATE)
    seals = {seal(i, c, v) for i in ("x1", "x2") for c in (year, held) for v in (None, 2021, "2021-01")}
    assert len(seals) == 12
