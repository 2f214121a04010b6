"""docs → site: MkDocs builds into a folder beside the target, which then takes the target's place in one step.

The site that stood before stays whole until the new one is complete; a build that fails or is killed leaves it alone.
MkDocs runs in a process of its own (`mkdocs_child.py`); what it says becomes, at most, one Chinese line.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from build_tools.disk.in_place import draft_of, put_in_place, recover
from build_tools.errors import SiteFailure, os_cause
from build_tools.pages.links import FOLDERS, LONE_PAGES
from build_tools.site import mkdocs_child
from build_tools.site.mkdocs_child import Said
from build_tools.site.mkdocs_words import in_chinese

MARKER = ".duizhao-site"
"""A file in every site built here, written last: a folder that holds it is complete, and may be replaced."""

_MARKER_TEXT = "由 duizhao build 生成的网站。重新生成时，整个文件夹会被替换。\n"

_SAME_EVERY_TIME = {"SOURCE_DATE_EPOCH": "0", "PYTHONHASHSEED": "0"}
"""For MkDocs: no date of today, no order that changes from run to run. The same input gives the same bytes."""


def check_site(config: Path, docs: Path, site: Path) -> None:
    """Finds out before any work is done what would keep `build_site` from succeeding.

    Raises SiteFailure, one line, where configuration, docs folder or a page of the navigation is missing or wrong, or
    where `site` holds something that was not built here. Generated pages need not be there yet.
    """
    target = site.resolve()
    _check_folders(config, docs, target)
    said, pages = mkdocs_child.check(str(config.resolve()), str(docs.resolve()), str(draft_of(target)))
    if said["messages"] or said["failure"]:
        raise SiteFailure(f"{config}：{_cause(said)}")
    for page in pages:
        generated = page in LONE_PAGES or page.partition("/")[0] in FOLDERS
        if not generated and not (docs / page).is_file():
            raise SiteFailure(f"网页源文件夹 {docs} 里没有导航所写的 {page}，请核对 --docs 或 {config}")


def build_site(config: Path, docs: Path, site: Path) -> None:
    """Builds the site from `docs` as `config` (mkdocs.yml) says, strictly, and puts it in place.

    Raises SiteFailure, one line, where MkDocs warns or fails, where the folder cannot be written, or
    where `site` holds something that was not built here.
    """
    target = site.resolve()
    _check_folders(config, docs, target)
    draft = draft_of(target)
    try:
        recover_site(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        said = _build_apart(config.resolve(), docs.resolve(), draft)
        if said["number"] is not None:
            raise OSError(said["number"], os.strerror(said["number"]), said["file"])
        if said["messages"] or said["failure"]:
            raise SiteFailure(f"网站没有建成：{_cause(said)}；原来的网站没有动")
        (draft / MARKER).write_text(_MARKER_TEXT, encoding="utf-8")
        put_in_place(target)
    except OSError as error:
        place = error.filename2 or error.filename or target
        raise SiteFailure(f"网站没有建成：{place}：{os_cause(error)}；原来的网站没有动") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def recover_site(site: Path) -> None:
    """Makes good what a build left behind that was killed while it put a site in place. Raises OSError."""
    recover(site.resolve(), lambda folder: (folder / MARKER).is_file())


def _check_folders(config: Path, docs: Path, target: Path) -> None:
    if not config.is_file():
        raise SiteFailure(f"没有网站配置文件：{config}")
    if not docs.is_dir():
        raise SiteFailure(f"没有网页源文件夹：{docs}")
    if target.is_file() or (target.is_dir() and any(target.iterdir()) and not (target / MARKER).is_file()):
        raise SiteFailure(f"{target} 里有别的内容，不是本程序生成的网站，为免误删没有覆盖；请换一个文件夹")


def _build_apart(config: Path, docs: Path, target: Path) -> Said:
    """A build by MkDocs in a process of its own, which ends at the latest when this one does."""
    process = subprocess.Popen(
        [sys.executable, "-P", mkdocs_child.__file__, str(config), str(docs), str(target)],
        cwd=config.parent,
        env={**os.environ, **_SAME_EVERY_TIME},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        try:
            assert process.stdout is not None
            answer = process.stdout.read()
            process.wait()
        finally:
            process.kill()
    try:
        said: Said = json.loads(answer)
    except ValueError:
        hint = "，可能是内存不足" if process.returncode in {-9, 137} else ""
        return Said(messages=[], failure=f"进程意外结束（{process.returncode}{hint}）", number=None, file=None)
    return said


def _cause(said: Said) -> str:
    """The first thing MkDocs complained of, and how many more there were."""
    messages = said["messages"]
    if not messages:
        return in_chinese(said["failure"] or "")
    return in_chinese(messages[0]) + (f"（共 {len(messages)} 条）" if len(messages) > 1 else "")
