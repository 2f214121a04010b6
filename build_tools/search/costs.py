"""What it costs to load pieces, and in which order it is worth it. `docs/assets/search/costs.js` does the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from build_tools.search.index import Index
from build_tools.search.pieces import is_joint

SPREAD = 10
"""So many pieces of a word are chosen to stand far from each other."""

SHARD, TEXT = 21, 8
"""Kilobytes that another piece costs at least, and another text."""

LISTS = (26, 17, 11, 10, 6, 3, 2, 1, 0)
"""Kilobytes of the list of a piece of each class, in an index of a hundred thousand documents."""

JOINT_RARENESS = 7
"""A joint's piece is in one of some two hundred documents at least."""


def ordered_pieces(index: Index, places: Mapping[str, Sequence[int]]) -> list[str]:
    """The pieces of a term, given where they stand in it, rare ones first; among equals those that stand far from the ones
    before, then in order."""
    left = sorted(places, key=lambda piece: places[piece][0])
    far = dict.fromkeys(left, places[left[-1]][0] + 1) if left else {}
    order: list[str] = []
    while left and len(order) < SPREAD:
        best = min(left, key=lambda piece: (-rareness(index, piece), -far[piece]))
        left.remove(best)
        order.append(best)
        far = {piece: min(distance, abs(places[piece][0] - places[best][0])) for piece, distance in far.items()}
    return order + sorted(left, key=lambda piece: -rareness(index, piece))


def rareness(index: Index, piece: str) -> int:
    """The class of a piece, 0 for the commonest."""
    common = index.commonness(piece)
    return min(common, JOINT_RARENESS) if is_joint(piece) else common


def cost(index: Index, piece: str) -> int:
    """Kilobytes to load for the list of a piece: a file of its own, or one of many lists, which is the longer the longer
    this list is, since it may be the last one."""
    size = LISTS[rareness(index, piece)] * index.documents // 100_000
    return max(SHARD, size) if index.is_long(piece) else SHARD + size * size // (2 * SHARD)
