"""Everything that can go wrong and that a user should read about: one root class, one Chinese line each.

An error carries its data (file, key, cause) and builds its own message; the command line prints
``str(error)`` and nothing else.
"""

from __future__ import annotations

import errno
import traceback
from pathlib import PurePath
from typing import ClassVar


class DuizhaoError(Exception):
    """Root of all errors that end as one line for the user."""

    code: ClassVar[str] = "failure"
    """Stable English name of the kind of error; what to do about it stands in `vocabulary/findings.yml`."""


class FileProblem(DuizhaoError):
    """Something wrong with one file; the rest goes on without it."""

    prefix: ClassVar[str] = ""
    """What the line begins with."""

    def __init__(self, file: PurePath | str, cause: str, key: str | None = None) -> None:
        self.file = str(file)
        """Path of the file, relative to the archive."""
        self.cause = cause
        """Why, in Chinese, without a closing full stop; names the values that are allowed."""
        self.key = key
        """The key at fault (`year`, `2021.aspects.3`), or None where the file as a whole is."""
        place = f"，“{key}”" if key else ""
        super().__init__(f"{self.prefix}{self.file}{place}：{cause}")


class UnreadableOriginal(FileProblem):
    """An original that no reader could turn into text."""

    code = "unreadable_original"


class NeedsConversion(FileProblem):
    """An original that waits until a program is installed that can read it."""

    code = "needs_conversion"


class RefusedOriginal(FileProblem):
    """An original that must not be published (it bears a secrecy mark); nothing of its text is quoted."""

    code = "secrecy_mark"


class ChangedOriginal(FileProblem):
    """An original that is not what was registered, or changed while it was being taken in."""

    code = "fixity_changed"


class NotWritten(FileProblem):
    """Something that could not be put into the archive; what was there is untouched."""

    code = "not_written"


class BrokenRecord(FileProblem):
    """A record `<original>.yml` that cannot be used; its original is not built until it is mended."""

    code = "broken_record"


class BrokenVocabulary(FileProblem):
    """A vocabulary file of the archive's own that cannot be used; the package's stands in until it is mended."""

    code = "broken_vocabulary"
    prefix = "词表 "


class WrongUse(DuizhaoError):
    """The command cannot do anything as it was called (no such folder, nothing to build); exit code 2."""


class Busy(WrongUse):
    """Another process is writing there; the message names it. Nothing was done; exit code 2."""

    code = "busy"


class SiteFailure(DuizhaoError):
    """MkDocs could not build the site; the site that stood before is untouched."""


class DuplicateOriginal(FileProblem):
    """An original that another one in the archive already stands for; only the first is built."""

    code = "duplicate_original"

    def __init__(self, file: PurePath | str, first: PurePath | str, cause: str) -> None:
        super().__init__(file, cause)
        self.first = str(first)
        """Path of the one that is built, relative to the archive."""


class Defect(FileProblem):
    """The program failed on one original where it should not have."""

    code = "defect"

    def __init__(self, file: PurePath | str, error: BaseException) -> None:
        # Kind of the exception and where it was raised; never its text, which may quote the original.
        super().__init__(file, f"程序出错（{place_of(error)}），请把这一行报告给维护人员")


def place_of(error: BaseException) -> str:
    """Kind of an exception and the innermost line of this package that it passed: `KeyError，pages/card.py 第12行`."""
    place = ""
    for frame in traceback.extract_tb(error.__traceback__):
        _, inside, name = frame.filename.replace("\\", "/").rpartition("/build_tools/")
        if inside:
            place = f"，{name} 第{frame.lineno}行"
    return type(error).__name__ + place


def os_cause(error: OSError) -> str:
    """Why the system would not open, read or write a file, in Chinese."""
    if isinstance(error, FileNotFoundError):
        return "文件不在了"
    if getattr(error, "winerror", None) in {5, 32}:  # Windows says so too where a file is open elsewhere
        return "没有权限，或正被别的程序打开"
    if isinstance(error, PermissionError):
        return "没有权限"
    if isinstance(error, IsADirectoryError):
        return "是文件夹，不是文件"
    if error.errno == errno.ENOSPC or (error.errno is None and "requested and" in str(error)):  # numpy's own words
        return "磁盘空间不足"
    if error.errno == errno.EDQUOT:
        return "超过了磁盘配额"
    if error.errno == errno.EROFS:
        return "这里只能读，不能写"
    if error.errno in {errno.EBUSY, errno.EXDEV}:
        return "正被占用，或者是挂载点，不能整个替换"
    if error.errno == errno.ENAMETOOLONG:
        return "文件名太长"
    return f"系统报告：{error.strerror or type(error).__name__}"
