"""MkDocs, run so that nothing of it reaches the terminal: its warnings and errors come back as a list.

Run as a script it is the process in which a site is built: what MkDocs holds of ten thousand pages (it is kept packed, see `Packed`) is not
added to what the conversion held, and `serve` does not grow with every rebuild. It therefore imports nothing of this
package. Arguments: config, docs, site, all absolute. On stdout comes one line of JSON, a `Said`. It ends by itself when
its parent ends, however that happens: stdin is a pipe from it.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import signal
import sys
import threading
import warnings
import zlib
from collections.abc import Iterator
from typing import Any, TypedDict


class Said(TypedDict):
    """What became of it."""

    messages: list[str]
    """Warnings and errors, one line each, as MkDocs words them."""
    failure: str | None
    """The exception that ended it, or None."""
    number: int | None
    """The system's number of the error (errno), where that is what it was."""
    file: str | None
    """The file that the system's error is about."""


def load(config: str, docs: str, site: str) -> Any:
    """MkDocs' configuration. Raises whatever MkDocs raises."""
    from mkdocs.config import load_config

    with open(config, "rb") as file:  # noqa: PTH123 (MkDocs' way to take a file)
        return load_config(config_file=file, docs_dir=docs, site_dir=site, strict=True)


def check(config: str, docs: str, site: str) -> tuple[Said, list[str]]:
    """What MkDocs says of a configuration, and the pages that its navigation names."""
    pages: list[str] = []

    def work() -> None:
        pages.extend(_pages_in(load(config, docs, site)["nav"]))

    return attempt(work), pages


def build(config: str, docs: str, site: str) -> Said:
    """A strict build."""

    def work() -> None:
        from mkdocs.commands.build import build
        from mkdocs.structure.pages import Page

        Page.content = Packed()  # type: ignore[assignment]
        build(load(config, docs, site))

    return attempt(work)


class Packed:
    """The HTML of a page, packed: MkDocs renders all pages before it writes the first, and keeps each to the end.

    Its Markdown goes once the HTML is there: after that MkDocs only asks whether there was any.
    """

    def __get__(self, page: Any, _kind: type | None = None) -> str | None:
        packed = page.__dict__.get("_packed")
        return None if packed is None else zlib.decompress(packed).decode("utf-8", "surrogatepass")

    def __set__(self, page: Any, html: str | None) -> None:
        if html is not None:
            page.markdown = ""
        page.__dict__["_packed"] = None if html is None else zlib.compress(html.encode("utf-8", "surrogatepass"), 1)


def attempt(work: Any) -> Said:
    """Calls `work`; what MkDocs said meanwhile, and how it ended."""
    said = Said(messages=[], failure=None, number=None, file=None)
    with _captured(said["messages"]):
        try:
            work()
        except OSError as error:
            said["failure"], said["number"], said["file"] = str(error), error.errno, _name(error.filename)
        except (Exception, SystemExit) as error:  # noqa: BLE001 (whatever it is, the old site stands and the user is told)
            said["failure"] = " ".join(str(error).split()) or type(error).__name__
    return said


def _name(file: object) -> str | None:
    return None if file is None else os.fsdecode(file) if isinstance(file, (str, bytes)) else str(file)


def _pages_in(nav: Any) -> Iterator[str]:
    """The Markdown files in a navigation, however deep."""
    if isinstance(nav, str):
        if nav.endswith(".md") and "://" not in nav:
            yield nav
    elif isinstance(nav, (list, dict)):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _pages_in(item)


@contextlib.contextmanager
def _captured(messages: list[str]) -> Iterator[None]:
    """Adds warnings and errors of MkDocs to a list; nothing of it, nor of the theme, reaches the terminal."""
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
            yield
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


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


def main() -> None:
    """Builds, and says on stdout how it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to act on
    threading.Thread(target=_end_with_parent, daemon=True).start()
    answer = json.dumps(build(*sys.argv[1:4]))
    sys.stdout.write(answer)
    sys.stdout.flush()
    os._exit(0)  # what MkDocs holds need not be taken apart piece by piece


if __name__ == "__main__":
    main()
