"""Repair: a Document as it was read → a clean Document and every repair that was made.

One rule, one function, one file, all with one signature; `CHANGES` and `REPORTS` tie them together in order.
A rule takes a Document and the Vocabulary and returns a Document: it changes text through
`Document.edited`, which records each change, or only reports through `Document.noting`.
To add a rule: write `repair/<name>.py` with a function `<name>`, put it in its place in `CHANGES` or
`REPORTS`, and add `tests/fixtures/repair/<name>.md` with a positive and a negative example. What a rule
looks for (words, site lines, slips) is no code: it stands in `vocabulary/damage.yml`.

| files | hold |
|---|---|
| characters, numbering | the questions about characters and headings that rules share |
| lines | joining and splitting paragraphs |
| compiled | expressions compiled once for each vocabulary |
| every other file | the rule of that name |

Source of the rules: domain.md section 6 (damage met in real materials).
"""

from __future__ import annotations

from collections.abc import Callable

from build_tools.model import Document
from build_tools.repair.character_forms import character_forms
from build_tools.repair.cut_text import cut_text
from build_tools.repair.dashes import dashes
from build_tools.repair.ellipses import ellipses
from build_tools.repair.export_residue import export_residue
from build_tools.repair.hard_wraps import hard_wraps
from build_tools.repair.invisible_characters import invisible_characters
from build_tools.repair.likely_slips import likely_slips
from build_tools.repair.lost_breaks import lost_breaks
from build_tools.repair.markdown_residue import markdown_residue
from build_tools.repair.masked_words import masked_words
from build_tools.repair.one_character_lines import one_character_lines
from build_tools.repair.page_numbers import page_numbers
from build_tools.repair.pinyin_readings import pinyin_readings
from build_tools.repair.pinyin_words import pinyin_words
from build_tools.repair.quotes import quotes
from build_tools.repair.site_lines import site_lines
from build_tools.repair.stray_spaces import stray_spaces
from build_tools.repair.traditional import traditional
from build_tools.repair.unbalanced_brackets import unbalanced_brackets
from build_tools.repair.unbalanced_quotes import unbalanced_quotes
from build_tools.repair.unknown_pinyin import unknown_pinyin
from build_tools.repair.wide_gaps import wide_gaps
from build_tools.repair.width import width
from build_tools.vocabulary.loading import Vocabulary

Rule = Callable[[Document, Vocabulary], Document]

CHANGES: tuple[Rule, ...] = (
    # What no reader of the page was meant to see.
    export_residue,
    invisible_characters,
    character_forms,
    site_lines,
    page_numbers,
    markdown_residue,
    # Where paragraphs begin and end; first what the lines themselves show, then what the text shows.
    one_character_lines,
    hard_wraps,
    wide_gaps,
    lost_breaks,
    # Characters, by their context; readings go before their brackets are widened.
    pinyin_readings,
    width,
    stray_spaces,
    traditional,
    masked_words,
    pinyin_words,
    quotes,
    dashes,
    ellipses,
)
"""The rules that change text, in order."""

REPORTS: tuple[Rule, ...] = (unbalanced_quotes, unbalanced_brackets, likely_slips, unknown_pinyin, cut_text)
"""The rules that only report, on the repaired text."""

RULES: tuple[Rule, ...] = (*CHANGES, *REPORTS)

MOST_ROUNDS = 6
"""One repair may uncover another (`&amp;nbsp;`); two rounds are usual where there is damage, one where there is none."""


def repair(document: Document, vocabulary: Vocabulary) -> Document:
    """The document after all rules, with every change recorded and everything doubtful reported.

    The rules that change text are gone through until they find nothing more to change.
    """
    for _ in range(MOST_ROUNDS):
        made = len(document.repairs)
        for rule in CHANGES:
            document = rule(document, vocabulary)
        if len(document.repairs) == made:
            break
    for rule in REPORTS:
        document = rule(document, vocabulary)
    return document


__all__ = ["CHANGES", "REPORTS", "RULES", "Rule", "repair"]
