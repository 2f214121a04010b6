"""Signs set in symbol fonts (`w:sym`, 17.3.3.30): font and place in it → Unicode.

Only signs that offices use for boxes, ticks, arrows and bullets are listed; the places are those of Microsoft's
Symbol, Wingdings, Wingdings 2 and Wingdings 3, the signs those that Unicode names for them (L2/12-368).
"""

from __future__ import annotations

LOST = "\ufffd"
"""Stands for a sign that is not known."""

_SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x40: "≅", 0x44: "Δ", 0x46: "Φ", 0x47: "Γ", 0x53: "Σ", 0x57: "Ω", 0x61: "α", 0x62: "β",
    0x64: "δ", 0x65: "ε", 0x67: "γ", 0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x71: "θ", 0x72: "ρ", 0x73: "σ", 0x77: "ω",
    0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑",
    0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xD0: "∠", 0xD6: "√", 0xD7: "⋅",
    0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒", 0xE5: "∑",
}  # fmt: skip
_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍", 0x41: "✌", 0x46: "☞", 0x4A: "☺", 0x52: "☼",
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖",
    0x77: "⬥", 0x78: "⌧", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "◻", 0xAA: "✦",
    0xAB: "★", 0xAC: "✶", 0xAF: "✹", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦",
    0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x80 + value: "⓪①②③④⑤⑥⑦⑧⑨⑩"[value] for value in range(11)},
    **{0x8B + value: "⓿❶❷❸❹❺❻❼❽❾❿"[value] for value in range(11)},
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0x9F: "⬤", 0xA3: "□",
    0xA2: "■", 0xEA: "★",
    **{0x69 + value: "⓪①②③④⑤⑥⑦⑧⑨⑩"[value] for value in range(11)},
}  # fmt: skip
_WINGDINGS_3 = {0x70: "▲", 0x71: "▼", 0x75: "◀", 0x76: "◀", 0x7D: "▶", 0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓"}
_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
}


def symbol(font: str, place: str) -> str:
    """The sign at a place (hexadecimal, with or without Word's F000) of a font; LOST where it is not known."""
    try:
        code = int(place, 16)
    except ValueError:
        return LOST
    signs = _FONTS.get(font.strip().lower())
    if signs is not None:
        return signs.get(code & 0xFF, LOST) if code < 0x100 or 0xF000 <= code <= 0xF0FF else _character(code)
    return _character(code)


def _character(code: int) -> str:
    """A character of an ordinary font; places for private use mean nothing in it."""
    is_text = 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE or 0x10000 <= code < 0xF0000
    return chr(code) if is_text else LOST
