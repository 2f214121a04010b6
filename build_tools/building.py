"""The build as a whole: archive → docs → site.

Reads the archive through `collect`, writes a page a material, the index pages and the search index into the
docs folder, then has MkDocs build the site. Nothing of a material is kept but its entry (what index pages show) and
the count of its findings, so memory does not grow with the text of the archive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from build_tools.collection import VOCABULARY, Collection, collect
from build_tools.conversion import Track, converted, defect, silently
from build_tools.errors import BrokenVocabulary, FileProblem, WrongUse
from build_tools.model import Severity
from build_tools.pages import Entry, Structures, Written, write_index_pages, write_material_page
from build_tools.pages.naming import framework_name
from build_tools.search import IndexWriter
from build_tools.site import build_site
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


def build(
    project: Project,
    track: Track = silently,
    announce: Callable[[BuildReport], None] | None = None,
    pages_only: bool = False,
) -> BuildReport:
    """Builds pages and site of a project. `announce` is called when the pages are there and MkDocs begins.

    Raises WrongUse where the archive is missing or empty, and SiteFailure.
    """
    vocabulary = load_vocabulary(project.archive / VOCABULARY)
    collection = collect(project.archive, vocabulary)
    if collection.is_empty:
        raise WrongUse(f"归档文件夹 {project.archive} 里没有原件")
    report = build_archive(collection, vocabulary, project.docs, track)
    if announce is not None:
        announce(report)
    if not pages_only:
        build_site(project.config, project.docs, project.site)
    return report


def build_archive(collection: Collection, vocabulary: Vocabulary, docs: Path, track: Track = silently) -> BuildReport:
    """Writes the generated pages of a collection into `docs`. Raises OSError where that cannot be written."""
    entries: list[Entry] = []
    written = Written()
    labels = {aspect_id: aspect.short for aspect_id, aspect in vocabulary.frameworks.aspects.items()}
    lists = {name: framework_name(name, framework) for name, framework in vocabulary.frameworks.frameworks.items()}
    index = IndexWriter(docs / SEARCH_INDEX, labels, vocabulary.phrases.phrases, framework_labels=lists)
    structures = Structures(vocabulary)
    refused: list[FileProblem] = list(collection.problems)
    grades = Counter(placed.finding.severity for placed in collection.findings)
    for original, outcome in converted(collection, vocabulary, track):
        if isinstance(outcome, FileProblem):
            refused.append(outcome)
            continue
        try:
            entry = write_material_page(outcome, vocabulary, docs, written)
            structures.add(outcome, entry)
            entries.append(entry)
            index.add(outcome)
        except OSError:  # the docs folder, not this material, is at fault
            raise
        except Exception as error:  # noqa: BLE001 (whatever one text provokes must not stop the others)
            refused.append(defect(original, error))
        else:
            grades.update(finding.severity for finding in outcome.findings)
    write_index_pages(entries, vocabulary, docs, written, structures)
    searchable = index.finish()
    return BuildReport(
        built=len(entries),
        changed=len(written.changed) + len(written.removed) + len(searchable.changed) + len(searchable.removed),
        refused=tuple(sorted(refused, key=str)),
        unused=vocabulary.problems,
        withheld=len(collection.withheld),
        removed=len(collection.removed),
        severities={severity: grades[severity] for severity in Severity},
    )
