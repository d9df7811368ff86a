"""The frame that a press database puts around one article: which lines are its outlet, day, headline and body.

Three frames are known. Codes of two or three letters before each field (Factiva: *HD*, *PD*, *SN*, *LP*, *TD*); the
same fields in the same order without their codes; and labels with a colon (Nexis: *BYLINE:*, *LENGTH:*; ProQuest:
*Publication title:*, *Full text:*), where Nexis sets outlet, day and headline above the labels without any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from quotetrace.model import Evidence
from quotetrace.reading.dates import find_dates
from quotetrace.reading.furniture import is_prose, is_quoting
from quotetrace.reading.mastheads import is_label
from quotetrace.reading.outlets import bare_masthead

Lines = Sequence[str]
# By our field the values that may be it, the most trusted first, each with the label that it stood behind.
Facts = Mapping[str, Iterable[tuple[str | None, str]]]

_CODED = re.compile(
    r"(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|ART|CO|IN|NS|RE|IPC|IPD|PUB|AN|CLM)(?:\s+(.*))?"
)
_CODES = frozenset({"HD", "PD", "SN", "LP", "TD"})
_BODY_CODES = frozenset({"LP", "TD"})
# Behind the body: lists of a code, a colon and what it means, and fields that no sentence begins with.
_LISTED = frozenset({"CO", "IN", "NS", "RE", "IPC", "IPD"})
_AFTER_CODES = frozenset({"CT", "RF", "ART", "PUB", "AN"})

_WORD_COUNT = re.compile(r"\d[\d,.]* words")
_KEPT_AS = re.compile(r"Document [A-Z0-9]+\w+")
_CLOCK = re.compile(r"\d\d?:\d\d(?:\s*[AP]M)?(?:\s*[A-Z]{2,4})?")
_RIGHTS = re.compile(r"(?:\(c\)|©|copyright\b).*|all rights reserved\.?", re.IGNORECASE)
# Section, headline and author stand above the count of words; behind it so many short fields.
_HEAD_FIELDS, _SHORT_FIELDS = 3, 10

_LABELLED = re.compile(r"([A-Z][A-Za-z/ -]{1,32}):(?:\s+(.*))?")
_EDITION = re.compile(
    r"(?:[\w.&'-]+\s+){0,4}edition(?:\s*[,–—-]\s*(?:\w+\s+)?final)?|(?:\w+\s+)?final|correction appended", re.IGNORECASE
)
_BY = re.compile(r"by:?\s+", re.IGNORECASE)
# What ProQuest sets behind a paper's name: its place, its edition.
_PLACE = re.compile(r"(?:(?<!\s)\s+)?[;[(].*$")
# Where a fact stands that has no label.
_ABOVE = "above the text"
# Lines broken to fit a page are at least so long, and no longer than a page is wide. Characters.
_FULL_LINE, _WIDEST = 55, 110
# Beside the day stand its weekday, an hour and a zone; more is a sentence. Words.
_BESIDE_DAY = 4
_ABOVE_BODY = frozenset(
    "headline byline section length dateline highlight series column author abstract links document-url credit "
    "publication-info proquest-document-link publication-title publication-date title".split()
)
_BEHIND_BODY = frozenset(
    "load-date language publication-type document-type journal-code graphic classification subject organization "
    "company ticker industry geographic country state city person url notes correction correction-date type isbn issn "
    "title alternate-title business-indexing-term location people company-/-organization publication-title first-page "
    "last-page pages number-of-pages publication-year publication-date section publisher place-of-publication "
    "country-of-publication publication-subject source-type language-of-publication proquest-document-id document-url "
    "copyright last-updated database links credit illustration caption identifier-/-keyword".split()
)
# Where one of these stands above a body, another article is there.
_LAST = frozenset({"load-date", "proquest-document-id"})
_OPENING_BODY = frozenset({"body", "full-text"})
# These have lines of their own without a colon.
_BARE = {"Body": "body", "Classification": "classification", "Graphic": "graphic", "End of Document": "notes"}


@dataclass(frozen=True, slots=True)
class Framed:
    """One article out of its frame. body: its lines; stated: outlet, day, author and language as written."""

    title: str | None
    body: str
    stated: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Heading:
    """What Nexis sets above the labels without any; None for what is not there."""

    title: str | None = None
    outlet: str | None = None
    day: str | None = None

    @classmethod
    def of(cls, lines: Lines, *, title_first: bool) -> _Heading:
        """Of the filled lines above. title_first: the headline stands above the outlet, else below the day."""
        own = [line for line in lines if not _RIGHTS.fullmatch(line)]
        day = next((i for i in reversed(range(len(own))) if _is_day(own[i])), None)
        if day is None:
            return cls(title=own[0] if own else None)
        above = own[day - 2] if day > 1 else None
        below = [line for line in own[day + 1 :] if not _CLOCK.fullmatch(line)]
        below = [line for line in below if not _EDITION.fullmatch(line)] or below
        title = above if title_first and above else " ".join(below) or above
        return cls(title, bare_masthead(own[day - 1]) if day else None, own[day])


def framed(lines: Lines) -> Framed | None:
    """The article of the lines between two others; None where they have no frame, or no body in it."""
    return _coded(lines) or _uncoded(lines) or _labelled(lines)


def says_something(lines: Lines) -> bool:
    """Whether somebody is quoted in running prose: what is an article's, and in no cover, list or field."""
    return is_quoting(" ".join(lines)) and any(is_prose(line, len(line.split())) for line in lines)


