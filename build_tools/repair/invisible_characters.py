"""Characters without ink go, odd blanks become ordinary ones, and how many there were is reported.

Zero-width characters, byte order marks inside the text, soft hyphens and direction marks come from web
pages and from programs that mark copies; a regular pattern of them may be a watermark, hence the finding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from build_tools.model import Document, Edit, Finding, Severity
from build_tools.repair.characters import LAST_OF_PLANE, reaches_beyond_plane, where
from build_tools.repair.compiled import once_per_vocabulary
from build_tools.vocabulary.loading import Vocabulary
from build_tools.vocabulary.schema import Damage


class _Table:
    """The characters looked for, what becomes of them and what they are called."""

    def __init__(self, damage: Damage) -> None:
        self.after: dict[str, str] = {}
        self.names: dict[str, str] = {}
        for key, blank in damage.blanks.items():
            self.after |= dict.fromkeys(_span(key), blank)
            self.names |= dict.fromkeys(_span(key), "不间断空格等特殊空格")
        for key, name in damage.invisible.items():
            self.after |= dict.fromkeys(_span(key), "")
            self.names |= dict.fromkeys(_span(key), name)
        self.pattern = re.compile(f"[{re.escape(''.join(self.after))}]")
        # A class that reaches beyond U+FFFF is searched a hundred times more slowly: tell by this one first.
        self.common = re.compile(f"[{re.escape(''.join(c for c in self.after if c <= LAST_OF_PLANE))}]")


def _span(key: str) -> list[str]:
    """`200B` → one character, `202A-202E` → five."""
    first, _, last = key.partition("-")
    return [chr(code) for code in range(int(first, 16), int(last or first, 16) + 1)]


_table = once_per_vocabulary(_Table)


def invisible_characters(document: Document, vocabulary: Vocabulary) -> Document:
    """The document without invisible characters; a finding says how many of each kind there were."""
    table = _table(vocabulary)
    text = document.text
    if not table.common.search(text) and not reaches_beyond_plane(text):
        return document
    found: Counter[str] = Counter()
    first = None
    for paragraph in document.paragraphs:
        if characters := table.pattern.findall(paragraph.text):
            found.update(table.names[c] for c in characters)
            first = first or paragraph
    if first is None:
        return document

    def propose(text: str) -> Iterator[Edit]:
        for match in table.pattern.finditer(text):
            yield Edit(match.start(), match.end(), table.after[match.group()])

    kinds = "、".join(f"{name} {count} 个" for name, count in found.most_common())
    message = f"去掉了看不见的字符 {found.total()} 个：{kinds}"
    finding = Finding("invisible_characters", message, Severity.INFO, where(first))
    return document.edited("invisible_characters", propose).noting([finding])
