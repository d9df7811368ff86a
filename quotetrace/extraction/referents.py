"""A referent, the somebody or something that mentions stand for, and when two names or two offices can be one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from quotetrace.extraction.nouns import SUFFIXES, forenames, titles
from quotetrace.extraction.remembering import remembered
from quotetrace.folding import fold_name
from quotetrace.lexicons import word_list
from quotetrace.model import EntityKind

_Key = TypeVar("_Key")
# What a referent is, by global names as those of `MentionKind`.
A_PERSON, A_BODY, A_DOCUMENT, A_ROLE, A_GROUP = EntityKind
# Words that take up a body by any name: *the alliance chief* is who heads NATO.
_ANY_BODY = frozenset("alliance bloc body group organisation organization outfit".split())
# Heads that mean one office: "the alliance's boss" is its chief.
_LEADERS = frozenset(
    "chief executive head boss leader president chair chairman chairwoman director chief-executive ceo secretary "
    "secretary-general general".split()
)
# Words in the names of businesses.
FIRM_WORDS = frozenset(
    "inc corp corporation co ltd limited plc llc group holdings industries energy motors partners systems solutions "
    "enterprises associates brothers airlines airways electric pharmaceuticals technologies".split()
)
# Nouns for one office.
_SAME_OFFICE = {
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "prof": "professor",
    "cllr": "councillor",
    "pc": "constable",
    "supt": "superintendent",
    "insp": "inspector",
    "sgt": "sergeant",
    "rev": "reverend",
    "gen": "general",
    "col": "colonel",
    "capt": "captain",
    "amb": "ambassador",
    "justice": "judge",
    "taoiseach": "premier",
    "skipper": "captain",
    "keeper": "goalkeeper",
}
# Offices that nobody holds two of: who is known to hold one of them is not meant by another.
ONE_OFFICE = frozenset("president premier chancellor king queen mayor governor judge ambassador pope sheriff".split())
_PAST = frozenset(("former", "then", "ex", "late", "vice"))
# Letters an office is called by: the CS, the MCE, the CEO.
_LONGEST_INITIALS = 5
# The key of all offices that lead, and how many referents one look-up offers at most.
_ANY_LEADER = "*leader"
_MOST = 40
# Words before an office that say of what sort its holder is, and not of what it is.
PLAIN_ADJECTIVES = frozenset(
    "veteran new old young youthful top senior junior longtime long-time long-serving outspoken embattled outgoing "
    "incoming acting popular controversial influential powerful local retired ousted sacked disgraced celebrated "
    "former then ex current newly elected re-elected defiant beleaguered experienced".split()
)
# What is a union's, and the words in the names of unions: *the labour leader* of the Congress of Workers.
_UNIONS = frozenset("union unions labour labor".split())
_OF_WORKERS = _UNIONS | frozenset(
    "workers worker congress confederation federation employees brotherhood guild".split()
)
# Words that tell no office from another.
NOT_DISTINCTIVE = frozenset("the a an his her its their this that former then new current 's of".split())


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something the document names. `mentions` counts how often, `full` how often by the full name.

    offices: the words of each role, with those of what it is of. ties: of where or what the text says they are.
    """

    name: str
    kind: EntityKind
    words: tuple[str, ...]
    gender: str | None = None
    gender_from_title: bool = False
    aliases: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)
    offices: list[tuple[str, ...]] = field(default_factory=list)
    ties: set[str] = field(default_factory=set)
    mentions: int = 0
    full: int = 0
    first_seen: int = 0

    @property
    def surname(self) -> str:
        return self.words[-1] if self.words else ""

    def add_alias(self, alias: str) -> None:
        if alias and alias != self.name:
            self.aliases.setdefault(alias)


