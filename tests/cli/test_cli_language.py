"""Every text of the command line is Chinese, and every command documented."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from build_tools.cli import chinese, main
from tests.cli.calling import error_lines, run

ROOT = Path(__file__).parents[2]


def commands() -> list[str]:
    """Every command by the words that call it: `build`, `export catalogue`."""
    inner = {name: command.commands for name, command in main.commands.items() if isinstance(command, click.Group)}
    return sorted([*main.commands, *(f"{name} {below}" for name, group in inner.items() for below in group)])


def test_every_command_and_its_options_are_documented() -> None:
    for readme in ("README.md", "README.zh-CN.md", "docs/guide/adding.md"):
        text = (ROOT / readme).read_text(encoding="utf-8")
        assert all(f"duizhao {name}" in text for name in commands()), readme


@pytest.mark.parametrize("args", [[], ["--help"], *([*name.split(), "--help"] for name in commands())])
def test_help_is_chinese(args: list[str]) -> None:
    result = run(*args)
    assert result.exit_code == (0 if args else 2)
    assert "用法：" in result.stdout
    for english in ("Usage", "Options", "Commands", "Show", "[OPTIONS]", "default"):
        assert english not in result.stdout


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (["bild"], "错误：没有命令 bild （是不是 'build'？）（用法见 duizhao --help）"),
        (["build", "--sight", "x"], "错误：没有选项 --sight"),
        (["build", "much"], "错误：多出了参数（much）"),
        (["build", "--archive"], "错误：选项 --archive 后面要写值"),
        (["inspect"], "错误：缺少参数 '文件'（用法见 duizhao inspect --help）"),
        (["check", "--format", "xml"], "错误：'--format' 的取值不对：xml 不在可选值 'text', 'json' 之中"),
        (["serve", "--port", "many"], "错误：'--port' 的取值不对：many 不是数"),
        (["serve", "--port", "70000"], "错误：'--port' 的取值不对：70000 不在范围 0<=x<=65535 之内"),
    ],
)
def test_wrong_use_is_one_chinese_line(args: list[str], line: str) -> None:
    result = CliRunner().invoke(main, args, prog_name="duizhao")
    assert result.exit_code == 2
    (got,) = error_lines(result)
    assert got.startswith(line)


def texts_of_click() -> set[str]:
    """What click's own source passes to gettext."""
    found = set()
    for module in (click.core, click.exceptions, click.formatting, click.parser, click.types):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}:
                found |= {text.value for text in node.args if isinstance(text, ast.Constant)}
    return {text for text in found if isinstance(text, str)}


def test_all_texts_of_click_that_can_be_shown_are_translated() -> None:
    assert {text for text in texts_of_click() - set(chinese.TEXTS) if not text.startswith(NOT_SHOWN)} == set()


NOT_SHOWN = (
    "Arguments take exactly one parameter declaration",
    "Boolean option ",
    "Could not determine name",
    "No options defined but a name was passed",
    "DeprecationWarning",
    "Name ",
    "{value!r} is not a valid UUID",
    "{value!r} does not match the format",
    "({label}",
)
"""click's texts for mistakes of a programmer and for features that no command here uses."""
