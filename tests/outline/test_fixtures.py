"""The outline rules on readable fixtures.

A fixture file holds cases: a line that says what is shown, then between lines with a single `.` the input
and the expected outline. In that: two blanks a level; `→` a heading that runs into its paragraph; `· 一是 lead` a
point; T title, B byline, P how the introduction begins, C closing, S signature; `!` a finding, `~` a repair.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.model import Document, Outline, Section, Source
from build_tools.outline import outline
from build_tools.readers.plain import read_plain
from build_tools.vocabulary import load_vocabulary

FIXTURES = Path(__file__).parent.parent / "fixtures" / "outline"
VOCABULARY = load_vocabulary()


def cases() -> Iterator[object]:
    for path in sorted(FIXTURES.glob("*.md")):
        pieces = path.read_text(encoding="utf-8").split("\n.\n")
        for name, given, expected in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=False):
            yield pytest.param(given, expected.strip("\n"), id=f"{path.stem}: {name.strip()}")


def document(text: str) -> Document:
    return Document(Source("a.txt", "txt", "utf-8", "0" * 64), read_plain(text))


def drawn(found: Outline, expected: str) -> str:
    """The outline in the notation of the fixtures; kinds of lines that the case does not mention are left out."""
    lines = [f"T {found.title}"] if found.title and "T " in expected else []
    lines += [f"B {block.text}" for block in found.byline]
    begins = next((line[2:] for line in expected.split("\n") if line.startswith("P ")), None)
    if begins and found.preamble:
        lines.append(f"P {found.preamble[0].text[: len(begins)]}")
    for section in found.sections:
        lines += drawn_section(section, 0)
    lines += [f"C {block.text}" for block in found.closing]
    lines += [f"S {block.text}" for block in found.signature]
    lines += [f"! {finding.code}" for finding in found.findings]
    lines += [f"~ {repair.kind}" for repair in found.repairs]
    return "\n".join(lines)


def drawn_section(section: Section, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}{section.number or ''}{section.title}{' →' if section.run_in else ''}"
    for point in section.points:
        yield f"{'  ' * (depth + point.depth)}· {point.number} {point.lead}"
    for child in section.sections:
        yield from drawn_section(child, depth + 1)


@pytest.mark.parametrize(("given", "expected"), list(cases()))
def test_fixture(given: str, expected: str) -> None:
    assert drawn(outline(document(given), VOCABULARY), expected) == expected


@pytest.mark.parametrize(("given", "expected"), list(cases()))
def test_no_text_is_lost(given: str, expected: str) -> None:
    """All characters of the input stand in the outline, in order within each part, but for recorded repairs."""
    found = outline(document(given), VOCABULARY)
    assert sorted(squeezed(all_text(found)) + squeezed("".join(r.before for r in found.repairs))) == sorted(
        squeezed(given)
    )


def all_text(found: Outline) -> str:
    loose = (found.title_lines, found.contents, found.byline, found.preamble, found.closing, found.signature)
    texts = [block.text for blocks in loose for block in blocks]
    for section in found.walk():
        texts += [section.printed, *(block.text for block in section.blocks)]
    return "".join(texts)


def squeezed(text: str) -> str:
    return "".join(text.split())
