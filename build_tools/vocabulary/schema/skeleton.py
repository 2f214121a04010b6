"""skeleton.yml: the words of a skeleton to start from."""

from __future__ import annotations

from build_tools.vocabulary.schema.base import Entry, Table


class SkeletonPart(Entry):
    """What stands under the heading of a part."""

    heading: str
    """Where no material shows how it is usually worded."""
    lead: str
    """Placeholder for the first sentence of a point."""
    rest: str
    """Placeholder for what follows it."""


class SkeletonWords(Table):
    """skeleton.yml"""

    file_name = "skeleton.yml"
    replaced = frozenset({"order"})
    title: str
    """With `{year}` and `{meeting}`."""
    year: str
    """Where no year is known."""
    meeting: str
    """Where no kind of meeting is known."""
    introduction: str
    closing: str
    aspect: str
    """Heading of an aspect, with `{aspect}`."""
    point: str
    """With `{number}` and `{lead}`."""
    order: list[str]
    """The parts where too few materials tell their order."""
    parts: dict[str, SkeletonPart]
