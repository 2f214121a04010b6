"""What the describing rules read: the title and the introduction, ready for searching."""

from __future__ import annotations

from dataclasses import dataclass, field

from build_tools.model import Evidence, Finding, Outline
from build_tools.vocabulary import Vocabulary

_SPAN = 40


@dataclass(slots=True)
class Clues:
    """The places where metadata stands, and what has been learnt from them so far.

    The rules of this room fill `evidence` and `findings`; nobody else sees this object.
    """

    outline: Outline
    vocabulary: Vocabulary
    title: str
    """The printed title, or nothing."""
    byline: str
    """Lines above and below the title."""
    opening: str
    """The introduction (where there is none, the first body text)."""
    body: str
    """All running text, headings included."""
    signature: str
    evidence: dict[str, Evidence] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def learn(self, name: str, value: object, source: str, text: str | None, confidence: str) -> None:
        """Notes a value for the field `name` with what it rests on."""
        short = text if text is None or len(text) <= _SPAN else text[: _SPAN - 1] + "…"
        self.evidence[name] = Evidence(value, source, short, confidence)


def gather(outline: Outline, vocabulary: Vocabulary) -> Clues:
    """The clues of an outline."""
    body: list[str] = [block.text for block in outline.preamble]
    for section in outline.walk():
        body.append(section.printed)
        body += [block.text for block in section.blocks]
    body += [block.text for block in outline.closing]
    opening = "\n".join(block.text for block in outline.preamble)
    if not opening:
        opening = "\n".join(body[:4])[:600]
    return Clues(
        outline=outline,
        vocabulary=vocabulary,
        title=outline.title or "",
        byline="\n".join(block.text for block in outline.byline),
        opening=opening,
        body="\n".join(body),
        signature="\n".join(block.text for block in outline.signature),
    )


def around(text: str, start: int, end: int, margin: int = 8) -> str:
    """The words text[start:end] with a little of what stands beside them in the same line, `…` where it was cut."""
    opening = text.rfind("\n", 0, start) + 1
    closing = text.find("\n", end)
    closing = len(text) if closing < 0 else closing
    first, last = max(opening, start - margin), min(end + margin, closing)
    while opening < first and text[first - 1].isdigit():
        first -= 1
    while last < closing and text[last].isdigit():
        last += 1
    return f"{'…' * (first > opening)}{text[first:last]}{'…' * (last < closing)}"
