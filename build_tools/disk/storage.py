"""Files written whole or not at all: the one way for records, originals and everything else that must survive a kill.

A file is written beside its place under a draft name, flushed to the disk, and put in place by one rename; then the
folder is flushed, so that the new name survives a power cut too. Whoever opens the file at any moment sees the old
contents or the new ones. What a killed run leaves behind are drafts: hidden files that every walk passes over and
that `remove_drafts` takes away.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

_DRAFT = re.compile(r"\.duizhao-\d+-[0-9a-f]{12}\.draft")

_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EINVAL, errno.EACCES}
"""What file systems without hard links (FAT, some network shares) answer."""


def write_whole(path: Path, data: bytes) -> None:
    """Puts `data` in the place of the file `path`, in one step; the folder must be there.

    A link at this place is replaced, not followed; the permissions of a file that stood there are kept.
    Raises OSError, and then what stood there stands there still.
    """
    with _draft(path, data) as draft:
        with contextlib.suppress(OSError):
            draft.chmod(path.lstat().st_mode & 0o777)
        os.replace(draft, path)
    sync_folder(path.parent)


def create_whole(path: Path, data: bytes) -> None:
    """Makes a new file that holds `data`, in one step; the folder must be there.

    Raises FileExistsError where anything stands at this place, even a broken link; other OSErrors as they come.
    """
    with _draft(path, data) as draft:
        try:
            os.link(draft, path, follow_symlinks=False)
        except OSError as error:
            if isinstance(error, FileExistsError) or error.errno not in _NO_LINKS:
                raise
            _rename_to_new(draft, path)
    sync_folder(path.parent)


def make_folder(path: Path) -> None:
    """The folder and all above it, flushed to the disk where they are new. Raises OSError."""
    missing = []
    while not path.is_dir():
        missing.append(path)
        path = path.parent
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def remove_file(path: Path) -> None:
    """Removes a file for good; one that is not there is no error. Raises OSError."""
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def remove_drafts(folder: Path) -> int:
    """Removes what killed runs left behind in a folder and all under it; returns how many files that were.

    Only for whoever may write there alone (holds the archive's lock): a draft may be another run's work.
    """
    count = 0
    for place, _folders, files in os.walk(folder):
        for name in filter(is_draft, files):
            with contextlib.suppress(OSError):
                (Path(place) / name).unlink()
                count += 1
    return count


def is_draft(name: str) -> bool:
    """Whether a file of this name is a draft: never finished, nobody's original."""
    return _DRAFT.fullmatch(name) is not None


def sync_folder(folder: Path) -> None:
    """Flushes the names in a folder to the disk, where the system can do that (Windows cannot)."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):  # some network file systems refuse; the rename itself is done
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def _draft(path: Path, data: bytes) -> Iterator[Path]:
    """A flushed file beside `path` that holds `data`; whatever happens inside, it is gone afterwards."""
    draft = path.with_name(f".duizhao-{os.getpid()}-{secrets.token_hex(6)}.draft")
    try:
        with draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield draft
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _rename_to_new(draft: Path, path: Path) -> None:
    """Where there are no hard links: takes the name first, with an empty file, then puts the contents in place."""
    with path.open("xb"):
        pass
    try:
        os.replace(draft, path)
    except OSError:
        path.unlink(missing_ok=True)
        raise
