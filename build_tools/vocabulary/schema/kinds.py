"""genres.yml and labels.yml: kinds of document and meeting, closings, labels and secrecy marks."""

from __future__ import annotations

import re
from functools import cached_property

from build_tools.vocabulary.schema.base import Entry, Pattern, Table


class Words(Entry):
    """A value and the patterns that tell it."""

    name: str
    patterns: list[Pattern]
    """Any of these, searched in a title or text, tells the value."""


class Titles(Entry):
    """How the title of a material reads."""

    ends: list[str]
    """Words that a title ends with: 材料, 提纲."""
    occasions: list[str]
    """What a title names that no heading does: 民主生活会, 对照检查."""
    glued: list[str]
    """Ends after which text may follow in the same line without any mark."""
    glued_openings: list[str]
    """Ends after which only an opening may follow so: behind 发言 stands 人 as well."""
    openings: list[Pattern]
    """How the introduction begins that follows there."""

    @cached_property
    def end(self) -> re.Pattern[str]:
        """The end of a title, with a remark in brackets behind it."""
        return re.compile(f"(?:{_any(self.ends)})(?:[（(][^（()）]{{1,40}}[）)])*$")

    @cached_property
    def occasion(self) -> re.Pattern[str]:
        """Any of `occasions`."""
        return re.compile(_any(self.occasions))

    @cached_property
    def glued_title(self) -> re.Pattern[str]:
        """A title (group `title`) with text directly after it; a date in brackets between is the group `date`.

        The text opens as an introduction does, or (group `sure`) anything follows that cannot go on the title.
        """
        opening = "|".join(self.openings)
        last = "".join(sorted({end[-1] for end in self.glued}))
        return re.compile(
            f"(?P<title>[^。！？；：，,:;]{{0,60}}?(?:{_any([*self.glued, *self.glued_openings])})"
            "(?:[（(](?!20\\d\\d年|二[〇零○])[^（()）]{1,20}[）)])*)\\s*"
            "(?P<date>[（(](?:20\\d\\d|二[〇零○]..)年[^（()）]{1,14}[）)])?\\s*"
            f"(?:(?=(?:{opening}))|(?<=(?P<sure>[）){last}]))(?=[^的了和与及，、。；：是要须应进在由等（(撰起初讨\\s]))"
        )


def _any(words: list[str]) -> str:
    """Any of these words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


class Genres(Table):
    """genres.yml"""

    file_name = "genres.yml"
    genres: list[Words]
    """Kinds of document, the most telling first."""
    meetings: list[Words]
    """Kinds of meeting, the most telling first."""
    subjects: list[Words]
    """班子, 个人, 支部 as a title tells them."""
    subject_phrases: list[Words]
    """班子, 个人, 支部 as the text tells them: `现将个人…`, `我代表…班子`."""
    titles: Titles
    closings: list[Pattern]
    """How a closing sentence reads."""
    closing_lines: list[Pattern]
    """How a short last paragraph reads that is nothing but a closing."""
    attachments: list[Pattern]
    """How the note of attachments begins."""
    byline: list[Pattern]
    """What may stand between title and text, or below the text: date, name, unit."""

    @cached_property
    def closing_pattern(self) -> re.Pattern[str]:
        """Any of `closings`."""
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.closings))

    @cached_property
    def closing_line_pattern(self) -> re.Pattern[str]:
        """Any of `closing_lines`."""
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.closing_lines))

    @cached_property
    def attachment_pattern(self) -> re.Pattern[str]:
        """Any of `attachments`."""
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.attachments) or "(?!)")

    @cached_property
    def byline_pattern(self) -> re.Pattern[str]:
        """Any of `byline`."""
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.byline))


class Labels(Table):
    """labels.yml"""

    file_name = "labels.yml"
    labels: list[Words]
    """Plain labels to show: 内部资料, 征求意见稿."""
    grades: list[str]
    """Grades of state secrets, the highest first."""
    stars: str
    """What may stand between grade and term."""
    joints: str
    """What may stand there by mistake: believed where a term follows."""
    terms: list[Pattern]
    """How the term of a secrecy mark reads."""
    not_before: list[str]
    """Words before a grade that make it another word: 工作 (工作秘密 is a label), 保守."""
    companions: list[str]
    """Words that may stand on a mark's own line: 特急, 份号."""
    sayings: list[str]
    """Patterns of sentences that say a grade; GRADE and TERM stand for any of `grades` and `terms`."""

    @cached_property
    def _lines(self) -> re.Pattern[str]:
        words = [pattern for label in self.labels for pattern in label.patterns] + self.grades
        return re.compile("|".join(f"(?:{word})" for word in words))

    def is_label_line(self, text: str) -> bool:
        """Whether a short line at the top is a label (内部资料 注意保存) or a secrecy mark."""
        rest = re.sub(r"[\s★☆*＊（）()【】\[\]，,、。·\-—\d年月天长期]+", "", self._lines.sub("", text))
        return rest != text and len(rest) <= 4
