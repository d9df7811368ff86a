"""A quotation's words as drift compares them: folded words with one key for what is the same word spelled otherwise.

*don't* is *do* and *not*, *colour* is *color*, *U.S.* is *US*, *cease-fire* is *ceasefire*, *twelve* is *12*. Each
keeps its raw characters, so that an alignment of keys is an alignment of what was printed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from functools import cache, lru_cache
from operator import add, eq
from typing import NamedTuple

from quotetrace.folding import Word, columns_of, fold, fold_columns
from quotetrace.lexicons import lines, word_list
from quotetrace.tracing.numerals import AFTER_A, lone_number, number_words, numeral_at

_SENTENCE_END = re.compile(r"[.!?…:“\"‘\n]")
_ISE = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,})is(e|ed|es|er|ers|ing|ation|ations)$")
_YSE = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,})ys(e|ed|es|er|ers|ing)$")
_CONTRACTIONS = {"n't": "not", "'ve": "have", "'re": "are", "'ll": "will", "'m": "am", "'s": "'s", "'d": "'d"}
_STEMS = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
# A noun's 's is a possessive; after these words it is "is" or "has".
_BEFORE_S = frozenset(
    ["he", "she", "it", "that", "there", "what", "who", "where", "here", "how", "this", "everything", "nothing"]
)
_FUSED = {"cannot": ("can", "not"), "gonna": ("going", "to"), "gotta": ("got", "to"), "wanna": ("want", "to")}
_NOUNS = {"let's": ("let", "us")}
# The two readings of a contracted ending; which one it is, the other text tells.
READINGS = {"'s": ("is", "has"), "'d": ("would", "had")}

_NOWHERE: Set[int] = frozenset()
_made = tuple.__new__


class Unit(NamedTuple):
    """A word, or several that stand for one, as drift aligns it.

    key: equal keys are the same word, however spelled. folded: its folded words, joined by blanks.
    start, end, raw: where it stands and how it is printed. number: whether it is one. firm: for a number, False
    where it may be none (*one*, *second*). opens: whether it begins a sentence, where a capital tells nothing.
    """

    key: str
    folded: str
    start: int
    end: int
    raw: str
    number: bool = False
    firm: bool = False
    opens: bool = False


class Wording(NamedTuple):
    """A text as drift compares it: its units in columns, since few of them are looked at by themselves.

    Together they cover exactly the characters that fold to words, signs of numbers (%, $, minus) besides, in order.
    numbers: the units that are one, and whether firm. openings: those that begin a sentence. words: the folded words
    of the text. seams: where one unit ends and the next begins: within *won't*, *cannot*. kinds: the keys, each
    once.
    """

    text: str
    keys: list[str]
    folded: list[str]
    starts: list[int]
    ends: list[int]
    numbers: Mapping[int, bool]
    openings: Set[int]
    words: Sequence[str]
    seams: Set[int]
    kinds: Set[str]

    def unit(self, index: int) -> Unit:
        return self.units(index, index + 1)[0]

    def units(self, begin: int = 0, end: int | None = None) -> tuple[Unit, ...]:
        """The units from `begin` up to `end`, or to the last."""
        if begin == end:
            return ()
        text, keys, folded, starts, ends, numbers, openings = self[:7]
        # What Unit's own constructor does, without its Python
        return tuple(
            [
                _made(
                    Unit,
                    (
                        keys[index],
                        folded[index],
                        starts[index],
                        ends[index],
                        text[starts[index] : ends[index]],
                        index in numbers,
                        numbers.get(index, False),
                        index in openings,
                    ),
                )
                for index in range(begin, len(keys) if end is None else end)
            ]
        )


# One text is compared with many: the earliest wording with every member of its utterance.
@lru_cache(maxsize=64)
def worded(text: str) -> Wording:
    if text.isascii():
        folded, starts, ends = fold_columns(text)
        printed: Sequence[str] = tuple(folded)
        keys = list(map(_plain_key, folded))
    else:
        found = fold(text)
        printed = [word.folded for word in found]
        words = _one_per_character(found)
        folded, starts, ends = columns_of(words)
        keys = [_plain_key(word.folded) if _is_printed_so(word, text) else "" for word in words]
    numbers = _put_odd_units(text, keys, folded, starts, ends)
    return _wording(text, keys, folded, starts, ends, numbers, printed)


def _put_odd_units(
    text: str, keys: list[str], folded: list[str], starts: list[int], ends: list[int]
) -> dict[int, bool]:
    """Put units in place of the words without a key, which may be more or less than one; those that are numbers."""
    numbers: dict[int, bool] = {}
    words: list[Word] = []
    first = done = more = 0
    for index in [index for index, key in enumerate(keys) if not key]:
        if index < done:
            continue
        at = index + more
        word, following = folded[at], folded[at + 1] if at + 1 < len(folded) else ""
        here = _made(Word, (word, starts[at], ends[at]))
        if _begins_nothing(word, following):
            # Mostly an article: one unit as it is
            if len(word) == 1:
                keys[at] = word
                continue
            units, used = _split(here, text), 1
        else:
            number = lone_number(here, following, text)
            if number is not None:
                keys[at], numbers[at] = "#" + number[0], number[1]
                continue
            if not words:
                first, rest = index, zip(folded[at:], starts[at:], ends[at:], strict=True)
                words = [_made(Word, one) for one in rest]
            units, used = _odd_units(words, index - first, text)
        keys[at : at + used] = [unit.key for unit in units]
        folded[at : at + used] = [unit.folded for unit in units]
        starts[at : at + used] = [unit.start for unit in units]
        ends[at : at + used] = [unit.end for unit in units]
        numbers |= {at + place: unit.firm for place, unit in enumerate(units) if unit.number}
        done, more = index + used, more + len(units) - used
    return numbers


def _of_units(text: str, units: Sequence[Unit], words: Sequence[str]) -> Wording:
    return _wording(
        text,
        [unit.key for unit in units],
        [unit.folded for unit in units],
        [unit.start for unit in units],
        [unit.end for unit in units],
        {place: unit.firm for place, unit in enumerate(units) if unit.number},
        words,
    )


def _wording(
    text: str,
    keys: list[str],
    folded: list[str],
    starts: list[int],
    ends: list[int],
    numbers: Mapping[int, bool],
    words: Sequence[str],
) -> Wording:
    # Mostly there is none, and a set of all ends costs more than to see that
    seams = frozenset(ends).intersection(starts) if any(map(eq, ends, starts[1:])) else _NOWHERE
    openings = _openings(text, starts, ends)
    return Wording(text, keys, folded, starts, ends, numbers, openings, words, seams, frozenset(keys))


def _openings(text: str, starts: Sequence[int], ends: Sequence[int]) -> set[int]:
    """The units that begin a sentence: the first, and those with a mark between them and the one before."""
    found = {0}
    for mark in _SENTENCE_END.finditer(text):
        index = bisect_left(starts, mark.end())
        # A mark within a unit, of a number or between initials, ends nothing
        if index and ends[index - 1] <= mark.start():
            found.add(index)
    return found


def _is_printed_so(word: Word, text: str) -> bool:
    """Whether the word begins with a letter as printed, and no character of it folds to several or to none."""
    return len(word.folded) == word.end - word.start and text[word.start].isalpha()


def _odd_units(words: Sequence[Word], index: int, text: str) -> tuple[list[Unit], int]:
    """The units that begin with a word that may be more or less than one, and how many words they take up."""
    word = words[index]
    folded = word.folded
    if _begins_nothing(folded, words[index + 1].folded if index + 1 < len(words) else ""):
        return _split(word, text), 1
    numeral = numeral_at(words, index, text)
    if numeral is not None:
        run = words[index : index + numeral.words]
        unit = _unit("#" + numeral.key, run, text, numeral.start, numeral.end)
        return [unit._replace(number=True, firm=numeral.firm)], numeral.words
    initials = _initials(words, index, text)
    if initials > 1:
        run = words[index : index + initials]
        return [_unit("".join(one.folded for one in run), run, text, run[0].start, run[-1].end)], initials
    return _split(word, text), 1


def _begins_nothing(word: str, following: str) -> bool:
    """Whether the word begins neither a number nor initials, as the next one tells."""
    if len(word) > 1:
        return word[0].isalpha() and word not in number_words()
    return word.isalpha() and len(following) != 1 and following not in AFTER_A


@lru_cache(maxsize=1 << 16)
def _plain_key(word: str) -> str:
    """The key of a letter and more letters or digits; none for an initial, a contraction, what begins a number."""
    letters = len(word) > 1 and word[0].isalpha()
    return _spelling(word) if letters and word not in number_words() and not _contraction(word)[0] else ""


def joined(own: Wording, other: Wording) -> Wording:
    """`own` with two words made one where `other` prints them as one: *cease fire* beside *ceasefire*.

    Words that deny are never joined: *not able* is not *notable*.
    """
    single = other.kinds - own.kinds
    # To look for each in all words as one is less than to put every two together
    if not single or not any(map("".join(own.keys).__contains__, single)):
        return own
    if single.isdisjoint(map(add, own.keys, own.keys[1:])):
        return own
    denied = word_list("drift_negations.txt")
    found: list[Unit] = []
    for unit in own.units():
        last = found[-1] if found else None
        if last is not None and last.key + unit.key in single and not {last.key, unit.key} & denied:
            whole = f"{last.folded} {unit.folded}"
            key = last.key + unit.key
            found[-1] = last._replace(key=key, folded=whole, end=unit.end, raw=own.text[last.start : unit.end])
        else:
            found.append(unit)
    return _of_units(own.text, found, own.words)


def same_key(left: str, right: str) -> bool:
    """Whether the keys of two units are those of one word."""
    return left == right or left in READINGS.get(right, ()) or right in READINGS.get(left, ())


def _unit(key: str, run: Sequence[Word], text: str, start: int, end: int) -> Unit:
    return Unit(key, " ".join(word.folded for word in run), start, end, text[start:end])


def _one_per_character(words: Sequence[Word]) -> list[Word]:
    """Words that share a raw character (``½`` folds to 1 and 2) made one."""
    found: list[Word] = []
    for word in words:
        if found and word.start < found[-1].end:
            found[-1] = Word(found[-1].folded + "/" + word.folded, found[-1].start, word.end)
        else:
            found.append(word)
    return found


def _initials(words: Sequence[Word], index: int, text: str) -> int:
    """How many words from `index` are initials with stops between: 2 for ``U.S.``; 0 or 1 for none."""
    count = 0
    for position in range(index, len(words)):
        word = words[position]
        if len(word.folded) != 1 or not word.folded.isalpha():
            break
        if count and text[words[position - 1].end : word.start] != ".":
            break
        count += 1
    return count


def _split(word: Word, text: str) -> list[Unit]:
    """One unit, or the two that a contraction stands for."""
    cut, keys = _contraction(word.folded)
    if not cut or len(word.folded) != word.end - word.start:
        return [_unit(_spelling(word.folded), [word], text, word.start, word.end)]
    middle = word.start + cut
    halves = ((keys[0], word.folded[:cut], word.start, middle), (keys[1], word.folded[cut:], middle, word.end))
    return [Unit(key, folded, start, end, text[start:end]) for key, folded, start, end in halves]


@lru_cache(maxsize=20_000)
def _contraction(word: str) -> tuple[int, tuple[str, str]]:
    """Where a contraction is cut and the keys of its halves; 0 for any other word."""
    if word in _FUSED:
        return 3, _FUSED[word]
    if word in _NOUNS:
        return 3, _NOUNS[word]
    for ending, key in _CONTRACTIONS.items():
        stem = word.removesuffix(ending)
        if stem and stem != word and (ending != "'s" or stem in _BEFORE_S):
            return len(stem), (_STEMS.get(stem, stem) if ending == "n't" else stem, key)
    return 0, ("", "")


@lru_cache(maxsize=20_000)
def _spelling(word: str) -> str:
    """The spelling that stands for all spellings of `word`."""
    if word in _spellings():
        return _spellings()[word]
    if "is" not in word and "ys" not in word:
        return word
    return _YSE.sub(r"\1yz\2", _ISE.sub(r"\1iz\2", word))


@cache
def _spellings() -> dict[str, str]:
    """Each spelling in the lexicon and the one that stands for it."""
    found: dict[str, str] = {}
    for line in lines("drift_spellings.txt"):
        british, american, *endings = line.split()
        for ending in ("", *endings):
            found[_inflected(british, ending)] = _inflected(american, ending)
    return found


def _inflected(word: str, ending: str) -> str:
    """`word` with `ending`, a final e dropped before a vowel."""
    return (word[:-1] if word.endswith("e") and ending[:1] in ("e", "i", "d") and ending != "d" else word) + ending
