"""Names in a frame: where one ends that begins at a capital, what of it is title or office, whether it is a body's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from quotetrace.extraction.capitals import STREETS, Capitals
from quotetrace.extraction.nouns import (
    COURTESIES,
    ORGANISATION,
    POST_NOMINALS,
    ROLE,
    SUFFIXES,
    demonyms,
    forenames,
    head_kind,
    is_calendar,
    is_given_behind,
    listed_head,
    titles,
)
from quotetrace.extraction.remembering import remembered
from quotetrace.lexicons import word_list

# Plurals that begin the names of campaigns: Friends of the Earth, Citizens for Tax Justice.
_FOUNDERS = frozenset(
    "citizens friends americans doctors students mothers parents women veterans lawyers workers teachers people "
    "reporters".split()
)
# Heads that take *of* and a name, and make one name with it: Bank of Norway, Ministry of Ports.
_OF_HEADS = frozenset("bank ministry department secretary minister speaker house bishop archbishop".split())
# Bodies named after persons: the Ruth Vance Foundation.
_NAMED_BODIES = frozenset("foundation institute center centre university times inc campaign".split())
_LONE_BODIES = frozenset("parliament congress senate pentagon commons".split())
# Trades that are surnames, and no office at the end of a name.
_TRADES = frozenset(
    "abbot baker barber butcher butler carpenter farmer friar gardener grocer hawker hunter miner porter ranger reader "
    "reeve rider sailor sen shepherd skinner spinner tailor usher walker welder".split()
)
# Persons that are adjectives in the names of bodies: Local Government.
_ADJECTIVES = frozenset("local native expert".split())
# What is said in brackets of a rank or an office that is over.
_RETIRED = frozenset("retd rtd ret retired".split())
# Ranks in short that are also something else; a forename shows them, or two words in small letters.
_RANKS = frozenset("DS DI DC DCC ACC PS CP SP DCP ACP DSP SSP ASP CSP DIG AIG IGP ADGP DGP SHO SI ASI".split())
# Heads that take *for* and a name: Institute for Peace, Centre for Trade.
_FOR_HEADS = frozenset(
    "agency alliance association bureau campaign center centre coalition commission committee council department "
    "foundation fund group institute league ministry movement network office party service society state states trust "
    "union university".split()
)
# Offices of whoever leads what stands before *of*.
_LEADING = frozenset("prime president minister chancellor premier governor gov mayor senator sen mr mrs ms dr".split())
# Words of a body's name behind the apostrophe of a plural: the Lenders' Employees Federation.
_LONGEST_OWNED = 3
# Small words and marks inside the name of a portfolio: Water and Power.
_IN_A_PORTFOLIO = frozenset("and & , the for of in ministry department office".split())
# What a minister may be a minister in: Minister of State in the Ministry of Health.
_HOUSES = frozenset("ministry department office".split())
# Offices that are addressed with *Mr*: Mr Speaker.
_ADDRESSED = frozenset("speaker president chairman chair secretary justice ambassador minister mayor vice".split())


class NameReader:
    """Reads the names of one paragraph from where they begin."""

    def __init__(self, capitals: Capitals) -> None:
        self.capitals = capitals
        self.tokens = capitals.tokens
        self.lows = capitals.lows
        self.begins = capitals.paragraph.begins
        self.ends = capitals.paragraph.ends
        self.last = len(self.tokens) - 1

    def end(self, first: int) -> int:
        """The token after the name that begins at `first`: particles, initials, *of* behind a body, Jr."""
        at = first + 1
        while at < len(self.tokens):
            token = self.tokens[at]
            if self.begins[at] - self.ends[at - 1] > 2 or not (token.is_capitalised or _may_go_on(token.low)):
                break
            if (token.is_capitalised and not self._breaks_run(at)) or self.capitals.number_at(at):
                at += 1
            elif (surname := self.capitals.behind_particles(at)) > at:
                at = surname + 1
            elif self._joins(at):
                at += 2
            elif (behind := self._behind_bracketed(at)) > at:
                at = behind
            elif token.low in ("of", "for") and self._takes_of(first, at):
                at += 2 if self.capitals.capital_at(at + 1) else 3
            elif (behind := self._goes_on(first, at)) > at:
                at = behind
            elif token.text == "," and at + 1 < len(self.tokens) and self.lows[at + 1] in SUFFIXES:
                at += 2
            else:
                break
        return at

    def _behind_bracketed(self, at: int) -> int:
        """Chief *(Barr.)* Ivo Roe, Justice *(retd)* A. K. Das: behind a title in brackets before a name; else `at`."""
        if self.tokens[at].text != "(" or self.tokens[at - 1].low.rstrip(".") not in titles() or at + 3 > self.last:
            return at
        close = at + 2 + (self.tokens[at + 2].text == ".")
        inside = self.tokens[at + 1].low.rstrip(".")
        if self.tokens[close].text != ")" or not (inside in titles() or inside in _RETIRED):
            return at
        return close + 1 if self.capitals.capital_at(close + 1) else at

    def _joins(self, at: int) -> bool:
        """*Lund & Roy*; *the Rail Workers' Union*: an ampersand, or the apostrophe of a plural before a body."""
        if self.tokens[at].text == "&":
            return self.capitals.capital_at(at + 1)
        if (
            self.tokens[at].text not in ("'", "’")
            or not self.lows[at - 1].endswith("s")
            or not self.capitals.capital_at(at + 1)
        ):
            return False
        if head_kind(self.lows[at - 1]) is None:
            return False
        for ahead in range(at + 1, min(at + 1 + _LONGEST_OWNED, len(self.tokens))):
            if not self.capitals.capital_at(ahead):
                break
            if self.lows[ahead] in word_list("organisation_words.txt"):
                return True
        return False

    def _breaks_run(self, at: int) -> bool:
        """A capital that begins something new: *Monday*; in headlines, a word that the body writes small."""
        low = self.lows[at]
        if low == "i" or (is_calendar(low) and not (low in forenames() and self.capitals.capital_at(at + 1))):
            return True
        head = listed_head(low)
        if self.capitals.paragraph.title_case and head is not None and head[0] is ROLE:
            return False  # BRIDGE BOSS SAYS
        return self.capitals.paragraph.title_case and low not in self.capitals.known and low not in forenames()

    def _takes_of(self, first: int, at: int) -> bool:
        if at + 1 >= len(self.tokens):
            return False
        target = at + 2 if self.lows[at + 1] == "the" else at + 1
        if not self.capitals.capital_at(target):
            return False
        head = self.lows[at - 1]
        if self.lows[target].rstrip(".") in _LEADING:
            return False  # the Unity Party of Prime Minister Edda Lund
        if at - 1 == first and head in _FOUNDERS:
            return True
        if head in _OF_HEADS:
            return True
        # not: Ashton Coast for a French club
        return head in _FOR_HEADS if self.lows[at] == "for" else head in word_list("organisation_words.txt")

    def _goes_on(self, first: int, at: int) -> int:
        """Behind the next word of a portfolio, *for Transport* and Digital Affairs; *in the Ministry* of Health.

        `at` itself where none of these goes on.
        """
        low, ahead = self.lows[at], at + 1
        if low not in ("and", "&", ",", "in") or not self.capitals.capital_at(first) or at + 1 >= len(self.tokens):
            return at
        ahead += self.lows[ahead] == "and"
        ahead += ahead < len(self.tokens) and self.lows[ahead] == "the"
        if not self.capitals.capital_at(ahead):
            return at
        inside = {token.low for token in self.tokens[first:at]}
        if low == "in":
            return ahead + 1 if "minister" in inside and self.lows[ahead] in _HOUSES else at
        portfolio = word_list("portfolios.txt")
        joined = self.lows[at - 1] in portfolio and self.lows[ahead] in portfolio
        return ahead + 1 if joined and inside & {"of", "for"} else at

    def names_body_of(self, words: Sequence[str]) -> bool:
        """*Federation of Teachers*, *Citizens for Tax Justice*: what stands before *of* names a body, no office."""
        before = words[: next(i for i, word in enumerate(words) if word in ("of", "for"))]
        return bool(before) and (before[-1] in word_list("organisation_words.txt") or before[-1] in _FOUNDERS)

    def is_owned(self, words: Sequence[str]) -> bool:
        """*Lenders' Employees Federation*: a body behind the apostrophe of a plural."""
        return "'" in words and words[-1] in word_list("organisation_words.txt")

    def core(self, first: int, after: int) -> int:
        """Where the name proper begins behind titles and words of office; `after` where there is nothing else."""
        core = first
        if any(map(_may_be_of_office, self.lows[first:after])):
            core = self._behind_offices(first, after)
        if self.lows[first] == "the" and core == first:
            core = first + 1 if after > first + 1 else first
        return core

    def _behind_offices(self, first: int, after: int) -> int:
        """The `core`, an article at its front included."""
        core = first
        for index in range(first, after):
            low = self.lows[index].rstrip(".")
            if low in ("of", "for") and index == core and index > first:
                core = self.holder_in(index + 1, after)  # Secretary of State Ruth Vance
                if core == after:
                    break
                continue
            if index < core:
                continue
            if index == core > first and (bracketed := self._behind_bracketed(index)) > index:
                core = bracketed
                continue
            if index == core and (people := self._behind_people(index, after)) > index:
                core = people
                continue
            if "-of-" in low and index + 1 < after:
                core = index + 1  # Mum-of-three Sarah Pell
                continue
            if index == core and self._is_rank(index, after):
                core = index + 1  # DS Jane Moon
                continue
            if self.tokens[index].text in POST_NOMINALS and index + 1 == after and index - first >= 2:
                continue
            head = listed_head(low) if low not in _ADJECTIVES else None
            if not (low in titles() or self.lows[index] == "del." or (head is not None and head[0] is ROLE)) or (
                low in forenames() and index + 1 < after
            ):
                continue
            if index + 1 == after and index > first and (low in _TRADES or self.lows[index - 1] in forenames()):
                continue  # Stephen King, Joe Bishop, Xolani Baker
            if index + 1 == after and index > first and self._is_courtesy(index - 1) and low not in _ADDRESSED:
                continue  # Ms Dean
            core = index + 1
        return core

    def title(self, first: int, core: int) -> str | None:
        """The last word of what stands before the name proper, brackets left out; None where nothing does."""
        at = core - 1
        if at > first and self.tokens[at].text == ")":
            at = next((back for back in range(at, first, -1) if self.tokens[back].text == "("), at) - 1
        return self.tokens[at].low.rstrip(".") if at >= first else None

    def _behind_people(self, at: int, after: int) -> int:
        """*Italian* Ada Zanetti, *New Zealander* Tim Rutter: behind a demonym before a name, else `at`."""
        if f"{self.lows[at]} {self.lows[min(at + 1, after - 1)]}" in demonyms() and at + 3 < after:
            return at + 2
        if at + 2 >= after:
            return at
        article = at > 0 and self.lows[at - 1] == "the" and not self.is_body(at + 1, after)
        named = article or self.lows[at + 1] in forenames()
        return at + (named and self.lows[at] in demonyms() and self.lows[at] not in forenames())

    def _is_rank(self, at: int, after: int) -> bool:
        """*DS Jane Moon*, *SP Chukwu Obi*: a rank in capitals before a name that is not."""
        if self.tokens[at].text not in _RANKS or at + 1 >= after or self.tokens[at + 1].text.isupper():
            return False
        return self.lows[at + 1] in forenames() or at + 2 < after

    def _is_courtesy(self, at: int) -> bool:
        return self.lows[at].rstrip(".") in COURTESIES

    def holder_in(self, first: int, after: int) -> int:
        """Where behind an office (*of State*) its holder's name begins, `after` where it is the office alone.

        Behind the last word of a portfolio, at a forename or an initial, else at the last two words where three or
        more stand there: *of Norrvik Ola Dahl*.
        """
        tokens = self.tokens
        portfolio = self.behind_portfolio(first, after)
        if portfolio > first:
            return portfolio
        for index in range(first, after - 1):
            if tokens[index].low in forenames():
                return index
            if len(tokens[index].low.rstrip(".")) == 1:
                return index - 1 if index - 1 > first else index
        known = word_list("organisation_words.txt")
        plain = all(
            token.low not in known and token.low not in self.capitals.spelling.small
            for token in tokens[after - 2 : after]
        )
        return after - 2 if after - first >= 3 and plain else after

    def behind_portfolio(self, first: int, after: int) -> int:
        """Where the name of a portfolio ends that begins at `first`: *Digital Affairs* Ong Bee Lian."""
        end = first
        for at in range(first, after):
            low = self.lows[at]
            if low in word_list("portfolios.txt") or low in word_list("places.txt"):  # for Northern Ireland
                end = at + 1
            elif low not in _IN_A_PORTFOLIO:
                break
        return end

    def is_person(self, first: int, after: int) -> bool:
        """*Park Dae-sung*: a given name of two syllables behind a surname, though that is a place's word too."""
        return after - first == 2 and is_given_behind(self.tokens[after - 1].text)

    def is_body(self, first: int, after: int) -> bool:
        """Whether the name is a body's, a place's or a thing's and no person's."""
        words = [low.rstrip(".") for low in self.lows[first:after]]
        if words[0] in forenames() and len(words) <= 3 and words[-1] not in _NAMED_BODIES:
            return False
        if not word_list("organisation_words.txt").isdisjoint(words):
            return len(words) > 1 or words[0] in _LONE_BODIES
        head = head_kind(words[-1])
        if head is not None and head[0] is ORGANISATION and len(words) > 1:
            return True
        text = self.tokens[after - 1].text
        if text.isdigit() or (text in STREETS and len(words) > 1):
            return True
        return len(words) == 1 and len(text) > 1 and text.isupper() and text.isalpha()


@cache
def _first_words_of_demonyms() -> frozenset[str]:
    return frozenset(people.split()[0] for people in demonyms())


@remembered
def _may_go_on(low: str) -> bool:
    """Whether a name may go on with the word in small letters, the number or the mark, as `NameReader.end` has it."""
    if low.isdigit():
        return True
    return low in ("&", "(", "'", ",", "of", "for", "and", "in") or low in word_list("name_particles.txt")


@remembered
def _may_be_of_office(low: str) -> bool:
    """Whether the word may be title, rank or office within a name, or tell of one, as `NameReader.core` has it."""
    word = low.rstrip(".")
    head = listed_head(word)
    return (
        word in ("of", "for", "del")
        or "-of-" in word
        or word in titles()
        or (head is not None and head[0] is ROLE)
        or word.upper() in _RANKS
        or low in _first_words_of_demonyms()
    )
