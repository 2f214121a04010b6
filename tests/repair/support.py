"""What the tests of the repair stage share: documents from text, and the account of a repair."""

from __future__ import annotations

from collections import Counter

from build_tools.model import Document, Source
from build_tools.readers.plain import read_plain

SOURCE = Source(file="示例.txt", format="txt", encoding="utf-8", sha256="0" * 64)


def document(text: str) -> Document:
    """A plain text as the reader gives it."""
    return Document(SOURCE, read_plain(text))


def characters(text: str) -> Counter[str]:
    """The characters of a text that are not white space, counted."""
    return Counter("".join(text.split()))


def accounted(original: Document, repaired: Document) -> Counter[str]:
    """The characters of the original after all recorded repairs: what the repaired text must hold."""
    counts = characters(original.text)
    for repair in repaired.repairs:
        for character, number in characters(repair.before).items():
            counts[character] -= number * repair.count
        for character, number in characters(repair.after).items():
            counts[character] += number * repair.count
    return Counter({character: number for character, number in counts.items() if number})