class Register:
    """The referents of a document and the ways to look them up, each in constant work.

    A name or an office that hundreds share is no news; only the first or latest few of them are offered.
    """

    def __init__(self) -> None:
        self.all: list[Referent] = []
        self._words: dict[tuple[str, ...], list[Referent]] = {}
        self._surnames: dict[str, list[Referent]] = {}
        self._persons: dict[tuple[str, str], list[Referent]] = {}
        self._first_words: dict[str, list[Referent]] = {}
        self._inner: dict[str, list[Referent]] = {}
        self._bodies: dict[str, list[Referent]] = {}
        self._offices: dict[str, list[tuple[tuple[str, ...], Referent]]] = {}
        self._entries: defaultdict[int, list[list[Referent]]] = defaultdict(list)  # the lists that one stands in

    def add(self, referent: Referent) -> None:
        """Enter a referent not met before."""
        self.all.append(referent)
        self.index(referent)

    def index(self, referent: Referent) -> None:
        """Enter a referent under its words, the new ones where a fuller name was found."""
        words = referent.words
        if not words:
            return
        self._enter(self._words, words, referent)
        if referent.kind not in (A_PERSON, A_BODY):
            return
        self._enter(self._surnames, words[-1], referent)
        if len(words) > 1:
            self._enter(self._first_words, words[0], referent)
        if referent.kind is A_PERSON:
            self._enter(self._persons, (words[-1], words[0][0]), referent)
            for word in words[1:-1]:
                self._enter(self._inner, word, referent)
        elif referent.name[:1].isupper():
            for word in set(words):
                self._enter(self._bodies, word, referent)

    def _enter(self, index: dict[_Key, list[Referent]], key: _Key, referent: Referent) -> None:
        listed = index.setdefault(key, [])
        listed.append(referent)
        self._entries[id(referent)].append(listed)

    def remove(self, referent: Referent) -> None:
        """Forget a referent that turned out to be another."""
        self.all.remove(referent)
        for listed in self._entries.pop(id(referent), ()):
            listed.remove(referent)

    def with_words(self, words: tuple[str, ...], kind: EntityKind | None = None) -> Referent | None:
        """The first referent of exactly these words, of that kind where one is asked for."""
        return next((one for one in self._words.get(words, ()) if kind is None or one.kind is kind), None)

    def with_surname(self, word: str) -> list[Referent]:
        """Persons and bodies whose name ends in the word, the first few."""
        return self._surnames.get(word, [])[:_MOST]

    def persons_like(self, words: tuple[str, ...]) -> list[Referent]:
        """Persons of the surname whose forename begins with the same letter, the first few."""
        return self._persons.get((words[-1], words[0][0]), [])[:_MOST]

    def beginning(self, word: str) -> list[Referent]:
        """Persons and bodies whose name of several words begins with the word, the first few."""
        return self._first_words.get(word, [])[:_MOST]

    def within(self, word: str) -> list[Referent]:
        """Persons with the word inside their name, neither first nor last, the first few."""
        return self._inner.get(word, [])[:_MOST]

    def bodies_with(self, words: Iterable[str]) -> list[Referent]:
        """Bodies with one of the words in their names, the latest few."""
        return [body for word in words for body in self._bodies.get(word, ())[-_MOST:]]

    def learn_office(self, referent: Referent, role: str, of: tuple[str, ...] = ()) -> None:
        """That the referent holds the office, of what the words behind it tell: *director*, of *finance*."""
        role = _without_determiner(role)
        if not role or role in referent.roles:
            return
        referent.roles[role] = None
        referent.add_alias(role)
        words = (*of, *office_words(role))
        for letters in _initials(role):
            self._offices.setdefault(letters, []).append(((letters,), referent))
        if words:
            referent.offices.append(words)
            for head in {words[-1], *({_ANY_LEADER} if words[-1] in _LEADERS else ())}:
                self._offices.setdefault(head, []).append((words, referent))

    def offices(self, head: str) -> list[tuple[tuple[str, ...], Referent]]:
        """The offices whose noun is `head` or means the same, each with its holder: the latest few."""
        found = self._offices.get(_ANY_LEADER if head in _LEADERS else head, ())
        return list(found[-_MOST:])


def _initials(role: str) -> list[str]:
    """*CS* and *ACS* for *Agriculture Cabinet Secretary*: what offices in capitals are called by their letters."""
    letters = "".join(word[0] for word in role.split() if word[0].isupper() and not word.endswith(".")).lower()
    return [letters[at:] for at in range(len(letters) - 1)] if len(letters) <= _LONGEST_INITIALS else []


