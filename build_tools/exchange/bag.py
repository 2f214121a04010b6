"""The archive as a bag (BagIt 1.0): what is handed over to another archive or kept elsewhere.

    data/originals/<id>.txt            the original, byte for byte
    data/originals/<id>.txt.yml        its record
    data/text/<id>.md                  its text as the site shows it
    data/metadata/dublin-core.csv      Dublin Core
    data/metadata/da-t-18.csv          DA/T 18-2022
    data/metadata/files.csv            which file belongs to which material, and its checksum
    data/datapackage.json              all this for programs (Frictionless Data Package)
    bagit.txt bag-info.txt manifest-sha256.txt tagmanifest-sha256.txt

Files are named after ids: ASCII, the same on every system, and no name of a file tells a person's. Materials that are
withheld, removed or refused are left out altogether. An original in which personal data was found holds it unmasked:
it is left out with its record, its text as shown is there, unless the caller asks for such originals. Records are
handed over without their notes and the names under which files came in, which are not meant for others.

The same archive gives the same bytes, but for the date in bag-info.txt.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import logging
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import bagit

from build_tools.collection import Collection, Original
from build_tools.conversion import Track, convert, silently
from build_tools.disk.storage import make_folder, sync_folder
from build_tools.errors import FileProblem, UnreadableOriginal, WrongUse
from build_tools.exchange.mapping import described, mapping
from build_tools.exchange.material_text import as_markdown
from build_tools.exchange.values import guarded
from build_tools.model import Material
from build_tools.records.record import SUFFIX, read_record
from build_tools.vocabulary import Vocabulary
from build_tools.yaml_text import dump_yaml, parse_yaml

_FILES = ("identifier", "path", "kind", "bytes", "sha256")
_NOT_TOLD = {"note", "original_name"}
"""Keys of a record that are never published."""


@dataclass(slots=True)
class Bagged:
    """What a bag holds and what not."""

    materials: int = 0
    originals: int = 0
    without_original: list[str] = field(default_factory=list)
    """Ids of materials whose original was left out because personal data stands in it."""
    refused: list[FileProblem] = field(default_factory=list)


def write_bag(
    folder: Path, collection: Collection, vocabulary: Vocabulary, personal: bool = False, track: Track = silently
) -> Bagged:
    """Writes the bag `folder`, which must not be there yet, in one step; `personal` takes all originals along.

    Raises WrongUse where the folder is there or nothing is left to hand over; OSError, and then nothing is left behind.
    """
    if folder.exists() or folder.is_symlink():
        raise WrongUse(f"{folder} 已经有了，请换一个名字，或先移走它")
    make_folder(folder.absolute().parent)
    draft = folder.absolute().with_name(f".{folder.name}.{os.getpid()}-{secrets.token_hex(4)}.draft")
    draft.mkdir()
    try:
        bagger = _Bagger(draft, vocabulary, personal)
        for original in track(collection.originals, "移交"):
            bagger.take(original)
        bagger.write_tables()
        bagger.bagged.refused += collection.problems
        if not bagger.bagged.materials:
            raise WrongUse("没有可以移交的材料")
        _seal(draft)
        os.replace(draft, folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    sync_folder(folder.absolute().parent)
    return bagger.bagged


class _Bagger:
    """Fills the payload, one material after the other."""

    def __init__(self, draft: Path, vocabulary: Vocabulary, personal: bool) -> None:
        self.draft = draft
        self.vocabulary = vocabulary
        self.personal = personal
        self.bagged = Bagged()
        self.rows: dict[str, list[list[str]]] = {
            "dublin-core": [[*mapping().dublin_core]],
            "da-t-18": [[*mapping().da_t_18]],
            "files": [[*_FILES]],
        }
        self.resources: list[dict[str, Any]] = []

    def take(self, original: Original) -> None:
        """One material: its original and record, its text, its rows; or the error that it is left out for."""
        outcome = convert(original, self.vocabulary)
        if isinstance(outcome, FileProblem):
            self.bagged.refused.append(outcome)
            return
        try:
            files = [*self._original(original, outcome), (f"text/{original.id}.md", as_markdown(outcome).encode())]
        except FileProblem as error:
            self.bagged.refused.append(error)
            return
        for path, contents in files:
            self._add(original.id, path, contents)
        self.rows["dublin-core"].append(described(outcome, mapping().dublin_core, self.vocabulary))
        self.rows["da-t-18"].append(described(outcome, mapping().da_t_18, self.vocabulary))
        self.bagged.materials += 1

    def _original(self, original: Original, material: Material) -> Iterator[tuple[str, bytes]]:
        """The original and its record, where they may leave. Raises UnreadableOriginal, BrokenRecord."""
        if material.screening.hides and not self.personal:
            self.bagged.without_original.append(original.id)
            return
        data = original.read_bytes()
        if hashlib.sha256(data).hexdigest() != original.sha256:
            raise UnreadableOriginal(original.file, "正在被改动，这一次没有移交")
        suffix = Path(original.file).suffix.lower()
        name = f"originals/{original.id}{suffix if suffix.isascii() and suffix[1:].isalnum() else ''}"
        record = original.path.with_name(original.path.name + SUFFIX)
        decided = parse_yaml(read_record(record, original.file + SUFFIX)) if record.is_file() else None
        self.bagged.originals += 1
        yield name, data
        if decided:
            told = {key: value for key, value in decided.items() if key not in _NOT_TOLD}
            yield name + SUFFIX, dump_yaml(told).encode("utf-8")

    def _add(self, identifier: str, path: str, contents: bytes) -> None:
        kind = path.partition("/")[0]
        digest = self._write(path, contents)
        self.rows["files"].append([identifier, path, kind, str(len(contents)), digest])
        self.resources.append(
            {
                "name": path.replace("/", "-").lower(),
                "path": path,
                "mediatype": mapping().media_types.get(path.rpartition(".")[2], "application/octet-stream"),
                "bytes": len(contents),
                "hash": f"sha256:{digest}",
            }
        )

    def write_tables(self) -> None:
        """The tables, and `datapackage.json` over all."""
        resources = [self._table(name, rows) for name, rows in self.rows.items()]
        package = {"name": "duizhao-archive", "profile": "data-package", "resources": [*resources, *self.resources]}
        self._write("datapackage.json", (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))

    def _table(self, name: str, rows: list[list[str]]) -> dict[str, Any]:
        contents, path = _csv(rows), f"metadata/{name}.csv"
        return {
            "name": name,
            "title": mapping().titles[name],
            "path": path,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": len(contents),
            "hash": f"sha256:{self._write(path, contents)}",
            "schema": {"fields": [{"name": label, "type": "string"} for label in rows[0]]},
        }

    def _write(self, name: str, contents: bytes) -> str:
        """Writes a file of the payload, flushed; returns its SHA-256."""
        path = self.draft / name
        path.parent.mkdir(exist_ok=True)
        with path.open("xb") as file:
            file.write(contents)
            file.flush()
            os.fsync(file.fileno())
        return hashlib.sha256(contents).hexdigest()


def _csv(rows: Iterable[list[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows([guarded(value) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8")


def _seal(draft: Path) -> None:
    """Makes a bag of the folder and has bagit's own validator look at it. Raises OSError.

    The library writes 0.97 where the rules are those of 1.0 (RFC 8493) already: for names in ASCII and one algorithm
    the two differ in nothing but this line.
    """
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    try:
        bagit.make_bag(str(draft), {"Bag-Software-Agent": "duizhao"}, checksums=["sha256"])
        (draft / "bagit.txt").write_bytes(b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        bag = bagit.Bag(str(draft))
        bag.save()  # the checksums of the tag files
        bag.validate()
    except bagit.BagError as error:
        raise OSError(f"BagIt 包没有做成（{type(error).__name__}）") from error
