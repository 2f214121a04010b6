"""Personal data in running text: found by its form, check digits and neighbours, hidden wherever it stands.

The kinds, their forms and what becomes of them stand in `vocabulary/personal.yml`. Recall goes before precision: a
number that may be someone's is hidden. Years, document numbers and 统一社会信用代码 are no such numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from build_tools.model import Document, Finding, PersonalDatum, Repair
from build_tools.screening.checks import CHECKS
from build_tools.screening.folding import folded, visible
from build_tools.vocabulary import Vocabulary
from build_tools.vocabulary.schema import Form, PersonalKind

_ANY = re.compile(
    r"\d(?:.{0,3}\d){4}|[@＠]|\((?:at|AT)\)|\[(?:at|AT)\]|[〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖](?:[^一-龥]?[〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]){10}"
    r"|[微薇] ?信|[vV]信|[qQＱｑ] ?[qQＱｑ]|[vVｖＶwWｗＷ][xXｘＸ]|身份证|证件"
    r"|[\dOolI](?: ?[\dOolI]){10}|[Ww]e[CcXxIi]|[扣球]{2}|抖音|快手|小红书|微博|钉钉|飞书|支付宝|陌陌"
    r"|WJ|武警|[Tt]elegram|[Ss]kype|[A-Za-z0-9](?:[#＃]| (?:at|AT) )[A-Za-z0-9]|\d{3}.{1,2}\d{4}"
    r"|[一-龥] ?[A-HJ-NP-Za-hj-np-zＡ-Ｚ][ .·•‧・-]?[0-9A-Za-z０-９Ａ-Ｚ]{4}|[①-⑨⓪❶-❾]{4}|[A-ZＡ-Ｚ][ ]?\d{5}"
    r"|[\dA-Za-z一二三四五六七八九十零〇](?:栋|幢|号楼|座|排|单元|室|房|户|号|组|弄)|平方|平米|㎡|[mM]2|[套处间]"
    r"|妻|丈夫|爱人|配偶|儿[子媳]|女[儿婿]|岳[父母]|公公|婆婆|[长次独][子女]|[我人]的?[父母哥弟姐妹孩小兄]"
)
"""A paragraph without any of these holds none of the kinds."""
_BEFORE, _BEHIND = 40, 16
_NAME = 12
_NAMED_BY = " 　\t：:（("
"""What stands between a value and the words that say what it is."""
_DIGITS = re.compile("[0-9A-Za-z一二两三四五六七八九十百零〇甲乙丙丁]")
_JOINTS = " ()./,、-"
_WINDOW = 5
"""So many characters of a value in a quotation give it away."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One value in a text."""

    kind: str
    start: int
    end: int
    value: str
    """Folded; never leaves this room."""
    hidden: str
    """What stands in its place; nothing where the value is shown."""


def masked(document: Document, vocabulary: Vocabulary) -> tuple[Document, tuple[PersonalDatum, ...]]:
    """The document with personal data hidden in text, repairs and findings, and where it stood (never its value)."""
    data: list[PersonalDatum] = []
    values: set[str] = set()
    paragraphs = []
    before = ""
    for paragraph in document.paragraphs:
        hits = find(paragraph.text, vocabulary)
        hits = [*_named_before(before, paragraph.text, hits, vocabulary), *hits]
        before = paragraph.text
        if hits:
            data += _data(hits, f"第{paragraph.line}行", vocabulary)
            values.update(hit.value for hit in hits if hit.hidden)
            paragraph = replace(paragraph, text=_with(paragraph.text, hits))
        paragraphs.append(paragraph)
    # What was taken off before (site lines, properties of a Markdown file) stands in the repairs alone.
    repairs, findings = without(values, document.repairs, document.findings, vocabulary)
    if not data and repairs == document.repairs and findings == document.findings:
        return document, ()
    return replace(document, paragraphs=tuple(paragraphs), repairs=repairs, findings=findings), tuple(data)


def masked_text(text: str, vocabulary: Vocabulary, where: str = "") -> tuple[str, tuple[PersonalDatum, ...]]:
    """A single text (a file name, a value of a record) with personal data hidden."""
    hits = find(text, vocabulary)
    return _with(text, hits), tuple(_data(hits, where, vocabulary))


def masked_values(
    values: Mapping[str, Any], vocabulary: Vocabulary, where: str
) -> tuple[dict[str, Any], tuple[PersonalDatum, ...]]:
    """The values of a record with personal data in their texts hidden."""
    data: list[PersonalDatum] = []

    def hide(value: Any) -> Any:
        if isinstance(value, str):
            text, found = masked_text(value, vocabulary, where)
            data.extend(found)
            return text
        return tuple(hide(item) for item in value) if isinstance(value, (list, tuple)) else value

    return {name: hide(value) for name, value in values.items()}, tuple(data)


def find(text: str, vocabulary: Vocabulary) -> list[Hit]:
    """The values in a text, in order, none overlapping another. Characters that nobody sees do not part a value."""
    bare, places = visible(text)
    hits = _find(bare, vocabulary)
    if len(bare) == len(text):
        return hits
    return [replace(hit, start=places[hit.start], end=places[hit.end - 1] + 1) for hit in hits]


def _named_before(before: str, text: str, hits: list[Hit], vocabulary: Vocabulary) -> list[Hit]:
    """The value that a paragraph begins with where only the one before says what it is: 微信 | abc_123, in two cells."""
    bare = text.lstrip(_NAMED_BY)
    at = len(text) - len(bare)
    if not before or not folded(bare[:1]).isascii() or not bare or (hits and hits[0].start <= at):
        return []
    name = f"{before[-_NAME:].rstrip(_NAMED_BY)}:"
    found = find(name + bare[:_BEFORE], vocabulary)
    moved = (replace(hit, start=hit.start - len(name) + at, end=hit.end - len(name) + at) for hit in found)
    room = hits[0].start if hits else len(text)
    return [replace(hit, end=min(hit.end, room)) for hit in moved if hit.start == at]


