"""The zones of a text: what each line is by its wording (`furniture`) and by where it stands.

Three regions: the head down to the first paragraph of prose, the body, the foot after the last one. In the head stand
mastheads, the headline and its copies, the deck and bylines; in the body subheads, captions and cards of related
stories; in the foot related stories, comment forms and menus. What could be prose stays prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotetrace.folding import fold_words
from quotetrace.model import Zone
from quotetrace.reading.datelines import Dateline, opening_label, read_dateline
from quotetrace.reading.furniture import Role, is_prose, is_quoting, is_titlelike, recognise
from quotetrace.reading.headlines import asks, choose_headline, find_stated, same_words, without_site
from quotetrace.reading.mastheads import is_person, mark_page_top
from quotetrace.reading.outlets import could_be_masthead, is_set_as_masthead
from quotetrace.reading.units import Unit, adjacent, split_units

# A subhead is a few words on a line of its own between two paragraphs.
_SUBHEAD_WORDS = 12
# A comment form below this share of the units ends the article: what follows is other people's.
_COMMENTS_FROM = 0.5
# A site's name has at most so many words and stands among the first lines of the page.
_MASTHEAD_WORDS = 6
_MASTHEAD_REACH = 40
# The copies of a headline below the article, and lines without an end among chrome, in words.
_FOOT_LINE_WORDS = 14
# How many units below the first paragraph may still be the post's own date line (deck first, then the byline).
_BYLINE_REACH = 4
# What mail and press archives print before a title.
_TITLE_LABEL = re.compile(r"(?:subject|headline|title)\s*:\s+(?=\S)", re.IGNORECASE)
# A headline broken over two lines has at most so many words, stands among the first units, and has more than a word
# or two on its first line.
_TITLE_WORDS = 20
_TITLE_REACH = 12
_BROKEN_WORDS = 3
# Where a service hands out the beginning of a text only: "… [+1234 chars]".
CUT_OFF = re.compile(r"\s*+(?:…|\.\.\.)?\s*+\[\+(?P<missing>\d{1,9}) chars\]\s*\Z")
# No such tail is longer.
_TAIL_CHARACTERS = 60
_BULLET = re.compile(r"^[-*•·–—]\s")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text with its role; words counts runs between blanks."""

    start: int
    end: int
    text: str
    words: int
    role: Role


@dataclass(frozen=True, slots=True)
class Layout:
    """A text taken apart: its blocks in order (prose included), the headline, and the dateline if it opens with one.

    headline: where the headline stands in the text, None where it has none.
    """

    blocks: tuple[Block, ...]
    headline: tuple[int, int] | None
    dateline: Dateline | None

    @property
    def zones(self) -> tuple[Zone, ...]:
        """The zones in order; they never overlap."""
        found = [Zone(b.start, b.end, b.role.zone) for b in self.blocks if b.role.zone is not None]
        return tuple(sorted(found, key=lambda zone: zone.start))


def lay_out(text: str, *, title: str | None = None) -> Layout:
    """The layout of a text; `title` is the headline that its form states, looked for in the text."""
    units = _with_joined_title(text, split_units(text))
    stated = find_stated(text, units, title) if title else None
    parted = _cut_out(text, units, stated) if stated else units
    roles = _roles(text, parted, title, stated)
    blocks = [Block(u.start, u.end, u.text, u.words, r or Role.PROSE) for u, r in zip(parted, roles, strict=True)]
    blocks = _without_tail(text, _bare_headline(text, blocks))
    headline = next(((b.start, b.end) for b in blocks if b.role is Role.HEADLINE), None)
    return _with_openings(text, blocks, headline)


def _with_joined_title(text: str, units: Sequence[Unit]) -> list[Unit]:
    """The units with a headline that was broken in the middle of a phrase as one: its second line, directly below, goes
    on in lower case, and a blank line or furniture follows."""
    for i, (above, below) in enumerate(pairwise(units[:_TITLE_REACH])):
        broken = below.text[0].islower() and below.words > 1 and above.words >= _BROKEN_WORDS
        if not broken or above.words + below.words > _TITLE_WORDS or below.text[-1] in ".,;:":
            continue
        if not (adjacent(text, above, below) and is_titlelike(above.text, above.words)):
            continue
        after = units[i + 2] if i + 2 < len(units) else None
        if after and adjacent(text, below, after) and recognise(after.text, after.words) is None:
            continue
        if recognise(above.text, above.words) is None and recognise(below.text, below.words) is None:
            words = above.words + below.words
            joined = Unit(above.start, below.end, text[above.start : below.end], words)
            return [*units[:i], joined, *units[i + 2 :]]
    return list(units)


