"""Where similar words were reported earlier: by another utterance that matching relates but may not join.

A version worded with contractions, or with another number style, can narrowly fail the test of a variant. It is then
an utterance of its own, and who had this one first must not be read as who had the words first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    return [
        replace(one, related=tuple([leading.told(one.id, link) for link in one.related])) if one.related else one
        for one in known
    ]


class _Leading:
    """The utterances of a collection by number, each with the quotations that nobody precedes, found once."""

    def __init__(self, utterances: Iterable[Utterance], occurrences: Mapping[str, Occurrence]) -> None:
        self._utterances = {one.id: one for one in utterances}
        self._occurrences = occurrences
        self._leading: dict[int, list[Occurrence]] = {}

    def told(self, number: int, link: Related) -> Related:
        """The link of an utterance with what is earlier; mostly nothing is, and nothing was."""
        earlier = self.earlier(number, link)
        return link if earlier is link.earlier is None else replace(link, earlier=earlier)

    def earlier(self, number: int, link: Related) -> Earlier | None:
        if not link.compatible or len(fold_words(link.words)) < LEAST_WORDS:
            return None
        ours, theirs = self._lead(number), self._lead(link.utterance)
        before = [one for one in theirs if ours and all(precedes(one, first) for first in ours)]
        found = min(before, key=time_order, default=None)
        if found is None or found.published is None:
            return None
        return Earlier(found.outlet, found.label, found.published)

    def _lead(self, number: int) -> list[Occurrence]:
        """The dated quotations that no other of the utterance precedes, paraphrases only where nothing else is."""
        if number not in self._leading:
            known = self._utterances.get(number)
            members = [self._occurrences[each.quotation] for each in known.members] if known else []
            quoted = [one for one in members if one.quotation.kind is not Kind.INDIRECT] or members
            self._leading[number] = unpreceded(quoted)
        return self._leading[number]
