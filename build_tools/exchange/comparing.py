"""A corrected catalogue against the archive: what the clerk changed, what cannot be taken, what would follow.

Three things are compared for each cell: what it says now, what it said when it was exported (the seal), and what the
archive says today.

| cell against the seal | archive against the seal | then |
|---|---|---|
| the same | – | nothing: nobody touched the cell |
| other | the same | a change |
| other | other | a conflict: someone changed the archive meanwhile; reported, not written |

Where the archive says already what the cell says there is nothing to do. A table without seals (a column that was
deleted) is compared with the archive alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from build_tools.collection import Collection, Original
from build_tools.conversion import Track, convert, silently
from build_tools.errors import BrokenRecord, FileProblem
from build_tools.exchange.catalogue import values_of
from build_tools.exchange.columns import Column, columns, fields, id_label
from build_tools.exchange.corrections import Change, Comparison, Conflict, Correction, Refusal
from build_tools.exchange.kinds import Kind
from build_tools.exchange.tables import BrokenCell, Table
from build_tools.exchange.values import Value, canonical, readings, seal
from build_tools.records.record import SUFFIX, allowed_names, parse_record, read_record
from build_tools.records.writing import REMOVED, changed_text
from build_tools.screening import masked_values
from build_tools.vocabulary import Vocabulary

_SEAL_LENGTH = 8
"""Characters of one field's seal."""


def compare(table: Table, collection: Collection, vocabulary: Vocabulary, track: Track = silently) -> Comparison:
    """What a table asks to be changed in an archive. Reads the materials that its rows name; writes nothing."""
    known = {*columns().told.values(), id_label(), columns().seal, *(column.label for column in fields())}
    basis = {f"{column.label}·{label}" for column in fields() for label in columns().basis.values()}
    strange = tuple(label for label in table.labels if label not in known | basis)
    comparison = Comparison(passed_over=strange, sealed=columns().seal in table.labels)
    by_id = _originals(collection)
    placed = [(number, cells, _placed(number, cells, by_id)) for number, cells in table.rows]
    rows_of = Counter(outcome.id for _, _, outcome in placed if isinstance(outcome, Original))
    for number, cells, outcome in track(placed, "比较"):
        if isinstance(outcome, Refusal):
            comparison.refusals.append(outcome)
        elif rows_of[outcome.id] > 1:
            comparison.refusals.append(Refusal(number, outcome.id, f"编号重复，共有 {rows_of[outcome.id]} 行"))
        else:
            _Row(number, cells, outcome, vocabulary).compare(comparison)
    return comparison


def _originals(collection: Collection) -> dict[str, Original]:
    """Originals by id; by the id, too, that one had before `add` gave it another."""
    found = {f"x{original.sha256[:10]}": original for original in collection.originals}
    return found | {original.id: original for original in collection.originals}


def _placed(number: int, cells: Mapping[str, object], by_id: Mapping[str, Original]) -> Original | Refusal:
    """The original that a row is about."""
    raw = cells.get(id_label())
    names = [] if isinstance(raw, BrokenCell) else [str(name) for name in readings(raw, Kind.ID) if name]
    if not names:
        return Refusal(number, None, f"没有{id_label()}")
    original = next((by_id[name] for name in names if name in by_id), None)
    return original or Refusal(number, names[0], "归档里没有这个编号，或者它不公开")


