"""Quotations inside quotations: words that a speaker only repeats are not that speaker's utterance.

In *"When Roe says 'We are draining the dock', she forgets us," Moss said* the inner words are a quotation of their
own, and may join what others report of Roe; the outer one may not, although the words stand in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quotetrace.matching.relations import lcs
from quotetrace.matching.wording import read_wording, whole_text
from quotetrace.model import Occurrence, Part, Quotation

# Shared words that must stand outside the inner marks for the outer speaker to have said them too. One is a chance
# agreement (*I'm "not quite there yet"* beside *I'm not quite there yet*).
OWN_WORDS = 2


class Nesting:
    """Which of some quotations lie inside which others."""

    def __init__(self, occurrences: Mapping[str, Occurrence]) -> None:
        self._texts: dict[tuple[str, Part], list[Quotation]] = defaultdict(list)
        for occurrence in occurrences.values():
            self._texts[_text(occurrence.quotation)].append(occurrence.quotation)
        self._inner: dict[str, tuple[Quotation, ...]] = {}

    def inner(self, outer: Quotation) -> tuple[Quotation, ...]:
        """The quotations inside a quotation, in no order that matters."""
        if outer.id not in self._inner:
            self._inner[outer.id] = tuple(one for one in self._texts[_text(outer)] if lies_within(one, outer))
        return self._inner[outer.id]

    def repeated(self, outer: Sequence[Quotation], words: Sequence[str]) -> Quotation | None:
        """The inner quotation of a chain from which it shares these words, or None where the words are its own.

        A chain that consists of the inner quotation alone has no words of its own: then it is that quotation.
        """
        inner = [one for piece in outer for one in self.inner(piece)]
        if not inner:
            return None
        whole = read_wording(whole_text(outer)).words
        holding = max(inner, key=lambda one: (lcs(words, read_wording(one.text).words), one.id))
        held = read_wording(holding.text).words
        shared = lcs(words, held)
        return holding if held != whole and shared and lcs(words, whole) - shared < OWN_WORDS else None


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
