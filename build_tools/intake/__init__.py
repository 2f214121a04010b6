"""Taking originals in: files, folders and zip archives → copies in the archive, each with its record.

| file | does |
|---|---|
| handed.py | what was handed in: every file once, links and zip archives looked at |
| items.py, plan.py | what would be done with each, and what is understood of it; writes nothing |
| understanding.py | one file → its material, as a build reads it |
| splitting.py | a volume of several materials → its pieces |
| naming.py | clean names |
| numbers.py | ids that are never given twice |
| signatures.py | which materials have much text in common |
| inbox.py | the folder that is emptied into the archive |
| placing.py | the plan carried out; a killed run is made good by the next |

The rules (thresholds, folder names, ends of unfinished files) stand in `vocabulary/intake.yml`.
"""

from build_tools.intake.batch import Batch, Outcome, take_in
from build_tools.intake.handed import Handed, hand_in
from build_tools.intake.items import Action, Item, Near, Plan
from build_tools.intake.placing import Placed, place, resume
from build_tools.intake.plan import make_plan

__all__ = [
    "Action",
    "Batch",
    "Handed",
    "Item",
    "Near",
    "Outcome",
    "Placed",
    "Plan",
    "hand_in",
    "make_plan",
    "place",
    "resume",
    "take_in",
]
