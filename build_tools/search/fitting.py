"""Whether what postings tell of the place of a piece (`packing.py`) fits a term. `docs/assets/search/fitting.js` does the same."""

from __future__ import annotations

from build_tools.search.packing import PHASES
from build_tools.search.pieces import END, hashed, is_joint

ANY = (1 << PHASES) - 1
"""All phases."""


def told_of(text: str, place: int) -> int:
    """What a posting would tell of the place of a pair in a folded text."""
    before = text[place - 1] if place else END
    after = text[place + 2] if place + 2 < len(text) else END
    return hashed(ord(before)) << 5 | hashed(ord(after)) << 2 | place % PHASES


def fitting(told: int, term: str, piece: str, place: int, begins: int) -> tuple[int, int] | None:
    """Whether what is told of a piece fits a place in a term that may begin at some phases: how much was told, and the phases
    that are left; None where it does not fit."""
    begins &= 1 << (told - place) % PHASES
    if not begins:
        return None
    count = 1
    for spot, own in ((place - 1, told >> 5), (place + 2, told >> 2 & 7)) if not is_joint(piece) else ():
        if 0 <= spot < len(term):
            if hashed(ord(term[spot])) != own:
                return None
            count += 1
    return count, begins
