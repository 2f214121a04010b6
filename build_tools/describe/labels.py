"""Plain labels (内部资料, 征求意见稿) in the title block. State-secret marks are the screening room's."""

from __future__ import annotations

import re

from build_tools.describe.clues import Clues

_SHORT = 40


def find_labels(clues: Clues) -> tuple[str, ...]:
    """The labels that stand in the title or on lines of their own above and below it, in vocabulary order."""
    lines = [line for line in clues.byline.split("\n") if len(line) <= _SHORT]
    text = "\n".join([clues.title, *lines])
    return tuple(
        label.name
        for label in clues.vocabulary.labels.labels
        if any(re.search(pattern, text) for pattern in label.patterns)
    )
