"""The dates that a page prints: those of date lines, captions and related stories, and of notices of a change."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotetrace.moments import Precision
from quotetrace.reading.datecandidates import Candidate, Rank, evidence_of, with_order
from quotetrace.reading.datelabels import DateLabel, label_of
from quotetrace.reading.dates import DateFound, find_dates, settle, writes_month_first
from quotetrace.reading.furniture import Role
from quotetrace.reading.zones import Block, Layout

_IN_A_SENTENCE = re.compile(r"\b(?:on|in|of|since|from|until|by|before|after)\s+(?:the\s+)?$", re.IGNORECASE)
# A date in numbers, amid prose where a whole search would be slow: its digit comes first, and is looked back from.
_NUMBERS = re.compile(r"\d(?<![\w./-]\d)\d?([./-])\d\d?\1(?:\d\d){1,2}(?![\w/-])")
# A notice of a change is short, in words.
_NOTICE_WORDS = 60
_AMENDED = re.compile(
    r"\bthis\s+(?:article|story|report|page|post|piece|headline|item)\s+(?:was|has\s+been)\s+(?:last\s+)?"
    r"(?:amended|updated|corrected|edited|revised|changed|modified)\s+(?:again\s+)?on",
    re.IGNORECASE,
)
# Among the head lines of a mail, of which one names whom it went to, stands the day on which somebody sent it on.
_SENT = re.compile(r"(?:sent|date)\s*:", re.IGNORECASE)
_ADDRESSEE = re.compile(r"to\s*:\s", re.IGNORECASE)
_HEAD_LINES = 3
_LABELLED = {
    DateLabel.CHANGED: (Rank.CHANGED, "says when it was last changed"),
    DateLabel.COPIED: (Rank.NEVER, "says when the copy was made or may be used"),
    DateLabel.PUBLISHED: (Rank.LABELLED, ""),
}
_SENT_ON = (Rank.NEVER, "byline", "says when a mail was sent on")
_DATED = (Role.BYLINE, Role.CAPTION, Role.RELATED, Role.MARKER, Role.MASTHEAD)


def from_blocks(text: str, layout: Layout, *, month_first: bool, assumed: bool) -> list[Candidate]:
    """The dates of bylines, captions and related stories."""
    found: list[Candidate] = []
    foot = max((block.end for block in layout.blocks if block.role is Role.PROSE), default=len(text))
    for i, block in enumerate(layout.blocks):
        if block.role not in _DATED:
            continue
        sent_on = _is_sent_on(layout.blocks, i)
        for one in find_dates(text, block.start, block.end):
            moment = settle(one, month_first=month_first).moment()
            if moment is not None and (moment.precision is not Precision.MONTH or _is_issue(block, one)):
                rank, kind, note = _SENT_ON if sent_on else _standing(text, block, one, foot)
                rank = max(rank, Rank.MONTH) if moment.precision is Precision.MONTH else rank
                note = with_order(note, one, assumed=assumed and rank is not Rank.NEVER)
                found.append(Candidate(rank, moment, evidence_of(moment, kind, one.start, one.end, note)))
    return found


def _is_sent_on(blocks: Sequence[Block], index: int) -> bool:
    """Whether a date line is one of the head lines of a mail that stands in the text."""
    if not _SENT.match(blocks[index].text):
        return False
    around = blocks[max(0, index - _HEAD_LINES) : index + _HEAD_LINES + 1]
    return any(_ADDRESSEE.match(block.text) for block in around)


def _is_issue(block: Block, found: DateFound) -> bool:
    """Whether a month is all that a date line states, as a magazine's does."""
    return block.role is Role.BYLINE and found.start == block.start and found.end == block.end


def _standing(text: str, block: Block, found: DateFound, foot: int) -> tuple[Rank, str, str]:
    """How a date in a block ranks, the kind of its evidence, and a note on what speaks against it."""
    if block.role is Role.CAPTION:
        closes = not text[found.end : block.end].strip(" .)]")
        dated = closes and not _IN_A_SENTENCE.search(text[block.start : found.start])
        return (Rank.CAPTION, "caption", "") if dated else (Rank.NEVER, "caption", "the day of a picture")
    if block.role in (Role.RELATED, Role.MARKER):
        return Rank.NEVER, "caption", "belongs to a related story"
    before = text[block.start : found.start]
    label = label_of(before)
    if label in _LABELLED:
        rank, note = _LABELLED[label]
        return rank, "byline", note
    # corrections, signatures and other people's posts are dated below the article
    below = block.start >= foot and not before.endswith(", ")
    return (Rank.NEVER, "byline", "stands below the article") if below else (Rank.BYLINE, "byline", "")


def from_notices(text: str, layout: Layout, *, month_first: bool) -> list[Candidate]:
    """When the text says of itself that it was changed: *This article was amended on 9 January to correct a name.*"""
    found: list[Candidate] = []
    for block in layout.blocks:
        short = block.words <= _NOTICE_WORDS and block.role in (Role.PROSE, Role.CHROME)
        notice = _AMENDED.search(block.text) if short and "his " in block.text else None
        dates = find_dates(text, block.start + notice.end(), block.end) if notice else []
        moment = settle(dates[0], month_first=month_first).moment() if dates else None
        if notice and moment and dates[0].start - block.start - notice.end() <= 1:
            note = _LABELLED[DateLabel.CHANGED][1]
            found.append(
                Candidate(Rank.CHANGED, moment, evidence_of(moment, "text", dates[0].start, dates[0].end, note))
            )
    return found


def order_of(text: str, layout: Layout) -> bool | None:
    """Whether the text's number dates are month first, as its unambiguous ones tell: those of date lines and captions,
    else those in running prose. None where nothing tells it."""
    lines = [block for block in layout.blocks if block.role in _DATED]
    order = writes_month_first(one for block in lines for one in find_dates(text, block.start, block.end))
    if order is not None:
        return order
    prose = [block for block in layout.blocks if block.role is Role.PROSE]
    numbers = [match.span() for block in prose for match in _NUMBERS.finditer(text, block.start, block.end)]
    return writes_month_first(one for span in numbers for one in find_dates(text, *span))
