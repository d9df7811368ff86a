"""The site's name at the very top of a page, known by where it stands: a few capitalised words, then a tagline, a menu
or a date line, then the headline.

A name that the story itself uses (its town, its subject), a person's and a section's are no outlet; the line is site
furniture all the same. Names that read like an outlet's wherever they stand are the matter of `outlets`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from quotetrace.folding import fold_name, fold_words
from quotetrace.lexicons import lines
from quotetrace.reading.furniture import Role, is_titlelike
from quotetrace.reading.outlets import (
    LONGEST_MASTHEAD,
    bare_masthead,
    could_be_masthead,
    has_common_words,
    has_headline_verb,
    is_section,
    says_edition,
)
from quotetrace.reading.units import Unit, adjacent

# A site's name has at most so many words; alone above a headline, without tagline or date, a kicker has fewer.
_NAME_WORDS = 5
_KICKER_WORDS = 2
# A headline below a name has at least so many words; a tagline has so many.
_HEADLINE_WORDS = 4
_TAGLINE_WORDS = range(3, 9)
# Below the name, a page's top has at most so many lines of menu and dates.
_REACH = 30
# A question on a line of its own may be a headline up to so many words.
_QUESTION_WORDS = 14
_PARTICLES = frozenset({"of", "the", "and", "&", "de", "for", "in", "on"})
_NOT_IN_NAMES = re.compile(r"[\"“”„«»|:;?!,]|(?<!\w)['‘]|\.$")


def mark_page_top(text: str, units: Sequence[Unit], roles: list[Role | None]) -> None:
    """Gives the name above the headline, if there is one, its role: MASTHEAD if it can only be the outlet's, else
    CHROME. The tagline below it is CHROME."""
    first = next((i for i, role in enumerate(roles) if role is None), None)
    if first is None or any(role not in (Role.CHROME, Role.BYLINE, Role.REPEAT) for role in roles[:first]):
        return
    if len(units[first].text) > LONGEST_MASTHEAD:
        return
    name = bare_masthead(units[first].text)
    if not _is_name(name) or is_person(name):
        return
    tagline = _tagline(text, units, roles, first)
    headline = _headline(units, roles, first + 1 if tagline is None else tagline + 1)
    if headline is None or units[headline].words <= len(name.split()):
        return
    between = roles[first + 1 : headline]
    # a date line that the next title follows at once stands between a short headline and its deck
    parted = not adjacent(text, units[headline - 1], units[headline]) or could_be_masthead(name)
    own = says_edition(units[first].text) or tagline is not None
    if Role.BYLINE in between and Role.CHROME not in between and not parted and not own:
        return
    furnished = Role.CHROME in roles[:first] or Role.CHROME in between or Role.BYLINE in between
    named = own or furnished
    if not named and (units[first].words > _KICKER_WORDS or adjacent(text, units[first], units[headline])):
        return
    # who writes of itself (*told Plain Fact*) has a tagline or an edition; a kicker or a place has none
    matter = has_common_words(name) or _stands_in(name, units[headline:])
    taken = not named or is_label(name) or (matter and not own and not could_be_masthead(name))
    roles[first] = Role.CHROME if taken else Role.MASTHEAD
    if tagline is not None:
        roles[tagline] = Role.CHROME


def is_label(text: str) -> bool:
    """Whether a line is the name of a section or the label of a kind of text (*Opinion*, *PRESS RELEASE*)."""
    return is_section(text) or fold_words(text) in _labels()


def _is_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= _NAME_WORDS or _NOT_IN_NAMES.search(text) or has_headline_verb(text):
        return False
    capitals = [word for word in words if word not in _PARTICLES]
    return words[0][0].isupper() and all(word[0].isupper() for word in capitals)


def is_person(text: str) -> bool:
    """Whether a line is nothing but a person's name, as far as forenames tell."""
    words = fold_name(text)
    return 2 <= len(words) <= 3 and words[0] in _forenames() and _is_name(text)


def _tagline(text: str, units: Sequence[Unit], roles: Sequence[Role | None], name: int) -> int | None:
    """The index of a tagline: a short line directly below the name, with a blank line or furniture below itself."""
    below = name + 1
    if below + 1 >= len(units) or roles[below] is not None or not _is_tagline(units[below]):
        return None
    ends = roles[below + 1] in (Role.BYLINE, Role.CHROME) or not adjacent(text, units[below], units[below + 1])
    stands = adjacent(text, units[name], units[below]) and is_titlelike(units[below].text, units[below].words)
    later = _headline(units, roles, below + 1)
    return below if ends and stands and later is not None and not has_headline_verb(units[below].text) else None


def _is_tagline(unit: Unit) -> bool:
    return unit.words in _TAGLINE_WORDS or (unit.words > 1 and is_label(unit.text))


def _headline(units: Sequence[Unit], roles: Sequence[Role | None], start: int) -> int | None:
    """The first line from `start` that is no furniture, if it can be a headline and something follows it."""
    for i in range(start, min(start + _REACH, len(units) - 1)):
        in_menu = roles[i] is None and Role.CHROME in roles[start:i] and units[i].words <= _KICKER_WORDS
        if in_menu or roles[i] in (Role.CHROME, Role.BYLINE, Role.MASTHEAD, Role.CREDIT):
            continue
        if roles[i] is Role.HEADLINE:
            return i
        unit = units[i]
        asks = unit.text.endswith(("?", "!")) and unit.words <= _QUESTION_WORDS
        fits = unit.words >= _HEADLINE_WORDS and (asks or is_titlelike(unit.text, unit.words))
        return i if roles[i] is None and fits else None
    return None


def _stands_in(name: str, units: Sequence[Unit]) -> bool:
    """Whether the story uses the name: then it is its place or its matter."""
    wanted = " ".join(fold_words(name))
    return any(f" {wanted} " in f" {' '.join(fold_words(unit.text))} " for unit in units if name[:3] in unit.text)


@cache
def _labels() -> frozenset[tuple[str, ...]]:
    return frozenset(fold_words(line) for line in lines("sections.txt"))


@cache
def _forenames() -> frozenset[str]:
    return frozenset(line.split("\t")[0] for line in lines("forenames.tsv"))
