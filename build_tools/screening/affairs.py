"""有关事项: sections about a person's home, family, money, travel and health are kept from being shown.

What stands in such a section is as private as an identity number, and no form tells it; so the section as a whole gives
way to a note. Its heading, number, anchor and length stay, and so do the numbers and anchors of its points: links
and counts remain true. What tells such sections stands in `vocabulary/personal.yml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from operator import is_

from build_tools.model import Block, Outline, PersonalDatum, Point, Section, count_characters
from build_tools.screening.sentences import private_sentences, where_private
from build_tools.vocabulary import Vocabulary
from build_tools.vocabulary.schema import Affairs

KIND = "affairs"
_PART = "事项说明"
_SENTENCE = re.compile("[^。；！？;!?\n]+")
_NUMBER = "0123456789一二三四五六七八九十（）()、.．|｜ "
_LONGEST_HEADING = 30
"""A longer heading has swallowed its text (a full stop was forgotten): only what names the section is shown."""
_LONGEST_STATEMENT = 400
_LONGEST_OPENING = 30
"""A paragraph not longer than this that opens such matters is a heading to those below it."""
_LONGEST_CELL = 40
"""Paragraphs not longer than this below the bare name of such matters are the cells of their table."""
_CLOSING = "：:。，,"
_MARKS = "：:。，,、；; "
_LAST_LINE = 2**31
_LINE = re.compile(r"第(\d+)行")


@dataclass(slots=True)
class Withheld:
    """What was taken out: for the report, and so that nothing else quotes it."""

    data: list[PersonalDatum] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    """The words themselves; they never leave the pipeline."""
    lines: list[tuple[int, int]] = field(default_factory=list)
    """Stretches of lines of the original (the first, and the one behind the last), in order and apart."""
    shared: set[str] = field(default_factory=set)
    """Places (`第12行`) of which only a part was taken out."""

    def touches(self, lines: Iterable[int]) -> bool:
        """Whether any of the lines of the original is one of the withheld ones."""
        places = ((line, bisect_right(self.lines, line, key=_first) - 1) for line in lines)
        return any(place >= 0 and line < self.lines[place][1] for line, place in places)

    def covers(self, where: str | None) -> bool:
        """Whether a place as findings name it (`第12行`) is among the withheld lines."""
        found = _LINE.fullmatch(where or "")
        return found is not None and self.touches([int(found[1])])


def withhold_affairs(outline: Outline, vocabulary: Vocabulary) -> tuple[Outline, Withheld]:
    """The outline without the contents of sections about personal matters, and what was taken out.

    Reads the parts of the sections (`describe.with_parts`). Where the policy is `show` nothing is taken out, and what
    would be is still told of; no mask fits such matters, so `mask` withholds them as well.
    """
    worker = _Worker(vocabulary.personal.affairs, outline)
    shown = replace(
        outline,
        contents=worker.blocks(outline.contents),
        byline=worker.blocks(outline.byline),
        preamble=worker.blocks(outline.preamble),
        sections=tuple(worker.section(section) for section in outline.sections),
        closing=worker.blocks(outline.closing),
        signature=worker.blocks(outline.signature),
    )
    worker.taken.lines = _united(worker.taken.lines)
    if vocabulary.personal.kinds[KIND].policy != "show":
        return shown, worker.taken
    seen = [replace(datum, masked="", policy="show", characters=0) for datum in worker.taken.data]
    return outline, Withheld(data=seen)


class _Worker:
    """Goes through an outline once and notes what it takes out."""

    def __init__(self, affairs: Affairs, outline: Outline) -> None:
        self.affairs = affairs
        self.search = affairs.search
        self.taken = Withheld()
        self.ends = _ends(outline)

    def section(self, section: Section, doubtful: bool = False) -> Section:
        """What is shown of a section; `doubtful` where it stands in one that may hold personal matters."""
        title = section.title[:_LONGEST_HEADING]
        if found := self.search.strong.search(title):
            text = "\n".join([section.title[found.end() :], *_texts(section)])
            if text.strip() and not self._says_nothing(text):
                return self._withheld(section)
        never = bool(self.search.never.search(section.title[:60]))
        doubtful = not never and (doubtful or section.part == _PART or bool(self.search.weak.search(title)))
        if doubtful and any(self._is_personal(block) for block in section.blocks):
            return self._withheld(section)
        headed = self._without_private_heading(section)
        blocks = self.blocks(section.blocks)
        sections = tuple(self.section(child, doubtful) for child in section.sections)
        if _same(blocks, section.blocks) and _same(sections, section.sections):
            return headed
        return replace(headed, blocks=blocks, sections=sections)

    def blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """Paragraphs outside such sections: one that opens such matters without a heading is withheld, and what follows."""
        shown: list[Block] = []
        private = cells = False
        for block in blocks:
            opens = bool(self.search.openings.match(block.text.lstrip(_NUMBER)))
            personal = self._is_personal(block)
            heads = opens and not personal and len(block.text) <= _LONGEST_OPENING
            begins = bool(self.search.cells.fullmatch(block.text.strip())) or (
                heads and block.text[-1:] not in _CLOSING
            )
            cells = begins or (cells and len(block.text) <= _LONGEST_CELL)
            private = heads or cells or ((opens or private) and personal)
            if private and not heads and not begins:
                count = self._take(block.text)
                self.taken.lines.append((block.line, block.line + 1))
                self._note(f"第{block.line}行", count)
                block = _wordless(block, self.affairs.part_note, count)
            shown += [block] if private else self._parted(block)
        return tuple(shown)

    def _parted(self, block: Block) -> Iterator[Block]:
        """A paragraph as it is; where such matters are told in the middle of it, they are a paragraph of their own."""
        place = f"第{block.line}行"
        last = 0
        for start, end, is_announced in self._stretches(block):
            if start > last:
                yield _piece(block, last, start)
            if is_announced:  # else what repairs and findings quote of it is told by its words
                self.taken.lines.append((block.line, block.line + 1))
            self.taken.shared.add(place)
            self._note(place, self._take(block.text[start:end]))
            yield _wordless(_piece(block, start, end), self.affairs.part_note, count_characters(block.text[start:end]))
            last = end
        if last < len(block.text) or not last:
            yield _piece(block, last, len(block.text)) if last else block

    def _stretches(self, block: Block) -> Iterator[tuple[int, int, bool]]:
        """What is withheld of a paragraph, in order: what is announced, and sentences that tell without announcing."""
        announced = [span for span in self._announced(block) if self.search.details.search(block.text, *span)]
        yield from sorted(
            [
                *((start, end, True) for start, end in announced),
                *((start, end, False) for start, end in self._told(block, announced)),
            ]
        )

    def _told(self, block: Block, announced: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The sentences between what is announced."""
        starts = [point.start for point in block.points]
        last = 0
        for first, behind in (*announced, (len(block.text), len(block.text))):
            text = block.text[last:first]
            inside = starts[bisect_left(starts, last) : bisect_left(starts, first)]
            for start, end in private_sentences(text, [at - last for at in inside], self.search):
                yield last + start, last + end
            last = behind

    def _announced(self, block: Block) -> Iterator[tuple[int, int]]:
        """From a sentence that announces such matters to the next point that is not inside its own, or to the end."""
        end = 0
        for sentence in _SENTENCE.finditer(block.text):
            start = sentence.start()
            if start < end or not self.search.within.search(sentence[0].lstrip(_NUMBER)[:_LONGEST_HEADING]):
                continue
            first, behind = (bisect_left(block.points, at, key=_start) for at in (start, sentence.end()))
            depth = min((point.depth for point in block.points[first:behind]), default=2)
            later = (block.points[at] for at in range(behind, len(block.points)))
            end = next((point.start for point in later if point.depth <= depth), len(block.text))
            yield start, end

    def _without_private_heading(self, section: Section) -> Section:
        """The section; where its heading tells such matters, cut before it names whose they are."""
        at = where_private(section.title, self.search)
        if at is None:
            return section
        title = section.title[:at].rstrip(_MARKS) or self.affairs.heading
        self.taken.shared.add(f"第{section.line}行")
        count = self._take(section.printed)
        printed = (section.number or "") + title
        self._note(f"第{section.line}行", count - count_characters(printed))
        return replace(section, title=title, printed=printed, withheld=count)

    def _is_personal(self, block: Block) -> bool:
        return bool(self.search.details.search(block.text))

    def _says_nothing(self, text: str) -> bool:
        """A short declaration that all is in order (无需要说明的情况), without any detail."""
        if len(text) > _LONGEST_STATEMENT or self.search.details.search(text):
            return False
        return all(self.search.statement.search(sentence) for sentence in _SENTENCE.findall(text) if sentence.strip())

    def _withheld(self, section: Section, top: bool = True) -> Section:
        title, hidden = self._title(section, top)
        first = section.line if section.run_in or hidden or not top else section.line + 1
        self.taken.lines.append((first, self.ends[section.anchor]))
        blocks: list[Block] = []
        for block in section.blocks:
            note = self.affairs.note if top and not blocks else ""
            blocks.append(_wordless(block, note, self._take(block.text)))
        if top and not blocks:  # all its text stands in the sections below
            blocks.append(Block(self.affairs.note, section.line, withheld=0))
        sections = tuple(self._withheld(child, top=False) for child in section.sections)
        printed = (section.number or "") + title if hidden else section.printed
        if top:
            self._note(section.anchor, section.characters - count_characters(printed))
        if not hidden:
            return replace(section, blocks=tuple(blocks), sections=sections)
        count = self._take(section.printed)
        return replace(section, title=title, printed=printed, withheld=count, blocks=tuple(blocks), sections=sections)

    def _title(self, section: Section, top: bool) -> tuple[str, bool]:
        """The title as it is shown, and whether that is another than the printed one."""
        title = section.title
        if self.search.plain_heading.search(title):
            return title, False
        if not top:
            return self.affairs.heading, True
        if len(title) <= _LONGEST_HEADING and not (re.search("[\\d，。；：]", title) and self._tells(title)):
            return title, False
        names = self.search.strong.search(title) or self.search.weak.search(title)
        return (title[: names.end()] if names else self.affairs.heading), True

    def _tells(self, title: str) -> bool:
        return bool(self.search.details.search(title))

    def _take(self, text: str) -> int:
        self.taken.texts.append(text)
        return count_characters(text)

    def _note(self, where: str, characters: int) -> None:
        self.taken.data.append(PersonalDatum(KIND, where, self.affairs.note, 1, "withhold", characters))


