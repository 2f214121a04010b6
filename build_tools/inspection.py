"""Material → what `duizhao inspect` shows: one JSON object (the contract of DESIGN section 4) or a readable text.

The classes are pydantic ones because the object goes out to other programs: `duizhao schema inspect`
prints their JSON Schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict

from build_tools.model import Block, Evidence, Finding, Material, Point, Repair, Section, Severity
from build_tools.pages.names import names
from build_tools.vocabulary import Vocabulary


class Inspected(BaseModel):
    """A part of the object. All keys are always there; what is not known is null."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class InspectedPoint(Inspected):
    """一是…: a point in running text."""

    number: str
    lead: str
    anchor: str
    depth: int
    """2 for a point inside a point."""


class InspectedSection(Inspected):
    """A heading and everything under it."""

    number: str | None
    title: str
    anchor: str
    part: str
    aspects: tuple[str, ...]
    run_in: bool
    characters: int
    points: tuple[InspectedPoint, ...]
    sections: tuple[InspectedSection, ...]


class InspectedEvidence(Inspected):
    """What a metadata value rests on."""

    value: Any
    source: str
    text: str | None
    confidence: str


class InspectedRepair(Inspected):
    """One kind of change made to the text."""

    kind: str
    before: str
    after: str
    count: int
    where: tuple[str, ...]
    """`第12行`: lines of the original."""


class InspectedFinding(Inspected):
    """Something noticed and not changed."""

    code: str
    severity: Severity
    message: str
    where: str | None


class InspectedDatum(Inspected):
    """One place with personal data of one kind, without the value."""

    kind: str
    where: str
    masked: str
    count: int
    policy: str
    """`mask`, `withhold` or `show`."""
    characters: int
    """How many characters are not shown as they stand in the original."""


class InspectedScreening(Inspected):
    """What may be shown."""

    publish: bool
    secrecy: str | None
    personal: tuple[InspectedDatum, ...]


class InspectedSource(Inspected):
    """Where the material comes from."""

    file: str
    format: str
    encoding: str | None
    sha256: str
    added: str | None


class Inspection(Inspected):
    """Everything that is known about one material."""

    id: str
    title: str
    title_supplied: bool
    year: int | None
    year_printed: int | None
    held: str | None
    meeting: str | None
    theme: str | None
    genre: str | None
    subject: str | None
    unit: str | None
    sector: str | None
    level: str | None
    role: str | None
    framework: str | None
    labels: tuple[str, ...]
    incomplete: str | None
    exemplar: str | None
    keywords: tuple[str, ...]
    characters: int
    preamble: str | None
    closing: str | None
    evidence: dict[str, InspectedEvidence]
    sections: tuple[InspectedSection, ...]
    repairs: tuple[InspectedRepair, ...]
    findings: tuple[InspectedFinding, ...]
    screening: InspectedScreening
    source: InspectedSource


def inspect(material: Material) -> Inspection:
    """What `duizhao inspect` shows of a material."""
    description, outline, screening = material.description, material.outline, material.screening
    told = {name: getattr(description, name) for name in Inspection.model_fields if hasattr(description, name)}
    return Inspection(
        **told | {"evidence": {field: _evidence(value) for field, value in description.evidence.items()}},
        id=material.id,
        characters=outline.characters,
        preamble=_text(outline.preamble),
        closing=_text(outline.closing),
        sections=tuple(_section(section) for section in outline.sections),
        repairs=tuple(_repair(repair) for repair in material.repairs),
        findings=tuple(inspected_finding(finding) for finding in material.findings),
        screening=InspectedScreening(
            publish=screening.publish,
            secrecy=screening.secrecy,
            personal=tuple(
                InspectedDatum(**{name: getattr(datum, name) for name in InspectedDatum.model_fields})
                for datum in screening.personal
            ),
        ),
        source=InspectedSource(
            **{name: getattr(material.source, name) for name in InspectedSource.model_fields},
        ),
    )


def inspected_finding(finding: Finding) -> InspectedFinding:
    """A finding as it goes out."""
    return InspectedFinding(code=finding.code, severity=finding.severity, message=finding.message, where=finding.where)


def _section(section: Section) -> InspectedSection:
    return InspectedSection(
        number=section.number,
        title=section.title,
        anchor=section.anchor,
        part=section.part,
        aspects=section.aspects,
        run_in=section.run_in,
        characters=section.characters,
        points=tuple(_point(point) for point in section.points),
        sections=tuple(_section(inner) for inner in section.sections),
    )


def _point(point: Point) -> InspectedPoint:
    return InspectedPoint(number=point.number, lead=point.lead, anchor=point.anchor, depth=point.depth)


def _evidence(evidence: Evidence) -> InspectedEvidence:
    return InspectedEvidence(
        value=evidence.value, source=evidence.source, text=evidence.text, confidence=evidence.confidence
    )


def _repair(repair: Repair) -> InspectedRepair:
    where = tuple(f"第{line}行" for line in repair.lines)
    return InspectedRepair(kind=repair.kind, before=repair.before, after=repair.after, count=repair.count, where=where)


def _text(blocks: Iterable[Block]) -> str | None:
    return "\n".join(block.text for block in blocks) or None


# ---------------------------------------------------------------- for people


def as_text(material: Material, vocabulary: Vocabulary) -> Iterator[str]:
    """The lines of a readable account of a material."""
    description, outline, source = material.description, material.outline, material.source
    yield f"{description.title}{'（拟题）' if description.title_supplied else ''}"
    if not material.screening.publish:
        yield f"编号 {material.id}　{source.file}"
        yield f"有密级标志（{material.screening.secrecy}），不得入库，请移出归档文件夹，按保密规定处理"
        return
    yield f"编号 {material.id}　{source.file}　{source.format}　{source.encoding or '—'}　{outline.characters} 字"
    yield "\n著录"
    for name, label in names().fields.items():
        value = None if name == "title" else getattr(description, name)
        if value not in (None, ()):
            shown = "、".join(value) if isinstance(value, tuple) else str(value)
            yield f"  {label}：{shown}{_basis(description.evidence.get(name))}"
    unknown = [label for name, label in names().fields.items() if getattr(description, name) is None]
    yield f"  不详：{'、'.join(unknown)}"
    yield "\n提纲"
    if outline.preamble:
        yield "  引言"
    for section in outline.sections:
        yield from _section_lines(section, "  ")
    if outline.closing:
        yield f"  结语：{_text(outline.closing)}"
    yield f"\n修复 {sum(repair.count for repair in material.repairs)} 处"
    for repair in material.repairs:
        kind = vocabulary.damage.kinds.get(repair.kind) or names().repairs.get(repair.kind, repair.kind)
        yield f"  {kind}：“{repair.before}” → “{repair.after}”，{repair.count} 次"
    yield f"\n发现 {len(material.findings)} 条"
    for finding in material.findings:
        yield f"  {names().severities[finding.severity]}　{finding.where or '全文'}　{finding.message}"


def _basis(evidence: Evidence | None) -> str:
    if evidence is None:
        return ""
    words = f"“{evidence.text}”，" if evidence.text else ""
    return f"　〔{words}可信度{names().confidence[evidence.confidence]}〕"


def _section_lines(section: Section, indent: str) -> Iterator[str]:
    aspects = f"，{'、'.join(section.aspects)}" if section.aspects else ""
    yield f"{indent}{section.number or ''}{section.title}　〔{section.part}{aspects}，{section.characters} 字〕"
    for point in section.points:
        yield f"{indent}{'  ' * point.depth}{point.number}{point.lead}"
    for inner in section.sections:
        yield from _section_lines(inner, indent + "  ")
