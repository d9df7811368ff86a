"""What stands beside a name and says whose it is: *Ruth Vance, the harbour master*; *the union's chair, Ivo Lund*.

Also what introduces a name that nobody vouches for: *a man called Dale*, *a resident who gave his name only as Musa*.
"""

from __future__ import annotations

from collections.abc import Iterator

from quotetrace.extraction.clauses import PREPOSITIONS, SUBORDINATORS
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import NAME, ROLE
from quotetrace.extraction.scenes import Scene
from quotetrace.folding import fold_name

_ADVERBS_OF_OFFICE = frozenset("now then currently formerly once later also previously".split())
# Words between the beginning of a sentence and the comma that ends what opens it.
_OPENING = 25
# Digits of an age.
_LONGEST_AGE = 3
# What begins a role that is somebody else's: Karl Dahl, his wife said, was late.
OF_ANOTHER = frozenset("his her its their".split())
# What stands between the comma and a name or its titles: the Archbishop of Kell, the Most Rev. Ivo Roe; one Ida Vance.
_BEFORE_TITLES = frozenset("the most right rt very one".split())
# The verbs behind a name that ends an apposition: His first wife, the painter Elsa Frame, left.
_CLOSING = (",", ".", "", ")", "—", "–")
# What names somebody, right behind the noun or behind *who*: a man called Dale, who gave her name only as Halima.
_CALLED = frozenset("called named".split())
_GIVES_A_NAME = frozenset("identified gave gives signed signs known introduced goes went calls".split())
_INSIDE_A_NAMING = frozenset(
    "himself herself themselves his her their name names only simply just merely off by to as locally the name".split()
)
# What leads from an office to what it is of, words of no weight in that, and what no office holds.
_TAILS = ("of", "for", "at", "in", "to")
_SMALL = frozenset("the a an and its his her their this 's".split())
_NOT_OF_AN_OFFICE = frozenset(
    "who which that where whose when while is was are were has had have been will would but or by told says".split()
)
# Tokens of what an office is of: the chairman of the Congress of Workers in the state,
_LONGEST_TAIL = 10
# Tokens from the noun to the name it is given.
_LONGEST_NAMING = 8


def roles_beside(scene: Scene, mention: Mention) -> Iterator[Mention]:
    """The roles that an apposition or a predicate ties to the name."""
    for role in _appositions(scene, mention):
        yield role
        second = scene.starting.get(role.after + 1) if scene.low(role.after) == "and" else None
        if second is None or second.kind is not ROLE or second.gender == "p":
            continue
        if scene.low(second.first) not in OF_ANOTHER:
            yield second  # a developer and spokeswoman
    introduced = _introducing(scene, mention)
    if introduced is not None:
        yield introduced


def behind_age(scene: Scene, at: int) -> int:
    """Where what a name is followed by goes on behind an age: *Ruth Kade*, 66*, a bus captain*; (66)*, a captain*."""
    low, age = scene.low(at), scene.low(at + 1)
    if low not in (",", "(") or not age.isdigit() or len(age) > _LONGEST_AGE:
        return at
    return at + 2 + (low == "(")


def _appositions(scene: Scene, mention: Mention) -> Iterator[Mention]:
    end = behind_age(scene, mention.after)
    after = scene.low(end)
    behind = scene.starting.get(end + 1)
    if after == "," and behind is None and scene.low(end + 1) in _ADVERBS_OF_OFFICE:
        behind = scene.starting.get(end + 2)
    if behind is None and scene.low(end + 1) == "the":
        behind = scene.starting.get(end + 2)  # the Liberal MP: an office in capitals
        behind = behind if behind is not None and behind.kind is ROLE else None
    if after == "," and behind is not None and _closes(scene, mention, behind):
        yield behind
    if after == "," and scene.low(end + 1) == "who" and scene.low(end + 2) in ("is", "was"):
        behind = scene.starting.get(end + 3 + (scene.low(end + 3) == "also"))
        if behind is not None:
            yield behind
    if (
        after in ("is", "was", "became", "remains")
        and (behind := scene.starting.get(mention.after + 1)) is not None
        and not mention.possessive
    ):
        yield behind
    before = _before(scene, mention)
    closed = scene.low(mention.after) in _CLOSING or scene.low(mention.first - 1).isalpha()
    if before is not None and closed:
        yield before


