"""Which lines of a page are its article: told by structure, by names, by links and by how dense running text stands.

Recall goes before precision: a line is left out for a reason, never for lack of one. The reasons, in order:
1. it is hidden, or stands in an element that its tag, name or role calls navigation, footer, comments …, and half of
   the page's running text does not stand there too (some sites name the whole page so, or hide the article until a
   script shows it);
2. it stands outside the smallest element that holds all running text, all numbered lines, signature and date;
3. it is a link to elsewhere among other such lines, or a line that words.yml knows, before or behind the text.
A page without any link and any such element is a document that was saved as a page: all of it is text, but for the
lines of 3.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.readers.html.blocks import Block, Page
from build_tools.readers.html.lists import has_own_number
from build_tools.readers.html.words import Words

_SENTENCE = re.compile("[。！？；]")
_PAUSE = re.compile("[，、：；。]")
_LEAST_PROSE = 20
"""Characters from which a line with a full stop counts as running text."""
_DATE_LINE = re.compile(r"(?:20|19)\d\d年\d{1,2}月(?:\d{1,2}日)?|二[〇○零0]..年.{1,3}月(?:.{1,3}日)?")
_MOST_OF_TEXT = 0.5
"""Share of the running text in an element that its name alone does not make furniture."""
_TITLE_APART = re.compile(r"[\s_|｜\-—–－·>»/]+")
_SHORTEST_TITLE = 6


@dataclass(frozen=True, slots=True)
class Article:
    """A page's lines, told apart."""

    blocks: tuple[Block, ...]
    left_out: tuple[Block, ...]


def find_article(page: Page, page_title: str, words: Words) -> Article:
    """The article of a page; `page_title` is what `<title>` says."""
    return _Finder(page, page_title, words).article()


