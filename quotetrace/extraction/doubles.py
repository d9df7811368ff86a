"""Double marks judged by what stands around them: inches, closers in the shape of openers, openers within openers."""

from __future__ import annotations

import re

from quotetrace.extraction.apostrophes import Window

# Characters ahead in which the partner of a doubtful mark is looked for.
_LOOK_AHEAD = 3000
# Characters at the end of a paragraph in which an attribution may stand.
_LONGEST_TAG = 60
_CURLY = re.compile("[“”]")
# The words right behind a mark that say who spoke.
_SAID = (
    r"(?:(?:he|she|they|[A-Z]\w+)(?:\s[A-Z]\w+)?\s(?:said|says|added|told|wrote)|"
    r"(?:said|says)\s(?:the\s)?[A-Z]\w+(?:\s[A-Z]\w+)?)\b"
)
_TAG = re.compile(_SAID)
# `…, Vance said.` within a mark that is never closed: the words end at the stop before the name.
_TAG_AFTER = re.compile(rf"(?P<stop>[,?!])\s+{_SAID}")


def is_measure(window: Window, at: int, after: int) -> bool:
    """Whether a straight mark behind a digit within an open quotation means inches: the rest pairs without it."""
    text = window.text
    if not window.before(at).isdigit() or window.behind(after) != " " or not text[after + 1 : after + 2].islower():
        return False
    return text.count('"', after, min(window.end, after + _LOOK_AHEAD)) % 2 == 1


def closes_as_opener(window: Window, opened: str, at: int, mark: str, after: int) -> bool:
    """Whether a mark in the shape of an opener closes one of its kind: “We row,“ she said; "We row, "she said."""
    if mark == opened == "“":
        return window.may_close(at, after) and not window.may_open(at, after)
    stops = window.text[max(at - 2, window.start) : at]
    return mark == opened == '"' and stops in (", ", "? ", "! ", ". ") and _TAG.match(window.text, after) is not None


def nests(window: Window, opened: str, mark: str, after: int) -> bool:
    """Whether an opener within an open quotation opens one of its own; else the first was never closed."""
    if (opened in "“„") != (mark in "“„") or _closers_ahead(window, after) >= 2:
        return True
    return mark == "''" and opened == '"' and _both_close(window, mark, opened, after)


def _both_close(window: Window, inner: str, outer: str, after: int) -> bool:
    """Whether the inner mark comes again, and the outer one not before but behind it."""
    limit = min(window.end, after + _LOOK_AHEAD)
    first = window.text.find(inner, after, limit)
    return first >= 0 and window.text.find(outer, after, limit) > first


def _closers_ahead(window: Window, after: int) -> int:
    """Curly closers before the next curly opener, at most two: two mean nesting."""
    count = 0
    for match in _CURLY.finditer(window.text, after, min(window.end, after + _LOOK_AHEAD)):
        if match.group() == "“" or count == 2:
            break
        count += 1
    return count


def end_before_tag(text: str, start: int, limit: int) -> int:
    """Where the words from `start` end if their mark is never closed: at an attribution within, else at `limit`."""
    match = _TAG_AFTER.search(text, start, limit)
    return match.end("stop") if match is not None else limit


def ends_in_tag(window: Window, inner: int) -> bool:
    """Whether the paragraph ends in an attribution (“We row, said Vera Moss.): the closer was forgotten."""
    begin = max(inner, window.end - _LONGEST_TAG)
    tags = _TAG_AFTER.finditer(window.text, begin, window.end)
    return any(window.text.find(" ", tag.end(), window.end) < 0 for tag in tags)
