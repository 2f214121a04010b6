"""The record `<original>.yml`: what a person decided about one original, and nothing else.

A field that stands here overrides what the program reads in the text; an explicit `null` says
"known to be unknown". Everything else is left out, so that better reading later is not held back.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Strict, ValidationError, ValidationInfo, field_validator

from build_tools.errors import BrokenRecord, os_cause
from build_tools.vocabulary import Vocabulary
from build_tools.yaml_text import parse_yaml, pydantic_cause, yaml_cause

SUFFIX = ".yml"
"""What a record's name adds to the name of its original: `材料.txt` has `材料.txt.yml`."""

LIMIT = 256 * 1024
"""Bytes. A record is a page of text at most; anything larger is some other file."""

_MONTH = r"\d{4}-(0[1-9]|1[0-2])"
_DAY = _MONTH + r"-(0[1-9]|[12]\d|3[01])"


def _number_as_text(value: Any) -> Any:
    """YAML reads `framework: 2021` as a number; the contract is text."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _one_line(value: Any) -> Any:
    """Text with line breaks and runs of white space as one blank; empty text is an error."""
    if not isinstance(value, str):
        return value
    if not (text := " ".join(value.split())):
        raise ValueError("不能为空；不知道就写 null")
    return text


Text = Annotated[str, BeforeValidator(_one_line)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(lambda value: () if value is None else value)]
Year = Annotated[int | None, Strict()]


class Record(BaseModel):
    """What a person decided about one original. Every field may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    id: str | None = None
    """Year and running number, `2021-0007`, given by `duizhao add`; `0000-0007` where the year was unknown; never reused."""
    added: str | None = None
    """ISO date on which the original was registered."""
    sha256: str | None = None
    """Of the original's bytes when it was registered, 64 hex digits."""
    original_name: Text | None = None
    """The name under which the file was handed in, with its folder or archive; never published."""
    split_from: str | None = None
    """The `id` of the volume that `add --split` took this material out of."""
    split_lines: str | None = None
    """Which lines of the volume it is, as the program counts them: `3-45`."""

    title: Text | None = None
    title_supplied: bool = False
    """Whether the title was supplied by an archivist, not printed."""
    year: Year = None
    """年度: the year the meeting reviews."""
    year_printed: Year = None
    """The year printed in the title."""
    held: str | None = None
    """When the meeting was held: `2022-01` or `2022-01-15`."""
    meeting: Text | None = None
    theme: Text | None = None
    genre: Text | None = None
    subject: Text | None = None
    """班子, 个人 or 支部."""
    unit: Text | None = None
    sector: Text | None = None
    level: Text | None = None
    role: Text | None = None
    framework: Annotated[Text | None, BeforeValidator(_number_as_text)] = None
    """The 年度 whose list of aspects the material follows: `2021`, `2023b`."""
    labels: Texts = ()
    incomplete: Text | None = None
    """Why the text is known to be cut short."""
    keywords: Texts = ()

    reviewed: Texts = ()
    """Findings that a person has looked at and that need not be reported any more, by code and place:
    `personal_data@第12行`, `year_conflict`. What is masked stays masked."""
    exemplar: Text | None = None
    """Why this material is an exemplar."""
    access: Literal["publish", "withhold", "remove"] = "publish"
    """`withhold`: kept in the archive, shown nowhere; `remove`: as if the original were not there."""
    note: str | None = None
    """For those who keep the archive; never published."""

    @property
    def overrides(self) -> dict[str, Any]:
        """The front-matter fields that this record decides, None where it says "known to be unknown"."""
        return {name: getattr(self, name) for name in OVERRIDES if name in self.model_fields_set}

    @field_validator("id", "split_from")
    @classmethod
    def _check_id(cls, value: str | None) -> str | None:
        return _matching(value, r"\d{4}-\d{4,}", "应为年份加至少四位流水号，如 2021-0007")

    @field_validator("split_lines")
    @classmethod
    def _check_lines(cls, value: str | None) -> str | None:
        return _matching(value, r"[1-9]\d*-[1-9]\d*", "应为起止行号，如 3-45")

    @field_validator("added")
    @classmethod
    def _check_added(cls, value: str | None) -> str | None:
        return _existing(_matching(value, _DAY, "应为日期，如 2026-01-05"))

    @field_validator("sha256")
    @classmethod
    def _check_sha256(cls, value: str | None) -> str | None:
        return _matching(value.lower() if value else value, r"[0-9a-f]{64}", "应为 64 位十六进制数")

    @field_validator("held")
    @classmethod
    def _check_held(cls, value: str | None) -> str | None:
        return _existing(_matching(value, f"{_DAY}|{_MONTH}", "应为年月或日期，如 2022-01、2022-01-15"))

    @field_validator("year", "year_printed")
    @classmethod
    def _check_year(cls, value: int | None) -> int | None:
        if value is not None and not 1949 <= value <= 2100:
            raise ValueError("应为 1949 到 2100 之间的年份")
        return value

    @field_validator("reviewed")
    @classmethod
    def _check_reviewed(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        """Each is the code of a finding that is no error, alone or with a place behind `@`."""
        vocabulary: Vocabulary | None = (info.context or {}).get("vocabulary")
        known = vocabulary.findings.findings if vocabulary is not None else {}
        for name in value:
            code, at, place = name.partition("@")
            if not re.fullmatch("[a-z_0-9]+", code) or (at and not place):
                raise ValueError("应为“代码”或“代码@位置”，如 personal_data@第12行；代码和位置见 duizhao check")
            if vocabulary is not None and (code not in known or known[code].severity == "error"):
                raise ValueError(f"没有可以标为已核对的发现 {code}；代码见 duizhao check --format json")
        return value

    @field_validator("meeting", "subject", "framework", "sector", "level")
    @classmethod
    def _check_name(cls, value: str | None, info: ValidationInfo) -> str | None:
        """A name must stand in the vocabulary, where one was given as the context of validation."""
        vocabulary: Vocabulary | None = (info.context or {}).get("vocabulary")
        if value is None or vocabulary is None:
            return value
        allowed, file = allowed_names(vocabulary, str(info.field_name))
        if value not in allowed:
            raise ValueError(f"只能是 {'、'.join(allowed)}（要增加，写进 archive/vocabulary/{file}）")
        return value


_ORIGIN = ("id", "added", "sha256", "original_name", "split_from", "split_lines")
_KEEPING = ("reviewed", "exemplar", "access", "note")

OVERRIDES = tuple(name for name in Record.model_fields if name not in {*_ORIGIN, *_KEEPING})
"""The front-matter fields that a record may decide, in their order there."""

EMPTY = Record()
"""What an original without a record has."""


def load_record(path: Path, name: str | None = None, vocabulary: Vocabulary | None = None) -> Record:
    """The record in a file; `name` is what errors call it, `vocabulary` the names that are allowed.

    Raises BrokenRecord, naming file, key and allowed values, where it cannot be used.
    """
    name = name or path.name
    return parse_record(read_record(path, name), name, vocabulary)


def read_record(path: Path, name: str) -> str:
    """The text of a record file, a byte order mark taken off. Raises BrokenRecord."""
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise BrokenRecord(name, f"打不开：{os_cause(error)}") from None
    if len(data) > LIMIT:
        raise BrokenRecord(name, f"超过 {LIMIT // 1024} KB，不像是记录")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BrokenRecord(name, "不是 UTF-8 编码，请另存为 UTF-8") from None


def parse_record(text: str, name: str, vocabulary: Vocabulary | None = None) -> Record:
    """The record that a text holds. Raises BrokenRecord as `load_record` does."""
    try:
        return Record.model_validate(_keys_and_values(text, name), context={"vocabulary": vocabulary})
    except ValidationError as error:
        key, cause = pydantic_cause(error)
        if key is not None and key not in Record.model_fields and error.errors()[0]["type"] == "extra_forbidden":
            cause = f"没有这个键，可用的有：{'、'.join(Record.model_fields)}"
        raise BrokenRecord(name, cause, key) from None


def _keys_and_values(text: str, name: str) -> dict[str, Any]:
    try:
        value = parse_yaml(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BrokenRecord(name, yaml_cause(error)) from None
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BrokenRecord(name, "应为“键: 值”的形式，一行一项")
    if odd := next((key for key in value if not isinstance(key, str)), None):
        raise BrokenRecord(name, "键应为文字", str(odd))
    return value


def _matching(value: str | None, pattern: str, cause: str) -> str | None:
    if value is not None and not re.fullmatch(pattern, value, re.ASCII):
        raise ValueError(cause)
    return value


def _existing(value: str | None) -> str | None:
    """A date that stands in the calendar."""
    if value is not None and len(value) == len("2026-01-05"):
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"没有 {value} 这一天") from None
    return value


def allowed_names(vocabulary: Vocabulary, field: str) -> tuple[list[str], str]:
    """The names that a field may hold, and the vocabulary file that lists them."""
    genres, units = vocabulary.genres, vocabulary.units
    lists: dict[str, tuple[Iterable[str], str]] = {
        "framework": (vocabulary.frameworks.frameworks, "frameworks.yml"),
        "meeting": ((entry.name for entry in genres.meetings), "genres.yml"),
        "subject": ((entry.name for entry in genres.subjects), "genres.yml"),
        "sector": ((entry.name for entry in units.sectors), "units.yml"),
        "level": ((entry.name for entry in units.levels), "units.yml"),
    }
    names, file = lists[field]
    return list(dict.fromkeys(names)), file
