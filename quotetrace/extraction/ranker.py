"""The ranker: a linear model over the candidates of a quotation, with its weights in a readable table.

The sieves propose, the ranker chooses. A candidate's score is the sum of the weights of its features and of the
quotation's; its chance is that it is this mention and neither another nor nobody's words, whose score is 0: e^score
over the sum of all (lexicons/ranker.tsv; data and figures in lexicons/ranker.md).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from math import exp

from quotetrace.extraction.attribution import SHORTEST_UNCUED, places
from quotetrace.extraction.clauses import told_of
from quotetrace.extraction.features import (
    Candidate,
    Group,
    candidate_groups,
    features_of,
    find_candidates,
    own_cue_span,
    quotation_groups,
    subjecthood,
)
from quotetrace.extraction.marks import Marked
from quotetrace.extraction.nouns import NAME, PRONOUN
from quotetrace.extraction.scenes import Scene
from quotetrace.extraction.sieves import Attribution, Place
from quotetrace.lexicons import lines
from quotetrace.model import ZoneKind

# The chance of being anybody's words from which words in marks count as an attributed quotation. F1 of quotation and
# speaker in cross-validation is level from 0.35 to 0.5.
SPEECH = 0.45
# The chance of the likeliest speaker under which a quotation is nobody's, however surely these are somebody's words.
SPEAKER = 0.25
# The same where no cue stands anywhere near: the subject of the clause is a guess.
UNCUED_SPEAKER = 0.5
_WEAK = frozenset({"clause subject", "last speaker", "possessor"})
# Answers that stand whatever the ranker thinks of the others: a cue that touches the marks names its speaker. An
# outlet behind that ("…,” he said, according to the broadcaster) is the channel and not the speaker: its chance is the
# answer's too.
_CERTAIN = frozenset({"beside a channel", "behind", "reopened", "parenthetical", "according to", "dash", "turn"})
_STANDING = _CERTAIN | {"continued", "announced", "according to", "parenthetical", "quotation alone"}
_WHAT = " what "
_CHANNEL = "also according to"
_BIAS = "bias"


@cache
def weights() -> Mapping[str, float]:
    """Feature → weight; the bias under ``bias``. A feature that is not there weighs nothing."""
    return {name: float(weight) for name, weight in (line.rsplit("\t", 1) for line in lines("ranker.tsv"))}


class _Scale(dict[Group, float]):
    """The weight of each group of features by one table, summed when the group is first met."""

    def __init__(self, table: Mapping[str, float]) -> None:
        super().__init__()
        self.table = table

    def __missing__(self, group: Group) -> float:
        total = self[group] = sum(self.table.get(name, 0.0) for name in features_of(group))
        return total


# By the id of its table, which the scale keeps alive: training and tests weigh with tables of their own.
_scales: dict[int, _Scale] = {}


def _scale(table: Mapping[str, float]) -> _Scale:
    """The scale of the table in use."""
    scale = _scales.get(id(table))
    if scale is None:
        _scales.clear()
        scale = _scales[id(table)] = _Scale(table)
    return scale


def rank(
    text: str, scenes: Sequence[Scene], marked: Sequence[Marked], answers: Sequence[Attribution]
) -> list[Attribution]:
    """The sieves' answers, reconsidered: each with the best candidate, or the one that stands, its own chance, and the
    runner-up.

    A quotation in a headline keeps the answer it has. Order as in `answers`.
    """
    found = {answer.quote: answer for answer in answers}
    for number, scene in enumerate(scenes):
        if scene.paragraph.zone in (ZoneKind.HEADLINE, ZoneKind.DECK, ZoneKind.SUBHEAD):
            continue
        for place in places(text, scene, marked):
            answer = _renewed(found[place.quote], found)
            candidates = find_candidates(place, answer, scenes, number)
            found[place.quote] = _choose(place, text, marked, answer, candidates)
    return [found[answer.quote] for answer in answers]


def is_speech(attribution: Attribution, words: str, *, turn: bool = False) -> bool:
    """Whether the words in marks are taken as the speaker's own: by the chance, or because a convention says whose.

    A sentence in marks is speech, a reopened paragraph goes on with it, and what a noun calls somebody's pledge is that
    person's, however unlikely the ranker finds them. turn: they are a turn of a dialogue.
    """
    if attribution.mention is None or attribution.chance is None:
        return False
    if turn or attribution.rule == "turn":
        return True
    if attribution.rule in ("reopened", "owner"):
        return True
    if attribution.rule in _STANDING and words.count(" ") + 1 >= SHORTEST_UNCUED:
        return True
    if attribution.rule in _WEAK:
        return attribution.chance >= UNCUED_SPEAKER
    speech = attribution.chance if attribution.speech is None else attribution.speech
    return speech >= SPEECH and (attribution.stands or attribution.chance >= SPEAKER)


def _is_certain(answer: Attribution, text: str) -> bool:
    """Whether the sieve's answer stands: a cue that touches the marks, or a name that touches the cue before them."""
    mention, cue = answer.mention, answer.cue
    if mention is None or answer.rule in _CERTAIN:
        return mention is not None
    if cue is not None and answer.rule in ("before", "embedded") and text[mention.end : cue[0]] == " that ":
        return True  # a paper that called it “…”
    if answer.rule != "before" or cue is None:
        return False
    what = mention.kind is not PRONOUN and text.startswith(_WHAT, mention.start - len(_WHAT))
    if what:
        return True  # what a decree seen by the Echo called “…”
    beside = text[mention.end : cue[0]]
    if text[cue[1] : cue[1] + len(": ")] == ": " and beside.startswith(", ") and beside.endswith(", "):
        return True  # her mother, Francine, wrote: “…”
    between = cue[0] - mention.end
    if mention.possessive:  # the report's claim that …
        return between == len("'s ") and text[cue[1] : cue[1] + len(" that")] == " that"
    return mention.kind is NAME and (between in (0, 1, len(" as ")) or abs(mention.start - cue[1]) <= len(" by "))


