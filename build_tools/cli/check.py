"""`duizhao check`: the state of the archive, summary first. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from build_tools.checks.findings import CheckReport, Line
from build_tools.checks.findings import check as check_collection
from build_tools.checks.fixity import check_fixity
from build_tools.cli.console import DONE, SOME_REFUSED, ChineseCommand, say, track
from build_tools.cli.project import archive_option, format_option
from build_tools.collection import VOCABULARY, collect, printable, shown_name
from build_tools.collection.inventory import take_inventory
from build_tools.errors import WrongUse
from build_tools.model import Severity
from build_tools.vocabulary import Vocabulary, load_vocabulary

_GRADES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}


@click.command(cls=ChineseCommand, short_help="检查归档文件夹，列出问题和处理办法")
@archive_option
@format_option
@click.option("--fixity", is_flag=True, help="只核对原件和记录：缺失、改动、未登记、没有原件的记录。")
@click.option("--strict", is_flag=True, help="有警告也算没有通过（退出码 1）。")
def check(archive: Path, output_format: str, fixity: bool, strict: bool) -> int:
    """检查归档文件夹：先给汇总，再一行一条列出问题、位置和处理办法。不写任何东西。

    加 --fixity 时不读正文，只逐份核对原件的校验值与记录是否相符。

    退出码：0 没有原件被拒收（--fixity：没有错误）；1 有原件被拒收（有错误），或用了 --strict 而有警告；2 无从检查。
    """
    vocabulary = load_vocabulary(archive / VOCABULARY)
    if fixity:
        return _check_fixity(archive, vocabulary, output_format, strict)
    collection = collect(archive, vocabulary)
    if collection.is_empty:
        raise WrongUse(f"归档文件夹 {archive} 里没有原件")
    report = check_collection(collection, vocabulary, track)
    if output_format == "json":
        say(report.model_dump_json(indent=2))
    else:
        for line in _text(report, vocabulary):
            say(line)
    return (
        SOME_REFUSED
        if report.refused or vocabulary.problems or (strict and report.severities[Severity.WARNING])
        else DONE
    )


def _check_fixity(archive: Path, vocabulary: Vocabulary, output_format: str, strict: bool) -> int:
    if not archive.is_dir():
        raise WrongUse(f"没有归档文件夹 {shown_name(str(archive), vocabulary)}")
    inventory = take_inventory(archive, vocabulary)
    if not inventory.held and not inventory.orphans:
        raise WrongUse(f"归档文件夹 {archive} 里没有原件")
    report = check_fixity(inventory, vocabulary)
    if output_format == "json":
        say(report.model_dump_json(indent=2))
    else:
        say(f"原件 {report.originals} 份，与记录相符 {report.intact} 份")
        for line in _findings(report.severities, report.codes, report.findings, vocabulary):
            say(line)
    wrong = report.severities[Severity.ERROR] or vocabulary.problems
    return SOME_REFUSED if wrong or (strict and report.severities[Severity.WARNING]) else DONE


def _text(report: CheckReport, vocabulary: Vocabulary) -> Iterator[str]:
    counts = [f"原件 {report.originals} 份", f"可入库 {report.sound} 份", f"拒收 {report.refused} 份"]
    if report.withheld:
        counts.append(f"按记录不公开 {report.withheld} 份")
    if report.removed:
        counts.append(f"按记录撤下 {report.removed} 份")
    yield "，".join(counts)
    yield from _findings(report.severities, report.codes, report.findings, vocabulary)


def _findings(
    severities: Mapping[Severity, int], codes: Mapping[str, int], lines: Iterable[Line], vocabulary: Vocabulary
) -> Iterator[str]:
    yield "，".join(f"{name} {severities[grade]} 条" for grade, name in _GRADES.items())
    for code, count in codes.items():
        meaning = vocabulary.findings.findings.get(code)
        yield f"  {meaning.title if meaning else code}：{count} 条"
    for line in lines:
        yield printable(_one_line(line))


def _one_line(line: Line) -> str:
    place = f"{line.file} {line.where}" if line.where else line.file
    remedy = f"　→ {line.remedy}" if line.remedy else ""
    return f"{_GRADES[line.severity]}　{place}　{line.message}{remedy}"
