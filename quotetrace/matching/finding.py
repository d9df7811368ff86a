"""Pasted words looked up among quotations, by the relations of DESIGN section 7; either side may be the fragment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotetrace.matching.relations import DEFAULT, Thresholds, find_unbroken, relate
from quotetrace.matching.wording import Wording, content_words, read_wording
from quotetrace.model import Quotation, Relation

_ORDER = {Relation.VARIANT: 0, Relation.FRAGMENT: 1, Relation.OVERLAP: 2}


def find_words(
    words: str, quotations: Iterable[Quotation], *, thresholds: Thresholds = DEFAULT
) -> list[tuple[str, Relation, float]]:
    """Quotation id, relation and score (as in `Edge`) of every quotation that has the words; the closest first.

    More forgiving than matching, because a person looks at what comes out: words that stand unbroken in a quotation
    are a fragment of it, however few and however common, and so is a quotation of two words or more that stands
    unbroken in them; and apostrophes are as good as none (*russias* finds *Russia's*). Every kind of quotation is
    searched. No words find nothing.
    """
    wanted = _without_apostrophes(read_wording(words))
    known = set(wanted.words)
    found: list[tuple[str, Relation, float]] = []
    for quotation in quotations:
        held = _without_apostrophes(read_wording(quotation.text))
        if known.isdisjoint(held.words):
            continue
        relation = relate(wanted, held, thresholds)
        if relation is not None and relation.relation is not Relation.OVERLAP:
            found.append((quotation.id, relation.relation, relation.score))
        elif _stands_unbroken(wanted.words, held.words):
            found.append((quotation.id, Relation.FRAGMENT, 1.0))
        elif relation is not None:
            found.append((quotation.id, relation.relation, relation.score))
    return sorted(found, key=lambda one: (_ORDER[one[1]], -one[2], one[0]))


def _without_apostrophes(wording: Wording) -> Wording:
    """The same words as people type them in a hurry. Every folded word has a letter, so none becomes empty."""
    if not any("'" in word for word in wording.words):
        return wording
    pieces = tuple(tuple(word.replace("'", "") for word in piece) for piece in wording.pieces)
    return Wording(tuple(word.replace("'", "") for word in wording.words), pieces, wording.sentences)


def _stands_unbroken(wanted: Sequence[str], held: Sequence[str]) -> bool:
    """Whether the pasted words stand in the quotation, or a quotation that is more than a word in them."""
    if find_unbroken(wanted, held) >= 0:
        return True
    return len(held) > 1 and bool(content_words(held)) and find_unbroken(held, wanted) >= 0
