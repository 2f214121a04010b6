"""Pieces come back by group and in order, whether they stayed in memory or went to disk."""

from __future__ import annotations

import pathlib

from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.structures import Sheaf

PIECES = st.lists(st.tuples(st.sampled_from("甲乙丙"), st.integers(0, 9), st.text(max_size=5)), max_size=60)


@settings(deadline=None)
@given(PIECES, st.integers(1, 9000))
def test_spilled_or_not_the_groups_are_the_same(pieces, limit):
    found = []
    for room in (limit, 10**9):
        sheaf = Sheaf(room)
        for n, (group, key, text) in enumerate(pieces):
            sheaf.add(group, (key, n), text)
        found.append([(group, list(members)) for group, members in sheaf.groups()])
        assert {group: len(members) for group, members in found[-1]} == dict(sheaf.counts)
        sheaf.close()
    assert found[0] == found[1]
    for _, members in found[0]:
        assert [key for key, _ in members] == sorted(key for key, _ in members)


def test_what_it_kept_on_disk_is_gone_afterwards():
    sheaf = Sheaf(1)
    sheaf.add("甲", (1,), "字\ud800")
    folder = sheaf._folder
    assert folder is not None
    assert [(group, list(members)) for group, members in sheaf.groups()] == [("甲", [((1,), "字\ud800")])]
    sheaf.close()

    assert not pathlib.Path(folder.name).exists()