def _wordless(block: Block, note: str, characters: int) -> Block:
    """A paragraph with a note (or nothing) for its words; its points keep number and anchor."""
    points = tuple(replace(point, lead="", start=0, end=0) for point in block.points)
    return Block(note, block.line, points, characters)


def _same(these: Sequence[object], those: Sequence[object]) -> bool:
    """Whether both hold the very same objects."""
    return len(these) == len(those) and all(map(is_, these, those))


def _start(point: Point) -> int:
    return point.start


def _first(lines: tuple[int, int]) -> int:
    return lines[0]


def _united(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches in order, those that touch or overlap as one."""
    united: list[tuple[int, int]] = []
    for first, last in sorted(stretches):
        if united and first <= united[-1][1]:
            united[-1] = (united[-1][0], max(last, united[-1][1]))
        else:
            united.append((first, last))
    return united


def _piece(block: Block, start: int, end: int) -> Block:
    """A part of a paragraph with the points that begin in it."""
    first, behind = (bisect_left(block.points, at, key=_start) for at in (start, end))
    points = tuple(
        replace(point, start=point.start - start, end=min(point.end, end) - start)
        for point in block.points[first:behind]
    )
    return replace(block, text=block.text[start:end], points=points)


def _ends(outline: Outline) -> dict[str, int]:
    """For each section the line on which the next heading, or what follows the text, begins."""
    starts = [(section.anchor, section.line) for section in outline.walk()]
    behind = [block.line for block in (*outline.closing, *outline.signature)]
    lines = sorted({line for _, line in starts}.union(behind))
    following = dict(zip(lines, lines[1:], strict=False))
    return {anchor: following.get(line, _LAST_LINE) for anchor, line in starts}


def _texts(section: Section) -> Iterator[str]:
    """The paragraphs of a section and all in it, and the headings below its own."""
    for block in section.blocks:
        yield block.text
    for child in section.sections:
        yield child.title
        yield from _texts(child)
