"""Originals that go through LibreOffice: without it, with a stand-in for it, and with itself."""

from __future__ import annotations

import io
import os
import shutil
import sys
import time
import zipfile
from pathlib import Path

import pytest

from build_tools.collection import collect
from build_tools.conversion import converted
from build_tools.errors import NeedsConversion, RefusedOriginal, UnreadableOriginal
from build_tools.model import Material
from build_tools.readers import read
from build_tools.readers.office import renditions, soffice
from build_tools.readers.office.renditions import Renditions
from build_tools.readers.office.soffice import to_docx
from build_tools.readers.sniffing import is_odt_encrypted
from build_tools.vocabulary import load_vocabulary
from tests.readers.word_files import p, word_file
from tests.sample import material_text

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="没有装 LibreOffice（soffice），真实转换的测试跳过")
posix_only = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")


def rtf(text: str) -> bytes:
    """A text as RTF, characters as numbers."""
    body = "".join(
        "\\par " if c == "\n" else c if c.isascii() else f"\\u{ord(c) - 65536 * (ord(c) > 32767)}?" for c in text
    )
    return f"{{\\rtf1\\ansi\\uc1 {body}}}".encode("ascii")


def word(text: str) -> bytes:
    return word_file("".join(p(line) for line in text.splitlines()))


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that is called like LibreOffice: makes a Word file of each RTF, one line a run in `runs`. A file with
    「坏」 in it is not made, and one with 「慢」 keeps a child busy for ever."""
    place = tmp_path / "soffice"
    place.write_text(
        f"""#!{sys.executable} -I
import subprocess, sys, os, pathlib
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
files = sys.argv[sys.argv.index("--outdir") + 2:]
with open({str(tmp_path / "runs")!r}, "a", encoding="utf-8") as log:
    print(" ".join(pathlib.Path(f).name for f in files), file=log)
for file in files:
    data = pathlib.Path(file).read_bytes()
    if b"slow" in data:
        child = subprocess.Popen(["sleep", "600"])
        pathlib.Path({str(tmp_path / "child")!r}).write_text(str(child.pid), encoding="ascii")
        child.wait()
    if b"bad" in data:
        continue
    shell = pathlib.Path({str(tmp_path / "made.docx")!r}).read_bytes()
    (out / (pathlib.Path(file).stem + ".docx")).write_bytes(shell)
