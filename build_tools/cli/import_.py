"""`duizhao import catalogue`: a catalogue that a clerk corrected goes back into the records."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path

import click

from build_tools.cli import console
from build_tools.cli.console import (
    DONE,
    NOTHING_DONE,
    SOME_REFUSED,
    ChineseCommand,
    ChineseGroup,
    say,
    say_error,
    track,
)
from build_tools.cli.project import archive_option, format_option
from build_tools.collection import VOCABULARY, collect
from build_tools.disk.locking import lock_of, locked
from build_tools.exchange.applying import account, apply, as_object, summary, troubles
from build_tools.exchange.columns import columns, fields, id_label
from build_tools.exchange.comparing import compare
from build_tools.exchange.corrections import Comparison
from build_tools.exchange.tables import read_table
from build_tools.vocabulary import load_vocabulary


@click.group("import", cls=ChineseGroup, short_help="把改好的著录目录写回记录")
def import_() -> None:
    """把在别处改好的东西收回归档文件夹。"""


@import_.command(cls=ChineseCommand, short_help="把改好的著录目录写回记录")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", "-y", is_flag=True, help="不再询问，直接写入。")
@click.option("--dry-run", is_flag=True, help="只列出要改的，什么也不写。")
@format_option
@archive_option
def catalogue(file: Path, yes: bool, dry_run: bool, output_format: str, archive: Path) -> int:
    """读入改好的著录目录（.xlsx 或 .csv），先列出改动，确认后写进各份材料的记录。

    只写改动过的格子；清空的格子记作“确实不知道”；填“自动”的，交还程序辨认。导出之后归档里又有改动的，算作冲突，
    只报告，不覆盖。编号不存在、编号重复、取值不对的行不收，一行一条列出。

    退出码：0 完成，或没有要改的；1 已完成，但有冲突或拒收的行；2 无从进行，或没有得到确认。
    """
    vocabulary = load_vocabulary(archive / VOCABULARY)
    labels = [*(column.label for column in fields()), columns().seal, *columns().told.values()]
    table = read_table(file, labels, id_label())
    ask = output_format == "text" and not yes and not dry_run
    with nullcontext() if dry_run else locked(lock_of(archive), "导入著录目录"):
        comparison = compare(table, collect(archive, vocabulary), vocabulary, track)
        if output_format == "text":
            _show(comparison)
        wanted = bool(comparison.corrections) and not dry_run
        written = wanted and (_confirmed() if ask else yes)
        problems = apply(comparison, vocabulary) if written else []
    for problem in problems:
        say_error(f"错误：{problem}")
    if output_format == "json":
        say(json.dumps(as_object(comparison, written), ensure_ascii=False, indent=2))
    elif written:
        say("已写入记录；运行 duizhao build 后网站上就是新的")
    elif wanted and ask:
        return NOTHING_DONE
    return SOME_REFUSED if comparison.conflicts or comparison.refusals or problems else DONE


def _show(comparison: Comparison) -> None:
    for line in account(comparison):
        say(line)
    for line in troubles(comparison):
        say_error(line)
    if comparison.passed_over:
        say_error(f"提示：不认得的列没有用：{'、'.join(comparison.passed_over)}")
    if not comparison.sealed:
        say_error(f"提示：没有“{columns().seal}”一列，看不出导出后归档里有没有改动，只与归档的现状比较")
    say(summary(comparison))


def _confirmed() -> bool:
    """Whether the person at the terminal agrees; nobody there means no."""
    if not console.is_terminal():
        say_error("没有写入任何东西：不在终端上运行时，请加 --yes")
        return False
    click.echo("\n写入记录？输入 y 并回车表示同意：", nl=False)
    if sys.stdin.readline().strip().lower() in ("y", "yes", "是", "好"):
        return True
    say("没有写入任何东西")
    return False
