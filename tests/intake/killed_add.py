"""Adds that kill themselves: run by test_faults.py as a process of its own, in a project's folder.

Reads a moment and a folder, one pair a line, and for each does what `duizhao add 来件 --split --yes` does there, in a fork
of itself that ends by SIGKILL at that moment: `12` is before the 12th step, `0.2` so many seconds after it begins to
write. A step is every call that opens for writing, flushes, links, renames, makes or removes something. Says how each
ended: `killed`, or the number of steps.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from build_tools.intake import Action, Batch

STEPS = {"os.link", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}


def add_until(moment: str) -> int:
    """Adds what was handed in, and ends this process at the moment; gives the number of steps."""
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1
        if str(steps) == moment:
            kill()

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if writes or event in STEPS:
            step()

    real, timed = os.fsync, "." in moment

    def fsync(descriptor: int) -> None:
        step()
        if timed:  # else there is nothing to wait for: a killed process leaves its files to the kernel
            real(descriptor)

    os.fsync = fsync  # it has no audit event
    sys.addaudithook(watch)
    with Batch.opened(Path("archive")) as batch:
        plan = batch.plan([Path("来件")], split=True)
        if timed:
            threading.Timer(float(moment), kill).start()
        outcome = batch.carry_out(plan)
        assert not outcome.problems
        assert not plan.of(Action.REFUSE)
    return steps


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    with Batch.opened(Path("archive"), dry=True) as batch:
        batch.plan([Path("来件")], split=True)  # what loads on first use is there for all that follow
    print("ready", flush=True)
    for line in sys.stdin:
        answer, said = os.pipe()
        child = os.fork()
        if not child:
            moment, folder = line.split(maxsplit=1)
            os.chdir(folder.strip())
            os.write(said, str(add_until(moment)).encode())
            os._exit(0)
        os.close(said)
        status = os.waitpid(child, 0)[1]
        with os.fdopen(answer, encoding="utf-8") as stream:
            steps = stream.read()
        print("killed" if os.WIFSIGNALED(status) else steps, flush=True)


if __name__ == "__main__":
    main()