""",
        encoding="utf-8",
    )
    place.chmod(0o755)
    (tmp_path / "made.docx").write_bytes(word(material_text("青溪县水利局")))
    monkeypatch.setattr(soffice, "find_soffice", lambda: str(place))
    monkeypatch.setattr(renditions, "find_soffice", lambda: str(place))
    fresh = Renditions()
    monkeypatch.setattr("build_tools.readers.office.RENDITIONS", fresh)
    monkeypatch.setattr("build_tools.conversion.RENDITIONS", fresh)
    return tmp_path


def runs(place: Path) -> list[str]:
    """What each run was called with."""
    log = place / "runs"
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def test_without_libreoffice_an_original_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soffice, "find_soffice", lambda: None)
    with pytest.raises(NeedsConversion) as error:
        read(rtf("没有转换过的一份"), "材料.rtf", "0" * 64)
    assert str(error.value).startswith(
        "材料.rtf：待转换：这种格式要借助 LibreOffice 读取，本机没有装。安装：apt-get install"
    )
    assert "\n" not in str(error.value)


@posix_only
def test_an_archive_is_converted_in_one_run_and_only_once(stand_in: Path) -> None:
    archive = stand_in / "archive"
    archive.mkdir()
    for index in range(5):
        (archive / f"材料{index}.rtf").write_bytes(rtf(f"plain {index}"))
    (archive / "另一份.txt").write_text(material_text("枫桥县水利局"), encoding="utf-8")
    vocabulary = load_vocabulary()
    for _ in range(2):
        outcomes = dict(converted(collect(archive), vocabulary))
        assert [type(outcome) for outcome in outcomes.values()] == [Material] * 6
    assert runs(stand_in) == ["0001.rtf 0002.rtf 0003.rtf 0004.rtf 0005.rtf"]
    (archive / "材料0.rtf").unlink()
    (archive / "材料5.rtf").write_bytes(rtf("plain 5"))
    assert len(list(converted(collect(archive), vocabulary))) == 6
    assert runs(stand_in)[1:] == ["0001.rtf"]
    kept = {path.stem for path in (archive / ".duizhao" / "renditions").iterdir()}
    assert kept == {original.sha256 for original in collect(archive).originals if original.file.endswith(".rtf")}


@posix_only
def test_nothing_stays_of_a_refused_original(stand_in: Path) -> None:
    (stand_in / "made.docx").write_bytes(word("机密★10年\n" + material_text("青溪县水利局")))
    archive = stand_in / "archive"
    archive.mkdir()
    (archive / "材料.rtf").write_bytes(rtf("plain"))
    ((_, outcome),) = converted(collect(archive), load_vocabulary())
    assert isinstance(outcome, RefusedOriginal)
    assert list((archive / ".duizhao" / "renditions").iterdir()) == []


@posix_only
def test_a_bad_file_does_not_take_the_others_along(stand_in: Path) -> None:
    made = to_docx([(rtf("plain"), ".rtf"), (rtf("bad"), ".rtf"), (rtf("plain 2"), ".rtf")])
    assert [docx is not None for docx in made] == [True, False, True]
    with pytest.raises(UnreadableOriginal, match="LibreOffice 在 60 秒内没能转换"):
        read(rtf("bad"), "a.rtf", "0" * 64)


@posix_only
def test_a_late_run_is_killed_with_its_children(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for seconds in (2, 8, 32):  # the stand-in itself may be slow to start
        monkeypatch.setattr(soffice, "SECONDS", seconds)
        assert to_docx([(rtf("slow"), ".rtf")]) == [None]
        if (stand_in / "child").exists():
            break
    child = int((stand_in / "child").read_text(encoding="ascii"))
    for _ in range(50):
        state = Path(f"/proc/{child}/stat")
        if not state.exists() or state.read_text(encoding="ascii").split()[2] == "Z":
            return
        time.sleep(0.1)
    pytest.fail("the child lives on")


@posix_only
def test_an_original_that_was_not_prepared_is_converted_when_its_turn_comes(stand_in: Path) -> None:
    made = Renditions()
    made.prepare([], stand_in / "archive")
    first = made.docx(rtf("plain"), "材料.rtf")
    assert made.docx(rtf("plain"), "材料.rtf") == first
    assert len(runs(stand_in)) == 1


@posix_only
def test_a_damaged_rendition_is_made_again(stand_in: Path) -> None:
    archive = stand_in / "archive"
    archive.mkdir()
    (archive / "材料.rtf").write_bytes(rtf("plain"))
    list(converted(collect(archive), load_vocabulary()))
    (kept,) = (archive / ".duizhao" / "renditions").iterdir()
    kept.write_bytes(kept.read_bytes()[:200])
    ((_, outcome),) = converted(collect(archive), load_vocabulary())
    assert isinstance(outcome, Material)
    assert len(runs(stand_in)) == 2


def test_locked_files_are_told_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soffice, "find_soffice", lambda: None)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert is_odt_encrypted(out.getvalue())
    with pytest.raises(UnreadableOriginal, match=r"^a\.odt：有打开密码"):
        read(out.getvalue(), "a.odt", "0" * 64)


# ---------------------------------------------------------------- LibreOffice itself


@pytest.mark.slow
@needs_soffice
def test_a_real_conversion_with_a_hostile_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("LOCAL", encoding="utf-8")
    field = rb"""{\field{\*\fldinst INCLUDETEXT "PATH"}{\fldrslt x}}""".replace(b"PATH", str(secret).encode())
    hostile = rtf("first\n")[:-1] + field + b"}"
    text = material_text("青溪县水利局")
    made = to_docx([(rtf(text), ".rtf"), (hostile, ".rtf"), (b"{\\rtf1 ", ".rtf")])
    assert made[0] is not None and made[1] is not None
    document = read(made[0], "a.docx", "0" * 64)
    assert [q.text for q in document.paragraphs] == [line for line in text.splitlines() if line]
    with zipfile.ZipFile(io.BytesIO(made[1])) as package:
        assert all(b"LOCAL" not in package.read(name) for name in package.namelist())


@pytest.mark.slow
@needs_soffice
def test_a_word_97_file_and_one_with_a_password(tmp_path: Path) -> None:
    import subprocess

    (tmp_path / "a.docx").write_bytes(word(material_text("青溪县水利局")))
    command = [str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    subprocess.run([*command, "doc", "--outdir", str(tmp_path), str(tmp_path / "a.docx")], check=True, timeout=120)
    data = (tmp_path / "a.doc").read_bytes()
    document = read(data, "a.wps", "0" * 64)
    assert (document.source.format, document.findings) == ("doc", ())
    assert document.paragraphs[0].text == "青溪县水利局领导班子2021年度民主生活会对照检查材料"
    fib = data.index(b"\xec\xa5")
    locked = data[: fib + 11] + bytes([data[fib + 11] | 1]) + data[fib + 12 :]
    with pytest.raises(UnreadableOriginal, match=r"^a\.doc：有打开密码"):
        read(locked, "a.doc", "0" * 64)
