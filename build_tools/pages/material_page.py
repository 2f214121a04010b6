"""A material → its page: front matter, title, card, notices, text, and at the foot what was done to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.model import Evidence, Finding, Material, Repair
from build_tools.pages import links
from build_tools.pages.body import text_part, title_is_printed, title_text
from build_tools.pages.entry import count_points
from build_tools.pages.front_matter import front_matter, yaml_head
from build_tools.pages.markdown import clipped, escape, link, markup
from build_tools.pages.names import chinese_date, names, number
from build_tools.pages.naming import framework_title
from build_tools.pages.originals import original_path
from build_tools.pages.outline_panel import outline_panel
from build_tools.pages.rendering import Page, render
from build_tools.vocabulary import Vocabulary

LINES = 6
"""Line numbers shown of one kind of repair; inspect names them all."""

ROWS = 300
"""A table at the foot shows at most so many rows; the front matter holds all."""

NOTICES = 6
"""So many notices stand above the text; all findings stand at the foot."""

CLIP = 60
"""Characters of a quotation in a table."""

_INVISIBLE = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u00a0", "\u3000", " "}


def material_page(material: Material, vocabulary: Vocabulary) -> Page:
    """The page of a material: a pure function of the material and the vocabulary, nothing else."""
    head = yaml_head(front_matter(material).model_dump())
    foot = render("material_foot.md.j2", **_foot(material, vocabulary))
    top = render("material_head.md.j2", **_top(material, vocabulary))
    text = "\n".join([head, title_text(material), top, text_part(material, vocabulary), foot])
    return Page(links.material_path(material.id), text)


# ---------------------------------------------------------------- above the text


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the card."""

    name: str
    value: Markup


def _top(material: Material, vocabulary: Vocabulary) -> dict[str, object]:
    description = material.description
    notices = list(_notices(material, vocabulary))
    return {
        "facts": list(_facts(material, vocabulary)),
        "theme": description.theme,
        "exemplar": description.exemplar,
        "notices": notices,
        "outline": outline_panel(material, vocabulary),
    }


def _facts(material: Material, vocabulary: Vocabulary) -> Iterator[Fact]:
    about, here = material.description, links.material_path(material.id)

    def to(path: str, text: str) -> Markup:
        return link(text, links.page_link(path, here))

    yield Fact("年度", to(links.year_path(about.year), "不详" if about.year is None else f"{about.year}年度"))
    if about.meeting:
        held = f"（{chinese_date(about.held)}召开）" if about.held else ""
        yield Fact("会议", markup(about.meeting + held))
    elif about.held:
        yield Fact("召开", markup(chinese_date(about.held)))
    yield Fact("单位", to(links.unit_path(about.unit), about.unit or "不详"))
    if place := "，".join(filter(None, (about.sector, about.level and f"{about.level}级"))):
        yield Fact("系统", markup(place))
    if whom := "，".join(filter(None, (about.subject, about.role))):
        yield Fact("主体", markup(whom))
    if about.genre:
        yield Fact("体裁", markup(about.genre))
    if framework := framework_title(about.framework, vocabulary):
        yield Fact("对照清单", to(links.framework_path(about.framework or ""), framework))
    points = count_points(material)
    yield Fact("篇幅", markup(f"{number(material.outline.characters)} 字" + (f"，{points} 个要点" if points else "")))
    if about.labels:
        labels = " ".join(f'<span class="label">{escape(label)}</span>' for label in about.labels)
        yield Fact("标签", Markup(labels))  # noqa: S704


def _notices(material: Material, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """What a reader must know before reading: (title, message), each once, the first `NOTICES`."""
    meanings = vocabulary.findings.findings
    gap = material.description.incomplete
    found = [("incomplete", gap)] if gap else []
    found += [(f.code, f.message) for f in material.findings if not (gap and f.code == "incomplete")]
    told = [pair for pair in dict.fromkeys(found) if pair[0] in names().notices]
    for code, message in told[:NOTICES]:
        yield (meanings[code].title if code in meanings else "留意"), message


# ---------------------------------------------------------------- below the text


def _foot(material: Material, vocabulary: Vocabulary) -> dict[str, object]:
    words = names()
    source, repairs, findings = material.source, material.repairs, material.findings
    evidence = material.description.evidence
    anchors = {section.anchor for section in material.outline.walk()}
    return {
        "id": material.id,
        "source": source,
        "copy": _copy(material, vocabulary),
        "format": words.formats.get(source.format, source.format),
        "encoding": words.encodings.get(source.encoding, source.encoding) if source.encoding else None,
        "added": chinese_date(source.added) if source.added else None,
        "title_printed": None if title_is_printed(material) else material.outline.title,
        "evidence": [_evidence_row(words.fields[name], evidence[name]) for name in words.fields if name in evidence],
        "repairs": [_repair_row(repair, vocabulary) for repair in repairs[:ROWS]],
        "repair_count": sum(repair.count for repair in repairs),
        "repairs_left": max(0, len(repairs) - ROWS),
        "findings": [_finding_row(finding, anchors, vocabulary) for finding in findings[:ROWS]],
        "findings_left": max(0, len(findings) - ROWS),
    }


def _copy(material: Material, vocabulary: Vocabulary) -> Markup | None:
    """The address of the copy of the original, from the material's page."""
    path = original_path(material, vocabulary)
    return None if path is None else Markup(f"../{path}")  # noqa: S704 (made of an id and a suffix of ours)


def _evidence_row(name: str, evidence: Evidence) -> tuple[str, str, str, str, str]:
    words = names()
    value = "、".join(map(str, evidence.value)) if isinstance(evidence.value, list | tuple) else str(evidence.value)
    return (
        name,
        clipped("不详" if evidence.value is None else value, CLIP),
        words.sources.get(evidence.source, evidence.source),
        clipped(evidence.text or "", CLIP),
        words.confidence.get(evidence.confidence, evidence.confidence),
    )


def _repair_row(repair: Repair, vocabulary: Vocabulary) -> tuple[str, str, str, int, str]:
    kind = vocabulary.damage.kinds.get(repair.kind) or names().repairs.get(repair.kind, repair.kind)
    lines = "、".join(map(str, repair.lines[:LINES])) + ("…" if len(repair.lines) > LINES else "")
    return kind, _visible(repair.before) or "（无）", _visible(repair.after) or "（删去）", repair.count, lines


def _finding_row(finding: Finding, anchors: set[str], vocabulary: Vocabulary) -> tuple[str | None, ...]:
    meaning = vocabulary.findings.findings.get(finding.code)
    title, remedy = (meaning.title, meaning.remedy) if meaning else (finding.code, "")
    severity = str(finding.severity)
    anchor = finding.where if finding.where in anchors else None
    return severity, names().severities[severity], title, finding.message, finding.where, anchor, remedy


def _visible(text: str) -> str:
    """A quotation with blanks and invisible characters named, cut to a readable length."""
    text = clipped(text, CLIP).replace("\n", "↵")
    if text.strip(" ") == text and not any(c in _INVISIBLE for c in text):
        return text
    return "".join({" ": "␣", "\u3000": "□"}.get(c, f"‹U+{ord(c):04X}›") if c in _INVISIBLE else c for c in text)
