"""Offices and other common nouns of one document: whose role each is, and which body or document stands behind it.

Roles are learnt from the text (*Ruth Vance, the harbour master*; *the union's chair, Ivo Lund*) and stand for nobody
without such evidence, except that *the official* after a named person is that person. For documents see there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotetrace.extraction.appositions import (
    OF_ANOTHER,
    behind_age,
    office_tail,
    roles_beside,
    tail_words,
    tells_of_what,
)
from quotetrace.extraction.clauses import PREPOSITIONS
from quotetrace.extraction.documents import Issuers
from quotetrace.extraction.epithets import Epithets
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import DOCUMENT, NAME, ORGANISATION, PRONOUN, ROLE, demonyms
from quotetrace.extraction.referents import (
    A_BODY,
    A_DOCUMENT,
    A_GROUP,
    A_PERSON,
    A_ROLE,
    FIRM_WORDS,
    NOT_DISTINCTIVE,
    Referent,
    genders_clash,
    office_words,
    role_score,
)
from quotetrace.extraction.scenes import Scene
from quotetrace.extraction.variations import Variations
from quotetrace.folding import fold_name
from quotetrace.lexicons import word_list
from quotetrace.model import ZoneKind

if TYPE_CHECKING:
    from quotetrace.extraction.people import People

# What a business is called, and words in the names of businesses.
_FIRMS = frozenset("company firm business manufacturer developer operator supplier retailer".split())
# What a body is called by its trade.
_TRADERS = _FIRMS | frozenset(
    "airline automaker brewer broadcaster carmaker charity chipmaker forecaster insurer lender regulator supermarket "
    "watchdog".split()
)
# Whose office is in a body.
_EXECUTIVES = frozenset(
    "executive officer director chairman chairwoman chair president manager ceo head captain".split()
)
# Letters that are no office, whoever's initials they are.
_NO_OFFICES = frozenset("us uk un eu usa uae who".split())
_IN_BRACKETS = re.compile(r"\([^)]{0,200}\)")
# The last paragraph (from 0) whose roles may be named in the paragraph after.
_LEDE = 3
# How many of the persons named last are looked at, and how many roles of the lede ask the next paragraph.
_MOST_IN_FOCUS = 60
_MOST_IN_LEDE = 12
# How many paragraphs back a generic role looks for its person.
_GENERIC_REACH = 3


def settle_offices(people: People, scenes: Sequence[Scene]) -> None:
    """Give every role, body and document of the scenes its referent, the names being settled."""
    offices = _Offices(people, scenes)
    for scene in scenes:
        offices.learn(scene)
    offices.spell_out()
    offices.assign()


class _Offices:
    def __init__(self, people: People, scenes: Sequence[Scene]) -> None:
        self.people = people
        self.register = people.register
        self.by_end = people.by_end
        self.scenes = scenes
        self.asked = 0
        self.bodies: list[tuple[int, Referent]] = []
        self.epithets = Epithets(people)
        self.issuers = Issuers(people)
        self.variations = Variations(people, scenes)

    def learn(self, scene: Scene) -> None:
        """Apposition, predication and acronyms tie a role or a short form to a name."""
        for mention in scene.mentions:
            referent = self.people.of(mention) if mention.kind in (NAME, ORGANISATION) else None
            if referent is None:
                continue
            self.epithets.learn(scene, mention, referent)
            if scene.low(mention.after) == "," and scene.low(mention.after + 1) in ("of", "from"):
                referent.ties.update(tail_words(scene, mention.after + 1))
            for role in roles_beside(scene, mention):
                if role.kind is ROLE or (role.kind is ORGANISATION and referent.kind is A_BODY):
                    self.register.learn_office(referent, role.text, office_tail(scene, role))
                    if role.end not in self.by_end:
                        self.people.stand(role.end, referent)
                    self._learn_body(scene, role)
                    if scene.low(role.first) not in OF_ANOTHER:
                        self._learn_gender(referent, role, behind=role.first > mention.first)
            if mention.role and scene.low(mention.first - 1) != "the":
                self._learn_initials(referent, mention)
            short = scene.starting.get(mention.after + 1)
            if (
                scene.low(mention.after) == "("
                and short is not None
                and scene.low(short.after) == ")"
                and short.core.isupper()
            ):
                self._acronym(referent, short)

    def _learn_initials(self, referent: Referent, mention: Mention) -> None:
        """*Superintendent of Police Ruth Kade*, then *the SP*: what was read as a body of these letters is she."""
        role = _IN_BRACKETS.sub("", mention.role or "")
        words = [word for word in role.split() if word[0].isupper()]
        letters = role if role.isupper() else "".join(word[0] for word in words)
        known = self.register.with_words((letters.lower(),), A_BODY) if len(letters) > 1 else None
        if known is not None and known.name == letters and known.first_seen > mention.start:
            self.people.merge(known, referent)

    def _learn_body(self, scene: Scene, role: Mention) -> None:
        """*Chief executive of* Kell Lines: what has executives is no person, whatever its name looks like."""
        body = scene.starting.get(role.after + 1) if scene.low(role.after) in ("of", "at") else None
        referent = self.people.of(body) if body is not None else None
        if referent is not None and office_words(role.core)[-1] in _EXECUTIVES and not referent.roles:
            self.people.bodies.add(id(referent))

    def spell_out(self) -> None:
        """*The MCE*, after *the Municipal Chief Executive, Ivo Roe*: a body of these letters alone is the holder."""
        for body in [one for one in self.register.all if one.kind is A_BODY and one.name.isupper()]:
            holders = {id(one): one for _, one in self.register.offices(body.name.lower())}
            if len(holders) == 1 and body.name.lower() not in word_list("places.txt") | _NO_OFFICES:
                self.people.merge(body, next(iter(holders.values())))

    def _learn_gender(self, referent: Referent, role: Mention, *, behind: bool) -> None:
        """What an apposition tells: *Walter Pryce, an actress* is a woman, whatever the forename; a title is surer."""
        if role.gender not in ("m", "f") or referent.gender_from_title or referent.kind is not A_PERSON:
            return
        if referent.gender is None:
            referent.gender = role.gender
        elif behind:
            referent.gender, referent.gender_from_title = role.gender, True

    def _acronym(self, referent: Referent, short: Mention) -> None:
        old = self.by_end.get(short.end)
        referent.add_alias(short.core)
        if old is not None and old is not referent:
            self.people.merge(old, referent)

    def assign(self) -> None:
        """Each role that no apposition settled: the person whose role it is, the person in focus, or itself."""
        focus: list[tuple[int, Referent]] = []
        # the headline last: its roles are the body's
        for number, scene in sorted(enumerate(self.scenes), key=lambda one: one[1].paragraph.zone is ZoneKind.HEADLINE):
            self.issuers.read(scene)
            for mention in scene.mentions:
                referent = self.by_end.get(mention.end)
                if referent is not None:
                    if referent.kind is A_BODY and self._opens_sentence(scene, mention):
                        self.bodies.append((number, referent))
                    if (
                        referent.kind is A_PERSON
                        and scene.low(mention.first - 1) not in PREPOSITIONS
                        and not scene.paragraph.title_case
                    ):
                        focus.append((number, referent))
                    continue
                if mention.kind is PRONOUN:
                    continue
                bearer = self.register.with_surname(mention.text.lower()) if mention.text[:1].isupper() else []
                if bearer and bearer[0].kind is A_PERSON and bearer[0].full:
                    self.people.note(mention, bearer[0])  # Howard Dean, then Dean
                    continue
                if mention.kind is DOCUMENT:
                    self.people.note(mention, self.issuers.of(scene, mention) or self._unnamed(mention))
                    continue
                if scene.paragraph.zone is ZoneKind.HEADLINE and (holder := self._only_holder(mention)) is not None:
                    self.people.note(mention, holder)
                    continue
                if mention.kind is ORGANISATION:
                    referent = self._body_named_before(number, mention) or self._unnamed(mention)
                elif mention.gender == "p":
                    referent = self.variations.brought_in(mention) or self._unnamed(mention)
                else:
                    nearby = [one for back, one in focus[-_MOST_IN_FOCUS:] if number - back <= _GENERIC_REACH]
                    referent = self._by_role(mention, nearby) or self._meant(number, scene, mention, nearby)
                self.people.note(mention, referent)
            self.epithets.heard(scene)
            self.variations.read(number, scene)

    def _meant(self, number: int, scene: Scene, mention: Mention, nearby: Sequence[Referent]) -> Referent:
        """Whom one role stands for that is nobody's office: somebody named, or whoever it brings in."""
        referent = (
            self.variations.brought_in(mention)
            or self.epithets.meant(scene, mention, self._in_focus(number, scene, mention, nearby))
            or self._named_next(number, mention)
            or self.variations.meant(number, scene, mention)
            or self._unnamed(mention)
        )
        self.variations.introduce(number, mention, referent)
        return referent

    def _in_focus(self, number: int, scene: Scene, mention: Mention, nearby: Sequence[Referent]) -> Sequence[Referent]:
        """Those named near by, and behind them those the story is with, the likeliest last."""
        if mention.kind is not ROLE or not mention.definite or tells_of_what(scene, mention):
            return nearby
        if mention.core.lower() in demonyms() and any(one.kind is NAME for one in scene.inside(0, mention.first)):
            return nearby  # Orla Tierney laughed. “No,” the Kiwi said
        return [*nearby, *reversed(self.variations.salient(number, scene, mention))]

    def _only_holder(self, mention: Mention) -> Referent | None:
        """The one person of the body whose role has the headline's noun: *Dam engineer* for the chief engineer."""
        if mention.kind is not ROLE:
            return None
        head = office_words(mention.core)[-1]
        holders = {id(holder): holder for words, holder in self.register.offices(head) if words[-1] == head}
        return next(iter(holders.values())) if len(holders) == 1 else None

    def _opens_sentence(self, scene: Scene, mention: Mention) -> bool:
        first, _ = scene.paragraph.sentence_of(mention.first)
        return mention.first - first <= (scene.low(first) == "the") and not scene.paragraph.title_case

    def _body_named_before(self, number: int, mention: Mention) -> Referent | None:
        """*The ministry*: the body named before whose name has the word; *the company*: the last company named.

        *The forecaster*, *the airline*: the only body that lately opened a sentence.
        """
        words = mention.core.split()
        if mention.kind is not ORGANISATION or not mention.definite or len(words) > 1:
            return None
        head = words[0].lower()
        fitting = self.register.bodies_with([head])
        if head in _FIRMS and not fitting:
            fitting = self.register.bodies_with(FIRM_WORDS)
        fitting = [one for one in fitting if one.first_seen < mention.start and not _is_one_of_many(one)]
        if fitting:
            return max(fitting, key=lambda one: one.first_seen)
        lately = [body for back, body in self.bodies[-_MOST_IN_FOCUS:] if number - back <= _GENERIC_REACH]
        alone = head in _TRADERS and len({id(body) for body in lately}) == 1
        return lately[0] if alone and lately[0].name.lower() not in word_list("places.txt") else None

    def _named_next(self, number: int, mention: Mention) -> Referent | None:
        """A role in the lede whose holder the next paragraph names: “The economy minister … Lucia Marten told …”."""
        if mention.kind is not ROLE or mention.gender == "p" or number > _LEDE or self.asked > _MOST_IN_LEDE:
            return None
        self.asked += 1
        following = next(
            (scene for scene in self.scenes[number + 1 : number + 4] if not scene.paragraph.title_case), None
        )
        if following is None:
            return None
        if not mention.definite:
            return self._introduced(following, mention) if mention.first == 0 else None
        span = (following.paragraph.start, following.paragraph.end)
        fitting = [
            referent
            for referent in self.register.all
            if referent.kind is A_PERSON
            and len(referent.words) > 1
            and span[0] <= referent.first_seen < span[1]
            and not referent.roles
            and not genders_clash(mention.gender, referent.gender)
            and self._speaks(following, referent)
        ]
        if len(fitting) != 1:
            return None
        self.register.learn_office(fitting[0], mention.core)
        return fitting[0]

    def _introduced(self, scene: Scene, role: Mention) -> Referent | None:
        """*A dairy technician has told …*, and the next paragraph begins *Ivo Roe, 34, of Aldbrook*."""
        name = scene.mentions[0] if scene.mentions else None
        referent = self.people.of(name) if name is not None else None
        if name is None or referent is None or name.first or name.role or referent.kind is not A_PERSON:
            return None
        if referent.first_seen != name.start or genders_clash(role.gender, referent.gender):
            return None
        end = behind_age(scene, name.after)
        told = end > name.after or (scene.low(end) == "," and scene.low(end + 1) in ("of", "from"))
        age = role.core.partition("-year-old")[0]
        if not told or (age.isdigit() and end > name.after and scene.low(name.after + 1) != age):
            return None
        self.register.learn_office(referent, role.core)
        return referent

    def _speaks(self, scene: Scene, referent: Referent) -> bool:
        """Whether the paragraph reports the referent's words."""
        subjects = (scene.subject(cue) for cue in scene.cues)
        return any(subject is not None and self.by_end.get(subject.end) is referent for subject in subjects)

    def _by_role(self, mention: Mention, focus: Sequence[Referent]) -> Referent | None:
        """Whoever holds the office; they may be learnt to hold it in these words, too."""
        if mention.kind is not ROLE or mention.gender == "p":
            return None
        words = [word for word in office_words(mention.core) if word not in NOT_DISTINCTIVE]
        if words[1:3] == ["year", "old"] and len(words) > 3:
            words = words[3:]  # the 38-year-old mayor
        if not words:
            return None
        if mention.text.split()[0].lower() in ("a", "an", "another", "one", "some"):
            return None
        best, best_score = None, 0.0
        for role, referent in self.register.offices(words[-1]):
            score = role_score(words, role) - _discord(mention, role)
            if score > best_score or (score and score == best_score and referent in focus[-2:]):
                best, best_score = referent, score
        if best is None or best_score < 1:
            return None
        if any(office[-1] == office_words(mention.core)[-1] for office in best.offices):
            self.register.learn_office(best, mention.core)
        return best

    def _unnamed(self, mention: Mention) -> Referent:
        """A role, group or document nobody gave a name: one referent for each wording."""
        kind = A_GROUP if mention.gender == "p" else A_ROLE
        if mention.kind is ORGANISATION:
            kind = A_BODY
        elif mention.kind is DOCUMENT:
            kind = A_DOCUMENT
        words = fold_name(mention.core)
        owner = self.people.of(mention.owner) if mention.owner is not None else None
        if owner is not None and mention.owner is not None:  # Vance's lawyer is Ruth Vance's lawyer
            words = owner.words + words[len(fold_name(mention.owner.core)) :]
        known = self.register.with_words(words, kind)
        if known is not None:
            return known
        gender = mention.gender or (None if kind is A_ROLE else "n")
        return self.people.new(mention.core, kind, words, mention.start, gender)


def _discord(mention: Mention, role: Sequence[str]) -> float:
    """What *former* takes from the score of a role: much if only the mention has it, else less; *shadow* takes all."""
    words = mention.core.lower().split()
    if ("shadow" in words) != ("shadow" in role):
        return 1.0
    former = "former" in words
    if former == ("former" in role):
        return 0.0
    return 0.6 if former else 0.4


def _is_one_of_many(body: Referent) -> bool:
    """*French club*: no name, but what a headline without articles says of one."""
    return body.words[0] in demonyms() and body.name[-1:].islower() and body.name.split()[-1].islower()
