"""Expressions built from the vocabulary are compiled once for each vocabulary, not once for each document."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from build_tools.vocabulary.loading import Vocabulary
from build_tools.vocabulary.schema import Damage

T = TypeVar("T")


def once_per_vocabulary(make: Callable[[Damage], T]) -> Callable[[Vocabulary], T]:
    """`make`'s result for a vocabulary's damage.yml, remembered as long as the same vocabulary is asked for.

    One value is kept, compared by identity: a run has one vocabulary, and its tables cannot be hashed.
    """
    kept: list[tuple[Damage, T]] = []

    def made(vocabulary: Vocabulary) -> T:
        if not kept or kept[0][0] is not vocabulary.damage:
            kept[:] = [(vocabulary.damage, make(vocabulary.damage))]
        return kept[0][1]

    return made
