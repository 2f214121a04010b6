"""damage.yml: what the repair rules look for."""

from __future__ import annotations

from build_tools.vocabulary.schema.base import Entry, Pattern, Table


class SlipPattern(Entry):
    """A slip that is a form rather than a word."""

    pattern: Pattern
    """Begins with a plain character, so that the search stays fast: `习习近平`."""
    right: str
    """The likely wording."""
    not_after: str = ""
    """Characters before it that make it right: `学` (学习习近平)."""
    not_before: str = ""
    """Characters after it that make it right."""


class Damage(Table):
    """damage.yml: what the repair rules look for."""

    file_name = "damage.yml"
    kinds: dict[str, str]
    """Name of each repair rule in Chinese, for pages and reports."""
    invisible: dict[str, str]
    """Characters without any ink, by code point or range in hexadecimal (`200B`, `202A-202E`): their name."""
    blanks: dict[str, str]
    """Blanks other than the ordinary ones, by code point: the ordinary blank of that width."""
    forms: dict[str, str]
    """Characters that only look like the right one (radicals, small and half-width forms): the right one."""
    block_tags: list[str]
    """HTML elements whose tags end a paragraph."""
    inline_tags: list[str]
    """HTML elements whose tags mean nothing to the text."""
    bullets: str
    """Characters that mark a list item at the start of a paragraph."""
    placeholder_heads: list[str]
    """Words that show that the `**` before them stands for a name: 镇 (`**镇党委`)."""
    page_numbers: list[Pattern]
    """A line that is a page number, its white space taken out."""
    inline_page_numbers: list[Pattern]
    """A page number that stands inside a line since the breaks round it were lost."""
    site_lines: list[Pattern]
    """What a web page prints round a text; a line made of such pieces goes."""
    cut_marks: list[Pattern]
    """What stands where a text was cut: the material is incomplete."""
    weak_cut_marks: list[Pattern]
    """The same, but printed under complete texts too: believed where the text stops inside a sentence."""
    closing_words: list[str]
    """Words near the end of a last sentence: with them a missing full stop is no sign of a cut."""
    title_ends: list[str]
    """How a title ends: 材料, 提纲."""
    heading_ends: list[str]
    """How a numbered heading ends that has no closing mark: 方面, 问题."""
    pinyin: dict[str, str]
    """Words written in pinyin or by its initials, in small letters without tone marks: the word."""
    masked: dict[str, str]
    """Set phrases with letters or pinyin for some characters: the phrase."""
    split_words: list[str]
    """Words met with a mark between their characters, put there against word filters: 习.近.平."""
    ordinary_latin: list[str]
    """Letters that are no pinyin between Chinese characters (GDP, XX), in small letters."""
    suspect_latin: list[Pattern]
    """Capitals that are likely initials of a Chinese word; other capitals are taken for English."""
    pinyin_syllable: Pattern
    """A syllable without tone mark."""
    traditional_kept: str
    """Characters that occur in simplified text too (names, set expressions): no sign of a traditional text."""
    slips: dict[str, str]
    """Slips of the pen: the likely wording. Reported, never changed."""
    slip_patterns: list[SlipPattern]
    """Slips that take a pattern."""
    repeatable: list[str]
    """Words that may rightly stand on both sides of 的: 重点的重点."""
    repeating_after: str = ""
    """Characters behind which any word may do so: 该调整的调整."""
