"""How the command line talks: streams, one-line errors, progress, exit codes."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from build_tools.cli import chinese
from build_tools.collection import printable, shown_name
from build_tools.errors import DuizhaoError, os_cause, place_of

DONE, SOME_REFUSED, NOTHING_DONE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done; done but something was refused; wrong use or nothing could be done; Ctrl-C."""

PLAIN_SECONDS = 5.0
"""How often plain output, into a file or a CI log, says how far the work has come."""

T = TypeVar("T")

chinese.install()  # here, because click looks some texts up when a command is defined


class ChineseCommand(click.Command):
    """A command whose usage line is Chinese."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        settings.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **settings)


class ChineseGroup(click.Group):
    """The root command: prepares the streams and ends every failure as one Chinese line."""

    command_class = ChineseCommand

    def __init__(self, *args: Any, **settings: Any) -> None:
        settings.setdefault("options_metavar", "[选项]")
        settings.setdefault("subcommand_metavar", "命令 [参数]…")
        super().__init__(*args, **settings)

    def main(self, *args: Any, standalone_mode: bool = True, **settings: Any) -> Any:
        """Runs the command line; ends the process with an exit code, never with a traceback."""
        use_utf8()
        try:
            code = click.Group.main(self, *args, standalone_mode=False, **settings)  # type: ignore[call-overload]
        except BaseException as error:  # the one place where everything ends
            if os.environ.get("DUIZHAO_DEBUG") and not isinstance(error, click.ClickException):
                raise
            _fail(error)
        if standalone_mode:
            sys.exit(code if isinstance(code, int) else DONE)
        return code

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command. An interrupt is passed on as our own, which prints no empty line."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise _Interrupted from None


class _Interrupted(Exception):
    """Ctrl-C, on its way past click."""


def _fail(error: BaseException) -> NoReturn:
    """Says in one line what went wrong and ends the process."""
    if isinstance(error, SystemExit):
        raise error
    if isinstance(error, (_Interrupted, KeyboardInterrupt, click.Abort)):
        say_error("已中断")
        sys.exit(INTERRUPTED)
    if isinstance(error, BrokenPipeError):  # `duizhao check | head`: nobody reads on, which is no fault
        with contextlib.suppress(OSError, ValueError):  # what is still in the buffer goes nowhere
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message())
        sys.exit(NOTHING_DONE)
    if isinstance(error, click.ClickException):
        context = getattr(error, "ctx", None)
        hint = f"（用法见 {context.command_path} --help）" if context is not None else ""
        say_error(f"错误：{shown_name(error.format_message().rstrip('. '))}{hint}")
    elif isinstance(error, DuizhaoError):
        say_error(f"错误：{shown_name(str(error))}")
    elif isinstance(error, OSError):
        say_error(f"错误：{shown_name(str(error.filename or '读写文件时'))}：{os_cause(error)}")
    elif isinstance(error, MemoryError):
        say_error("错误：内存不足")
    else:
        say_error(f"程序出错（{place_of(error)}），请把这一行报告给维护人员；设 DUIZHAO_DEBUG=1 再运行可看详情")
    sys.exit(NOTHING_DONE)


def use_utf8() -> None:
    """Makes both streams write UTF-8 whatever the locale or console says, and never fail on odd characters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(line: str) -> None:
    """One line of the result, on stdout."""
    click.echo(line)


def say_error(line: str) -> None:
    """One line on stderr, line breaks and control characters in it escaped."""
    click.echo(printable(line), err=True)


def is_terminal() -> bool:
    """Whether someone sits there who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def track(items: Sequence[T], label: str) -> Iterator[T]:
    """The items, with their progress shown on stderr: a bar on a terminal, plain lines elsewhere."""
    if sys.stderr.isatty():
        yield from _with_bar(items, label)
    else:
        yield from _with_lines(items, label)


def _with_bar(items: Sequence[T], label: str) -> Iterator[T]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(items, total=len(items), description=label)


def _with_lines(items: Sequence[T], label: str) -> Iterator[T]:
    """Says how far it has come every few seconds; nothing at all where the work is short."""
    last = time.monotonic()
    for count, item in enumerate(items, 1):
        yield item
        if time.monotonic() - last >= PLAIN_SECONDS:
            last = time.monotonic()
            say_error(f"{label}：{count}/{len(items)}")