def _cut_out(text: str, units: Sequence[Unit], span: tuple[int, int]) -> list[Unit]:
    """The units with the stated headline as one of its own: joined from several lines, or cut from a paragraph."""
    start, end = span
    before = [unit for unit in units if unit.end <= start]
    after = [unit for unit in units if unit.start >= end]
    cut = next((unit for unit in units if unit.start < end < unit.end), None)
    if cut is not None:
        rest = text[end : cut.end]
        begin = end + len(rest) - len(rest.lstrip())
        after.insert(0, Unit(begin, cut.end, text[begin : cut.end], len(rest.split())))
    return [*before, Unit(start, end, text[start:end], len(text[start:end].split())), *after]


def _roles(text: str, units: Sequence[Unit], title: str | None, stated: tuple[int, int] | None) -> list[Role | None]:
    roles: list[Role | None] = [recognise(unit.text, unit.words) for unit in units]
    if stated:
        at = next(i for i, unit in enumerate(units) if unit.start == stated[0])
        roles[at] = Role.HEADLINE
    mark_page_top(text, units, roles)
    prose = [i for i, unit in enumerate(units) if roles[i] is None and is_prose(unit.text, unit.words)]
    if not prose:
        return roles
    if len(prose) > 1 and not title and _is_signed(units, roles, prose[0]):
        roles[prose.pop(0)] = Role.HEADLINE
    elif len(prose) > 1 and _asks(units, roles, prose[0]):
        prose.pop(0)
    first = _mark_head(units, roles, prose[0], title)
    _mark_repeats(units, roles, title)
    _mark_running_heads(units, roles, first)
    _end_at_comments(units, roles)
    last = max((i for i in prose if roles[i] is None), default=first)
    _mark_body(units, roles, first, last)
    _mark_foot(units, roles, last)
    _keep_bylines_near_the_head(roles, first, last)
    return roles


def _asks(units: Sequence[Unit], roles: Sequence[Role | None], index: int) -> bool:
    """Whether the text opens with a question or a cry that could be its headline: nothing but furniture is above."""
    unit = units[index]
    return asks(unit.text, unit.words) and not is_quoting(unit.text) and all(role is not None for role in roles[:index])


def _is_signed(units: Sequence[Unit], roles: Sequence[Role | None], index: int) -> bool:
    """Whether the text opens with a short sentence that a byline follows: a headline set as a sentence."""
    unit = units[index]
    opens = all(role is not None and role is not Role.HEADLINE for role in roles[:index])
    return opens and roles[index + 1] is Role.BYLINE and unit.words <= _FOOT_LINE_WORDS and not is_quoting(unit.text)


def _mark_head(units: Sequence[Unit], roles: list[Role | None], first: int, title: str | None) -> int:
    """Headline, mastheads and deck; returns the index of the first paragraph of the article itself."""
    stated = next((i for i, role in enumerate(roles) if role is Role.HEADLINE), None)
    headline = stated if stated is not None else None if title else choose_headline(units, roles, first)
    if headline is None:
        if title:
            _mark_between(units, roles, 0, first)
        return first
    roles[headline] = Role.HEADLINE
    for i in range(headline):
        if roles[i] is None and not is_quoting(units[i].text):
            roles[i] = Role.MASTHEAD if i < _MASTHEAD_REACH and _is_masthead(units, i, headline) else Role.CHROME
    _mark_between(units, roles, headline + 1, max(first, headline + 1))
    return max(first, headline + 1)


def _is_masthead(units: Sequence[Unit], index: int, headline: int) -> bool:
    """Whether a line above the headline is the site's name: it reads like one or stands there several times."""
    unit = units[index]
    if unit.words > _MASTHEAD_WORDS or same_words(unit.text, units[headline].text):
        return False
    top = units[: min(headline, _MASTHEAD_REACH)]
    named = could_be_masthead(unit.text) or is_set_as_masthead(unit.text)
    return named or sum(same_words(other.text, unit.text) for other in top) > 1


