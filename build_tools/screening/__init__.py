"""Screening: what must not be published, and what may be shown only masked.

| file | does |
|---|---|
| secrecy.py | finds state-secret marks; such an original is refused as a whole |
| refusal.py | what is left of a refused original: its name |
| personal.py | hides identifying numbers, addresses, relatives' employers, before anything else reads the text |
| checks.py, folding.py | check digits; wide and odd digits as plain ones |
| affairs.py | withholds the contents of 有关事项 sections |
| sentences.py | tells sentences outside of them that speak of the same matters |
| quotations.py | takes back what repairs and findings quote of withheld words |
| reviewed.py | findings that a person has looked at |

What is looked for and what becomes of it stands in `vocabulary/labels.yml` and `vocabulary/personal.yml`. To add a kind of
personal data: an entry in `personal.yml`, a case in `tests/screening/test_personal_data.py`; sentences: `tests/screening/sentences.md`.
"""

from build_tools.screening.affairs import Withheld, withhold_affairs
from build_tools.screening.personal import masked, masked_text, masked_values
from build_tools.screening.quotations import taken_back
from build_tools.screening.refusal import refused
from build_tools.screening.reviewed import unreviewed
from build_tools.screening.secrecy import mark_in, secrecy_mark

__all__ = [
    "Withheld",
    "mark_in",
    "masked",
    "masked_text",
    "masked_values",
    "refused",
    "secrecy_mark",
    "taken_back",
    "unreviewed",
    "withhold_affairs",
]
