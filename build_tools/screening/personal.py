"""Numbers that tell who someone is: found by their form and check digits, masked wherever they stand.

Identity number: GB 11643-1999, check digit ISO 7064 MOD 11-2. Bank card: Luhn (ISO/IEC 7812-1). The forms
come from domain.md section 5. Years, document numbers and 统一社会信用代码 are none of these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from build_tools.model import Document, PersonalDatum

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ANY = re.compile(r"\d{6}|@|\d[- ]\d")
"""A text without any of these holds none of the kinds below."""


def _is_identity_number(text: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == text[17].upper()


def _is_card(text: str) -> bool:
    digits = [int(digit) for digit in text if digit.isdigit()]
    doubled = [2 * d - 9 if d > 4 else 2 * d for d in digits[-2::-2]]
    return 16 <= len(digits) <= 19 and (sum(doubled) + sum(digits[-1::-2])) % 10 == 0


_LONG_NUMBER = re.compile(r"\d{5,}")
_EDGE = r"(?<![0-9A-Za-z])"
_END = r"(?![0-9A-Za-z])"
_DATE = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    (
        "identity_number",
        re.compile(rf"{_EDGE}[1-9]\d{{5}}(?:19|20)\d{{2}}{_DATE}\d{{3}}[\dXx]{_END}"),
        _is_identity_number,
    ),
    ("identity_number", re.compile(rf"{_EDGE}[1-9]\d{{7}}{_DATE}\d{{3}}{_END}"), lambda text: True),
    ("bank_card", re.compile(rf"{_EDGE}\d{{4}}(?:[ -]?\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?{_END}"), _is_card),
    (
        "mobile",
        re.compile(rf"(?<![0-9A-Za-z])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{{4}}[- ]?\d{{4}}{_END}"),
        lambda text: True,
    ),
    ("landline", re.compile(rf"{_EDGE}0\d{{2,3}}-?\d{{7,8}}{_END}"), lambda text: True),
    (
        "e_mail",
        re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"),
        lambda text: True,
    ),
)


def masked(document: Document) -> tuple[Document, tuple[PersonalDatum, ...]]:
    """The document with these numbers masked, and where they stood (never their value)."""
    found: list[PersonalDatum] = []
    paragraphs = []
    for paragraph in document.paragraphs:
        text = paragraph.text
        if _ANY.search(text):
            text = _masked_text(text, f"第{paragraph.line}行", found)
        paragraphs.append(paragraph if text == paragraph.text else replace(paragraph, text=text))
    if not found:
        return document, ()
    repairs = tuple(replace(r, before=_told(r.before), after=_told(r.after)) for r in document.repairs)
    findings = tuple(replace(f, message=_told(f.message)) for f in document.findings)
    return replace(document, paragraphs=tuple(paragraphs), repairs=repairs, findings=findings), tuple(found)


def _told(text: str) -> str:
    """What a repair or finding quotes, without numbers: a quotation may be cut, or typed in full width."""
    plain = unicodedata.normalize("NFKC", text)
    hidden = _LONG_NUMBER.sub(lambda match: "*" * len(match.group()), _masked_text(plain, "", []))
    return text if hidden == plain else hidden


def _masked_text(text: str, where: str, found: list[PersonalDatum]) -> str:
    for kind, pattern, is_valid in _KINDS:

        def hide(match: re.Match[str], kind: str = kind, is_valid: Callable[[str], bool] = is_valid) -> str:
            if not is_valid(match.group()):
                return match.group()
            hidden = _hidden(kind, match.group())
            found.append(PersonalDatum(kind, where, hidden))
            return hidden

        text = pattern.sub(hide, text)
    return text


def _hidden(kind: str, value: str) -> str:
    """`138****8000`, `110105********0123`: as people are used to."""
    if kind == "e_mail":
        name, _, host = value.partition("@")
        return f"{name[:1]}***@{host}"
    digits = "".join(character for character in value if character.isalnum())
    if kind == "identity_number":
        return digits[:6] + "*" * (len(digits) - 10) + digits[-4:]
    if kind == "bank_card":
        return digits[:4] + "*" * (len(digits) - 8) + digits[-4:]
    if kind == "mobile":
        digits = digits[-11:]
    return digits[:3] + "*" * (len(digits) - 7) + digits[-4:]
