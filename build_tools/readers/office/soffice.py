"""LibreOffice as a converter to Word's present format: started for many files at once, within limits, ended for sure.

It runs with a profile of its own in a folder that goes with it, without window, macros, links to elsewhere and network
(what is asked of it is set twice: in its configuration and by a proxy that nobody answers at). Names of originals
never reach it: it sees `0001.doc`. It runs in a process group of its own, which is killed as a whole when it is late
or when we are interrupted; `timeout` does the same where we ourselves were killed.

Settings: officecfg/registry/schema/org/openoffice/Office/Common.xcs and Writer.xcs of LibreOffice 7.4.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import zipfile
from collections.abc import Sequence
from pathlib import Path

SECONDS = 60
"""For one file, the start included, which takes up to ten on a slow machine."""
SECONDS_MORE = 5
"""For each further file of a batch."""
_LARGEST = 100 * 1024 * 1024
_PLACES = (
    "/usr/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_NOWHERE = "http://127.0.0.1:9"
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "HyperlinksWithCtrlClick", "true"),
    ("Common/Misc", "UseSystemFileDialog", "false"),
    ("Writer/Content/Update", "Link", "0"),
    ("Writer/Content/Update", "Field", "false"),
)
_lock = threading.Lock()


def find_soffice() -> str | None:
    """The program, or None where it is not on this machine."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    return named or next((place for place in _PLACES if Path(place).is_file()), None)


def to_docx(files: Sequence[tuple[bytes, str]]) -> list[bytes | None]:
    """For each (contents, suffix) the same text as a Word file, or None where LibreOffice could not make one.

    Raises FileNotFoundError where it is not on this machine. One conversion runs at a time.
    """
    program = find_soffice()
    if program is None:
        raise FileNotFoundError("soffice")
    with _lock, tempfile.TemporaryDirectory(prefix="duizhao-office-", ignore_cleanup_errors=True) as scratch:
        home = Path(scratch)
        names = [f"{number:04d}{suffix}" for number, (_, suffix) in enumerate(files, 1)]
        (home / "in").mkdir()
        for name, (data, _) in zip(names, files, strict=True):
            (home / "in" / name).write_bytes(data)
        made = _converted(program, home, names, SECONDS + SECONDS_MORE * (len(files) - 1))
        # One bad file may have taken the others along: those without a result get a run of their own.
        for index, docx in enumerate(made):
            if docx is None and len(files) > 1:
                made[index] = _converted(program, home, [names[index]], SECONDS)[0]
        return made


def _converted(program: str, home: Path, names: Sequence[str], seconds: int) -> list[bytes | None]:
    """One run of LibreOffice over files in `home/in`."""
    for folder in ("profile", "out"):
        shutil.rmtree(home / folder, ignore_errors=True)
        (home / folder).mkdir()
    (home / "profile" / "user").mkdir()
    (home / "profile" / "user" / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={(home / 'profile').as_uri()}",
        *"--headless --invisible --nodefault --nofirststartwizard --nolockcheck --nologo --norestore".split(),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(home / "out")),
        *(str(home / "in" / name) for name in names),
    ]
    _run(command, home, seconds)
    return [_result(home / "out" / f"{name.partition('.')[0]}.docx") for name in names]


def _run(command: list[str], home: Path, seconds: int) -> None:
    if os.name == "posix" and (guard := shutil.which("timeout")):
        command = [guard, "--signal=KILL", str(seconds + 10), *command]
    process = subprocess.Popen(
        command,
        cwd=home,
        env=_environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=os.name == "posix",
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) if os.name == "nt" else 0,
    )
    try:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the process with all its children, also those that outlived it."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    process.wait()


def _environment(home: Path) -> dict[str, str]:
    """What LibreOffice needs to start, and nothing of the user's."""
    kept = {
        key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH") if key in os.environ
    }
    proxies = dict.fromkeys(
        ("http_proxy", "https_proxy", "ftp_proxy", "HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY"), _NOWHERE
    )
    return {**kept, **proxies, "HOME": str(home), "TMPDIR": str(home), "LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    proxy = "".join(
        f'<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for name, value in (
            ("ooInetProxyType", "2"),
            ("ooInetHTTPProxyName", "127.0.0.1"),
            ("ooInetHTTPProxyPort", "9"),
            ("ooInetHTTPSProxyName", "127.0.0.1"),
            ("ooInetHTTPSProxyPort", "9"),
            ("ooInetNoProxy", ""),
        )
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}{proxy}</oor:items>"
    )


def _result(path: Path) -> bytes | None:
    """The Word file that was made, if it is whole."""
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST or not zipfile.is_zipfile(path):
            return None
        return path.read_bytes()
    except OSError:
        return None