@remembered
def office_words(role: str) -> tuple[str, ...]:
    """The folded words of an office, its noun the common one: *Mr Justice* is a judge, *prime minister* a premier."""
    words = fold_name(role)
    for at in range(1, len(words)):
        if words[at] in ("of", "for"):
            words = (*words[at + 1 :], *words[:at])  # Governor of the Talinsk Region
            break
    if words[-2:] == ("prime", "minister"):
        return (*words[:-2], "premier")
    return (*words[:-1], _SAME_OFFICE.get(words[-1], words[-1])) if words else ()


def genders_clash(left: str | None, right: str | None) -> bool:
    """Whether two genders are both known and differ."""
    return left in ("m", "f") and right in ("m", "f") and left != right


@remembered
def name_words(core: str) -> tuple[str, ...]:
    """A name's folded words without suffixes (Jr.) and titles."""
    words = tuple(word for word in fold_name(core) if word not in SUFFIXES)
    return tuple(word for word in words[:-1] if word not in titles() or word in forenames()) + words[-1:]


def is_short(core: str) -> bool:
    """Whether a name is a bare surname, be it hyphened (*Byrne-Walsh*) or with particles (*Van der Meer*)."""
    tokens = core.split()
    return len(tokens) == 1 or all(token.lower() in word_list("name_particles.txt") for token in tokens[:-1])


def same_person(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Same surname, and forenames that are equal, an initial of each other, or a short form of each other."""
    one, other = left[0], right[0]
    if left[-1] != right[-1]:
        return False
    if one == other or ((len(one) == 1 or len(other) == 1) and one[0] == other[0]):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and long.startswith(short)


def _without_determiner(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.lower() in ("the", "a", "an", "its", "his", "her", "their", "this", "that") and rest else text


def role_score(words: Sequence[str], role: Sequence[str]) -> float:
    """2 for the same role, 1 and more for one that may be the same; 0 where the heads differ."""
    if list(role) == list(words):
        return 2.0
    head, other = words[-1], role[-1] if role else ""
    plain = [word for word in role if word not in NOT_DISTINCTIVE]
    modifiers, others = set(words[:-1]), set(plain[:-1])
    if modifiers & _UNIONS:
        modifiers |= _OF_WORKERS & others
    if head == other:
        if modifiers <= others or others <= modifiers:
            return 1.5
        return 1.0 if modifiers & others else 0.0
    if head in _LEADERS and other in _LEADERS:
        return 1.2 if modifiers & set(plain) or not others - _LEADERS else 0.0
    return 0.0


def other_office(words: Sequence[str], referent: Referent) -> bool:
    """A spokesman is nobody whose roles are known and are none of a spokesman's; a premier is no president.

    Who shadows a minister is in the other party.
    """
    heads = {role[-1] for role in referent.offices}
    if "shadow" not in words and any("shadow" in role and role[-1] == words[-1] for role in referent.offices):
        return True
    if _of_another_body(words, referent):
        return True
    if words[-1] in ONE_OFFICE and not _PAST & set(words):
        held = {role[-1] for role in referent.offices if not _PAST & set(role)}
        return bool(held & ONE_OFFICE) and words[-1] not in held
    return words[-1].startswith("spokes") and bool(heads) and not any(head.startswith("spokes") for head in heads)


def _of_another_body(words: Sequence[str], referent: Referent) -> bool:
    """*The union leader* is not the president of a chamber, *the health minister* not the one of finance."""
    apart = set(words[:-1]) - PLAIN_ADJECTIVES - _LEADERS - _ANY_BODY
    if not apart:
        return False
    if apart & _UNIONS:
        apart |= _OF_WORKERS
    alike = [
        set(office[:-1]) - NOT_DISTINCTIVE - PLAIN_ADJECTIVES - _LEADERS
        for office in referent.offices
        if office[-1] == words[-1] or (office[-1] in _LEADERS and words[-1] in _LEADERS)
    ]
    return bool(alike) and all(others and not others & apart for others in alike)
