"""Who is who in a courtroom: *the defendant*, *the accused*, *the witness*, *the prosecutor*, by what the text tells.

A defendant is the subject of a verb of the court (*pleaded*, *was jailed*, *is on trial*), a witness whoever speaks
and is neither counsel nor the judge.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from quotetrace.extraction.appositions import behind_age
from quotetrace.extraction.clauses import PREPOSITIONS
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.referents import A_PERSON, Referent, genders_clash
from quotetrace.extraction.scenes import Scene
from quotetrace.extraction.tokens import QUOTATION
from quotetrace.folding import fold_name

if TYPE_CHECKING:
    from quotetrace.extraction.people import People

# Silk and the words that show who examines witnesses and is none.
_SILK = frozenset("KC QC SC BL".split())
_EXAMINES = frozenset("prosecuting defending mitigating cross-examining appearing for counsel barrister".split())
_ADVOCATES = frozenset("prosecutor prosecution advocate barrister solicitor counsel lawyer attorney".split())
_JUDGES = frozenset("judge justice coroner sheriff magistrate recorder".split())
_POLICE = frozenset("detective constable inspector superintendent sergeant officer commissioner".split())
# What the subject of these is, he is in the dock for.
_IN_THE_DOCK = frozenset(
    "pleaded pleads jailed sentenced convicted acquitted remanded charged indicted bailed arraigned fined trial guilty "
    "accused dock".split()
)
# The same, where nothing better is told.
_DOUBTFUL = frozenset("admitted admits denied denies arrested appeared appears imprisoned cleared".split())
# Tokens behind a name in which its verb stands: over an age, a street and a town.
_REACH = 14
# Speakers looked at for a witness.
_MOST_HEARD = 20
_COURTS = frozenset("court jury jurors tribunal inquest hearing trial judge magistrates".split())
# What witnesses do.
_EVIDENCE = frozenset([("gave", "evidence"), ("gives", "evidence"), ("giving", "evidence"), ("testified", "that")])
# What a word behind a name must be one of for any of this, and the tokens of an age before it: *(34),*.
_OF_COURTS = _IN_THE_DOCK | _DOUBTFUL | {verb for verb, _ in _EVIDENCE}
_LONGEST_AGE = 3
_DEFENDANTS = frozenset(("defendant", "accused"))


class Courtroom:
    """The parts people play in the trials that a document reports."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.counsel: dict[int, str] = {}  # with the word that showed it
        self.spoke: list[Referent] = []
        self.unheard: list[Scene] = []
        self.witnesses: list[Referent] = []
        self.dock: list[Referent] = []
        self.doubtful: list[Referent] = []

    def learn(self, scene: Scene, mention: Mention, referent: Referent) -> None:
        """*Ruth Kade KC, defending*; *Ivo Roe, 34, of Mill Lane, pleaded guilty*."""
        if referent.kind is not A_PERSON:
            return
        examines = scene.low(mention.after + 1) if scene.low(mention.after) == "," else ""
        if mention.text.split()[-1] in _SILK or examines in _EXAMINES:
            self.counsel.setdefault(id(referent), examines)
        governed = scene.low(mention.first - 1) in PREPOSITIONS
        if mention.possessive or governed or scene.paragraph.title_case or not (referent.full or mention.title):
            return
        if self._is_heard_of(scene, mention) and referent not in self.doubtful:
            self.doubtful.append(referent)
        if _OF_COURTS.isdisjoint(scene.lows[mention.after : mention.after + _LONGEST_AGE + _REACH]):
            return  # most names stand in no court
        words = self._behind(scene, mention)
        if any(pair in _EVIDENCE for pair in pairwise(words)) and referent not in self.witnesses:
            self.witnesses.append(referent)
        for listed, verbs in ((self.dock, _IN_THE_DOCK), (self.doubtful, _DOUBTFUL)):
            if referent not in listed and any(word in verbs for word in words):
                listed.append(referent)

    def _is_heard_of(self, scene: Scene, mention: Mention) -> bool:
        """*The jury was told that* Ivo Roe, 34, had texted: of whom a court hears."""
        if scene.low(mention.first - 1) not in ("that", "how") or scene.low(mention.first - 2) not in ("told", "heard"):
            return False
        first, _ = scene.paragraph.sentence_of(mention.first)
        return any(scene.low(at) in _COURTS for at in range(max(first, mention.first - _REACH), mention.first))

    def _behind(self, scene: Scene, mention: Mention) -> list[str]:
        """The words of the clause whose subject the name is; none where another person or some words in marks stand."""
        start = behind_age(scene, mention.after)
        words = []
        for at in range(start, min(start + _REACH, len(scene.tokens))):
            low = scene.low(at)
            if low in (QUOTATION, ".", ";", ":", "by", "whose") or (low == "who" and at > start + 1):
                break
            words.append(low)
        return words

    def heard(self, scene: Scene) -> None:
        """Note a paragraph that has been read; who speaks in it is asked for where a witness is."""
        self.unheard.append(scene)

    def _speakers(self) -> list[Referent]:
        """The persons who speak in what has been heard, the latest few, the last one last."""
        for scene in self.unheard:
            for subject in map(scene.subject, scene.cues):
                referent = self.people.of(subject) if subject is not None else None
                if referent is not None and referent.kind is A_PERSON:
                    self.spoke.append(referent)
        self.unheard.clear()
        return self.spoke[-_MOST_HEARD:]

    def meant(self, mention: Mention, noun: str, focus: Sequence[Referent]) -> Referent | None:
        """Whom *the defendant*, *the witness*, *counsel* stands for; None where the text tells nobody."""
        if noun in _DEFENDANTS:
            return self._defendant(mention, focus)
        if noun == "witness":
            return self._witness(focus)
        if noun == "counsel":
            return self._last(focus, self.counsel)
        if noun == "prosecutor":
            return self._last(focus, [key for key, word in self.counsel.items() if word == "prosecuting"])
        return None

    def _defendant(self, mention: Mention, focus: Sequence[Referent]) -> Referent | None:
        """Of those in the dock the one named last, else whoever admits or denies something first."""
        dock = [one for one in self.dock if not self._is_of_the_court(one)]
        fitting = [one for one in dock if not genders_clash(mention.gender, one.gender)]
        if fitting:
            return self._last(focus, [id(one) for one in fitting]) or fitting[0]
        return next((one for one in self.doubtful if not self._is_of_the_court(one)), None)

    def _last(self, focus: Iterable[Referent], keys: Collection[int]) -> Referent | None:
        return next((one for one in reversed(list(focus)) if id(one) in keys), None)

    def _witness(self, focus: Sequence[Referent]) -> Referent | None:
        """Whoever gave evidence and was named last, else who spoke last and is no counsel, judge or accused."""
        told = self._last(focus, [id(one) for one in self.witnesses])
        if told is not None:
            return told
        for referent in (*reversed(self._speakers()), *reversed(focus)):
            if id(referent) not in self.counsel and not _holds(referent, _JUDGES) and referent not in self.dock:
                return referent
        return None

    def _is_of_the_court(self, referent: Referent) -> bool:
        return id(referent) in self.counsel or _holds(referent, _JUDGES | _POLICE | _ADVOCATES)


def _holds(referent: Referent, nouns: Collection[str]) -> bool:
    """Whether one of the nouns is in a role of the referent."""
    return any(word in nouns for role in referent.roles for word in fold_name(role))
