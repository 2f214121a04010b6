"""`duizhao serve`: builds, shows the site on this machine, and builds again when something changes."""

from __future__ import annotations

import functools
import http.server
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import click
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from build_tools.building import SEARCH_INDEX, Project
from build_tools.building import build as build_project
from build_tools.cli.add_table import near_lines, skipped_lines
from build_tools.cli.build import say_report
from build_tools.cli.console import DONE, ChineseCommand, say, say_error, track
from build_tools.cli.project import archive_option, config_option, docs_option, inbox_option, site_option
from build_tools.collection import VOCABULARY, printable, shown_name
from build_tools.errors import Busy, DuizhaoError, WrongUse, os_cause
from build_tools.intake import Action, Outcome
from build_tools.intake.inbox import Inbox, empty_inbox
from build_tools.pages.data import FOLDER as STRUCTURES_DATA
from build_tools.pages.links import FOLDERS, LONE_PAGES
from build_tools.vocabulary import load_vocabulary
from build_tools.vocabulary.schema import Intake

HOST = "127.0.0.1"
"""Only this machine: the preview shows materials that may not be meant for others yet."""
OWN_NAMES = frozenset({HOST, "localhost"})
"""What a browser on this machine calls it: a page elsewhere whose name was bent to this address calls it otherwise."""

QUIET_SECONDS = 1.0
"""So long nothing must change before a new build begins: files are copied one after another."""

BUSY_SECONDS = 1.0
"""So long is waited where another process holds the project, before it is tried again."""


@click.command(cls=ChineseCommand, short_help="在本机预览网站，改动后自动重建")
@archive_option
@docs_option
@site_option
@config_option
@inbox_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, metavar="端口", help="端口。")
def serve(archive: Path, docs: Path, site: Path, config: Path, inbox_folder: Path, port: int) -> int:
    """在本机预览网站；归档文件夹、手写页面或配置有改动就自动重建。按 Ctrl-C 结束。

    有收件箱文件夹时，放进去的文件传完后自动入库（不再询问），写妥以后从收件箱移走；拒收的留在原处。
    """
    project = Project(archive, docs, site, config)
    _let_interrupt()
    with Watcher(project) as watcher:  # before the first build, so that no change falls between the two
        build_project(project, track, say_report)
        with _server(site, port) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            say(f"预览：http://{HOST}:{server.server_address[1]}/　按 Ctrl-C 结束")
            try:
                inbox, intake = Inbox(inbox_folder), load_vocabulary(archive / VOCABULARY).intake
                while True:
                    watcher.wait_for_change(lambda: take_from_inbox(inbox, archive, intake))
                    rebuild(project)
            except KeyboardInterrupt:
                say("预览结束")
            finally:
                server.shutdown()
    return DONE


def _let_interrupt() -> None:
    """Ctrl-C and a polite `kill` both end the preview, also where a shell started it with Ctrl-C switched off."""
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.default_int_handler)


def rebuild(project: Project) -> None:
    """Builds once more, after whoever is at work; a build that fails is one line, and the site before it stays."""
    waiting = False
    while True:
        try:
            build_project(project, track, say_report)
        except Busy as error:
            if not waiting:
                say_error(f"等一等：{error}")
            waiting = True
            time.sleep(BUSY_SECONDS)
            continue
        except DuizhaoError as error:
            say_error(f"错误：{error}")
        except OSError as error:
            say_error(f"错误：{shown_name(str(error.filename or '读写文件时'))}：{os_cause(error)}")
        return


def take_from_inbox(inbox: Inbox, archive: Path, intake: Intake) -> None:
    """Empties the inbox into the archive, where anything in it is complete; the watcher sees what came."""
    try:
        empty_inbox(inbox, archive, intake, say_taken)
    except Busy:
        pass  # another clerk is at work; the files wait
    except OSError as error:
        say_error(f"错误：收件箱里的文件没有入库：{os_cause(error)}")
        inbox.leave_all()


def say_taken(outcome: Outcome) -> None:
    """What came into the archive from the inbox, a line each."""
    for placed in outcome.placed:
        say(f"已入库：{placed.item.name} → {shown_name(placed.item.target or '')}，编号 {placed.id}")
    for line in (*skipped_lines(outcome.plan), *near_lines(outcome.plan)):
        say(printable(line))
    for item in outcome.plan.of(Action.REFUSE):
        say_error(f"拒收，留在收件箱：{item.problem}")
    for problem in outcome.problems:
        say_error(f"没有入库，留在收件箱：{problem}")


class Watcher(FileSystemEventHandler):
    """Waits for changes of what a build reads; what a build itself writes is passed over."""

    def __init__(self, project: Project) -> None:
        self._changed = threading.Event()
        self._watched = (project.archive.resolve(), project.docs.resolve(), project.config.resolve())
        self._written = (
            project.site.resolve(),
            *(project.docs.resolve() / name for name in (*FOLDERS, *LONE_PAGES, SEARCH_INDEX, STRUCTURES_DATA)),
        )
        self._observer = Observer()
        for folder, recursive in (
            (self._watched[0], True),
            (self._watched[1], True),
            (self._watched[2].parent, False),
        ):
            if folder.is_dir():  # one that is missing is the build's to report
                self._observer.schedule(self, str(folder), recursive=recursive)
        self._observer.start()

    def __enter__(self) -> Watcher:
        return self

    def __exit__(self, *_: object) -> None:
        """Ends the watch."""
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog from its own thread."""
        if event.event_type not in {"opened", "closed_no_write"}:
            paths = (Path(str(name)) for name in (event.src_path, event.dest_path) if name)
            if any(self.concerns(path) for path in paths):
                self._changed.set()

    def concerns(self, path: Path) -> bool:
        """Whether a build reads this path and does not write it. Hidden files (locks, drafts) it never reads."""
        inside = any(
            path == watched or (watched in path.parents and not is_hidden(path.relative_to(watched)))
            for watched in self._watched
        )
        written = any(path == folder or folder in path.parents for folder in self._written)
        # A file made in a folder changes the folder too; the file itself is reported and is enough.
        return inside and not written and path not in self._watched[:2]

    def wait_for_change(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Returns once something changed and then nothing more for a moment; calls `meanwhile` again and again."""
        while not self._changed.wait(0.5):  # a wait without limit could not be interrupted on Windows
            meanwhile()
        while self._changed.is_set():
            self._changed.clear()
            self._changed.wait(QUIET_SECONDS)


def is_hidden(path: Path) -> bool:
    """Whether a part of a path is hidden, as locks and drafts are."""
    return any(part.startswith(".") and part not in {".", ".."} for part in path.parts)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site folder as deploy/nginx does: no listing, its own page for what is not there.

    Without a log line a request, and nothing is kept by the browser.
    """

    def log_message(self, *args: object) -> None:
        pass

    def parse_request(self) -> bool:
        if not super().parse_request():
            return False
        if self.headers.get("Host", HOST).rsplit(":", 1)[0].lower() in OWN_NAMES:
            return True
        self.send_error(421)
        return False

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        text = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes a connection early is no error."""


def _server(site: Path, port: int) -> _Server:
    handler = functools.partial(_Handler, directory=str(site.resolve()))
    try:
        return _Server((HOST, port), handler)
    except OSError as error:
        if isinstance(error, socket.gaierror):
            raise
        raise WrongUse(f"端口 {port} 用不了（{os_cause(error)}），请用 --port 换一个") from None
