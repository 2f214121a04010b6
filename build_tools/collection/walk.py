"""The files of an archive folder: every one once, links looked at, nothing outside touched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from build_tools.collection.names import shown_name
from build_tools.errors import FileProblem, UnreadableOriginal, os_cause
from build_tools.vocabulary import Vocabulary

VOCABULARY = "vocabulary"
"""The folder of an archive that holds no originals but its own vocabulary."""

ARCHIVE_OWN = frozenset({VOCABULARY})
"""What lies in an archive and is no original."""

_SYSTEM_FILES = {"thumbs.db", "desktop.ini"}


class Walk:
    """The files under a folder, hidden ones and those at `passed_over` (paths relative to it) left out."""

    def __init__(
        self,
        archive: Path,
        called: str = "归档文件夹",
        passed_over: frozenset[str] = ARCHIVE_OWN,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        self.archive = archive
        self.vocabulary = vocabulary
        """What counts as personal in the names that problems tell."""
        self.root = archive.resolve()
        self.called = called
        """What messages call the folder."""
        self.passed_over = passed_over
        self.problems: list[FileProblem] = []
        self._links: set[str] = set()

    def is_link(self, name: str) -> bool:
        """Whether a name given by `names` is a symbolic link."""
        return name in self._links

    def names(self) -> Iterator[str]:
        """Paths of all files relative to the archive, with forward slashes; folders that cannot be opened are problems."""
        folders = [""]
        while folders:
            folder = folders.pop()
            for entry in self._entries(folder):
                name = f"{folder}{entry.name}"
                if is_passed_over(entry.name) or name in self.passed_over:
                    continue
                if entry.is_symlink():
                    if self._link_may_be_followed(name):
                        self._links.add(name)
                        yield name
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(f"{name}/")
                else:
                    yield name

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.archive / folder) as entries:
                return sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self.problems.append(UnreadableOriginal(self._shown(folder) or self.called, f"打不开：{os_cause(error)}"))
            return []

    def _shown(self, name: str) -> str:
        return shown_name(name, self.vocabulary)

    def _link_may_be_followed(self, name: str) -> bool:
        """Whether a symbolic link leads to a file inside the archive; a link to a folder inside is passed over."""
        path = self.archive / name
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):
            self.problems.append(UnreadableOriginal(self._shown(name), "符号链接指向的文件不存在"))
            return False
        if not target.is_relative_to(self.root):
            self.problems.append(UnreadableOriginal(self._shown(name), f"符号链接指向{self.called}之外，不予读取"))
            return False
        return target.is_file()


def is_passed_over(name: str) -> bool:
    """Hidden files and what systems and offices leave behind. A name like `..\\材料.txt` is odd, not hidden."""
    hidden = name.startswith(".") and not name.startswith("..")
    return hidden or name.startswith("~$") or name.lower() in _SYSTEM_FILES
