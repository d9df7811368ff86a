"""Mentions that are parts of one: an office in front of its holder's name, and a name that a nickname in marks parts.

*Leader of the Opposition Dr. Ida Vance*, *Labour analyst Prof Ida Vance*: the office is no person of its own, and her
role. *Ida “Blue” Vance* is one name; the surname alone stands for it, since no mention goes over a quotation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.names import NameReader
from quotetrace.extraction.nouns import NAME, ORGANISATION, ROLE, forenames
from quotetrace.extraction.tokens import DASHES, Token
from quotetrace.lexicons import word_list

# Words between an office and its holder: *of Police (Rural)*, *of the Aldbrook and Norrvik Region*.
_LONGEST_OFFICE = 12
_INSIDE_AN_OFFICE = frozenset("of for to the and & ( ) in at ,".split())
_ADDRESS = frozenset("mr mrs ms miss dr prof professor shri smt".split())
_PATRONYMICS = ("vich", "vna")
# A body too: *the Talin Region Oleg Dahl* was read as one.
_HOLDERS = (NAME, ORGANISATION)
# Tokens from the place to the dash of a dateline.
_LONGEST_DATELINE = 12
# Characters of a nickname, marks included.
_LONGEST_NICKNAME = 16


def join_parts(mentions: Sequence[Mention], names: NameReader) -> list[Mention]:
    """The mentions in order, those that are parts of one joined."""
    out: list[Mention] = []
    dateline = _dateline_end(mentions, names.tokens)
    # the place is nobody
    at = sum(mention.after <= dateline for mention in mentions[:_LONGEST_DATELINE]) if dateline else 0
    while at < len(mentions):
        mention = mentions[at]
        last = _holder(mentions, at, names) if mention.kind is ROLE else None
        if last is not None:
            at, mention = last
        elif out and out[-1].after == mention.first - 1 and _parted_by_nickname(out[-1], mention, names):
            mention = _one_name(out.pop(), mention)
        out.append(mention)
        at += 1
    return out


def _dateline_end(mentions: Sequence[Mention], tokens: Sequence[Token]) -> int:
    """Where the dateline that begins a wire's first paragraph ends: *PUERTO ALTO, Losvania (AWP) —*; 0 without one."""
    first = mentions[0] if mentions else None
    if first is None or first.first or not first.text.isupper() or first.after >= len(tokens):
        return 0
    if tokens[first.after].text not in (",", "(", *DASHES):
        return 0
    ahead = range(first.after, min(first.after + _LONGEST_DATELINE, len(tokens)))
    return next((at for at in ahead if tokens[at].text in DASHES), 0)


def _holder(mentions: Sequence[Mention], at: int, names: NameReader) -> tuple[int, Mention] | None:
    """The office (a role) at `at` and its holder as one mention, and the place of the last mention it takes up."""
    office, tokens = mentions[at], names.tokens
    if office.gender == "p" or office.possessive:
        return None
    if not office.core[0].isupper():  # retired teacher Mr Rahmat
        follows = at + 1 < len(mentions) and mentions[at + 1].first == office.after
        return (at + 1, _with_role(office, mentions[at + 1], names)) if follows and mentions[at + 1].title else None
    for place in range(at + 1, min(at + 4, len(mentions))):
        name = mentions[place]
        between = tokens[office.after : name.first]
        if len(between) > _LONGEST_OFFICE or not all(_is_of_office(token) for token in between):
            return None
        if between and between[-1].low == ",":
            return None  # Minister for Health, Ola Dahl
        if name.kind not in _HOLDERS or (name.role is not None and name.title is None):
            continue
        first = _begins(office, name, names)
        if first is not None:
            return place, _held(office, name, first, names)
    return None


def _with_role(office: Mention, name: Mention, names: NameReader) -> Mention:
    """The titled name with the small noun before it as its role."""
    first = next(at for at in range(name.first, name.after) if names.tokens[at].text == name.core.split()[0])
    return _held(office, name, first, names)