def _made(title: str | None, body: Lines, facts: Facts) -> Framed | None:
    """The article if it has a body, and an outlet or a day among its facts."""
    text = "\n".join(_unwrapped(body)).strip("\n")
    chosen = ((name, next((one for one in some if one[0]), None)) for name, some in facts.items())
    stated = tuple(Evidence(name, one[0], "metadata", note=one[1]) for name, one in chosen if one and one[0])
    dated = any(one.field in ("outlet", "published") for one in stated)
    return Framed(title or None, text, stated) if text.strip() and dated else None


def _unwrapped(lines: Lines) -> Iterator[str]:
    """The lines, those that were broken in the middle of a sentence to fit a page joined again."""
    whole: list[str] = []
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        whole.append(line)
        broken = _FULL_LINE <= len(line) <= _WIDEST and line[-1] not in '.!?"”’:' and below
        if not broken:
            yield " ".join(whole)
            whole = []


def _coded(lines: Lines) -> Framed | None:
    """Fields behind codes."""
    fields: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        match = _CODED.fullmatch(line)
        in_body = code in _BODY_CODES
        if match and (not in_body or _ends_body(match[1], match[2] or "")):
            code, line = match[1], match[2] or ""
        fields.setdefault(code, []).append(line)
    if len(_CODES & fields.keys()) < len(_CODES) - 1 or not _BODY_CODES & fields.keys():
        return None
    one = {name: " ".join(" ".join(value).split()) for name, value in fields.items()}
    parts = ("\n".join(fields.get(name, [])).strip("\n") for name in ("LP", "TD"))
    body = "\n\n".join(filter(None, parts)).split("\n")
    facts: Facts = {
        "outlet": [(one.get("SN"), "SN")],
        "published": [(_moment(one.get("PD", ""), one.get("ET", "")), "PD")],
        "author": [(_BY.sub("", one.get("BY", "")), "BY")],
        "language": [(one.get("LA"), "LA")],
    }
    return _made(one.get("HD"), body, facts)


def _ends_body(code: str, value: str) -> bool:
    return code in _BODY_CODES or code in _AFTER_CODES or (code in _LISTED and " : " in value)


def _moment(day: str, clock: str) -> str | None:
    return f"{day} {clock}".strip() or None


def _uncoded(lines: Lines) -> Framed | None:
    """The same fields in their order: headline, author, *44 words*, day, hour, outlet, its code, page, language,
    rights; then the body, and the number that the article is kept under."""
    filled = [i for i, line in enumerate(lines) if line]
    if not filled or not _KEPT_AS.fullmatch(lines[filled[-1]]):
        return None
    count = next((at for at, i in enumerate(filled) if _WORD_COUNT.fullmatch(lines[i])), None)
    if count is None or not count >= 1 or count + 2 >= len(filled):
        return None
    head = [lines[i] for i in filled[max(0, count - _HEAD_FIELDS) : count]]
    head = head[1:] if len(head) > 1 and is_label(head[0]) else head
    day, *behind = (lines[i] for i in filled[count + 1 : count + 1 + _SHORT_FIELDS])
    if not _is_day(day):
        return None
    clock = behind.pop(0) if _CLOCK.fullmatch(behind[0]) else ""
    rights = next((at for at, line in enumerate(behind) if _RIGHTS.fullmatch(line)), None)
    if rights is None:
        return None
    begin = filled[count + 1 + bool(clock) + rights + 1] + 1
    facts: Facts = {
        "outlet": [(behind[0], _ABOVE)],
        "published": [(_moment(day, clock), _ABOVE)],
        "author": [(_BY.sub("", head[1]) if len(head) > 1 else None, _ABOVE)],
    }
    return _made(head[0], lines[begin : filled[-1]], facts)


