"""publishing.yml: what goes onto the site beside the pages."""

from __future__ import annotations

from build_tools.vocabulary.schema.base import Table


class Publishing(Table):
    """publishing.yml"""

    file_name = "publishing.yml"
    publish_originals: bool
    """Whether originals are copied into the site; those of which anything is masked or withheld never are."""
    formats: dict[str, str]
    """Formats (`Source.format`) that may be copied: the suffix of the copy."""
