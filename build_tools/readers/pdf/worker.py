"""The process that takes PDF files apart: started when it is first needed, kept for the next file, killed when late."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import struct
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_PROGRAM = Path(__file__).with_name("extract.py")
SECONDS = 60.0
"""One file may take so long; a material of twenty pages takes a tenth of a second."""
_LONGEST_ANSWER = 1024 * 1024 * 1024


class WorkerFailed(Exception):
    """No answer came: `late`, `crashed`, or `missing` where pdfminer.six is not installed."""


class Worker:
    """One process, which answers one request at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def take_apart(self, data: bytes) -> dict[str, Any]:
        """What `extract.py` answers for a PDF. Raises WorkerFailed."""
        if find_spec("pdfminer") is None:
            raise WorkerFailed("missing")
        with self._lock:
            process = self._running()
            late = threading.Event()

            def kill() -> None:
                late.set()
                process.kill()

            timer = threading.Timer(SECONDS, kill)
            timer.daemon = True
            timer.start()
            try:
                answer = _exchange(process, data)
            except (OSError, EOFError, ValueError):
                self.stop()
                raise WorkerFailed("late" if late.is_set() else "crashed") from None
            except BaseException:  # interrupted: an answer left in the pipe would be the next file's
                self.stop()
                raise
            finally:
                timer.cancel()
            return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            # A child of ours must not talk to its parent's worker.
            self._owner = os.getpid()
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-X", "utf8", str(_PROGRAM)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def stop(self) -> None:
        """Ends the process; the next request starts another."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            process.wait()


def _exchange(process: subprocess.Popen[bytes], data: bytes) -> dict[str, Any]:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(struct.pack(">Q", len(data)) + data)
    process.stdin.flush()
    head = process.stdout.read(8)
    if len(head) < 8 or (size := struct.unpack(">Q", head)[0]) > _LONGEST_ANSWER:
        raise EOFError
    answer = process.stdout.read(size)
    if len(answer) < size:
        raise EOFError
    found = json.loads(answer)
    if not isinstance(found, dict):
        raise ValueError
    return found


WORKER = Worker()
"""The process of this program."""
atexit.register(WORKER.stop)
