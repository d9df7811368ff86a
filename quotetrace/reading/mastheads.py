"""The site's name at the very top of a page, known by where it stands: a few capitalised words, then a tagline, a menu
or a date line, then the headline.

A name that the story itself uses (its town, its subject), a person's and a section's are no outlet; the line is site
furniture all the same. Names that read like an outlet's wherever they stand are the matter of `outlets`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from quotetrace.folding import fold_name, fold_words
from quotetrace.lexicons import lines
from quotetrace.reading.furniture import Role, is_prose, is_titlelike
from quotetrace.reading.headlines import asks
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
_PARTICLES = frozenset({"of", "the", "and", "&", "de", "for", "in", "on"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NOT_IN_NAMES = re.compile(r"[\"“”„«»|:;?!,]|(?<!\w)['‘]|\.$")


@dataclass(frozen=True, slots=True)
class _Top:
    """The top of a page as indices of its lines: the name, the headline below it, and the tagline if it has one."""

    name: int
    headline: int
    tagline: int | None


def mark_page_top(text: str, units: Sequence[Unit], roles: list[Role | None]) -> None:
    """Gives the name above the headline, if there is one, its role: MASTHEAD if it can only be the outlet's, else
    CHROME. The tagline below it is CHROME."""
    first = _find_name(units, roles)
    if first is None:
        return
    top = _find_top(text, units, roles, first)
    if top is None:
        _mark_without_headline(units, roles, first)
        return
    # who writes of itself (*told Plain Fact*) has a tagline or an edition; a kicker or a place has none
    own = top.tagline is not None or says_edition(units[top.name].text)
    cut_off = _is_cut_off(text, units, roles, top)
    if own or cut_off:
        name = bare_masthead(units[top.name].text)
        sure = own or could_be_masthead(name) or not _is_the_matter(name, units[top.headline :])
        roles[top.name] = Role.MASTHEAD if sure and not is_label(name) else Role.CHROME
    elif _is_kicker(text, units, roles, top):
        name = bare_masthead(units[top.name].text)
        reads_like_one = could_be_masthead(name) and not is_label(name)
        roles[top.name] = Role.MASTHEAD if reads_like_one else Role.CHROME
    if top.tagline is not None:
        roles[top.tagline] = Role.CHROME


def _find_name(units: Sequence[Unit], roles: Sequence[Role | None]) -> int | None:
    """The first line that is no furniture, if it can be a name."""
    first = next((i for i, role in enumerate(roles) if role is None), None)
    if first is None or any(role not in (Role.CHROME, Role.BYLINE, Role.REPEAT) for role in roles[:first]):
        return None
    if len(units[first].text) > LONGEST_MASTHEAD:
        return None
    name = bare_masthead(units[first].text)
    return first if _is_name(name) and not is_person(name) else None


def _find_top(text: str, units: Sequence[Unit], roles: Sequence[Role | None], first: int) -> _Top | None:
    """The name at `first` and a longer line below it as the headline, if there is one."""
    tagline = _tagline(text, units, roles, first)
    headline = _headline(units, roles, first + 1 if tagline is None else tagline + 1)
    if headline is None or units[headline].words <= len(bare_masthead(units[first].text).split()):
        return None
    return _Top(first, headline, tagline)


def _mark_without_headline(units: Sequence[Unit], roles: list[Role | None], name: int) -> None:
    """A page whose story has no headline: the name, the date, perhaps the section, and the story at once.

    *The Brevik Times / 14 May 2021 / Football*. Without a section the name must open like a paper's.
    """
    bare = bare_masthead(units[name].text)
    at = name + 1
    dated = at < len(units) and roles[at] is Role.BYLINE and _YEAR.search(units[at].text) is not None
    if not dated or not could_be_masthead(bare) or is_label(bare):
        return
    while at < len(units) and roles[at] in (Role.BYLINE, Role.CHROME):
        at += 1
    section = at < len(units) and roles[at] is None and is_label(units[at].text)
    story = at + section
    tells = story < len(units) and roles[story] is None and is_prose(units[story].text, units[story].words)
    if not tells or not (section or bare.startswith("The ")):
        return
    roles[name] = Role.MASTHEAD
    if section:
        roles[at] = Role.CHROME


def _is_cut_off(text: str, units: Sequence[Unit], roles: Sequence[Role | None], top: _Top) -> bool:
    """Whether a menu stands around the name or below it, or a date line below it. A date line that the next title
    follows at once stands between a short headline and its deck, unless the name reads like an outlet's."""
    between = roles[top.name + 1 : top.headline]
    if Role.CHROME in roles[: top.name] or Role.CHROME in between:
        return True
    apart = not adjacent(text, units[top.headline - 1], units[top.headline])
    return Role.BYLINE in between and (apart or could_be_masthead(units[top.name].text))


def _is_kicker(text: str, units: Sequence[Unit], roles: Sequence[Role | None], top: _Top) -> bool:
    """Whether the line is a word or two set apart above the headline, with nothing between them."""
    alone = Role.BYLINE not in roles[top.name + 1 : top.headline]
    short = units[top.name].words <= _KICKER_WORDS
    return alone and short and not adjacent(text, units[top.name], units[top.headline])


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
        titled = asks(unit.text, unit.words) or is_titlelike(unit.text, unit.words)
        fits = unit.words >= _HEADLINE_WORDS and titled
        return i if roles[i] is None and fits else None
    return None


def _is_the_matter(name: str, units: Sequence[Unit]) -> bool:
    """Whether a name is the story's place or subject: it stands in the story, or is nothing but common words."""
    wanted = " ".join(fold_words(name))
    stands = any(f" {wanted} " in f" {' '.join(fold_words(unit.text))} " for unit in units if name[:3] in unit.text)
    return stands or has_common_words(name)


@cache
def _labels() -> frozenset[tuple[str, ...]]:
    return frozenset(fold_words(line) for line in lines("sections.txt"))


@cache
def _forenames() -> frozenset[str]:
    return frozenset(line.split("\t")[0] for line in lines("forenames.tsv"))
