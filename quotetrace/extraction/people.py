"""Who the mentions of one document are: names, titles and roles gathered into referents.

The earliest fullest name is canonical; a bare surname joins the full name that has it, and two people with one surname
stay two, told apart by title, gender and how often the document names each in full. Roles are learnt from the text
(*Ruth Vance, the harbour master*; *the union's chair, Ivo Lund*) and never merge without such evidence, except that
*the official* after a named person is that person. Prefer splitting: one wrong merge poisons a speaker's history.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from quotetrace.extraction.clauses import PREPOSITIONS, Scene, governing_noun
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import MentionKind, forenames
from quotetrace.extraction.referents import (
    NOT_DISTINCTIVE,
    Referent,
    genders_clash,
    is_short,
    name_words,
    other_office,
    role_score,
    same_person,
)
from quotetrace.folding import fold_name
from quotetrace.lexicons import word_list
from quotetrace.model import EntityKind, ZoneKind

# Heads that stand for whoever was named last, where their sex and number agree: "the official", "the politician".
_GENERIC = frozenset(
    "official politician leader lawmaker man woman candidate nominee front-runner frontrunner mogul businessman "
    "billionaire tycoon diplomat lawyer attorney doctor professor academic researcher scientist author writer "
    "activist campaigner veteran minister senator congressman congresswoman governor mayor president chairman "
    "chairwoman executive founder owner director manager spokesman spokeswoman spokesperson democrat republican "
    "actor actress singer coach player chief boss head secretary premier premiership chancellor general judge "
    "officer strategist hopeful rival contender neurosurgeon surgeon priest bishop teacher student resident "
    "native star critic opponent speaker expert analyst".split()
)
# The ones of them that are trades: whoever is known to be something else is not meant.
_TRADES = frozenset(
    "doctor lawyer attorney professor academic researcher scientist author writer actor actress singer coach "
    "player mayor "
    "minister councillor sheriff priest bishop teacher student judge surgeon neurosurgeon officer resident critic "
    "analyst strategist".split()
)
# What a business is called, and words in the names of businesses.
_FIRMS = frozenset("company firm business manufacturer developer operator supplier retailer".split())
_FIRM_WORDS = frozenset(
    "inc corp corporation co ltd limited plc llc group holdings industries energy motors partners systems solutions "
    "enterprises associates brothers airlines airways electric pharmaceuticals technologies".split()
)
# The last paragraph (from 0) whose roles may be named in the paragraph after.
_LEDE = 3
# How many paragraphs back a generic role looks for its person.
_GENERIC_REACH = 3


class People:
    """The referents of a document, and which one each mention (by its start offset) stands for."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self.referents: list[Referent] = []
        self.by_start: dict[int, Referent] = {}
        self._surnames: dict[str, list[Referent]] = {}
        self._issued: dict[str, Referent] = {}
        self.scenes = scenes
        prose = [scene for scene in scenes if not scene.paragraph.title_case]
        headlines = [scene for scene in scenes if scene.paragraph.title_case]
        ordered = [(scene, mention) for scene in (*prose, *headlines) for mention in scene.mentions]
        self._full_names(ordered)
        self._short_names(ordered)
        for scene in scenes:
            self._roles_of(scene)
        self._role_mentions(scenes)

    def named(self, mention: Mention) -> Referent | None:
        """The referent a name stands for that was not read with the document's own prose: one inside a quotation."""
        words = name_words(mention.core) if mention.kind is MentionKind.NAME else fold_name(mention.core)
        if mention.kind is MentionKind.NAME and words:
            return self._by_surname(words[-1], mention)
        return next((one for one in self.referents if words and one.words == words), None)

    def of(self, mention: Mention) -> Referent | None:
        """The referent of a mention that is no pronoun; None for one that stands for nobody known."""
        return self.by_start.get(mention.start)

    # --- names --------------------------------------------------------------------------------------------------

    def _full_names(self, ordered: Sequence[tuple[Scene, Mention]]) -> None:
        for _, mention in ordered:
            if mention.kind is MentionKind.ORGANISATION and mention.core[:1].isupper():
                self._note(mention, self._body(mention))
            elif mention.kind is MentionKind.NAME:
                words = name_words(mention.core)
                if len(words) > 1 and not is_short(mention.core):
                    self._note(mention, self._person(mention, words), full=True)

    def _note(self, mention: Mention, referent: Referent, *, full: bool = False) -> None:
        self.by_start[mention.start] = referent
        referent.mentions += 1
        referent.full += full
        if mention.kind in (MentionKind.NAME, MentionKind.ORGANISATION):
            referent.add_alias(mention.core)
        if mention.role:
            referent.add_role(mention.role)
        if mention.gender in ("m", "f") and referent.kind is EntityKind.PERSON:
            referent.gender, referent.gender_from_title = mention.gender, True

    def _body(self, mention: Mention) -> Referent:
        words = fold_name(mention.core)
        for referent in self.referents:
            if referent.kind is EntityKind.ORGANISATION and referent.words == words:
                return referent
        return self._new(mention.core, EntityKind.ORGANISATION, words, mention.start, gender="n")

    def _new(
        self, name: str, kind: EntityKind, words: tuple[str, ...], start: int, gender: str | None = None
    ) -> Referent:
        referent = Referent(name, kind, words, gender, first_seen=start)
        self.referents.append(referent)
        if words and kind in (EntityKind.PERSON, EntityKind.ORGANISATION):
            self._surnames.setdefault(words[-1], []).append(referent)
        return referent

    def _person(self, mention: Mention, words: tuple[str, ...]) -> Referent:
        for referent in self._surnames.get(words[-1], ()):
            if referent.kind is EntityKind.PERSON and same_person(referent.words, words):
                if len(words) > len(referent.words):
                    referent.add_alias(referent.name)
                    referent.name, referent.words = mention.core, words
                    if referent.name in referent.aliases:
                        referent.aliases.remove(referent.name)
                return referent
        gender = forenames().get(words[0])
        return self._new(mention.core, EntityKind.PERSON, words, mention.start, gender if gender != "u" else None)

    def _short_names(self, ordered: Sequence[tuple[Scene, Mention]]) -> None:
        for scene, mention in ordered:
            if mention.kind is not MentionKind.NAME or mention.start in self.by_start:
                continue
            words = name_words(mention.core)
            if not words:
                continue
            referent = self._by_surname(words[-1], mention) or self._by_forename(words[0], mention)
            if referent is None:
                kind = self._kind_of_single(scene, mention)
                gender = forenames().get(words[0]) if kind is EntityKind.PERSON else None
                referent = self._new(mention.core, kind, words, mention.start, gender if gender != "u" else None)
            self._note(mention, referent)

    def _by_surname(self, word: str, mention: Mention) -> Referent | None:
        """The referent of a bare surname: of several, the one its title fits, then the one most often named."""
        words = name_words(mention.core)
        fitting = [
            referent
            for referent in self._surnames.get(word, ())
            if not genders_clash(mention.gender, referent.gender)
            and referent.words[-len(words) :] == words[-len(referent.words) :]
        ]
        if mention.title and len(fitting) > 1:
            known = [referent for referent in fitting if referent.gender == mention.gender]
            fitting = known or fitting
        if not fitting:
            return None
        return max(fitting, key=lambda referent: (referent.full, referent.mentions, -referent.first_seen))

    def _by_forename(self, word: str, mention: Mention) -> Referent | None:
        if mention.title:
            return None
        found = [one for one in self.referents if len(one.words) > 1 and one.words[0] == word]
        people = [one for one in found if one.kind is EntityKind.PERSON]
        if people:
            return max(people, key=lambda referent: referent.mentions)
        firms = [one for one in found if one.kind is EntityKind.ORGANISATION and one.words[-1] in _FIRM_WORDS]
        return firms[0] if len(firms) == 1 and word not in word_list("places.txt") else None

    def _kind_of_single(self, scene: Scene, mention: Mention) -> EntityKind:
        """A name of one word: a person where a title, a role or a reporting verb says so, else a body or place."""
        if mention.title or mention.role or mention.core.lower() in forenames():
            return EntityKind.PERSON
        if mention.core.lower() in word_list("places.txt") or mention.core.isupper():
            return EntityKind.ORGANISATION
        if scene.low(mention.first - 1) in ("in", "at", "near", "across", "from"):
            return EntityKind.ORGANISATION
        return EntityKind.PERSON

    # --- roles --------------------------------------------------------------------------------------------------

    def _roles_of(self, scene: Scene) -> None:
        """Apposition, predication and acronyms tie a role or a short form to a name."""
        for mention in scene.mentions:
            referent = self.of(mention)
            if referent is None or mention.kind not in (MentionKind.NAME, MentionKind.ORGANISATION):
                continue
            for role in self._ties(scene, mention):
                if role.kind is MentionKind.ROLE or (
                    role.kind is MentionKind.ORGANISATION and referent.kind is EntityKind.ORGANISATION
                ):
                    referent.add_role(role.text)
                    self.by_start.setdefault(role.start, referent)
                    if role.gender in ("m", "f") and referent.gender is None:
                        referent.gender = role.gender
            short = scene.starting.get(mention.after + 1)
            if (
                scene.low(mention.after) == "("
                and short is not None
                and scene.low(short.after) == ")"
                and short.core.isupper()
            ):
                self._acronym(referent, short)

    def _ties(self, scene: Scene, mention: Mention) -> Iterator[Mention]:
        after = scene.low(mention.after)
        behind = scene.starting.get(mention.after + 1)
        if after == "," and behind is not None and self._closes(scene, behind):
            yield behind
        if after == "," and scene.low(mention.after + 1) == "who" and scene.low(mention.after + 2) in ("is", "was"):
            behind = scene.starting.get(mention.after + 3)
            if behind is not None:
                yield behind
        if (
            after in ("is", "was", "became", "remains")
            and (behind := scene.starting.get(mention.after + 1)) is not None
            and not mention.possessive
        ):
            yield behind
        before = scene.ending.get(mention.first - 1)
        if scene.low(mention.first - 1) == "," and before is not None and scene.low(mention.after) in (",", ".", ""):
            if before.kind is MentionKind.NAME and scene.low(before.first - 1) in ("of", "for", "at"):
                before = governing_noun(scene, before.first - 1, 0) or before  # the mayor of Aldbrook, Ruth Vance,
            yield before

    def _closes(self, scene: Scene, role: Mention) -> bool:
        """An apposition ends with a comma, a stop, a preposition or the verb; a list of names does not."""
        return role.kind is MentionKind.ROLE or scene.low(role.after) in (",", ".", "")

    def _acronym(self, referent: Referent, short: Mention) -> None:
        old = self.by_start.get(short.start)
        referent.add_alias(short.core)
        if old is not None and old is not referent:
            self._merge(old, referent)

    def _merge(self, old: Referent, into: Referent) -> None:
        for start, referent in self.by_start.items():
            if referent is old:
                self.by_start[start] = into
        into.mentions += old.mentions
        for alias in (old.name, *old.aliases):
            into.add_alias(alias)
        self.referents.remove(old)
        for listed in self._surnames.values():
            if old in listed:
                listed.remove(old)

    def _role_mentions(self, scenes: Sequence[Scene]) -> None:
        """Each role that no apposition settled: the person whose role it is, the person in focus, or itself."""
        focus: list[tuple[int, Referent]] = []
        # the headline last: its roles are the body's
        for number, scene in sorted(enumerate(scenes), key=lambda one: one[1].paragraph.zone is ZoneKind.HEADLINE):
            for mention in scene.mentions:
                referent = self.by_start.get(mention.start)
                if referent is not None:
                    if (
                        referent.kind is EntityKind.PERSON
                        and scene.low(mention.first - 1) not in PREPOSITIONS
                        and not scene.paragraph.title_case
                    ):
                        focus.append((number, referent))
                    continue
                if mention.kind is MentionKind.PRONOUN:
                    continue
                bearer = self._surnames.get(mention.text.lower(), ()) if mention.text[:1].isupper() else ()
                if bearer and bearer[0].kind is EntityKind.PERSON and bearer[0].full:
                    self._note(mention, bearer[0])  # Howard Dean, then Dean
                    continue
                if mention.kind is MentionKind.DOCUMENT:
                    self._note(mention, self._issuer(scene, mention) or self._unnamed(mention))
                    continue
                if scene.paragraph.zone is ZoneKind.HEADLINE and (holder := self._only_holder(mention)) is not None:
                    self._note(mention, holder)
                    continue
                nearby = [one for back, one in focus if number - back <= _GENERIC_REACH]
                referent = self._by_role(mention, nearby)
                if referent is not None:
                    referent.add_role(mention.core)
                else:
                    referent = self._generic(mention, nearby) or self._named_next(number, mention)
                    referent = referent or self._body_named_before(mention) or self._unnamed(mention)
                self._note(mention, referent)

    def _only_holder(self, mention: Mention) -> Referent | None:
        """The one person of the body whose role has the headline's noun: *Dam engineer* for the chief engineer."""
        head = fold_name(mention.core)[-1:]
        holders = [one for one in self.referents if any(fold_name(role)[-1:] == head for role in one.roles)]
        return holders[0] if len(holders) == 1 and mention.kind is MentionKind.ROLE else None

    def _body_named_before(self, mention: Mention) -> Referent | None:
        """*The ministry*: the body named before whose name has the word; *the company*: the last company named."""
        words = mention.core.split()
        if mention.kind is not MentionKind.ORGANISATION or not mention.definite or len(words) > 1:
            return None
        head = words[0].lower()
        named = [
            one
            for one in self.referents
            if one.kind is EntityKind.ORGANISATION and one.first_seen < mention.start and one.name[:1].isupper()
        ]
        fitting = [one for one in named if head in one.words]
        if head in _FIRMS and not fitting:
            fitting = [one for one in named if set(one.words) & _FIRM_WORDS]
        return max(fitting, key=lambda one: one.first_seen) if fitting else None

    def _named_next(self, number: int, mention: Mention) -> Referent | None:
        """A role in the lede whose holder the next paragraph names: “The economy minister … Lucia Marten told …”."""
        if mention.kind is not MentionKind.ROLE or mention.gender == "p" or not mention.definite or number > _LEDE:
            return None
        following = next((scene for scene in self.scenes[number + 1 :] if not scene.paragraph.title_case), None)
        if following is None:
            return None
        span = (following.paragraph.start, following.paragraph.end)
        fitting = [
            referent
            for referent in self.referents
            if referent.kind is EntityKind.PERSON
            and len(referent.words) > 1
            and span[0] <= referent.first_seen < span[1]
            and not referent.roles
            and not genders_clash(mention.gender, referent.gender)
            and self._speaks(following, referent)
        ]
        if len(fitting) != 1:
            return None
        fitting[0].add_role(mention.core)
        return fitting[0]

    def _speaks(self, scene: Scene, referent: Referent) -> bool:
        """Whether the paragraph reports the referent's words."""
        subjects = (scene.subject(cue) for cue in scene.cues)
        return any(subject is not None and self.by_start.get(subject.start) is referent for subject in subjects)

    def _by_role(self, mention: Mention, focus: Sequence[Referent]) -> Referent | None:
        words = [word for word in fold_name(mention.core) if word not in NOT_DISTINCTIVE]
        if not words or mention.kind is not MentionKind.ROLE or mention.gender == "p":
            return None
        if mention.text.split()[0].lower() in ("a", "an", "another", "one", "some"):
            return None
        best, best_score = None, 0.0
        for referent in self.referents:
            for role in referent.roles:
                score = role_score(words, fold_name(role))
                if score > best_score or (
                    score == best_score and best is not None and score and referent in focus[-2:]
                ):
                    best, best_score = referent, score
        if best is not None and best_score >= 1:
            return best
        return None

    def _generic(self, mention: Mention, focus: Sequence[Referent]) -> Referent | None:
        """*The official*: whoever was named last and may be one. It teaches no role."""
        words = [word for word in fold_name(mention.core) if word not in NOT_DISTINCTIVE]
        definite = mention.definite or mention.core.split()[0].lower() in ("current", "former", "then")
        if not words or mention.kind is not MentionKind.ROLE or mention.gender == "p" or not definite:
            return None
        if words[-1] in _GENERIC and len(words) <= 4:
            for referent in reversed(focus):
                if genders_clash(mention.gender, referent.gender) or other_office(words, referent):
                    continue
                if words[-1] in _TRADES and referent.roles:
                    return None  # the one in focus is known to be something else
                return referent
        return None

    def _issuer(self, scene: Scene, mention: Mention) -> Referent | None:
        """Whose document: *a Harbour Board memo*, *Lund's letter*, *a report by the union*, later *the report*."""
        head = mention.core.split()[-1].lower()
        issuer = self._named_in_front(mention)
        if issuer is None and scene.low(mention.after) in ("by", "from"):
            behind = scene.starting.get(mention.after + 1) or scene.starting.get(mention.after + 2)
            issuer = self.by_start.get(behind.start) if behind is not None else None
        if issuer is not None and issuer.kind in (EntityKind.ORGANISATION, EntityKind.PERSON):
            return self._issued.setdefault(head, issuer)
        return self._issued.get(head) if mention.definite else None

    def _named_in_front(self, mention: Mention) -> Referent | None:
        """The body or person named by the capitals at the front of a document's words."""
        words = mention.core.replace("’", "'").split()[:-1]
        name = " ".join(takewhile(lambda word: word[:1].isupper(), words))
        if not name:
            return None
        folded = fold_name(name)
        for referent in self.referents:
            if referent.words == folded or (name.endswith("'s") and referent.surname == folded[-1]):
                return referent
        if " " not in name or name.endswith("'s"):
            return None
        return self._new(name, EntityKind.ORGANISATION, folded, mention.start, "n")

    def _unnamed(self, mention: Mention) -> Referent:
        """A role, group or document nobody gave a name: one referent for each wording."""
        kind = {
            MentionKind.ORGANISATION: EntityKind.ORGANISATION,
            MentionKind.DOCUMENT: EntityKind.DOCUMENT,
        }.get(mention.kind, EntityKind.GROUP if mention.gender == "p" else EntityKind.ROLE)
        words = fold_name(mention.core)
        for referent in self.referents:
            if referent.words == words and referent.kind is kind:
                return referent
        gender = mention.gender or (None if kind is EntityKind.ROLE else "n")
        return self._new(mention.core, kind, words, mention.start, gender)
