"""Numbers as printed, in digits or in words, brought to one key: *1,000*, *1000* and *a thousand* are the same.

A number takes in what belongs to its value: the scale (*5m*, *5 million*), the percent sign or word, the currency
sign or word, a minus. So *12 per cent* and *12 million* are different numbers, *5 million dollars* and *$5m* are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from quotetrace.folding import Word
from quotetrace.lexicons import lines

# Grouping by comma or narrow blank only: with a plain blank, "in 2022 100 ships" would be one number.
_NUMERAL = re.compile(r"\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.:]\d+)*")
_CURRENCY_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee"}
_CURRENCY_WORDS = {form: name for name in _CURRENCY_SIGNS.values() for form in (name, name + "s")}
_MINUS_SIGNS = "-−"
# Characters before a minus searched for the number that would make it a dash.
_NEAR = 5
_SUFFIX_ZEROS = {"k": 3, "m": 6, "mn": 6, "mln": 6, "bn": 9, "tn": 12, "trn": 12}
_SCALE_ZEROS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SCALES = _SUFFIX_ZEROS | _SCALE_ZEROS
_PERCENT = re.compile(r"\s?%")
# Apart from the number, *m* and *k* scale only an amount of money: "14 m" alone is metres.
_SCALES_OF_MONEY = frozenset({"m", "k"})
# The words with which *a* is a number.
AFTER_A = frozenset({"hundred", "thousand", "million", "billion", "dozen"})
# Behind a number that is no part of a longer one: other blanks may part its thousands.
_BLANK = frozenset({"", " ", "\n"})
_ORDINAL_SUFFIXES = {"st", "nd", "rd", "th"}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and the folded words it takes up.

    key: the same for every way of printing it. words: how many folded words. start, end: raw characters, signs
    included. firm: False for *one*, *second* and other ordinals, which are often no number at all.
    """

    key: str
    words: int
    start: int
    end: int
    firm: bool


def numeral_at(words: Sequence[Word], index: int, text: str) -> Numeral | None:
    """The number that begins with `words[index]`, the longest reading; None where there is none."""
    lead = 1 if words[index].folded == "minus" and index + 1 < len(words) else 0
    found = _digits_at(words, index + lead, text) or _words_at(words, index + lead)
    if found is None:
        return None
    value, used, end, firm = found
    start = words[index + lead].start
    negative = bool(lead)
    while start > 0 and (text[start - 1] in _CURRENCY_SIGNS or (not lead and _is_minus(text, start - 1))):
        negative = negative or text[start - 1] in _MINUS_SIGNS
        start -= 1
    sign = next(
        (_CURRENCY_SIGNS[mark] for mark in text[start : words[index + lead].start] if mark in _CURRENCY_SIGNS), ""
    )
    unit, more, end = _unit_after(words, index + lead + used, text, end, sign)
    start = words[index].start if lead else start
    key = ("-" if negative else "") + value + unit
    return Numeral(key, lead + used + more, start, end, firm or bool(unit))


def lone_number(word: Word, following: str, text: str) -> tuple[str, bool] | None:
    """The key of a number in one word between blanks that nothing else goes with, and whether it is firm: what
    `numeral_at` finds there, for a fifth of the cost. None where that must be asked.

    following: the next folded word.
    """
    folded, start, end = word
    behind = text[end : end + 2]
    if text[start - 1 : start].strip() or behind[:1] not in _BLANK or behind[1:] == "%" or following in _going_on():
        return None
    if folded.isdigit():
        return (_plain(folded), True) if folded == text[start:end] and folded.isascii() else None
    found = _values().get(folded)
    if found is None:
        return None
    value, ordinal = found
    return (f"{value}th", False) if ordinal else (str(value), folded != "one")


@cache
def _going_on() -> frozenset[str]:
    """The words that may belong to the number before them."""
    return frozenset(("hundred", "dozen", "per", "percent", "pct", *_values(), *_SCALES, *_CURRENCY_WORDS))


def _is_minus(text: str, index: int) -> bool:
    """Whether the sign at `index` is a minus and not a hyphen or a dash between numbers."""
    if text[index] not in _MINUS_SIGNS:
        return False
    return index == 0 or (text[index - 1].isspace() and not text[max(0, index - _NEAR) : index].rstrip()[-1:].isdigit())


