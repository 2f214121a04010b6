"""The command line `duizhao`: one file a command, `console.py` for how it talks, `chinese.py` for click's own texts.

To add a command: write `cli/<name>.py` with a click command that returns an exit code, and name it below.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import click

from build_tools.cli.add import add
from build_tools.cli.build import build
from build_tools.cli.check import check
from build_tools.cli.console import ChineseGroup
from build_tools.cli.export import export
from build_tools.cli.import_ import import_
from build_tools.cli.inspect import inspect
from build_tools.cli.schema import schema
from build_tools.cli.search import search
from build_tools.cli.serve import serve


def _version() -> str:
    try:
        return version("duizhao-archive")
    except PackageNotFoundError:  # run from the folder, not installed
        return "未安装"


@click.group(cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(_version(), prog_name="duizhao")
def main() -> None:
    """民主生活会材料归档：把文件夹里的原件变成可浏览、可检索的静态网站。

    在项目文件夹（有 mkdocs.yml、archive、docs 的地方）里运行。
    """


for command in (add, build, serve, search, inspect, check, export, import_, schema):
    main.add_command(command)
