"""Every regular expression of the program, over repetitions of its own pieces: does the time grow with the length alone?

    .venv/bin/python bench/fuzz/expressions.py [--sizes 250000 500000 1000000]

Expressions are gathered as they are compiled: on import, from every vocabulary file, and while materials go all the way
to their pages. For each one texts are made of samples of its parts (a literal, a class, the body of a repeat), each
part alone and each two together, closed by a character that lets the match fail. A first look at 1,000 and 4,000
characters picks those whose time grows; they are measured at the sizes. Four times the text may take six times as long.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from itertools import product
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
FAILING = "\n\x07"
MOST_PIECES = 14
LIMIT = 2
"""Seconds after which a measurement is given up."""
FIRST_LOOK = (1_000, 4_000)
"""Characters."""
GROWTH = 6
"""Four times the text may take so many times as long."""


class TooSlow(Exception):
    """The alarm."""


def gathered() -> dict[str, re.Pattern[str]]:
    """Every expression that the program compiles, by its source."""
    found: dict[str, re.Pattern[str]] = {}
    true_compile = re._compile  # type: ignore[attr-defined]

    def noting(pattern: Any, flags: int) -> Any:
        compiled = true_compile(pattern, flags)
        if isinstance(compiled.pattern, str) and "build_tools" in sys._getframe(2).f_code.co_filename:
            found.setdefault(compiled.pattern, compiled)
        return compiled

    re._compile = noting  # type: ignore[attr-defined]
    import build_tools

    for module in pkgutil.walk_packages(build_tools.__path__, "build_tools."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    all_the_way()
    re._compile = true_compile  # type: ignore[attr-defined]
    return found


def all_the_way() -> None:
    """Takes every sample material to its page, so that what is compiled late is compiled."""
    from build_tools.cli import main
    from build_tools.errors import DuizhaoError

    for path in sorted((ROOT / "archive").rglob("*")):
        if path.is_file() and path.suffix != ".yml":
            with redirect_stdout(StringIO()):
                try:
                    main(["inspect", str(path), "--format", "json"], standalone_mode=False)
                except (DuizhaoError, SystemExit) as error:  # a refused original has passed the expressions too
                    print(f"{path.name}: {error}", file=sys.stderr)


def samples(tree: Any) -> Iterator[str]:
    """A short text for each part of an expression, the parts of its parts too."""
    for operation, argument in tree:
        if text := sample([(operation, argument)]):
            yield text
        if operation in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
            yield from samples(argument[2])
        elif operation is constants.SUBPATTERN:
            yield from samples(argument[3])
        elif operation is constants.ATOMIC_GROUP:
            yield from samples(argument)
        elif operation is constants.BRANCH:
            for branch in argument[1]:
                if text := sample(branch):
                    yield text
                yield from samples(branch)
        elif operation in (constants.ASSERT, constants.ASSERT_NOT):
            yield from samples(argument[1])


def sample(tree: Any) -> str:
    """A text that the parts match one after the other, as far as that is easily said."""
    pieces = []
    for operation, argument in tree:
        if operation is constants.LITERAL:
            pieces.append(chr(argument))
        elif operation is constants.NOT_LITERAL:
            pieces.append("学")
        elif operation is constants.ANY:
            pieces.append("学")
        elif operation is constants.IN:
            pieces.append(member(argument))
        elif operation in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
            pieces.append(sample(argument[2]) * min(max(argument[0], 1), 20))
        elif operation is constants.SUBPATTERN:
            pieces.append(sample(argument[3]))
        elif operation is constants.ATOMIC_GROUP:
            pieces.append(sample(argument))
        elif operation is constants.BRANCH:
            pieces.append(sample(argument[1][0]))
    return "".join(pieces)


def member(parts: Any) -> str:
    """A character of a class."""
    negated = any(operation is constants.NEGATE for operation, _ in parts)
    if negated:
        taken = {argument for operation, argument in parts if operation is constants.LITERAL}
        return next((c for c in "学a1 ，x" if ord(c) not in taken), "")
    for operation, argument in parts:
        if operation is constants.LITERAL:
            return chr(argument)
        if operation is constants.RANGE:
            return chr(min(argument[0] + 3, argument[1]))
        if operation is constants.CATEGORY:
            return {
                constants.CATEGORY_DIGIT: "1",
                constants.CATEGORY_SPACE: " ",
                constants.CATEGORY_WORD: "a",
            }.get(argument, "学")
    return ""


def texts(pattern: re.Pattern[str]) -> Iterator[str]:
    """Pieces to repeat: each part of the expression, and each two of them."""
    found = list(dict.fromkeys(samples(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))))
    found.sort(key=len)
    chosen = found[:MOST_PIECES] + found[-4:]
    yield from dict.fromkeys([*chosen, *(one + other for one, other in product(chosen[:8], chosen[:8]))])


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises TooSlow when the time is up."""

    def ring(*_: object) -> None:
        raise TooSlow

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """CPU seconds of finding all matches in a text."""
    start = time.process_time()
    try:
        with at_most(LIMIT):
            for _ in pattern.finditer(text):
                pass
    except TooSlow:
        return float("inf")
    return time.process_time() - start


def grows(pattern: re.Pattern[str], piece: str, sizes: tuple[int, int]) -> float:
    """How many times as long the longer text takes; 0 where both are too quick to tell."""
    short, long = (seconds(pattern, piece * (size // len(piece)) + FAILING) for size in sizes)
    return long / max(short, 1e-5) if long > 0.003 else 0.0


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--sizes", type=int, nargs=3, default=[250_000, 500_000, 1_000_000])
    arguments = options.parse_args()
    patterns = gathered()
    print(f"{len(patterns)} expressions", flush=True)
    suspects = 0
    for number, (source, pattern) in enumerate(patterns.items()):
        if sys.stderr.isatty():
            print(f"{number}", end="\r", file=sys.stderr)
        worst = max(texts(pattern), key=lambda piece: grows(pattern, piece, FIRST_LOOK), default="")
        if not worst or grows(pattern, worst, FIRST_LOOK) < GROWTH:
            continue
        times = [seconds(pattern, worst * (size // len(worst)) + FAILING) for size in arguments.sizes]
        suspects += 1
        told = ", ".join(f"{size // 1000} K {value:.2f} s" for size, value in zip(arguments.sizes, times, strict=True))
        print(f"{told}: {worst[:40]!r} × in {source[:200]!r}", flush=True)
    print(f"{suspects} grow faster than their text")


if __name__ == "__main__":
    main()