def _digits_at(words: Sequence[Word], index: int, text: str) -> tuple[str, int, int, bool] | None:
    """Value, words used, raw end and firmness of a number in digits."""
    match = _NUMERAL.match(text, words[index].start)
    if match is None or not match.group().replace(",", "").isascii():
        return None
    used = 1
    while index + used < len(words) and words[index + used].start < match.end():
        used += 1
    last = words[index + used - 1]
    suffix = text[match.end() : last.end].lower()
    value = re.sub(r"[,\u00a0\u202f\u2009]", "", match.group())
    if suffix in _ORDINAL_SUFFIXES:
        return _plain(value) + "th", used, last.end, False
    if suffix in _SCALES:
        return _times(value, _SCALES[suffix]), used, last.end, True
    if suffix:
        return None
    scale = words[index + used].folded if index + used < len(words) else ""
    money = text[: words[index].start][-1:] in _CURRENCY_SIGNS
    if (
        scale in _SCALES
        and (money or scale not in _SCALES_OF_MONEY)
        and _blank_between(text, last, words[index + used])
    ):
        return _times(value, _SCALES[scale]), used + 1, words[index + used].end, True
    return _plain(value), used, last.end, True


@cache
def _values() -> dict[str, tuple[int, bool]]:
    """The value of each number word, and whether it is an ordinal."""
    parted = (line.partition(" = ") for line in lines("drift_numbers.txt"))
    return {word: (int(value.removesuffix("th")), value.endswith("th")) for word, _, value in parted}


@cache
def number_words() -> frozenset[str]:
    """The words, of letters and more than one, that a number can begin with."""
    return frozenset(_values()) | {"minus"}


def _blank_between(text: str, left: Word, right: Word) -> bool:
    return text[left.end : right.start].strip(" -\u00a0\u202f") == ""


def _words_at(words: Sequence[Word], index: int) -> tuple[str, int, int, bool] | None:
    """Value, words used, raw end and firmness of a number in words: *a hundred and twenty-five thousand*."""
    total = current = used = 0
    room = 1000  # what may still be added below: 25 after "hundred", 5 after "twenty"
    position = index
    while position < len(words):
        word = words[position].folded
        following = words[position + 1].folded if position + 1 < len(words) else ""
        value, ordinal = _values().get(word, (room, False))
        if value < room and ordinal:
            return f"{total + current + value}th", position + 1 - index, words[position].end, False
        if value < room:
            current += value
            room = 10 if value >= 20 else 1
        elif word == "hundred" and 0 < current < 100:
            current, room = current * 100, 100
        elif word in _SCALE_ZEROS and current:
            total, current, room = total + current * 10 ** _SCALE_ZEROS[word], 0, 1000
        elif word == "a" and position == index and following in AFTER_A:
            current = 1
        elif word == "dozen" and position == index + 1 and current:
            return str(current * 12), 2, words[position].end, True
        elif word == "and" and used and room == 100 and following in _values():
            pass
        else:
            break
        position += 1
        used = position - index
    if not used:
        return None
    firm = not (used == 1 and words[index].folded == "one")
    return str(total + current), used, words[position - 1].end, firm


def _unit_after(words: Sequence[Word], index: int, text: str, end: int, sign: str) -> tuple[str, int, int]:
    """The unit that belongs to the number before `words[index]`, how many words it takes, and the new raw end."""
    percent = _PERCENT.match(text, end)
    if percent:
        return "%", 0, percent.end()
    names = [word.folded for word in words[index : index + 2]]
    if names[:1] in (["percent"], ["pct"]):
        return "%", 1, words[index].end
    if names == ["per", "cent"]:
        return "%", 2, words[index + 1].end
    if sign:
        return " " + sign, 0, end
    if names and names[0] in _CURRENCY_WORDS:
        return " " + _CURRENCY_WORDS[names[0]], 1, words[index].end
    return "", 0, end


def _plain(value: str) -> str:
    """Without idle zeros: ``007`` is ``7``, ``3.50`` is ``3.5``; dates and times stay as printed."""
    if value.count(".") > 1 or ":" in value:
        return value
    whole, _, fraction = value.partition(".")
    fraction = fraction.rstrip("0")
    return (whole.lstrip("0") or "0") + ("." + fraction if fraction else "")


def _times(value: str, zeros: int) -> str:
    """`value` with the decimal point moved, digit by digit, so that no number is too long."""
    whole, _, fraction = _plain(value).partition(".")
    moved = fraction.ljust(zeros, "0")
    return _plain(whole + moved[:zeros] + ("." + moved[zeros:] if moved[zeros:] else ""))
