"""The five real materials beside the project; tests that need them skip where they are missing."""

from __future__ import annotations

from pathlib import Path

import pytest

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"

needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the real materials (../shared/seeds) are not beside this checkout"
)


def seed(number: str) -> Path:
    """The file of the seed `003`."""
    return next(SEEDS.glob(f"{number}_*.txt"))
