"""Epithets: *the official*, *the 34-year-old*, *the Italian*, *his wife*, *the witness*: whom a definite role takes up.

They name nobody's office. Each stands for the person named last whom it fits, and teaches no role of that person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import PARENTS, MentionKind, demonyms
from quotetrace.extraction.referents import NOT_DISTINCTIVE, Referent, genders_clash, office_words, other_office
from quotetrace.extraction.scenes import Scene
from quotetrace.folding import fold_name
from quotetrace.model import EntityKind

if TYPE_CHECKING:
    from quotetrace.extraction.people import People

# Heads that stand for whoever was named last, where their sex and number agree: "the official", "the politician".
_GENERIC = frozenset(
    "official politician leader lawmaker man woman candidate nominee front-runner frontrunner mogul businessman "
    "billionaire tycoon diplomat lawyer attorney doctor professor academic researcher scientist author writer "
    "activist campaigner veteran minister senator congressman congresswoman governor mayor president chairman "
    "chairwoman executive founder owner director manager spokesman spokeswoman spokesperson democrat republican "
    "actor actress singer coach player chief boss head secretary premier premiership chancellor general judge "
    "officer strategist hopeful rival contender neurosurgeon surgeon priest bishop teacher student resident "
    "businesswoman policeman policewoman sportsman sportswoman heiress ballerina footballer athlete striker midfielder "
    "defender goalkeeper winger batsman bowler cyclist swimmer golfer jockey boxer sprinter champion skipper captain "
    "native star critic opponent speaker expert analyst mp td".split()
)
# The ones of them that are trades: whoever is known to be something else is not meant.
_TRADES = frozenset(
    "doctor lawyer attorney professor academic researcher scientist author writer actor actress singer coach "
    "player mayor "
    "minister councillor sheriff priest bishop teacher student judge surgeon neurosurgeon officer resident critic "
    "analyst strategist".split()
)
# What those who practise a trade are called besides: an officer is a sergeant, an academic a professor.
_CALLINGS = {
    word: frozenset(callings.split())
    for words, callings in (
        ("officer", "officer detective sergeant constable inspector superintendent garda commander captain sheriff"),
        ("lawyer attorney", "lawyer attorney counsel barrister solicitor advocate"),
        ("academic researcher scientist", "professor prof lecturer researcher scientist academic historian biologist"),
        ("doctor", "surgeon consultant physician gp"),
        ("minister", "minister secretary"),
    )
    for word in words.split()
}
_SPOUSES = {"wife": "f", "husband": "m", "widow": "f", "widower": "m"}
_NUMBERS = frozenset("one two three four five six seven eight nine ten".split())
# Silk and the words that show who examines witnesses and is none.
_COUNSEL = frozenset("KC QC SC BL".split())
_EXAMINES = frozenset("prosecuting defending cross-examining for counsel barrister".split())
_JUDGES = frozenset("judge justice coroner sheriff magistrate".split())
# Tokens behind a name in which *from Senegal* tells where its bearer is from.
_NEAR = 7
# Tokens before an epithet in which another person makes it ambiguous.
_SAME_PARAGRAPH = 80
# Speakers looked at for a witness.
_MOST_HEARD = 20
# Digits of an age.
_LONGEST_AGE = 3


class Epithets:
    """Whom the definite roles of a document take up; told first what stands beside each name."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.register = people.register
        self.ages: dict[str, list[tuple[int, Referent]]] = {}  # with where each is told
        self.counsel: set[int] = set()
        self.spoke: list[Referent] = []
        self.unheard: list[Scene] = []
        self.origins: dict[int, str] = {}

    def learn(self, scene: Scene, mention: Mention, referent: Referent) -> None:
        """*Ruth Kade, 34,* and *34-year-old Ruth Kade*; *Ruth Kade KC, defending*."""
        number, before = scene.low(mention.after + 1), scene.low(mention.first - 1)
        closed = scene.low(mention.after + 2) in (",", ")", ".", "")
        age = None
        if scene.low(mention.after) in (",", "(") and number.isdigit() and len(number) <= _LONGEST_AGE and closed:
            age = number
        elif before.endswith("-year-old"):
            age = before.partition("-")[0]
        if age is not None and referent.kind is EntityKind.PERSON:
            self.ages.setdefault(age, []).append((mention.start, referent))
        for at in range(mention.after, mention.after + _NEAR):
            if scene.low(at) == "from" and scene.low(at + 1) in demonyms().values():
                self.origins.setdefault(id(referent), scene.low(at + 1))
        silk = mention.text.split()[-1] in _COUNSEL
        if silk or (scene.low(mention.after) == "," and number in _EXAMINES):
            self.counsel.add(id(referent))

    def heard(self, scene: Scene) -> None:
        """Note a paragraph that has been read; who speaks in it is asked for where a witness is."""
        self.unheard.append(scene)

    def _speakers(self) -> list[Referent]:
        """The persons who speak in what has been heard, the latest few, the last one last."""
        for scene in self.unheard:
            for subject in map(scene.subject, scene.cues):
                referent = self.people.of(subject) if subject is not None else None
                if referent is not None and referent.kind is EntityKind.PERSON:
                    self.spoke.append(referent)
        self.unheard.clear()
        return self.spoke[-_MOST_HEARD:]

    def meant(self, scene: Scene, mention: Mention, focus: Sequence[Referent]) -> Referent | None:
        """The person an epithet stands for, of those named last; None where it fits nobody. It teaches no role."""
        if mention.kind is not MentionKind.ROLE or mention.gender == "p":
            return None
        words = [word for word in office_words(mention.core) if word not in NOT_DISTINCTIVE]
        definite = mention.definite or mention.core.split()[0].lower() in ("current", "former", "then")
        if not words or not definite:
            return None
        if words[-1] in _SPOUSES and scene.low(mention.first) in ("his", "her"):
            return self._spouse(mention, words[-1], focus)
        if words[-1] in demonyms() and len(words) == 1:
            return self._compatriot(scene, mention, focus)
        if words == ["witness"]:
            return self._witness(focus)
        age = words[0] if words[1:3] == ["year", "old"] else None
        if age in self.ages:
            told = self.ages[age]  # of several, the one told last before, else the first
            return next((one for start, one in reversed(told) if start < mention.start), told[0][1])
        parent = "-of-" in mention.core.split()[-1] or (  # the mother-of-two, the mother of two
            words[-1] in PARENTS and scene.low(mention.after) == "of" and scene.low(mention.after + 1) in _NUMBERS
        )
        if (words[-1] in _GENERIC and len(words) <= 4) or (age and len(words) == 3) or parent:
            return self._last(mention, words, age, focus)
        return None

    def _last(
        self, mention: Mention, words: Sequence[str], age: str | None, focus: Sequence[Referent]
    ) -> Referent | None:
        """Whoever was named last and may be one."""
        unnamed = self.register.with_words(fold_name(mention.core), EntityKind.ROLE)
        if unnamed is None and words[-1] in _CALLINGS and len(words) == 1:
            practising = next((one for one in reversed(focus) if _practises(one, words[-1])), None)
            if practising is not None:
                return practising
        for referent in self._of_gender(mention.gender, focus):
            if age and any(referent is one for told in self.ages.values() for _, one in told):
                continue
            if unnamed is not None and unnamed.first_seen < referent.first_seen:
                continue  # the mayor met Vance: she is not the mayor
            if genders_clash(mention.gender, referent.gender) or other_office(words, referent):
                continue
            if words[-1] in _TRADES and referent.roles and not _practises(referent, words[-1]):
                return None  # the one in focus is known to be something else
            return referent
        return None

    def _compatriot(self, scene: Scene, mention: Mention, focus: Sequence[Referent]) -> Referent | None:
        """*The Italian*: the person known to be one; else the last named, where nobody else near can be."""
        country = demonyms()[mention.core.lower()]
        unknown: list[Referent] = []
        for referent in reversed(focus):
            known = self.origins.get(id(referent)) or _origin_in(referent)
            if known == country:
                return referent
            if known is None and id(referent) in self.people.told and referent not in unknown:
                unknown.append(referent)
        named = scene.inside(mention.first - _SAME_PARAGRAPH, mention.first)
        here = {id(self.people.of(one)) for one in named if self.people.of(one) in unknown}
        return unknown[0] if unknown and len(here) < 2 else None

    def _witness(self, focus: Sequence[Referent]) -> Referent | None:
        """The last speaker who is neither counsel nor the judge, else such a person named last."""
        for referent in (*reversed(self._speakers()), *reversed(focus)):
            held = {word for role in referent.roles for word in fold_name(role)}
            if id(referent) not in self.counsel and not held & _JUDGES:
                return referent
        return None

    def _spouse(self, mention: Mention, noun: str, focus: Sequence[Referent]) -> Referent | None:
        """*His wife*: the one other person of the surname of whoever was named last."""
        gender = _SPOUSES[noun]
        owner = next((one for one in reversed(focus) if one.gender != gender), None)
        if owner is None or len(owner.words) < 2:
            return None
        fitting = [
            one
            for one in self.register.with_surname(owner.surname)
            if one is not owner
            and id(one) in self.people.told
            and one.gender == gender
            and one.first_seen < mention.start
        ]
        return fitting[0] if len(fitting) == 1 and not fitting[0].roles else None

    def _of_gender(self, gender: str | None, focus: Sequence[Referent]) -> Iterator[Referent]:
        """The persons named last, the latest first; if a gender is told, those known to be of it before all others."""
        if gender is not None:
            yield from (one for one in reversed(focus) if one.gender == gender)
        yield from reversed(focus)


def _origin_in(referent: Referent) -> str | None:
    """The country that one of the referent's roles tells: *Italian coach*."""
    words = (word for role in referent.roles for word in fold_name(role))
    return next((demonyms()[word] for word in words if word in demonyms()), None)


def _practises(referent: Referent, trade: str) -> bool:
    """Whether one of the referent's roles is a calling of the trade: *the officer* after *Detective Sergeant Kade*."""
    callings = _CALLINGS.get(trade, frozenset())
    return any(word in callings for role in referent.roles for word in fold_name(role))


def behind_age(scene: Scene, at: int) -> int:
    """Where what a name is followed by goes on behind an age: *Ruth Kade*, 66*, a bus captain*; (66)*, a captain*."""
    low, age = scene.low(at), scene.low(at + 1)
    if low not in (",", "(") or not age.isdigit() or len(age) > _LONGEST_AGE:
        return at
    return at + 2 + (low == "(")
