"""Crowds: wordings that so many quotations have that their pairs cannot all be kept.

What a thousand outlets print from one agency has half a million pairs a sentence. All of these pairs are one relation,
the same words, and utterances are stars around the fullest wording, ties by id. So of a crowd an edge stands between
each and the *heads*, the first few in that order; between two others, or the others of two crowds that relate, only
where their documents have an edge besides, which may be why they are joined. The rest still come together around a
head. Only who may be joined to none of the heads stands alone where it might have been joined to others like it.

Within a document each has an edge with the first of that document too, for these go together before all.

Which are the heads depends on nothing but the quotations with these words. What ceases to be one is matched again, and
what becomes one because others went.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from quotetrace.matching.entries import Entry, by_document, by_wording, entries_of
from quotetrace.matching.wording import Wording
from quotetrace.model import Quotation, Seat, Seating

# More quotations than this with the same words are a crowd: what is said is hardly ever quoted so often word by word.
CROWD = 200
# Its heads: many, for a stock phrase is joined to what was said in the same days alone.
HEADS = 50

# An entry by its quotation's id and whether it is a chain
Place = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one wording. heads: of a crowd, in order; all of them where it is none. others: the rest."""

    entries: Sequence[Entry]
    heads: Sequence[Entry]
    others: Sequence[Entry] = ()


def seat(new: Iterable[Quotation], stored: Iterable[Quotation], known: Mapping[Place, bool]) -> Seating:
    """The crowds among some quotations, all of those with the words of a new one being given but for what waits.

    known: whether each entry of a crowd was a head until now; what is not there was in none, and had all its edges.
    A stored one may be given with its chain alone, and of a crowd many may wait to be matched again: then the heads are
    those that are known, and the new ones, which have edges with all that are given, until the others come.
    """
    entries = [*entries_of(new, new=True), *entries_of(stored, new=False)]
    seats: list[Seat] = []
    displaced: set[str] = set()
    for wording, printed in by_wording(entries).items():
        before = {one: known.get((one.id, one.whole)) for one in printed}
        if len(printed) > CROWD and any(one.new for one in printed):
            heads = set(sorted(printed, key=rank)[:HEADS])
            stored_ones = (one for one in printed if not one.new)
            displaced.update(one.document for one in stored_ones if (before[one] is not False) is not (one in heads))
        elif any(seated is not None for seated in before.values()):
            heads = {one for one in printed if one.new or before[one] is not False}
        else:
            continue
        name = name_of(wording)
        seats += (Seat(name, one.id, one.whole, one.unclosed, one in heads) for one in printed)
    return Seating(tuple(seats), frozenset(displaced))


def promoted(crowd: Sequence[Seat]) -> list[Seat]:
    """Of a crowd that lost some: who is a head now and was none. Where it is a crowd no more, all are."""
    if len(crowd) <= CROWD:
        return [one for one in crowd if not one.is_head]
    return [one for one in sorted(crowd, key=_seat_rank)[:HEADS] if not one.is_head]


def name_of(wording: Wording) -> str:
    """A name for a wording, the same in every process."""
    told = json.dumps([wording.words, wording.pieces, wording.sentences])
    return blake2b(told.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def rank(entry: Entry) -> tuple[bool, bool, str]:
    """The heads first: in the order in which texts of the same words are taken into utterances (`stars.Unit`)."""
    return entry.unclosed, entry.whole, entry.id


def _seat_rank(one: Seat) -> tuple[bool, bool, str]:
    return one.unclosed, one.whole, one.quotation


def grouped(wording: Wording, entries: Sequence[Entry], heads: Mapping[str, Collection[Place]]) -> Group:
    """The entries of a wording, of which the heads are given if it is a crowd. heads: by the wording's name."""
    # Beside a head that an entry is compared with stand all the others that it is compared with
    if not heads or len(entries) <= HEADS:
        return Group(entries, entries)
    seated = heads.get(name_of(wording))
    if seated is None:
        return Group(entries, entries)
    ordered = sorted(entries, key=rank)
    first = [one for one in ordered if (one.id, one.whole) in seated]
    return Group(ordered, first, [one for one in ordered if (one.id, one.whole) not in seated])


def pairs(left: Group, right: Group) -> Iterator[tuple[Entry, Entry]]:
    """The pairs of two related wordings that have an edge, of a wording with itself where both are the same group."""
    if not (left.others and right.others):
        yield from _all_pairs(left, right)
    elif left is right:
        yield from _pairs_within(left)
    else:
        yield from _pairs_between(left, right)


def _all_pairs(left: Group, right: Group) -> Iterator[tuple[Entry, Entry]]:
    for position, one in enumerate(left.entries):
        for other in right.entries[position + 1 :] if left is right else right.entries:
            yield one, other


def _pairs_within(crowd: Group) -> Iterator[tuple[Entry, Entry]]:
    for position, one in enumerate(crowd.heads):
        for other in crowd.heads[position + 1 :]:
            yield one, other
        yield from ((one, other) for other in _asked(one, crowd.others))
    led = {one.document for one in crowd.heads}
    for document, inside in by_document(crowd.others).items():
        if document not in led:
            yield from ((inside[0], other) for other in inside[1:])


def _pairs_between(left: Group, right: Group) -> Iterator[tuple[Entry, Entry]]:
    for one in left.heads:
        yield from ((one, other) for other in _asked(one, right.entries))
    for other in right.heads:
        yield from ((one, other) for one in _asked(other, left.others))
    leading = {inside[0].id for group in (left, right) for inside in by_document(group.entries).values()}
    theirs = by_document(right.others)
    for document, inside in by_document(left.others).items():
        for one in inside:
            for other in theirs.get(document, ()):
                if one.id in leading or other.id in leading:
                    yield one, other


def _asked(one: Entry, others: Sequence[Entry]) -> Iterable[Entry]:
    """Those with which an edge is asked for."""
    return others if one.new else (other for other in others if other.new)


def pairs_besides(left: Group, right: Group, near: Mapping[str, Collection[str]]) -> Iterator[tuple[Entry, Entry]]:
    """The pairs that have an edge because their documents have another one. near: by document those it has edges with,
    itself left out."""
    if not (left.others and right.others):
        return
    theirs = by_document(right.others)
    for one in left.others:
        for document in near.get(one.document, frozenset()) & theirs.keys():
            for other in theirs[document]:
                if left is not right or rank(one) < rank(other):
                    yield one, other
