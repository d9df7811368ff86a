"""Which edges are membership of one utterance: slogans, stock phrases and things said again match too.

The words that two quotations share carry a number of bits (how rare they are). They make one utterance if they carry
more than chance and habit would explain: the need is lower where the two documents share longer words besides or the
sentences around agree, higher where the speakers are unknown or weeks lie between. What comes out is the verdict
with a sentence for people; nothing but the two documents and the shipped tables goes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from sys import intern

from quotetrace.matching.compatibility import Compatibility
from quotetrace.matching.evidence import Evidence, Facts
from quotetrace.model import Edge, Judgement, Occurrence, Relation

# Texts under this many words join by what stands around them, never by their own rarity (DESIGN section 7).
SHORT_WORDS = 4
# Shared words from which on two speakers are a conflict about one utterance rather than two utterances.
CONFLICT_WORDS = 8
# … if these are no formula: eight function words carry about 60 bits, eight words of a news sentence 80.
CONFLICT_BITS = 70.0
# A single word needs this many topic words in common around it.
SINGLE_WORD_CONTEXT = 2
# What one speaker's shared words must carry: five words of content. A slogan of four has 40 to 50 bits.
NEED_BITS = 52.0
# Within one document four words that are not all function words do: a headline or a lede repeats the body.
SAME_DOCUMENT_BITS = 36.0
# Two unknown speakers agree by chance much more often than one speaker repeats himself.
UNKNOWN_SPEAKER_BITS = 25.0
# Longer words shared elsewhere show that both report one occasion: the first such edge says most.
SUPPORT_BITS = 25.0
FURTHER_SUPPORT_BITS = 5.0
# A topic word in both sentences around, up to four of them.
CONTEXT_BITS = 4.0
CONTEXT_WORDS = 4
# The news cycle: within it, nearness in time says nothing for or against.
CYCLE_DAYS = 3
# Every doubling of the days beyond it makes another occasion likelier, up to about seven weeks; an old saying that
# is told again after that is told as background, so more time says nothing more.
DOUBLING_BITS = 5.0
DOUBLINGS = 4
# An undated document may be as far away as these.
UNDATED_DAYS = 14
# Both name the channel: the same one, or two.
CHANNEL_BITS = 10.0


def decide(edges: Iterable[Edge], occurrences: Mapping[str, Occurrence]) -> list[Judgement]:
    """A judgement on every edge, in the order of the edges.

    All edges between the documents of an edge must be given with it, because longer ones are evidence for shorter
    ones; `occurrences` holds the quotations at their ends, those inside these, and the pieces of chains at an end.
    """
    known = list(edges)
    evidence = Evidence(known, occurrences)
    return [judge(edge, evidence.facts(edge)) for edge in known]


def judge(edge: Edge, facts: Facts) -> Judgement:
    """The verdict on one edge by its facts."""
    if edge.relation is Relation.OVERLAP:
        return Judgement(edge, False, "only part of the words is shared")
    if facts.mixed_speech:
        return Judgement(edge, False, "one is quoted, the other reported without marks")
    if facts.repeated:
        return Judgement(edge, False, "the words are quoted inside one of the two, whose speaker repeats them")
    if facts.words < SHORT_WORDS:
        return _judge_short(edge, facts)
    if facts.speakers is Compatibility.DIFFERENT:
        return _judge_conflict(edge, facts)
    accepted = facts.bits >= needed_bits(facts)
    return Judgement(edge, accepted, _reason(facts, accepted=accepted))


def needed_bits(facts: Facts) -> float:
    """What the shared words must carry to be one utterance of speakers who are not different. Higher is harder."""
    if facts.same_document:
        return 0.0 if facts.speakers is Compatibility.SAME else SAME_DOCUMENT_BITS
    need = NEED_BITS
    if facts.speakers is Compatibility.UNKNOWN:
        need += UNKNOWN_SPEAKER_BITS
    if facts.support:
        need -= SUPPORT_BITS + FURTHER_SUPPORT_BITS * (facts.support - 1)
    need -= CONTEXT_BITS * min(CONTEXT_WORDS, len(facts.context))
    if facts.told_alike is not None:
        need += -CHANNEL_BITS if facts.told_alike else CHANNEL_BITS
    return need + _time_bits(facts)


def _time_bits(facts: Facts) -> float:
    """What the days between add; half where longer words show that the later document tells of the same occasion."""
    days = UNDATED_DAYS if facts.days is None else facts.days
    doublings = 0
    while doublings < DOUBLINGS and days > CYCLE_DAYS << doublings:
        doublings += 1
    return DOUBLING_BITS * doublings / (2 if facts.support else 1)


def _judge_short(edge: Edge, facts: Facts) -> Judgement:
    if facts.same_document:
        accepted = facts.speakers is Compatibility.SAME
        return Judgement(edge, accepted, _reason(facts, accepted=accepted))
    if facts.speakers is Compatibility.DIFFERENT:
        return Judgement(edge, False, _reason(facts, accepted=False))
    if not facts.long_edge:
        return Judgement(edge, False, f"{_count(facts.words)} and nothing longer shared by the two documents")
    if facts.words == 1 and len(facts.context) < SINGLE_WORD_CONTEXT:
        return Judgement(edge, False, "a single word, and the sentences around do not agree")
    return Judgement(edge, True, _reason(facts, accepted=True))


def _judge_conflict(edge: Edge, facts: Facts) -> Judgement:
    accepted = facts.shared >= CONFLICT_WORDS and facts.bits >= CONFLICT_BITS
    return Judgement(edge, accepted, _reason(facts, accepted=accepted), speaker_conflict=accepted)


_SPEAKERS = {
    Compatibility.SAME: "same speaker",
    Compatibility.COMPATIBLE: "speakers agree as far as named",
    Compatibility.UNKNOWN: "speaker not known on both sides",
    Compatibility.DIFFERENT: "different speakers",
}


def _reason(facts: Facts, *, accepted: bool) -> str:
    """One sentence for people: the speakers, the words, and what else counted. The same sentence is one string, however
    many edges have it."""
    parts = [_SPEAKERS[facts.speakers], _shared(facts, accepted=accepted)]
    if facts.same_document:
        parts.append("same document")
    elif facts.days is None:
        parts.append("not both dated")
    elif facts.days > CYCLE_DAYS:
        parts.append(f"{facts.days} days apart")
    if accepted and not facts.same_document:
        if facts.support or (facts.words < SHORT_WORDS and facts.long_edge):
            parts.append("the two documents share longer words too")
        if facts.context:
            parts.append("around both: " + ", ".join(facts.context[:CONTEXT_WORDS]))
    return intern(", ".join(parts))


def _shared(facts: Facts, *, accepted: bool) -> str:
    rare = f", {min(len(facts.rare), facts.shared)} of them rare" if facts.rare else ", none of them rare"
    return f"{'' if accepted else 'only '}{facts.shared} shared word{'s' * (facts.shared != 1)}{rare}"


def _count(words: int) -> str:
    return {1: "a single word", 2: "two words", 3: "three words"}[words]
