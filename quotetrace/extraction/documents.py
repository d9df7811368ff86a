"""Whose words a document's are: *a Harbour Board memo*, *Lund's letter*, *the ruling, by Judge Vance*; *the report*.

A document speaks for the person or body that the text says issued it, otherwise for itself. Kinds of document that name
one thing (*study* and *report*) share the issuer that was named last; a new one without an issuer ends that.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from quotetrace.extraction.clauses import clause_subject
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import DOCUMENT
from quotetrace.extraction.referents import A_BODY, A_PERSON, Referent
from quotetrace.extraction.scenes import Scene
from quotetrace.folding import fold_name

if TYPE_CHECKING:
    from quotetrace.extraction.people import People

# Words for one thing: "a study" is "the report" of the next paragraph.
_FAMILIES = (
    "report study analysis paper survey poll review audit finding findings",
    "ruling decision opinion judgment judgement verdict",
    "letter missive note",
    "statement release announcement communique communiqué",
    "memo memorandum",
    "book memoir autobiography",
    "ad advert advertisement spot clip video",
    "lawsuit suit complaint filing",
    "article story column editorial op-ed",
)
_FAMILY = {word: line.split()[0] for line in _FAMILIES for word in line.split()}
# What puts a document before the public or sends it off, in the forms that have a subject.
_ISSUES = frozenset(
    "issues issued publishes published releases released writes wrote written posts posted files filed sends sent "
    "signs signed authors authored pens penned produced drafted prepared delivered launched aired tweeted".split()
)
_AUXILIARIES = frozenset("has have had also later then just recently jointly".split())
_NEW = frozenset("a an another one".split())
# Where a body puts its documents: "a document on the League's website".
_PLACES = frozenset("website site page account feed blog".split())
_POSSESSIVES = frozenset("his her its their my our".split())


class Issuers:
    """Who issued each document of a text; asked in the order of the text."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.issued: dict[str, Referent | None] = {}

    def of(self, scene: Scene, mention: Mention) -> Referent | None:
        """The person or body the document speaks for; None where the text names none."""
        head = mention.core.split()[-1].lower()
        family = _FAMILY.get(head, head)
        issuer = self._own(scene, mention)
        if issuer is not None:
            self.issued[family] = issuer
            return issuer
        first = scene.low(mention.first)
        if first in _NEW:
            self.issued[family] = None
        return self.issued.get(family) if mention.definite and first not in _POSSESSIVES else None

    def read(self, scene: Scene) -> None:
        """*The High Court ruled*: a named court's ruling is the ruling of what follows."""
        for cue in scene.cues:
            subject = scene.subject(cue) if cue.lemma == "rule" and not cue.passive else None
            referent = self.people.of(subject) if subject is not None else None
            if referent is not None and referent.name[:1].isupper():
                self.issued["ruling"] = referent

    def _own(self, scene: Scene, mention: Mention) -> Referent | None:
        """The issuer that the document's own sentence names."""
        for found in (
            self._named_in_front(mention),
            self._behind(scene, mention),
            self._sender(scene, mention) or self._teller(scene, mention),
        ):
            if found is not None and found.kind in (A_BODY, A_PERSON):
                return found
        return None

    def _named_in_front(self, mention: Mention) -> Referent | None:
        """The body or person named in the genitive or by the capitals at the front of the document's words."""
        if mention.owner is not None:
            return self.people.of(mention.owner)
        words = mention.core.replace("’", "'").split()[:-1]
        name = " ".join(takewhile(lambda word: word[:1].isupper(), words))
        if not name:
            return None
        register, folded = self.people.register, fold_name(name)
        known = register.with_words(folded)
        if known is None and name.endswith("'s"):
            known = next(iter(register.with_surname(folded[-1])), None)
        if known is not None:
            return known
        if " " not in name or name.endswith("'s"):
            return None
        return self.people.new(name, A_BODY, folded, mention.start, "n")

    def _behind(self, scene: Scene, mention: Mention) -> Referent | None:
        """*by the union*, *, written by Lund*, *on the union's website*."""
        at = mention.after
        if scene.low(at) in (",", "("):
            at += 1
        if scene.low(at) in _ISSUES:
            at += 1
        if scene.low(at) not in ("by", "from", "on"):
            return None
        behind = scene.starting.get(at + 1) or scene.starting.get(at + 2)
        if behind is None:
            return None
        if scene.low(at) == "on":
            place = behind.core.split()[-1].lower() in _PLACES
            return self.people.of(behind.owner) if place and behind.owner is not None else None
        return self.people.of(behind)

    def _sender(self, scene: Scene, mention: Mention) -> Referent | None:
        """*Lund wrote a memoir*, *the union has published its report*: the named subject of what sent it out."""
        sentence, _ = scene.paragraph.sentence_of(mention.first)
        for verb in range(mention.first - 1, max(mention.first - 3, sentence), -1):
            if scene.low(verb) not in _ISSUES:
                continue
            at = verb - 1 if scene.low(verb - 1) in _AUXILIARIES else verb
            subject = scene.ending.get(at) or clause_subject(scene, sentence, verb)
            if subject is None or subject.possessive or subject.kind is DOCUMENT:
                return None
            referent = self.people.of(subject)
            return referent if referent is not None and referent.name[:1].isupper() else None
        return None

    def _teller(self, scene: Scene, mention: Mention) -> Referent | None:
        """*Lund said in her report*: the named subject of the cue right before."""
        if scene.low(mention.first) not in _POSSESSIVES or scene.low(mention.first - 1) != "in":
            return None
        for cue in reversed(scene.cues_in(max(0, mention.first - 3), mention.first)):
            subject = scene.subject(cue)
            referent = self.people.of(subject) if subject is not None else None
            return referent if referent is not None and referent.name[:1].isupper() else None
        return None