def _find(text: str, vocabulary: Vocabulary) -> list[Hit]:
    if not _ANY.search(text):
        return []
    plain = folded(text)
    hits: list[Hit] = []
    known: dict[re.Pattern[str], bool] = {}
    for name, kind in vocabulary.personal.kinds.items():
        for form in kind.forms:
            near = form.search.near
            if near is not None:
                if near not in known:
                    known[near] = bool(near.search(plain))
                if not known[near]:
                    continue
            spans = list(_spans(form, plain))
            if not spans:
                continue
            for start, end in spans:
                hidden = _hidden(kind, text[start:end])
                hits.append(Hit(name, start, end, plain[start:end], hidden))
            plain = _blotted(plain, spans)
    return sorted(hits, key=lambda hit: hit.start)


def without(
    values: Iterable[str], repairs: tuple[Repair, ...], findings: tuple[Finding, ...], vocabulary: Vocabulary
) -> tuple[tuple[Repair, ...], tuple[Finding, ...]]:
    """Repairs and findings that quote nothing of these values: what does is replaced, its kind and place stay."""
    windows = {window for value in values for window in _windows(value)}
    quotation = vocabulary.personal.affairs.quotation

    def told(text: str) -> str:
        if windows and any(window in windows for window in _windows(folded(text))):
            return quotation
        return _with(text, find(text, vocabulary))

    def safe_repair(repair: Repair) -> Repair:
        before, after = told(repair.before), told(repair.after)
        unchanged = before == repair.before and after == repair.after
        return repair if unchanged else replace(repair, before=before, after=after)

    def safe_finding(finding: Finding) -> Finding:
        message = _told_message(finding.message, told, quotation)
        return finding if message == finding.message else replace(finding, message=message)

    return tuple(map(safe_repair, repairs)), tuple(map(safe_finding, findings))


def _told_message(message: str, told: Any, quotation: str) -> str:
    """A finding's sentence; where it quotes something of a value, the quotation goes and the sentence stays."""
    safe = told(message)
    if safe != quotation:
        return str(safe)
    short = re.sub("“[^“”]*”|‘[^‘’]*’|「[^」]*」", f"“{quotation}”", message)
    return short if told(short) == short else quotation


def _windows(value: str) -> Iterator[str]:
    bare = "".join(character for character in value if character.isalnum())
    length = min(_WINDOW, len(bare))
    return (bare[start : start + length] for start in range(len(bare) - length + 1)) if length > 3 else iter(())


def _spans(form: Form, plain: str) -> Iterator[tuple[int, int]]:
    search = form.search
    group = "value" if "value" in search.pattern.groupindex else 0
    check = CHECKS[form.check] if form.check else None
    last = 0
    for match in search.pattern.finditer(plain):
        start, end = match.span(group)
        if start < last:  # a form that looks ahead finds one value within another
            continue
        if search.before is not None and not search.before.search(
            plain[max(0, match.start() - _BEFORE) : match.start()]
        ):
            continue
        if search.beside is not None and not search.beside.search(plain[max(0, start - _BEFORE) : end + _BEHIND]):
            continue
        if search.until is not None:
            stop = search.until.search(plain, start, end)
            if stop is None or stop.start() - start < 2:
                continue
            end = stop.start()
        value = plain[start:end]
        if (search.excluding is None or not search.excluding.search(value)) and (check is None or check(value)):
            last = end
            yield start, end


def _blotted(plain: str, spans: Iterable[tuple[int, int]]) -> str:
    """The copy with what was found made illegible, so that no later form finds it again."""
    pieces: list[str] = []
    last = 0
    for start, end in spans:
        pieces += (plain[last:start], "\0" * (end - start))
        last = end
    return "".join([*pieces, plain[last:]]) if pieces else plain


def _with(text: str, hits: Iterable[Hit]) -> str:
    pieces: list[str] = []
    last = 0
    for hit in hits:
        if hit.hidden:
            pieces += (text[last : hit.start], hit.hidden)
            last = hit.end
    return "".join([*pieces, text[last:]])


def _hidden(kind: PersonalKind, value: str) -> str:
    """`138****8000`, `110105********0123`: as people are used to; nothing where the policy is to show it."""
    if kind.policy == "show":
        return ""
    if kind.policy == "withhold":
        return "*" * len(value)
    if kind.hide == "digits":
        return _DIGITS.sub("*", folded(value))
    bare = value
    if not value.isalnum():
        bare = "".join(c for c, plain in zip(value, folded(value), strict=True) if plain not in _JOINTS)
    first, last = kind.keep
    if not last or len(bare) < first + last + 3:  # no hint at its length
        return bare[:first] + "***" if len(bare) > first + 1 else "***"
    return bare[:first] + "*" * (len(bare) - first - last) + bare[-last:]


def _data(hits: Iterable[Hit], where: str, vocabulary: Vocabulary) -> Iterator[PersonalDatum]:
    """One datum for each kind that a paragraph holds."""
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.kind, []).append(hit)
    for name, found in by_kind.items():
        policy = vocabulary.personal.kinds[name].policy
        shown = "、".join(dict.fromkeys(hit.hidden for hit in found if hit.hidden))
        yield PersonalDatum(name, where, shown, len(found), policy, sum(len(hit.value) for hit in found if hit.hidden))
