"""Screening: what must not be published, and what may be shown only masked.

`secrecy.py` finds state-secret marks: such an original is refused as a whole. `personal.py` masks numbers
that tell who someone is, before anything else reads the text.
"""

from build_tools.screening.personal import masked
from build_tools.screening.secrecy import secrecy_mark

__all__ = ["masked", "secrecy_mark"]
