"""Which paragraphs are headings, and how high they stand.

Each rule below takes the paragraphs and an index and returns a Heading or None; `RULES` tries them in
order. A rank says how high a heading stands (`numbering.RANKS`); None means below what stands open, beside
an earlier one of its own kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from build_tools.model import Paragraph
from build_tools.outline.clauses import CLAUSE_ENDS, first_mark
from build_tools.outline.contents import is_list_head
from build_tools.outline.heading_clause import HeadingClause, heading_clause
from build_tools.outline.markers import opens_point
from build_tools.outline.numbering import RANKS, Number
from build_tools.outline.series import opens_series
from build_tools.vocabulary import Vocabulary

_SENTENCE = re.compile("[。！？；：，,:;]")
_ASPECT_TAIL = re.compile("方面(?:还)?(?:存在)?(?:的)?(?:主要|突出)?(?:问题|差距|不足)?[。：:，]?$")
_ASPECT_OPENINGS = ("带头", "在带头", "对照带头", "在对照带头", "围绕带头")
_NAMED_FIELD = re.compile("(?:对照|围绕|关于|在)?([^。；：，,:;]{2,30}?)方面(?=[。：:，,])")
_LABEL = re.compile("[一-龥]{2,12}[：:]")
_LONGEST_PLAIN = 30
_LONGEST_LINE = 60
_LONGEST_ASPECT = 220


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph that is, or begins with, a heading."""

    kind: str
    """Kind of number, or `plain`, `strong`, `marked` for headings without one."""
    rank: float | None
    number: Number | None
    clause: HeadingClause


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules may look at."""

    paragraphs: Sequence[Paragraph]
    vocabulary: Vocabulary
    numbers: Sequence[Number | None]
    """The number at the start of each paragraph."""
    first_main: int
    """Index of the first paragraph with a number of the kind 一、"""
    marked_ranks: dict[int, float]
    """Markdown level → rank, from the headings that carry both a level and a number."""
    labels: Counter[str]
    """How many paragraphs begin with each short label and its colon."""
    aspect_leads: frozenset[int]
    """Indexes of the paragraphs that begin with an aspect (带头…)."""
    list_heads: frozenset[int]
    """Indexes of the lines that end in a colon above a list from 1 on."""


Rule = Callable[[Surroundings, int], Heading | None]


def find_headings(
    paragraphs: Sequence[Paragraph],
    numbers: Sequence[Number | None],
    vocabulary: Vocabulary,
    not_headings: frozenset[int],
) -> Iterator[tuple[int, Heading]]:
    """The headings among `paragraphs` with their index; `not_headings` are agenda lines and the like.

    `numbers` are those at the start of each paragraph.
    """
    first_main = next((i for i, number in enumerate(numbers) if number and number.kind == "comma"), len(numbers))
    around = Surroundings(
        paragraphs,
        vocabulary,
        numbers,
        first_main,
        _marked_ranks(paragraphs, numbers),
        labels=Counter(p.text[: _label_end(p.text)] for p in paragraphs),
        aspect_leads=frozenset(i for i, p in enumerate(paragraphs) if _begins_with_aspect(p.text, vocabulary)),
        list_heads=frozenset(index for index in range(len(paragraphs)) if _heads_list(paragraphs, numbers, index)),
    )
    for index in range(len(paragraphs)):
        if index in not_headings or paragraphs[index].cell:
            continue
        for rule in RULES:
            heading = rule(around, index)
            if heading:
                yield index, heading
                break


def numbered(around: Surroundings, index: int) -> Heading | None:
    """一、（一）1. 第一， at the start of a paragraph."""
    text = around.paragraphs[index].text
    number = around.numbers[index]
    if number is None or number.end >= len(text) or opens_series(text):
        return None
    following = index + 1
    is_line = following < len(around.numbers) and around.numbers[following] is None
    clause = heading_clause(text, number.end, around.vocabulary, is_line)
    return Heading(number.kind, RANKS[number.kind], number, clause) if clause.title else None


def marked(around: Surroundings, index: int) -> Heading | None:
    """A Markdown heading without a number."""
    paragraph = around.paragraphs[index]
    if not paragraph.heading_level or opens_point(paragraph.text):
        return None
    rank = around.marked_ranks.get(paragraph.heading_level)
    if rank is None:
        below = [level for level in around.marked_ranks if level < paragraph.heading_level]
        base = max(below, default=None)
        rank = around.marked_ranks[base] + 0.4 * (paragraph.heading_level - base) if base else 1.0
    return Heading("marked", rank, None, _whole(paragraph.text))


def second_title(around: Surroundings, index: int) -> Heading | None:
    """The title of a further material in the same file: a title line after which the numbering starts anew."""
    text = around.paragraphs[index].text
    titles = around.vocabulary.genres.titles
    if len(text) > 60 or _SENTENCE.search(text) or not (titles.occasion.search(text) and titles.end.search(text)):
        return None
    later = around.numbers[index + 1 : index + 8]
    if around.first_main < index and any(n and n.kind == "comma" and n.value == 1 for n in later):
        return Heading("material", RANKS["material"], None, _whole(text))
    return None


def strong_line(around: Surroundings, index: int) -> Heading | None:
    """A paragraph set in bold as a whole."""
    paragraph = around.paragraphs[index]
    if not paragraph.strong or len(paragraph.text) > _LONGEST_ASPECT or opens_point(paragraph.text):
        return None
    clause = heading_clause(paragraph.text, 0, around.vocabulary)
    if clause.run_in:
        return None
    return Heading("strong", _rank_by_part(paragraph.text, around), None, clause)


def strong_lead(around: Surroundings, index: int) -> Heading | None:
    """Bold words at the start of a paragraph that end in a mark: **信念淡了。** 天天写别人…"""
    paragraph = around.paragraphs[index]
    lead = paragraph.strong_lead
    words = paragraph.text[:lead].strip()
    if not 4 <= len(words) <= _LONGEST_LINE or opens_point(words) or lead >= len(paragraph.text):
        return None
    if words[-1] not in "。：；:" and paragraph.text[lead] not in "。：；:，":
        return None
    end = lead if words[-1] in "。：；:" else lead + 1
    title = words.rstrip("。：；:")
    rank = 1.0 if around.vocabulary.parts.names_only(title) else None
    return Heading("strong", rank, None, HeadingClause(title, end, True))


def aspect_lead(around: Surroundings, index: int) -> Heading | None:
    """带头…方面 or 理论学习方面 at the start of a paragraph, without a number, with its text after it.

    Without a wrapping word only where several paragraphs begin so: one alone is a sentence.
    Without 方面 too, where the aspect is the whole first sentence and another paragraph begins so.
    """
    if index not in around.aspect_leads:
        return None
    text = around.paragraphs[index].text
    clause = heading_clause(text, 0, around.vocabulary)
    if len(around.aspect_leads) < 2 and not text.startswith(_ASPECT_OPENINGS):
        return None
    whole = len(around.aspect_leads) > 1 and around.vocabulary.aspects.are_names(clause.title)
    if not clause.run_in or not (whole or _ASPECT_TAIL.search(clause.title)):
        return None
    return Heading("plain", None, None, clause)


def part_lead(around: Surroundings, index: int) -> Heading | None:
    """原因： or 今后打算： before its text, in a material without any 一、 of its own; the same words twice are a form."""
    text = around.paragraphs[index].text
    if around.first_main < len(around.paragraphs):
        return None
    end = _label_end(text)
    label = text[: end - 1]
    if not end or end >= len(text) or not around.vocabulary.parts.is_part_heading(label):
        return None
    if around.labels[text[:end]] > 1:
        return None
    return Heading("plain", 1.0, None, HeadingClause(label, end, True))


def list_head(around: Surroundings, index: int) -> Heading | None:
    """对镇长的批评意见： above a list that begins with 1., where several such lines divide a text."""
    if index not in around.list_heads or len(around.list_heads) < 2 or around.first_main < len(around.paragraphs):
        return None
    return Heading("plain", 2.0, None, _whole(around.paragraphs[index].text))


def plain_line(around: Surroundings, index: int) -> Heading | None:
    """A short line without any mark, followed by text, that names a part or an aspect or stands among such lines."""
    text = around.paragraphs[index].text
    if len(text) > _LONGEST_ASPECT or opens_point(text) or index + 1 >= len(around.paragraphs):
        return None
    following = around.paragraphs[index + 1].text
    bare = text.rstrip("。：:")
    if len(text) <= 24 and not _SENTENCE.search(bare) and around.vocabulary.parts.is_part_heading(bare):
        if text[-1] != "。" and not _is_cut(around, index):
            return Heading("plain", _rank_by_part(bare, around), None, _whole(text))
    if _is_aspect_line(text, around.vocabulary):
        return Heading("plain", None, None, _whole(text))
    short = len(text) <= _LONGEST_PLAIN and not _SENTENCE.search(text) and text[-1] not in "”）)》"
    if short and len(following) > 1.5 * len(text) and _sentence_before(around, index) and "。" in following:
        return Heading("plain", None, None, _whole(text))
    return None


RULES: tuple[Rule, ...] = (
    second_title,
    numbered,
    marked,
    strong_line,
    strong_lead,
    aspect_lead,
    part_lead,
    list_head,
    plain_line,
)
"""All rules, in the order in which they are tried."""


def _marked_ranks(paragraphs: Sequence[Paragraph], numbers: Sequence[Number | None]) -> dict[int, float]:
    ranks: dict[int, float] = {}
    levels = set()
    for paragraph, number in zip(paragraphs, numbers, strict=True):
        if paragraph.heading_level:
            levels.add(paragraph.heading_level)
            rank = RANKS[number.kind] if number else None
            if rank is not None:
                ranks.setdefault(paragraph.heading_level, rank)
    if not ranks and levels:
        ranks[min(levels)] = 1.0
    return ranks


def _rank_by_part(text: str, around: Surroundings) -> float | None:
    """Main parts stand at the top; 事项说明 mostly stands beside the aspects, below 存在的问题.

    Where 一、二、 number the parts, a line without a number must name a part and nothing else: 教育办法陈旧 is a point.
    """
    parts = around.vocabulary.parts
    part = parts.part_of(text) if len(text) <= 24 and "方面" not in text else None
    if part is None or part == "事项说明":
        return None
    is_numbered = sum(number is not None and number.kind == "comma" for number in around.numbers) > 1
    return 1.0 if not is_numbered or parts.names_only(text.rstrip("。：:")) else None


def _is_aspect_line(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the whole line is an aspect (带头…, …方面) and nothing else."""
    if "。" in text[:-1] or not (_ASPECT_TAIL.search(text) or text.startswith(("带头", "在带头", "对照"))):
        return False
    extent = vocabulary.aspects.extent(text, 0, len(text))
    if extent:
        return not text[extent:].strip("。：:”") or bool(_ASPECT_TAIL.search(text[extent:]))
    return len(text) <= 40 and bool(_ASPECT_TAIL.search(text)) and not re.search("[，；：]", text[:-1])


