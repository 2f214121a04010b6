"""Posting lists as text: ascending numbers → gaps → Rice code → base 64. `docs/assets/search/codec.js` reads it.

A list is written as one character for the Rice parameter k and the bits of its gaps, six a character, filled
up with ones. A gap g is written as (g >> k) ones, a zero, and the k low bits of g. The gap of a number is its
distance from the one before, less one; the first number counts from 0. Most pieces stand in one document only: a list
of one number is written as a character from 32 on, for its low five bits, and the rest in base 64.
"""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import sub

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
"""Base 64, as everywhere."""

_KEPT = 4096
"""Codes of smaller gaps are kept."""


class _Codes(dict[int, str]):
    """Rice code of a distance (gap + 1), as a string of 0 and 1."""

    def __init__(self, k: int) -> None:
        super().__init__()
        self._k = k

    def __missing__(self, distance: int) -> str:
        gap, k = distance - 1, self._k
        code = "1" * (gap >> k) + "0" + (format(gap & ((1 << k) - 1), f"0{k}b") if k else "")
        if distance < _KEPT:
            self[distance] = code
        return code


CODES = [_Codes(k) for k in range(32)]
"""By the number of low bits that are written as they are."""


def encode(numbers: Sequence[int]) -> str:
    """Ascending numbers (none below 0, none twice) as text; nothing as the empty text."""
    if not numbers:
        return ""
    if len(numbers) == 1:
        return _single(numbers[0])
    span = numbers[-1] + 1
    # the best parameter for gaps that fall at random: the mean gap times ln 2
    k = max(0, (span * 709 // (len(numbers) << 10)).bit_length() - 1)
    codes = CODES[k]
    bits = codes[numbers[0] + 1] + "".join(map(codes.__getitem__, map(sub, islice(numbers, 1, None), numbers)))
    length = -(-len(bits) // 6)
    filled = bits + "1" * (-len(bits) % 24)
    data = int(filled, 2).to_bytes(len(filled) // 8, "big")
    return ALPHABET[k] + b2a_base64(data, newline=False)[:length].decode("ascii")


def _single(number: int) -> str:
    rest, text = number >> 5, ""
    while rest:
        rest, text = rest >> 6, ALPHABET[rest & 63] + text
    return ALPHABET[32 + (number & 31)] + text


def decode(text: str) -> list[int]:
    """The numbers that `encode` wrote."""
    return list(_numbers(text)) if text else []


def _numbers(text: str) -> Iterator[int]:
    k = ALPHABET.index(text[0])
    body = text[1:]
    if k >= 32:
        rest = 0
        for character in body:
            rest = rest << 6 | ALPHABET.index(character)
        yield rest << 5 | k - 32
        return
    data = a2b_base64(body + "/" * (-len(body) % 4))
    bits = format(int.from_bytes(data, "big"), f"0{len(data) * 8}b")[: len(body) * 6]
    number, place = -1, 0
    while (zero := bits.find("0", place)) >= 0:
        gap = zero - place << k
        place = zero + 1 + k
        if k:
            gap += int(bits[zero + 1 : place], 2)
        number += gap + 1
        yield number