class _Finder:
    def __init__(self, page: Page, page_title: str, words: Words) -> None:
        self.nodes = page.nodes
        self.blocks = page.blocks
        self.words = words
        self.page_title = _plain(page_title)
        self.prose = [_prose(block) for block in page.blocks]

    def article(self) -> Article:
        """The blocks that are text, and the others."""
        kept = set(range(len(self.blocks)))
        if self._is_web_page():
            kept = self._without_furniture()
            kept = self._inside_container(kept)
            kept = self._without_links(kept)
            kept = self._with_title(kept)
        kept = self._without_edges(kept)
        return Article(
            tuple(block for index, block in enumerate(self.blocks) if index in kept),
            tuple(block for index, block in enumerate(self.blocks) if index not in kept),
        )

    def _is_web_page(self) -> bool:
        marked = any(node.furniture or node.weak or node.hidden or node.removed for node in self.nodes)
        return marked or any(block.links for block in self.blocks)

    # ------------------------------------------------------------ 1: marked elements

    def _without_furniture(self) -> set[int]:
        weights = self.prose if any(self.prose) else [_ink(block) - block.links for block in self.blocks]
        inside = self._sums(weights)
        most = max(1, _MOST_OF_TEXT * sum(weights))
        dropped = [False] * len(self.nodes)
        for index, node in enumerate(self.nodes):
            if index == 0:
                continue
            marked = (node.furniture or node.hidden) and inside[index] < most
            marked = marked or (node.weak and inside[index] == 0 and not self._is_inside_article(index))
            dropped[index] = dropped[node.parent] or marked or node.removed
        return {index for index, block in enumerate(self.blocks) if not dropped[block.node]}

    def _is_inside_article(self, index: int) -> bool:
        while index > 0:
            if self.nodes[index].tag in ("article", "main"):
                return True
            index = self.nodes[index].parent
        return False

    def _sums(self, weights: Sequence[int]) -> list[int]:
        """What stands inside each element; elements come after those around them."""
        sums = [0] * len(self.nodes)
        for block, weight in zip(self.blocks, weights, strict=True):
            sums[block.node] += weight
        for index in range(len(self.nodes) - 1, 0, -1):
            sums[self.nodes[index].parent] += sums[index]
        return sums

    # ------------------------------------------------------------ 2: the element with the text

    def _inside_container(self, kept: set[int]) -> set[int]:
        core = [index for index in sorted(kept) if self._is_core(index)]
        if not core:
            return kept
        container = self.blocks[core[0]].node
        for index in core[1:]:
            container = self._common(container, self.blocks[index].node)
        while self.nodes[container].tag in (
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "li",
            "ol",
            "ul",
            "tr",
            "tbody",
            "table",
        ):
            container = self.nodes[container].parent  # a single paragraph is no container
        inside = [False] * len(self.nodes)
        for index, node in enumerate(self.nodes):
            inside[index] = index == container or (index > 0 and inside[node.parent])
        return {index for index in kept if inside[self.blocks[index].node]}

    def _is_core(self, index: int) -> bool:
        """Running text, numbered lines, dates: what belongs to an article for sure."""
        block = self.blocks[index]
        if self.prose[index]:
            return True
        if block.links * 2 > _ink(block) or self.words.is_furniture_line(block.text):
            return False
        return has_own_number(block.text) or bool(_DATE_LINE.fullmatch("".join(block.text.split())))

    def _common(self, one: int, other: int) -> int:
        """The innermost element that holds both; the elements' indices grow inwards."""
        while one != other:
            if one > other:
                one = self.nodes[one].parent
            else:
                other = self.nodes[other].parent
        return one

    # ------------------------------------------------------------ 3: links and known lines

    def _without_links(self, kept: set[int]) -> set[int]:
        order = sorted(kept)
        core = [place for place, index in enumerate(order) if self._is_core(index)]
        dropped: set[int] = set()
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and self._is_link(order[end]):
                end += 1
            between = bool(core) and core[0] < start and end <= core[-1]
            if end - start > 2 or (end > start and not between):
                dropped.update(order[start:end])
                if start and self.words.is_list_head(self.blocks[order[start - 1]].text):
                    dropped.add(order[start - 1])
            start = max(end, start + 1)
        return kept - dropped

    def _is_link(self, index: int) -> bool:
        block = self.blocks[index]
        is_heading = block.level in (1, 2) and self._is_title(block)
        return block.links * 10 >= 6 * _ink(block) and block.links > 0 and not self.prose[index] and not is_heading

    def _without_edges(self, kept: set[int]) -> set[int]:
        order = sorted(kept)
        core = [index for index in order if self._is_core(index)]
        if not core:
            return kept
        edges = [index for index in order if index < core[0] or index > core[-1]]
        return kept - {index for index in edges if self.words.is_furniture_line(self.blocks[index].text)}

    # ------------------------------------------------------------ the title

    def _with_title(self, kept: set[int]) -> set[int]:
        """The title stands often beside the element with the text: it is put back."""
        core = next((index for index in sorted(kept) if self._is_core(index)), None)
        if core is None:
            return kept
        if any(self._is_title(self.blocks[index]) or self.blocks[index].level == 1 for index in kept if index < core):
            return kept
        before = [index for index in range(core - 1, -1, -1) if index not in kept]
        found = next((index for index in before if self._is_title(self.blocks[index])), None)
        if found is None:
            heads = (i for i in before if self.blocks[i].level in (1, 2) and not self.blocks[i].links)
            found = next(heads, None)
        if found is None:
            return kept
        node = self.blocks[found].node
        return kept | {index for index in before if self.blocks[index].node == node and not self.blocks[index].links}

    def _is_title(self, block: Block) -> bool:
        """Whether the page's own title says the same."""
        text = _plain(block.text)
        return len(text) >= _SHORTEST_TITLE and text in self.page_title


def _prose(block: Block) -> int:
    """Characters of running text: a sentence with its stop, or a long line with pauses, that is no link."""
    ink = _ink(block)
    if ink < _LEAST_PROSE or block.links * 3 > ink:
        return 0
    if _SENTENCE.search(block.text) or (ink > 2 * _LEAST_PROSE and _PAUSE.search(block.text)):
        return ink - block.links
    return 0


def _ink(block: Block) -> int:
    return len("".join(block.text.split()))


def _plain(text: str) -> str:
    return _TITLE_APART.sub("", text)
