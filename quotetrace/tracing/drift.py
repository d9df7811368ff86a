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
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from quotetrace.folding import ELLIPSIS, fold_words
from quotetrace.lexicons import word_list
from quotetrace.model import Drift, DriftClass, Edit, EditOp
from quotetrace.tracing.alignment import align
from quotetrace.tracing.edits import Piece, edits_of, worst
from quotetrace.tracing.meaning import Change, hedges, is_denial, meaning_classes, opens_condition, weighs
from quotetrace.tracing.wording import READINGS, Unit, Wording, joined, same_key, worded

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
    first, second = worded(before), worded(after)
    stretches = _stretches(first, second)
    moved = _moved(stretches)
    inside = any(one.place is _Place.INSIDE and not one.kept and (one.old or one.new) for one in stretches)
    names = inside and _capitals_tell(before) and _capitals_tell(after)
    found: set[DriftClass] = set()
    pieces: list[Piece] = []
    for index, stretch in enumerate(stretches):
        drift_class = DriftClass.NONE
        if stretch.before != stretch.after:
            classes = {DriftClass.REORDER} if index in moved else _classes(stretch, names=names)
            drift_class = worst(classes)
            found |= classes
        pieces.append(Piece(stretch.before, stretch.after, drift_class, stretch.kept))
    ranked = sorted(found, key=lambda one: -one.severity) if len(found) > 1 else found
    classes_found = tuple(ranked) or (DriftClass.NONE,)
    alike = float(Indel.normalized_similarity(first.words, second.words))
    return Drift(origin, classes_found[0], classes_found, alike, edits_of(pieces))


def similarity(before: str, after: str) -> float:
    """2·LCS/(|a|+|b|) on folded words: 0 nothing in common, 1 the same words; 1 for two texts without words."""
    return float(Indel.normalized_similarity(fold_words(before), fold_words(after)))


# --- alignment -----------------------------------------------------------------------------------------------


def _stretches(earlier: Wording, later: Wording) -> list[_Stretch]:
    """Both texts cut at the aligned words, in order and complete; what neither has anything of is left out."""
    old, new = joined(earlier, later), joined(later, earlier)
    before, after = old.text, new.text
    pairs = _aligned(old, new)
    if not pairs:
        return [_Stretch(before, after, old.units(), new.units(), _Place.ALL)]
    found: list[_Stretch] = []
    i, j = pairs[0]
    head = before[: old.starts[i]], after[: new.starts[j]]
    if any(head):
        found.append(_Stretch(*head, old.units(0, i), new.units(0, j), _Place.HEAD, right=old.unit(i)))
    for begin, end in _runs(pairs):
        if begin:
            k, m = pairs[begin]
            gaps = before[old.ends[i] : old.starts[k]], after[new.ends[j] : new.starts[m]]
            near = old.units(max(0, i + 1 - _NEAR), i + 1)
            echo = _echoes(old.keys, i + 1, k) if k > i + 1 else _echoes(new.keys, j + 1, m)
            found.append(
                _Stretch(*gaps, old.units(i + 1, k), new.units(j + 1, m), left=near, right=old.unit(k), echo=echo)
            )
        found += _unbroken(old, new, pairs[begin:end])
        i, j = pairs[end - 1]
    tail = before[old.ends[i] :], after[new.ends[j] :]
    if any(tail):
        found.append(_Stretch(*tail, old.units(i + 1), new.units(j + 1), _Place.TAIL))
    return found


