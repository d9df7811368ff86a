"""The dates that a page shows around its article: times in attributes near the heading, and printed lines.

Only what stands between the heading and the first paragraphs, directly above the heading, or with a label below the
article is the article's: pages are full of other stories' dates, and of the day on which they were fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quotetrace.model import Evidence
from quotetrace.reading.datelabels import DateLabel, label_of
from quotetrace.reading.dates import DateFound, find_dates
from quotetrace.reading.forms.pageblocks import Dated, Line, PageLines, Part, article_around
from quotetrace.reading.furniture import is_date_line, is_prose, is_quoting, recognise
from quotetrace.reading.monthnames import in_english

BESIDE = "printed beside the heading"
ABOVE = "printed above the heading"
LABELLED = "printed as the day of publication"
BELOW = "printed below the article as the day of publication"
_PUBLISHED_NAME = re.compile(
    r"datepublished|dc:date|dc:created|dcterms:(?:created|issued)|pubdate|publishdate|published|entry-date|"
    r"publish-?date|pub-?date",
    re.IGNORECASE,
)
_CHANGED_NAME = re.compile(r"updat|modif|lastmod|edited", re.IGNORECASE)
_EVENT = re.compile(r"start-?date|end-?date|uploaddate|birth|expires|validthrough|eventdate", re.IGNORECASE)
# An attribute's value that is a time and no words: ISO 8601, seconds or milliseconds since 1970.
_TIME = re.compile(r"(?:19|20)\d\d-?\d\d-?\d\d(?:[T ].*)?|1\d{9}(?:\d{3})?")
_WORDED = re.compile(r".{0,12}(?:19|20)\d\d.{0,24}")
# Lines above the heading and paragraphs below it among which its date stands; the lines of a head at most.
_ABOVE = 3
_PARAGRAPHS = 2
_HEAD = 25
# Longer lines are paragraphs, in characters; a date line has so many words beside its dates.
_LONGEST = 200
_BESIDE_WORDS = 14
_LABELLED_WORDS = 8
# Running text below the heading is a paragraph from here on, in characters; a short one amid others, in words.
_PARAGRAPH = 80
_SHORT_PARAGRAPH = 8
# A line with more of its characters in links, and so many words, is another story's title.
_LINKED, _TITLE_WORDS = 0.7, 4
_NAV = re.compile(r"header|masthead|top|banner|toolbar|nav|bar", re.IGNORECASE)


def shown_dates(page: PageLines) -> list[Evidence]:
    """The dates of the article that the page shows, the most trusted first; times as written."""
    first, last = _head(page)
    marked: list[Evidence] = []
    near: list[Evidence] = []
    for dated in page.dated:
        found = _of_attributes(dated)
        if found is None or not _is_articles_own(dated, page, first, last):
            continue
        field, value, named = found
        evidence = Evidence(
            field, value, "metadata", note="time element" if dated.element.tag == "time" else "attribute"
        )
        (marked if named else near).append(evidence)
    return [*marked, *near, *_printed(page, first, last)]


def printed_day(page: PageLines) -> str | None:
    """The one day that short lines of the page print, wherever they stand, those of changes and copies left out; None
    where they print several, or where it stands in the site's header, as the day of the visit does."""
    days: dict[str, bool] = {}
    for i, line in enumerate(page.lines):
        if line.part in (None, Part.BYLINE) and len(line.text) <= _LONGEST and not is_prose(line.text, line.words):
            text = in_english(line.text)
            for found in find_dates(text):
                moment = found.moment() if found.year and found.day else None
                if moment and label_of(text[: found.start]) not in (DateLabel.CHANGED, DateLabel.COPIED):
                    day = moment.isoformat()[:10]
                    days[day] = days.get(day, False) or not _is_of_header(page, i)
    return next(iter(days)) if len(days) == 1 and all(days.values()) else None


def _is_of_header(page: PageLines, index: int) -> bool:
    """Whether a line above the heading stands in another part of the page."""
    return page.heading is not None and index < page.heading and not _shares_room(page.lines[index].element, page)


def _head(page: PageLines) -> tuple[int, int]:
    """The lines around the heading among which its date stands."""
    start = 0 if page.heading is None else page.heading
    paragraphs = 0
    last = min(start + _HEAD, len(page.lines))
    for i in range(start, last):
        line = page.lines[i]
        if line.part is None and i > start and len(line.text) >= _PARAGRAPH and is_prose(line.text, line.words):
            paragraphs += 1
            if paragraphs == _PARAGRAPHS:
                last = i
                break
    return max(0, start - _ABOVE), last


def _of_attributes(dated: Dated) -> tuple[str, str, bool] | None:
    """The field and the time that an element's attributes state, and whether they name it the publication."""
    element = dated.element
    values = [(name, value.strip()) for name, value in element.items() if value]
    names = " ".join(value for name, value in values if name in ("itemprop", "property", "class", "id", "data-testid"))
    if _EVENT.search(names):
        return None
    timed = [
        (name, value)
        for name, value in values
        if _TIME.fullmatch(value) or (name == "datetime" and _WORDED.fullmatch(value))
    ]
    timed = [
        (name, value)
        for name, value in timed
        if name not in ("class", "id", "href", "data-id") and not _CHANGED_NAME.search(name)
    ]
    if element.tag == "abbr" or element.tag == "time" or element.get("content") or _PUBLISHED_NAME.search(names):
        pass
    else:
        timed = [(name, value) for name, value in timed if name != "title"]
    if not timed:
        return None
    name, value = timed[0]
    changed = _CHANGED_NAME.search(names) or _label(element) is DateLabel.CHANGED
    if _label(element) is DateLabel.COPIED:
        return None
    named = bool(_PUBLISHED_NAME.search(f"{names} {name}")) or _label(element) is DateLabel.PUBLISHED
    return ("modified" if changed else "published"), value, named and not changed


