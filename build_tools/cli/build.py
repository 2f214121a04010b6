"""`duizhao build`: archive → pages → site."""

from __future__ import annotations

from pathlib import Path

import click

from build_tools.building import BuildReport, Project
from build_tools.building import build as build_project
from build_tools.cli.console import DONE, SOME_REFUSED, ChineseCommand, say, say_error, track
from build_tools.cli.project import archive_option, config_option, docs_option, site_option
from build_tools.model import Severity


@click.command(cls=ChineseCommand, short_help="由归档文件夹生成页面和网站")
@archive_option
@docs_option
@site_option
@config_option
@click.option("--pages-only", is_flag=True, help="只生成页面，不建网站。")
@click.option("--strict", is_flag=True, help="有警告也算没有全部完成（退出码 1）。")
def build(archive: Path, docs: Path, site: Path, config: Path, pages_only: bool, strict: bool) -> int:
    """由归档文件夹生成页面和网站。原件和记录不会改动。

    退出码：0 全部完成；1 已完成，但有原件被拒收，或用了 --strict 而有警告；2 用法不对或无从进行。
    """
    project = Project(archive, docs, site, config)
    report = build_project(project, track, say_report, pages_only)
    if not pages_only:
        say(f"网站在 {site / 'index.html'}")
    return SOME_REFUSED if report.refused or report.unused or (strict and report.severities[Severity.WARNING]) else DONE


def say_report(report: BuildReport) -> None:
    """A line an original that was refused, then the sum."""
    for broken in report.unused:
        say_error(f"错误：{broken}；先用程序自带的")
    for problem in report.refused:
        say_error(f"拒收：{problem}")
    for page in report.kept:
        say_error(f"提示：{page} 是手写的页面，没有用生成的代替")
    counts = [f"建成 {report.built} 份材料"]
    if report.refused:
        counts.append(f"拒收 {len(report.refused)} 份")
    if report.withheld:
        counts.append(f"按记录不公开 {report.withheld} 份")
    if report.removed:
        counts.append(f"按记录撤下 {report.removed} 份")
    errors, warnings = report.severities[Severity.ERROR], report.severities[Severity.WARNING]
    findings = f"；错误 {errors} 条、警告 {warnings} 条，详见 duizhao check" if errors or warnings else ""
    say("，".join(counts) + findings)
