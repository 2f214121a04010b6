"""The whole reading of difficult materials, against what a careful human reader would answer.

`tests/materials/NN-name.txt|md` with `NN-name.yml` beside it. The answers were written by people who had not
seen the code. A key that is missing there is not asked. To add a case, add the two files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.collection import Original
from build_tools.model import Material, Outline, Section
from build_tools.pipeline import read_material
from build_tools.vocabulary import load_vocabulary

MATERIALS = Path(__file__).parent / "materials"
VOCABULARY = load_vocabulary()
FIELDS = (
    *("title", "title_supplied", "year", "year_printed", "held", "meeting"),
    *("genre", "subject", "unit", "framework"),
)


def original(path: Path) -> Original:
    return Original(path, path.name, path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest(), "x0123456789")


def cases() -> list[Path]:
    return [path for path in sorted(MATERIALS.iterdir()) if path.suffix in (".txt", ".md")]


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_a_careful_readers_answers(path: Path, tmp_path: Path) -> None:
    asked = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))
    material = read_material(original(path), VOCABULARY)
    if "secrecy_mark" in asked.get("must_report", ()):  # nothing of it is told; how it would be read is asked without
        assert not material.screening.publish and material.outline == Outline(title=None)
        material = read_material(unmarked(path, tmp_path), VOCABULARY)
        asked["must_report"].remove("secrecy_mark")
    assert list(differences(asked, material)) == []


def unmarked(path: Path, folder: Path) -> Original:
    """The same material without the mark on its first line."""
    copy = folder / path.name
    copy.write_text(path.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
    return original(copy)


def differences(asked: Mapping[str, Any], material: Material) -> Iterator[str]:
    description = material.description
    for name in FIELDS:
        wanted, got = asked.get(name), getattr(description, name)
        if name in asked and not (name == "title" and wanted is None) and wanted != got:
            yield f"{name}: {wanted!r}, read {got!r}"
    if "incomplete" in asked and bool(description.incomplete) != asked["incomplete"]:
        yield f"incomplete: {description.incomplete}"
    preamble = material.outline.preamble[0].text if material.outline.preamble else ""
    if "preamble" in asked and not (preamble.startswith(asked["preamble"]) if asked["preamble"] else not preamble):
        yield f"preamble: {asked['preamble']!r}, read {preamble[:20]!r}"
    closing = "".join(block.text for block in material.outline.closing) or None
    if "closing" in asked and asked["closing"] != closing:
        yield f"closing: {asked['closing']!r}, read {closing!r}"
    if "sections" in asked:
        yield from tree_differences(asked["sections"] or [], material.outline.sections, "")
    yield from text_differences(asked, material)


def tree_differences(wanted: Sequence[Mapping[str, Any]], got: Sequence[Section], path: str) -> Iterator[str]:
    if len(wanted) != len(got):
        yield f"{path or 'top'}: {len(wanted)} sections, read {len(got)}: {[(s.number, s.title) for s in got]}"
    for asked, section in zip(wanted, got, strict=False):
        here = f"{path} {asked.get('number') or ''}{asked.get('title') or ''}"
        read: dict[str, Any] = {
            "number": section.number,
            "title": section.title,
            "part": section.part,
            "aspects": list(section.aspects),
            "run_in": section.run_in,
            "points": [point.lead for point in section.points],
        }
        for name, value in read.items():
            if name in asked and asked[name] != value:
                yield f"{here}: {name} {asked[name]!r}, read {value!r}"
        if "sections" in asked:
            yield from tree_differences(asked["sections"] or [], section.sections, here)


def text_differences(asked: Mapping[str, Any], material: Material) -> Iterator[str]:
    codes = {finding.code for finding in material.findings}
    for code in asked.get("must_report") or []:
        if code not in codes:
            yield f"not reported: {code}"
    text = whole_text(material)
    for words in asked.get("must_keep") or []:
        if words not in text:
            yield f"not kept: {words}"
    for repair in asked.get("must_repair") or []:
        done = any(repair["before"] in made.before or made.before in repair["before"] for made in material.repairs)
        if not done or repair["after"] not in text:
            yield f"not repaired: {repair}"


def whole_text(material: Material) -> str:
    outline = material.outline
    loose = (outline.title_lines, outline.byline, outline.preamble, outline.closing, outline.signature)
    texts = [block.text for blocks in loose for block in blocks]
    for section in outline.walk():
        texts += [section.printed, *(block.text for block in section.blocks)]
    return "\n".join(texts)