def _mark_between(units: Sequence[Unit], roles: list[Role | None], start: int, end: int) -> None:
    """The lines between the headline and the first paragraph: a deck, if they are like titles; the outlet's name if it
    reads like one and stands beside the author or the date; the author's name on a line of its own."""
    for i in range(start, min(end, len(units))):
        if roles[i] is None and is_person(units[i].text):
            roles[i] = Role.BYLINE
        beside = Role.BYLINE in (roles[i - 1], roles[i + 1] if i + 1 < len(units) else None)
        if roles[i] is None and beside and could_be_masthead(units[i].text):
            roles[i] = Role.MASTHEAD
        question = units[i].text.endswith(("?", "!"))
        if roles[i] is None and units[i].words >= 3 and not question and is_titlelike(units[i].text, units[i].words):
            roles[i] = Role.DECK


def _mark_repeats(units: Sequence[Unit], roles: list[Role | None], title: str | None) -> None:
    """Every other line with the headline's words is site furniture: the headline counts once."""
    headline = next((units[i].text for i, role in enumerate(roles) if role is Role.HEADLINE), title)
    words = fold_words(headline) if headline else ()
    if len(words) < 2:
        return
    for i, unit in enumerate(units):
        near = abs(unit.words - len(words)) <= 4
        if roles[i] is not Role.HEADLINE and near and fold_words(unit.text) == words:
            roles[i] = Role.REPEAT


def _mark_running_heads(units: Sequence[Unit], roles: list[Role | None], first: int) -> None:
    """The masthead again on a line of its own amid the text: a printed page's head."""
    names = {fold_words(unit.text) for unit, role in zip(units[:first], roles, strict=False) if role is Role.MASTHEAD}
    for i in range(first, len(units)):
        if roles[i] is None and units[i].words <= _MASTHEAD_WORDS and names and fold_words(units[i].text) in names:
            roles[i] = Role.CHROME


def _end_at_comments(units: Sequence[Unit], roles: list[Role | None]) -> None:
    """From the comment form in the lower half on, everything is chrome."""
    form = next((i for i, role in enumerate(roles) if role is Role.COMMENTS and _is_low(units, i)), None)
    if form is not None:
        roles[form + 1 :] = [role if role is not None and role.zone else Role.CHROME for role in roles[form + 1 :]]


def _is_low(units: Sequence[Unit], index: int) -> bool:
    total = sum(unit.words for unit in units)
    return sum(unit.words for unit in units[:index]) >= _COMMENTS_FROM * total


def _mark_body(units: Sequence[Unit], roles: list[Role | None], first: int, last: int) -> None:
    """Subheads between paragraphs; a title below a caption or a marker belongs to another story."""
    for i in range(first + 1, last):
        unit = units[i]
        if roles[i] is Role.CAPTION and roles[i - 1] in (Role.MARKER, Role.RELATED):
            roles[i] = Role.RELATED
        if roles[i] is not None or not is_titlelike(unit.text, unit.words) or _BULLET.match(unit.text):
            continue
        if roles[i - 1] is Role.MARKER:
            roles[i] = Role.RELATED
        elif roles[i - 1] is Role.RELATED or (roles[i - 1] is Role.CAPTION and unit.words >= 5 and i - 1 > first):
            roles[i] = roles[i - 1] = Role.RELATED
        elif unit.words <= _SUBHEAD_WORDS and _heads(unit) and _stands_alone(units, roles, i):
            roles[i] = Role.SUBHEAD


def _heads(unit: Unit) -> bool:
    """Whether a line is neither a question of an interview nor somebody's words set on a line of their own."""
    return unit.text[0] not in '"“„«' and not unit.text.endswith(("?", "!")) and not is_quoting(unit.text)


def _stands_alone(units: Sequence[Unit], roles: Sequence[Role | None], index: int) -> bool:
    """Whether the line below is a paragraph and the line above is not another short line."""
    below, above = units[index + 1], units[index - 1]
    prose_below = roles[index + 1] is None and (is_prose(below.text, below.words) or is_quoting(below.text))
    short_above = roles[index - 1] is None and is_titlelike(above.text, above.words) and not is_quoting(above.text)
    return prose_below and not short_above


