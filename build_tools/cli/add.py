"""`duizhao add`: files, folders and zip archives → originals in the archive, each with its record."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from build_tools.cli import console
from build_tools.cli.add_table import near_lines, skipped_lines, summary, table, volume_lines, width_of_output
from build_tools.cli.console import DONE, NOTHING_DONE, SOME_REFUSED, ChineseCommand, say, say_error, track
from build_tools.cli.project import archive_option, format_option, inbox_option
from build_tools.collection import printable, shown_name
from build_tools.errors import WrongUse
from build_tools.intake import Action, Batch, Outcome, Plan
from build_tools.intake.inbox import Inbox
from build_tools.intake.report import report


@click.command(cls=ChineseCommand, short_help="把文件、文件夹或压缩包入库，并登记")
@click.argument("paths", metavar="路径…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--inbox", "from_inbox", is_flag=True, help="把收件箱里已经传完的文件入库，并从收件箱移走。")
@click.option("--split", is_flag=True, help="一个文件里有几篇材料时，拆成单篇入库；合集留底，不公开。")
@inbox_option
@archive_option
@format_option
@click.option("--yes", "-y", "sure", is_flag=True, help="不再询问，直接入库。")
@click.option("--dry-run", "dry", is_flag=True, help="只列出会怎样入库，不写任何东西。")
def add(
    paths: tuple[Path, ...],
    from_inbox: bool,
    split: bool,
    inbox_folder: Path,
    archive: Path,
    output_format: str,
    sure: bool,
    dry: bool,
) -> int:
    """把文件、文件夹或 zip 压缩包里的材料入库：先列出认出的题名、年度、单位和存放位置，同意后才写。

    原件原样复制到归档文件夹的“年度”子文件夹，旁边写一份记录（编号、入库日期、校验值、来件名）。内容相同的不重复入库，
    有密级标志的拒收。路径在归档文件夹里面的，就地登记。可以反复运行：已经入库的会跳过。

    加 --inbox 处理收件箱：等文件传完再入库，写妥以后才从收件箱移走；拒收的留在原处。

    退出码：0 全部完成；1 已完成，但有文件被拒收或没有写成；2 用法不对，或没有得到同意。
    """
    _check_use(paths, from_inbox, inbox_folder)
    inbox = Inbox(inbox_folder) if from_inbox else None
    with Batch.opened(archive, track, dry) as batch:
        ready = inbox.wait(batch.vocabulary.intake) if inbox is not None else None
        plan = batch.plan([inbox_folder] if from_inbox else paths, ready, split)
        if output_format == "text":
            show(plan, batch)
        agreed = not dry and (sure or (output_format == "text" and _asked(plan)))
        outcome = batch.carry_out(plan) if agreed else Outcome(plan)
        if inbox is not None and ready is not None:
            if agreed:
                inbox.clear(outcome, batch, ready)
            for name in inbox.changing(batch.vocabulary):
                say_error(f"还没有传完，留在收件箱：{name}")
        if output_format == "json":
            say(report(outcome, batch.completed, batch.vocabulary).model_dump_json(indent=2))
        else:
            tell(outcome, archive)
    if not agreed and not dry and output_format == "text" and plan.of(Action.ADD, Action.REGISTER):
        return NOTHING_DONE
    return SOME_REFUSED if outcome.problems or plan.of(Action.REFUSE) else DONE


def show(plan: Plan, batch: Batch) -> None:
    """The sum, the table, and one line for each file that is not taken in as it is."""
    for broken in batch.vocabulary.problems:
        say_error(f"错误：{broken}；先用程序自带的")
    for file in batch.completed:
        say(f"上次入库中断，已补上 {file} 的记录")
    say(summary(plan))
    for line in table(plan, width_of_output(), batch.vocabulary):
        say(line)
    for line in (*skipped_lines(plan), *near_lines(plan), *volume_lines(plan)):
        say(printable(line))
    for item in plan.of(Action.REFUSE):
        if item.problem is not None:
            say_error(f"拒收：{item.problem}")


def tell(outcome: Outcome, archive: Path) -> None:
    """What was written, and one line for each that could not be."""
    for problem in outcome.problems:
        say_error(f"没有入库：{problem}")
    if outcome.written and outcome.placed:
        say(f"已入库 {len(outcome.placed)} 份，在 {shown_name(str(archive))}；运行 duizhao build 更新网站")


def _check_use(paths: tuple[Path, ...], from_inbox: bool, inbox: Path) -> None:
    """Raises WrongUse where there is nothing that could be taken in."""
    if bool(paths) is from_inbox:
        raise WrongUse("写明要入库的文件、文件夹或压缩包，或者只加 --inbox")
    if from_inbox and not inbox.is_dir():
        raise WrongUse(f"没有收件箱文件夹 {shown_name(str(inbox))}")
    if missing := next((path for path in paths if not path.exists() and not path.is_symlink()), None):
        raise WrongUse(f"没有这个文件或文件夹：{shown_name(str(missing))}")


def _asked(plan: Plan) -> bool:
    """Whether the person at the terminal agrees; where there is none, nothing is written."""
    count = len(plan.of(Action.ADD, Action.REGISTER))
    if not count:
        return False
    if not console.is_terminal():
        say_error("没有写入任何东西：不在终端上运行时，请加 --yes")
        return False
    click.echo(f"\n把这 {count} 份材料入库？输入 y 并回车表示同意：", nl=False)
    if sys.stdin.readline().strip().lower() in ("y", "yes", "是", "好"):
        return True
    say("没有写入任何东西")
    return False
