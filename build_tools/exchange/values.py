"""Values ↔ cells, through whatever WPS, Excel and LibreOffice make of them when they save a table again.

A value is what a record would hold: text, a number, true or false, a tuple of texts; None is unknown. What a program
did to a cell cannot always be undone with certainty (`2022-01` comes back as the first of January), so a cell has one
or more *readings*, the likeliest first; one of them being what was exported, nobody changed it.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from build_tools.exchange.columns import Column, columns
from build_tools.exchange.kinds import Kind
from build_tools.shown_text import shown

Value = str | int | bool | tuple[str, ...] | None

CELL_LIMIT = 32_000
"""Characters. Excel cuts a cell at 32,767."""

_FORMULA = re.compile(r"'*[=+\-@＝＋－＠]")
"""What a spreadsheet takes for a formula at the start of a cell of a CSV file; apostrophes before it count as text."""

_DAY_ONE = datetime.date(1899, 12, 30)
"""Day 0 of serial numbers, from March 1900 on."""
_SERIALS = range(18264, 73415)
"""1950–2100."""

_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_DATE = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|(?:[-/.月](\d{1,2})日?))?(?:[ T]0{1,2}:00(?::00)?(?:\.0+)?)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_ENGLISH = re.compile(r"([A-Za-z]{3})[- ](\d{2}|\d{4})")
_SEPARATORS = re.compile(r"[、，,;；|\n]")


# ---------------------------------------------------------------- value → cell


def canonical(value: Any, kind: Kind) -> Value:
    """A value of a description as the catalogue knows it: no line breaks, no unseen characters, no empty text."""
    if isinstance(value, list | tuple):
        joined = columns().separator.join(str(item) for item in value)
        return tuple(_items(joined))
    if kind in (Kind.FLAG, Kind.YEAR) or value is None:
        return value  # type: ignore[no-any-return]
    return _text(str(value)) or None


def cell(value: Value) -> str | int | None:
    """A value as a cell of a table."""
    if isinstance(value, bool):
        return columns().flag["true" if value else "false"]
    if isinstance(value, tuple):
        return columns().separator.join(value) or None
    return value


def guarded(text: str) -> str:
    """A text that no program takes for a formula when it opens a CSV file: an apostrophe before it, as offices do."""
    return f"'{text}" if _FORMULA.match(text) else text


def seal(identifier: str, column: Column, value: Value) -> str:
    """Eight characters that tell whether a cell still says what was exported."""
    said = f"{identifier}\0{column.name}\0{'' if value is None else cell(value)}"
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


# ---------------------------------------------------------------- cell → value


def readings(raw: object, kind: Kind) -> tuple[Value, ...]:
    """What a cell may say, the likeliest first; never empty. Raises ValueError with the reason, in Chinese."""
    if isinstance(raw, str):
        raw = shown(raw).strip()
        if _FORMULA.match(raw) and raw.startswith("'"):  # the apostrophe is ours, or was there all along
            return (*_readings(raw[1:], kind), *_readings(raw, kind))
    return _readings(raw, kind)


def _readings(raw: object, kind: Kind) -> tuple[Value, ...]:
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return ((),) if kind is Kind.LIST else (None,)
    found = tuple(dict.fromkeys(_KINDS[kind](raw)))
    return found or (None,)


def _text(text: str) -> str:
    return " ".join(shown(text).split())[:CELL_LIMIT]


def _plain(raw: object) -> str:
    """A cell as text: numbers without the `.0` that spreadsheets give them, dates as they are written here."""
    if isinstance(raw, bool):
        return columns().flag["true" if raw else "false"]
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime.datetime):
        return raw.date().isoformat()
    return _text(str(raw))


def _as_text(raw: object) -> Iterator[Value]:
    yield _plain(raw)


def _as_name(raw: object) -> Iterator[Value]:
    text = _plain(raw)
    yield re.sub(r"\.0+", "", text) if re.fullmatch(r"\d{4}\.0+", text) else text


def _as_identifier(raw: object) -> Iterator[Value]:
    """`2021-0007`, which a spreadsheet may have taken for a month."""
    text = unicodedata.normalize("NFKC", _plain(raw))
    yield text
    for date in _dates(raw):
        yield f"{date[:4]}-{int(date[5:7]):04d}"


def _as_year(raw: object) -> Iterator[Value]:
    text = unicodedata.normalize("NFKC", _plain(raw))
    found = re.fullmatch(r"(\d{4})(?:\.0+)?(?:年度?)?", text)
    if found is None:
        raise ValueError(f"“{_short(text)}”不是年份，应写四位数字，如 2021")
    yield int(found[1])


def _as_date(raw: object) -> Iterator[Value]:
    found = list(_dates(raw))
    if not found:
        raise ValueError(f"“{_short(_plain(raw))}”不是日期，应写 2022-01-15 或 2022-01")
    for date in found:
        yield date
        if date.endswith("-01") and len(date) == len("2022-01-01") and date != raw:  # a month that became its first day
            yield date[:7]


def _dates(raw: object) -> Iterator[str]:
    """The dates that a cell may say, as `2022-01-15` or `2022-01`."""
    if isinstance(raw, datetime.datetime | datetime.date):
        yield raw.isoformat()[:10]
        return
    text = unicodedata.normalize("NFKC", _plain(raw))
    for pattern in (_DATE, _COMPACT):
        if found := pattern.fullmatch(text):
            year, month, day = found.groups()
            yield f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
            return
    if (found := _ENGLISH.fullmatch(text)) and (named := _MONTHS.get(found[1].lower())):
        yield f"{found[2] if len(found[2]) == 4 else '20' + found[2]}-{named:02d}"
    elif text.isascii() and text.isdigit() and int(text) in _SERIALS:
        yield (_DAY_ONE + datetime.timedelta(days=int(text))).isoformat()


def _as_flag(raw: object) -> Iterator[Value]:
    text = _plain(raw).casefold()
    yes, no = columns().flag["true"], columns().flag["false"]
    if text in {yes, "true", "1", "√", "y", "yes"}:
        yield True
    elif text in {no, "false", "0", "×", "n", "no"}:
        yield False
    else:
        raise ValueError(f"“{_short(text)}”不对，只能是 {yes}、{no}")


def _as_list(raw: object) -> Iterator[Value]:
    yield tuple(_items(str(raw) if isinstance(raw, str) else _plain(raw)))


def _items(text: str) -> Iterator[str]:
    return (item for item in dict.fromkeys(_text(piece) for piece in _SEPARATORS.split(text)) if item)


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"


_KINDS: dict[Kind, Callable[[object], Iterator[Value]]] = {
    Kind.ID: _as_identifier,
    Kind.TEXT: _as_text,
    Kind.NAME: _as_name,
    Kind.YEAR: _as_year,
    Kind.DATE: _as_date,
    Kind.FLAG: _as_flag,
    Kind.LIST: _as_list,
}
