"""What each vocabulary file may hold. Unknown keys and wrong types are errors that name the key.

A table here is a file there (`file_name`); a field is documented under the field.

| module | files |
|---|---|
| base.py | what all have in common |
| frameworks.py | frameworks.yml, strands.yml |
| headings.py | parts.yml |
| intake.py | intake.yml |
| kinds.py | genres.yml, labels.yml |
| units.py | units.yml |
| damage.py | damage.yml |
| leads.py | leads.yml |
| check.py | check.yml |
| skeleton.py | skeleton.yml |
| personal.py | personal.yml |
| publishing.py | publishing.yml |
| others.py | phrases.yml, findings.yml |
"""

from build_tools.vocabulary.schema.base import Entry, Pattern, Table
from build_tools.vocabulary.schema.check import CheckWords
from build_tools.vocabulary.schema.damage import Damage, SlipPattern
from build_tools.vocabulary.schema.frameworks import Aspect, Framework, Frameworks, Strand, Strands
from build_tools.vocabulary.schema.headings import Part, Parts
from build_tools.vocabulary.schema.intake import Intake
from build_tools.vocabulary.schema.kinds import Genres, Labels, Titles, Words
from build_tools.vocabulary.schema.leads import LeadPattern, Leads
from build_tools.vocabulary.schema.others import FindingMeaning, FindingMeanings, Phrases
from build_tools.vocabulary.schema.personal import Affairs, Form, Personal, PersonalKind
from build_tools.vocabulary.schema.publishing import Publishing
from build_tools.vocabulary.schema.skeleton import SkeletonPart, SkeletonWords
from build_tools.vocabulary.schema.units import Level, Sector, Units

__all__ = [
    "Affairs",
    "Aspect",
    "CheckWords",
    "Damage",
    "Entry",
    "FindingMeaning",
    "FindingMeanings",
    "Form",
    "Framework",
    "Frameworks",
    "Genres",
    "Intake",
    "Labels",
    "LeadPattern",
    "Leads",
    "Level",
    "Part",
    "Parts",
    "Pattern",
    "Personal",
    "PersonalKind",
    "Phrases",
    "Publishing",
    "Sector",
    "SkeletonPart",
    "SkeletonWords",
    "SlipPattern",
    "Strand",
    "Strands",
    "Table",
    "Titles",
    "Units",
    "Words",
]
