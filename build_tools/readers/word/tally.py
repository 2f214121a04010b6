"""What is counted while a Word file is read, for its findings and its notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from build_tools.model import Finding, Severity


@dataclass(slots=True)
class Tally:
    """Shared by all stories of one file."""

    has_title: bool = False
    """A paragraph has the style Title; then headings stand one level below it."""
    shown: int = 0
    """Characters of text that came out."""
    hidden: list[str] = field(default_factory=list)
    """Text that is set as hidden."""
    deleted: int = 0
    readings: int = 0
    """Pinyin guides over characters, left out."""
    pictures: int = 0
    outside: int = 0
    """Other files embedded as text (altChunk, subDoc)."""
    computed: int = 0
    """Numbers that Word computes and does not store."""
    numbered: int = 0
    """Notes that have a number."""
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    """(footnote or endnote, id) → its label, in the order of their marks."""

    def note(self, kind: str, identifier: str, numbered: bool = True) -> str:
        """The label of a note whose mark stands here: `[1]`; empty where its own mark is typed."""
        if (kind, identifier) not in self.notes:
            self.numbered += numbered
            self.notes[kind, identifier] = f"[{self.numbered}]" if numbered else ""
        return self.notes[kind, identifier]

    def findings(self) -> list[Finding]:
        """What a person should know of what was left out or could not be read."""
        hidden = sum(map(len, self.hidden))
        made = (
            (hidden, "hidden_text", f"有 {hidden} 个字设成了隐藏文字，没有收进正文", Severity.INFO),
            (
                self.deleted,
                "tracked_changes",
                f"有未接受的修订，按全部接受读取，删去 {self.deleted} 个字",
                Severity.WARNING,
            ),
            (
                self.outside,
                "embedded_unread",
                f"有 {self.outside} 处插入的其他文件，里面的文字没有读",
                Severity.WARNING,
            ),
            (self.computed, "number_not_stored", f"有 {self.computed} 处编号域，编号没有存在文件里", Severity.WARNING),
            (self.pictures, "pictures_unread", f"有 {self.pictures} 幅图片，图片上的文字没有读", Severity.INFO),
            (self.readings, "pinyin_guide", f"有 {self.readings} 处拼音指南，没有收进正文", Severity.INFO),
        )
        return [Finding(code, message, severity) for count, code, message, severity in made if count]
