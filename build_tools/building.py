"""The build as a whole: archive → docs → site.

Reads the archive through `collect`, writes a page a material, the index pages and the search index beside the docs
folder, puts them in place all together, then has MkDocs build the site, which is put in place in one step. A build that
fails or is killed leaves whole what stood before, and the next one makes good what it left behind; one build at a time.
Nothing of a material is kept but its entry (what index pages show) and the count of its findings, so memory does not
grow with the text of the archive.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.collection import VOCABULARY, Collection, collect
from build_tools.conversion import Track, converted, defect, silently
from build_tools.disk.locking import lock_beside, lock_of, locked
from build_tools.disk.staging import Staging
from build_tools.errors import BrokenVocabulary, FileProblem, WrongUse
from build_tools.model import Severity
from build_tools.originals import Originals
from build_tools.pages import Entry, Structures, Written, write_index_pages, write_material_page
from build_tools.pages.links import material_path
from build_tools.pages.naming import framework_name
from build_tools.search import IndexWriter
from build_tools.site import build_site, check_site, recover_site
from build_tools.vocabulary import Vocabulary, load_vocabulary

SEARCH_INDEX = Path("assets/search-index")
"""Where the search index lies in the docs folder; the browser's scripts look for it there."""


@dataclass(frozen=True, slots=True)
class Project:
    """Where the parts of a project lie."""

    archive: Path = Path("archive")
    """Originals and records."""
    docs: Path = Path("docs")
    """MkDocs source: hand-written and generated pages."""
    site: Path = Path("site")
    """The finished site."""
    config: Path = Path("mkdocs.yml")
    """The site's configuration."""

    def check(self) -> None:
        """Raises WrongUse where a folder is missing, or one lies in another and would be read or replaced with it."""
        if not self.archive.is_dir():
            raise WrongUse(f"没有归档文件夹 {self.archive}")
        if not self.docs.is_dir():
            raise WrongUse(f"没有网页源文件夹 {self.docs}")
        places = {"归档文件夹": self.archive, "网页源文件夹": self.docs, "网站文件夹": self.site}
        for name, place in places.items():
            for other_name, other in places.items():
                if name != other_name and place.resolve().is_relative_to(other.resolve()):
                    raise WrongUse(f"{name} {place} 不能放在{other_name} {other} 里面，也不能是同一个")

    @contextlib.contextmanager
    def locked(self, work: str) -> Iterator[None]:
        """Holds the locks of all three folders while the block runs. Raises Busy, OSError."""
        with (
            locked(lock_of(self.archive), work),
            locked(lock_of(self.docs), work),
            locked(lock_beside(self.site.resolve()), work),
        ):
            yield


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did."""

    built: int
    """Materials that have a page."""
    changed: int
    """Pages and files of the search index that were written anew or removed; the others stood there already, byte for byte."""
    refused: tuple[FileProblem, ...]
    """Originals that have none, one error each."""
    unused: tuple[BrokenVocabulary, ...]
    """Vocabulary files of the archive's own that could not be used."""
    withheld: int
    removed: int
    severities: dict[Severity, int]
    """How many findings of each grade."""
    kept: tuple[str, ...] = ()
    """Hand-written pages (below docs) where one would have been generated: left alone."""


def build(
    project: Project,
    track: Track = silently,
    announce: Callable[[BuildReport], None] | None = None,
    pages_only: bool = False,
) -> BuildReport:
    """Builds pages and site of a project. `announce` is called when the pages are there and MkDocs begins.

    Whatever is missing or wrong is found before the first original is converted. Raises WrongUse (no folder, nothing in
    it), Busy, SiteFailure, OSError.
    """
    project.check()
    with project.locked("生成网站"):
        vocabulary = load_vocabulary(project.archive / VOCABULARY)
        collection = collect(project.archive, vocabulary)
        if collection.is_empty:
            raise WrongUse(f"归档文件夹 {project.archive} 里没有原件")
        if not pages_only:
            recover_site(project.site)
            check_site(project.config, project.docs, project.site)
        report = build_archive(collection, vocabulary, project.docs, track)
        if announce is not None:
            announce(report)
        if not pages_only:
            build_site(project.config, project.docs, project.site)
    return report


def build_archive(collection: Collection, vocabulary: Vocabulary, docs: Path, track: Track = silently) -> BuildReport:
    """Puts the generated pages and the search index of a collection into `docs`, all together or not at all.

    For whoever holds the lock of `docs`. Raises OSError where that cannot be written.
    """
    staging = Staging(docs)
    staging.begin()
    try:
        report, stale = _write(collection, vocabulary, staging, track)
        staging.commit(stale)
    finally:
        staging.discard()
    return report


def _write(
    collection: Collection, vocabulary: Vocabulary, staging: Staging, track: Track
) -> tuple[BuildReport, list[str]]:
    """Writes the drafts of all that changed; gives what was done and the files that are stale."""
    docs = staging.docs
    entries: list[Entry] = []
    written = Written(drafts=staging.drafts)
    labels = {aspect_id: aspect.short for aspect_id, aspect in vocabulary.frameworks.aspects.items()}
    lists = {name: framework_name(name, framework) for name, framework in vocabulary.frameworks.frameworks.items()}
    index = IndexWriter(
        docs / SEARCH_INDEX,
        labels,
        vocabulary.phrases.phrases,
        framework_labels=lists,
        drafts=staging.drafts / SEARCH_INDEX,
        scratch=staging.scratch,
    )
    structures = Structures(vocabulary, docs, written, staging.scratch)
    refused: list[FileProblem] = list(collection.problems)
    grades = Counter(placed.finding.severity for placed in collection.findings)
    originals = Originals(vocabulary, docs, staging.drafts)
    for original, outcome in converted(collection, vocabulary, track):
        if isinstance(outcome, FileProblem):
            refused.append(outcome)
            continue
        try:
            entry = write_material_page(outcome, vocabulary, docs, written)
            pieces = structures.pieces_of(outcome, entry)
            index.add(outcome)
            originals.add(original, outcome)
            structures.take(pieces)
        except OSError:  # the docs folder, not this material, is at fault
            raise
        except Exception as error:  # noqa: BLE001 (whatever one text provokes must not stop the others)
            refused.append(defect(original, error))
            (staging.drafts / material_path(outcome.id)).unlink(missing_ok=True)
        else:
            entries.append(entry)
            grades.update(finding.severity for finding in outcome.findings)
    write_index_pages(entries, vocabulary, docs, written, structures)
    searchable = index.finish()
    report = BuildReport(
        built=len(entries),
        changed=len(written.changed)
        + len(written.removed)
        + len(searchable.changed)
        + len(searchable.removed)
        + len(originals.changed),
        refused=tuple(sorted(refused, key=str)),
        unused=vocabulary.problems,
        withheld=len(collection.withheld),
        removed=len(collection.removed),
        severities={severity: grades[severity] for severity in Severity},
        kept=tuple(written.kept),
    )
    return report, [
        *written.removed,
        *originals.stale(),
        *((SEARCH_INDEX / name).as_posix() for name in searchable.removed),
    ]
