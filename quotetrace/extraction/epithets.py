"""Epithets: *the official*, *the 34-year-old*, *the Italian*, *his wife*, *the witness*: whom a definite role takes up.

They name nobody's office. Each stands for the person named last whom it fits, and teaches no role of that person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quotetrace.extraction.appositions import OF_ANOTHER
from quotetrace.extraction.callings import GENERIC, TRADES, is_called
from quotetrace.extraction.courtroom import Courtroom
from quotetrace.extraction.cues import Cue
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import NAME, PARENTS, ROLE, countries, demonyms
from quotetrace.extraction.referents import (
    A_PERSON,
    A_ROLE,
    NOT_DISTINCTIVE,
    Referent,
    genders_clash,
    office_words,
    other_office,
)
from quotetrace.extraction.scenes import Scene
from quotetrace.folding import fold_name

if TYPE_CHECKING:
    from quotetrace.extraction.people import People

# Nouns that are somebody's, or the other side's: whoever is named is not meant.
_RELATIONS = frozenset(
    "lawyer attorney solicitor barrister prosecutor judge witness defendant victim suspect plaintiff complainant "
    "reporter interviewer interpreter caller president minister mayor governor doctor counterpart opponent rival "
    "friend source wife husband mother father brother sister son daughter boss manager coach owner agent secretary "
    "king queen pope".split()
)
# Heads that take up a role without a name as well as a person with one, and what behind them tells that they do not.
_STRANGERS = frozenset("man woman boy girl".split())
_TELLS_APART = frozenset("beside behind next opposite sitting standing who whose that wearing holding carrying".split())
_SPOUSES = {"wife": "f", "husband": "m", "widow": "f", "widower": "m"}
_NUMBERS = frozenset("one two three four five six seven eight nine ten".split())
# Tokens behind a name in which *from Senegal* tells where its bearer is from.
_NEAR = 7
# Tokens before an epithet in which another person makes it ambiguous.
_SAME_PARAGRAPH = 80
# Digits of an age.
_LONGEST_AGE = 3


class Epithets:
    """Whom the definite roles of a document take up; told first what stands beside each name."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.register = people.register
        self.ages: dict[str, list[tuple[int, Referent]]] = {}  # with where each is told
        self.courtroom = Courtroom(people)
        self.origins: dict[int, str] = {}
        self.spouses: dict[int, Referent] = {}

    def learn(self, scene: Scene, mention: Mention, referent: Referent) -> None:
        """*Ruth Kade, 34,* and *34-year-old Ruth Kade*; *an agronomist from Senegal*; who is in the dock."""
        number, before = scene.low(mention.after + 1), scene.low(mention.first - 1)
        age = None
        if (
            scene.low(mention.after) in (",", "(")
            and number.isdigit()
            and len(number) <= _LONGEST_AGE
            and scene.low(mention.after + 2) in (",", ")", ".", "")
        ):
            age = number
        elif before.endswith("-year-old"):
            age = before.partition("-")[0]
        if age is not None and referent.kind is A_PERSON:
            self.ages.setdefault(age, []).append((mention.start, referent))
        behind = scene.lows[mention.after : mention.after + _NEAR]
        for at, low in enumerate(behind, mention.after) if "from" in behind else ():
            country = _country(scene.low(at + 1), scene.low(at + 2)) if low == "from" else None
            if country is not None:
                self.origins.setdefault(id(referent), country)
        self._learn_spouse(scene, mention, referent)
        self.courtroom.learn(scene, mention, referent)

    def _learn_spouse(self, scene: Scene, mention: Mention, referent: Referent) -> None:
        """*Ida Vance and her husband Ivo Roe*: the person named before the pronoun and this one are a couple."""
        role = (mention.role or "").lower().split()
        beside = scene.ending.get(mention.first - 1) if scene.low(mention.first - 1) == "," else None
        if beside is not None and beside.kind is ROLE:
            role = beside.text.lower().split()
        if len(role) < 2 or role[0] not in ("his", "her") or role[-1] not in _SPOUSES:
            return
        before = [self.people.of(one) for one in scene.inside(0, mention.first) if one.kind is NAME]
        partner = next((one for one in reversed(before) if one is not None and one is not referent), None)
        if partner is None or partner.kind is not A_PERSON:
            return
        told = partner.gender is not None or id(partner) in self.people.speaking
        if told and partner.gender != _SPOUSES[role[-1]]:
            self.spouses.setdefault(id(partner), referent)
            self.spouses.setdefault(id(referent), partner)

    def heard(self, scene: Scene) -> None:
        """Note who speaks in a paragraph that has been read."""
        self.courtroom.heard(scene)

    def meant(self, scene: Scene, mention: Mention, focus: Sequence[Referent]) -> Referent | None:
        """The person an epithet stands for, of those named last; None where it fits nobody. It teaches no role."""
        if mention.kind is not ROLE or mention.gender == "p":
            return None
        words = [word for word in office_words(mention.core) if word not in NOT_DISTINCTIVE]
        definite = mention.definite or mention.core.split()[0].lower() in ("current", "former", "then", "counsel")
        if not words or not definite:
            return None
        if words[-1] in _SPOUSES and scene.low(mention.first) in ("his", "her"):
            return self._spouse(mention, words[-1], focus)
        if words[-1] in _STRANGERS and scene.low(mention.after) in _TELLS_APART:
            return None  # the woman beside me
        if scene.low(mention.after) == "of" and scene.low(mention.after + 1) in ("a", "an", "one", "another"):
            return None  # the owner of a scrapyard
        if words[-1] in _STRANGERS and len(words) == 1 and (stranger := self._stranger(scene, mention)) is not None:
            return stranger
        if mention.core.lower() in demonyms():
            return self._compatriot(scene, mention, focus)
        if len(words) == 1 and (referent := self.courtroom.meant(mention, words[0], focus)) is not None:
            return referent
        age, behind, _ = mention.core.partition("-year-old")
        age = age if behind and age.isdigit() else ""
        if age in self.ages:
            told = self.ages[age]  # of several, the one told last before, else the first
            return next((one for start, one in reversed(told) if start < mention.start), told[0][1])
        parent = "-of-" in mention.core.split()[-1] or (  # the mother-of-two, the mother of two
            words[-1] in PARENTS and scene.low(mention.after) == "of" and scene.low(mention.after + 1) in _NUMBERS
        )
        if (words[-1] in GENERIC and len(words) <= 4) or (age and len(words) == 3) or parent:
            return self._last(mention, words, age, focus, owned=scene.low(mention.first) in OF_ANOTHER)
        return self._only_one_here(scene, mention, words)

    def _only_one_here(self, scene: Scene, mention: Mention, words: Sequence[str]) -> Referent | None:
        """*Lola Roy was late. “I ran,” the nurse said*: a trade not told before, of the one person of the paragraph."""
        low = scene.low(mention.first)
        if low != "the" or len(words) > 1 or words[0] in _RELATIONS or words[0].startswith("spokes"):
            return None
        if not (scene.is_quote(mention.first - 1) or scene.is_quote(mention.first - 2)):
            return None
        if self.register.with_words(fold_name(mention.core), A_ROLE) is not None or not scene.mentions:
            return None
        named = [self.people.of(one) for one in scene.inside(0, mention.first) if one.kind is NAME]
        persons = {id(one): one for one in named if one is not None and one.kind is A_PERSON}
        if len(persons) != 1:
            return None
        referent = next(iter(persons.values()))
        opener = self.people.of(scene.mentions[0])
        if (
            opener is not referent
            or genders_clash(mention.gender, referent.gender)
            or id(referent) not in self.people.told
        ):
            return None
        return referent

    def _last(
        self, mention: Mention, words: Sequence[str], age: str, focus: Sequence[Referent], *, owned: bool
    ) -> Referent | None:
        """Whoever was named last and may be one. owned: *their leader*, *his manager*, of whom a role must tell it."""
        unnamed = self.register.with_words(fold_name(mention.core), A_ROLE)
        if unnamed is None:
            alike = [one for one in focus if not genders_clash(mention.gender, one.gender)]
            role = office_words(mention.core)
            practising = next(
                (one for one in reversed(alike) if is_called(role, (*one.offices, tuple(one.ties)))), None
            )
            if practising is not None:
                return practising
        if owned:
            return None
        for referent in self._of_gender(mention.gender, focus):
            if not self.people.is_person(referent):
                continue
            if age and any(referent is one for told in self.ages.values() for _, one in told):
                continue
            if unnamed is not None and unnamed.first_seen < referent.first_seen:
                continue  # the mayor met Vance: she is not the mayor
            if genders_clash(mention.gender, referent.gender) or other_office(words, referent):
                continue
            if words[-1] in TRADES and referent.roles and not is_called(words[-1:], referent.offices):
                return None  # the one in focus is known to be something else
            return referent
        return None

    def _stranger(self, scene: Scene, mention: Mention) -> Referent | None:
        """*The owner of a yard spoke. The man, …*: the role without a name that last opened a sentence here."""
        for first, after in reversed(scene.paragraph.sentences):
            if first >= mention.first:
                continue
            opener = next(iter(scene.inside(first, min(after, first + 2))), None)
            referent = self.people.of(opener) if opener is not None else None
            if opener is None or opener.start == mention.start or referent is None:
                continue
            fits = referent.kind is A_ROLE and not genders_clash(mention.gender, referent.gender)
            return referent if fits else None
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
        if len(here) < 2:
            return unknown[0] if unknown else None
        opener = self.people.of(named[0]) if named[0].first <= 1 else None  # Vik beat Aho: “…,” the Finn said
        spoke = any(self._speaks(scene, cue, opener) for cue in scene.cues_in(0, mention.first - 1))
        return opener if opener in unknown and not spoke else None

    def _speaks(self, scene: Scene, cue: Cue, referent: Referent | None) -> bool:
        subject = scene.subject(cue)
        return subject is not None and self.people.of(subject) is referent

    def _spouse(self, mention: Mention, noun: str, focus: Sequence[Referent]) -> Referent | None:
        """*His wife*: the one other person of the surname of whoever was named last."""
        gender = _SPOUSES[noun]
        owner = next((one for one in reversed(focus) if one.gender != gender), None)
        if owner is None:
            return None
        if id(owner) in self.spouses:
            return self.spouses[id(owner)]
        if len(owner.words) < 2:
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
    """The country that one of the referent's roles tells: *Italian coach*, *Sri Lankan captain*, *Italy coach*."""
    for role in referent.roles:
        words = fold_name(role)
        for word, following in zip(words, (*words[1:], ""), strict=True):
            pair = f"{word} {following}"
            country = demonyms().get(pair) or demonyms().get(word) or _country(word, following)
            if country is not None:
                return country
    return None


def _country(word: str, following: str) -> str | None:
    """The country that the word names, with the one behind it or alone."""
    return next((name for name in (f"{word} {following}", word) if name in countries()), None)
