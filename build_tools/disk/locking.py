"""One at a time: whoever writes an archive, its pages or its site holds a lock, and the lock says who that is.

The lock is the system's own, on an open file (flock; on Windows a byte far behind the text), so a process that was
killed holds nothing any more and the file that it left is taken over without a word. Who holds it stands in the file
for the message. Where a file system has no locks (some network shares) the file itself is the lock, and its owner is
judged: a process of this computer that is gone is passed over; of another computer nothing can be known, so the
message says what to do. A process may take a lock again that it holds already.
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from build_tools.disk.storage import make_folder
from build_tools.errors import Busy

STATE = ".duizhao"
"""The hidden folder in an archive or a docs folder that holds what the program needs for itself."""

_UNABLE = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}
"""What file systems without locks answer."""

_UNWRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS}

_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)

_TRIES = 20
"""How often a lock file may vanish between being opened and being locked before we give up."""

_held: dict[Path, int] = {}
"""Lock files that this process holds, and how many times over."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a lock, as it stands in the lock file."""

    work: str
    """What is being done, in Chinese: `生成网站`."""
    pid: int
    host: str
    user: str
    since: str
    """Local time: `2026-11-21 10:40:03`."""

    def __str__(self) -> str:
        return f"{self.work}，{self.user}，电脑 {self.host}，进程 {self.pid}，{self.since} 开始"


def lock_of(folder: Path) -> Path:
    """The lock file of an archive or a docs folder."""
    return folder / STATE / "lock"


def lock_beside(folder: Path) -> Path:
    """The lock file of a folder that is replaced as a whole, and so cannot hold it."""
    return folder.with_name(f".{folder.name}.lock")


@contextlib.contextmanager
def locked(path: Path, work: str) -> Iterator[None]:
    """Holds the lock file `path` while the block runs; it is gone afterwards.

    `work` says what is done meanwhile. Where the file cannot be made because the folder is read-only there is nothing
    to guard against, for this process cannot write there either. Raises Busy, naming the owner; OSError (disk full).
    """
    path = path.parent.resolve() / path.name  # a link at this place is not followed
    if path in _held:
        _held[path] += 1
        try:
            yield
        finally:
            _held[path] -= 1
        return
    lock = _taken(path, _this_process(work))
    if lock is None:
        yield
        return
    _held[path] = 1
    try:
        yield
    finally:
        del _held[path]
        lock.release()


# ---------------------------------------------------------------- taking


@dataclass(frozen=True, slots=True)
class _Lock:
    path: Path
    file: int
    """Descriptor of the open lock file."""

    def release(self) -> None:
        """Removes the file while it is still held, so that nobody takes a lock on a file that is about to go."""
        if os.name != "nt":
            self._remove()
        with contextlib.suppress(OSError):
            os.close(self.file)
        if os.name == "nt":  # an open file cannot be removed there
            self._remove()

    def _remove(self) -> None:
        with contextlib.suppress(OSError):
            self.path.unlink()
            if self.path.parent.name == STATE:
                self.path.parent.rmdir()  # fails where it holds anything else


def _taken(path: Path, owner: Owner) -> _Lock | None:
    """The lock, or None where the folder is read-only. Raises Busy."""
    for _ in range(_TRIES):
        try:
            make_folder(path.parent)
            file = os.open(path, _OPEN, 0o666)
        except OSError as error:
            if isinstance(error, FileNotFoundError):  # its folder went with another's lock, just now
                continue
            if error.errno in _UNWRITABLE:
                return None
            raise
        try:
            _lock(file)
        except OSError as error:
            os.close(file)
            if error.errno in _UNABLE:
                return _taken_without_locks(path, owner)
            raise Busy(_busy(_read(path))) from None
        if _is_still(path, file):
            _write(file, owner)
            return _Lock(path, file)
        os.close(file)
    raise Busy(_busy(_read(path)))


def _taken_without_locks(path: Path, owner: Owner) -> _Lock:
    """Where the system cannot lock: the file is the lock, and an owner that is gone is passed over. Raises Busy."""
    present = _read(path)
    if present is not None and (present.host, present.pid) != (owner.host, owner.pid):
        if present.host != owner.host:
            raise Busy(f"{_busy(present)}；如果那台电脑上已经没有在运行，请删除 {path}")
        if _runs(present.pid):
            raise Busy(_busy(present))
    file = os.open(path, _OPEN, 0o666)
    _write(file, owner)
    return _Lock(path, file)


def _is_still(path: Path, file: int) -> bool:
    """Whether the file that was locked is the one that has this name now."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except OSError:
        return False


def _runs(pid: int) -> bool:
    if os.name == "nt":  # os.kill would end it; a lock that cannot be asked about is taken to be held
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


# ---------------------------------------------------------------- the owner


def _this_process(work: str) -> Owner:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = "不知名的用户"
    return Owner(work, os.getpid(), platform.node() or "本机", user, time.strftime("%Y-%m-%d %H:%M:%S"))


def _busy(owner: Owner | None) -> str:
    return f"有别的操作正在进行（{owner or '不知是谁'}），请等它做完再试"


def _read(path: Path) -> Owner | None:
    """The owner that a lock file names, if it names one."""
    try:
        return Owner(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _write(file: int, owner: Owner) -> None:
    """Notes the owner; where that fails (disk full) the lock holds all the same."""
    with contextlib.suppress(OSError):
        os.ftruncate(file, 0)
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, json.dumps(asdict(owner), ensure_ascii=False).encode("utf-8"))


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        os.lseek(file, 1 << 30, os.SEEK_SET)  # far behind the text, which others may then still read
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
