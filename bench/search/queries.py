"""Queries drawn from a corpus, with the truth found by plain substring; slips and phrases that stand nowhere."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from build_tools.model import Block, Material
from build_tools.vocabulary import load_vocabulary

KINDS = ("set phrases", "two characters", "several words", "fragments")
Place = tuple[str, str]
"""A section: id of the material and anchor."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the sections that answer it."""

    kind: str
    text: str
    truth: frozenset[Place]


def sections_of(material: Material) -> list[tuple[Place, str]]:
    """The sections of a material as its page shows them; the bench's own reading, not the engine's."""

    def text(blocks: tuple[Block, ...]) -> str:
        return "".join(block.text for block in blocks)

    outline, name = material.outline, material.id
    found = [((name, "title"), text(outline.title_lines)), ((name, "preamble"), text(outline.preamble))]
    found += [((name, section.anchor), section.printed + text(section.blocks)) for section in outline.walk()]
    return [*found, ((name, "closing"), text(outline.closing))]


class Corpus:
    """All sections, searchable by plain substring."""

    def __init__(self, materials: list[Material]) -> None:
        self.sections = [pair for material in materials for pair in sections_of(material)]

    def holding(self, *words: str) -> frozenset[Place]:
        """The sections that hold all words."""
        return frozenset(place for place, text in self.sections if all(word in text for word in words))


def _word(dice: random.Random, text: str, length: int) -> str | None:
    start = dice.randrange(max(1, len(text) - length))
    word = text[start : start + length]
    return word if re.fullmatch("[一-龥]+", word) and len(word) == length else None


def _draw(dice: random.Random, kind: str, corpus: Corpus, phrases: list[str]) -> tuple[str, ...] | None:
    _, text = dice.choice(corpus.sections)
    if kind == "set phrases":
        return (dice.choice(phrases),)
    if kind == "two characters":
        word = _word(dice, text, 2)
        return (word,) if word else None
    if kind == "several words":
        words = [_word(dice, text, dice.choice((2, 2, 3, 4))) for _ in range(dice.choice((2, 2, 3)))]
        return tuple(dict.fromkeys(words)) if all(words) and len(set(words)) > 1 else None  # type: ignore[arg-type]
    length = dice.randint(8, 30)
    start = dice.randrange(max(1, len(text) - length))
    fragment = text[start : start + length]
    clean = not re.search(r"[\s“”：:-]", fragment)
    return (fragment,) if clean and len(fragment) >= 8 else None


def draw_queries(corpus: Corpus, seed: str, each: int = 50) -> list[Asked]:
    """So many queries of each kind, every one with at least one answer."""
    dice = random.Random(seed)
    phrases = load_vocabulary().phrases.phrases
    found: list[Asked] = []
    for kind in KINDS:
        seen: set[tuple[str, ...]] = set()
        while len(seen) < each:
            words = _draw(dice, kind, corpus, phrases)
            if words and words not in seen and (truth := corpus.holding(*words)):
                seen.add(words)
                found.append(Asked(kind, " ".join(words), truth))
    return found


def draw_slips(corpus: Corpus, seed: str, count: int = 100) -> list[Asked]:
    """Fragments with one character wrong, dropped, added, or two swapped; the truth is that of the right one."""
    dice = random.Random(seed)
    found: list[Asked] = []
    while len(found) < count:
        words = _draw(dice, "fragments", corpus, [])
        if not words:
            continue
        right, place = words[0], dice.randrange(1, len(words[0]) - 1)
        other = dice.choice(dice.choice(corpus.sections)[1])
        wrong = dice.choice([
            right[:place] + other + right[place + 1 :],
            right[:place] + right[place + 1 :],
            right[:place] + other + right[place:],
            right[:place] + right[place + 1] + right[place] + right[place + 2 :],
        ])  # fmt: skip
        if re.search(r"[\s“”：:-]", wrong) or corpus.holding(wrong):
            continue
        found.append(Asked("slips", wrong, corpus.holding(right)))
    return found


def draw_absent(corpus: Corpus, seed: str, count: int = 50) -> list[Asked]:
    """Phrases put together from pieces of two sections that no section holds."""
    dice = random.Random(seed)
    found: list[Asked] = []
    while len(found) < count:
        first, second = (_word(dice, dice.choice(corpus.sections)[1], dice.choice((2, 3))) for _ in "ab")
        if first and second and not corpus.holding(first + second):
            found.append(Asked("absent", first + second, frozenset()))
    return found
