"""Which wording the drift of a report is measured from: the first one, or of another part of the statement that part's.

A statement is printed in pieces: one outlet has its first sentence, the next one its second. A piece changes nothing of
another piece, so where two have hardly a word in common, the later is measured from the earliest report that has its
own words, and the first to print them changed nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from rapidfuzz.distance import LCSseq

from quotetrace.folding import fold_words
from quotetrace.model import Drift, Flag, Kind, Occurrence, Quotation
from quotetrace.tracing.drift import drift
from quotetrace.tracing.firsts import unpreceded

# The wording that drift is measured from is no longer than this: a longer one is mostly a mark that was never closed.
LONGEST_WORDING = 150
# Asked for once: an enum takes its time to give a member.
_INDIRECT, _UNCLOSED = Kind.INDIRECT, Flag.UNCLOSED
# Of the shorter text's words in order: with fewer in common two texts are different parts; with so many one is joined
# to what stands for the utterance by its words (DESIGN section 7), of which two may have different ones.
_SAME_PART, _JOINED = 0.5, 0.8


def drifts_of(
    members: Sequence[Occurrence], firsts: Collection[str], representative: Quotation, before: Mapping[str, Drift]
) -> dict[str, Drift]:
    """Each member's drift, by quotation id; the wording that others are measured from has no origin.

    members: in order of time. firsts: the first ones. representative: what stands for the utterance. before: what is
    known of drifts, taken again where both texts still are the same.
    """
    leading = [one for one in members if one.quotation.id in firsts]
    origin = _origin(leading or members)
    found = _measured(members, origin, before)
    apart = [one for one in members if _is_apart(origin, one.quotation, found[one.quotation.id])]
    if apart:
        for own, others in _parts(apart, members, representative):
            found |= _measured([own], _origin(unpreceded(others) or others), before)
    return found


def drift_alone(quotation: Quotation, before: Mapping[str, Drift]) -> Drift:
    """The drift of the only member: none, from nothing."""
    known = before.get(quotation.id)
    return drift(quotation.text, quotation.text) if known is None else _unmoved(_drift(quotation, quotation, known))


def _origin(members: Sequence[Occurrence]) -> Quotation:
    """The fullest wording; paraphrases, unclosed marks and overlong texts only where nothing else is."""
    return min(members, key=_fullness).quotation if len(members) > 1 else members[0].quotation


def _fullness(member: Occurrence) -> tuple[bool, int, int, str]:
    quotation = member.quotation
    words = len(fold_words(quotation.text))
    doubtful = quotation.kind is _INDIRECT or _UNCLOSED in quotation.flags or words > LONGEST_WORDING
    return doubtful, -words, -len(quotation.text), quotation.id


# --- parts ---------------------------------------------------------------------------------------------------


def _is_apart(origin: Quotation, own: Quotation, measured: Drift) -> bool:
    """Whether a member has hardly a word of what it is measured from."""
    if measured.similarity >= _SAME_PART:  # then the shorter one has that share of its words too
        return False
    return not _shares(origin.text, own.text)


def _shares(text: str, other: str, share: float = _SAME_PART) -> bool:
    """Whether two texts have that share of the shorter one's words in common; one without words has."""
    left, right = fold_words(text), fold_words(other)
    return LCSseq.similarity(left, right) >= share * min(len(left), len(right))


def _parts(
    apart: Iterable[Occurrence], members: Sequence[Occurrence], representative: Quotation
) -> Iterable[tuple[Occurrence, list[Occurrence]]]:
    """The members that are another part of the statement, each with all members that have its words, itself too.

    Another part has words of what stands for the utterance, or is a piece of a quotation that goes on, or has the words
    of such a member. What only a person joined may be the same in other words.
    """
    texts = dict.fromkeys(one.quotation.text for one in members)
    going_on = {one.quotation.continues for one in members} - {None}
    known = {one.quotation.id for one in members}
    pieces = {one.quotation.text for one in members if one.quotation.id in going_on or one.quotation.continues in known}
    beside: dict[str, set[str]] = {}
    for one in apart:
        own = one.quotation.text
        if own not in beside:
            beside[own] = {text for text in texts if _shares(own, text)}
        if not pieces.isdisjoint(beside[own]) or _shares(representative.text, own, _JOINED):
            yield one, [other for other in members if other.quotation.text in beside[own]]


# --- measuring -----------------------------------------------------------------------------------------------


def _measured(members: Iterable[Occurrence], origin: Quotation, before: Mapping[str, Drift]) -> dict[str, Drift]:
    """The drift of members from one wording, whose own has no origin."""
    by_text: dict[str, Drift] = {}
    found: dict[str, Drift] = {}
    for one in members:
        quotation = one.quotation
        if quotation.text not in by_text:
            by_text[quotation.text] = _drift(origin, quotation, before.get(quotation.id))
        found[quotation.id] = by_text[quotation.text]
    if origin.id in found:
        found[origin.id] = _unmoved(found[origin.id])
    return found


def _unmoved(known: Drift) -> Drift:
    """The drift of a wording from itself, as that of the wording that others are measured from."""
    return Drift(None, known.drift_class, known.classes, known.similarity, known.edits)


def _drift(origin: Quotation, quotation: Quotation, before: Drift | None) -> Drift:
    """The drift of one quotation, taken from `before` if that was between the same two texts."""
    if before is not None and before.texts == (origin.text, quotation.text):
        return Drift(origin.id, before.drift_class, before.classes, before.similarity, before.edits)
    return drift(origin.text, quotation.text, origin=origin.id)