def _is_of_office(token: Token) -> bool:
    return token.quote is None and (token.is_capitalised or token.low in _INSIDE_AN_OFFICE)


def _begins(office: Mention, name: Mention, names: NameReader) -> int | None:
    """The token at which the holder's own name begins; None where the mention is still a part of the office."""
    tokens = names.tokens
    word = name.core.split()[0]
    core = next((at for at in range(name.first, name.after) if tokens[at].text == word), name.first)
    if name.first == office.after:
        if name.kind is ORGANISATION:
            return None
        return core if name.title and names.begins[name.first] - names.ends[office.after - 1] == 1 else None
    if tokens[office.after].low not in ("of", "for", "to"):
        return None
    if name.kind is ORGANISATION:  # of the Talinsk Region Oleg Dahl
        portfolio = names.behind_portfolio(name.first, name.after)
        return portfolio if name.first < portfolio < name.after - 1 else _behind_body(name, tokens)
    if name.title:
        return core
    if tokens[name.first - 1].low == ")":
        return core if " " in name.core else None
    first = names.holder_in(name.first, name.after)
    return first if first < name.after and first > name.first else None


def _behind_body(name: Mention, tokens: Sequence[Token]) -> int | None:
    """Where behind the last word of a body a person's name begins, if a forename, initial or patronymic shows one."""
    first = name.after
    while first > name.first and tokens[first - 1].low not in word_list("organisation_words.txt"):
        first -= 1
    while (
        first > name.first
        and first < name.after
        and (tokens[first].low in word_list("places.txt") or tokens[first].low == "of")
    ):
        first += 1
        if first < name.after and tokens[first - 1].low != "of":
            return first
    words = [token.low for token in tokens[first : name.after]]
    lone = first == name.first + 1 and name.after - first in (2, 3)  # in the Assembly Dilip Mondal
    shown = lone or any(word in forenames() or word[1:] == "." or word.endswith(_PATRONYMICS) for word in words[:-1])
    return first if name.first < first < name.after - 1 and shown else None


def _held(office: Mention, name: Mention, first: int, names: NameReader) -> Mention:
    """The name at ``[first, name.after)`` with all before it as its role."""
    start = names.begins[first] - office.start
    whole = _with_blanks(names, office.first, name.after)
    core = _with_blanks(names, first, name.after)
    return replace(
        name,
        kind=NAME,
        first=office.first,
        start=office.start,
        text=whole,
        core=name.core if len(name.core) < len(core) else core,
        role=_without_titles(whole[:start]),
        gender=name.gender or office.gender,
        owner=office.owner or name.owner,
    )


def _without_titles(role: str) -> str:
    """*Leader of the Opposition* Dr.: the office, without the form of address behind it."""
    words = role.split()
    while len(words) > 1 and words[-1].rstrip(".").lower() in _ADDRESS:
        words.pop()
    return " ".join(words)


def _with_blanks(names: NameReader, first: int, after: int) -> str:
    """The words with one blank where the page has any."""
    return "".join(
        (" " if at > first and names.begins[at] > names.ends[at - 1] else "") + names.tokens[at].text
        for at in range(first, after)
    )


def _parted_by_nickname(left: Mention, right: Mention, names: NameReader) -> bool:
    """*Ida “Blue” Vance*: a forename, a word or two in marks, a surname; left and right of the one token between."""
    if not (left.kind is right.kind is NAME) or right.role or right.title:
        return False
    start, end = names.begins[left.after], names.ends[left.after]
    return (
        names.tokens[left.after].quote is not None
        and end - start <= _LONGEST_NICKNAME
        and start - left.end == 1
        and right.start - end == 1
        and (left.core.split()[0].lower() in forenames() or (left.role is not None and " " not in left.core))
    )


def _one_name(left: Mention, right: Mention) -> Mention:
    core = f"{left.core} {right.core}"
    return replace(right, core=core, role=left.role, gender=left.gender, title=left.title, owner=left.owner)
