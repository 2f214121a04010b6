"""What filters and counts need: for each field its values, and for each value the materials or documents that have it."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any

from build_tools.model import Material
from build_tools.search.codec import encode
from build_tools.search.documents import SearchDocument

MATERIAL_FIELDS = ("year", "unit", "sector", "subject", "meeting", "framework")
"""Fields of a material."""

SECTION_FIELDS = ("aspect", "part")
"""Fields of a document."""

FIELDS = MATERIAL_FIELDS + SECTION_FIELDS
"""All fields that filter."""

UNKNOWN = ""
"""The value of what is not known."""


class Columns:
    """Collects the values of all fields."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels = labels
        """Names of aspects and frameworks by their ids."""
        self._lists: dict[str, dict[str, array[int]]] = {field: {} for field in FIELDS}

    def add(self, number: int, material: Material, first: int, documents: list[SearchDocument]) -> None:
        """Takes a material, its number, and its documents with the number of the first."""
        about = material.description
        for field in MATERIAL_FIELDS:
            value = getattr(about, field)
            self._note(field, UNKNOWN if value is None else str(value), number)
        for place, document in enumerate(documents, first):
            self._note("part", document.part, place)
            for aspect in dict.fromkeys(document.aspects):
                self._note("aspect", aspect, place)

    def data(self, field: str) -> list[list[Any]]:
        """The field's values in order: value, label, encoded numbers."""
        lists = self._lists[field]
        return [[value, self._label(field, value), encode(lists[value])] for value in sorted(lists)]

    def _note(self, field: str, value: str, number: int) -> None:
        lists = self._lists[field]
        numbers = lists.get(value)
        if numbers is None:
            numbers = lists[value] = array("I")
        numbers.append(number)

    def _label(self, field: str, value: str) -> str:
        if value == UNKNOWN:
            return "不详"
        if field in {"aspect", "framework"}:
            return self._labels.get(value, value)
        return f"{value}年度" if field == "year" else value
