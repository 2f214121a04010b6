"""Changes written into a record, and nothing else touched: comments, order and notation of the rest stay.

Only the lines of a key that changes are replaced; a new key goes where the order of the schema puts it. The result is
read again before it is written: where it would say anything else than intended (an anchor, two keys on one line), the
whole record is written anew, its comments above it.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import ValidationError

from build_tools.disk.storage import create_whole, write_whole
from build_tools.records.record import Record, parse_record, read_record
from build_tools.vocabulary import Vocabulary
from build_tools.yaml_text import dump_yaml, parse_yaml


class _Removed(Enum):
    REMOVED = "removed"


REMOVED: Final = _Removed.REMOVED
"""As the value of a key: the key goes, and the program reads the field in the text again. None writes `null`."""

_ORDER = {key: place for place, key in enumerate(Record.model_fields)}


def write_record(
    path: Path, changes: Mapping[str, Any], name: str | None = None, vocabulary: Vocabulary | None = None
) -> bool:
    """Writes `changes` (key → value, None for `null`, REMOVED to take a key out) into the record `path`.

    Makes the record where there is none; leaves the file alone where nothing changes, and returns whether it did.
    The new record is written whole and flushed. `name` is what errors call it.
    Raises BrokenRecord where the record as it stands, or as it would become, cannot be used; OSError.
    """
    name = name or path.name
    is_new = not path.exists()
    text = "" if is_new else read_record(path, name)
    if not is_new:
        parse_record(text, name, vocabulary)
    changed = changed_text(text, changes)
    if changed == text and not is_new:
        return False
    parse_record(changed, name, vocabulary)
    (create_whole if is_new else write_whole)(path, changed.encode("utf-8"))
    return True


def changed_text(text: str, changes: Mapping[str, Any]) -> str:
    """The text of a record after the changes; the same text where they change nothing."""
    present: dict[str, Any] = parse_yaml(text) or {}
    wanted = {key: value for key, value in present.items() if changes.get(key) is not REMOVED}
    for key, value in changes.items():
        if value is not REMOVED and not (key in present and _means(key, value) == _means(key, present[key])):
            wanted[key] = _plain(key, value)
    if wanted.keys() == present.keys() and all(_same(wanted[key], present[key]) for key in wanted):
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    result = _edited(text, present, wanted, newline)
    return result if result is not None and _says(result, wanted) else _anew(text, wanted, newline)


def _edited(text: str, present: Mapping[str, Any], wanted: Mapping[str, Any], newline: str) -> str | None:
    """The text with the entries that differ replaced, or None where entries and lines do not go together."""
    if text and not text.endswith("\n"):
        text += newline
    spans = _spans(text)
    if spans is None or list(spans) != list(present):
        return None
    edits: list[tuple[int, int, str]] = []
    for key, (start, end, line_end) in spans.items():
        if key not in wanted:
            edits.append((start, line_end, ""))
        elif not _same(wanted[key], present[key]):
            edits.append((start, end, _entry(key, wanted[key], newline)))
    for key in sorted(wanted.keys() - present.keys(), key=lambda key: _ORDER.get(key, len(_ORDER))):
        before = [place for known, place in spans.items() if _ORDER.get(known, 0) < _ORDER.get(key, len(_ORDER))]
        place = max((line_end for _, _, line_end in before), default=_top(text, spans))
        edits.append((place, place, _entry(key, wanted[key], newline) + newline))
    edits.sort(key=lambda edit: edit[:2])
    for start, end, entry in reversed(edits):
        text = text[:start] + entry + text[end:]
    return text


def _spans(text: str) -> dict[str, tuple[int, int, int]] | None:
    """Where each key's entry starts and ends in the text, and where its last line ends with its comment.

    None where the record is no block of `key: value` lines.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return None
    spans: dict[str, tuple[int, int, int]] = {}
    for key, value in root.value:
        if key.start_mark.column != 0 or key.value in spans:
            return None
        start, end = key.start_mark.index, max(key.end_mark.index, value.end_mark.index)
        body = text[start:end]
        if isinstance(value, yaml.CollectionNode) and value.end_mark.column == 0:
            body = _without_comments_below(body)
        end = start + len(body.rstrip(" \r\n"))
        spans[key.value] = (start, end, text.find("\n", end) + 1 or len(text))
    return spans


def _without_comments_below(block: str) -> str:
    """YAML counts the comments and blank lines before the next key to the list above them; people do not."""
    lines = block.splitlines(keepends=True)
    while lines and (not (line := lines[-1].strip()) or line.startswith("#")):
        lines.pop()
    return "".join(lines)


def _top(text: str, spans: Mapping[str, tuple[int, int, int]]) -> int:
    """Where the first entry begins; in a record of comments alone, their end."""
    return min((start for start, _, _ in spans.values()), default=len(text))


def _anew(text: str, wanted: Mapping[str, Any], newline: str) -> str:
    """The whole record in the order of the schema, under the lines that are comments."""
    comments = [line for line in text.splitlines() if line.startswith("#")]
    keys = sorted(wanted, key=lambda key: _ORDER.get(key, len(_ORDER)))
    return newline.join([*comments, *(_entry(key, wanted[key], newline) for key in keys), ""])


def _entry(key: str, value: Any, newline: str) -> str:
    return dump_yaml({key: value}).rstrip("\n").replace("\n", newline)


def _says(text: str, wanted: Mapping[str, Any]) -> bool:
    try:
        got = parse_yaml(text)
    except (yaml.YAMLError, ValueError):
        return False
    return isinstance(got, dict) and got.keys() == wanted.keys() and all(_same(got[key], wanted[key]) for key in got)


def _same(one: Any, other: Any) -> bool:
    """Equal and of one type: `1` is not `true`, nor the text "2021" the number."""
    return type(one) is type(other) and bool(one == other)


def _means(key: str, value: Any) -> Any:
    """What a record with this entry says: `framework: 2021` and `framework: "2021"` are the same."""
    try:
        return getattr(Record.model_validate({key: value}), key)
    except ValidationError:
        return value


def _plain(key: str, value: Any) -> Any:
    """The value as a record is written by hand: dates without quotes, tuples as lists."""
    if key in ("added", "held") and isinstance(value, str) and len(value) == len("2026-01-05"):
        with contextlib.suppress(ValueError):
            return datetime.date.fromisoformat(value)
    return list(value) if isinstance(value, tuple) else value
