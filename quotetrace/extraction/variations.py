"""Other words for a person: *the pharmacist*, *the former seamer*, *the retiree*, where nothing tells whose they are.

A newsroom does not say a name twice in a row. A definite role that speaks and was never brought in (*a farmer said …
the farmer*) is another word for whoever the story is with: who spoke or was the subject last, and can be one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from quotetrace.extraction.appositions import tells_of_what
from quotetrace.extraction.callings import is_called
from quotetrace.extraction.clauses import PREPOSITIONS
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import POST_NOMINALS, PRONOUN, ROLE, demonyms
from quotetrace.extraction.referents import (
    A_PERSON,
    A_ROLE,
    NOT_DISTINCTIVE,
    ONE_OFFICE,
    Referent,
    genders_clash,
    office_words,
    other_office,
)
from quotetrace.extraction.scenes import Scene
from quotetrace.folding import fold_name

if TYPE_CHECKING:
    from quotetrace.extraction.people import People

# Paragraphs back to whoever the story is with, and how many persons are remembered.
_REACH = 3
# The same, where the paragraphs between name nobody.
_FAR = 7
_MOST = 40
_ARTICLES = frozenset(("the", "this"))
_SEXES = {"he": "m", "she": "f"}
# Roles that many hold at once, and that no story varies a name with.
_NOBODYS = frozenset(
    "person other spokesman spokeswoman spokesperson caller interviewer reporter journalist crowd moderator "
    "announcer narrator source insider pal man woman boy girl defendant accused witness prosecutor victim".split()
)
# Who tells newspapers what others do and is not named: one word for them varies another.
_CONFIDANTS = ("source", "insider", "pal", "friend")
# What stands before a subject, besides the beginning of its sentence.
_BEFORE_A_SUBJECT = frozenset(
    ", ; : ( “” that but when while as because although said says added is was are were".split()
)
# Roles that leave it open what their holder does.
_NO_TRADES = frozenset(
    "neighbour neighbor resident volunteer passenger commuter passer-by bystander mother father grandmother "
    "grandfather parent man woman witness survivor local villager mr mrs ms miss dr".split()
)
# Tokens before the role in which its person is looked for.
_NEAR = 120


class Variations:
    """Whom a definite role stands for that nothing else settled; asked in the order of the text."""

    def __init__(self, people: People, scenes: Sequence[Scene]) -> None:
        self.people = people
        self.scenes = scenes
        self.unnamed: dict[str, tuple[int, Referent]] = {}  # with the paragraph
        self.known: list[tuple[int, bool, Referent]] = []  # with the paragraph and whether they speak there
        self.nouns: set[str] = set()  # of all roles that stand for nobody named
        self.heard: set[int] = set()  # who has spoken so far
        self.speaking: tuple[int, frozenset[int]] = (-1, frozenset())

    def introduce(self, number: int, mention: Mention, referent: Referent) -> None:
        """*A farmer said*: the farmer of what follows may be this one."""
        words = office_words(mention.core)
        if not words or referent.kind is not A_ROLE or mention.core in POST_NOMINALS:
            return
        self.nouns.add(words[-1])
        if not mention.definite:
            self.unnamed[words[-1]] = (number, referent)

    def brought_in(self, mention: Mention) -> Referent | None:
        """*A police spokesman said … the spokesman*: the one of that noun, where no person was named since."""
        words = fold_name(mention.core)
        nouns = [words[0], *(_CONFIDANTS if words[0] in _CONFIDANTS else ())] if len(words) == 1 else []
        number, referent = next((self.unnamed[noun] for noun in nouns if noun in self.unnamed), (0, None))
        if referent is None or mention.kind is not ROLE or not mention.definite:
            return None
        named = self.known[-1][0] if self.known else -1
        return referent if words[0] in _NOBODYS or number >= named else None

    def read(self, number: int, scene: Scene) -> None:
        """Note who speaks and who is spoken of in a paragraph that has been read, the speakers last."""
        if scene.paragraph.title_case:
            return
        spoke = self._spoke(scene)
        persons = [(one.end in spoke, referent) for one in scene.mentions if (referent := self._person(scene, one))]
        self.heard.update(id(one) for speaks, one in persons if speaks)
        self.known.extend((number, speaks, one) for speaks, one in sorted(persons, key=lambda pair: pair[0]))

    def meant(self, number: int, scene: Scene, mention: Mention) -> Referent | None:
        """The person the role varies the name of; None where it may be somebody nobody named."""
        words = [word for word in office_words(mention.core) if word not in NOT_DISTINCTIVE]
        if not words or mention.kind is not ROLE or mention.gender == "p" or mention.owner is not None:
            return None
        if scene.low(mention.first) not in _ARTICLES and scene.low(mention.first - 1) not in _ARTICLES:
            return None
        if mention.core.lower() in demonyms() or self._is_somebody_else(mention, words):
            return None
        role = words[-1:] if words[-1] in _NOBODYS else office_words(mention.core)
        if mention.end not in self._spoke(scene) or (
            tells_of_what(scene, mention) and scene.low(mention.first) != "this"
        ):
            return None
        fitting = [
            one
            for one in self.salient(number, scene, mention)
            if not genders_clash(mention.gender, one.gender) and not other_office(words, one)
        ]
        called = next((one for one in fitting if is_called(role, (*one.offices, tuple(one.ties)))), None)
        if called is not None or words[-1] in ONE_OFFICE | _NOBODYS or _is_owned(mention):
            return called  # the president, the town's mayor may well be somebody nobody named
        likeliest = next(iter(fitting), None)
        if likeliest is None or id(likeliest) in self.heard:
            return likeliest
        return None if _has_trade(likeliest) or self._is_one_of_two(scene, mention) else likeliest

    def _is_one_of_two(self, scene: Scene, mention: Mention) -> bool:
        """*Ida Vance met Ruth Kade. “I ran,” the nurse said*: either may be meant."""
        near = (self.people.of(one) for one in scene.inside(mention.first - _NEAR, mention.first))
        return len({id(one) for one in near if one is not None and id(one) in self.people.told}) > 1

    def _is_somebody_else(self, mention: Mention, words: Sequence[str]) -> bool:
        """*A farmer said … the farmer*; *the mayor met Vance … the mayor said*; and who is never a person named."""
        known = self.people.register.with_words(fold_name(mention.core), A_ROLE)
        return words[-1] in self.nouns or known is not None

    def _spoke(self, scene: Scene) -> frozenset[int]:
        """Where the mentions end that are the subjects of the paragraph's cues."""
        if self.speaking[0] != scene.paragraph.index:
            subjects = (scene.subject(cue) for cue in scene.cues)
            self.speaking = (scene.paragraph.index, frozenset(one.end for one in subjects if one is not None))
        return self.speaking[1]

    def _person(self, scene: Scene, mention: Mention) -> Referent | None:
        """The person that the mention names as a subject; None for one that a verb or a preposition governs."""
        referent = self.people.of(mention)
        if referent is None or referent.kind is not A_PERSON or mention.possessive:
            return None
        before = mention.first - 1 - (scene.low(mention.first - 1) == "the")
        sentence, _ = scene.paragraph.sentence_of(mention.first)
        subject = (
            scene.low(before) in _BEFORE_A_SUBJECT
            or scene.is_quote(before)
            or before < sentence
            or (scene.low(before) not in PREPOSITIONS and not scene.count_inside(sentence, mention.first))
            or mention.end in self._spoke(scene)
        )
        return referent if subject and self.people.is_person(referent) else None

    def salient(self, number: int, scene: Scene, mention: Mention) -> list[Referent]:
        """The persons the story is with, the latest first; before all others those of the sex of the last pronoun."""
        near = scene.inside(mention.first - _NEAR, mention.first)
        self.heard.update(id(self.people.of(one)) for one in near if one.end in self._spoke(scene))
        here = [self._person(scene, one) for one in reversed(near)]
        last = self.known[-1][0] if self.known else 0
        since = min(number - _REACH, max(last, number - _FAR))
        back = takewhile(lambda one: one[0] >= since, reversed(self.known[-_MOST:]))
        persons = [*(one for one in here if one is not None), *(referent for _, _, referent in back)]
        sex = self._sex(number, near)
        return sorted(persons, key=lambda one: genders_clash(sex, one.gender))

    def _sex(self, number: int, before: Sequence[Mention]) -> str | None:
        """The sex that the last *he* or *she* tells, here or in the paragraph before."""
        last = self.scenes[number - 1].mentions if number else ()
        for one in (*reversed(before), *reversed(last)):
            if one.kind is PRONOUN and one.core in _SEXES:
                return _SEXES[one.core]
        return None


def _has_trade(referent: Referent) -> bool:
    """Whether a role tells more than where somebody lives or stands: the doctor is not *the harbour master*."""
    return any(office[-1] not in _NO_TRADES for office in referent.offices)


def _is_owned(mention: Mention) -> bool:
    """*The town's clerk*: of a body that the role itself names."""
    return "'" in mention.core or "’" in mention.core
