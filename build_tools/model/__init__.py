"""The nouns of the archive: what a stage takes and what it gives.

The way of the data (`pipeline.py` walks it)::

    Original --read--> Document --repair--> Document --outline--> Outline
             --describe--> Description --screen--> Screening   = Material

Everything here is immutable. A stage makes new values; it never changes what it was given.
Lines are counted from 1 in the original as it was decoded; characters are Python code points.
"""

from build_tools.model.document import Document, Edit, Finding, Paragraph, Repair, Severity, Source, merged_repairs
from build_tools.model.material import Description, Evidence, Material, PersonalDatum, Screening
from build_tools.model.outline import Block, Outline, Point, Section, count_characters

__all__ = [
    "Block",
    "Description",
    "Document",
    "Edit",
    "Evidence",
    "Finding",
    "Material",
    "Outline",
    "Paragraph",
    "PersonalDatum",
    "Point",
    "Repair",
    "Screening",
    "Section",
    "Severity",
    "Source",
    "count_characters",
    "merged_repairs",
]
