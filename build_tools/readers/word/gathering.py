"""The lines of a Word story as they grow: text is added until a paragraph, a cell or the story ends."""

from __future__ import annotations

from dataclasses import replace

from build_tools.model import Paragraph
from build_tools.readers.word.lines import Piece, Setting, lines_of
from build_tools.readers.word.numbering import Number


class Gathering:
    """What was read of a story, and the line that is being read."""

    def __init__(self, first_line: int) -> None:
        self.paragraphs: list[Paragraph] = []
        self.line = first_line
        """Where the next line stands, empty ones counted."""
        self.number: Number | None = None
        """What stands before the line."""
        self._pieces: list[Piece] = []
        self._setting = Setting()
        self._goes_on = False
        """The paragraph before has no mark of its own left: the next one goes on in its line."""
        self._after_blank = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was added to the line."""
        return not self._pieces

    def add(self, text: str, bold: bool) -> None:
        """Adds text to the line; `\\n` is a line break."""
        self._pieces.append(Piece(text, bold))

    def begin(self, setting: Setting) -> None:
        """A paragraph begins, in the line of the one before where that goes on. One that has a number keeps its setting."""
        if not self._goes_on:
            self.end_line()
        if self.number is None:
            self._setting = replace(setting, after_blank=self._after_blank)

    def end(self, goes_on: bool) -> None:
        """A paragraph ends, be it empty, and its line with it unless it goes on in the next paragraph."""
        if goes_on:
            self._goes_on = True
        else:
            self._end(self._setting)

    def end_line(self) -> None:
        """Ends the line where it holds anything."""
        if self._pieces:
            self._end(Setting(after_blank=self._after_blank))
        self._goes_on = False

    def as_cells(self, first: int) -> None:
        """The paragraphs from the first on stand in cells of a table."""
        self.paragraphs[first:] = [replace(paragraph, cell=True) for paragraph in self.paragraphs[first:]]

    def take(self, inner: Gathering) -> None:
        """Takes what stands in a text box, which went on counting lines from here."""
        self.paragraphs += inner.paragraphs
        self.line = inner.line

    def _end(self, setting: Setting) -> None:
        made = list(lines_of(self._pieces, self.number, setting, self.line))
        self.paragraphs += made
        self._after_blank = not made
        self.line += 1 + sum(piece.text.count("\n") for piece in self._pieces)
        self._pieces = []
        self.number = None
        self._goes_on = False
