"""Quotations inside quotations: words that a speaker only repeats are not that speaker's utterance.

In *"When Roe says 'We are draining the dock', she forgets us," Moss said* the inner words are a quotation of their
own, and may join what others report of Roe; the outer one may not, although the words stand in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from quotetrace.matching.relations import lcs
from quotetrace.matching.wording import read_wording, takes_part
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
        """The quotations inside a quotation, in no order that matters.

        Scare marks around nobody's words are none: "the 'great game' goes on" is all its speaker's own.
        """
        return tuple(one for one in self._texts[_text(outer)] if lies_within(one, outer) and takes_part(one))


def repeats(outer: Sequence[str], shared: Sequence[str], nested: Iterable[Quotation]) -> bool:
    """Whether a quotation with the words `outer` has what it shares with other words from one of those nested in it.

    Words that are those of a nested quotation and no more are that quotation, and repeat nothing.
    """
    for inner in nested:
        held = read_wording(inner.text).words
        common = lcs(shared, held)
        if held != outer and common and lcs(shared, outer) - common < OWN_WORDS:
            return True
    return False


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
