"""Speech behind a dash, without marks: *– I am not angry, says Lena Berg. It is over.*, as Nordic papers set it.

A dash at the head of a line also begins an item of a list, or a credit. So a document has dialogue only where several
lines begin so and one of them names its speaker behind a comma; then each such line is speech, but for its tag.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from quotetrace.extraction.cues import is_cue_form
from quotetrace.extraction.marks import Marked, nested

# Lines with a dash that a document must have to be one of dialogue.
_FEWEST = 2
_TURN = re.compile(r"[–—―-]\s?(?=[^\W_])")
# What may begin a tag: `, says Lena`, `? she asks`, `, Lena Berg says`; the words are read for a reporting verb.
_TAG = re.compile(r"(?P<stop>[,?!…])\s+(?P<first>[^\W\d_]+)\s+(?P<second>[^\W\d_]+)(?:\s+(?P<third>[^\W\d_]+))?")
# The end of the tag's sentence.
_END = re.compile(r"[.!?:](?=\s|$)")
_SUBJECTS = frozenset(("he", "she", "they"))
_AFTER_A_VERB = frozenset(("the", "a", "an", "his", "her"))


def find_dialogue(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Marked]:
    """The words behind dashes in a document of dialogue, in order; none where the dashes make a list."""
    turns = [(match.end(), end) for start, end in paragraphs if (match := _TURN.match(text, start, end)) is not None]
    if len(turns) < _FEWEST or not any(_tag(text, *turn) for turn in turns):
        return []
    return [piece for start, end in turns for piece in _pieces(text, start, end)]


def with_dialogue(marked: Sequence[Marked], dialogue: Sequence[Marked]) -> list[Marked]:
    """The pairs of marks and the words behind dashes, pairs within those nested; a pair across their edge is none."""
    starts = [turn.start for turn in dialogue]
    kept = [one for one in marked if not _crosses(one, dialogue, starts)]
    place = {id(one): index for index, one in enumerate(kept)}
    before = [id(marked[one.reopens]) if one.reopens is not None else None for one in kept]
    return nested(
        [
            *(one._replace(reopens=place.get(key) if key else None) for one, key in zip(kept, before, strict=True)),
            *dialogue,
        ]
    )


def _crosses(one: Marked, dialogue: Sequence[Marked], starts: Sequence[int]) -> bool:
    """Whether a pair of marks stands over the edge of a turn; turns stand in order and apart."""
    begun, ended = bisect_right(starts, one.outer_start) - 1, bisect_right(starts, one.outer_end - 1) - 1
    if ended < 0 or dialogue[ended].end <= one.outer_start:
        return False
    return begun != ended or one.outer_end > dialogue[ended].end


def _pieces(text: str, start: int, end: int) -> Iterator[Marked]:
    """The words before the tag of a line, and those behind the tag's sentence; the whole line where it has no tag.

    A comma before the tag stays with the words, as it does within marks.
    """
    tag = _tag(text, start, end)
    if tag is None:
        yield Marked(start, end, start, end, turn=True)
        return
    stop = tag.end("stop")
    yield Marked(start, stop, start, stop, turn=True)
    over = _END.search(text, tag.end(), end)
    rest = over.end() if over is not None else end
    rest += len(text[rest:end]) - len(text[rest:end].lstrip(" –—―-"))
    if rest < end:
        yield Marked(rest, end, rest, end, turn=True)


def _tag(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first words of the line that name its speaker behind a comma, a question mark or the like."""
    return next((match for match in _TAG.finditer(text, start, end) if _names_speaker(match)), None)


def _names_speaker(match: re.Match[str]) -> bool:
    first, second, third = match["first"], match["second"], match["third"] or ""
    if is_cue_form(first):
        return second[0].isupper() or second.lower() in _SUBJECTS | _AFTER_A_VERB
    if first.lower() in _SUBJECTS:
        return is_cue_form(second)
    return first[0].isupper() and (is_cue_form(second) or (second[0].isupper() and is_cue_form(third)))
