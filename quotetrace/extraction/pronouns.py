"""Pronouns: which referent *he, she, they, it, who* stands for where it speaks.

A small salience score, in the spirit of Lappin and Leass (1994) without the parse: near beats far, subjects beat
objects of prepositions, whoever spoke last is favoured, sex and number must agree. Sex comes from titles, from
sentences in which only one person can be meant, and from forenames last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from math import log

from quotetrace.extraction.clauses import PREPOSITIONS
from quotetrace.extraction.interviews import find_answers, find_askers
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import DOCUMENT, NAME, PRONOUN, ROLE
from quotetrace.extraction.people import People
from quotetrace.extraction.referents import A_BODY, A_DOCUMENT, A_GROUP, A_PERSON, A_ROLE, Referent
from quotetrace.extraction.scenes import Scene

# Paragraphs that are searched back for an antecedent.
_REACH = 4
# The nearest candidates are enough; a paragraph of thousands of names must not cost their square.
_MOST_CANDIDATES = 60
# Mentions looked at for them, those that stand for nobody included.
_MOST_LOOKS = 200
# The parts of the score, in sentences: a subject two sentences back equals a non-subject of the sentence before.
_SUBJECT = 1.0
_OBJECT_OF_PREPOSITION = -0.8
_LAST_SPEAKER = 0.8
_SUBJECT_RIGHT_BEFORE = 0.6
_POSSESSIVE = -0.2
_FREQUENCY = 0.25
_PARAGRAPH_BREAK = 0.3
_UNKNOWN_SEX = 0.3
_UNNAMED = 0.8
# *A naval officer*, *one*, *reviewers*: brought in by the way, and no rival of a person with a name.
_INDEFINITE = 2.5
# Whom an obituary is about is at hand throughout: as a subject of the same sentence is, whatever stands between.
_MOURNED = 1.0
# Paragraphs, and mentions of each, in which that is looked for.
_OPENING = 3
_MOST_IN_OPENING = 5
# A single capitalised word that nothing shows to be a person.
_DOUBTFUL = 1.2

_NO_VERBS = PREPOSITIONS | frozenset("and or nor but to as".split())
_BEFORE_A_PREDICATE = frozenset("as is was are were be been being became become remains not".split())
# What begins a sentence that presents somebody behind its verb.
_PRESENTING = frozenset("among one another".split())
_AGREES = {
    "m": (A_PERSON, A_ROLE),
    "f": (A_PERSON, A_ROLE),
    "n": (A_BODY, A_DOCUMENT, A_GROUP),
    "p": (A_GROUP, A_BODY),
}


class Pronouns:
    """Resolves pronouns of one document. `said` is told each attributed speaker in the order of the text."""

    def __init__(self, scenes: Sequence[Scene], people: People) -> None:
        self.scenes = scenes
        self.people = people
        self.base = [0.0]
        for scene in scenes:
            self.base.append(self.base[-1] + len(scene.paragraph.sentences) + _PARAGRAPH_BREAK)
        self.mourned = self._in_an_obituary()
        self.answers, answering = find_answers(scenes)
        self.interviewed = people.of(answering) if answering is not None else None
        self.last_speaker: tuple[int, Referent] | None = None
        # whom each he and she met so far means, by offset, and those still to be read, the next one last
        self.meant: dict[int, Referent] = {}
        self._unread = [
            (number, mention)
            for number, scene in enumerate(scenes)
            for mention in scene.mentions
            if mention.core in ("he", "she") and not scene.paragraph.title_case
        ][::-1]
        self._learn_gender()
        self.labels = self._labels()

    def _labels(self) -> dict[int, Referent]:
        """Whose words the paragraphs of a transcript are (VANCE: I asked him); none where it has one label or none."""
        out = {}
        for number, scene in enumerate(self.scenes):
            label = scene.starting.get(0)
            if label is not None and label.text.isupper() and scene.low(label.after) == ":":
                referent = self.people.of(label)
                if referent is not None:
                    out[number] = referent
        return out if len(out) > 1 else {}

    def _in_an_obituary(self) -> Referent | None:
        """The person of whom the opening says *who has died*: he or she of the whole article."""
        prose = (scene for scene in self.scenes if not scene.paragraph.title_case)
        for scene in islice(prose, _OPENING):
            for mention in scene.mentions[:_MOST_IN_OPENING]:
                behind = [scene.low(at) for at in range(mention.after, mention.after + 4)]
                if mention.kind is NAME and behind[behind[0] == "," :][:3] == ["who", "has", "died"]:
                    return self.people.of(mention)
        return None

    def said(self, at: int, referent: Referent | None) -> None:
        """Note that `referent` spoke at offset `at`."""
        self._read_to(at)
        if referent is not None:
            self.last_speaker = (at, referent)

    def resolve(self, mention: Mention, number: int) -> Referent | None:
        """The referent of a pronoun in paragraph `number`; None where nobody fits."""
        if mention.core in ("who", "which", "whose"):
            return self._antecedent(mention, number)
        if mention.core in ("i", "my"):
            return self.labels.get(number)
        self._read_to(mention.start)
        if mention.start not in self.meant:
            referent = self._best(mention, number)
            if referent is None or mention.core not in ("he", "she"):
                return referent
            self.meant[mention.start] = referent
        return self.meant[mention.start]

    def _read_to(self, at: int) -> None:
        """Settle every he and she before offset `at`: one that went on about somebody names him for the next."""
        while self._unread and self._unread[-1][1].start < at:
            number, mention = self._unread.pop()
            referent = self.meant.get(mention.start) or self._best(mention, number)
            if referent is not None:
                self.meant[mention.start] = referent

    def _best(self, mention: Mention, number: int) -> Referent | None:
        gender = mention.gender
        if gender == "i":
            return None
        if number in self.answers and self.scenes[number].is_quote(0) and self._may_be_interviewed(gender):
            return self.interviewed
        if gender == "p" and (spoke := self._who_spoke_jointly(number) or self._who_is_not_told(number)) is not None:
            return spoke
        scores: dict[int, float] = {}
        found: dict[int, Referent] = {}
        askers = [self.people.of(one) for one in find_askers(self.scenes[number], mention.first)]
        for candidate, referent, distance, scene in self._candidates(mention, number):
            if referent in askers:
                continue
            if self.labels and self._is_in_dialogue(candidate, scene, referent, number):
                continue
            told = gender == "n" and candidate.kind is DOCUMENT  # It read: Renwick's letter did
            if not (told or self._agrees(referent, gender)) or _is_predicate(candidate, scene):
                continue
            if candidate.kind is PRONOUN and candidate.gender != gender:
                continue  # a he is no she, whoever it was
            if scene is self.scenes[number] and _is_fronted(candidate, scene, mention):
                continue
            score = self._score(candidate, referent, distance, scene)
            if referent is self.mourned and referent.gender == gender:
                score = max(score, _MOURNED)
            key = id(referent)
            if score > scores.get(key, -99.0):
                scores[key], found[key] = score, referent
        if not scores:
            return self.last_speaker[1] if self.last_speaker and self._agrees(self.last_speaker[1], gender) else None
        return found[max(scores, key=lambda key: scores[key])]

    def _who_spoke_jointly(self, number: int) -> Referent | None:
        """The two who spoke last as one subject, if that was in this paragraph or the one before: they."""
        if self.last_speaker is None or self.last_speaker[1].kind is not A_GROUP:
            return None
        at, group = self.last_speaker
        return group if group.name[0].isupper() and at >= self.scenes[max(number - 1, 0)].paragraph.start else None

    def _who_is_not_told(self, number: int) -> Referent | None:
        """*One ally said … they said*: somebody unnamed and of no told sex, who spoke last here or opens all this."""
        scene = self.scenes[number]
        referent = None
        if self.last_speaker is not None and self.last_speaker[0] >= scene.paragraph.start:
            referent = self.last_speaker[1]
        elif scene.mentions and scene.mentions[0].first == 0 and not scene.mentions[0].definite:
            referent = self.people.of(scene.mentions[0])
        unnamed = referent is not None and referent.kind is A_ROLE and referent.gender is None
        return referent if unnamed else None

    def _may_be_interviewed(self, gender: str | None) -> bool:
        return gender in ("m", "f") and self.interviewed is not None and self._agrees(self.interviewed, gender)

    def _is_in_dialogue(self, candidate: Mention, scene: Scene, referent: Referent, number: int) -> bool:
        """Of a transcript: who speaks in the paragraph is not the *he* of it, and a label is no antecedent."""
        labelled = candidate.first == 0 and scene.paragraph.index in self.labels
        return labelled or self.labels.get(number) is referent

    def _agrees(self, referent: Referent, gender: str | None) -> bool:
        if gender in ("m", "f"):
            return referent.kind in _AGREES[gender] and referent.gender in (gender, None)
        if gender == "n" and referent.gender == "p":
            return False  # the members are no it
        return gender is not None and (referent.kind in _AGREES[gender] or (gender == "p" and referent.gender == "p"))

    def _score(self, candidate: Mention, referent: Referent, distance: float, scene: Scene) -> float:
        score = -distance + _FREQUENCY * log(1 + referent.mentions)
        before = scene.low(candidate.first - 1)
        if before in PREPOSITIONS and not _is_source(scene, candidate):
            score += _OBJECT_OF_PREPOSITION
        elif not candidate.possessive and self._is_subject(scene, candidate):
            score += _SUBJECT + (_SUBJECT_RIGHT_BEFORE if distance <= 1 else 0)
        if candidate.possessive:
            score += _POSSESSIVE
        if self.last_speaker is not None and self.last_speaker[1] is referent:
            score += _LAST_SPEAKER
        if referent.kind is A_PERSON and referent.gender is None:
            score -= _UNKNOWN_SEX if referent.full or referent.roles else _DOUBTFUL
        if referent.kind is A_BODY and referent.gender is None:
            score -= _DOUBTFUL  # a place, more often than not
        if referent.kind is A_ROLE:
            score -= _INDEFINITE if self._is_by_the_way(scene, candidate) else _UNNAMED
        return score

    def _is_subject(self, scene: Scene, mention: Mention) -> bool:
        """First of its sentence, or behind a quotation or a cue, or where a clause begins and goes on."""
        first, _ = scene.paragraph.sentence_of(mention.first)
        before = scene.low(mention.first - 1)
        if scene.low(first) in _PRESENTING and mention.kind is NAME and self._is_presented(scene, mention):
            return True
        if mention.first <= first + 1 or before in ("“”", "said", "says", "added") or _is_source(scene, mention):
            return True
        if before == "and" and mention.first - 1 in scene.ending:
            return False  # Vance and Roy
        return before in (",", "and", "but", "that") and self._goes_on(scene, mention.after)

    def _is_by_the_way(self, scene: Scene, mention: Mention) -> bool:
        """Whether an indefinite role is no topic: it does not open its paragraph, nor goes on *a woman who welds*."""
        if mention.kind is not ROLE or mention.definite or _is_source(scene, mention):
            return False
        return mention.first > 0 and scene.low(mention.after) != "who"

    def _is_presented(self, scene: Scene, mention: Mention) -> bool:
        """*Among them was Ida Vance*, *One is 29-year-old Ida Vance*: the subject behind its verb."""
        before = mention.first - 1
        before -= scene.low(before).endswith("-year-old")
        return scene.low(before) in ("is", "was")

    def _goes_on(self, scene: Scene, after: int) -> bool:
        """Whether a verb may stand behind a mention, so that it is no last member of a list: *Vance and Roy.*"""
        if after >= len(scene.tokens):
            return False
        token = scene.tokens[after]
        return (token.is_word and not token.is_capitalised and token.low not in _NO_VERBS) or token.low == ","

    def _candidates(self, mention: Mention, number: int) -> Iterator[tuple[Mention, Referent, float, Scene]]:
        """The named mentions before the pronoun, nearest first, with their distance in sentences."""
        here = self._ordinal(self.scenes[number], number, mention)
        left, looks = _MOST_CANDIDATES, _MOST_LOOKS
        for index in range(number, max(number - _REACH, 0) - 1, -1):
            scene = self.scenes[index]
            if scene.paragraph.title_case and index != number:
                continue
            last = len(scene.mentions)
            if index == number:
                last = bisect_left(scene.mentions, mention.first, key=lambda one: one.first)
            for position in range(last - 1, -1, -1):
                candidate = scene.mentions[position]
                referent = self.meant.get(candidate.start) if candidate.kind is PRONOUN else self.people.of(candidate)
                looks -= 1
                if not looks:
                    return
                if referent is None:
                    continue
                yield candidate, referent, here - self._ordinal(scene, index, candidate), scene
                left -= 1
                if not left:
                    return

    def _ordinal(self, scene: Scene, number: int, mention: Mention) -> float:
        """The place of a mention in the document, counted in sentences; a paragraph break counts a little more."""
        return self.base[number] + scene.paragraph.sentence_number(mention.first)

    def _antecedent(self, mention: Mention, number: int) -> Referent | None:
        """What a relative pronoun hangs on: the mention right before it, over a comma or an insertion."""
        scene = self.scenes[number]
        for candidate in islice(_named_before(scene, mention), 3):
            referent = self.people.of(candidate)
            if referent is None or (mention.core == "who" and referent.kind is A_DOCUMENT):
                continue
            within = scene.low(candidate.first - 1) in PREPOSITIONS  # a teacher in the city, who said
            if mention.core == "who" and within and referent.kind is A_BODY and any(_named_before(scene, candidate)):
                continue
            outer = scene.ending.get(candidate.first - 1)
            if scene.low(candidate.first - 1) == "," and outer is not None and candidate.kind is ROLE:
                return self.people.of(outer) or referent
            return referent
        return None

    def _learn_gender(self) -> None:
        """Sex from the text: a he or she in a paragraph in which only one person is named."""
        votes: dict[int, Counter[str]] = {}
        for scene in self.scenes:
            persons: set[int] = set()
            if PRONOUN not in [mention.kind for mention in scene.mentions]:
                continue
            for mention in scene.mentions:
                if mention.kind is PRONOUN:
                    if mention.gender in ("m", "f") and len(persons) == 1:
                        votes.setdefault(next(iter(persons)), Counter())[mention.gender] += 1
                    continue
                referent = self.people.of(mention)
                if referent is not None and referent.kind is A_PERSON:
                    persons.add(id(referent))
        for referent in self.people.register.all:
            counted = votes.get(id(referent))
            if counted and not referent.gender_from_title:
                (gender, count), *rest = counted.most_common()
                clear = not rest or count >= 2 * rest[0][1]
                if clear and (referent.gender is None or (count >= 3 and not rest)):
                    referent.gender = gender


def _named_before(scene: Scene, mention: Mention) -> Iterator[Mention]:
    """The mentions that end before this one begins, pronouns left out; the nearest first."""
    for index in range(bisect_left(scene.mentions, mention.first, key=lambda one: one.first) - 1, -1, -1):
        one = scene.mentions[index]
        if one.after <= mention.first and one.kind is not PRONOUN:
            yield one


def _is_source(scene: Scene, mention: Mention) -> bool:
    """*According to a spokeswoman, …*: whoever speaks is as good as a subject."""
    return scene.low(mention.first - 1) == "to" and scene.low(mention.first - 2) == "according"


def _is_fronted(candidate: Mention, scene: Scene, mention: Mention) -> bool:
    """*A tall woman with a stick*, she ran: what the pronoun right behind the comma is."""
    if candidate.kind is not ROLE or scene.low(candidate.first) not in ("a", "an"):
        return False
    if candidate.first != scene.paragraph.sentence_of(mention.first)[0] or scene.low(mention.first - 1) != ",":
        return False
    return all(scene.low(at) != "," for at in range(candidate.after, mention.first - 1))


def _is_predicate(candidate: Mention, scene: Scene) -> bool:
    """*as Norway's prime minister*, *she is a dentist*: what the subject is, nobody else."""
    return candidate.kind is ROLE and scene.low(candidate.first - 1) in _BEFORE_A_PREDICATE
