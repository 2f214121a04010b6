"""What all vocabulary files have in common: unknown keys and wrong types are errors that name the key."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict


def _checked_pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"不是正确的正则表达式（{error}）") from None
    return pattern


Pattern = Annotated[str, AfterValidator(_checked_pattern)]
"""A regular expression, as text; checked when the file is read."""


class Entry(BaseModel):
    """An entry of a vocabulary file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Table(BaseModel):
    """A vocabulary file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    file_name: ClassVar[str]
    replaced: ClassVar[frozenset[str]] = frozenset()
    """Keys whose lists an archive's own file replaces; lists under other keys are added to."""
