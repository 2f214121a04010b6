"""What is known about a material, what may be shown of it, and the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from build_tools.model.document import Finding, Repair, Source
from build_tools.model.outline import Outline


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a metadata value rests on."""

    value: Any
    source: str
    """`title` `text` `signature` `byline` `file` `aspects` `theme` `record`."""
    text: str | None
    """The words that were read, short."""
    confidence: str
    """`high` `medium` `low`."""


@dataclass(frozen=True, slots=True)
class Description:
    """What is known about a material. What is unknown is None, never guessed."""

    title: str
    """The printed title, or a supplied one in square brackets."""
    title_supplied: bool = False
    year: int | None = None
    """年度: the year the meeting reviews."""
    year_printed: int | None = None
    """The year printed in the title, whatever it means."""
    held: str | None = None
    """When the meeting was held: `2022-01-15` or `2022-01`."""
    meeting: str | None = None
    theme: str | None = None
    genre: str | None = None
    subject: str | None = None
    """班子, 个人 or 支部."""
    unit: str | None = None
    sector: str | None = None
    level: str | None = None
    role: str | None = None
    framework: str | None = None
    """The 年度 whose list of aspects the material follows: `2021`, `2023b`."""
    labels: tuple[str, ...] = ()
    """内部资料, 征求意见稿, 示例 …"""
    incomplete: str | None = None
    """Why the text is known to be cut short, or None."""
    exemplar: str | None = None
    """Why a person marked it as an exemplar, or None."""
    keywords: tuple[str, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """One place where personal data of a kind stands; the value itself is never kept."""

    kind: str
    """`identity_number`, `mobile`, `affairs` …: a key of `vocabulary/personal.yml`."""
    where: str
    """`第12行`, the anchor of a section that is withheld (`s1-6`), or what holds it (`文件名`, `记录`)."""
    masked: str
    """What stands there now, `138****8000`; empty where the policy is to show it."""
    count: int = 1
    """How many values of this kind stand there."""
    policy: str = "mask"
    """What was done: `mask`, `withhold` or `show`."""
    characters: int = 0
    """How many characters of the original are not shown as they stand there."""


@dataclass(frozen=True, slots=True)
class Screening:
    """What may be shown of a material."""

    publish: bool = True
    secrecy: str | None = None
    """The secrecy grade found (`秘密`), or None."""
    personal: tuple[PersonalDatum, ...] = ()

    @property
    def hides(self) -> bool:
        """Whether anything of the material is not shown as it stands in the original."""
        return not self.publish or any(datum.characters for datum in self.personal)


@dataclass(frozen=True, slots=True)
class Material:
    """One material of the archive, complete. Pages, search and exports read this and nothing else."""

    id: str
    source: Source
    outline: Outline
    description: Description
    screening: Screening = Screening()
    repairs: tuple[Repair, ...] = ()
    """All changes made to the text, merged."""
    findings: tuple[Finding, ...] = ()
    """All findings of all stages, in the order of the stages."""
