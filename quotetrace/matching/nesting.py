"""Quotations inside quotations: words that a speaker only repeats are not that speaker's utterance.

In *"When Roe says 'We are draining the dock', she forgets us," Moss said* the inner words are a quotation of their
own, and may join what others report of Roe; the outer one may not, although the words stand in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from quotetrace.matching.relations import lcs
from quotetrace.matching.wording import read_wording
from quotetrace.model import Part, Quotation

# Shared words that must stand outside the inner marks for the outer speaker to have said them too. One is a chance
# agreement (*I'm "not quite there yet"* beside *I'm not quite there yet*).
OWN_WORDS = 2


class Nesting:
    """Which of some quotations lie inside which others."""

    def __init__(self, quotations: Iterable[Quotation]) -> None:
        self._texts: dict[tuple[str, Part], list[Quotation]] = defaultdict(list)
        for quotation in quotations:
            self._texts[_text(quotation)].append(quotation)

    def inner(self, outer: Quotation) -> tuple[Quotation, ...]:
        """The quotations inside a quotation, in no order that matters."""
        return tuple(one for one in self._texts[_text(outer)] if lies_within(one, outer))


def repeated(shared: Sequence[str], outer: Sequence[str], nested: Iterable[Quotation]) -> Quotation | None:
    """The nested quotation from which the words of `outer` have what they share, or None where it is their own.

    Words that are those of a nested quotation and no more are that quotation, and repeat nothing.
    """
    held = {one.id: read_wording(one.text).words for one in nested}
    holding = max(nested, key=lambda one: (lcs(shared, held[one.id]), one.id), default=None)
    if holding is None or held[holding.id] == outer:
        return None
    common = lcs(shared, held[holding.id])
    return holding if common and lcs(shared, outer) - common < OWN_WORDS else None


def lies_within(inner: Quotation, outer: Quotation) -> bool:
    """Whether one quotation's marks stand inside the other's."""
    if inner.id == outer.id or _text(inner) != _text(outer):
        return False
    return outer.start <= inner.start and inner.end <= outer.end and inner.end - inner.start < outer.end - outer.start


def encloses(outer: Iterable[Quotation], inner: Iterable[Quotation]) -> bool:
    """Whether a piece of one chain lies in a piece of the other and the outer says more than that."""
    return any(
        lies_within(one, around) and read_wording(one.text).words != read_wording(around.text).words
        for one in inner
        for around in outer
    )


def _text(quotation: Quotation) -> tuple[str, Part]:
    return quotation.document, quotation.part
