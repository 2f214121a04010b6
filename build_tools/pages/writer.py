"""Generated pages to disk: only what changed is written, only what was generated is removed.

A generated page bears `MARK` in its second line. A file without it was written by hand: it is neither
overwritten nor removed, even where a page of the same name would be generated.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.pages.front_matter import MARK
from build_tools.pages.links import FOLDERS
from build_tools.pages.rendering import Page

_START = f"---\n{MARK}\n".encode()


@dataclass(slots=True)
class Written:
    """What writing pages did to the docs folder; paths are relative to it."""

    changed: list[str] = field(default_factory=list)
    """New or with new content."""
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)
    """Generated earlier, no longer wanted."""
    kept: list[str] = field(default_factory=list)
    """Hand-written where a page would have been generated: left alone."""
    drafts: Path | None = None
    """Where changed pages are collected, to be put in place later (`staging.py`); stale ones are then only named in
    `removed`. None: both is done at once."""


def write_page(page: Page, docs: Path, written: Written | None = None) -> None:
    """Writes a page unless it stands there already, byte for byte, or a hand-written one does.

    Raises OSError where the folder cannot be written.
    """
    written = Written() if written is None else written
    target, data = docs / page.path, page.text.encode("utf-8")
    present = _read(target)
    if present == data:
        written.unchanged += 1
        return
    if present is not None and not _is_generated(present):
        written.kept.append(page.path)
        return
    place = (docs if written.drafts is None else written.drafts) / page.path
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.new")
    draft.write_bytes(data)
    os.replace(draft, place)
    written.changed.append(page.path)


def remove_stale(docs: Path, wanted: set[str], written: Written | None = None) -> None:
    """Removes generated pages that are not wanted any more. Raises OSError."""
    written = Written() if written is None else written
    for path in _pages(docs):
        name = path.relative_to(docs).as_posix()
        if name not in wanted and _is_generated(_head(path)):
            if written.drafts is None:
                path.unlink()
            written.removed.append(name)


def _pages(docs: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted((docs / folder).glob("**/*.md"))


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_START))


def _is_generated(data: bytes) -> bool:
    return data.startswith(_START)
