"""How the words of a later text differ from an earlier one: edits with classes, nothing of either text lost.

The words are aligned; what lies before the first and after the last aligned word is cut or extended (truncation);
what lies between two aligned words was changed, and `meaning` says whether that changes the sense; and between two
words that stayed neighbours only marks and blanks can differ. Edits cover every character of both texts, and none
begins or ends inside a printed word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel

from quotetrace.folding import compatible, fold_words
from quotetrace.lexicons import word_list
from quotetrace.model import Drift, DriftClass, Edit, EditOp
from quotetrace.tracing.edits import Piece, edits_of, worst
from quotetrace.tracing.meaning import Change, hedges, is_denial, meaning_classes, opens_condition, weighs
from quotetrace.tracing.stretches import Place, Stretch, has_ellipsis, stretches_of
from quotetrace.tracing.wording import Unit, same_key, worded

# Asked for once: an enum takes its time to give a member.
_INSIDE, _TAIL, _ALL = Place.INSIDE, Place.TAIL, Place.ALL
_NONE, _EQUAL = DriftClass.NONE, EditOp.EQUAL
_SUBSTITUTION, _OMISSION, _ADDITION = DriftClass.SUBSTITUTION, DriftClass.OMISSION, DriftClass.ADDITION
_TRUNCATION = DriftClass.TRUNCATION
_ONLY_NONE = (_NONE,)
# What a named tuple's own constructor does, without its Python.
_made = tuple.__new__

_BRACKETED = re.compile(r"\[([^\[\]]*)\]")
_BORDER = re.compile(r"[,;:.!?…()–—]|\s-+\s|--")
_STOP = re.compile(r"[.!?]")
_SAME_MARK = str.maketrans(dict.fromkeys("“”„‟«»‹›'’‘‚‛`´′″ʼ＇＂", '"') | dict.fromkeys("–—‒―−‐‑", "-") | {"…": "..."})
# An ellipsis that leaves out at most so many words may hide a denial; a longer one hides clauses with their own sense.
_SHORT_CUT = 3


def drift(before: str, after: str, *, origin: str | None = None) -> Drift:
    """What became of the words `before` in `after`. origin: the quotation id of `before`, recorded as it is."""
    if before == after:
        return Drift(origin, _NONE, _ONLY_NONE, 1.0, (Edit(_EQUAL, before, after),) if before else ())
    first, second = worded(before), worded(after)
    stretches = stretches_of(first, second)
    moved = _moved(stretches)
    inside = any(one.place is _INSIDE and not one.kept and (one.old or one.new) for one in stretches)
    names = inside and _capitals_tell(before) and _capitals_tell(after)
    found: set[DriftClass] = set()
    pieces: list[Piece] = []
    for index, stretch in enumerate(stretches):
        drift_class = _NONE
        if stretch.before != stretch.after:
            classes = {DriftClass.REORDER} if index in moved else _classes(stretch, names=names)
            drift_class = worst(classes)
            found |= classes
        pieces.append(_made(Piece, (stretch.before, stretch.after, drift_class, stretch.kept)))
    ranked = tuple(sorted(found, key=lambda one: -one.severity) if len(found) > 1 else found) or _ONLY_NONE
    alike = float(Indel.normalized_similarity(first.words, second.words))
    return Drift(origin, ranked[0], ranked, alike, edits_of(pieces, (first.seams, second.seams)))


def similarity(before: str, after: str) -> float:
    """2·LCS/(|a|+|b|) on folded words: 0 nothing in common, 1 the same words; 1 for two texts without words."""
    return float(Indel.normalized_similarity(fold_words(before), fold_words(after)))


def _moved(stretches: Sequence[Stretch]) -> set[int]:
    """The stretches whose words only changed place; denials and *all*, *only* … mean something else elsewhere."""
    changed = [(index, one) for index, one in enumerate(stretches) if not one.kept]
    gone = [(index, one.old) for index, one in changed if one.old and not one.new]
    come = [(index, one.new) for index, one in changed if one.new and not one.old]
    if not (gone and come):
        return set()
    sides = _by_keys(gone), _by_keys(come)
    idle = word_list("stopwords.txt")
    both = [keys for keys in sides[0].keys() & sides[1].keys() if set(keys) - idle]
    return {side[keys] for keys in both for side in sides}


def _by_keys(numbered: Iterable[tuple[int, Sequence[Unit]]]) -> dict[tuple[str, ...], int]:
    """The numbers of some words by their keys, whatever their order; without what weighs where it stands."""
    weightless = [(index, words) for index, words in numbered if not any(map(weighs, words))]
    return {tuple(sorted([unit.key for unit in words])): index for index, words in weightless}


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


def _classes(stretch: Stretch, *, names: bool) -> set[DriftClass]:
    """The classes of a stretch that is not the same in both texts."""
    if stretch.kept:
        return _word_classes(stretch)
    if not stretch.old and not stretch.new:
        return {_mark_class(stretch.before, stretch.after)}
    if _in_brackets(stretch):
        return {DriftClass.BRACKETED}
    if stretch.place is _ALL:
        return {_SUBSTITUTION if stretch.old and stretch.new else _TRUNCATION}
    elided = {DriftClass.ELLIPSIS} if _elided(stretch) else set()
    if stretch.place is _INSIDE:
        return elided | _inside_classes(stretch, names=names, elided=bool(elided))
    return elided | {DriftClass.CONDITION if _limits_kept_words(stretch) else _TRUNCATION}


def _word_classes(stretch: Stretch) -> set[DriftClass]:
    """One word printed in two ways, or two numbers that face each other."""
    (old,), (new,) = stretch.old, stretch.new
    if not same_key(old.key, new.key):
        return meaning_classes(Change((old,), (new,))) or {_SUBSTITUTION}
    return {DriftClass.TYPOGRAPHY if old.folded == new.folded else DriftClass.SPELLING}


def _mark_class(before: str, after: str) -> DriftClass:
    """The class of a difference in what stands between two words."""
    if before == after:
        return _NONE
    if _brackets(before) != _brackets(after):
        return DriftClass.BRACKETED
    if has_ellipsis(before) != has_ellipsis(after):
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
    plain = compatible(marks).lower().translate(_SAME_MARK)
    visible = (c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")
    return re.sub(r'-+|"+', lambda match: match.group()[0], "".join(visible))


def _in_brackets(stretch: Stretch) -> bool:
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


def _elided(stretch: Stretch) -> bool:
    return has_ellipsis(stretch.before) != has_ellipsis(stretch.after)


def _inside_classes(stretch: Stretch, *, names: bool, elided: bool) -> set[DriftClass]:
    """The classes of words put in, left out or changed between two aligned words."""
    change = Change(stretch.old, stretch.new, stretch.left, stretch.right, names)
    if stretch.old and stretch.new:
        return meaning_classes(change) or {_SUBSTITUTION}
    words = stretch.old or stretch.new
    fallback = set() if elided else {_OMISSION if stretch.old else _ADDITION}
    if stretch.echo or (elided and len(words) > _SHORT_CUT):
        return fallback
    if _is_aside(stretch, words):
        keys = [unit.key for unit in words]
        limits = hedges(keys) or opens_condition(keys, stands_after=True)
        return {DriftClass.CONDITION} if limits else fallback
    return meaning_classes(change) or fallback


def _is_aside(stretch: Stretch, words: Sequence[Unit]) -> bool:
    """Whether the words are a clause of their own, set off on both sides: what it denies is not what was kept."""
    raw = stretch.before if stretch.old else stretch.after
    first, last = raw.find(words[0].raw), raw.rfind(words[-1].raw) + len(words[-1].raw)
    return len(words) > 1 and bool(_BORDER.search(raw[:first]) and _BORDER.search(raw[last:]))


def _limits_kept_words(stretch: Stretch) -> bool:
    """Whether a cut head or tail opens with *but*, *if* … and touches the kept words."""
    sides = ((stretch.before, stretch.old), (stretch.after, stretch.new))
    return any(words and _limits(raw, words, stretch.place) for raw, words in sides)


def _limits(raw: str, words: Sequence[Unit], place: Place) -> bool:
    keys = [unit.key for unit in words]
    if place is _TAIL:
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
