"""Originals into the docs folder, where `publish_originals` asks for it: copied when they changed, removed when stale."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from build_tools.collection import Original
from build_tools.model import Material
from build_tools.pages.originals import FOLDER, original_path
from build_tools.vocabulary import Vocabulary


class Originals:
    """The copies of one build."""

    def __init__(self, vocabulary: Vocabulary, docs: Path, drafts: Path) -> None:
        self._vocabulary = vocabulary
        self._docs = docs
        self._drafts = drafts
        self._wanted: set[str] = set()
        self.changed: list[str] = []
        """Copies that are new or have new contents, below docs."""

    def add(self, original: Original, material: Material) -> None:
        """Drafts the copy of a material's original, if it may be copied. Raises OSError where that cannot be written.

        What is copied is what was read: where the file has changed meanwhile there is no copy in this build.
        """
        path = original_path(material, self._vocabulary)
        if path is None:
            return
        data = original.read_bytes()
        if hashlib.sha256(data).hexdigest() != material.source.sha256:
            return
        self._wanted.add(path)
        present = self._docs / path
        if present.is_file() and present.read_bytes() == data:
            return
        draft = self._drafts / path
        draft.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        self.changed.append(path)

    def stale(self) -> Iterator[str]:
        """Copies of earlier builds that no material wants any more, below docs."""
        for path in sorted((self._docs / FOLDER).glob("*")):
            name = path.relative_to(self._docs).as_posix()
            if name not in self._wanted:
                yield name
