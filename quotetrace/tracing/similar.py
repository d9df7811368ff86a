"""Where similar words were reported earlier: by another utterance that matching relates but may not join.

A version worded with contractions, or with another number style, can narrowly fail the test of a variant. It is then
an utterance of its own, and who had this one first must not be read as who had the words first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from quotetrace.folding import fold_words
from quotetrace.model import Earlier, Kind, Occurrence, Related, Utterance
from quotetrace.tracing.firsts import precedes, time_order, unpreceded

# Shared words, unbroken: fewer are a phrase that anybody uses, and say nothing of where a statement was first.
LEAST_WORDS = 4


def tell_earlier(
    utterances: Iterable[Utterance], occurrences: Mapping[str, Occurrence], *, beside: Iterable[Utterance] = ()
) -> list[Utterance]:
    """The utterances, each link told where the other one was reported before, if it was.

    occurrences: every member, by quotation id. beside: utterances that these are linked to and that are not among
    them; of one that is not given at all it is not known whether it is earlier.
    """
    known = list(utterances)
    leading = _Leading([*known, *beside], occurrences)
    return [replace(one, related=_told(one, leading)) if one.related else one for one in known]


class _Leading:
    """The utterances of a collection by number, each with the quotations that nobody precedes, found once."""

    def __init__(self, utterances: Iterable[Utterance], occurrences: Mapping[str, Occurrence]) -> None:
        self._utterances = {one.id: one for one in utterances}
        self._occurrences = occurrences
        self._leading: dict[int, list[Occurrence]] = {}

    def of(self, number: int) -> list[Occurrence]:
        """The dated quotations that no other of the utterance precedes, paraphrases only where nothing else is."""
        if number not in self._leading:
            known = self._utterances.get(number)
            members = [self._occurrences[each.quotation] for each in known.members] if known else []
            quoted = [one for one in members if one.quotation.kind is not Kind.INDIRECT] or members
            self._leading[number] = unpreceded(quoted)
        return self._leading[number]


def _told(utterance: Utterance, leading: _Leading) -> tuple[Related, ...]:
    """The links of an utterance with what is earlier; mostly nothing is, and nothing was."""
    ours = leading.of(utterance.id)
    return tuple([_with(link, _earlier(link, ours, leading)) for link in utterance.related])


def _with(link: Related, earlier: Earlier | None) -> Related:
    if link.earlier is earlier is None:
        return link
    return Related(link.utterance, link.relation, link.words, link.compatible, earlier, link.because)


def _earlier(link: Related, ours: Sequence[Occurrence], leading: _Leading) -> Earlier | None:
    if not (ours and link.compatible):
        return None
    before = [one for one in leading.of(link.utterance) if all(precedes(one, first) for first in ours)]
    found = min(before, key=time_order, default=None)
    if found is None or found.published is None or len(fold_words(link.words)) < LEAST_WORDS:
        return None
    return Earlier(found.outlet, found.label, found.published)
