"""A finished folder put in the place of another in one step, and what a kill in between left behind made good.

On Linux the two folders change their names in one system call (renameat2 with RENAME_EXCHANGE): at no moment is there
none. Elsewhere, and on file systems that cannot do that, it takes two renames; a process killed between them leaves no
folder under the name, and `recover`, which every run calls first, puts the finished one there, or the old one back.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from build_tools.disk.storage import sync_folder

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""<fcntl.h> and <linux/fs.h>."""

_CANNOT_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EPERM}
"""What kernels, C libraries and file systems without it answer; then there are still the two renames."""


def draft_of(target: Path) -> Path:
    """Where the folder that is to take the target's place is made: beside it, hidden."""
    return target.with_name(f".{target.name}.new")


def old_of(target: Path) -> Path:
    """Where the folder that stood before is, for the moment between two renames."""
    return target.with_name(f".{target.name}.old")


def put_in_place(target: Path) -> None:
    """The draft of `target`, complete, takes its place; what stood there before is removed.

    Its contents are on the disk before its name is, so that a power cut leaves no empty files under a good name.
    Raises OSError, and then what stood there stands there still.
    """
    draft, old = draft_of(target), old_of(target)
    flush(draft)
    with contextlib.suppress(OSError):
        shutil.copymode(target, draft)  # what the administrator allowed the web server stays allowed
    if not target.exists():
        os.rename(draft, target)
    elif not _exchange(draft, target):
        _remove(old)
        os.rename(target, old)
        try:
            os.rename(draft, target)
        except OSError:
            os.rename(old, target)
            raise
    sync_folder(target.parent)
    _remove(draft)
    _remove(old)


def recover(target: Path, is_complete: Callable[[Path], bool]) -> None:
    """Makes good what a run left behind that was killed: afterwards there is no draft and no old folder.

    Only for whoever holds the lock. `is_complete` tells a finished draft from half a one. Raises OSError.
    """
    draft, old = draft_of(target), old_of(target)
    if not target.exists():
        for left in (draft, old):
            if is_complete(left):
                os.rename(left, target)
                sync_folder(target.parent)
                break
    _remove(draft)
    _remove(old)


def flush(folder: Path) -> None:
    """Has the system write what it still holds back, of the file system that the folder lies on."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            library = _c_library()
            if library is None or not hasattr(library, "syncfs") or library.syncfs(descriptor):
                os.sync()
        finally:
            os.close(descriptor)


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges the names of two folders in one step; False where the system cannot. Raises OSError."""
    library = _c_library()
    if library is None or not hasattr(library, "renameat2"):
        return False
    names = os.fsencode(one), os.fsencode(other)
    if library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], ctypes.c_uint(_RENAME_EXCHANGE)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number), str(other))


@cache
def _c_library() -> Any:
    """The C library of this process, on Linux."""
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _remove(folder: Path) -> None:
    """Removes a folder of ours; what cannot be removed now (open on Windows) the next run removes."""
    shutil.rmtree(folder, ignore_errors=True)
