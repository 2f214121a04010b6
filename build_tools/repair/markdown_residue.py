"""Markdown marks that stand in plain text are read: `# 标题` is a heading, `**一、问题**` a bold line.

A reader gives inline marks as they stand, since `**` may also be a placeholder for a name (`**镇党委`): a
pair is markup only where the text after its opening is no word such as 镇 (damage.yml, placeholder_heads).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from build_tools.model import Document, Edit, Paragraph, Repair
from build_tools.repair.characters import CJK
from build_tools.repair.compiled import once_per_vocabulary
from build_tools.vocabulary.loading import Vocabulary
from build_tools.vocabulary.schema import Damage

_HEADING = re.compile(rf"(#{{1,6}})(?:\s+|(?=[{CJK}]))")
_STRONG = re.compile(r"(\*\*\*|\*\*|__)([^*_].*?)\1([。：；，]?)$")
_LEAD = re.compile(r"\*\*[^*]{2,80}\*\*(?=.)")
_STARS = re.compile(r"\*+")
_ESCAPE = re.compile(r"(?<![:\\])\\++([`*_{}\[\]()#+\-.!>~|])")
_CODE = re.compile(r"(?<!`)`++([^`]{1,60})`++")
_LINK = re.compile(r"!?\[([^\[\]]{0,80})\]\((?:https?://|www\.|/|#)[^()\s]{0,300}\)")
_OPENS = re.compile(r"[^\s*，。；：、！？）》”’】,.;:!?)]")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)是要]|第[一二三四五六七八九十]")


@once_per_vocabulary
def _heads(damage: Damage) -> tuple[str, ...]:
    return tuple(damage.placeholder_heads)


@once_per_vocabulary
def _bullet(damage: Damage) -> re.Pattern[str]:
    marks = re.escape(damage.bullets)
    return re.compile(rf"(?:[{marks}]\s*|[-+*>]\s+)(?=[{CJK}\d\"(*])")


def markdown_residue(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with leftover Markdown marks read and taken off."""
    bullet = _bullet(vocabulary)
    document = _with_line_marks(document, bullet)
    text = document.text
    if "*" not in text and "\\" not in text and "`" not in text and "](" not in text:
        return document
    heads = _heads(vocabulary)
    document = replace(document, paragraphs=tuple(_with_lead(p, heads) for p in document.paragraphs))
    return document.edited("markdown_residue", lambda text: _inline(text, heads))


def _with_lead(paragraph: Paragraph, heads: tuple[str, ...]) -> Paragraph:
    """The paragraph with the length of the bold words that it begins with (marks still counted)."""
    if not paragraph.text.startswith("**"):
        return paragraph
    found = _LEAD.match(paragraph.text)
    if not found or not _is_markup(paragraph.text, 2, found.end() - 2, found.end(), heads):
        return paragraph
    return replace(paragraph, strong_lead=found.end())


def _with_line_marks(document: Document, bullet: re.Pattern[str]) -> Document:
    """Marks that say something about the whole paragraph."""
    paragraphs: list[Paragraph] = []
    repairs: list[Repair] = []
    for paragraph in document.paragraphs:
        current = paragraph
        if current.text and not current.text[0].isalnum():
            for start, end, changed in _line_marks(current, bullet):
                repairs += (Repair("markdown_residue", mark, "", 1, (current.line,)) for mark in (start, end) if mark)
                current = changed
        paragraphs.append(current)
    if not repairs:
        return document
    return replace(document, paragraphs=tuple(paragraphs), repairs=document.repairs + tuple(repairs))


def _line_marks(paragraph: Paragraph, bullet: re.Pattern[str]) -> Iterator[tuple[str, str, Paragraph]]:
    """(mark at the start, mark at the end, what the paragraph is without them), one kind after the other."""
    text = paragraph.text
    if (found := bullet.match(text)) and found.end() < len(text):
        text = text[found.end() :]
        paragraph = replace(paragraph, text=text)
        yield found.group(), "", paragraph
    if found := _HEADING.match(text):
        rest = text[found.end() :]
        inner = rest.rstrip("#").rstrip()
        if inner:
            level = paragraph.heading_level or len(found[1])
            paragraph = replace(paragraph, text=inner, heading_level=level)
            yield found.group(), rest[len(inner) :], paragraph
            text = inner
    if text[0] in "*_" and (found := _STRONG.fullmatch(text)) and found[1] not in found[2] and found[2].strip():
        yield found[1], found[1], replace(paragraph, text=(found[2] + found[3]).strip(), strong=True)


def _inline(text: str, heads: tuple[str, ...]) -> list[Edit]:
    edits = [Edit(m.start(), m.end(), m[1]) for m in _ESCAPE.finditer(text)]
    escaped = {edit.end - 1 for edit in edits}
    edits += (Edit(m.start(), m.end(), m[1]) for m in _CODE.finditer(text))
    edits += (Edit(m.start(), m.end(), m[1]) for m in _LINK.finditer(text))
    edits += _strong_pairs(text, heads, escaped)
    edits.sort(key=lambda edit: edit.start)
    apart: list[Edit] = []
    for edit in edits:
        if not apart or edit.start >= apart[-1].end:
            apart.append(edit)
    return apart


def _strong_pairs(text: str, heads: tuple[str, ...], escaped: set[int]) -> Iterator[Edit]:
    """The marks of bold text; every other run of asterisks is a placeholder and stays."""
    runs = [m for m in _STARS.finditer(text) if 2 <= m.end() - m.start() <= 3 and m.start() not in escaped]
    index = 0
    while index + 1 < len(runs):
        opening, closing = runs[index], runs[index + 1]
        if opening.group() == closing.group() and _is_markup(
            text, opening.end(), closing.start(), closing.end(), heads
        ):
            yield Edit(opening.start(), opening.end(), "")
            yield Edit(closing.start(), closing.end(), "")
            index += 2
        else:
            index += 1


def _is_markup(text: str, start: int, end: int, after: int, heads: tuple[str, ...]) -> bool:
    """Whether the asterisks round text[start:end] set it in bold."""
    if not _OPENS.match(text, start) or text[end - 1].isspace():
        return False
    if start == len("**") and text[end - 1] == "。" and not text.startswith(heads, after):
        return True  # a whole sentence that opens a paragraph, whatever its first word: **支部班子精力不足。** 书记…
    if _NUMBERED.match(text, start) or text[end - 1] in "。：；！？":
        return not text.startswith(heads, start)
    return not text.startswith(heads, start) and not text.startswith(heads, after)
