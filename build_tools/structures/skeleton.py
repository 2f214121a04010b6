"""A skeleton to start from: the usual structure of a framework with placeholders in 【】 where the writer's own words go.

It holds headings and counts only, never a sentence of any material: what is copied from others is no examination.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from build_tools.structures.usual import Usual
from build_tools.vocabulary import Vocabulary
from build_tools.vocabulary.schema import SkeletonWords

_DIGITS = "一二三四五六七八九十"
_FEWEST, _MOST, _OTHERWISE = 2, 6, 3
"""Points under a heading: the median of the materials, within these bounds; so many where there are none."""


class SkeletonLine(NamedTuple):
    """A line of the skeleton."""

    kind: str
    """`title`, `heading`, `point` or `text`."""
    level: int
    """Of a heading 1 or 2, else 0."""
    text: str
    """Of a point its number and first sentence."""
    rest: str = ""
    """Of a point what follows its first sentence."""


def skeleton(name: str | None, usual: Usual, vocabulary: Vocabulary) -> tuple[SkeletonLine, ...]:
    """The skeleton of a framework (None: of materials without a list) as its materials usually are."""
    return tuple(_lines(name, usual, vocabulary))


def _lines(name: str | None, usual: Usual, vocabulary: Vocabulary) -> Iterator[SkeletonLine]:
    words, framework = vocabulary.skeleton, vocabulary.frameworks.frameworks.get(name or "")
    year = str(framework.year) if framework else words.year
    meeting = framework.meetings[0] if framework else words.meeting
    yield SkeletonLine("title", 0, words.title.format(year=year, meeting=meeting))
    yield SkeletonLine("text", 0, words.introduction)
    for n, part in enumerate(_parts(usual, words)):
        heading = _commonest(usual.part_headings[part]) or words.parts[part].heading
        yield SkeletonLine("heading", 1, f"{_DIGITS[n]}、{heading}")
        if part == "问题" and framework and framework.aspects:
            for k, aspect in enumerate(framework.aspects[: len(_DIGITS)], 1):
                yield SkeletonLine("heading", 2, f"（{_DIGITS[k - 1]}）{words.aspect.format(aspect=aspect.short)}")
                yield from _points(words, part, usual.under_aspect(f"{name}-{k}").middle)
        else:
            yield from _points(words, part, usual.under_part(part).middle)
    yield SkeletonLine("text", 0, words.closing)


def _parts(usual: Usual, words: SkeletonWords) -> list[str]:
    parts = [part for part in usual.order if part in words.parts]
    return (parts if "问题" in parts else words.order)[: len(_DIGITS)]


def _points(words: SkeletonWords, part: str, middle: float) -> Iterator[SkeletonLine]:
    count = round(middle) if middle else _OTHERWISE
    fill = words.parts[part]
    for n in range(max(_FEWEST, min(_MOST, count))):
        yield SkeletonLine("point", 0, words.point.format(number=_DIGITS[n], lead=fill.lead), fill.rest)


def _commonest(wordings: Counter[str]) -> str | None:
    return min(wordings, key=lambda words: (-wordings[words], len(words), words)) if wordings else None


def as_markdown(lines: tuple[SkeletonLine, ...]) -> str:
    """The skeleton as Markdown: headings with #, points as a list."""
    written = []
    for line in lines:
        if line.kind == "title":
            written.append(f"# {line.text}")
        elif line.kind == "heading":
            written.append(f"{'#' * (line.level + 1)} {line.text}")
        elif line.kind == "point":
            written.append(f"**{line.text}**{line.rest}")
        else:
            written.append(line.text)
    return "\n\n".join(written) + "\n"
