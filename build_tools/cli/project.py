"""Where the parts of a project lie: the current folder, unless options say otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def archive_option(command: F) -> F:
    """`--archive`: the folder with the originals."""
    return _folder("--archive", "archive", "归档文件夹：原件和记录")(command)


def inbox_option(command: F) -> F:
    """`--inbox-folder`: where files may be put to be taken in."""
    return _folder("--inbox-folder", "inbox", "收件箱文件夹：放进去的文件自动入库")(command)


def docs_option(command: F) -> F:
    """`--docs`: the MkDocs source."""
    return _folder("--docs", "docs", "网页源文件夹：手写的说明和生成的页面")(command)


def site_option(command: F) -> F:
    """`--site`: the finished site."""
    return _folder("--site", "site", "网站文件夹：建好的网站放在这里")(command)


def config_option(command: F) -> F:
    """`--config`: mkdocs.yml."""
    option = click.option(
        "--config",
        type=click.Path(dir_okay=False, path_type=Path),
        default=Path("mkdocs.yml"),
        metavar="文件",
        show_default=True,
        help="网站的配置。",
    )
    return option(command)


def format_option(command: F) -> F:
    """`--format text|json`."""
    option = click.option(
        "--format",
        "output_format",
        type=click.Choice(["text", "json"]),
        default="text",
        metavar="text|json",
        show_default=True,
        help="输出给人看的文字，或给程序读的 JSON。",
    )
    return option(command)


def _folder(name: str, default: str, text: str) -> Callable[[F], F]:
    return click.option(
        name,
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(default),
        metavar="文件夹",
        show_default=True,
        help=f"{text}。",
    )
