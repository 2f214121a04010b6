"""A material in the words of other standards, after `mapping.yml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from build_tools.model import Material
from build_tools.pages.front_matter import front_matter
from build_tools.pages.naming import framework_title
from build_tools.shown_text import shown
from build_tools.vocabulary import Vocabulary
from build_tools.yaml_text import parse_yaml

_JOINED = "；"


class Mapping(BaseModel):
    """mapping.yml"""

    model_config = ConfigDict(extra="forbid", frozen=True)
    dublin_core: dict[str, str | list[str] | None]
    da_t_18: dict[str, str | list[str] | None]
    media_types: dict[str, str]
    titles: dict[str, str]


@cache
def mapping() -> Mapping:
    """The file, read once."""
    return Mapping.model_validate(parse_yaml(Path(__file__).with_name("mapping.yml").read_text("utf-8")))


def described(material: Material, scheme: dict[str, str | list[str] | None], vocabulary: Vocabulary) -> list[str]:
    """A material's values under the names of a scheme, in its order; empty where nothing is known."""
    known = _known(material, vocabulary)
    return [_value(entry, known) for entry in scheme.values()]


def _value(entry: str | list[str] | None, known: dict[str, str]) -> str:
    if entry is None:
        return ""
    if isinstance(entry, list):
        return _JOINED.join(filter(None, (_value(name, known) for name in entry)))
    return entry.removeprefix("=") if entry.startswith("=") else known[entry]


def _known(material: Material, vocabulary: Vocabulary) -> dict[str, str]:
    """Every field as text."""
    matter = front_matter(material)
    about, known_aspects = material.description, vocabulary.frameworks.aspects
    known = {
        name: _JOINED.join(map(str, value)) if isinstance(value, list) else "" if value is None else shown(str(value))
        for name, value in matter.model_dump(exclude={"source", "repairs", "findings"}).items()
    }
    return known | {
        "title": shown(about.title),
        "title_described": shown(_in_brackets(about.title) if about.title_supplied else about.title),
        "aspect_names": _JOINED.join(
            known_aspects[aspect].short for aspect in matter.aspects if aspect in known_aspects
        ),
        "framework_name": framework_title(about.framework, vocabulary) or "",
        "held_or_year": known["held"] or known["year"],
        "responsible": known["unit"] + (known["role"] if about.subject == "个人" else ""),
        "remarks": shown(_JOINED.join(filter(None, (matter.incomplete, matter.exemplar)))),
        "file": shown(material.source.file),
        "media_type": mapping().media_types.get(material.source.format, material.source.format),
        "added": material.source.added or "",
    }


def _in_brackets(title: str) -> str:
    """A supplied title as archivists write it."""
    return title if title.startswith("[") else f"[{title}]"
