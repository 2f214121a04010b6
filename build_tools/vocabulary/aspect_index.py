"""Finds aspects (带头 headings) in headings as people really write them.

Domain.md section 2, "How aspect headings vary": wrappers (在…方面, 对照…), 带头 left out, 感悟/领悟, tails cut at any
comma, two aspects joined. So everything is compared without wrappers, 带头, marks and spaces: by prefix,
by key phrases, and by shared two-character pieces for slips.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from build_tools.vocabulary.schema import Aspect, Frameworks

_MARKS = re.compile(r"[\s“”\"'‘’《》〈〉（）()，、。：；,:;.．—\-]+")
_WRAPPERS = re.compile(r"^(?:在|对照|围绕|关于|聚焦|紧扣|从|就|着眼|反对|“|”)*(?:带头|能否|是否)?")
_WRAPPED = re.compile("方面|^(?:在|对照|围绕|关于|聚焦|紧扣)")
TAIL = re.compile(
    "(?:等)?(?:这个|这一)?方面?(?:还|仍|尚|依然|也)?(?:存在|有)?(?:着)?(?:的|一些|一定|不少|较大|以下|如下|主要|突出|哪些|什么|多大)*"
    "(?:问题|差距|不足|短板|薄弱环节)?(?:和(?:问题|差距|不足))?(?:主要表现)?[。：；，,:;]?$"
)
_GENERIC = 6
"""A form shorter than this (作风, 形式主义) also occurs in ordinary headings: only the whole heading names it."""
_PREFIX = 6
_LONGEST_TAIL = 40
_HEAD = 16
"""Characters in which a slip (领悟 for 感悟) is forgiven."""
_SURE = 0.95


@dataclass(frozen=True, slots=True)
class AspectMatch:
    """An aspect that a heading names."""

    id: str
    score: float
    """1 the heading is or begins with the aspect; 0.8 holds a key phrase; 0.7 is like it but for slips."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One wording of an aspect, without wrappers and marks."""

    id: str
    text: str
    head: frozenset[str]
    """Two-character pieces of its beginning."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading made ready for comparing."""

    text: str
    first_clause: str
    head: frozenset[str]
    pieces: frozenset[str]
    wrapped: bool
    """It says 方面, or begins with 对照 and the like: what it names, it names as an aspect."""


@lru_cache(maxsize=512)
def _prepared(title: str) -> _Heading:
    text = _normal(title)
    first_clause = _normal(re.split("[，,：:]", title, maxsplit=1)[0])
    return _Heading(text, first_clause, _pieces(text[:_HEAD]), _pieces(text), bool(_WRAPPED.search(title)))