def _label(element: Any) -> DateLabel:
    """What the words before an element, or the class of what holds it, say that it dates."""
    one = element
    for _ in range(3):
        previous, parent = one.getprevious(), one.getparent()
        if parent is None:
            break
        before = (previous.tail if previous is not None else parent.text) or ""
        if not before.strip() and previous is not None:
            before = "".join(previous.itertext())[-40:] + " "
        if before.strip():
            return label_of(in_english(before))
        if parent.tag not in ("span", "a", "em", "strong", "b", "i", "small", "li"):
            break
        one = parent
    holder = element.getparent()
    names = f"{holder.get('class') or ''} {holder.get('id') or ''}" if holder is not None else ""
    return DateLabel.CHANGED if _CHANGED_NAME.search(names) else DateLabel.NONE


def _is_articles_own(dated: Dated, page: PageLines, first: int, last: int) -> bool:
    """Whether a time stands beside the heading, or anywhere in the heading's own article with a name that says
    publication."""
    if dated.line > last or dated.part is Part.OTHER:
        names = " ".join(dated.element.get(name) or "" for name in ("itemprop", "property", "class"))
        return bool(_PUBLISHED_NAME.search(names)) and _holds_heading(article_around(dated.element), page)
    if dated.part in (Part.CAPTION, Part.PULLED) or dated.line < first:
        return False
    return page.heading is None or dated.line >= page.heading or _shares_room(dated.element, page)


def _holds_heading(article: Any, page: PageLines) -> bool:
    if article is None or page.heading is None:
        return False
    return article in page.lines[page.heading].element.iterancestors()


def _shares_room(element: Any, page: PageLines) -> bool:
    """Whether something above the heading stands in the same part of the page: no site's header with today's date."""
    assert page.heading is not None
    heading = page.lines[page.heading].element
    around = [heading, *heading.iterancestors()]
    if element.getparent() is heading.getparent():
        return True
    for one in (element, *element.iterancestors()):
        if one in around:
            return one.tag not in ("body", "html") and bool(one.tag != "form")
        names = f"{one.get('class') or ''} {one.get('id') or ''}"
        if one.tag in ("header", "nav") or (_NAV.search(names) and one is not element):
            return False
    return False


def _printed(page: PageLines, first: int, last: int) -> Iterator[Evidence]:
    """The dates of printed lines: those that a label calls the publication, those below the heading, those above, and
    with a label those below the article."""
    ranked: dict[str, list[Evidence]] = {LABELLED: [], BESIDE: [], ABOVE: [], BELOW: []}
    foot = _foot(page, last)
    begun = False
    for i, line in enumerate(page.lines):
        begun = begun or (i > first and _is_paragraph(line))
        below = i >= foot
        if line.part in (Part.OTHER, Part.CAPTION, Part.PULLED) or not (first <= i < last or below):
            continue
        above = page.heading is not None and i < page.heading
        if _is_of_header(page, i) or (begun and _is_linked_title(page.lines[i - 1])):
            continue
        for label, found, text in _dates_of(line, page.lines[i - 1].text if i else ""):
            value = text[found.start : found.end]
            if label is DateLabel.CHANGED:
                ranked[BESIDE].append(Evidence("modified", value, "byline", note=BESIDE))
            elif label is DateLabel.PUBLISHED:
                note = BELOW if below else LABELLED
                ranked[note].append(Evidence("published", value, "byline", note=note))
            elif not below:
                note = ABOVE if above else BESIDE
                ranked[note].append(Evidence("published", value, "byline", note=note))
    for evidence in ranked.values():
        yield from evidence


def _is_linked_title(line: Line) -> bool:
    """Whether a line is another story's title, whose date stands below it."""
    return line.linked >= _LINKED * len(line.text) and len(line.text.split()) >= _TITLE_WORDS


def _is_paragraph(line: Line) -> bool:
    """Whether a line is one of the article's paragraphs, be it short."""
    words = len(line.text.split())
    if line.part is not None or words < _SHORT_PARAGRAPH or recognise(line.text, words) is not None:
        return False
    return is_prose(line.text, words) or is_quoting(line.text)


def _foot(page: PageLines, last: int) -> int:
    """Where the lines below the article begin."""
    after = (i for i in reversed(range(last, len(page.lines))) if _is_paragraph(page.lines[i]))
    return next(after, last) + 1


def is_dated(line: Line) -> bool:
    """Whether a line is a date line and nothing else."""
    return any(_dates_of(line, ""))


def _dates_of(line: Line, before: str) -> Iterator[tuple[DateLabel, DateFound, str]]:
    """The full dates of a date line, each with its label; `before` is the line above, which may be the label alone."""
    if len(line.text) > _LONGEST:
        return
    text = in_english(line.text)
    dates = [found for found in find_dates(text) if found.year is not None and found.day is not None]
    if not dates:
        return
    opening = label_of(text[: dates[0].start])
    if opening is DateLabel.NONE and dates[0].start == 0:
        opening = label_of(in_english(before)[-24:] + " ") if len(before) <= 24 else DateLabel.NONE
    outside = len((text[: dates[0].start] + text[dates[-1].end :]).split())
    narrow = outside <= _BESIDE_WORDS and line.part is Part.BYLINE and not is_prose(text, len(text.split()))
    labelled = outside <= _LABELLED_WORDS and opening is not DateLabel.NONE
    if not (narrow or labelled or is_date_line(text)):
        return
    for i, found in enumerate(dates):
        label = opening if i == 0 else label_of(text[dates[i - 1].end : found.start])
        if label is not DateLabel.COPIED:
            yield label, found, text