class _Row:
    """One row of the table with the material that it is about."""

    def __init__(self, number: int, cells: Mapping[str, object], original: Original, vocabulary: Vocabulary) -> None:
        self.number = number
        self.cells = cells
        self.original = original
        self.vocabulary = vocabulary
        self.seals = _seals(cells.get(columns().seal))

    def compare(self, comparison: Comparison) -> None:
        """Adds what the row asks for; a row with a mistake is refused as a whole.

        A row that says what was exported is not looked at further: of ten thousand only a few need to be read again.
        """
        if all(self._is_untouched(column) for column in fields()):
            return
        material = convert(self.original, self.vocabulary)
        if isinstance(material, FileProblem):
            comparison.refusals.append(Refusal(self.number, self.original.id, material.cause))
            return
        now = values_of(material)
        changes, conflicts, mistakes = [], [], []
        for column in fields():
            if column.label not in self.cells:
                continue
            try:
                outcome = self._asked(column, now[column.name])
            except ValueError as error:
                mistakes.append(f"“{column.label}”{error}")
                continue
            if isinstance(outcome, Change):
                changes.append(outcome)
            elif outcome is not None:
                conflicts.append(outcome)
        comparison.conflicts += conflicts
        if mistakes:
            comparison.refusals.append(Refusal(self.number, self.original.id, "；".join(mistakes)))
        elif changes:
            self._add(changes, now, material.description.title, comparison)

    def _add(self, changes: list[Change], now: Mapping[str, Value], title: str, comparison: Comparison) -> None:
        try:
            kept = self._followers(changes, now)
        except BrokenRecord as error:
            label = next((column.label for column in fields() if column.name == error.key), error.key)
            cause = f"“{label}”{error.cause}" if label else error.cause
            comparison.refusals.append(Refusal(self.number, self.original.id, cause))
            return
        correction = Correction(self.number, self.original, title, tuple(changes), kept)
        comparison.corrections.append(correction)

    def _asked(self, column: Column, now: Value) -> Change | Conflict | None:
        """What one cell asks for. Raises ValueError where it cannot be."""
        raw = self.cells[column.label]
        if isinstance(raw, BrokenCell):
            raise ValueError(raw.cause)
        if isinstance(raw, str) and raw.strip() == columns().automatic:
            decided = column.name in self.original.record.overrides or _kept_apart(column, self.original)
            return Change(column, now, None, REMOVED) if decided else None
        sealed = self.seals.get(column.name)
        may_say = self._readings(raw, column, sealed)
        if now in (*may_say, *self._as_shown(column, may_say)) or (
            sealed is not None and sealed in self._seals_of(column, may_say)
        ):
            return None
        wanted = may_say[0]
        self._check(column, wanted)
        if sealed is not None and sealed not in self._seals_of(column, (now,)):
            return Conflict(self.number, self.original.id, column, now, wanted)
        return Change(column, now, wanted, _entry(column, wanted))

    def _is_untouched(self, column: Column) -> bool:
        """Whether the cell says for certain what was exported, or is not there."""
        raw, sealed = self.cells.get(column.label), self.seals.get(column.name)
        if column.label not in self.cells:
            return True
        if sealed is None or isinstance(raw, BrokenCell):
            return False
        try:
            return sealed in self._seals_of(column, self._readings(raw, column, sealed))
        except ValueError:
            return False

    def _as_shown(self, column: Column, values: Iterable[Value]) -> Iterator[Value]:
        """The values with personal data hidden, as the archive says them when a record holds them."""
        for value in values:
            shown, _ = masked_values({column.name: value}, self.vocabulary, "")
            yield canonical(shown[column.name], column.kind)

    def _readings(self, raw: object, column: Column, sealed: str | None) -> tuple[Value, ...]:
        """What the cell may say. A cell that was not touched is no mistake, whatever stands in it."""
        try:
            return readings(raw, column.kind)
        except ValueError:
            plain = readings(raw, Kind.TEXT)
            if sealed is not None and sealed in self._seals_of(column, plain):
                return plain
            raise

    def _seals_of(self, column: Column, values: Iterable[Value]) -> set[str]:
        return {seal(name, column, value) for value in values for name in self._names()}

    def _names(self) -> set[str]:
        return {self.original.id, f"x{self.original.sha256[:10]}"}

    def _check(self, column: Column, value: Value) -> None:
        """Raises ValueError, naming the allowed values, where the vocabulary does not list a name."""
        if column.kind is Kind.NAME and value is not None:
            allowed, file = allowed_names(self.vocabulary, column.name)
            if value not in allowed:
                raise ValueError(
                    f"不能是“{value}”，只能是 {'、'.join(allowed)}（要增加，写进 archive/vocabulary/{file}）"
                )

    def _followers(self, changes: list[Change], now: Mapping[str, Value]) -> tuple[Change, ...]:
        """Fields that the changes would change too, although nobody touched their cells. Raises BrokenRecord."""
        path = self.original.path.with_name(self.original.path.name + SUFFIX)
        name = self.original.file + SUFFIX
        text = read_record(path, name) if path.exists() else ""
        touched = {change.column.name for change in changes}
        given_back = any(change.entry is REMOVED for change in changes)
        kept: dict[str, Change] = {}
        while True:
            entries = {change.column.name: change.entry for change in (*changes, *kept.values())}
            record = parse_record(changed_text(text, entries), name, self.vocabulary)
            after = convert(replace(self.original, record=record), self.vocabulary)
            if isinstance(after, FileProblem):
                raise BrokenRecord(name, f"改后原件会被拒收：{after.cause}")
            if given_back:
                return ()
            values = values_of(after)
            moved = [c for c in fields() if c.name not in touched | set(kept) and values[c.name] != now[c.name]]
            if not moved:
                return tuple(kept.values())
            for column in moved:
                value = now[column.name]
                kept[column.name] = Change(column, value, value, _entry(column, value))


def _entry(column: Column, value: Value) -> Any:
    """What a record says for a cell: an empty one means that the value is known to be unknown.

    A title there always is, and a reason to be an exemplar is there or not: emptied, these go.
    """
    if value is None and (column.name in ("title", "exemplar") or column.kind is Kind.FLAG):
        return REMOVED
    return list(value) if isinstance(value, tuple) else value


def _kept_apart(column: Column, original: Original) -> bool:
    """Whether the record decides a field that is no override of what is read (`exemplar`)."""
    return column.name in original.record.model_fields_set


def _seals(raw: object) -> dict[str, str]:
    """Field → its seal, as far as the row has them."""
    text = raw.strip().removeprefix("v1-") if isinstance(raw, str) else ""
    if len(text) != _SEAL_LENGTH * len(fields()):
        return {}
    pieces = [text[start : start + _SEAL_LENGTH] for start in range(0, len(text), _SEAL_LENGTH)]
    return {column.name: piece for column, piece in zip(fields(), pieces, strict=True)}
