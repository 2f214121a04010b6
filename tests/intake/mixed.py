"""A folder as a clerk hands it over: nested, of all formats, with everything broken in it that offices meet."""

from __future__ import annotations

import io
import random
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.intake.support import put
from tests.readers.word_files import p, word_file, zipped
from tests.sample import material_text

DEPARTMENTS = ("财政局", "水利局", "教育局", "审计局", "卫生健康委员会", "农业农村局", "统计局", "市场监督管理局")
PLACES = ("枫桥县", "青溪县", "白鹭县", "柳河镇", "望山区", "澄湖市", "砚池县", "东篱县", "岚溪区")


def unit(number: int) -> str:
    """A unit of its own for each number."""
    place, department = PLACES[number % len(PLACES)], DEPARTMENTS[number // len(PLACES) % len(DEPARTMENTS)]
    branch = number // (len(PLACES) * len(DEPARTMENTS))
    return f"{place}{department}" + (f"第{branch}分局" if branch else "")


def material(number: int) -> str:
    """A material of that unit, which has little text in common with the others."""
    name, year = unit(number), 2021 + number % 5
    dice = random.Random(number)
    told = "".join(chr(0x4E00 + dice.randrange(4000)) for _ in range(400))
    return material_text(name, year).replace("学习不系统。", f"学习不系统。{told}。")


def docx(text: str) -> bytes:
    """The lines of a text as a Word file."""
    return word_file("".join(p(line) for line in text.splitlines() if line))


def html(text: str) -> bytes:
    """The lines of a text as a web page."""
    lines = "".join(f"<p>{line}</p>" for line in text.splitlines() if line)
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{lines}</body></html>'.encode()


def bomb() -> bytes:
    """A zip archive of two megabytes that says it holds a hundred times as much, in originals of 45 MB each."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in ("一.txt", "二.txt"):
            archive.writestr(name, b"\0" * 45_000_000)
    return stream.getvalue()


FORMATS: tuple[tuple[str, Callable[[str], bytes]], ...] = (
    (".txt", lambda text: text.encode("utf-8")),
    (".txt", lambda text: text.encode("gb18030")),
    (".docx", docx),
    (".md", lambda text: text.encode("utf-8")),
    (".html", html),
    (".txt", lambda text: text.encode("utf-16")),
    (".doc", html),  # a web page that calls itself a Word file
)

BROKEN: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("截断.docx", lambda: docx(material(900))[:700]),
    ("炸弹.zip", bomb),
    ("有密码.docx", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")),
    (
        "加密.pdf",
        lambda: b"%PDF-1.6\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R/Encrypt 5 0 R>>\n%%EOF\n",
    ),
    ("空的.txt", lambda: b""),
    ("图片.txt", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 200),
    ("名册.xlsx", lambda: zipped({"xl/workbook.xml": b"<workbook/>"})),
    ("没传完.docx.part", lambda: docx(material(901))[:300]),
    ("太大.txt", lambda: b"\xe5" * 6_000_000),
    ("涉密.txt", lambda: ("机密★5年\n" + material(902)).encode("utf-8")),
)
"""Files that are refused, each with one line."""

ODD_NAMES = (
    "带'引号\"和$(反引号`).txt",
    "换\n行\t制表.txt",
    "反向\u202e字\u200b符.txt",
    "..\\..\\逃出去.txt",
    "很" * 80 + ".txt",
    unicodedata.normalize("NFD", "Ünïcode 材料.txt"),
    "-rf.txt",
    "材料.TXT",
    "无后缀",
)


def make_mixed(folder: Path, count: int, outside: Path) -> tuple[int, set[str]]:
    """Fills `folder` with `count` files, in nested folders; `outside` gets a file that a link leads to.

    Returns how many are good, and the names (last part) of those that must be refused.
    """
    refused: set[str] = set()
    for place, (name, make) in zip(_places(), BROKEN, strict=False):
        put(folder / place / name, make())
        refused.add(name)
    secret = put(outside / "外面.txt", material(903))
    Path(folder / "指向外面.txt").symlink_to(secret)
    Path(folder / "指向外面的文件夹").symlink_to(outside)
    refused |= {"指向外面.txt", "指向外面的文件夹"}
    for number, name in enumerate(ODD_NAMES, 950):
        put(folder / "怪名字" / name, material(number))
    put(folder / "压缩包.zip", zipped({f"第{n}批/{unit(n)}.txt": material(n).encode() for n in range(970, 975)}))
    good = len(ODD_NAMES) + 5
    for name in ("~$草稿.docx", "Thumbs.db", ".DS_Store"):
        put(folder / name, b"junk")
    number = 0
    for place in _places(count - len(refused) - len(ODD_NAMES) - 1 - 3):
        suffix, encode = FORMATS[number % len(FORMATS)]
        put(folder / place / f"{number}号{suffix}", encode(material(number)))
        number += 1
    return good + number, refused


def _places(count: int = 1000) -> Iterator[str]:
    for number in range(count):
        yield ("", "一季度", "一季度/局机关", "二季度/乡镇/柳河", "深/一/二/三/四")[number % 5]
