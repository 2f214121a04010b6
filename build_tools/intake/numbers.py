"""Ids of registered originals: year and running number, never given twice.

The highest number ever given for each year stands in `archive/.duizhao/numbers.yml`, so that the number of a record
that was deleted does not come back; where that file is lost, the records themselves tell.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from pathlib import Path

import yaml

from build_tools.disk.locking import STATE
from build_tools.disk.storage import make_folder, write_whole
from build_tools.yaml_text import dump_yaml, parse_yaml

UNKNOWN_YEAR = 0
"""Stands for the year in the id of a material whose year was unknown when it was registered: `0000-0012`.
The id stays when the year becomes known."""

_ID = re.compile(r"(\d{4})-(\d{4,})")


class Numbers:
    """Gives out running numbers; `save` before any of them is used."""

    def __init__(self, archive: Path, ids: Iterable[str]) -> None:
        """`ids` are all that any record of the archive pins."""
        self._file = archive / STATE / "numbers.yml"
        self._highest = _read(self._file)
        for match in filter(None, map(_ID.fullmatch, ids)):
            year, number = match.groups()
            self._highest[year] = max(self._highest.get(year, 0), int(number))

    def next(self, year: int | None) -> str:
        """A new id for a material of this year."""
        key = f"{year or UNKNOWN_YEAR:04}"
        self._highest[key] = self._highest.get(key, 0) + 1
        return f"{key}-{self._highest[key]:04}"

    def save(self) -> None:
        """Makes sure that the numbers given out are not given out again. Raises OSError."""
        make_folder(self._file.parent)
        text = "# 各年已用到的流水号，由 duizhao 维护；编号用过就不再用。\n" + dump_yaml(
            dict(sorted(self._highest.items()))
        )
        write_whole(self._file, text.encode("utf-8"))


def _read(path: Path) -> dict[str, int]:
    with contextlib.suppress(OSError, UnicodeDecodeError, yaml.YAMLError, ValueError):
        value = parse_yaml(path.read_bytes().decode("utf-8-sig"))
        if isinstance(value, dict):
            return {str(year): number for year, number in value.items() if isinstance(number, int)}
    return {}
