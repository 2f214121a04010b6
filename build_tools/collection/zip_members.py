"""The originals in a zip archive, taken out safely: nothing is written, and nothing outside the archive is touched.

`add` calls `members`; a build never opens a zip. Hostile archives are met with limits that hold for what really
comes out, not for what the archive's directory claims: entries, bytes a file, bytes in all, share of compression.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from build_tools.collection.names import shown_name
from build_tools.collection.walk import is_passed_over
from build_tools.errors import FileProblem, UnreadableOriginal
from build_tools.readers import size_limit
from build_tools.readers.sniffing import kind_of
from build_tools.vocabulary import Vocabulary

MOST_MEMBERS = 5_000
"""Files in one archive, those in archives inside it counted too."""
MOST_BYTES = 1024 * 1024 * 1024
"""Bytes that may come out of one archive in all."""
_MOST_RATIO = 200
"""Bytes out for each byte in. Chinese text packs to a third, a table of blanks to a hundredth; bombs reach 1,000."""
_RATIO_FROM = 4 * 1024 * 1024
"""Bytes; below this size no ratio is asked."""
_CHUNK = 256 * 1024
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_UNICODE_PATH = 0x7075
_LONGEST_NAME = 200
_DRIVE = re.compile(r"^[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive."""

    name: str
    """Its path in the archive, with forward slashes, no `..`, no control characters; not necessarily unique."""
    data: bytes


def members(data: bytes, file: str, vocabulary: Vocabulary | None = None) -> Iterator[Member | FileProblem]:
    """The files in the zip archive `data`, in the archive's order, or why one of them was not taken out.

    `file` is the archive's name for messages; `vocabulary` says what counts as personal in names. Archives inside
    it are opened one level deep. Never raises for what stands in the archive.
    """
    yield from _members(data, file, _Budget(), False, vocabulary)


class _Budget:
    """What may still come out."""

    def __init__(self) -> None:
        self.members = MOST_MEMBERS
        self.bytes = MOST_BYTES


class _TooMuch(Exception):
    """A limit was reached; the text says which, in Chinese."""


def _members(
    data: bytes, file: str, budget: _Budget, nested: bool, vocabulary: Vocabulary | None
) -> Iterator[Member | FileProblem]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception:  # noqa: BLE001 (zipfile raises whatever the broken structure leads to)
        yield UnreadableOriginal(file, "压缩包打不开，可能不完整")
        return
    with archive:
        for info in archive.infolist():
            name = _decoded_name(info)
            if info.is_dir() or _is_litter(name):
                continue
            place = f"{file}/{shown_name(name, vocabulary)}"
            clean = _clean(name)
            if clean is None:
                yield UnreadableOriginal(place, "路径指向压缩包之外，没有取出")
                continue
            budget.members -= 1
            if budget.members < 0:
                yield UnreadableOriginal(file, f"压缩包里的文件超过 {MOST_MEMBERS} 个，其余没有取出")
                return
            try:
                contents = _contents(archive, info, budget)
            except _TooMuch as limit:
                yield UnreadableOriginal(place, str(limit))
                if budget.bytes < 0:
                    return
                continue
            if kind_of(contents) != "zip":
                yield Member(clean, contents)
            elif nested:
                yield UnreadableOriginal(place, "压缩包里套着的压缩包里又有压缩包，没有取出，请先解开")
            else:
                for inner in _members(contents, place, budget, True, vocabulary):
                    if isinstance(inner, Member):
                        yield Member(f"{PurePosixPath(clean).with_suffix('')}/{inner.name}", inner.data)
                    else:
                        yield inner
                if min(budget.members, budget.bytes) < 0:
                    return


def _contents(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> bytes:
    """The bytes of one entry. Raises _TooMuch with the reason why it is not taken out."""
    mode = info.external_attr >> 16
    if info.create_system == 3 and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise _TooMuch("是符号链接或特殊文件，没有取出")
    if info.flag_bits & _ENCRYPTED:
        raise _TooMuch("有密码，没有取出，请解开后再入库")
    pieces: list[bytes] = []
    size = 0
    limit = None
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                budget.bytes -= len(chunk)
                pieces.append(chunk)
                limit = limit or size_limit(pieces[0])
                if size > limit:
                    raise _TooMuch(f"解开后超过 {limit // 1024 // 1024} MB，没有取出")
                if size > _RATIO_FROM and size > _MOST_RATIO * max(info.compress_size, 1):
                    raise _TooMuch("压缩比异常，像是压缩炸弹，没有取出")
                if budget.bytes < 0:
                    raise _TooMuch(f"压缩包解开后超过 {MOST_BYTES // 1024 // 1024} MB，其余没有取出")
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, OSError, ValueError):
        raise _TooMuch("在压缩包里已损坏，没有取出") from None
    except (NotImplementedError, RuntimeError):
        raise _TooMuch("压缩方法不支持，没有取出，请用 ZIP 格式重新压缩") from None
    return b"".join(pieces)


# ---------------------------------------------------------------- names


def _decoded_name(info: zipfile.ZipInfo) -> str:
    """The entry's name: Info-ZIP's Unicode field, UTF-8 where flagged or evident, else GB18030 as Windows writes it."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    if (name := _unicode_path(info.extra)) is not None:
        return name
    raw = info.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).partition("\x00")[0]
        except UnicodeDecodeError:
            continue
    return info.filename


def _unicode_path(extra: bytes) -> str | None:
    """The name in the extra field 0x7075 (APPNOTE.TXT 4.6.9)."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == _UNICODE_PATH and size > 5:
            try:
                return extra[at + 9 : at + 4 + size].decode("utf-8")
            except UnicodeDecodeError:
                return None
        at += 4 + size
    return None


def _clean(name: str) -> str | None:
    """The name as a relative path that may be used, or None where it leads out of the archive."""
    path = name.replace("\\", "/")
    if path.startswith("/") or _DRIVE.match(path):
        return None
    pieces = [piece for piece in path.split("/") if piece not in ("", ".")]
    if not pieces or ".." in pieces:
        return None
    return "/".join(_clean_piece(piece) for piece in pieces)


def _clean_piece(piece: str) -> str:
    """A name of a file or folder without control and direction characters and what Windows forbids."""
    kept = "".join(c for c in piece if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"})
    kept = re.sub(r'[<>:"|?*]', "_", unicodedata.normalize("NFC", kept)).strip(" ").rstrip(".") or "_"
    stem, dot, suffix = kept.rpartition(".")
    if len(kept) <= _LONGEST_NAME or not dot or len(suffix) > 10:
        return kept[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - len(suffix) - 1]}.{suffix}"


def _is_litter(name: str) -> bool:
    """What systems leave in archives: nobody put it there."""
    pieces = name.replace("\\", "/").split("/")
    return pieces[0] == "__MACOSX" or any(is_passed_over(piece) for piece in pieces if piece not in ("", "."))
