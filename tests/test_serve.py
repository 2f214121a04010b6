"""The preview: served on this machine, built again when something changes."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from build_tools.building import Project
from build_tools.cli.serve import Watcher, _server
from build_tools.errors import Busy
from tests.faults.small import small_project
from tests.project import make_project
from tests.sample import material_text

ROOT = Path(__file__).parents[1]
preview = sys.modules["build_tools.cli.serve"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    make_project(tmp_path, {"甲.txt": material_text("甲县财政局")})
    return tmp_path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Without theme and search, so that it is served soon."""
    small_project(tmp_path, "甲县财政局")
    return tmp_path


@pytest.fixture
def watcher(project: Path) -> Iterator[Watcher]:
    with Watcher(Project(project / "archive", project / "docs", project / "site", project / "mkdocs.yml")) as watcher:
        yield watcher


def test_a_change_before_the_first_wait_is_not_lost(project: Path, watcher: Watcher) -> None:
    """What changes while a build runs is built next."""
    (project / "archive" / "乙.txt").write_text(material_text("乙县水利局"), encoding="utf-8")
    watcher.wait_for_change()


def test_a_rebuild_waits_for_whoever_is_at_work_and_survives_a_full_disk(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failures: list[Exception] = [Busy("有别的操作"), Busy("有别的操作"), OSError(28, "No space left", "docs/x")]

    def failing(*_args: object) -> None:
        raise failures.pop(0)

    monkeypatch.setattr(preview, "build_project", failing)
    monkeypatch.setattr(preview, "BUSY_SECONDS", 0.0)
    preview.rebuild(Project())
    assert failures == []
    assert capsys.readouterr().err.splitlines() == ["等一等：有别的操作", "错误：docs/x：磁盘空间不足"]


@pytest.mark.parametrize(
    ("name", "concerns"),
    [
        ("archive/2021/乙.txt", True),
        ("archive/乙.txt.yml", True),
        ("archive/vocabulary/units.yml", True),
        ("docs/guide/using.md", True),
        ("docs/home.md", True),
        ("mkdocs.yml", True),
        ("docs/materials/x0123456789.md", False),
        ("docs/years/index.md", False),
        ("docs/index.md", False),
        ("site/index.html", False),
        ("README.md", False),
        ("docs", False),
    ],
)
def test_what_a_build_reads_is_watched_and_what_it_writes_is_not(
    project: Path, watcher: Watcher, name: str, concerns: bool
) -> None:
    assert watcher.concerns(project.resolve() / name) is concerns


class Preview:
    """`duizhao serve` in a process of its own; what it prints is read beside the test, so that no test waits for ever."""

    def __init__(self, project: Path, started_by: Sequence[str] = ()) -> None:
        self.process = subprocess.Popen(
            [*started_by, sys.executable, "-u", "-m", "build_tools", "serve", "--port", "0"],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(self.process.stdout)

    def line_with(self, words: str) -> str:
        """The first line that holds the words, once it is printed."""
        wait_until(lambda: any(words in line for line in [*self.lines]), self)
        return next(line for line in self.lines if words in line)

    def address(self) -> str:
        found = re.search(r"http://127\.0\.0\.1:\d+/", self.line_with("预览："))
        assert found
        return found.group()

    def end(self, sign: signal.Signals) -> int:
        """Ends the preview and returns its exit code."""
        self.process.send_signal(sign)
        code = self.process.wait(timeout=60)
        self._reader.join(timeout=10)
        return code


@pytest.fixture
def previews() -> Iterator[list[Preview]]:
    """Previews that a test starts; none outlives it."""
    started: list[Preview] = []
    yield started
    for preview in started:
        preview.process.kill()
        preview.process.wait(timeout=60)


def test_a_preview_from_start_to_end(project: Path, previews: list[Preview]) -> None:
    """Started with interrupts switched off, as a shell without job control starts what stands before an `&`."""
    preview = Preview(project, started_by=() if os.name == "nt" else ("sh", "-c", 'trap "" INT; exec "$@"', "sh"))
    previews.append(preview)
    address = preview.address()
    assert "甲县财政局" in fetch(address + "materials/index.html")
    for path in ("materials/nowhere.html", "assets/"):
        with pytest.raises(urllib.error.HTTPError) as missing:
            fetch(address + path)
        assert "没有这一页" in missing.value.read().decode("utf-8")
    (project / "archive" / "乙.txt").write_text(material_text("乙县水利局"), encoding="utf-8")
    preview.line_with("建成 2 份材料")
    wait_until(lambda: "乙县水利局" in fetch(address + "materials/index.html"), preview)
    assert preview.end(signal.SIGINT) == 0
    assert preview.lines[-1] == "预览结束\n"


def test_what_is_put_into_the_inbox_is_taken_in_and_shown(small: Path, previews: list[Preview]) -> None:
    preview = Preview(small)
    previews.append(preview)
    address = preview.address()
    (small / "inbox").mkdir()
    for name, text in (("密.txt", "机密★10年\n"), ("乙.txt", "")):
        (small / "inbox" / name).write_text(text + material_text("乙县水利局"), encoding="utf-8")
    taken = preview.line_with("已入库：inbox/乙.txt → 2021/")
    assert taken.endswith("编号 2021-0001\n")
    preview.line_with("拒收，留在收件箱：inbox/密.txt：有密级标志")
    preview.line_with("建成 2 份材料")
    wait_until(lambda: "乙县水利局" in fetch(address + "materials/index.html"), preview)
    assert [path.name for path in (small / "inbox").iterdir()] == ["密.txt"]
    assert preview.end(signal.SIGTERM) == 0, "it ends politely when it is told to terminate"
    assert sum("密.txt" in line for line in preview.lines) == 1, "not tried again and again"


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:
        text: str = answer.read().decode("utf-8")
    return text


def wait_until(holds: Callable[[], bool], preview: Preview, seconds: float = 90) -> None:
    """Waits until the condition holds; fails with what the preview printed when it ends or the time is over."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end and preview.process.poll() is None, "".join(preview.lines)
        time.sleep(0.1)


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1", 200), ("localhost:8000", 200), ("elsewhere.example", 421)])
def test_only_this_machine_is_answered_by_its_own_name(tmp_path, host, status):
    (tmp_path / "index.html").write_text("首页", encoding="utf-8")
    with _server(tmp_path, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        connection = http.client.HTTPConnection(*server.server_address[:2], timeout=10)
        connection.request("GET", "/index.html", headers={"Host": host})
        answer = connection.getresponse()
        assert answer.status == status and ("首页" in answer.read().decode("utf-8")) == (status == 200)
        connection.close()
        server.shutdown()
