"""How long each stage takes for 2 MB of one hostile pattern: no text may take more than two seconds in any stage.

    .venv/bin/python bench/fuzz/large.py [--size 2000000] [NAME…]

Prints CPU seconds a stage and pattern, and of all stages together, the slowest first. By hand: no test measures time.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from build_tools.describe import describe, with_parts
from build_tools.errors import DuizhaoError
from build_tools.model import Material, Screening, merged_repairs
from build_tools.outline import outline
from build_tools.pages import material_page
from build_tools.readers import read
from build_tools.repair import repair
from build_tools.screening import masked, secrecy_mark, taken_back, withhold_affairs
from build_tools.search.documents import documents_of
from build_tools.vocabulary import load_vocabulary

PATTERNS = {
    "brackets": "（(《【[{",
    "closing brackets": "）)》】]}",
    "numbers": "1",
    "numbers and points": "1.",
    "numbers and blanks": "1 ",
    "numbers and hyphens": "13-8",
    "Chinese numerals": "一三八",
    "points": "一是",
    "points in sentences": "一是学习不够。",
    "points in lines": "一是学习不够。\n",
    "quotes": "“",
    "quotes and text": "学”",
    "straight quotes": '"学',
    "blanks": " ",
    "blanks and text": "学 ",
    "wide blanks": "　",
    "stars": "*",
    "stars and text": "**学",
    "secrecy": "秘密",
    "secrecy with stars": "秘密★\n学习\n",
    "addresses": "里三栋",
    "addresses with blanks": "路一二三四五六号",
    "relatives": "妻子在",
    "homes": "我住房1平",
    "plates": "云A",
    "letters": "a",
    "letters and @": "a@",
    "dots": "a.",
    "QQ": "QQ",
    "cards": "卡1",
    "phones": "电话8",
    "passports": "护照E",
    "affairs": "有关事项报告。妻子。\n",
    "headings": "一、问题\n",
    "headings at all levels": "一、问题\n（一）方面\n1.学\n（1）习\n",
    "markup headings": "# 学\n",
    "run-in headings": "（一）学习不够。",
    "hashes": "#",
    "angle brackets": "<p ",
    "entities": "&nbsp;",
    "braces": "{{",
    "pipes": "|学",
    "tabs": "\t学",
    "one character a line": "学\n",
    "zero-width": "\u200b学",
    "bidi": "\u202e学",
    "quoted points": "“一是”",
    "points and quotes": "一是学“一是",
    "points after commas": "一是学，二是习，",
    "points that begin again": "。一是学",
    "years": "年",
    "years and digits": "2021年",
    "terms": "2021年度民主生活会",
    "dates": "2022年1月15日召开",
    "title marks": "《",
    "title marks and text": "《学",
    "bracketed numbers": "（一）",
    "bracketed numbers in lines": "（一）\n",
    "bracketed readings": "学(ananananananananananana)",
    "addresses and marks": "学a@b,学",
    "contents": "目录\n",
    "numbered lines": "1.学习\n",
    "entities of marks": "&amp;",
    "tags": "<div>",
    "rows of a table": "|学|习|\n",
    "lists": "- 学\n",
    "quoted lines": "> 学\n",
    "dots in rows": "学...1",
    "hyphens": "-",
    "stars in rows": "**学**",
    "underlines": "__",
    "page numbers": "- 1 -\n",
    "site lines": "点击下载\n",
    "repairs of affairs": '有关事项报告。妻子“学"。\n',
    "affairs in a paragraph": "有关事项报告，妻子。一是学。",
    "traditional": "領導",
    "pinyin": "学dangshi",
    "colons": "原因：",
    "labels": "原因：学\n",
    "bold lines": "**学习**\n",
    "prose": "我们学习不够深入，调研不够扎实，措施不够有力。班子认真查摆了存在的问题\n",
}


def stages(text: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Each stage as a function; the result of one is the input of the next."""
    vocabulary = load_vocabulary()
    held: dict[str, Any] = {}

    def keep(name: str, value: Any) -> None:
        held[name] = value

    yield "read", lambda: keep("document", read(text.encode(), "a.md" if text[:1] in "#|->" else "a.txt", "0" * 64))
    yield "secrecy", lambda: secrecy_mark(held["document"], vocabulary)
    yield "repair", lambda: keep("document", repair(held["document"], vocabulary))
    yield "mask", lambda: keep("document", masked(held["document"], vocabulary)[0])
    yield "outline", lambda: keep("outline", with_parts(outline(held["document"], vocabulary), vocabulary))
    yield "withhold", lambda: keep("withheld", withhold_affairs(held["outline"], vocabulary))
    yield "describe", lambda: keep("described", describe(held["withheld"][0], vocabulary))

    def take_back() -> None:
        document, (shown, withheld) = held["document"], held["withheld"]
        keep("safe", taken_back(withheld, shown, document.repairs, document.findings, vocabulary))

    yield "take back", take_back

    def material() -> Material:
        structure, description, findings = held["described"]
        source, (repairs, more) = held["document"].source, held["safe"]
        merged = merged_repairs(repairs)
        return Material("x0123456789", source, structure, description, Screening(), merged, (*more, *findings))

    yield "page", lambda: material_page(material(), vocabulary)
    yield "search", lambda: documents_of(material())


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="patterns, all where none is named")
    parser.add_argument("--size", type=int, default=2_000_000, help="bytes of UTF-8")
    arguments = parser.parse_args()
    for _, run in stages(PATTERNS["prose"] * 20):  # what is loaded once is not measured
        run()
    rows = []
    for name in arguments.names or PATTERNS:
        piece = PATTERNS[name]
        text = piece * (arguments.size // len(piece.encode()))
        for stage, run in stages(text):
            start = time.process_time()
            try:
                run()
            except DuizhaoError as error:  # refused, which is an answer too
                print(f"          {stage:9} {name}: {error}", file=sys.stderr)
                break
            rows.append((time.process_time() - start, stage, name))
            print(f"{rows[-1][0]:8.2f}  {stage:9} {name}", file=sys.stderr, flush=True)
        rows.append((sum(row[0] for row in rows if row[2] == name), "ALL", name))
    for seconds, stage, name in sorted(rows, reverse=True)[:60]:
        print(f"{seconds:8.2f} s  {stage:9} {name}{'   TOO SLOW' if seconds > 2 else ''}")


if __name__ == "__main__":
    main()
