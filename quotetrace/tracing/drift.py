"""How the words of a later text differ from an earlier one: edits with classes, nothing of either text lost.

The words are aligned; what lies before the first and after the last aligned word is cut or extended (truncation);
what lies between two aligned words was changed, and `meaning` says whether that changes the sense; and between two
words that stayed neighbours only marks and blanks can differ. Edits cover every character of both texts, and none
begins or ends inside a printed word.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from quotetrace.folding import ELLIPSIS, fold_words
from quotetrace.lexicons import word_list
from quotetrace.model import Drift, DriftClass, Edit, EditOp
from quotetrace.tracing.alignment import align
from quotetrace.tracing.edits import Piece, edits_of, worst
from quotetrace.tracing.meaning import Change, hedges, is_denial, meaning_classes, opens_condition, weighs
from quotetrace.tracing.wording import READINGS, Unit, joined, same_word, units

_BRACKETED = re.compile(r"\[([^\[\]]*)\]")
_BORDER = re.compile(r"[,;:.!?…()–—]|\s-+\s|--")
_STOP = re.compile(r"[.!?]")
_SAME_MARK = str.maketrans(dict.fromkeys("“”„‟«»‹›'’‘‚‛`´′″ʼ＇＂", '"') | dict.fromkeys("–—‒―−‐‑", "-") | {"…": "..."})
# An ellipsis that leaves out at most so many words may hide a denial; a longer one hides clauses with their own sense.
_SHORT_CUT = 3
# Words before a change that are looked at with it: "two more years", "I think".
_NEAR = 3


class _Place(Enum):
    """Where a change lies: before, between or after the aligned words, or instead of all of them."""

    HEAD = "head"
    INSIDE = "inside"
    TAIL = "tail"
    ALL = "all"


class _Stretch(NamedTuple):
    """Raw characters of both texts that stand opposite each other, and the words in them.

    kept: one aligned word on either side. Otherwise what stands between aligned words, often only a blank.
    echo: whether the words only repeat their neighbours (*no, no*; *if she, if she goes*).
    """

    before: str
    after: str
    old: tuple[Unit, ...] = ()
    new: tuple[Unit, ...] = ()
    place: _Place = _Place.INSIDE
    kept: bool = False
    left: tuple[Unit, ...] = ()
    right: Unit | None = None
    echo: bool = False


def drift(before: str, after: str, *, origin: str | None = None) -> Drift:
    """What became of the words `before` in `after`. origin: the quotation id of `before`, recorded as it is."""
    if before == after:
        edits = (Edit(EditOp.EQUAL, before, after),) if before else ()
        return Drift(origin, DriftClass.NONE, (DriftClass.NONE,), 1.0, edits)
    stretches = list(_stretches(before, after))
    moved = _moved(stretches)
    names = _capitals_tell(before) and _capitals_tell(after)
    found = [
        {DriftClass.REORDER} if index in moved else _classes(stretch, names=names)
        for index, stretch in enumerate(stretches)
    ]
    pieces = [
        Piece(stretch.before, stretch.after, worst(classes) if classes else DriftClass.NONE, stretch.kept)
        for stretch, classes in zip(stretches, found, strict=True)
    ]
    classes_found = tuple(sorted(set().union(*found), key=lambda one: -one.severity)) or (DriftClass.NONE,)
    return Drift(origin, classes_found[0], classes_found, similarity(before, after), edits_of(pieces))


def similarity(before: str, after: str) -> float:
    """2·LCS/(|a|+|b|) on folded words: 0 nothing in common, 1 the same words; 1 for two texts without words."""
    return float(Indel.normalized_similarity(fold_words(before), fold_words(after)))


# --- alignment -----------------------------------------------------------------------------------------------


def _stretches(before: str, after: str) -> Iterator[_Stretch]:
    """Both texts cut at the aligned words, in order and complete."""
    first, second = units(before), units(after)
    old, new = joined(first, second, before), joined(second, first, after)
    pairs = _aligned(before, after, old, new)
    if not pairs:
        yield _Stretch(before, after, old, new, _Place.ALL)
        return
    i, j = pairs[0]
    yield _Stretch(before[: old[i].start], after[: new[j].start], old[:i], new[:j], _Place.HEAD, right=old[i])
    begun = None
    for (i, j), (k, m) in pairwise(pairs):
        same = k == i + 1 and m == j + 1 and _same_in_print(before, after, old[i], old[k], new[j], new[m])
        if same:
            begun = old[i].start if begun is None else begun
            continue
        if begun is not None:
            yield _unchanged(before[begun : old[i].start])
            begun = None
        yield _Stretch(old[i].raw, new[j].raw, (old[i],), (new[j],), kept=True)
        gaps = before[old[i].end : old[k].start], after[new[j].end : new[m].start]
        near = old[max(0, i + 1 - _NEAR) : i + 1]
        echo = _echoes(old, i + 1, k) if k > i + 1 else _echoes(new, j + 1, m)
        yield _Stretch(*gaps, old[i + 1 : k], new[j + 1 : m], left=near, right=old[k], echo=echo)
    i, j = pairs[-1]
    if begun is not None:
        yield _unchanged(before[begun : old[i].start])
    yield _Stretch(old[i].raw, new[j].raw, (old[i],), (new[j],), kept=True)
    yield _Stretch(before[old[i].end :], after[new[j].end :], old[i + 1 :], new[j + 1 :], _Place.TAIL)


def _same_in_print(before: str, after: str, old: Unit, old_next: Unit, new: Unit, new_next: Unit) -> bool:
    """Whether an aligned word and what stands behind it up to the next, something does, are the same characters."""
    return (
        old.end < old_next.start
        and old.key == new.key
        and before[old.start : old_next.start] == after[new.start : new_next.start]
    )


def _unchanged(text: str) -> _Stretch:
    """Words that both texts print alike, with the blanks behind them."""
    return _Stretch(text, text, kept=True)


def _echoes(words: Sequence[Unit], start: int, stop: int) -> bool:
    """Whether ``words[start:stop]`` repeats the words just before or after it."""
    keys = [unit.key for unit in words[start:stop]]
    neighbours = (words[stop : stop + len(keys)], words[max(0, start - len(keys)) : start])
    return bool(keys) and any([unit.key for unit in near] == keys for near in neighbours)


def _aligned(before: str, after: str, old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    """The pairs of words that stay; none where only function words would, though both texts have others."""
    if len(old) == len(new) and all(map(same_word, old, new)):
        return [(index, index) for index in range(len(old))]
    idle = word_list("stopwords.txt")
    keys, others = [unit.key for unit in old], [unit.key for unit in new]
    pairs = align(
        keys,
        others,
        same=_readings,
        content=lambda key: key not in idle,
        cuts_before=_ellipses(before, old),
        cuts_after=_ellipses(after, new),
    )
    stays = any(keys[i] not in idle for i, _ in pairs)
    return pairs if stays or not (set(keys) - idle and set(others) - idle) else []


def _readings(key: str) -> tuple[str, ...]:
    """The keys that may be the same word: a contracted ending and what it may stand for, in both directions."""
    return _SEVERAL_READINGS.get(key) or (key,)


_SEVERAL_READINGS = {short: (short, *meanings) for short, meanings in READINGS.items()} | {
    meaning: (meaning, short) for short, meanings in READINGS.items() for meaning in meanings
}


def _ellipses(text: str, words: Sequence[Unit]) -> set[int]:
    """The positions of the words that follow an ellipsis."""
    ends = [match.end() for match in ELLIPSIS.finditer(text)]
    starts = [unit.start for unit in words]
    return {bisect_left(starts, end) for end in ends}


def _moved(stretches: Sequence[_Stretch]) -> set[int]:
    """The stretches whose words only changed place; denials and *all*, *only* … mean something else elsewhere."""
    gone: dict[tuple[str, ...], int] = {}
    come: dict[tuple[str, ...], int] = {}
    for index, stretch in enumerate(stretches):
        words = stretch.old or stretch.new
        if stretch.kept or bool(stretch.old) == bool(stretch.new) or any(map(weighs, words)):
            continue
        (gone if stretch.old else come)[tuple(sorted(unit.key for unit in words))] = index
    idle = word_list("stopwords.txt")
    both = [words for words in gone.keys() & come.keys() if set(words) - idle]
    return {side[words] for words in both for side in (gone, come)}


def _capitals_tell(text: str) -> bool:
    """Whether capitals mark names in `text`: not in a headline where every word that carries content has one."""
    idle = word_list("stopwords.txt")
    inner = 0
    for unit in units(text):
        if not unit.opens and not unit.number and unit.key not in idle:
            if unit.raw[:1].islower():
                return True
            inner += 1
    return inner < 2


# --- classes -------------------------------------------------------------------------------------------------


def _classes(stretch: _Stretch, *, names: bool) -> set[DriftClass]:
    if stretch.before == stretch.after:
        return set()
    if stretch.kept:
        return _word_classes(stretch)
    if not stretch.old and not stretch.new:
        return {_mark_class(stretch.before, stretch.after)}
    if _in_brackets(stretch):
        return {DriftClass.BRACKETED}
    if stretch.place is _Place.ALL:
        return {DriftClass.SUBSTITUTION if stretch.old and stretch.new else DriftClass.TRUNCATION}
    elided = {DriftClass.ELLIPSIS} if _elided(stretch) else set()
    if stretch.place is _Place.INSIDE:
        return elided | _inside_classes(stretch, names=names, elided=bool(elided))
    return elided | {DriftClass.CONDITION if _limits_kept_words(stretch) else DriftClass.TRUNCATION}


def _word_classes(stretch: _Stretch) -> set[DriftClass]:
    """One word printed in two ways, or two numbers that face each other."""
    (old,), (new,) = stretch.old, stretch.new
    if not same_word(old, new):
        return meaning_classes(Change((old,), (new,))) or {DriftClass.SUBSTITUTION}
    return {DriftClass.TYPOGRAPHY if old.folded == new.folded else DriftClass.SPELLING}


def _mark_class(before: str, after: str) -> DriftClass:
    """The class of a difference in what stands between two words."""
    if before == after:
        return DriftClass.NONE
    if _brackets(before) != _brackets(after):
        return DriftClass.BRACKETED
    if (ELLIPSIS.search(before) is None) != (ELLIPSIS.search(after) is None):
        return DriftClass.ELLIPSIS
    joints = {_joint(before), _joint(after)}
    if len(joints) == 2 and "?" not in joints:
        return DriftClass.SPELLING
    return DriftClass.TYPOGRAPHY if _plain_marks(before) == _plain_marks(after) else DriftClass.PUNCTUATION


def _joint(marks: str) -> str:
    """How two words stand together: ``-`` hyphenated, a blank apart, nothing as one word; ``?`` otherwise."""
    if not marks or marks in ("-", "‐", "‑", "\u00ad"):
        return "-" if marks else ""
    return " " if marks.isspace() else "?"


def _plain_marks(marks: str) -> str:
    """Marks without their typographic form: one quote, one dash, three dots, no blanks."""
    plain = unicodedata.normalize("NFKC", marks).lower().translate(_SAME_MARK)
    visible = (c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")
    return re.sub(r'-+|"+', lambda match: match.group()[0], "".join(visible))


def _in_brackets(stretch: _Stretch) -> bool:
    """Whether one side's words stand in brackets on the other: *they*, *[the allies]*."""
    if bool(stretch.old) == bool(stretch.new):
        return False
    words, opposite = (stretch.old, stretch.after) if stretch.old else (stretch.new, stretch.before)
    own = tuple(unit.folded for unit in words)
    return any(inner == own or _replaced_by(inner, words) for inner in _brackets(opposite))


