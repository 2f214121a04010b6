"""How long each stage takes for 2 MB of one hostile pattern: no text may take more than two seconds in any stage.

    .venv/bin/python bench/fuzz/large.py [--size 2000000] [NAME…]

Prints CPU seconds a stage and pattern, the slowest first. By hand: the tests compare growth, not time.
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
from build_tools.model import Material, Screening
from build_tools.outline import outline
from build_tools.pages import material_page
from build_tools.readers import read
from build_tools.repair import repair
from build_tools.screening import masked, secrecy_mark, withhold_affairs
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
    "prose": "我们学习不够深入，调研不够扎实，措施不够有力。班子认真查摆了存在的问题\n",
}


def stages(text: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Each stage as a function; the result of one is the input of the next."""
    vocabulary = load_vocabulary()
    held: dict[str, Any] = {}

    def keep(name: str, value: Any) -> None:
        held[name] = value

    yield "read", lambda: keep("document", read(text.encode(), "a.md" if "#" in text else "a.txt", "0" * 64))
    yield "secrecy", lambda: secrecy_mark(held["document"], vocabulary)
    yield "repair", lambda: keep("document", repair(held["document"], vocabulary))
    yield "mask", lambda: keep("document", masked(held["document"], vocabulary)[0])
    yield "outline", lambda: keep("outline", with_parts(outline(held["document"], vocabulary), vocabulary))
    yield "withhold", lambda: keep("outline", withhold_affairs(held["outline"], vocabulary)[0])
    yield "describe", lambda: keep("described", describe(held["outline"], vocabulary))

    def material() -> Material:
        structure, description, findings = held["described"]
        source = held["document"].source
        return Material("x0123456789", source, structure, description, Screening(), (), findings)

    yield "page", lambda: material_page(material(), vocabulary)
    yield "search", lambda: documents_of(material())


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="patterns, all where none is named")
    parser.add_argument("--size", type=int, default=2_000_000, help="bytes of UTF-8")
    arguments = parser.parse_args()
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
    for seconds, stage, name in sorted(rows, reverse=True)[:40]:
        print(f"{seconds:8.2f} s  {stage:9} {name}{'   TOO SLOW' if seconds > 2 else ''}")


if __name__ == "__main__":
    main()
