"""A counting HTTP server and a Chromium to measure in."""

from __future__ import annotations

import gzip
import mimetypes
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


class Served:
    """What a server has sent."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.bytes = 0
        self.requests = 0
        self.loads: list[tuple[str, int]] = []
        """Path and compressed bytes of every answer, in order."""
        self.last = ""
        """The path that was asked for last."""
        self.address = ""
        self.lock = threading.Lock()


@contextmanager
def serving(root: Path) -> Iterator[Served]:
    """Serves a folder with gzip and counts the compressed bytes of bodies."""
    served = Served(root)

    @lru_cache(maxsize=2048)
    def body(path: Path) -> bytes | None:
        return gzip.compress(path.read_bytes(), 6) if path.is_file() else None

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = root / unquote(urlsplit(self.path).path).lstrip("/")
            data = body(path / "index.html" if path.is_dir() else path)
            self.send_response(200 if data is not None else 404)
            if data is not None:
                self.send_header("Content-Type", mimetypes.guess_type(path.name)[0] or "text/html")
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            self.wfile.write(data or b"")
            with served.lock:
                served.bytes += len(data or b"")
                served.requests += 1
                served.loads.append((urlsplit(self.path).path.lstrip("/"), len(data or b"")))
                served.last = self.path

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.address = f"http://127.0.0.1:{server.server_address[1]}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def renderer_memory() -> float:
    """Resident megabytes of the largest renderer process that this process started."""
    largest = 0.0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if b"--type=renderer" in status.with_name("cmdline").read_bytes() and _is_ours(int(status.parent.name)):
                largest = max(largest, int(_field(status, "VmRSS").split()[0]) / 1024)
        except (OSError, ValueError):
            continue
    return largest


def _is_ours(process: int) -> bool:
    while process > 1 and process != os.getpid():
        process = int(_field(Path(f"/proc/{process}/status"), "PPid"))
    return process == os.getpid()


def _field(status: Path, name: str) -> str:
    return next(line.partition(":")[2] for line in status.read_text("utf-8").splitlines() if line.startswith(name))