def _renewed(answer: Attribution, found: Mapping[int, Attribution]) -> Attribution:
    """An inherited answer takes what its source has become."""
    source = found.get(answer.inherits) if answer.inherits is not None else None
    if source is None or source.mention is None:
        return answer
    return answer._replace(mention=source.mention, cue=source.cue)


def _choose(
    place: Place, text: str, marked: Sequence[Marked], answer: Attribution, candidates: Sequence[Candidate]
) -> Attribution:
    if answer.rule == "owner" or not candidates:
        return answer  # the rule of the owner is too rare to be learnt
    scores = _scores(place, text, marked[place.quote].start, answer, candidates)
    order = sorted(range(len(candidates)), key=lambda index: -scores[index])
    chosen, channels = order[0], set[int]()
    stands = _is_certain(answer, text)
    if stands:
        chosen = 0
        channels = {index for index in order if _CHANNEL in candidates[index].proposals}
    best = candidates[chosen]
    chance, speech = _chances(scores, {chosen} | channels)
    others = (candidates[index].mention for index in order)
    runner_up = next((mention for mention in others if mention.core != best.mention.core), None)
    here = not best.back and best.inherits is None
    mention = told_of(place.scene, best.mention) if here else best.mention
    cue = best.cue if best.cue is not None or best.back else own_cue_span(place.scene, best.mention)
    return Attribution(place.quote, mention, cue, _rule(best), runner_up, best.inherits, chance, speech, stands)


def _scores(place: Place, text: str, start: int, answer: Attribution, candidates: Sequence[Candidate]) -> list[float]:
    """The score of each candidate, without bounds; 0 is nobody's."""
    scale = _scale(weights())
    shared = scale.table[_BIAS] + sum([scale[group] for group in quotation_groups(place, text, start, answer)])
    subjects = subjecthood(place)
    return [shared + sum([scale[group] for group in candidate_groups(place, one, subjects)]) for one in candidates]


def _chances(scores: Sequence[float], chosen: Collection[int]) -> tuple[float, float]:
    """The chance that it is one of the chosen, and that of all together, with *nobody* as one more of score 0."""
    top = max(0.0, *scores)
    powers = [exp(score - top) for score in scores]
    somebody = sum(powers)
    total = exp(-top) + somebody
    return sum([powers[index] for index in chosen]) / total, somebody / total


def _rule(candidate: Candidate) -> str:
    """The rule that proposed the candidate, or ``ranker`` where none did."""
    if not candidate.proposals:
        return "ranker"
    return candidate.proposals[0].removeprefix("also ")