class AspectIndex:
    """All aspects of all frameworks, ready for matching."""

    def __init__(self, frameworks: Frameworks) -> None:
        self._aspects = frameworks.aspects
        self._forms: dict[str, list[_Form]] = {}
        """By framework."""
        self._keys: dict[str, list[tuple[str, str]]] = {}
        """By framework: (normalised key phrase, aspect id)."""
        self._starts: dict[str, set[str]] = {}
        """First characters of every specific form → aspect ids."""
        self._vocabulary: dict[str, frozenset[str]] = {}
        """Aspect id → two-character pieces of all its forms."""
        self._names: set[str] = set()
        """Every form, the generic ones too."""
        self._pieces: dict[str, set[str]] = {}
        """By framework: the pieces one of which any heading that names an aspect of it holds."""
        for aspect_id, aspect in self._aspects.items():
            self._add(aspect_id, aspect)

    def _add(self, aspect_id: str, aspect: Aspect) -> None:
        framework = aspect_id.rpartition("-")[0]
        texts = {_normal(text) for text in (aspect.short, aspect.long, *aspect.alias) if text}
        self._forms.setdefault(framework, []).extend(_Form(aspect_id, t, _pieces(t[:_HEAD])) for t in sorted(texts))
        keys = {_MARKS.sub("", key) for key in aspect.keys}
        self._keys.setdefault(framework, []).extend((key, aspect_id) for key in sorted(keys))
        self._names |= texts
        for text in texts:
            if len(text) >= _GENERIC:
                self._starts.setdefault(text[:_PREFIX], set()).add(aspect_id)
        known = self._pieces.setdefault(framework, set())
        known.update(*(_pieces(text[:_HEAD]) for text in (*texts, *keys)))
        self._vocabulary[aspect_id] = frozenset().union(*map(_pieces, texts))

    def matches(self, title: str, framework: str) -> list[AspectMatch]:
        """The aspects of one framework that the heading names, in their order; several where they are joined."""
        heading = _prepared(title)
        if heading.pieces.isdisjoint(self._pieces.get(framework, ())):
            return []
        text = heading.text
        found: dict[str, float] = {}
        for form in self._forms.get(framework, ()):
            score = _form_score(heading, form)
            if score > found.get(form.id, 0):
                found[form.id] = score
        for key, aspect_id in self._keys.get(framework, ()):
            if key in text and found.get(aspect_id, 0) < 0.8 and _room_for(key, heading):
                found[aspect_id] = 0.8
        best = max(found.values(), default=0.0)
        kept = {i: s for i, s in found.items() if s >= 0.8 or s == best}
        if best >= _SURE and len(kept) > 1 and not self._joins(text, kept, framework):
            kept = {i: s for i, s in kept.items() if s == best}
        order = list(self._aspects)
        return [AspectMatch(i, kept[i]) for i in sorted(kept, key=order.index)]

    def _joins(self, text: str, kept: dict[str, float], framework: str) -> bool:
        """Whether the heading names more than one aspect: also beyond the longest form that it begins with."""
        starts = [form for form in self._forms[framework] if form.id in kept and text.startswith(form.text)]
        if not starts:
            return True
        rest = text[max(len(form.text) for form in starts) :]
        others = set(kept) - {form.id for form in starts}
        named = (form.text[:_PREFIX] for form in self._forms[framework] if form.id in others)
        keys = (key for key, aspect_id in self._keys[framework] if aspect_id in others)
        return any(words in rest for words in (*named, *keys))

    def extent(self, text: str, start: int, stop: int) -> int:
        """Where the words of an aspect that begins at `start` end (before 方面 and marks), or 0.

        A clause belongs to it while three quarters of its two-character pieces are the aspect's.
        """
        wrapper = _WRAPPERS.match(text[start : start + 16])
        begin = start + (wrapper.end() if wrapper else 0)
        head = _MARKS.sub("", text[begin : begin + 3 * _PREFIX])[:_PREFIX]
        candidates = self._starts.get(head)
        if not candidates:
            return 0
        pieces = frozenset().union(*(self._vocabulary[i] for i in candidates))
        end = 0
        for first, last in _clauses(text, begin, stop):
            for cut in (_tail(text, first, last), text.find("方面", first, last)):
                own = _pieces(_normal(text[first:cut])) if cut >= first else frozenset()
                if cut == first or (own and len(own & pieces) >= 0.75 * len(own)):
                    end = cut
                    break
            else:
                break
            if cut != last and cut != _tail(text, first, last):
                break
        return end

    def are_names(self, text: str) -> bool:
        """Whether a text is nothing but one aspect, or several joined by 、 or 和."""
        return _normal(text) in self._names or all(_normal(piece) in self._names for piece in re.split("[、和]", text))

    def names_any(self, title: str) -> bool:
        """Whether a heading surely names an aspect of any list."""
        return any(match.score >= 0.8 for framework in self._forms for match in self.matches(title, framework))

    def named_in(self, text: str) -> Iterator[str]:
        """Ids of the specific aspects whose short form stands in running text (the introduction lists them)."""
        plain = _MARKS.sub("", text)
        for forms in self._forms.values():
            seen = set()
            for form in forms:
                if len(form.text) >= 8 and form.id not in seen and form.text[:14] in plain:
                    seen.add(form.id)
                    yield form.id


def _tail(text: str, start: int, stop: int) -> int:
    """Where the tail (方面存在的问题) of text[start:stop] begins; `stop` where there is none."""
    match = TAIL.search(text, max(start, stop - _LONGEST_TAIL), stop)
    return match.start() if match else stop


def _normal(title: str) -> str:
    text = title.strip()
    tail = _tail(text, 0, len(text))
    if tail > 0:
        text = text[:tail]
    text = _MARKS.sub("", text)
    return text[match.end() :] if (match := _WRAPPERS.match(text)) else text


def _pieces(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _form_score(heading: _Heading, form: _Form) -> float:
    text = heading.text
    if text == form.text:
        return 1.0
    if heading.first_clause == form.text:
        return _SURE
    if len(form.text) < _GENERIC:
        return 0.0
    if text.startswith(form.text) or (len(text) >= _GENERIC and form.text.startswith(text)):
        return 1.0
    if form.text in text or (text[:10] == form.text[:10] and len(text) >= 10):
        return _SURE
    shared = len(heading.head & form.head)
    return 0.7 if shared and 2 * shared >= 0.7 * (len(heading.head) + len(form.head)) else 0.0


def _room_for(key: str, heading: _Heading) -> bool:
    """A short key phrase names the aspect only in a heading of aspects, and where it is most of it."""
    return len(key) >= 5 or (heading.wrapped and len(key) * 2.5 >= len(heading.first_clause))


def _clauses(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    first = start
    for match in re.compile("[，,；;]").finditer(text, start, stop):
        yield first, match.start()
        first = match.end()
    if first < stop:
        yield first, stop
