"""The whole way of one original, on one screen: bytes → Document → … → Material.

Every stage is a function on immutable values and never fails on odd text; what each reads and returns
stands in its own docstring. Nothing here touches the disk but `Original.read_bytes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from build_tools.collection import Original
from build_tools.describe import describe, with_parts
from build_tools.model import Description, Document, Finding, Material, PersonalDatum, Screening, Source, merged_repairs
from build_tools.outline import outline
from build_tools.readers import read
from build_tools.records.record import Record
from build_tools.repair import repair
from build_tools.screening import (
    mark_in,
    masked,
    masked_text,
    masked_values,
    refused,
    secrecy_mark,
    taken_back,
    unreviewed,
    withhold_affairs,
)
from build_tools.vocabulary import Vocabulary


def read_material(original: Original, vocabulary: Vocabulary) -> Material:
    """The original as a Material. `screening.publish` is false for one that must not be published: it is empty.

    Raises UnreadableOriginal where the bytes cannot be read as text.
    """
    record = original.record
    document = read(original.read_bytes(), original.file, original.sha256, record.added)
    source, in_name = _named(original, document, vocabulary)
    if grade := secrecy_mark(document, vocabulary) or _mark_outside(original, record, vocabulary):
        return refused(original.id, source, grade)
    decided, in_record = masked_values({**record.overrides, "exemplar": record.exemplar}, vocabulary, "记录")
    exemplar = decided.pop("exemplar")
    document, in_text = masked(repair(document, vocabulary), vocabulary)
    structure, withheld = withhold_affairs(with_parts(outline(document, vocabulary), vocabulary), vocabulary)
    structure, description, conflicts = describe(structure, vocabulary, decided, PurePosixPath(source.file).stem)
    repairs, findings = taken_back(
        withheld,
        structure,
        document.repairs + structure.repairs,
        document.findings + structure.findings + conflicts,
        vocabulary,
    )
    elsewhere = (datum for datum in in_text if datum.where in withheld.shared or not withheld.covers(datum.where))
    personal = (*in_name, *in_record, *elsewhere, *withheld.data)
    findings += _personal_findings(personal, vocabulary)
    unseen = (datum for text in document.aside for datum in masked_text(text, vocabulary, "正文之外")[1])
    return Material(
        id=original.id,
        source=source,
        outline=structure,
        description=_with_gaps(description, document, decided, exemplar),
        screening=Screening(personal=(*personal, *unseen)),
        repairs=merged_repairs(repairs),
        findings=unreviewed(findings, record.reviewed, structure),
    )


def _named(original: Original, document: Document, vocabulary: Vocabulary) -> tuple[Source, tuple[PersonalDatum, ...]]:
    """The source with personal data in the file's name hidden, and what was hidden."""
    file, _ = masked_text(document.source.file, vocabulary)
    _, found = masked_text(original.path.name, vocabulary, "文件名")
    return replace(document.source, file=file), found


def _mark_outside(original: Original, record: Record, vocabulary: Vocabulary) -> str | None:
    """The grade of a mark in the file's name, or in what a record says of the original."""
    name = PurePosixPath(original.file).stem
    return mark_in([name, *name.split(), *filter(None, (record.title, *record.labels))], vocabulary)


def _with_gaps(
    description: Description, document: Document, decided: Mapping[str, Any], exemplar: str | None
) -> Description:
    """The description with why it is an exemplar, and why the text is known to be cut short."""
    reason = next(
        (finding.message for finding in document.findings if finding.code in ("incomplete", "needs_ocr")), None
    )
    cut = description.incomplete if "incomplete" in decided else reason
    return replace(description, incomplete=cut, exemplar=exemplar)


def _personal_findings(personal: tuple[PersonalDatum, ...], vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """A finding for each place and kind, without the value."""
    said = {"mask": "已遮盖", "withhold": "按规定不予显示", "show": "按词表的设置照登"}
    findings = []
    for datum in personal:
        name = vocabulary.personal.kinds[datum.kind].name
        amount = f"{datum.characters} 字" if datum.policy == "withhold" else f"{datum.count} 处"
        findings.append(Finding("personal_data", f"{name} {amount}，{said[datum.policy]}", where=datum.where))
    return tuple(findings)
