"""Whatever stands in an original: a material comes out, or one clear refusal; nothing withheld is told, no markup lives."""

from __future__ import annotations

import hashlib
import html
import os
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.collection import Original
from build_tools.errors import UnreadableOriginal
from build_tools.inspection import as_text, inspect
from build_tools.model import Material, Outline
from build_tools.pages import entry_of, material_page
from build_tools.pipeline import read_material
from build_tools.search.documents import documents_of
from build_tools.vocabulary import Vocabulary, load_vocabulary

VOCABULARY = load_vocabulary()
WINDOW = 8
PLANTED = {
    "电话13800138000号": "13800138000",
    "证件110105194912310021的": "110105194912310021",
    "微信号wx_9999的": "wx_9999",
}
"""What a text may hold, and what of it nobody may see."""
PIECES = st.sampled_from(
    [
        *(
            "一、",
            "（一）",
            "（六）",
            "1.",
            "1、",
            "第一，",
            "一是",
            "二是",
            "①",
            "\n",
            "\n",
            "\n\n",
            "　　",
            " ",
            "\t",
        ),
        *("。", "，", "；", "：", "“", "”", '"', "（", "）", "《", "**", "# ", "## ", "- ", "> ", "——"),
        *("存在的问题", "原因分析", "整改措施", "有关事项报告", "个人有关事项", "需要说明的情况", "家庭成员情况"),
        *(
            "对照检查材料",
            "临江市水利局领导班子2021年度民主生活会对照检查材料",
            "民主生活会",
            "带头",
            "方面",
            "学习不够",
        ),
        *(
            "现住商品房两套",
            "面积128平米",
            "妻子在档案馆工作",
            "儿子在云岭大学上学",
            "家里存款不多",
            "患有风湿",
            "买过基金",
        ),
        *(*PLANTED, "浙B12345", "a@example.org", "人民路8号3栋2单元501室"),
        *("秘密★5年", "机密", "dangshi", "領導", "领(lǐng)导", "习习近平", "\u200b", "\u202e", "浏览量:34", "— 3 —"),
        *(
            "<script>",
            "<b onclick=x>",
            "&lt;",
            "&#60;",
            "{{ x }}",
            "{% x %}",
            "{: #a }",
            "[a](javascript:b)",
            "|",
            "---",
        ),
        *(
            "--8<--",
            "![a](http://b)",
            "```",
            "`",
            "~~",
            "^",
            "[^1]",
            ":smile:",
            "<!--",
            "-->",
            "\\",
            "\x00",
            "\x0c",
            "\u2028",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=80).map("".join))


def shown(vocabulary: Vocabulary, *kinds: str) -> Vocabulary:
    """The vocabulary with the policy `show` for these kinds."""
    personal = vocabulary.personal
    changed = {kind: personal.kinds[kind].model_copy(update={"policy": "show"}) for kind in kinds}
    return replace(vocabulary, personal=personal.model_copy(update={"kinds": {**personal.kinds, **changed}}))


OPEN = shown(VOCABULARY, *VOCABULARY.personal.kinds)
UNMASKED = shown(VOCABULARY, *(set(VOCABULARY.personal.kinds) - {"affairs"}))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def read(folder: Path, name: str, text: str, vocabulary: Vocabulary) -> Material | None:
    path = folder / name
    data = text.encode("utf-8", "surrogatepass")
    path.write_bytes(data)
    original = Original(path, name, len(data), hashlib.sha256(data).hexdigest(), "x0123456789")
    try:
        return read_material(original, vocabulary)
    except UnreadableOriginal:
        return None


def texts_of(outline: Outline) -> Iterator[str]:
    loose = (
        outline.title_lines,
        outline.contents,
        outline.byline,
        outline.preamble,
        outline.closing,
        outline.signature,
    )
    yield from (block.text for blocks in loose for block in blocks)
    for section in outline.walk():
        yield section.printed
        yield from (block.text for block in section.blocks)


class Tags(HTMLParser):
    """The elements of a page's source and what they would do."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.acting: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.acting += [
            name for name, value in attrs if name.startswith("on") or (name == "href" and ":" in str(value))
        ]


FORBIDDEN = {
    "script",
    "iframe",
    "img",
    "object",
    "embed",
    "form",
    "input",
    "style",
    "link",
    "meta",
    "base",
    "video",
    "audio",
}


@given(TEXTS)
@settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "150")), deadline=None, suppress_health_check=list(HealthCheck)
)
def test_any_original(folder: Path, text: str) -> None:
    for name in ("a.txt", "a.md"):
        material = read(folder, name, text, VOCABULARY)
        if material is None:
            continue
        if not material.screening.publish:
            assert material.outline == Outline(title=None)
            continue
        page = material_page(material, VOCABULARY).text
        found = Tags(page.partition("\n---\n")[2])
        assert not found.tags & FORBIDDEN and found.acting == []
        told = "\n".join(
            [
                html.unescape(page),
                inspect(material).model_dump_json(),
                *as_text(material, VOCABULARY),
                repr(entry_of(material)),
                *(document.text for document in documents_of(material)),
            ]
        )
        for piece, value in PLANTED.items():
            if value not in text.replace(piece, ""):
                assert value not in told
        check_withheld(folder, name, text)


def check_withheld(folder: Path, name: str, text: str) -> None:
    """Withholding changes neither anchors nor lengths; what it takes is told nowhere."""
    whole, part = read(folder, name, text, OPEN), read(folder, name, text, UNMASKED)
    assert whole is not None and part is not None
    assert [s.anchor for s in whole.outline.walk()] == [s.anchor for s in part.outline.walk()]
    assert whole.outline.characters == part.outline.characters
    left = "\n".join(texts_of(part.outline))
    withheld = {datum.where for datum in part.screening.personal if datum.policy == "withhold"}
    told = html.unescape(material_page(part, UNMASKED).text) + inspect(part).model_dump_json()
    for section in whole.outline.walk():
        if section.anchor in withheld:
            for block in section.blocks:
                windows = {block.text[i : i + WINDOW] for i in range(len(block.text) - WINDOW + 1)}
                assert [w for w in windows if w not in left and w in told] == []
