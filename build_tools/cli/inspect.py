"""`duizhao inspect`: what the program understands of one file. Writes nothing."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.cli.console import DONE, SOME_REFUSED, ChineseCommand, say, say_error
from build_tools.cli.project import archive_option, format_option
from build_tools.collection import VOCABULARY, single_original
from build_tools.inspection import as_text
from build_tools.inspection import inspect as inspect_material
from build_tools.pipeline import read_material
from build_tools.vocabulary import load_vocabulary


@click.command(cls=ChineseCommand, short_help="看程序怎样理解一份文件")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@format_option
@archive_option
def inspect(file: Path, output_format: str, archive: Path) -> int:
    """看程序怎样理解一份文件：著录、提纲、修复、发现。不写任何东西。

    文件旁边有记录（文件名后加 .yml）时一并采用；归档文件夹里的词表也一并采用。

    有密级标志的文件只报文件名，不显示内容，退出码为 1。
    """
    vocabulary = load_vocabulary(archive / VOCABULARY)
    for broken in vocabulary.problems:
        say_error(f"错误：{broken}；先用程序自带的")
    material = read_material(single_original(file, vocabulary, archive), vocabulary)
    if output_format == "json":
        say(inspect_material(material).model_dump_json(indent=2))
    else:
        for line in as_text(material, vocabulary):
            say(line)
    return DONE if material.screening.publish else SOME_REFUSED
