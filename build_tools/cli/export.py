"""`duizhao export`: what goes out of the archive. Only what the site shows: nothing masked, withheld or refused leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from build_tools.cli.console import DONE, SOME_REFUSED, ChineseCommand, ChineseGroup, say, say_error, track
from build_tools.cli.project import archive_option
from build_tools.collection import VOCABULARY, Collection, collect, shown_name
from build_tools.conversion import convert
from build_tools.disk.storage import create_whole, write_whole
from build_tools.errors import FileProblem, WrongUse
from build_tools.exchange.bag import write_bag
from build_tools.exchange.catalogue import Row, rows
from build_tools.exchange.material_text import as_markdown, as_text, as_word
from build_tools.exchange.sheets import as_csv, as_json, as_xlsx
from build_tools.model import Material
from build_tools.vocabulary import Vocabulary, load_vocabulary

_FILE = click.Path(dir_okay=False, path_type=Path)


def _target(name: str, text: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    return click.option(f"--{name}", type=_FILE, metavar="文件", help=text)


_force = click.option("--force", is_flag=True, help="文件已经有了也覆盖。")


@click.group(cls=ChineseGroup, short_help="导出著录目录、BagIt 包、一份材料的 Word 文件")
def export() -> None:
    """把归档里的东西导出来。网站上遮盖、不公开、拒收的，都不会导出。"""


@export.command(cls=ChineseCommand, short_help="导出著录目录，供核对和修改")
@_target("xlsx", "Excel、WPS 表格：可信度低的标颜色，有可选值的给出下拉列表。")
@_target("csv", "CSV（UTF-8，WPS 和 Excel 可直接打开）。")
@_target("json", "JSON，供程序读取。")
@_force
@archive_option
def catalogue(xlsx: Path | None, csv: Path | None, json: Path | None, force: bool, archive: Path) -> int:
    """导出著录目录：一行一份材料，列出各项著录、可信度和依据。

    在 .xlsx 或 .csv 里改好以后，用 duizhao import catalogue 写回记录。

    退出码：0 完成；1 已完成，但有原件被拒收，没有列入；2 无从导出。
    """
    targets = [path for path in (xlsx, csv, json) if path is not None]
    if not targets:
        raise WrongUse("请用 --xlsx、--csv 或 --json 指明写到哪个文件")
    _check_targets(targets, archive, force)
    collection, vocabulary = _opened(archive)
    found: list[Row] = []
    refused: list[FileProblem] = list(collection.problems)
    for _, outcome in rows(collection, vocabulary, track):
        found.append(outcome) if isinstance(outcome, Row) else refused.append(outcome)
    if xlsx is not None:
        _write(xlsx, as_xlsx(found, vocabulary), force)
    if csv is not None:
        _write(csv, as_csv(found), force)
    if json is not None:
        _write(json, as_json(found), force)
    say(f"已导出 {len(found)} 份材料的著录：{_named(targets)}")
    return _tell(collection, vocabulary, refused)


@export.command(cls=ChineseCommand, short_help="导出 BagIt 包，供移交和异地保存")
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
@click.option("--with-personal", is_flag=True, help="含有个人信息的原件也放进去（只用于向档案部门移交）。")
@archive_option
def bagit(folder: Path, with_personal: bool, archive: Path) -> int:
    """导出 BagIt 1.0 包：原件、网页上的文本、都柏林核心和 DA/T 18 著录表、datapackage.json，附校验值。

    含有个人信息的原件没有遮盖，不放进包里，只放遮盖后的文本；确需移交原件时加 --with-personal。

    退出码：0 完成；1 已完成，但有原件被拒收，没有放进去；2 无从导出。
    """
    _check_outside(folder, archive)
    collection, vocabulary = _opened(archive)
    bagged = write_bag(folder, collection, vocabulary, with_personal, track)
    if bagged.without_original:
        count = len(bagged.without_original)
        say_error(f"含有个人信息，原件没有放进去的 {count} 份：{'、'.join(bagged.without_original)}")
    say(f"已导出 {bagged.materials} 份材料、{bagged.originals} 份原件到 {shown_name(str(folder))}，已按 BagIt 校验")
    return _tell(collection, vocabulary, bagged.refused)


@export.command(cls=ChineseCommand, short_help="导出一份材料的 Word 文件或文本")
@click.argument("identifier", metavar="编号")
@_target("docx", "Word 文件，按 GB/T 9704 公文格式：每页 22 行，每行 28 字。")
@_target("markdown", "Markdown。")
@_target("text", "纯文本。")
@_force
@archive_option
def material(
    identifier: str, docx: Path | None, markdown: Path | None, text: Path | None, force: bool, archive: Path
) -> int:
    """导出一份材料的正文，与网页上的相同：修复过，个人信息已遮盖。编号见网页页脚或著录目录。"""
    targets = [path for path in (docx, markdown, text) if path is not None]
    if not targets:
        raise WrongUse("请用 --docx、--markdown 或 --text 指明写到哪个文件")
    _check_targets(targets, archive, force)
    found = _material(identifier, *_opened(archive))
    if docx is not None:
        _write(docx, as_word(found), force)
    if markdown is not None:
        _write(markdown, as_markdown(found).encode("utf-8"), force)
    if text is not None:
        _write(text, as_text(found).encode("utf-8"), force)
    say(f"已导出 {identifier}：{_named(targets)}")
    return DONE


def _opened(archive: Path) -> tuple[Collection, Vocabulary]:
    vocabulary = load_vocabulary(archive / VOCABULARY)
    for broken in vocabulary.problems:
        say_error(f"错误：{broken}；先用程序自带的")
    collection = collect(archive, vocabulary)
    if collection.is_empty:
        raise WrongUse(f"归档文件夹 {archive} 里没有原件")
    return collection, vocabulary


def _material(identifier: str, collection: Collection, vocabulary: Vocabulary) -> Material:
    """The material of an id. Raises WrongUse or FileProblem with the reason why it cannot be had."""
    original = next((original for original in collection.originals if original.id == identifier), None)
    if original is None:
        if any(original.id == identifier for original in collection.withheld):
            raise WrongUse(f"{identifier} 按记录不公开，不能导出")
        raise WrongUse(f"归档里没有编号 {identifier}")
    outcome = convert(original, vocabulary)
    if isinstance(outcome, FileProblem):
        raise outcome
    return outcome


def _check_targets(targets: list[Path], archive: Path, force: bool) -> None:
    """Before any work: a corrected catalogue must not be overwritten by the next export."""
    for path in targets:
        _check_outside(path, archive)
        if not path.absolute().parent.is_dir():
            raise WrongUse(f"没有文件夹 {path.parent}")
        if path.exists() and not force:
            raise WrongUse(f"{path} 已经有了；要覆盖，加 --force")


def _check_outside(path: Path, archive: Path) -> None:
    """What is exported must not come back as an original."""
    if path.resolve().is_relative_to(archive.resolve()):
        raise WrongUse(f"{path} 在归档文件夹里面，会被当成原件；请写到别处")


def _named(paths: list[Path]) -> str:
    return "、".join(shown_name(str(path)) for path in paths)


def _write(path: Path, data: bytes, force: bool) -> None:
    (write_whole if force else create_whole)(path, data)


def _tell(collection: Collection, vocabulary: Vocabulary, refused: list[FileProblem]) -> int:
    for problem in sorted(refused, key=str):
        say_error(f"拒收，没有列入：{problem}")
    if collection.withheld:
        say_error(f"按记录不公开，没有列入：{'、'.join(original.id for original in collection.withheld)}")
    return SOME_REFUSED if refused or vocabulary.problems else DONE
