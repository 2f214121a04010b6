"""Structures: what writers look at when they ask how a material is built, computed apart from how it is shown.

Everything here is a pure function of one Material (and the vocabulary), or collects what those functions give.

| file | finds |
|---|---|
| leads.py | the 小标题: points and heading sentences, each with part and aspect |
| shape.py | the outline as lines; characters and share of each part |

`pages/` shows them: outline_panel.py (on every material's page), outlines.py, points.py, compare.py …
"""

from build_tools.structures.leads import Lead, leads_of
from build_tools.structures.shape import CLOSING, INTRODUCTION, Line, Share, lines_of, shares_of

__all__ = ["CLOSING", "INTRODUCTION", "Lead", "Line", "Share", "leads_of", "lines_of", "shares_of"]