def _mark_foot(units: Sequence[Unit], roles: list[Role | None], last: int) -> None:
    """Below the last paragraph: captions with titles and what follows a marker are related stories; among chrome, short
    lines are chrome too. Without any of that a line stays what it is."""
    furnished = False
    for i in range(last + 1, len(units)):
        titlelike = is_titlelike(units[i].text, units[i].words) and not is_quoting(units[i].text)
        before = roles[i - 1] if i - 1 > last else None
        illustrates = roles[i] is Role.CAPTION and i + 1 < len(units) and roles[i + 1] is None
        follows = before in (Role.RELATED, Role.MARKER)
        listed = follows and (roles[i] in (Role.CAPTION, Role.BYLINE) or (roles[i] is None and titlelike))
        if illustrates or listed:
            roles[i] = Role.RELATED
        elif roles[i] is None and furnished and titlelike and units[i].words <= _FOOT_LINE_WORDS:
            roles[i] = Role.CHROME
        furnished = furnished or roles[i] in (Role.CHROME, Role.RELATED, Role.MARKER, Role.COPYRIGHT, Role.REPEAT)


def _keep_bylines_near_the_head(roles: list[Role | None], first: int, last: int) -> None:
    """A date on a line of its own amid the body heads an entry of a timeline, not the post."""
    for i in range(first + _BYLINE_REACH, last):
        if roles[i] is Role.BYLINE:
            roles[i] = Role.SUBHEAD


def _bare_headline(text: str, blocks: Sequence[Block]) -> list[Block]:
    """A headline line that ends in the site's name (``Talks fail | BBC``) or opens with a label (``Subject: …``) is
    split: what stands beside the headline is a masthead or chrome."""
    parted: list[Block] = []
    for block in blocks:
        if block.role is not Role.HEADLINE:
            parted.append(block)
            continue
        label = _TITLE_LABEL.match(block.text)
        begin = block.start + (label.end() if label else 0)
        title, site = without_site(text[begin : block.end], None)
        if label:
            parted.append(_block(text, block.start, begin, Role.CHROME))
        parted.append(_block(text, begin, begin + len(title), Role.HEADLINE))
        if site:
            at = block.start + block.text.rindex(site)
            parted.append(_block(text, at, at + len(site), Role.MASTHEAD))
    return parted


def _without_tail(text: str, blocks: list[Block]) -> list[Block]:
    """What a service sets where it cuts a text off is chrome."""
    cut = CUT_OFF.search(text, max(0, len(text) - _TAIL_CHARACTERS))
    if cut is None or not blocks or not blocks[-1].start <= cut.start() < blocks[-1].end:
        return blocks
    start = cut.start() + len(cut[0]) - len(cut[0].lstrip())
    rest = [_block(text, blocks[-1].start, start, blocks[-1].role)] if start > blocks[-1].start else []
    return [*blocks[:-1], *rest, _block(text, start, len(text), Role.CHROME)]


def _block(text: str, start: int, end: int, role: Role) -> Block:
    """The block of a stretch, without the blanks at its end."""
    words = text[start:end].rstrip()
    return Block(start, start + len(words), words, len(words.split()), role)


def _with_openings(text: str, blocks: Sequence[Block], headline: tuple[int, int] | None) -> Layout:
    """The dateline or the date label that opens the first paragraph becomes a block of its own."""
    first = next((i for i, block in enumerate(blocks) if block.role is Role.PROSE), None)
    dateline = None
    parted = list(blocks)
    candidates = [i for i, block in enumerate(blocks) if block.role is Role.PROSE][:_BYLINE_REACH]
    for i in candidates:
        dateline = read_dateline(text, blocks[i].start, blocks[i].end)
        if dateline is not None:
            parted[i : i + 1] = _split(text, blocks[i], dateline.end, Role.DATELINE)
            break
    if dateline is None and first is not None:
        end = opening_label(text, blocks[first].start, blocks[first].end)
        if end is not None:
            parted[first : first + 1] = _split(text, blocks[first], end, Role.BYLINE)
    return Layout(tuple(parted), headline, dateline)


def _split(text: str, block: Block, end: int, role: Role) -> list[Block]:
    rest = text[end : block.end]
    begin = end + len(rest) - len(rest.lstrip())
    opening = _block(text, block.start, end, role)
    return [opening] if begin >= block.end else [opening, _block(text, begin, block.end, block.role)]