def _labelled(lines: Lines) -> Framed | None:
    """Fields behind labels, above the body and behind it."""
    labels = [_label(line) for line in lines]
    start, end = _body(lines, labels)
    two = any(name in _LAST for name, _ in labels[:start])
    if start is None or two or says_something(lines[end:]):
        return None
    first = next(i for i, (name, _) in enumerate(labels) if name in _ABOVE_BODY or i == start)
    above = _Heading.of([line for line in lines[:first] if line], title_first=lines[start - 1] in _BARE)
    known = dict(_values(lines, labels, range(start), _ABOVE_BODY))
    known = {**dict(_values(lines, labels, range(end, len(lines)), _BEHIND_BODY)), **known}
    info = known.get("publication-info", "")
    body = list(lines[start:end])
    if labels[start - 1][0] == "full-text":
        body.insert(0, labels[start - 1][1])
    facts: Facts = {
        "outlet": [
            (_PLACE.sub("", known.get("publication-title", "")), "Publication title"),
            (_PLACE.sub("", info), "Publication info"),
            (above.outlet, _ABOVE),
        ],
        "published": [
            (known.get("publication-date"), "Publication date"),
            (_day_in(info), "Publication info"),
            (above.day, _ABOVE),
        ],
        "author": [(_BY.sub("", known.get(name, "")), name.title()) for name in ("byline", "author")],
        "language": [(known.get(name), "Language") for name in ("language-of-publication", "language")],
    }
    return _made(known.get("headline") or known.get("title") or above.title, body, facts)


def _label(line: str) -> tuple[str, str]:
    """The label of a line as one word, and what stands behind it; empty where it has none that is known."""
    if line in _BARE:
        return _BARE[line], ""
    match = _LABELLED.fullmatch(line)
    name = "-".join(match[1].lower().split()) if match else ""
    known = name in _ABOVE_BODY or name in _BEHIND_BODY or name in _OPENING_BODY
    return (name, match[2] or "") if match and known else ("", "")


def _body(lines: Lines, labels: Sequence[tuple[str, str]]) -> tuple[int | None, int]:
    """Where the body begins and ends: behind its own label, else behind the labels above it."""
    opened = next((i + 1 for i, (name, _) in enumerate(labels) if name in _OPENING_BODY), None)
    start = _behind_labels(lines, labels) if opened is None else opened
    if start is None:
        return None, 0
    # a line of prose may begin like a field; fields come several together, or last
    fields = True
    end = len(lines)
    for i in reversed(range(start, len(lines))):
        if not lines[i]:
            continue
        own = labels[i][0] in _BEHIND_BODY or bool(_RIGHTS.fullmatch(lines[i]))
        if own and (fields or lines[i] in _BARE):
            end = i
        fields = own
    return start, end


def _behind_labels(lines: Lines, labels: Sequence[tuple[str, str]]) -> int | None:
    """The line behind the run of labels above a body that has no label of its own."""
    named = [i for i, (name, _) in enumerate(labels) if name in _ABOVE_BODY]
    if not named:
        return None
    spaced = not lines[named[0] + 1] if named[0] + 1 < len(lines) else False
    i = named[0]
    while i < len(lines) and labels[i][0] in _ABOVE_BODY:
        i += 1
        while spaced and i < len(lines) and lines[i]:
            i += 1  # a long field goes on in the next line, up to a blank one
        while i < len(lines) and not lines[i]:
            i += 1
    return i if i < len(lines) else None


def _values(
    lines: Lines, labels: Sequence[tuple[str, str]], among: range, wanted: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """The fields of some lines, each with the lines that go on with it."""
    for i in among:
        name, value = labels[i]
        if name not in wanted:
            continue
        j = i + 1
        while j in among and lines[j] and not labels[j][0]:
            value, j = f"{value} {lines[j]}", j + 1
        yield name, " ".join(value.split())


def _is_day(line: str) -> bool:
    """Whether a line is a whole day, with its weekday and an hour at most."""
    dates = [one for one in find_dates(line) if one.year and one.day]
    if not dates or dates[0].start > 0:
        return False
    return len(line[dates[0].end :].split()) <= _BESIDE_DAY and not line.endswith(".")


def _day_in(info: str) -> str | None:
    """The day in a line of several facts (*10 Jan 2022: 3*)."""
    info = info.replace(":", " ")
    dates = [one for one in find_dates(info) if one.year and one.day]
    return info[dates[0].start : dates[0].end] if dates else None