def _brackets(raw: str) -> list[tuple[str, ...]]:
    """The folded words of each square bracket that has any: an ellipsis in brackets is none."""
    found = (fold_words(inner) for inner in _BRACKETED.findall(raw))
    return [words for words in found if words]


def _replaced_by(inner: Sequence[str], words: Sequence[Unit]) -> bool:
    """Whether a bracket may stand for the words: no denial lost, and not much more than it says."""
    return len(words) <= len(inner) + 1 and not any(map(is_denial, words))


def _elided(stretch: _Stretch) -> bool:
    return (ELLIPSIS.search(stretch.before) is None) != (ELLIPSIS.search(stretch.after) is None)


def _inside_classes(stretch: _Stretch, *, names: bool, elided: bool) -> set[DriftClass]:
    """The classes of words put in, left out or changed between two aligned words."""
    change = Change(stretch.old, stretch.new, stretch.left, stretch.right, names)
    if stretch.old and stretch.new:
        return meaning_classes(change) or {DriftClass.SUBSTITUTION}
    words = stretch.old or stretch.new
    fallback = set() if elided else {DriftClass.OMISSION if stretch.old else DriftClass.ADDITION}
    if stretch.echo or (elided and len(words) > _SHORT_CUT):
        return fallback
    if _is_aside(stretch, words):
        keys = [unit.key for unit in words]
        limits = hedges(keys) or opens_condition(keys, stands_after=True)
        return {DriftClass.CONDITION} if limits else fallback
    return meaning_classes(change) or fallback


