"""Check digits and other tests that tell a number of one kind from a number that only looks like it."""

from __future__ import annotations

from collections.abc import Callable

_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def is_identity_number(text: str) -> bool:
    """Whether the check digit of an 18-character identity number is right (GB 11643-1999, ISO 7064 MOD 11-2)."""
    if len(text) != 18 or not text[:17].isdigit():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _IDENTITY_WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == text[17].upper()


def is_credit_code(text: str) -> bool:
    """Whether it is a 统一社会信用代码 with the right check character (GB 32100-2015)."""
    if len(text) != 18 or any(character not in _CREDIT_CODE for character in text):
        return False
    total = sum(_CREDIT_CODE.index(character) * pow(3, place, 31) for place, character in enumerate(text[:17]))
    return _CREDIT_CODE[-total % 31] == text[17]


def no_credit_code(value: str) -> bool:
    """An identity number with a wrong check digit is hidden too (a slip of the pen), a 统一社会信用代码 is not."""
    text = "".join(character for character in value if character.isalnum())
    return is_identity_number(text) or not is_credit_code(text)


def identity(value: str) -> bool:
    """An identity number with anything between its digits: only where date of birth and check digit are right."""
    if len(value) < 18:
        return False
    text = "".join(filter(str.isalnum, value))
    dated = text[6:8] in ("18", "19", "20") and "01" <= text[10:12] <= "12" and "01" <= text[12:14] <= "31"
    return dated and is_identity_number(text)


def mobile(value: str) -> bool:
    """Eleven digits that a mobile number may have, whatever parts them."""
    if len(value) < 11:
        return False
    digits = "".join(filter(str.isdigit, value))
    return len(digits) == 11 and digits[0] == "1" and digits[1] in "3456789"


def luhn(value: str) -> bool:
    """Whether 16 to 19 digits have the check digit of a bank card (Luhn, ISO/IEC 7812-1)."""
    if len(value) < 16:
        return False
    digits = [int(character) for character in value if character.isdigit()]
    doubled = [2 * digit - 9 if digit > 4 else 2 * digit for digit in digits[-2::-2]]
    return 16 <= len(digits) <= 19 and (sum(doubled) + sum(digits[-1::-2])) % 10 == 0


def has_digit(value: str) -> bool:
    """Whether it holds a digit (a plate does, a word in capitals does not)."""
    return any(character.isdigit() for character in value)


CHECKS: dict[str, Callable[[str], bool]] = {
    "identity": identity,
    "no_credit_code": no_credit_code,
    "luhn": luhn,
    "mobile": mobile,
    "has_digit": has_digit,
}
"""By the names that `personal.yml` uses; `schema/personal.py` lists them too."""
