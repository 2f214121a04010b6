"""Which materials have most of their text in common: MinHash over runs of three characters (datasketch).

A signature is made of letters and digits alone, so line breaks, punctuation and format do not matter. Those of an
archive are kept in `archive/.duizhao/signatures.npy` by the checksum of the original; one that is missing there is
made again, and the file may be deleted at any time. Comparing with all of ten thousand takes a few milliseconds.
"""

from __future__ import annotations

import contextlib
import io
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_tools.disk.locking import STATE
from build_tools.disk.storage import make_folder, write_whole

if TYPE_CHECKING:
    import numpy as np

PERMUTATIONS = 256
"""Hashes of a signature: the share of equal ones is off by 0.03 at most places (standard error at 0.5)."""

_FILE = "signatures.npy"
_TABLE = 200
"""So many new signatures are compared one table a time, before they become a table that stays."""
_SHORTEST = 60
"""Runs of three characters; below that two materials are alike by chance."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What is compared of one text."""

    hashes: Any
    """The smallest hash under each permutation, 32 bits each (a NumPy array)."""
    runs: int
    """How many different runs of three characters the text has."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A material that has text in common with another."""

    sha256: str
    share: float
    """Share of the shorter one's text that stands in the other one too, estimated."""


def signature_of(text: str) -> Signature | None:
    """The signature of a text, or None where it is too short to be compared."""
    import numpy as np
    from datasketch import MinHash  # here: it loads SciPy, for which no other command should wait

    plain = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
    codes = np.frombuffer(plain.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    if len(codes) < _SHORTEST + 2:
        return None
    runs = np.unique((codes[:-2] << np.uint64(42)) | (codes[1:-1] << np.uint64(21)) | codes[2:])
    if len(runs) < _SHORTEST:
        return None
    minhash = MinHash(num_perm=PERMUTATIONS, hashfunc=int)
    minhash.update_batch(_scattered(runs).tolist())
    return Signature(minhash.hashvalues.astype("<u4"), len(runs))


class _Table:
    """Signatures as one matrix, compared in one go."""

    def __init__(self, rows: list[tuple[str, Signature]]) -> None:
        import numpy as np

        self.sha256 = [sha256 for sha256, _ in rows]
        self.hashes = np.array([known.hashes for _, known in rows], dtype="<u4").reshape(-1, PERMUTATIONS)
        self.runs = np.array([known.runs for _, known in rows], dtype=np.float64)

    def like(self, signature: Signature, least: float) -> list[Likeness]:
        """Those that have at least the share `least` in common with this one."""
        import numpy as np

        equal = (self.hashes == signature.hashes).mean(axis=1)  # the Jaccard index, estimated
        common = equal / (1 + equal) * (self.runs + signature.runs)
        shares = np.minimum(common / np.minimum(self.runs, signature.runs), 1.0)
        return [Likeness(self.sha256[i], float(shares[i])) for i in np.flatnonzero(shares >= least)]


class Signatures:
    """The signatures of an archive, and of the batch that is being taken in."""

    def __init__(self, archive: Path) -> None:
        self._file = archive / STATE / _FILE
        self._known: dict[str, Signature | None] = _read(self._file)
        self._changed = False
        self._tables: list[_Table] = []
        self._loose = _rows(self._known)
        """Those that are in no table yet."""

    def keep_only(self, wanted: Iterable[str]) -> None:
        """Drops the signatures of all but these originals (checksums)."""
        kept = set(wanted)
        if not self._known.keys() <= kept:
            self._known = {sha256: known for sha256, known in self._known.items() if sha256 in kept}
            self._tables, self._loose, self._changed = [], _rows(self._known), True

    def missing(self, wanted: Iterable[str]) -> list[str]:
        """Which of these originals have no signature yet."""
        return [sha256 for sha256 in wanted if sha256 not in self._known]

    def add(self, sha256: str, signature: Signature | None) -> None:
        """Takes one more in."""
        if sha256 not in self._known:
            self._loose += _rows({sha256: signature})
        self._known[sha256] = signature
        self._changed = True

    def like(self, signature: Signature, least: float, most: int = 3) -> list[Likeness]:
        """Those that have at least the share `least` in common with this one, the most alike first."""
        if len(self._loose) >= _TABLE:
            self._tables.append(_Table(self._loose))
            self._loose = []
        tables = [*self._tables, _Table(self._loose)] if self._loose else self._tables
        found = [likeness for table in tables for likeness in table.like(signature, least)]
        return sorted(found, key=lambda likeness: -likeness.share)[:most]

    def save(self, kept: Iterable[str]) -> None:
        """Writes the signatures of these originals for the next run; where that fails they are made again then."""
        import numpy as np

        wanted = set(kept)
        rows = [(sha256, known) for sha256, known in self._known.items() if sha256 in wanted]
        if not self._changed:
            return
        self._changed = False
        table = np.zeros(len(rows), dtype=_dtype())
        for place, (sha256, known) in enumerate(rows):
            table[place]["sha256"] = sha256
            if known is not None:
                table[place]["runs"], table[place]["hashes"] = known.runs, known.hashes
        stream = io.BytesIO()
        np.save(stream, table, allow_pickle=False)
        with contextlib.suppress(OSError):
            make_folder(self._file.parent)
            write_whole(self._file, stream.getvalue())


def _rows(known: Mapping[str, Signature | None]) -> list[tuple[str, Signature]]:
    return [(sha256, signature) for sha256, signature in known.items() if signature is not None]


def _scattered(runs: np.ndarray[Any, np.dtype[np.uint64]]) -> np.ndarray[Any, np.dtype[np.uint64]]:
    """A 32-bit hash of each run (the finalizer of SplitMix64, upper half)."""
    import numpy as np

    with np.errstate(over="ignore"):
        mixed = (runs ^ (runs >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (mixed ^ (mixed >> np.uint64(31))) >> np.uint64(32)


def _dtype() -> list[tuple[Any, ...]]:
    return [("sha256", "S64"), ("runs", "<u4"), ("hashes", "<u4", (PERMUTATIONS,))]


def _read(path: Path) -> dict[str, Signature | None]:
    """What an earlier run kept; nothing where the file is missing, broken or of another kind."""
    if not path.is_file():
        return {}
    import numpy as np

    with contextlib.suppress(OSError, ValueError, EOFError):
        table = np.load(io.BytesIO(path.read_bytes()), allow_pickle=False)
        if table.dtype == np.dtype(_dtype()):
            return {
                row["sha256"].decode("ascii"): Signature(row["hashes"], int(row["runs"])) if row["runs"] else None
                for row in table
            }
    return {}
