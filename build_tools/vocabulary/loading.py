"""Reads the vocabulary files, lays an archive's own over them, and checks them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from build_tools.errors import BrokenVocabulary, os_cause
from build_tools.vocabulary.aspect_index import AspectIndex
from build_tools.vocabulary.schema import (
    CheckWords,
    Damage,
    FindingMeanings,
    Frameworks,
    Genres,
    Intake,
    Labels,
    Leads,
    Parts,
    Personal,
    Phrases,
    Publishing,
    SkeletonWords,
    Strands,
    Table,
    Units,
)
from build_tools.yaml_text import parse_yaml, pydantic_cause, yaml_cause

HOME = Path(__file__).parent
T = TypeVar("T", bound=Table)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All vocabulary files, checked. One value is made at start-up and handed to every stage."""

    frameworks: Frameworks
    strands: Strands
    parts: Parts
    genres: Genres
    units: Units
    labels: Labels
    leads: Leads
    check: CheckWords
    skeleton: SkeletonWords
    damage: Damage
    phrases: Phrases
    personal: Personal
    publishing: Publishing
    findings: FindingMeanings
    intake: Intake
    aspects: AspectIndex
    problems: tuple[BrokenVocabulary, ...] = ()
    """Files of the archive's own that could not be used; the package's stand in for them."""


def load_vocabulary(overrides: Path | None = None) -> Vocabulary:
    """The vocabulary of the package, with the files of the folder `overrides` laid over it.

    A file there that is no valid YAML, holds an unknown key or a wrong type, or has a name that is not in
    the package, is left out and named in `problems`. Raises BrokenVocabulary where the package's own is broken.
    """
    problems = _strangers(overrides) if overrides is not None else []

    def table(kind: type[T]) -> T:
        if overrides is not None and (overrides / kind.file_name).exists():
            try:
                return _checked(kind, overrides / kind.file_name, HOME / kind.file_name)
            except BrokenVocabulary as problem:
                problems.append(problem)
        own: T = _own(kind, HOME)
        return own

    frameworks, strands = table(Frameworks), table(Strands)
    if unknown := sorted(strands.aspect_ids() - set(frameworks.aspects)):
        if overrides is not None and (overrides / Strands.file_name).exists():
            cause = f"没有这些方面：{'、'.join(unknown)}（写法如 2021-4）"
            problems.append(BrokenVocabulary(Strands.file_name, cause, "strands"))
            strands = _own(Strands, HOME)
    return Vocabulary(
        frameworks=frameworks,
        aspects=_own_aspects(HOME) if frameworks is _own(Frameworks, HOME) else AspectIndex(frameworks),
        strands=strands,
        parts=table(Parts),
        genres=table(Genres),
        units=table(Units),
        labels=table(Labels),
        leads=table(Leads),
        check=table(CheckWords),
        skeleton=table(SkeletonWords),
        damage=table(Damage),
        phrases=table(Phrases),
        personal=table(Personal),
        publishing=table(Publishing),
        findings=table(FindingMeanings),
        intake=table(Intake),
        problems=tuple(problems),
    )


@cache
def _own(kind: type[T], home: Path) -> T:
    """A file of the package: it is read once, and what is compiled of it is compiled once."""
    return _checked(kind, home / kind.file_name)


@cache
def _own_aspects(home: Path) -> AspectIndex:
    return AspectIndex(_own(Frameworks, home))


def _strangers(overrides: Path) -> list[BrokenVocabulary]:
    """Files whose name is not that of any vocabulary file."""
    known = {path.name for path in HOME.glob("*.yml")}
    cause = f"没有这个词表，可用的有：{'、'.join(sorted(known))}"
    return [BrokenVocabulary(path.name, cause) for path in sorted(overrides.glob("*.y*ml")) if path.name not in known]


def _checked(kind: type[T], path: Path, base: Path | None = None) -> T:
    """The file as a table, laid over the file `base` where one is given. Raises BrokenVocabulary."""
    data = _read(path)
    if base is not None:
        data = laid_over(_read(base), data, kind.replaced)
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        key, cause = pydantic_cause(error, kind)
        raise BrokenVocabulary(path.name, cause, key) from None


def _read(path: Path) -> Any:
    try:
        return parse_yaml(path.read_bytes().decode("utf-8-sig")) or {}
    except UnicodeDecodeError:
        raise BrokenVocabulary(path.name, "不是 UTF-8 编码，请另存为 UTF-8") from None
    except OSError as error:
        raise BrokenVocabulary(path.name, f"打不开：{os_cause(error)}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BrokenVocabulary(path.name, yaml_cause(error)) from None


def laid_over(base: Any, top: Any, replaced: frozenset[str] = frozenset(), key: str = "") -> Any:
    """`top` laid over `base`: mappings key by key, lists by adding at the end (but under `replaced` keys), else `top`."""
    if isinstance(base, Mapping) and isinstance(top, Mapping):
        joined = {k: laid_over(base[k], v, replaced, k) if k in base else v for k, v in top.items()}
        return {**base, **joined}
    if isinstance(base, list) and isinstance(top, list) and key not in replaced:
        return base + top
    return top
