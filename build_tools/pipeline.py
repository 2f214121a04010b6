"""The whole way of one original, on one screen: bytes → Document → … → Material.

Every stage is a function on immutable values and never fails on odd text; what each reads and returns
stands in its own docstring. Nothing here touches the disk but `Original.read_bytes`.
"""

from __future__ import annotations

from dataclasses import replace

from build_tools.collection import Original
from build_tools.describe import describe
from build_tools.model import Description, Document, Finding, Material, Screening, merged_repairs
from build_tools.outline import outline
from build_tools.readers import read
from build_tools.record import Record
from build_tools.repair import repair
from build_tools.screening import masked, secrecy_mark
from build_tools.vocabulary import Vocabulary


def read_material(original: Original, vocabulary: Vocabulary) -> Material:
    """The original as a Material. `screening.publish` is false for one that must not be published.

    Raises UnreadableOriginal where the bytes cannot be read as text.
    """
    record = original.record
    document = read(original.read_bytes(), original.file, original.sha256, record.added)
    grade = secrecy_mark(document, vocabulary)
    document, personal = masked(repair(document, vocabulary))
    structure = outline(document, vocabulary)
    structure, description, conflicts = describe(structure, vocabulary, record.overrides)
    screening = Screening(publish=grade is None, secrecy=grade, personal=personal)
    return Material(
        id=original.id,
        source=document.source,
        outline=structure,
        description=_with_gaps(description, document, record),
        screening=screening,
        repairs=merged_repairs(document.repairs + structure.repairs),
        findings=document.findings + structure.findings + conflicts + _screened(screening),
    )


def _with_gaps(description: Description, document: Document, record: Record) -> Description:
    """The description with why it is an exemplar, and why the text is known to be cut short."""
    reason = next((finding.message for finding in document.findings if finding.code == "incomplete"), None)
    cut = description.incomplete if "incomplete" in record.overrides else reason
    return replace(description, incomplete=cut, exemplar=record.exemplar)


def _screened(screening: Screening) -> tuple[Finding, ...]:
    findings = []
    if screening.secrecy:
        findings.append(Finding("secrecy_mark", f"有密级标志“{screening.secrecy}”"))
    for datum in screening.personal:
        findings.append(Finding("personal_data", f"有个人信息，已遮盖为{datum.masked}", where=datum.where))
    return tuple(findings)
