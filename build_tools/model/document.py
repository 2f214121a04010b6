"""An original as text, and what was seen and changed on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters. The three grades of `duizhao check`."""

    ERROR = "error"
    """Something could not be read or must not be published."""
    WARNING = "warning"
    """Someone should look: the text or the metadata contradicts itself or is damaged."""
    INFO = "info"
    """Good to know; nothing need be done."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something noticed and not changed, for a person to judge."""

    code: str
    """Stable English name, `year_conflict`; the codes are listed in `vocabulary/findings.yml`."""
    message: str
    """One Chinese sentence that says what was seen, without a closing full stop."""
    severity: Severity = Severity.WARNING
    where: str | None = None
    """`第12行`, an anchor such as `s2-3`, or None for the material as a whole."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One kind of change made to the text, with everything needed to undo it by hand."""

    kind: str
    """Name of the rule, `pinyin_words`."""
    before: str
    """The characters that stood in the original."""
    after: str
    """The characters that stand there now; empty where something was removed."""
    count: int = 1
    """How often this very change was made."""
    lines: tuple[int, ...] = ()
    """The lines of the original where it was made, each once, ascending."""


class Edit(NamedTuple):
    """One change that a repair rule proposes inside a paragraph: text[start:end] becomes `after`."""

    start: int
    end: int
    after: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a material comes from. Never changes on the way."""

    file: str
    """Path of the original relative to the archive, with forward slashes."""
    format: str
    """`txt`, `md`, …: the reader that was used."""
    encoding: str | None
    """How the bytes were read: `utf-8`, `utf-8-sig`, `gb18030`, `utf-16`, …; None for formats that say so themselves."""
    sha256: str
    """Of the original's bytes, 64 hex digits."""
    added: str | None = None
    """ISO date on which it was registered, from the record."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (before repair: one line) of an original."""

    text: str
    line: int
    """Line of the original on which it starts."""
    heading_level: int = 0
    """1–6 where the original marks a heading (`##`), else 0."""
    strong: bool = False
    """The whole paragraph was set in bold."""
    strong_lead: int = 0
    """So many characters at its start were set in bold, and text follows; 0 where not."""
    indented: bool = False
    """It began with an indent of two or more columns."""
    after_blank: bool = False
    """An empty line stood before it."""
    cell: bool = False
    """It stands in a table: whatever its words, it is no heading and no title, and joins no other paragraph."""


@dataclass(frozen=True, slots=True)
class Document:
    """An original as text. Readers make it; every repair rule turns one into the next."""

    source: Source
    paragraphs: tuple[Paragraph, ...]
    repairs: tuple[Repair, ...] = ()
    findings: tuple[Finding, ...] = ()
    aside: tuple[str, ...] = ()
    """Headers, footers, properties: screened for secrecy marks, shown nowhere."""

    @property
    def text(self) -> str:
        """All paragraphs, one a line."""
        return "\n".join(p.text for p in self.paragraphs)

    def edited(self, kind: str, propose: Callable[[str], Iterable[Edit]]) -> Document:
        """The document after the edits that `propose` makes for each paragraph's text.

        Edits of one paragraph must not overlap and come in ascending order. Each is recorded as a
        repair of this kind, the same one in the same paragraph once with its number. A paragraph that becomes
        empty is removed.
        """
        paragraphs: list[Paragraph] = []
        repairs: list[Repair] = []
        for paragraph in self.paragraphs:
            whole, lead = paragraph.text, paragraph.strong_lead
            made: dict[tuple[str, str], int] = {}
            pieces: list[str] = []
            last = 0
            for start, end, after in propose(whole):
                before = whole[start:end]
                if before == after:
                    continue
                pieces += (whole[last:start], after)
                last = end
                made[before, after] = made.get((before, after), 0) + 1
                if end <= paragraph.strong_lead:
                    lead += len(after) - len(before)
            if not made:
                paragraphs.append(paragraph)
                continue
            repairs += (Repair(kind, before, after, n, (paragraph.line,)) for (before, after), n in made.items())
            pieces.append(whole[last:])
            if text := "".join(pieces):
                paragraphs.append(replace(paragraph, text=text, strong_lead=lead))
        if not repairs:
            return self
        return replace(self, paragraphs=tuple(paragraphs), repairs=self.repairs + tuple(repairs))

    def noting(self, findings: Iterable[Finding]) -> Document:
        """The same document with more findings."""
        new = tuple(findings)
        return replace(self, findings=self.findings + new) if new else self


def merged_repairs(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """Repairs of the same kind, before and after counted as one, in order of first occurrence."""
    counts: dict[tuple[str, str, str], tuple[int, set[int]]] = {}
    for repair in repairs:
        key = (repair.kind, repair.before, repair.after)
        count, lines = counts.get(key, (0, set()))
        lines.update(repair.lines)
        counts[key] = (count + repair.count, lines)
    return tuple(
        Repair(kind, before, after, count, tuple(sorted(lines)))
        for (kind, before, after), (count, lines) in counts.items()
    )