def _begins_with_aspect(text: str, vocabulary: Vocabulary) -> bool:
    if not text.startswith(_ASPECT_OPENINGS):
        named = _NAMED_FIELD.match(text)
        return named is not None and vocabulary.aspects.are_names(named[1])
    end = first_mark(text, CLAUSE_ENDS)
    return bool(vocabulary.aspects.extent(text, 0, end if end > 0 else len(text)))


def _label_end(text: str) -> int:
    """Where a short label with its colon ends at the start of a paragraph; 0 where it has none."""
    match = _LABEL.match(text)
    return match.end() if match else 0


def _heads_list(paragraphs: Sequence[Paragraph], numbers: Sequence[Number | None], index: int) -> bool:
    if index + 1 >= len(paragraphs) or numbers[index] is not None:
        return False
    below = numbers[index + 1]
    opens = below is not None and below.kind in ("dot", "full_bracket", "circle") and below.value == 1
    return opens and is_list_head(paragraphs[index])


def _sentence_before(around: Surroundings, index: int) -> bool:
    """A line in the middle of a broken sentence is no heading."""
    return index == 0 or around.paragraphs[index - 1].text[-1] in "。！？：；”）" or _is_short(around, index - 1)


def _is_short(around: Surroundings, index: int) -> bool:
    return len(around.paragraphs[index].text) <= _LONGEST_PLAIN


def _is_cut(around: Surroundings, index: int) -> bool:
    return index > 0 and around.paragraphs[index - 1].text[-1] in "，、,"


def _whole(text: str) -> HeadingClause:
    return HeadingClause(text.rstrip("。：；，,:;、 "), len(text), False)
