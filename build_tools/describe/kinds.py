"""Meeting, genre, subject and theme: the title tells most, the introduction the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.describe.clues import Clues, around
from build_tools.vocabulary.schema import Words

_THEME = (
    re.compile("主题(?:是|为|：|即)[：:，]?(?P<theme>[^。\n]{6,200}?)(?:[。\n]|，会前|；|$)"),
    re.compile("主题，即(?P<theme>[^。\n]{6,200}?)(?:[。\n]|$)"),
    re.compile("以(?P<theme>“[^”。\n]{6,120}”)为主题"),
    re.compile("围绕(?:会议主题)?(?P<theme>“[^”。\n]{8,120}”)(?:这个|这一|的)?主题"),
)
_FIRST_PERSON = re.compile("我(?![们国党市县区省州办局校院镇乡行厂馆所台部委社公街村军])|本人")
_WE = re.compile("班子|我们")


def find_kinds(clues: Clues) -> None:
    """Learns meeting, genre, subject and theme, as far as they can be known."""
    _find_meeting(clues)
    _find_genre(clues)
    _find_subject(clues)
    _find_theme(clues)


def _find_meeting(clues: Clues) -> None:
    meetings = clues.vocabulary.genres.meetings
    if not _first(clues, "meeting", meetings, clues.title, "title", "high"):
        text = clues.opening
        counts = {kind: text.count(kind) for kind in ("民主生活会", "组织生活会")}
        main = max(counts, key=lambda kind: counts[kind])
        if counts[main]:
            fitting = [words for words in meetings if words.name.endswith(main)]
            _first(clues, "meeting", fitting, text, "text", "medium")


def _find_genre(clues: Clues) -> None:
    genres = clues.vocabulary.genres.genres
    if _first(clues, "genre", genres, clues.title, "title", "high"):
        return
    ends = "\n".join(block.text for block in clues.outline.closing)
    last = clues.opening.rstrip("。：:\n ").rpartition("。")[2]
    main = [words for words in genres if words.name in ("对照检查材料", "检视剖析材料")]
    _first(clues, "genre", main, last + "\n" + ends, "text", "medium")


def _find_subject(clues: Clues) -> None:
    genres = clues.vocabulary.genres
    if _first(clues, "subject", genres.subjects, clues.title, "title", "high"):
        return
    # The introduction may speak of 班子 and 个人 in turn; its last sentences say whose material this is.
    phrases = [
        (match.end(), words.name, around(clues.opening, *match.span()))
        for words in genres.subject_phrases
        for pattern in words.patterns
        for match in re.finditer(pattern, clues.opening)
    ]
    if phrases:
        _, name, text = max(phrases)
        clues.learn("subject", name, "text", text, "high")
        return
    first_person = len(_FIRST_PERSON.findall(clues.body))
    we = len(_WE.findall(clues.body))
    if first_person >= 3 and first_person > we:
        match = _FIRST_PERSON.search(clues.body)
        words = around(clues.body, *match.span(), 12) if match else None
        clues.learn("subject", "个人", "text", words, "medium" if first_person > 2 * we else "low")
    elif clues.body.count("班子") >= 4 and first_person <= 2:
        position = clues.body.index("班子")
        clues.learn("subject", "班子", "text", around(clues.body, position, position + 2, 12), "low")


def _find_theme(clues: Clues) -> None:
    for pattern in _THEME:
        match = pattern.search(clues.opening)
        if match:
            theme = (
                match.group("theme").strip("“”，、 ") if match.group("theme").count("“") == 1 else match.group("theme")
            )
            clues.learn("theme", theme.strip("，、 "), "text", match.group(), "high")
            return


def _first(clues: Clues, name: str, choices: Sequence[Words], text: str, source: str, confidence: str) -> bool:
    for words in choices:
        for pattern in words.patterns:
            match = re.search(pattern, text, re.MULTILINE)
            if match:
                clues.learn(name, words.name, source, around(text, *match.span()), confidence)
                return True
    return False
