"""The words of a material are the words of its original after the recorded repairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.describe import describe
from build_tools.model import Document, Outline, Repair
from build_tools.outline import outline
from build_tools.readers import read
from build_tools.readers.encoding import decode
from build_tools.repair import repair
from build_tools.vocabulary import load_vocabulary
from tests.seeds import SEEDS

ROOT = Path(__file__).parent.parent
VOCABULARY = load_vocabulary()

PIECES = st.sampled_from(
    [
        *(
            "一、",
            "（一）",
            "(二)",
            "1.",
            "1、",
            "第一，",
            "一是",
            "二是",
            "三是",
            "①",
            "篇一",
            "目录",
            "# ",
            "**",
            "——",
            "------",
        ),
        *(
            "。",
            "，",
            "；",
            "：",
            "“",
            "”",
            '"',
            "（",
            "）",
            "《",
            "》",
            "\n",
            "\n\n",
            "　　",
            " ",
            "\t",
            "\u200b",
            "\ufeff",
        ),
        *(
            "存在的问题",
            "原因分析",
            "整改措施",
            "带头",
            "方面",
            "对照检查材料",
            "民主生活会",
            "2021年度",
            "2022年1月3日",
        ),
        *("dangshi", "mzshh", "領導", "领(lǐng)导", "习习近平", "XX纪委", "**镇", "秘密★10年", "浏览量:34", "— 3 —"),
        *("学习", "不够", "以上检查，请批评指正", "我是临江市教育局党组书记", "GDP", "３", "A", "<b>", "{{", "|"),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=120).map("".join))


def words(text: str) -> Counter[str]:
    return Counter("".join(text.split()).replace("\ufeff", ""))


def outline_text(found: Outline) -> str:
    loose = (found.title_lines, found.contents, found.byline, found.preamble, found.closing, found.signature)
    texts = [block.text for blocks in loose for block in blocks]
    for section in found.walk():
        texts += [section.printed, *(block.text for block in section.blocks)]
    return "\n".join(texts)


def accounted(text: str, repairs: Iterable[Repair]) -> Counter[str]:
    """The characters of a text after its repairs: without what each took away, with what it put there."""
    count = words(text)
    for made in repairs:
        for _ in range(made.count):
            count.subtract(words(made.before))
            count.update(words(made.after))
    return +count


def check(document: Document) -> None:
    mended = repair(document, VOCABULARY)
    assert words(mended.text) == accounted(document.text, mended.repairs[len(document.repairs) :])
    found = outline(mended, VOCABULARY)
    assert words(outline_text(found)) == accounted(mended.text, found.repairs)
    described, _, _ = describe(found, VOCABULARY)
    assert outline_text(described) == outline_text(found)


def materials() -> list[Path]:
    folders = (ROOT / "archive", ROOT / "tests" / "materials", SEEDS)
    return [
        p
        for folder in folders
        if folder.is_dir()
        for p in sorted(folder.rglob("*"))
        if p.suffix in (".txt", ".md", ".docx")
    ]


@pytest.mark.parametrize("path", materials(), ids=lambda path: path.name)
def test_real_materials(path: Path) -> None:
    document = read(path.read_bytes(), path.name, "0" * 64)
    if path.suffix == ".txt":
        assert words(document.text) == words(decode(path.read_bytes(), path.name).text)
    check(document)


@given(TEXTS)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text(text: str) -> None:
    for name in ("a.txt", "a.md"):
        data = text.encode("utf-8", errors="replace")
        if data.strip(b"\x00 \t\r\n") and "\ufffd" not in text:
            try:
                document = read(data, name, "0" * 64)
            except Exception as error:
                assert type(error).__name__ == "UnreadableOriginal"
                continue
            check(document)
