"""Chinese names for the program's English ones, from `names.yml` beside this file; dates and numbers in words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from build_tools.yaml_text import parse_yaml

_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


class Names(BaseModel):
    """names.yml"""

    model_config = ConfigDict(extra="forbid", frozen=True)
    repairs: dict[str, str]
    fields: dict[str, str]
    sources: dict[str, str]
    confidence: dict[str, str]
    severities: dict[str, str]
    formats: dict[str, str]
    encodings: dict[str, str]
    notices: list[str]
    parts: dict[str, str]
    subjects: dict[str, str]

    def part_slug(self, part: str) -> str:
        """The word by which style sheets and addresses know a part."""
        return self.parts.get(part, "others")


@cache
def names() -> Names:
    """The names, read once."""
    return Names.model_validate(parse_yaml(Path(__file__).with_name("names.yml").read_text("utf-8")))


def chinese_date(date: str) -> str:
    """`2022-01-15` as 2022年1月15日, `2022-01` as 2022年1月, anything else as it is."""
    found = _DATE.fullmatch(date)
    if found is None:
        return date
    year, month, day = found.groups()
    return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")


def chinese_span(spans: str) -> str:
    """`2013-09..2013-11, 2014-05` as 2013年9月—11月，2014年5月."""
    return "，".join(_span(span.strip()) for span in spans.split(","))


def _span(span: str) -> str:
    start, _, end = span.partition("..")
    first, last = chinese_date(start), chinese_date(end)
    if end and start[:4] == end[:4]:
        last = last.removeprefix(f"{start[:4]}年")
    return f"{first}—{last}" if end else first


def number(value: int) -> str:
    """6512 as 6,512."""
    return f"{value:,}"