def _is_aside(stretch: _Stretch, words: Sequence[Unit]) -> bool:
    """Whether the words are a clause of their own, set off on both sides: what it denies is not what was kept."""
    raw = stretch.before if stretch.old else stretch.after
    first, last = raw.find(words[0].raw), raw.rfind(words[-1].raw) + len(words[-1].raw)
    return len(words) > 1 and bool(_BORDER.search(raw[:first]) and _BORDER.search(raw[last:]))


def _limits_kept_words(stretch: _Stretch) -> bool:
    """Whether a cut head or tail opens with *but*, *if* … and touches the kept words."""
    sides = ((stretch.before, stretch.old), (stretch.after, stretch.new))
    return any(words and _limits(raw, words, stretch.place) for raw, words in sides)


def _limits(raw: str, words: Sequence[Unit], place: _Place) -> bool:
    keys = [unit.key for unit in words]
    if place is _Place.TAIL:
        marks = raw[: raw.find(words[0].raw)]
        # "If he won't, he should go" is a sentence of its own; "But …" looks back at the one before.
        if _STOP.search(marks) and opens_condition(keys, stands_after=False):
            return False
        return (keys[0] != "yet" or bool(_BORDER.search(marks))) and opens_condition(keys, stands_after=True)
    start = max(index for index, unit in enumerate(words) if unit.opens or index == 0)
    clause = keys[start:]
    if _STOP.search(raw[raw.rfind(words[-1].raw) :]):
        return False
    return opens_condition(clause[1:] if clause[0] in ("and", "but") else clause, stands_after=False)
