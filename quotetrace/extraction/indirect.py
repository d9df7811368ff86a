"""Indirect speech: what somebody is reported to have said without marks. Opt-in: exact borders are hard to tell.

A cue of saying with a subject reports the clause it governs: the rest of its sentence (*Vance said the levy was dead*),
or the words before it where it stands as a tag (*The levy is dead, Vance said*). A clause with marks in it is a
quotation already and is left to the sieves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from quotetrace.extraction.clauses import PREPOSITIONS
from quotetrace.extraction.complements import REPORTING, inverted_speaker, opening_speaker, reported_by
from quotetrace.extraction.cues import ACCORDING, BASE, FINITE, NOUN, Cue
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import NAME, ORGANISATION, PRONOUN, ROLE
from quotetrace.extraction.scenes import Scene

# Of these, the ones whose other forms are mostly nouns or other verbs.
_PAST_ONLY = frozenset({"state", "report", "signal", "conclude", "write", "remark", "advise"})
_QUANTIFIERS = frozenset("all enough more many most two three four five six seven eight nine ten".split())
_NUMBERS = frozenset("one two three four five six seven eight nine ten a".split())
_SHARES = frozenset("percent % third thirds quarter quarters half tenth fifth".split())
_GOVERNORS = frozenset("to would could should might may can will must".split())
# A line with a name and a colon may be anything; three by two speakers in capitals are a conversation.
_FEWEST_TURNS, _FEWEST_SPEAKERS = 3, 2
# The share of reports that are right, words and speaker mention, by construction, and of verb: say, any other.
# Measured on 840 annotated American news articles (4,900 reports with a cue of speech), rounded; an according to has
# one cue. A transcript's turns stand in none of them: a guess.
_CONFIDENCE = {
    "according to": (0.88, 0.88),
    "tag": (0.88, 0.80),
    "that": (0.87, 0.75),
    "clause": (0.79, 0.56),
    "phrase": (0.48, 0.48),
}
_TRANSCRIPT = 0.5


@dataclass(frozen=True, slots=True)
class Reported:
    """Words reported without marks, ``[start, end)``, by `mention` under `cue`; rule tells the construction."""

    start: int
    end: int
    mention: Mention
    cue: tuple[int, int]
    rule: str
    confidence: float
    scene: Scene
    token: int


def find_reported(scene: Scene, taken: Collection[tuple[int, int]]) -> Iterator[Reported]:
    """The indirect speech of a scene in order. taken: the cues (characters) that attribute quotations in marks."""
    for first, after in scene.paragraph.sentences:
        for cue in scene.cues_in(first, after):
            span = scene.span(cue.first, cue.after)
            if span in taken or not _reports(scene, cue):
                continue
            if _calls_on(scene, cue):
                cue = replace(cue, after=cue.after + 1, lemma="call on")
            mention = (
                _counted(scene, cue.first, first)
                or inverted_speaker(scene, cue, first, after)
                or opening_speaker(scene, cue, first, after)
                or scene.subject(cue)
            )
            if mention is None or mention.is_nobody or _is_supposed(scene, mention, first):
                continue
            for begin, end, rule in reported_by(scene, cue, mention, first, after):
                yield Reported(
                    *scene.span(begin, end),
                    mention,
                    span,
                    rule,
                    _CONFIDENCE[rule][cue.lemma != "say"],
                    scene,
                    begin,
                )


def _counted(scene: Scene, at: int, sentence: int) -> Mention | None:
    """*46 percent* said, *one in five* say: people in a number, who are nobody that the article names."""
    last = at - 1
    while scene.is_adverb(last) or scene.low(last) in ("have", "also", "not", "had"):
        last -= 1
    if last < sentence or not (scene.low(last) in _SHARES or scene.low(last).isdigit() or scene.low(last) in _NUMBERS):
        return None
    named = scene.ending.get(last + 1)
    before = scene.low(last - 1)
    if before == "no" or (last > sentence and scene.tokens[last - 1].is_capitalised):
        return None  # no one; Number 10
    if named is not None and named.first < last and named.kind is not PRONOUN and before == "of":
        return None  # the Group of Seven
    first = last
    while first > sentence and (scene.low(first - 1) in _NUMBERS | {"in"} or scene.low(first - 1).isdigit()):
        first -= 1
    if first in scene.starting:  # one in five: not the *one* who may be somebody
        first = last
    start, end = scene.span(first, last + 1)
    text = " ".join(token.text for token in scene.tokens[first : last + 1])
    return Mention(scene.paragraph.index, first, last + 1, start, end, ROLE, text, text, gender="p")


def _is_adjective(scene: Scene, at: int) -> bool:
    """*475 pledged delegates*, *in reported cases*: a participle behind a number, a quantifier or a preposition."""
    before = scene.low(at - 1)
    return at not in scene.ending and (before in PREPOSITIONS or before in _QUANTIFIERS or before.isdigit())


def _calls_on(scene: Scene, cue: Cue) -> bool:
    """*called on* the council to close it, which the table of cues has as *called*."""
    return cue.lemma == "call" and scene.low(cue.after) == "on"


def _is_supposed(scene: Scene, mention: Mention, first: int) -> bool:
    """*If Vance says so*: what nobody has said yet."""
    before = mention.first - 1
    return first <= before and "if" in (scene.low(before), scene.low(before - 1) if before > first else "")


def find_transcript(scenes: Sequence[Scene]) -> Iterator[Reported]:
    """The turns of a transcript in order: paragraphs that begin with a speaker and a colon, two of them or more.

    ``VANCE: We did.`` has no marks, so a turn is reported like indirect speech, though its words are the speaker's own.
    """
    turns = [(scene, mention) for scene in scenes if (mention := _turn(scene)) is not None]
    if len(turns) < _FEWEST_TURNS or len({mention.core.lower() for _, mention in turns}) < _FEWEST_SPEAKERS:
        return
    for scene, mention in turns:
        begin = mention.after + 1
        cue = scene.span(mention.after, begin)
        start, end = scene.span(begin, len(scene.tokens))
        yield Reported(start, end, mention, cue, "transcript", _TRANSCRIPT, scene, begin)


def _turn(scene: Scene) -> Mention | None:
    """The speaker a paragraph begins with, where a colon and words without marks follow."""
    mention = scene.starting.get(0)
    if mention is None or mention.kind not in (NAME, ORGANISATION):
        return None
    if (
        not mention.text.isupper()
        or scene.low(mention.after) != ":"
        or len(scene.tokens) <= mention.after + 1
        or scene.is_quote(mention.after + 1)
    ):
        return None
    return mention


def _reports(scene: Scene, cue: Cue) -> bool:
    """Whether the cue reports without marks: no noun, no wish (*to claim*, *would say*), no passive but *was told*."""
    if cue.form is ACCORDING:
        return True
    if (
        not (cue.lemma in REPORTING or _calls_on(scene, cue))
        or cue.form is NOUN
        or (cue.passive and cue.lemma != "tell")
    ):
        return False
    if cue.lemma in _PAST_ONLY and not scene.low(cue.first).endswith(("ed", "wrote")):
        return False
    if cue.lemma == "ask" and scene.low(cue.first - 1) == "when":
        return False  # said when asked whether: who asked is left out
    if cue.form is FINITE and scene.low(cue.first).endswith("ed") and _is_adjective(scene, cue.first):
        return False
    return cue.form is not BASE or scene.low(cue.first - 1) not in _GOVERNORS
