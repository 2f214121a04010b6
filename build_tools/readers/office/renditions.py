"""Originals that only LibreOffice can read, as Word files: made together, kept, made again where they are missing.

Starting LibreOffice takes seconds, so `prepare` has all files of an archive converted in a few runs and keeps what
came out in `archive/.duizhao/renditions/`, named by the original's checksum. The folder may be deleted at any time. It
holds nothing of originals that are gone, and nothing of those that were refused.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable
from pathlib import Path

from build_tools.disk.locking import STATE
from build_tools.disk.storage import make_folder, remove_file, write_whole
from build_tools.errors import NeedsConversion, UnreadableOriginal
from build_tools.readers.office.soffice import SECONDS, find_soffice, to_docx
from build_tools.readers.sniffing import is_doc_encrypted, is_odt_encrypted, kind_of

SUFFIXES = {
    "doc": ".doc",
    "works": ".wps",
    "rtf": ".rtf",
    "odt": ".odt",
    "odt xml": ".fodt",
    "word xml": ".xml",
    "uof": ".uof",
}
"""Kinds of contents (`sniffing.kind_of`) that LibreOffice converts, and the suffix under which it gets them."""
_MOST_AT_ONCE = 30
_FOLDER = "renditions"
_LOCKED = "有打开密码，请在 Word 或 WPS 里取消密码后再入库"
_FAILED = f"LibreOffice 在 {SECONDS} 秒内没能转换，文件可能已损坏；请在 Word 或 WPS 里另存为 .docx 后再入库"
_MISSING = (
    "待转换：这种格式要借助 LibreOffice 读取，本机没有装。安装：apt-get install libreoffice-writer-nogui（Debian、统信、麒麟），"
    "或在 libreoffice.org 下载；也可以在 Word 或 WPS 里另存为 .docx"
)


class Renditions:
    """Word files made from other originals, for one run of the program."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._made: dict[str, bytes | None] = {}
        """By checksum; None where LibreOffice could not make one, which is not tried again in this run."""

    def docx(self, data: bytes, file: str) -> bytes:
        """The original `file` with the contents `data` as a Word file.

        Raises NeedsConversion where LibreOffice is not on this machine, else UnreadableOriginal where it fails.
        """
        kind = kind_of(data)
        if (kind == "doc" and is_doc_encrypted(data)) or (kind == "odt" and is_odt_encrypted(data)):
            raise UnreadableOriginal(file, _LOCKED)
        key = hashlib.sha256(data).hexdigest()
        made = self._result(key)
        if made is None and key not in self._made:
            self._convert([(key, data, SUFFIXES[kind])], file)
            made = self._result(key)
        if made is None:
            raise UnreadableOriginal(file, _FAILED)
        return made

    def prepare(self, originals: Iterable[tuple[str, Path]], archive: Path) -> None:
        """Has all of these (checksum, path) that need it converted together, and keeps the results in the archive.

        Whatever goes wrong here is told by `docx` when the original's turn has come.
        """
        self._folder = archive / STATE / _FOLDER
        listed = list(originals)
        self._remove_others({key for key, _ in listed})
        waiting: list[tuple[str, bytes, str]] = []
        if find_soffice() is None:
            return
        for key, path in listed:
            if key in self._made or not _may_need_it(path) or self._kept(key) is not None:
                continue
            with contextlib.suppress(OSError):
                data = path.read_bytes()
                kind = kind_of(data)
                locked = (kind == "doc" and is_doc_encrypted(data)) or (kind == "odt" and is_odt_encrypted(data))
                if kind in SUFFIXES and not locked and hashlib.sha256(data).hexdigest() == key:
                    waiting.append((key, data, SUFFIXES[kind]))
            if len(waiting) == _MOST_AT_ONCE:
                self._convert(waiting, "")
                waiting = []
        if waiting:
            self._convert(waiting, "")

    def forget(self, key: str) -> None:
        """Removes what was made of an original: it was refused, and nothing of it stays."""
        self._made.pop(key, None)
        if self._folder is not None:
            with contextlib.suppress(OSError):
                remove_file(self._folder / f"{key}.docx")

    def _convert(self, waiting: list[tuple[str, bytes, str]], file: str) -> None:
        try:
            made = to_docx([(data, suffix) for _, data, suffix in waiting])
        except FileNotFoundError:
            raise NeedsConversion(file, _MISSING) from None
        for (key, _, _), docx in zip(waiting, made, strict=True):
            if docx is None or not self._keep(key, docx):
                self._made[key] = docx

    def _keep(self, key: str, docx: bytes) -> bool:
        """Whether the result could be put into the archive's folder."""
        if self._folder is None:
            return False
        try:
            make_folder(self._folder)
            write_whole(self._folder / f"{key}.docx", docx)
        except OSError:
            return False
        return True

    def _result(self, key: str) -> bytes | None:
        """What was made of an original, from the archive's folder or from this run."""
        kept = self._kept(key)
        return kept if kept is not None else self._made.get(key)

    def _kept(self, key: str) -> bytes | None:
        if self._folder is None:
            return None
        try:
            kept = (self._folder / f"{key}.docx").read_bytes()
        except OSError:
            return None
        return kept if kind_of(kept) == "docx" else None

    def _remove_others(self, keys: set[str]) -> None:
        if self._folder is None or not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if path.stem not in keys:
                with contextlib.suppress(OSError):
                    remove_file(path)


def _may_need_it(path: Path) -> bool:
    """Whether the first bytes are those of a format that LibreOffice is needed for."""
    with contextlib.suppress(OSError):
        with path.open("rb") as file:
            head = file.read(4096)
        text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
        return head.startswith((b"\xd0\xcf\x11\xe0", b"PK")) or text.startswith((b"{\\rtf", b"<?xml", b"<"))
    return False


RENDITIONS = Renditions()
"""Of this run of the program: readers take bytes and give text, so what was made ahead waits here."""
