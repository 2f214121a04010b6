"""Structures: what writers look at when they ask how a material is built, computed apart from how it is shown.

Everything here is a pure function of one Material (and the vocabulary), or collects what those functions give.

| file | finds |
|---|---|
| leads.py | the 小标题: points and heading sentences, each with part and aspect |
| shape.py | the outline as lines; characters and share of each part |
| alignment.py | cells that can be laid beside those of another material |
| usual.py | the usual structure of a framework's materials |
| check.py | what of a good structure a material has and lacks |
| passages.py | openings, closings, cases |
| triples.py | problem, cause and remedy to one theme |
| figures.py | counts by year, sector and strand |
| skeleton.py | a skeleton to start from, made of the usual structure |
| sheaf.py | pieces of pages, kept on disk until all materials are through |

`pages/` shows them: outline_panel.py (on every material's page), outlines.py …; `pages/structures.py` collects.
"""

from build_tools.structures.alignment import Cell, Item, cells_of
from build_tools.structures.check import Check, structural_check
from build_tools.structures.leads import Lead, leads_of, strands_of
from build_tools.structures.shape import CLOSING, INTRODUCTION, Line, Share, lines_of, shares_of
from build_tools.structures.sheaf import Sheaf
from build_tools.structures.skeleton import SkeletonLine, as_markdown, skeleton
from build_tools.structures.usual import Spread, Usual, spread

__all__ = [
    "CLOSING",
    "INTRODUCTION",
    "Cell",
    "Check",
    "Item",
    "Lead",
    "Line",
    "Share",
    "Sheaf",
    "SkeletonLine",
    "Spread",
    "Usual",
    "as_markdown",
    "cells_of",
    "leads_of",
    "lines_of",
    "shares_of",
    "skeleton",
    "spread",
    "strands_of",
    "structural_check",
]
