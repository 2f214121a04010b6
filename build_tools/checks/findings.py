"""What `duizhao check` reports: every problem and finding of an archive, with what to do about it. Writes nothing."""

from __future__ import annotations

from collections import Counter

from pydantic import BaseModel, ConfigDict

from build_tools.collection import Collection, shown_name
from build_tools.conversion import Track, converted, silently
from build_tools.errors import FileProblem
from build_tools.model import Finding, Material, Severity
from build_tools.vocabulary import Vocabulary

WITHHELD = Finding("withheld", "按记录不公开", Severity.INFO)
REMOVED = Finding("removed", "按记录撤下", Severity.INFO)


class Line(BaseModel):
    """One finding about one file."""

    model_config = ConfigDict(frozen=True)

    severity: Severity
    code: str
    file: str
    id: str | None
    where: str | None
    message: str
    remedy: str | None
    refused: bool = False
    """The original is not built because of this."""


class CheckReport(BaseModel):
    """The whole report; `duizhao check --format json` prints it."""

    model_config = ConfigDict(frozen=True)

    originals: int
    """All that were found, refused ones too."""
    sound: int
    """Those that can be built."""
    refused: int
    withheld: int
    """Kept, but shown nowhere, as their records say."""
    removed: int
    severities: dict[Severity, int]
    """How many findings of each grade, errors first."""
    codes: dict[str, int]
    """How many findings of each kind, the most frequent first."""
    findings: tuple[Line, ...]
    """Errors first, then by file."""


def check(collection: Collection, vocabulary: Vocabulary, track: Track = silently) -> CheckReport:
    """Reads every original of a collection and reports what was found."""
    lines = [_problem_line(problem, vocabulary, refused=False) for problem in vocabulary.problems]
    lines += [_problem_line(problem, vocabulary) for problem in collection.problems]
    lines += [_line(placed.file, None, placed.finding, vocabulary) for placed in collection.findings]
    lines += [_line(original.file, original.id, WITHHELD, vocabulary) for original in collection.withheld]
    lines += [_line(original.file, original.id, REMOVED, vocabulary) for original in collection.removed]
    sound = 0
    for original, outcome in converted(collection, vocabulary, track):
        if isinstance(outcome, Material):
            sound += 1
            lines += (_line(original.file, original.id, finding, vocabulary) for finding in outcome.findings)
        else:
            lines.append(_problem_line(outcome, vocabulary))
    order = list(Severity)
    lines.sort(key=lambda line: (order.index(line.severity), line.file))
    grades = Counter(line.severity for line in lines)
    refused = sum(line.refused for line in lines)
    return CheckReport(
        originals=sound + refused + len(collection.withheld) + len(collection.removed),
        sound=sound,
        refused=refused,
        withheld=len(collection.withheld),
        removed=len(collection.removed),
        severities={severity: grades[severity] for severity in Severity},
        codes=dict(Counter(line.code for line in lines).most_common()),
        findings=tuple(lines),
    )


def _problem_line(problem: FileProblem, vocabulary: Vocabulary, refused: bool = True) -> Line:
    """An original that is refused, or a vocabulary file that is left out, as a line of the report."""
    cause = f"“{problem.key}”{problem.cause}" if problem.key else problem.cause
    return Line(
        severity=Severity.ERROR,
        code=problem.code,
        file=shown_name(problem.file, vocabulary),
        id=None,
        where=None,
        message=cause,
        remedy=_remedy(problem.code, vocabulary),
        refused=refused,
    )


def _line(file: str, identifier: str | None, finding: Finding, vocabulary: Vocabulary) -> Line:
    return Line(
        severity=finding.severity,
        code=finding.code,
        file=shown_name(file, vocabulary),
        id=identifier,
        where=finding.where,
        message=finding.message,
        remedy=_remedy(finding.code, vocabulary),
    )


def _remedy(code: str, vocabulary: Vocabulary) -> str | None:
    meaning = vocabulary.findings.findings.get(code)
    return meaning.remedy if meaning is not None else None
