"""docs → site: MkDocs builds into a folder beside the target, which then takes the target's place by rename.

The site that stood before stays whole until the new one is complete; a build that fails leaves it alone.
What MkDocs and its theme would say on the terminal is caught here and becomes, at most, one Chinese line.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import re
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

from build_tools.errors import SiteFailure

MARKER = ".duizhao-site"
"""A file in every site built here: only a folder that holds it is ever replaced."""

_COMPLAINTS = (
    (r"Doc file '(.*?)' contains a link '(.*?)', but the target", "{0} 里的链接“{1}”没有对应的页面"),
    (r"Doc file '(.*?)' contains an (?:unrecognized relative|absolute) link '(.*?)'", "{0} 里的链接“{1}”写法不对"),
    (r"Doc file '(.*?)' contains a link '(.*?)', but .*no such anchor", "{0} 里的链接“{1}”没有对应的位置"),
    (r"Doc file '(.*?)' contains a link '(.*?)', but .*not contain an anchor", "{0} 里的链接“{1}”没有对应的位置"),
    (r"A reference to '(.*?)' is included in the 'nav' configuration, which is not found", "导航里的 {0} 不存在"),
    (r"Error reading page '(.*?)': (.*)", "{0} 读不出来（{1}）"),
)
"""What MkDocs most often complains of, and how to say it in Chinese."""

_MARKER_TEXT = "由 duizhao build 生成的网站。重新生成时，整个文件夹会被替换。\n"


def build_site(config: Path, docs: Path, site: Path) -> None:
    """Builds the site from `docs` as `config` (mkdocs.yml) says, strictly, and puts it in place.

    Raises SiteFailure, one line, where MkDocs warns or fails, where the folder cannot be written, or
    where `site` holds something that was not built here.
    """
    target = site.resolve()
    _check(config, docs, target)
    draft = target.with_name(f".{target.name}.new")
    try:
        shutil.rmtree(draft, ignore_errors=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        _run_mkdocs(config.resolve(), docs.resolve(), draft)
        (draft / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
        _put_in_place(draft, target)
    except OSError as error:
        raise SiteFailure(f"网站文件夹写不进去：{error.filename or target}（{error.strerror or error}）") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _check(config: Path, docs: Path, target: Path) -> None:
    if not config.is_file():
        raise SiteFailure(f"没有网站配置文件：{config}")
    if not docs.is_dir():
        raise SiteFailure(f"没有网页源文件夹：{docs}")
    if target.is_file() or (target.is_dir() and any(target.iterdir()) and not (target / MARKER).is_file()):
        raise SiteFailure(f"{target} 里有别的内容，不是本程序生成的网站，为免误删没有覆盖；请换一个文件夹")


def _run_mkdocs(config: Path, docs: Path, target: Path) -> None:
    """A strict MkDocs build. Raises SiteFailure with the first warning or error."""
    with _captured() as messages:
        try:
            from mkdocs.commands.build import build
            from mkdocs.config import load_config

            with config.open("rb") as file:
                settings = load_config(config_file=file, docs_dir=str(docs), site_dir=str(target), strict=True)
                build(settings)
        except (Exception, SystemExit) as error:  # noqa: BLE001 (whatever it is, the old site stands and the user is told)
            raise SiteFailure(f"网站没有建成：{_cause(error, messages)}；原来的网站没有动") from None


@contextlib.contextmanager
def _captured() -> Iterator[list[str]]:
    """Warnings and errors of MkDocs as a list; nothing of it, nor of the theme, reaches the terminal."""
    messages: list[str] = []
    handler = _Collector(messages)
    logger = logging.getLogger("mkdocs")
    level, propagate = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    silence = io.StringIO()
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(silence), contextlib.redirect_stderr(silence):
            warnings.simplefilter("ignore")
            yield messages
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate


class _Collector(logging.Handler):
    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(" ".join(record.getMessage().split()))


def _cause(error: BaseException, messages: list[str]) -> str:
    """The first thing MkDocs complained of, and how many more there were."""
    if not messages:
        return " ".join(str(error).split()) or type(error).__name__
    return _in_chinese(messages[0]) + (f"（共 {len(messages)} 条）" if len(messages) > 1 else "")


def _in_chinese(message: str) -> str:
    for pattern, sentence in _COMPLAINTS:
        if found := re.match(pattern, message):
            return sentence.format(*found.groups())
    return message


def _put_in_place(draft: Path, target: Path) -> None:
    """The finished folder takes the target's place; the old one comes back if that fails."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        os.rename(target, old)
    try:
        os.rename(draft, target)
    except OSError:
        if old.exists():
            os.rename(old, target)
        raise
    shutil.rmtree(old, ignore_errors=True)