def _runs(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where in the pairs the words follow each other in both texts: from each place up to the next."""
    begin = 0
    for place, ((i, j), (k, m)) in enumerate(pairwise(pairs), start=1):
        if k != i + 1 or m != j + 1:
            yield begin, place
            begin = place
    yield begin, len(pairs)


def _unbroken(old: Wording, new: Wording, pairs: Sequence[tuple[int, int]]) -> Iterator[_Stretch]:
    """The stretches of aligned words that follow each other in both texts."""
    (i, j), (k, m) = pairs[0], pairs[-1]
    before, after = old.text, new.text
    if _are_printed_alike(old, new, pairs):
        yield _unchanged(before[old.starts[i] : old.ends[k]])
        return
    begun = None
    for (i, j), (k, m) in pairwise(pairs):
        if _same_in_print(old, new, i, j):
            begun = old.starts[i] if begun is None else begun
            continue
        if begun is not None:
            yield _unchanged(before[begun : old.starts[i]])
            begun = None
        yield _kept(old, new, i, j)
        yield _Stretch(before[old.ends[i] : old.starts[k]], after[new.ends[j] : new.starts[m]])
    if begun is not None:
        yield _unchanged(before[begun : old.starts[k]])
    yield _kept(old, new, k, m)


def _are_printed_alike(old: Wording, new: Wording, pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether aligned words that follow each other, and all between them, are the same characters, where no printed
    word is two units: seen at once, what `_same_in_print` sees one by one."""
    if old.seams or new.seams:
        return False
    (i, j), (k, m) = pairs[0], pairs[-1]
    begin, shift = old.starts[i], new.starts[j] - old.starts[i]
    return (
        old.text[begin : old.ends[k]] == new.text[begin + shift : new.ends[m]]
        and old.keys[i : k + 1] == new.keys[j : m + 1]
        and [start + shift for start in old.starts[i : k + 1]] == new.starts[j : m + 1]
    )


def _same_in_print(old: Wording, new: Wording, i: int, j: int) -> bool:
    """Whether an aligned word and what stands behind it up to the next, something does, are the same characters."""
    return (
        old.ends[i] < old.starts[i + 1]
        and old.keys[i] == new.keys[j]
        and old.text[old.starts[i] : old.starts[i + 1]] == new.text[new.starts[j] : new.starts[j + 1]]
    )


def _kept(old: Wording, new: Wording, i: int, j: int) -> _Stretch:
    """One aligned word on either side."""
    ours, theirs = old.unit(i), new.unit(j)
    return _Stretch(ours.raw, theirs.raw, (ours,), (theirs,), kept=True)


def _unchanged(text: str) -> _Stretch:
    """Words that both texts print alike, with the blanks behind them."""
    return _Stretch(text, text, kept=True)


def _echoes(keys: Sequence[str], start: int, stop: int) -> bool:
    """Whether the words from `start` to `stop` repeat those just before or after."""
    own = keys[start:stop]
    return bool(own) and own in (keys[stop : stop + len(own)], keys[max(0, start - len(own)) : start])


def _aligned(before: Wording, after: Wording) -> list[tuple[int, int]]:
    """The pairs of words that stay; none where only function words would, though both texts have others."""
    keys, others = before.keys, after.keys
    if len(keys) == len(others) and all(map(same_key, keys, others)):
        return [(index, index) for index in range(len(keys))]
    idle = word_list("stopwords.txt")
    cuts = _ellipses(before), _ellipses(after)
    pairs = align(keys, others, same=_readings, idle=idle, cuts_before=cuts[0], cuts_after=cuts[1])
    stays = any(keys[i] not in idle for i, _ in pairs)
    return pairs if stays or not (set(keys) - idle and set(others) - idle) else []


def _readings(key: str) -> tuple[str, ...]:
    """The keys that may be the same word: a contracted ending and what it may stand for, in both directions."""
    return _SEVERAL_READINGS.get(key) or (key,)


_SEVERAL_READINGS = {short: (short, *meanings) for short, meanings in READINGS.items()} | {
    meaning: (meaning, short) for short, meanings in READINGS.items() for meaning in meanings
}


def _ellipses(words: Wording) -> set[int]:
    """The positions of the words that follow an ellipsis."""
    if not _has_ellipsis(words.text):
        return set()
    return {bisect_left(words.starts, match.end()) for match in ELLIPSIS.finditer(words.text)}


def _moved(stretches: Sequence[_Stretch]) -> set[int]:
    """The stretches whose words only changed place; denials and *all*, *only* … mean something else elsewhere."""
    one_sided = [(index, one) for index, one in enumerate(stretches) if not one.kept and bool(one.old) != bool(one.new)]
    if len(one_sided) < 2:
        return set()
    gone: dict[tuple[str, ...], int] = {}
    come: dict[tuple[str, ...], int] = {}
    for index, stretch in one_sided:
        words = stretch.old or stretch.new
        if any(map(weighs, words)):
            continue
        (gone if stretch.old else come)[tuple(sorted(unit.key for unit in words))] = index
    idle = word_list("stopwords.txt")
    both = [words for words in gone.keys() & come.keys() if set(words) - idle]
    return {side[words] for words in both for side in (gone, come)}


@lru_cache(maxsize=64)
def _capitals_tell(text: str) -> bool:
    """Whether capitals mark names in `text`: not in a headline where every word that carries content has one."""
    idle = word_list("stopwords.txt")
    inner = 0
    words = worded(text)
    for index, key in enumerate(words.keys):
        if key not in idle and index not in words.openings and index not in words.numbers:
            if text[words.starts[index]].islower():
                return True
            inner += 1
    return inner < 2


# --- classes -------------------------------------------------------------------------------------------------


def _classes(stretch: _Stretch, *, names: bool) -> set[DriftClass]:
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
    if not same_key(old.key, new.key):
        return meaning_classes(Change((old,), (new,))) or {DriftClass.SUBSTITUTION}
    return {DriftClass.TYPOGRAPHY if old.folded == new.folded else DriftClass.SPELLING}


def _mark_class(before: str, after: str) -> DriftClass:
    """The class of a difference in what stands between two words."""
    if before == after:
        return DriftClass.NONE
    if _brackets(before) != _brackets(after):
        return DriftClass.BRACKETED
    if _has_ellipsis(before) != _has_ellipsis(after):
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
    found = (fold_words(inner) for inner in _BRACKETED.findall(raw)) if "[" in raw else ()
    return [words for words in found if words]


def _replaced_by(inner: Sequence[str], words: Sequence[Unit]) -> bool:
    """Whether a bracket may stand for the words: no denial lost, and not much more than it says."""
    return len(words) <= len(inner) + 1 and not any(map(is_denial, words))


def _elided(stretch: _Stretch) -> bool:
    return _has_ellipsis(stretch.before) != _has_ellipsis(stretch.after)


def _has_ellipsis(text: str) -> bool:
    return ("…" in text or text.count(".") > 2) and ELLIPSIS.search(text) is not None


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
