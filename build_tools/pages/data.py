"""Data for the browser's scripts: small script files in one folder of `docs/assets`, loaded by script tag.

Each file is one call, `archiveData("name", …)`, so that it works from a folder too, where nothing can be fetched.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from build_tools.pages.writer import Written
from build_tools.shown_text import shown

FOLDER = Path("assets/structures-data")
"""Where the data lie in the docs folder; the browser's scripts look for them there."""


_PREFIX = FOLDER.as_posix() + "/"


class DataFolder:
    """Writes data files, only those that changed; `finish` removes those that no build wants any more.

    What was done is added to `written`, which also says whether it is done at once (`Written.drafts`).
    """

    def __init__(self, docs: Path, written: Written) -> None:
        self._docs, self._written = docs, written
        self._wanted: set[str] = set()
        self._made: set[str] = set()
        """Folders that are there; looking again for each of many thousand files would cost more than writing them."""

    def write(self, name: str, data: Any) -> None:
        """The file `name`.js that hands `data` to the scripts. Raises OSError where the folder cannot be written."""
        self.write_bytes(f"{name}.js", script(name, data))

    def write_bytes(self, name: str, data: bytes) -> None:
        """A file of any kind. Raises OSError."""
        path = f"{_PREFIX}{name}"
        self._wanted.add(path)
        if _read(f"{self._docs}/{path}") == data:
            return
        place = f"{self._written.drafts or self._docs}/{path}"
        folder = place.rpartition("/")[0]
        if folder not in self._made:
            Path(folder).mkdir(exist_ok=True, parents=True)
            self._made.add(folder)
        draft = f"{place}.new"
        with Path(draft).open("wb") as file:
            file.write(data)
        os.replace(draft, place)
        self._written.changed.append(path)

    def finish(self) -> None:
        """Removes what this build did not write. Raises OSError."""
        for file in sorted((self._docs / FOLDER).rglob("*")):
            path = file.relative_to(self._docs).as_posix()
            if file.is_file() and path not in self._wanted:
                if self._written.drafts is None:
                    file.unlink()
                self._written.removed.append(path)


def script(name: str, data: Any) -> bytes:
    """The text of a data file. Unseen characters are shown by their number, as on the pages."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    if not text.isprintable():
        text = shown(text)
    return f"archiveData({json.dumps(name)},{text});\n".encode()


def _read(path: str) -> bytes | None:
    try:
        with Path(path).open("rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
