"""What `duizhao add --format json` prints: one object, and in it one entry a file."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pydantic import BaseModel, ConfigDict

from build_tools.collection import shown_name
from build_tools.errors import FileProblem
from build_tools.inspection import InspectedFinding, inspected_finding
from build_tools.intake.batch import Outcome
from build_tools.intake.items import Action, Item
from build_tools.vocabulary import Vocabulary

UNDERSTOOD = ("title", "title_supplied", "year", "unit", "subject", "meeting", "genre", "framework")
"""The fields of a material that are shown before it is taken in."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class ReportedProblem(_Part):
    """Why a file is not in the archive."""

    code: str
    file: str
    message: str
    remedy: str | None


class ReportedNear(_Part):
    """Another material with much the same text."""

    file: str
    share: float
    """Of the shorter one's text, estimated."""


class ReportedItem(_Part):
    """One file that was handed in."""

    file: str
    action: Action
    id: str | None
    """Its id, once it is registered."""
    target: str | None
    sha256: str | None
    same_as: str | None
    record: dict[str, Any]
    """What its record will say beside id, date and checksum: for volumes that are split, and their pieces."""
    material: dict[str, Any] | None
    """What was understood of it: the fields of UNDERSTOOD."""
    findings: tuple[InspectedFinding, ...]
    near: tuple[ReportedNear, ...]
    problem: ReportedProblem | None


class IntakeReport(_Part):
    """What became of a batch."""

    written: bool
    """Whether anything was to be written: not so with --dry-run, or without --yes where nobody can be asked."""
    counts: dict[Action, int]
    completed: tuple[str, ...]
    """Originals whose records an earlier run, killed, had not come to."""
    items: tuple[ReportedItem, ...]
    problems: tuple[ReportedProblem, ...]
    """What was planned and could not be written."""


def report(outcome: Outcome, completed: list[str], vocabulary: Vocabulary) -> IntakeReport:
    """The whole batch as it goes out."""
    ids = {placed.item.sha256: placed.id for placed in outcome.placed}
    counts = Counter(item.action for item in outcome.plan.items)
    return IntakeReport(
        written=outcome.written,
        counts={action: counts[action] for action in Action},
        completed=tuple(completed),
        items=tuple(_item(item, ids.get(item.sha256), vocabulary) for item in outcome.plan.items),
        problems=tuple(_problem(problem, vocabulary) for problem in outcome.problems),
    )


def remedy(code: str, vocabulary: Vocabulary) -> str | None:
    """What to do about a finding or error of this kind."""
    meaning = vocabulary.findings.findings.get(code)
    return meaning.remedy if meaning is not None else None


def _item(item: Item, identifier: str | None, vocabulary: Vocabulary) -> ReportedItem:
    description = item.description
    return ReportedItem(
        file=item.name,
        action=item.action,
        id=identifier,
        target=shown_name(item.target, vocabulary) if item.target is not None else None,
        sha256=item.sha256,
        same_as=item.same_as,
        record=dict(item.record),
        material={field: getattr(description, field) for field in UNDERSTOOD} if description is not None else None,
        findings=tuple(inspected_finding(finding) for finding in item.findings),
        near=tuple(ReportedNear(file=near.file, share=round(near.share, 2)) for near in item.near),
        problem=_problem(item.problem, vocabulary) if item.problem is not None else None,
    )


def _problem(problem: FileProblem, vocabulary: Vocabulary) -> ReportedProblem:
    cause = f"“{problem.key}”{problem.cause}" if problem.key else problem.cause
    return ReportedProblem(code=problem.code, file=problem.file, message=cause, remedy=remedy(problem.code, vocabulary))
