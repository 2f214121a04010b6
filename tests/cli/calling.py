"""Calls of the command line, in this process."""

from __future__ import annotations

from click.testing import CliRunner, Result

from build_tools.cli import main


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def error_lines(result: Result) -> list[str]:
    return result.stderr.splitlines()
