"""A quotation's words as drift compares them: folded words with one key for what is the same word spelled otherwise.

*don't* is *do* and *not*, *colour* is *color*, *U.S.* is *US*, *cease-fire* is *ceasefire*, *twelve* is *12*. Each
keeps its raw characters, so that an alignment of keys is an alignment of what was printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from operator import add
from typing import NamedTuple

from quotetrace.folding import Word, fold
from quotetrace.lexicons import lines, word_list
from quotetrace.tracing.numerals import number_words, numeral_at

_SENTENCE_END = re.compile(r"[.!?…:“\"‘\n]")
_ISE = re.compile(r"([^\W\d_]{3,})is(e|ed|es|er|ers|ing|ation|ations)$")
_YSE = re.compile(r"([^\W\d_]{3,})ys(e|ed|es|er|ers|ing)$")
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


# One text is compared with many: the earliest wording with every member of its utterance.
@lru_cache(maxsize=64)
def units(text: str) -> tuple[Unit, ...]:
    """The units of `text` in order; together they cover exactly the characters that fold to words, signs of
    numbers (%, $, minus) besides."""
    words = fold(text) if text.isascii() else _one_per_character(fold(text))
    found: list[Unit] = []
    index = previous = 0
    while index < len(words):
        word = words[index]
        folded, start, end = word
        key = _plain_key(folded)
        if key is not None and len(folded) == end - start and text[start].isalpha():
            opens = not found or (text[previous:start] != " " and _begins_sentence(text, previous, start))
            # What Unit's own constructor does, without its Python
            found.append(_made(Unit, (key, folded, start, end, text[start:end], False, False, opens)))
            previous = end
            index += 1
            continue
        many = len(found)
        numeral = numeral_at(words, index, text)
        initials = _initials(words, index, text)
        if numeral is not None:
            used, start, end = numeral.words, numeral.start, numeral.end
            found.append(_unit("#" + numeral.key, words[index : index + used], text, start, end))
            found[-1] = found[-1]._replace(number=True, firm=numeral.firm)
        elif initials > 1:
            used = initials
            run = words[index : index + used]
            found.append(_unit("".join(word.folded for word in run), run, text, run[0].start, run[-1].end))
        else:
            used = 1
            found.extend(_split(words[index], text))
        index += used
        if not many or _begins_sentence(text, previous, found[many].start):
            found[many] = found[many]._replace(opens=True)
        previous = found[-1].end
    return tuple(found)


@lru_cache(maxsize=20_000)
def _plain_key(word: str) -> str | None:
    """The key of a letter and more letters or digits; None for an initial, a contraction, what begins a number."""
    letters = len(word) > 1 and word.isalnum() and word[0].isalpha()
    return _spelling(word) if letters and word not in number_words() and word not in _FUSED else None


def _begins_sentence(text: str, previous: int, start: int) -> bool:
    """Whether the word that begins at `start` does, the one before ends at `previous`."""
    return _SENTENCE_END.search(text, previous, start) is not None


def joined(own: Sequence[Unit], other: Sequence[Unit], text: str) -> tuple[Unit, ...]:
    """`own` with two words made one where `other` prints them as one: *cease fire* beside *ceasefire*.

    text: the raw text of `own`. Words that deny are never joined: *not able* is not *notable*.
    """
    keys = [unit.key for unit in own]
    single = {unit.key for unit in other}.difference(keys)
    if not single or single.isdisjoint(map(add, keys, keys[1:])):
        return tuple(own)
    denied = word_list("drift_negations.txt")
    found: list[Unit] = []
    for unit in own:
        last = found[-1] if found else None
        if last is not None and last.key + unit.key in single and not {last.key, unit.key} & denied:
            whole = f"{last.folded} {unit.folded}"
            key = last.key + unit.key
            found[-1] = last._replace(key=key, folded=whole, end=unit.end, raw=text[last.start : unit.end])
        else:
            found.append(unit)
    return tuple(found)


def same_word(left: Unit, right: Unit) -> bool:
    """Whether two units are one word, spelling apart."""
    return left.key == right.key or left.key in READINGS.get(right.key, ()) or right.key in READINGS.get(left.key, ())


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
