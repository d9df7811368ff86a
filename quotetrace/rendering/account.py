"""What there is to say of one utterance, in plain words and in order, for the terminal, the ear and the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quotetrace.model import STANDS_FOR_ALL, Explanation, FirstStatus, Related, Trace, TracedQuotation
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import conflict, flag_meaning, places, reported, speaker_name, words_of
from quotetrace.rendering.wordings import Wording, compared_with, fullest, spine, wordings

_RELATED = {"overlap": "shares words with it", "fragment": "has a piece of it"}
_LOOK_ALIKE = "look-alike"


class Account:
    """One utterance: its wordings, and what is to be said of each of its reports.

    explanation: what its conflicts and its open ends mean. places: each quotation by the name of its place. above: the
    wording that stands above all. changed, others: those that differ from the first one, where the meaning changes and
    where it does not.
    """

    def __init__(self, trace: Trace, explanation: Explanation | None = None) -> None:
        self.trace = trace
        self.explanation = explanation or Explanation()
        self.places = places(trace)
        self.wordings = wordings(trace)
        self.above = self.wordings[spine(trace, self.wordings)]
        differing = [one for one in self.wordings if one.drift is not None]
        self.changed = [one for one in differing if changes_meaning(one)]
        self.others = [one for one in differing if not changes_meaning(one)]
        self._number = {one.occurrence.quotation.id: i for i, each in enumerate(self.wordings) for one in each.members}

    def wording_of(self, one: TracedQuotation) -> Wording:
        """The wording that a quotation has."""
        return self.wordings[self._number[one.occurrence.quotation.id]]

    def words(self) -> str:
        """The words that stand above all, as they are printed."""
        kind = self.above.members[0].occurrence.quotation.kind if self.above.members else self.trace.kind
        return words_of(self.above.text, kind)

    def standing(self, names: Mapping[str, str] | None = None) -> str:
        """Which wording stands above all; empty for a single quotation. names: what each quotation is called."""
        names = names or self.places
        if len(self.wordings) < 2:
            return "the same words in all of them" if len(self.trace.quotations) > 1 else ""
        if self.above.drift is not None:
            best = fullest(self.trace)
            return f"the fullest wording, in {names[best.occurrence.quotation.id]}" if best else ""
        base = compared_with(self.trace)
        if base is None:
            return "a wording that is no longer in the store"
        return f"{self._compared_with()}, in {names[base.occurrence.quotation.id]}"

    def documents(self, wording: Wording) -> list[str]:
        """Where a wording stands."""
        return [self.places[one.occurrence.quotation.id] for one in wording.members]

    def which(self, one: TracedQuotation) -> str:
        """Which of the wordings a quotation has; empty where there is one alone."""
        wording = self.wording_of(one)
        if len(self.wordings) < 2:
            return ""
        if wording is self.above:
            return "the words above"
        if wording.drift is None:
            name = "another part of what was said" if wording.part else self._compared_with()
            return f"{name}: {words_of(wording.text, one.occurrence.quotation.kind)}"
        kind = "meaning changed" if changes_meaning(wording) else "other words"
        return f"{kind}: {wording.drift.drift_class.value}"

    def _compared_with(self) -> str:
        """What the wording is that others are compared with: the first one only where somebody is known to be first."""
        return "the wording compared with" if self.trace.first.status is FirstStatus.UNKNOWN else "the first wording"

    def is_first(self, one: TracedQuotation) -> bool:
        """Whether nobody in the collection is certainly earlier with it."""
        return one.occurrence.quotation.id in self.trace.first.quotations

    def spoken(self, one: TracedQuotation) -> str:
        """Who speaks in this document, where that is not the name above all; else empty."""
        occurrence = one.occurrence
        if occurrence.speaker == self.trace.speaker:
            return ""
        mention = occurrence.quotation.speaker_mention
        named = f" (“{one_line(mention.text)}”)" if mention else ""
        return f"{speaker_name(occurrence.speaker)}{named}"

    def conflicts(self, names: Mapping[str, str] | None = None, *, at_most: int | None = None) -> Iterator[str]:
        """Everything that does not fit. at_most: so many names in each."""
        names = names or self.places
        documents = {each.occurrence.quotation.id: each.occurrence.quotation.document for each in self.trace.quotations}
        dated = set()
        for one in self.explanation.conflicts:
            # Every quotation of an article has its date: told once
            if one.flag == "date-conflict" and documents[one.quotation] in dated:
                continue
            if one.flag == "date-conflict":
                dated.add(documents[one.quotation])
            yield conflict(one, self.trace, names, at_most=at_most)
        told = {one.flag for one in self.explanation.conflicts}
        for flag in self.trace.flags:
            if flag != "meaning-drift" and flag not in told:
                yield flag_meaning(flag)

    def reasons(self, names: Mapping[str, str] | None = None) -> Iterator[tuple[list[str], str]]:
        """Where quotations stand and why they are in the utterance, those with the same reason together."""
        names = names or self.places
        reasons: dict[str, list[str]] = {}
        for one in self.trace.quotations:
            reasons.setdefault(one_line(one.joined_because), []).append(names[one.occurrence.quotation.id])
        if len(self.trace.quotations) < 2:
            return
        for reason, those in sorted(reasons.items(), key=lambda each: each[0] != STANDS_FOR_ALL):
            yield those, reason

    def related(self) -> Iterator[tuple[str, list[Related]]]:
        """Other utterances with some of the words, by what they are to this one, under a title each."""
        related = self.trace.related
        shared = [one for one in related if one.relation != _LOOK_ALIKE]
        sorts = {
            "Parts of it elsewhere, earlier": [one for one in shared if one.earlier is not None],
            "Parts of it elsewhere": [one for one in shared if one.earlier is None],
            "Look-alikes, not joined": [one for one in related if one.relation == _LOOK_ALIKE],
        }
        yield from ((title, those) for title, those in sorts.items() if those)


def changes_meaning(wording: Wording) -> bool:
    """Whether a wording says something else than the first one."""
    return wording.drift is not None and wording.drift.drift_class.changes_meaning


def relation_words(related: Related) -> str:
    """What another utterance is to this one; empty where its title says it."""
    return _RELATED.get(related.relation, "")


def earlier_words(related: Related) -> str:
    """Where and when the other one was reported before this one; empty where it was not."""
    return f"earlier: {reported(related.earlier)}" if related.earlier else ""
