"""A referent, the somebody or something that mentions stand for, and when two names or two offices can be one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quotetrace.extraction.nouns import SUFFIXES, forenames, titles
from quotetrace.folding import fold_name
from quotetrace.lexicons import word_list
from quotetrace.model import EntityKind

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
# Words that tell no office from another.
NOT_DISTINCTIVE = frozenset("the a an his her its their this that former then new current 's of".split())


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something the document names. `mentions` counts how often, `full` how often by the full name."""

    name: str
    kind: EntityKind
    words: tuple[str, ...]
    gender: str | None = None
    gender_from_title: bool = False
    aliases: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    mentions: int = 0
    full: int = 0
    first_seen: int = 0

    @property
    def surname(self) -> str:
        return self.words[-1] if self.words else ""

    def add_alias(self, alias: str) -> None:
        if alias and alias != self.name and alias not in self.aliases:
            self.aliases.append(alias)

    def add_role(self, role: str) -> None:
        role = _without_determiner(role)
        if role and role not in self.roles:
            self.roles.append(role)
            self.add_alias(role)


def genders_clash(left: str | None, right: str | None) -> bool:
    """Whether two genders are both known and differ."""
    return left in ("m", "f") and right in ("m", "f") and left != right


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
    if head == other:
        if modifiers <= others or others <= modifiers:
            return 1.5
        return 1.0 if modifiers & others else 0.0
    if head in _LEADERS and other in _LEADERS:
        return 1.2 if modifiers & set(plain) or not others - _LEADERS else 0.0
    return 0.0


def other_office(words: Sequence[str], referent: Referent) -> bool:
    """A spokesman is nobody whose roles are known and are none of a spokesman's."""
    heads = {role[-1] for role in map(fold_name, referent.roles) if role}
    return words[-1].startswith("spokes") and bool(heads) and not any(head.startswith("spokes") for head in heads)
