"""Lists inside a sentence that are not the writer's own points: an agenda, what was studied, what others demand or did.

`会议议程：一是通报情况；二是开展批评。` and `兄弟单位有三项做法：一是远程操控，二是集中巡检，我们还在写方案。` count like points.
What the list is, the clause before its 一是 says (`others` in leads.yml); a list of nothing but titles of books needs
no such clause. A list whose members are sentences of their own is left alone: it may be the writer's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_tools.outline.clauses import first_mark
from build_tools.outline.markers import Marker
from build_tools.vocabulary import Vocabulary

_LONGEST_HEAD = 60
_LONGEST_SENTENCE = 600
"""Further than this behind an 一是 nothing is looked for."""
_CLAUSE_START = re.compile("[。！？；，,;]")
_TITLES = re.compile("(?:《[^》]{1,60}》[和与及、]?)+")


def own_points(texts: Sequence[str], markers: Sequence[Marker], vocabulary: Vocabulary) -> list[Marker]:
    """The markers without those of lists that are not the writer's; `texts` are the paragraphs they stand in."""
    others = {
        marker for run in _runs(texts, markers) if _is_others(texts[run[0].block], run, vocabulary) for marker in run
    }
    return [marker for marker in markers if marker not in others]


def _runs(texts: Sequence[str], markers: Sequence[Marker]) -> Iterator[list[Marker]]:
    """The lists of two and more, counted from one, that lie inside a sentence and have words before them."""
    run: list[Marker] = []
    stop = -1
    for marker in markers:
        goes_on = run and marker.block == run[-1].block and marker.start < stop and marker.value == run[-1].value + 1
        if goes_on and marker.family == run[0].family:
            run.append(marker)
            continue
        if len(run) > 1:
            yield run
        run = []
        if marker.value == 1 and marker.start:
            text = texts[marker.block]
            limit = min(len(text), marker.end + _LONGEST_SENTENCE)
            end = first_mark(text, "。！？", marker.end, limit)
            run, stop = [marker], end if end >= 0 else limit
    if len(run) > 1:
        yield run


def _is_others(text: str, run: Sequence[Marker], vocabulary: Vocabulary) -> bool:
    head = text[max(0, run[0].start - _LONGEST_HEAD) : run[0].start].rstrip("：:，, ")
    if vocabulary.leads.is_of_others(_CLAUSE_START.split(head)[-1]):
        return True
    ends = [marker.start for marker in run[1:]]
    limit = min(len(text), run[-1].end + _LONGEST_SENTENCE)
    end = first_mark(text, "。！？，", run[-1].end, limit)
    members = zip(run, [*ends, end if end >= 0 else limit], strict=True)
    return all(_TITLES.fullmatch(text[marker.end : stop].strip("；;，,、 ")) for marker, stop in members)
