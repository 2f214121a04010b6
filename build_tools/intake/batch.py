"""One batch from beginning to end: what the command, the inbox and the preview all do."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.collection import VOCABULARY, Original, shown_name
from build_tools.collection.inventory import Inventory, take_inventory
from build_tools.conversion import Track, convert, silently
from build_tools.disk.locking import lock_of, locked
from build_tools.errors import FileProblem, WrongUse
from build_tools.intake.handed import Handed, hand_in
from build_tools.intake.items import Action, Item, Plan
from build_tools.intake.placing import Placed, place, resume
from build_tools.intake.plan import make_plan
from build_tools.intake.signatures import Signatures, signature_of
from build_tools.intake.understanding import text_of
from build_tools.model import Material
from build_tools.readers.office import RENDITIONS
from build_tools.readers.office import SUFFIXES as CONVERTED
from build_tools.readers.sniffing import kind_of
from build_tools.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a batch."""

    plan: Plan
    placed: tuple[Placed, ...] = ()
    problems: tuple[FileProblem, ...] = ()
    """What was planned and could not be written."""
    written: bool = False
    """Whether anything was to be written at all (not so for a dry run, or where a person said no)."""


@dataclass(slots=True)
class Batch:
    """An archive that is open for taking in; only `opened` makes one."""

    archive: Path
    vocabulary: Vocabulary
    inventory: Inventory
    signatures: Signatures
    completed: list[str] = field(default_factory=list)
    """Originals of a killed run whose records were written now."""
    track: Track = silently
    dry: bool = False
    """Whether nothing at all may be written, not even what makes the next run quicker."""

    @classmethod
    @contextlib.contextmanager
    def opened(cls, archive: Path, track: Track = silently, dry: bool = False) -> Iterator[Batch]:
        """The archive, locked and with what a killed run left behind made good; a dry run does neither.

        Raises Busy where another process holds it, OSError.
        """
        if archive.exists() and not archive.is_dir():
            raise WrongUse(f"{shown_name(str(archive))} 不是文件夹")
        with contextlib.nullcontext() if dry else locked(lock_of(archive), "入库"):
            vocabulary = load_vocabulary(archive / VOCABULARY)
            completed = [] if dry else resume(archive, vocabulary)
            inventory = take_inventory(archive, vocabulary)
            yield cls(archive, vocabulary, inventory, Signatures(archive), completed, track, dry)

    def plan(self, paths: Iterable[Path], only: Collection[Path] | None = None, split: bool = False) -> Plan:
        """What would be done with these files, folders and zip archives; where `only` is given, with no other files."""
        handed = list(hand_in(paths, self.archive, self.vocabulary, only))
        self._convert_together(handed)
        self._sign_the_archive()
        return make_plan(
            handed,
            self.inventory,
            self.vocabulary,
            self.signatures,
            self.track,
            split,
        )

    def carry_out(self, plan: Plan) -> Outcome:
        """Writes what a plan says. Raises OSError where nothing at all could be written."""
        items = plan.of(Action.ADD, Action.REGISTER)
        today = datetime.date.today().isoformat()
        placed, problems = place(items, self.inventory, today, self.vocabulary, self.track) if items else ([], [])
        there = [entry.item.sha256 for entry in placed if entry.item.sha256]
        self.signatures.save([*self.inventory.by_sha256, *there])
        return Outcome(plan, tuple(placed), tuple(problems), written=True)

    def _convert_together(self, handed: Iterable[Handed | FileProblem]) -> None:
        """Has older Word files converted in a few runs of LibreOffice, which takes seconds to start."""
        if self.dry:
            return
        waiting: list[tuple[str, Path]] = []
        for one in handed:
            with contextlib.suppress(FileProblem):
                if isinstance(one, Handed) and one.archive is None and kind_of(data := one.read_bytes()) in CONVERTED:
                    waiting.append((hashlib.sha256(data).hexdigest(), one.path))
        if waiting:
            known = [(sha256, self.archive / held.name) for sha256, held in self.inventory.by_sha256.items()]
            RENDITIONS.prepare([*known, *waiting], self.archive)

    def _sign_the_archive(self) -> None:
        """Makes the signatures of originals that were put into the archive by other ways."""
        self.signatures.keep_only(self.inventory.by_sha256)
        missing = self.signatures.missing(self.inventory.by_sha256)
        for sha256 in self.track(missing, "比对已有材料") if missing else ():
            held = self.inventory.by_sha256[sha256]
            original = Original(self.archive / held.name, held.file, 0, sha256, f"x{sha256[:10]}")
            outcome = convert(original, self.vocabulary)
            text = text_of(outcome) if isinstance(outcome, Material) else ""
            self.signatures.add(sha256, signature_of(text))
        if not self.dry:
            self.signatures.save(self.inventory.by_sha256)


def take_in(
    paths: Iterable[Path],
    archive: Path,
    agreed: Callable[[Batch, Plan], bool],
    track: Track = silently,
    dry: bool = False,
) -> Outcome:
    """Takes in what lies under `paths`, where `agreed` (which may show the plan and ask) says so.

    Raises Busy, WrongUse, OSError.
    """
    with Batch.opened(archive, track, dry) as batch:
        plan = batch.plan(paths)
        if not agreed(batch, plan) or dry:
            return Outcome(plan)
        return batch.carry_out(plan)


__all__ = ["Batch", "Handed", "Item", "Outcome", "take_in"]
