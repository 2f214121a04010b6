"""What reading a Word file costs, beside python-docx opening it, markitdown and pandoc.

    .venv/bin/python bench/word_reading.py [--count 60] [--peer-python PYTHON] [--pandoc PANDOC]

Made-up materials of about 6,500 characters (`synthetic.py`) as Word files of four makes: one run a paragraph on
python-docx's template (its styles alone are 340 KB); runs cut small, each with its fonts, and automatic numbers, as
Word leaves them after much editing; these without the template's styles; and as LibreOffice saves them, where
`soffice` is there. Milliseconds of CPU a file, mean over all; python-docx and ours in one process in turn, the peers
(where they are installed) in theirs: markitdown without its start-up, pandoc, which is one process a file, with it.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx
import synthetic
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

sys.path.insert(0, str(Path(__file__).parents[1]))

from build_tools.readers.word import read_word

ROUNDS = 3
LIMIT = 3.0
"""Times the CPU of python-docx opening the same file (issue 4)."""
_NUMBER = re.compile("([一二三四五六七八九十]{1,3})、")
_FONTS = '<w:rFonts w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/>'
_MARKITDOWN = """
import io, json, sys, time
from markitdown import MarkItDown
reader, files = MarkItDown(), [open(name, "rb").read() for name in json.load(sys.stdin)]
run = lambda data: reader.convert_stream(io.BytesIO(data), file_extension=".docx")
run(files[0])
start = time.process_time()
for data in files:
    run(data)
print((time.process_time() - start) * 1000 / len(files))
"""


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=60, help="files of each make")
    parser.add_argument("--peer-python", default=sys.executable, help="Python in which markitdown[docx] is installed")
    parser.add_argument("--pandoc", default=shutil.which("pandoc"), help="the pandoc program")
    options = parser.parse_args()
    print(f"{'ms CPU a file':<28}{'open':>8}{'ours':>8}{'ratio':>8}{'markitdown':>12}{'pandoc':>9}")
    worst = 0.0
    with tempfile.TemporaryDirectory() as temporary:
        for make, files in makes(options.count, Path(temporary)).items():
            data = [file.read_bytes() for file in files]
            opened, ours = in_turn(
                data, lambda one: docx.Document(io.BytesIO(one)), lambda one: read_word(one, "a.docx")
            )
            worst = max(worst, ours / opened)
            peers = (markitdown(files, options.peer_python), pandoc(files, options.pandoc))
            shown = "".join(
                f"{'–' if peer is None else format(peer, '.1f'):>{n}}" for peer, n in zip(peers, (12, 9), strict=True)
            )
            print(f"{make:<28}{opened:>8.2f}{ours:>8.2f}{ours / opened:>8.2f}{shown}")
    print(f"worst ratio {worst:.2f} of {LIMIT:.0f} allowed")


def makes(count: int, folder: Path) -> dict[str, list[Path]]:
    """The files of each make."""
    found: dict[str, list[Path]] = {}
    makers = (
        ("python-docx template", plain),
        ("runs cut small, numbered", edited),
        ("the same, hardly any style", bare),
    )
    for make, build in makers:
        found[make] = []
        for seed in range(count):
            path = folder / f"{build.__name__}-{seed}.docx"
            build(synthetic.material(seed), seed).save(str(path))
            found[make].append(path)
    if soffice := shutil.which("soffice"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        out = folder / "soffice"
        names = [str(path) for path in found["runs cut small, numbered"]]
        command = [soffice, profile, "--headless", "--convert-to", "docx", "--outdir", str(out), *names]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
        found["saved by LibreOffice"] = sorted(out.glob("*.docx"))
    return found


def plain(text: str, seed: int) -> docx.document.Document:
    """One run a paragraph."""
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    return document


def edited(text: str, seed: int) -> docx.document.Document:
    """Runs of a few characters, each with its fonts; 一、 automatic."""
    dice = random.Random(seed)
    document = docx.Document()
    number = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, number)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for line in text.split("\n"):
        match = _NUMBER.match(line)
        paragraph = document.add_paragraph()
        if match:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, 90
        rest = line[match.end() :] if match else line
        while rest:
            size = dice.randint(4, 20)
            run = paragraph.add_run(rest[:size])
            run._r.get_or_add_rPr().append(parse_xml(_FONTS.replace("<w:rFonts", f"<w:rFonts {nsdecls('w')}")))
            run._r.set(qn("w:rsidR"), f"{dice.randrange(16**8):08X}")
            rest = rest[size:]
    return document


def bare(text: str, seed: int) -> docx.document.Document:
    """As `edited`, but of the template's 340 KB of styles only the default one is left: opening such a file costs little."""
    document = edited(text, seed)
    styles = document.styles.element
    for element in list(styles):
        if element.get(qn("w:default")) != "1":
            styles.remove(element)
    return document


def in_turn(files: list[bytes], *actions: Callable[[bytes], object]) -> list[float]:
    """Mean milliseconds of CPU a file of each action; they take turns, so that a slow moment strikes all."""
    spent = [0.0] * len(actions)
    for action in actions:
        action(files[0])
    for _ in range(ROUNDS):
        for data in files:
            for index, action in enumerate(actions):
                start = time.process_time()
                action(data)
                spent[index] += time.process_time() - start
                gc.collect()  # python-docx leaves circles: who comes next shall not pay for them
    return [total * 1000 / (ROUNDS * len(files)) for total in spent]


def markitdown(files: list[Path], python: str) -> float | None:
    """Milliseconds of CPU a file, None where it is not installed."""
    names = json.dumps([str(file) for file in files])
    done = subprocess.run([python, "-c", _MARKITDOWN], input=names, capture_output=True, text=True, encoding="utf-8")
    return float(done.stdout) if done.returncode == 0 else None


def pandoc(files: list[Path], program: str | None) -> float | None:
    """Milliseconds of CPU a file, None where it is not installed."""
    if program is None:
        return None
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for file in files:
        subprocess.run([program, "--to", "plain", str(file)], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000 / len(files)


if __name__ == "__main__":
    main()
