"""Where the headline stands: a stated title found at the top of the text, or the line that heads what follows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from quotetrace.folding import Word, fold, fold_words
from quotetrace.reading.furniture import Role, is_titlelike
from quotetrace.reading.outlets import could_be_masthead, is_outlet_name, is_section, is_set_as_masthead
from quotetrace.reading.units import Unit

# A stated title is looked for among this many units at the top; below are paragraphs.
_TOP_UNITS = 12
# Marks and blanks that may stand around the first word of a title, in characters.
_FIRST_WORD = 6
# A title run into the first paragraph must have this many words to be told from a sentence that begins alike.
_RUN_IN_WORDS = 4
# Lines above the story that look like titles: so many are a menu, and the headline is the first with this many words.
_MENU_LINES = 3
_FULL_TITLE_WORDS = 5
# A headline that asks or cries out is short, in words; a question that opens a story is mostly longer.
_QUESTION_WORDS = 14
# A site's name printed several times is no longer than this, in words.
_MASTHEAD_WORDS = 5
_AFTER_TITLE = re.compile(r"[\s.,:;!?…\"'”’»“‘)\]]*")
_SITE_TAIL = re.compile(r"^(?P<title>.{10,}?)(?:(?<!\s)|(?<=^.{10}))\s+(?:[|·•]|[-–—])\s+(?P<site>[^|·•–—]{2,50})$")


def find_stated(text: str, units: Sequence[Unit], title: str) -> tuple[int, int] | None:
    """Where a stated title stands at the top of the text, on lines of its own or run into the first: its characters,
    closing marks and stop included. None where the text does not have it."""
    wanted = fold_words(title)
    if not wanted:
        return None
    for unit in units[:_TOP_UNITS]:
        if fold_words(unit.text[: _FIRST_WORD + len(wanted[0])])[:1] != wanted[:1]:
            continue
        span = _begins(text, unit.start, wanted)
        if span is not None:
            return span
    return None


def _begins(text: str, start: int, wanted: tuple[str, ...]) -> tuple[int, int] | None:
    """The span of the wanted words from `start`, if they end where a title can end."""
    reach = start + 4 * sum(map(len, wanted)) + 8 * len(wanted) + 40
    words: tuple[Word, ...] = fold(text[start:reach], most=len(wanted))
    if tuple(word.folded for word in words) != wanted:
        return None
    stop = start + words[-1].end
    after = _AFTER_TITLE.match(text, stop)
    trail = after.group() if after else ""
    line_end = min((at for mark in "\r\n" if (at := trail.find(mark)) >= 0), default=-1)
    if line_end >= 0 or stop + len(trail) == len(text):
        kept = trail[:line_end] if line_end >= 0 else trail
        return start, stop + len(kept.rstrip())
    closed = trail.rstrip()
    if len(wanted) >= _RUN_IN_WORDS and closed[-1:] and any(mark in closed for mark in ".!?…:"):
        return start, stop + len(closed)
    return None


def asks(text: str, words: int) -> bool:
    """Whether a line asks or cries out and is short enough for a headline."""
    return words <= _QUESTION_WORDS and text.endswith(("?", "!"))


def same_words(left: str, right: str) -> bool:
    """Whether two lines have the same folded words."""
    return fold_words(left) == fold_words(right)


def choose_headline(units: Sequence[Unit], roles: Sequence[Role | None], top: int) -> int | None:
    """The index of the headline among the units before `top`, the first paragraph; None where there is none.

    Of copies the last counts: the others stand in the page's header. A line is no headline but the masthead if it is a
    known outlet, reads like one, or stands there several times while another line follows it.
    """
    lines = [i for i in range(top) if roles[i] is None and is_titlelike(units[i].text, units[i].words)]
    lines = [i for i in lines if units[i].words > 1 and not is_outlet_name(units[i].text)]
    if not lines:
        return None
    folded = {i: fold_words(units[i].text) for i in lines}
    mastheads = _mastheads(units, lines, folded) | _set_above(units, roles, lines, folded)
    titles = [i for i in lines if folded[i] not in mastheads] or lines
    times = Counter(folded[i] for i in titles)
    repeated = [i for i in titles if times[folded[i]] > 1]
    full = [i for i in titles if units[i].words >= _FULL_TITLE_WORDS] if len(titles) >= _MENU_LINES else []
    chosen = folded[(repeated or full or titles)[0]]
    return max(i for i in titles if folded[i] == chosen)


def _mastheads(units: Sequence[Unit], lines: list[int], folded: dict[int, tuple[str, ...]]) -> set[tuple[str, ...]]:
    """The lines above the headline that are the site's name, if a title is left over without them."""
    found: set[tuple[str, ...]] = set()
    times = Counter(folded.values())
    last = folded[lines[-1]]
    last_other = max((i for i in lines if folded[i] != last), default=-1)
    for i in lines[:-1]:
        others = folded[i] != last or last_other > i
        repeated = units[i].words <= _MASTHEAD_WORDS and times[folded[i]] > 1 and i == lines[0]
        if others and (repeated or could_be_masthead(units[i].text)):
            found.add(folded[i])
    return found if any(folded[i] not in found for i in lines) else set()


def _set_above(
    units: Sequence[Unit], roles: Sequence[Role | None], lines: list[int], folded: dict[int, tuple[str, ...]]
) -> set[tuple[str, ...]]:
    """The line set as a paper's name directly above a title that a byline or date line follows."""
    at = lines[0]
    over_title = at + 1 in lines and at + 2 < len(roles) and roles[at + 2] is Role.BYLINE
    return {folded[at]} if over_title and is_set_as_masthead(units[at].text) else set()


def without_site(title: str, outlet: str | None) -> tuple[str, str | None]:
    """A page's title without the site's name behind a bar or dash, and that name; as it is where nothing says that the
    tail is a site."""
    match = _SITE_TAIL.match(title)
    if match is None:
        return title, None
    site = match["site"].strip()
    named = is_outlet_name(site) or (could_be_masthead(site) and not is_section(site))
    if named or (outlet is not None and same_words(site, outlet)):
        return match["title"].strip(), site
    return title, None
