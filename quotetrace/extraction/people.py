"""Who the names of one document are, gathered into referents; `offices` does the same for roles, bodies and documents.

The earliest fullest name is canonical; a bare surname joins the full name that has it, and two people with one surname
stay two, told apart by title, gender and how often the document names each in full. Prefer splitting: one wrong merge
poisons a speaker's history.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import (
    NAME,
    ORGANISATION,
    ROLE,
    countries,
    forenames,
    head_kind,
    is_given_behind,
)
from quotetrace.extraction.offices import settle_offices
from quotetrace.extraction.referents import (
    A_BODY,
    A_GROUP,
    A_PERSON,
    FIRM_WORDS,
    Referent,
    Register,
    genders_clash,
    is_short,
    name_words,
    same_person,
)
from quotetrace.extraction.scenes import Scene
from quotetrace.folding import fold_name
from quotetrace.lexicons import word_list
from quotetrace.model import EntityKind

# What a subject may stand behind: the edge of a sentence, marks, or an inverted cue.
_BEFORE_A_SUBJECT = frozenset(". , both “” said says say added wrote asked".split())

# Titles that stand before a forename alone: Sir Ivo, Queen Ada, Father Brendan.
_TITLES_OF_FORENAMES = frozenset(
    "sir dame lord lady king queen prince princess emperor empress pope father sister brother mother fr sheikh".split()
)

# What stands before two forenames that share the surname behind them.
_KIN = frozenset("couple brothers sisters siblings twins parents newlyweds pensioners spouses".split())

# A capital inside a word that is no surname's: MetWatch, where McAllister and DeVries are persons.
_BRAND = re.compile(r"^(?!(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|St)[A-Z])[A-Z][a-z]+[A-Z][a-z]")
# Tokens of what stands in brackets behind a name.
_LONGEST_BRACKET = 8
# Titles that where *Mr Ivo Salim* is not said stand before a surname only: Mr Jonas is not Jonas Ried.
_BEFORE_SURNAMES = frozenset("mr mrs ms miss".split())
# Words of a name with two surnames.
_LONGEST_NAME = 4

_ARTICLES = frozenset(("the", "a", "an"))
_DEFINITE = frozenset("the this that his her its their 's".split())
# Who holds them needs no forename in the news.
_KNOWN_BY_TITLE = frozenset("president pope king queen".split())


class People:
    """The referents of a document, and which one each mention (by its end offset) stands for."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self.register = Register()
        self.by_end: dict[int, Referent] = {}
        self._ends: defaultdict[int, list[int]] = defaultdict(list)  # by the identity of a referent, for `merge`
        self.scenes = scenes
        self.bodies: set[int] = set()  # what only looks like a person's name
        self.told: set[int] = set()  # the persons whose full names stand in prose, where a name ends for certain
        prose = [scene for scene in scenes if not scene.paragraph.title_case]
        headlines = [scene for scene in scenes if scene.paragraph.title_case]
        ordered = [
            (scene, one)
            for scene in (*prose, *headlines)
            for mention in scene.mentions
            for one in ((mention,) if mention.owner is None else (mention.owner, mention))
            if one.kind in (NAME, ORGANISATION)
        ]
        self._full_names(ordered)
        self._capitals()
        self._titled = {
            (name_words(one.core)[-1], one.gender) for _, one in ordered if one.title and name_words(one.core)
        }
        self._short_names(ordered)
        subjects = (scene.subject(cue) for scene in scenes for cue in scene.cues)
        self.speaking = {id(self.of(one)) for one in subjects if one is not None}
        settle_offices(self, scenes)

    def named(self, mention: Mention) -> Referent | None:
        """The referent a name stands for that was not read with the document's own prose: one inside a quotation."""
        words = name_words(mention.core) if mention.kind is NAME else fold_name(mention.core)
        if mention.kind is NAME and words:
            return self._by_surname(words[-1], mention)
        return self.register.with_words(words)

    def of(self, mention: Mention) -> Referent | None:
        """The referent of a mention that is no pronoun; None for one that stands for nobody known."""
        return self.by_end.get(mention.end)

    def is_person(self, referent: Referent) -> bool:
        """Whether more than a capital shows it: a name in full, a title or role, the sex, or that somebody speaks."""
        shown = id(referent) in self.told or referent.full or referent.gender or referent.roles
        return (bool(shown) or id(referent) in self.speaking) and id(referent) not in self.bodies

    def jointly(self, scene: Scene, mention: Mention) -> Referent | None:
        """*Vance and Roy said*: the group of both, where two names joined by *and* stand as one subject."""
        if mention.kind is not NAME:
            return None
        before, after = _name_before(scene, mention.first - 1), scene.starting.get(mention.after + 1)
        pair = None
        if scene.low(mention.first - 1) in ("and", "&") and before is not None and self._opens_clause(scene, before):
            pair = (before, mention)
        elif scene.low(mention.after) in ("and", "&") and after is not None and self._opens_clause(scene, mention):
            pair = (mention, after)
        known = [self.of(one) for one in pair] if pair is not None else []
        persons = [one for one in known if one is not None and one.kind is A_PERSON]
        if len(persons) != 2 or persons[0] is persons[1]:
            return None
        return self._group(persons[0], persons[1], mention.start)

    def _opens_clause(self, scene: Scene, mention: Mention) -> bool:
        """Whether nothing governs the name: it begins its sentence, or stands behind marks, a comma or a cue."""
        before = mention.first - 1
        return before < 0 or scene.low(before) in _BEFORE_A_SUBJECT

    def _group(self, left: Referent, right: Referent, start: int) -> Referent:
        name = f"{left.name} and {right.name}"
        known = self.register.with_words(fold_name(name), A_GROUP)
        if known is not None:
            return known
        group = self.new(name, A_GROUP, fold_name(name), start, "p")
        for alias in (left.name, right.name):
            group.add_alias(alias)
        return group

    # --- names --------------------------------------------------------------------------------------------------

    def _full_names(self, ordered: Sequence[tuple[Scene, Mention]]) -> None:
        for scene, mention in ordered:
            if self._is_body(scene, mention):
                self.note(mention, body := self._body(mention))
                if _is_followed_as_a_thing(scene, mention):
                    body.gender = None  # a place, and hardly an *it* that speaks
            elif mention.kind is NAME:
                words = name_words(mention.core)
                if len(words) > 1 and not is_short(mention.core):
                    self.note(mention, person := self._person(mention, words), full=True)
                    if not scene.paragraph.title_case:
                        self.told.add(id(person))

    def _is_body(self, scene: Scene, mention: Mention) -> bool:
        """*Norrvik Ports*; *New Zealand*; *the Super Series* side: no person's full name has an article before it."""
        if mention.kind is ORGANISATION:
            return mention.core[:1].isupper()
        named_so = mention.title == "the"  # The Long Tide
        if mention.kind is not NAME or " " not in mention.core or mention.role:
            return False
        if mention.title and not named_so:
            return False
        if mention.core.lower() in countries() or self._is_called_a_body(scene, mention):
            return True
        if _is_followed_as_a_thing(scene, mention):
            return True
        if mention.core.split()[0].lower() in forenames():
            return False
        return named_so or scene.low(mention.first - 1) == "the" or _qualifies(scene, mention)

    def _is_called_a_body(self, scene: Scene, mention: Mention) -> bool:
        """*French club* Stade Valmontais, *newspaper* L'Ovale: a noun for a body right before, without an article.

        *The company Vance founded* has one.
        """
        head = head_kind(scene.low(mention.first - 1))
        if head is None or head[0] is not ORGANISATION or head[1]:
            return False
        before = scene.ending.get(mention.first)
        first = before.first if before is not None else mention.first - 1
        return scene.low(first) not in _DEFINITE and scene.low(first - 1) not in _DEFINITE

    def _capitals(self) -> None:
        """VANCE in a transcript is no body but the person of that surname."""
        for referent in [one for one in self.register.all if one.kind is A_BODY and one.name.isupper()]:
            persons = [one for one in self.register.with_surname(referent.surname) if one.kind is A_PERSON and one.full]
            if len(referent.words) == 1 and len(persons) == 1:
                self.merge(referent, persons[0])

    def note(self, mention: Mention, referent: Referent, *, full: bool = False) -> None:
        """That the mention stands for the referent, and what its words add to it. full: by its full name."""
        self.stand(mention.end, referent)
        referent.mentions += 1
        referent.full += full
        if mention.kind in (NAME, ORGANISATION):
            referent.add_alias(mention.core)
        if mention.role:
            self.register.learn_office(referent, mention.role)
        if mention.gender in ("m", "f") and referent.kind is A_PERSON:
            referent.gender, referent.gender_from_title = mention.gender, True

    def _body(self, mention: Mention) -> Referent:
        words = fold_name(mention.core)
        known = self.register.with_words(words, A_BODY)
        return known or self.new(mention.core, A_BODY, words, mention.start, gender="n")

    def new(
        self, name: str, kind: EntityKind, words: tuple[str, ...], start: int, gender: str | None = None
    ) -> Referent:
        """A referent not met before."""
        referent = Referent(name, kind, words, gender, first_seen=start)
        self.register.add(referent)
        return referent

    def _person(self, mention: Mention, words: tuple[str, ...]) -> Referent:
        for referent in self.register.persons_like(words):
            if same_person(referent.words, words):
                if len(words) > len(referent.words):
                    referent.add_alias(referent.name)
                    referent.name, referent.words = mention.core, words
                    referent.aliases.pop(referent.name, None)
                    self.register.index(referent)
                return referent
        gender = forenames().get(words[0])
        return self.new(mention.core, A_PERSON, words, mention.start, gender if gender != "u" else None)

    def _short_names(self, ordered: Sequence[tuple[Scene, Mention]]) -> None:
        for scene, mention in ordered:
            if mention.kind is not NAME or mention.end in self.by_end:
                continue
            words = name_words(mention.core)
            if not words:
                continue
            referent = self._by_surname(words[-1], mention) or self._by_forename(words[0], mention)
            referent = referent or self._by_family_name(words, mention) or self._of_a_couple(scene, mention, words)
            another = referent is not None and not scene.paragraph.title_case and self._is_another(mention, referent)
            if referent is None or another:
                kind = self._kind_of_single(scene, mention)
                gender = forenames().get(words[0]) if kind is A_PERSON else None
                referent = self.new(mention.core, kind, words, mention.start, gender if gender != "u" else None)
            self.note(mention, referent, full=another)

    def _is_another(self, mention: Mention, referent: Referent) -> bool:
        """*President Vance*, and only later *Ida Vance*, who never has the title: the two are two."""
        return (
            mention.title in _KNOWN_BY_TITLE
            and referent.full > 0
            and mention.start < referent.first_seen
            and not any(mention.title in fold_name(role) for role in referent.roles)
        )

    def _by_surname(self, word: str, mention: Mention) -> Referent | None:
        """The referent of a bare surname: of several, the one its title fits, then the one most often named."""
        words = name_words(mention.core)
        fitting = [
            referent
            for referent in self.register.with_surname(word)
            if not genders_clash(mention.gender, referent.gender)
            and referent.words[-len(words) :] == words[-len(referent.words) :]
        ]
        introduced = [one for one in fitting if one.first_seen < mention.start]
        if not introduced and not mention.title and self._has_namesake(word, fitting):
            return None
        fitting = introduced or fitting
        if mention.title and len(fitting) > 1:
            known = [referent for referent in fitting if referent.gender == mention.gender]
            fitting = known or fitting
        if not fitting:
            return None
        return max(fitting, key=lambda referent: (referent.full, referent.mentions, -referent.first_seen))

    def _has_namesake(self, word: str, fitting: Sequence[Referent]) -> bool:
        """Whether a title of the other sex stands before the surname somewhere: *Marsh* may be *Mrs Marsh*, not Tim."""
        genders = {one.gender for one in fitting}
        return any((word, other) in self._titled and genders == {one} for one, other in (("m", "f"), ("f", "m")))

    def _by_forename(self, word: str, mention: Mention) -> Referent | None:
        if mention.title and mention.title not in _TITLES_OF_FORENAMES:
            return None
        found = self.register.beginning(word)
        people = [one for one in found if one.kind is A_PERSON and not genders_clash(mention.gender, one.gender)]
        if people:
            return max(people, key=lambda referent: referent.mentions)
        firms = [one for one in found if one.kind is A_BODY and one.words[-1] in FIRM_WORDS]
        return firms[0] if len(firms) == 1 and word not in word_list("places.txt") else None

    def _by_family_name(self, words: tuple[str, ...], mention: Mention) -> Referent | None:
        """*Quispe* for Elena Quispe Mamani, *Mr Tan* for Tan Ah Huat: a surname that is not the last word of the name.

        One that begins the name needs a title, and a forename one that is said with forenames.
        """
        if len(words) != 1:
            return None
        fitting = [
            one
            for one in (*self.register.within(words[0]), *(self.register.beginning(words[0]) if mention.title else ()))
            if id(one) in self.told
            and len(one.words) <= _LONGEST_NAME
            and (
                words[0] not in forenames()
                or is_given_behind(one.name.split()[-1])
                or (mention.title is not None and mention.title not in _BEFORE_SURNAMES)
                or (one.surname, mention.gender) in self._titled
            )
            and not genders_clash(mention.gender, one.gender)
            and one.first_seen < mention.start
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _of_a_couple(self, scene: Scene, mention: Mention, words: tuple[str, ...]) -> Referent | None:
        """*The couple Ruth and Desmond Ng*: Ruth is Ruth Ng."""
        other = scene.starting.get(mention.after + 1)
        if len(words) != 1 or other is None or scene.low(mention.after) != "and" or words[0] not in forenames():
            return None
        shared = name_words(other.core)
        before = mention.first - 1
        before -= scene.low(before) == ","
        if scene.low(before) not in _KIN or len(shared) != 2 or shared[0] not in forenames():
            return None
        gender: str | None = forenames()[words[0]]
        name = f"{mention.core} {other.core.split()[-1]}"
        gender = gender if gender != "u" else None
        partner = self.new(name, A_PERSON, (*words, shared[-1]), mention.start, gender)
        self.told.add(id(partner))
        return partner

    def _kind_of_single(self, scene: Scene, mention: Mention) -> EntityKind:
        """A name of one word: a person where a title, a role or a reporting verb says so, else a body or place."""
        if (scene.low(mention.first - 1) == "the" or mention.title == "the") and not mention.role:
            return A_BODY  # the Commission
        if mention.title or mention.role or mention.core.lower() in forenames():
            return A_PERSON
        if self._is_called_a_body(scene, mention) or _is_followed_as_a_thing(scene, mention):
            return A_BODY
        if mention.core.lower() in word_list("places.txt") or mention.core.isupper() or _BRAND.search(mention.core):
            return A_BODY
        if scene.low(mention.first - 1) in ("in", "at", "near", "across", "from"):
            return A_BODY
        return A_PERSON

    def stand(self, end: int, referent: Referent) -> None:
        """That the mention with this end stands for the referent."""
        self.by_end[end] = referent
        self._ends[id(referent)].append(end)

    def merge(self, old: Referent, into: Referent) -> None:
        """That two referents are one: every mention of the old now stands for the other."""
        for end in self._ends.pop(id(old), ()):
            if self.by_end[end] is old:
                self.stand(end, into)
        into.mentions += old.mentions
        for alias in (old.name, *old.aliases):
            into.add_alias(alias)
        self.register.remove(old)


def _name_before(scene: Scene, at: int) -> Mention | None:
    """The name that ends before token `at`, over what stands in brackets behind it: Mr Roe *(Lower Ward)* and."""
    if scene.low(at - 1) == ")":
        at = next((back for back in range(at - 1, max(at - _LONGEST_BRACKET, 0), -1) if scene.low(back) == "("), at)
    return scene.ending.get(at)


def _qualifies(scene: Scene, mention: Mention) -> bool:
    """*The three-time Grand Slam champion*, *the Commissioner for Urban Development*: capitals that tell of what."""
    before = mention.first - 1
    office = scene.ending.get(before)
    if office is not None and office.kind is ROLE and scene.low(before) in ("for", "of"):
        return office.core[:1].isupper() and office.first > scene.paragraph.sentence_of(office.first)[0]
    head = head_kind(scene.low(mention.after))
    if head is None or head[0] is not ROLE or scene.tokens[mention.after].is_capitalised:
        return False
    return "-" in scene.low(before) and scene.low(before - 1) in _ARTICLES


def _is_followed_as_a_thing(scene: Scene, mention: Mention) -> bool:
    """*Upper Thrale, which has seven houses*; *the Old Mint, where she plays*: no person."""
    return scene.low(mention.after) == "," and scene.low(mention.after + 1) in ("which", "where")
