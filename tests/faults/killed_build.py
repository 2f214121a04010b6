"""Builds that kill themselves: run by test_faults.py as a process of its own, in a project's folder.

Builds once and says in how many steps: every call that writes, renames or removes something is a step. Then it reads
moments, one a line, and for each starts a build in a fork of itself that ends at that moment by SIGKILL, as from a power
cut: `120` is before the 120th step, `site 1` before the first step after MkDocs has begun, `mkdocs` a moment after MkDocs
has begun. Says how each ended: `killed`, or the number of steps.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import Any

from build_tools.building import Project, build

STEPS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir"}


def build_until(moment: str) -> int:
    """Builds, and ends this process at the moment; gives the number of steps where that never comes."""
    steps = of_site = 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal steps, of_site
        if event == "subprocess.Popen":
            of_site = 1
            if moment == "mkdocs":
                threading.Timer(0.2, kill).start()
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if writes or event in STEPS:
            steps += 1
            if moment in {str(steps), f"site {of_site}"}:
                kill()
            of_site += bool(of_site)

    sys.addaudithook(watch)
    build(Project())
    return steps


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    print(build_until("never"), flush=True)  # what loads on first use is there for all that follow
    for line in sys.stdin:
        answer, said = os.pipe()
        child = os.fork()
        if not child:
            os.write(said, str(build_until(line.strip())).encode())
            os._exit(0)
        os.close(said)
        status = os.waitpid(child, 0)[1]
        with os.fdopen(answer, encoding="utf-8") as stream:
            steps = stream.read()
        print("killed" if os.WIFSIGNALED(status) else steps, flush=True)


if __name__ == "__main__":
    main()
