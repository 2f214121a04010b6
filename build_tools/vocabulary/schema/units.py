"""units.yml: how organisations are named, their sector and level, posts."""

from __future__ import annotations

import re
from functools import cached_property

from build_tools.vocabulary.schema.base import Entry, Pattern, Table


class Sector(Entry):
    """A field of work."""

    name: str
    """机构编制."""
    units: list[Pattern]
    """In a unit's name: `编办|机构编制`."""
    words: list[str] = []
    """In the running text, where no unit is known."""


class Level(Entry):
    """An administrative level."""

    name: str
    """市."""
    patterns: list[Pattern]


class Committee(Entry):
    """The full name of a party committee: 中共枫桥县委员会 is 枫桥县委, 中共枫桥镇委员会 that of 枫桥镇."""

    prefix: str
    """What such a name begins with."""
    ending: str
    """What it ends with."""
    places: list[str]
    """How the places end whose committee is known by a short name of its own."""
    short: str
    """What that short name adds to the place's."""

    def unit(self, name: str) -> str:
        """The unit whose committee this is; a name of any other kind as it stands, without the prefix."""
        bare = name.removeprefix(self.prefix)
        place = bare.removesuffix(self.ending)
        if bare == name or place == bare or len(place) < 2:
            return bare
        return place + self.short if place.endswith(tuple(self.places)) else place


_PERSON = "[一-龥×xX某*＊]{2,4}"
"""A person's name, or what stands for one."""


class Units(Table):
    """units.yml"""

    file_name = "units.yml"
    places: list[str]
    """How the name of a place ends: 省 市 县 区 …"""
    suffixes: list[str]
    """How the name of a unit ends: 局, 委员会, 中心 …"""
    inner: list[str]
    """How a department inside a unit ends: 科, 办公室. Behind a unit's name it belongs to the post."""
    parents: list[str]
    """How a party or government body before its department reads: 市委, 县政府 …"""
    not_units: list[str]
    """Words that look like a unit and name none: 市直机关, 各部门."""
    committee: Committee
    party: list[str]
    """Party bodies of a unit, which are not part of its name: 党组, 党支部."""
    roles: list[Pattern]
    """Posts."""
    no_posts: list[Pattern]
    """Words that stand where a post stands and name none: 党员领导干部."""
    own: list[str]
    """Words before the name of one's own unit: 我是, 我代表."""
    not_endings: list[str]
    """Words that end like a unit's name and are none: 大局, 干部."""
    after_names: list[Pattern]
    """Words of a title that belong to no name; the occasions and counts of the years' lists are added."""
    issuing: list[Pattern]
    """Words before the body that issued a notice, up to the name: 根据…."""
    issued: list[Pattern]
    """Words behind the name of a body that issued, leads or arranges something."""
    never_inside: list[Pattern]
    """What no name holds: words of a sentence, several places at once, a longer word behind (办公厅)."""
    sectors: list[Sector]
    levels: list[Level]

    @cached_property
    def role_pattern(self) -> str:
        """One post, or several joined by 、 (党组书记、局长)."""
        one = "(?:" + "|".join(self.roles) + ")"
        return f"{one}(?:[、兼和][一-龥]{{0,10}}?{one}){{0,3}}"

    @cached_property
    def issuer(self) -> re.Pattern[str]:
        """`issuing` in the same clause before a name."""
        return re.compile(f"(?:{'|'.join(self.issuing)})[^，。；：]*$")

    @cached_property
    def issued_by(self) -> re.Pattern[str]:
        """Any of `issued`."""
        return re.compile("|".join(self.issued))

    @cached_property
    def not_in_name(self) -> re.Pattern[str]:
        """Any of `never_inside`."""
        return re.compile("|".join(self.never_inside))

    def is_no_post(self, role: str) -> bool:
        """Whether a word in the place of a post says no more than that somebody is meant."""
        return any(re.fullmatch(pattern, role) for pattern in self.no_posts)

    @cached_property
    def suffix_pattern(self) -> str:
        """Any suffix, the longest first."""
        return "(?:" + "|".join(sorted(map(re.escape, self.suffixes), key=len, reverse=True)) + ")"

    @cached_property
    def _unit_line(self) -> re.Pattern[str]:
        party = "|".join(self.party)
        return re.compile(
            f"[一-龥×xXＸ*＊]{{2,20}}{self.suffix_pattern}(?:{party})?(?:{self.role_pattern})?(?P<name>(?:{_PERSON})?)"
        )

    def is_name_line(self, text: str) -> bool:
        """Whether a short line is a unit (with post and name): 临江市教育局党组书记 李某."""
        bare = re.sub(r"\s+", "", text)
        return bool(self._unit_line.fullmatch(bare)) or bool(re.fullmatch(_PERSON, bare))

    def name_start(self, text: str) -> int | None:
        """Where the blank stands that parts unit and post from a person's name in a short line; None in any other."""
        blanks = [match.span() for match in re.finditer(r"\s+", text)]
        for start, end in reversed(blanks[-3:]):
            unit, name = re.sub(r"\s+", "", text[:start]), re.sub(r"\s+", "", text[end:])
            match = self._unit_line.fullmatch(unit)
            if match and not match["name"] and re.fullmatch(_PERSON, name):
                return start
        return None
