"""Where the words of a quotation stand in the sentence around it, which may have the same words more than once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotetrace.model import Flag, Kind, Quotation

# All that print sets words in, openers and closers: in some languages one is the other
_MARKS = "[\"“”„‟″＂«»‹›「」『』‘’‚‛'`´]"
_OPENED = re.compile(rf"(?<!\w){_MARKS}(\s*)\Z")
_CLOSED = re.compile(rf"(\s*){_MARKS}(?!\w)")


def place_in_context(quotation: Quotation) -> int | None:
    """At which character of its context a quotation begins; None where it is not in it, or several fit equally well.

    A context does not tell where it begins in the document, but the quotation, its cue and its speaker do: of several
    places the one counts at which these stand around it, then the one between quotation marks, then the one that cuts
    no word.
    """
    best = sorted(((_fitness(quotation, at), at) for at in _places(quotation)), reverse=True)
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return best[0][1]


def _places(quotation: Quotation) -> Iterator[int]:
    at = quotation.context.find(quotation.text)
    while at >= 0 and quotation.text:
        yield at
        at = quotation.context.find(quotation.text, at + 1)


def _fitness(quotation: Quotation, at: int) -> tuple[int, int, int, bool]:
    """How well a place fits; the greater the better."""
    after = at + len(quotation.text)
    wrong, right = _neighbours(quotation, at)
    return -wrong, right, _marks(quotation, at, after), _is_whole(quotation.context, at, after)


def _neighbours(quotation: Quotation, at: int) -> tuple[int, int]:
    """How many characters of speaker, cue and channels would stand where the context has others, and how many do not;
    what would lie outside tells nothing."""
    wrong = right = 0
    for span in (quotation.speaker_mention, quotation.cue, *quotation.told_to):
        if span is None:
            continue
        start = at + span.start - quotation.start
        for place, character in enumerate(span.text, start):
            if 0 <= place < len(quotation.context):
                right += quotation.context[place] == character
                wrong += quotation.context[place] != character
    return wrong, right


def _marks(quotation: Quotation, at: int, after: int) -> int:
    """Whether it stands between marks, 2 for each right at the words, 1 behind a blank; where one of them is missing,
    whether that is so, and mostly it is the closing one."""
    if quotation.kind is Kind.INDIRECT:
        return 0
    found = (_OPENED.search(quotation.context[:at]), _CLOSED.match(quotation.context, after))
    opened, closed = (0 if one is None else 1 if one[1] else 2 for one in found)
    if Flag.UNCLOSED in quotation.flags:
        return 0 if opened and closed else 2 * opened + closed
    return opened + closed


def _is_whole(context: str, at: int, after: int) -> bool:
    return not (context[:at][-1:].isalnum() or context[after : after + 1].isalnum())