def _before(scene: Scene, mention: Mention) -> Mention | None:
    """The office or the kin in front of the comma before the name: *the union's chair*, Ivo Lund."""
    first = mention.first
    while scene.low(first - 1) in _BEFORE_TITLES:
        first -= 1
    if scene.low(first - 1) not in (",", "—", "–"):
        last = scene.low(first - 1)
        small = (
            last.isalpha() and last not in _TAILS and last not in _SMALL and not scene.tokens[first - 1].is_capitalised
        )
        office = _with_tail(scene, first) if small and " " in mention.core else None
        return office if office is not None and _has_no_article(scene, office) else None
    before = scene.ending.get(first - 1)
    several = before is not None and before.gender == "p"  # spokesman for the growers, Ivo Roe
    if before is not None and before.kind is ROLE and not several:
        return before
    return _with_tail(scene, first - 1) or (None if several else before)  # the mayor of Aldbrook,


def _with_tail(scene: Scene, comma: int) -> Mention | None:
    """The one office whose *of* or *for* leads to the comma."""
    for at in range(comma - 1, max(comma - _LONGEST_TAIL - 1, 0), -1):
        if _ends_tail(scene, at):
            return None
        office = scene.ending.get(at) if scene.low(at) in _TAILS else None
        if office is not None and office.kind is ROLE:
            return office if office.gender != "p" and not office.possessive else None
    return None


def _has_no_article(scene: Scene, office: Mention) -> bool:
    """*Acting head of the region* Ivo Lund: without one an office is nothing but the name's."""
    return not office.definite and office.text == office.core and scene.low(office.first - 1) not in ("the", "a", "an")


def _ends_tail(scene: Scene, at: int) -> bool:
    """Whether what belongs to an office is over at the token: at marks, stops, verbs and relative clauses."""
    low = scene.low(at)
    return (
        scene.is_quote(at)
        or (not low[:1].isalnum() and low not in ("'s", "'"))
        or low in _NOT_OF_AN_OFFICE
        or scene.has_cue(at, at + 1)
    )


def office_tail(scene: Scene, role: Mention) -> tuple[str, ...]:
    """What the office is of, without the small words: *finance* of *the director* of finance."""
    return tail_words(scene, role.after) if scene.low(role.after) in _TAILS else ()


def tells_of_what(scene: Scene, role: Mention) -> bool:
    """*The owner of a scrapyard* tells itself who is meant, as no *owner* alone does."""
    return scene.low(role.after) in ("of", "for", "at") and scene.low(role.after + 1) in ("a", "an")


def tail_words(scene: Scene, first: int) -> tuple[str, ...]:
    """The words from the preposition to the next comma or verb, without the small ones."""
    words: list[str] = []
    for at in range(first, min(first + _LONGEST_TAIL, len(scene.tokens))):
        if _ends_tail(scene, at):
            break
        if scene.low(at) not in _TAILS and scene.low(at) not in _SMALL:
            words.extend(fold_name(scene.low(at)))
    return tuple(words)


def _introducing(scene: Scene, mention: Mention) -> Mention | None:
    """*A man called* Dale, *a resident who identified himself simply as* Musa: the noun that the name is given to."""
    if mention.kind is not NAME:
        return None
    if scene.low(mention.first - 1) in ("is", "was") and scene.low(mention.first - 2) == "name":
        owner = scene.ending.get(mention.first - 3)  # the attendant's name is Dale
        return owner if owner is not None and owner.possessive and owner.kind is ROLE else None
    at, verb = mention.first - 1, False
    while (
        at > 0
        and mention.first - at <= _LONGEST_NAMING
        and (scene.low(at) in _INSIDE_A_NAMING or scene.low(at) in _GIVES_A_NAME or scene.low(at) in _CALLED)
    ):
        low = scene.low(at)
        verb = verb or low in _GIVES_A_NAME or (low in _CALLED and at == mention.first - 1)
        at -= 1
    if not verb:
        return None
    at -= scene.low(at) in ("is", "was")
    at -= scene.low(at) == "who"
    at -= scene.low(at) == ","
    noun = scene.ending.get(at + 1)
    if noun is not None and noun.definite and scene.low(mention.first - 1) in _CALLED:
        return None  # the mayor called Ida Vance
    return noun if noun is not None and noun.kind is ROLE and noun.gender != "p" else None


def _closes(scene: Scene, mention: Mention, role: Mention) -> bool:
    """An apposition ends with a comma, a stop, a preposition or the verb; a list of names does not.

    Behind words that open the sentence (*In Norrvik, the mayor said*) only a comma or a stop shows one.
    """
    if scene.low(role.after) in (",", ".", ""):
        return True
    if scene.low(role.first) in ("a", "an") and role.first > mention.after + 1:
        return role.kind is ROLE  # Mr Selvan, 66, a retired bus captain who took three buses
    first, _ = scene.paragraph.sentence_of(mention.first)
    opening = scene.low(first)
    if opening in PREPOSITIONS or opening in SUBORDINATORS:
        inside = any(scene.low(index) == "," for index in range(max(first, mention.first - _OPENING), mention.first))
        if not inside and opening != "according":
            return False
    return role.kind is ROLE
