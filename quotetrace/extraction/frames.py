"""The frame: a paragraph's own words, each outermost quotation standing in it as one token.

Sentences are split on the frame, so no split falls inside a quotation and ``"… over." said Vance`` stays one sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import TypeAlias

from quotetrace.extraction.cues import is_cue_form
from quotetrace.extraction.marks import Marked
from quotetrace.extraction.tokens import DASHES, QUOTATION, Token, add_tokens, quotation_token
from quotetrace.model import ZoneKind

# Pairs of marks by their index among all of a text: all of them, or some.
Pairs: TypeAlias = Sequence[Marked] | Mapping[int, Marked]
# Words that headlines in capitals write small.
_SMALL = frozenset(
    "a an and as at but by for from in into nor of off on onto or over per so than the to up via vs with yet".split()
)
# Tokens of a headline.
_LONGEST_HEADLINE = 40
# What a sentence can end with: a stop, or a quotation.
_ENDS = frozenset((".", "!", "?", QUOTATION))
# How far an attribution may reach behind a quotation that ends with a full stop: name, apposition, verb.
_TAG_REACH = 9


@dataclass(slots=True)
class Paragraph:
    """A paragraph's tokens, its sentences as half-open ranges of tokens, and which tokens are quotations.

    begins, ends: where in the text each token stands.
    lows, are_capitalised: each token's `low`, since most rules ask for nothing else, and `is_capitalised`, for whoever
    asks it of all. starts: where the sentences begin. text: the whole document's.
    """

    index: int
    start: int
    end: int
    tokens: list[Token]
    sentences: list[tuple[int, int]]
    zone: ZoneKind | None = None
    title_case: bool = False
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    lows: list[str] = field(default_factory=list)
    are_capitalised: list[bool] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    text: str = ""

    def span(self, first: int, after: int) -> tuple[int, int]:
        """The characters of ``tokens[first:after]``, which are some."""
        return self.begins[first], self.ends[after - 1]

    def sentence_number(self, token: int) -> int:
        """How many sentences before the token's own; the first holds whatever is before it, too."""
        return bisect_right(self.starts, token, 1) - 1

    def sentence_of(self, token: int) -> tuple[int, int]:
        """The sentence that holds the token."""
        return self.sentences[bisect_right(self.starts, token, 1) - 1] if self.sentences else (0, 0)


def build_paragraphs(
    text: str, spans: Sequence[tuple[int, int]], zones: Sequence[ZoneKind | None], marked: Pairs
) -> list[Paragraph]:
    """The frames of the paragraphs `spans`; `zones` tells what each is when it is not prose."""
    pairs = marked.items() if isinstance(marked, Mapping) else enumerate(marked)
    outer = [(index, one) for index, one in pairs if one.depth == 0]
    starts = [one.outer_start for _, one in outer]
    out = []
    for number, ((start, end), zone) in enumerate(zip(spans, zones, strict=True)):
        inside = []
        at = bisect_left(starts, start)
        while at < len(outer) and outer[at][1].outer_start < end:
            inside.append(outer[at])
            at += 1
        paragraph = Paragraph(number, start, end, [], [], zone, text=text)
        _cut_up(text, paragraph, inside)
        paragraph.lows = [token.low for token in paragraph.tokens]
        paragraph.are_capitalised = [token.is_capitalised for token in paragraph.tokens]
        paragraph.title_case = _is_title_case(text, paragraph, marked)
        paragraph.sentences = _sentences(text, paragraph, marked)
        paragraph.starts = [first for first, _ in paragraph.sentences]
        out.append(paragraph)
    return out


def _cut_up(text: str, paragraph: Paragraph, quotes: Sequence[tuple[int, Marked]]) -> None:
    """Enter the tokens of a paragraph, where they stand, and which of them are the quotations."""
    tokens, begins, ends = paragraph.tokens, paragraph.begins, paragraph.ends
    at = paragraph.start
    for index, one in quotes:
        add_tokens(text, at, max(at, one.outer_start), tokens, begins, ends)
        paragraph.quotes.append(len(tokens))
        tokens.append(quotation_token(index))
        begins.append(one.outer_start)
        ends.append(one.outer_end)
        at = one.outer_end
    add_tokens(text, at, max(at, paragraph.end), tokens, begins, ends)


def _is_title_case(text: str, paragraph: Paragraph, marked: Pairs) -> bool:
    """Whether a line is set like a headline: nearly every longer word with a capital, no full stop anywhere."""
    tokens = paragraph.tokens
    longer = (token.text for token in tokens if token.is_word and token.text[0].isalpha() and token.low not in _SMALL)
    if len(tokens) > _LONGEST_HEADLINE or "." in paragraph.lows:
        return _is_shouted(longer)
    words = list(longer)
    if _is_shouted(words):
        return True
    if len(tokens) > 1 and tokens[0].quote is not None and tokens[1].text in DASHES:
        return False  # “Be bold.” — Ivo Lund, Union Chair
    small = sum(word[0].islower() for word in words)
    if len(words) < 3:
        return False
    quotes = (tokens[index].quote for index in paragraph.quotes)
    if small and any(text[marked[quote].end - 1] in ".," for quote in quotes if quote is not None):
        return False
    return small == 0 or (len(words) >= 5 and small <= 0.25 * len(words))


def _is_shouted(words: Iterable[str]) -> bool:
    """Whether there are three words or more, all in capitals."""
    count = 0
    for word in words:
        if not word.isupper():
            return False
        count += 1
    return count >= 3


def _sentences(text: str, paragraph: Paragraph, marked: Pairs) -> list[tuple[int, int]]:
    out = []
    first, tokens = 0, paragraph.tokens
    for index in compress(range(len(tokens)), map(_ENDS.__contains__, paragraph.lows)):
        if index + 1 < len(tokens) and _ends_sentence(text, tokens, index, tokens[index], marked):
            out.append((first, index + 1))
            first = index + 1
    if first < len(tokens):
        out.append((first, len(tokens)))
    return out


def _ends_sentence(text: str, tokens: Sequence[Token], index: int, token: Token, marked: Pairs) -> bool:
    following = tokens[index + 1]
    if token.text in (".", "!", "?"):
        return following.quote is not None or not (following.text[0].islower() or following.text[0] in ",;:)")
    if token.quote is None:
        return False
    one = marked[token.quote]
    if one.end <= one.start or text[one.end - 1] not in ".?!…":
        return False
    if following.quote is not None:
        return True
    if not following.is_capitalised:
        return False
    if index > 0 and tokens[index - 1].text == ":":
        return True  # Dale fumed: “…” Moss said: what a colon announced has its speaker
    return not _is_tag(tokens, index + 1, full_stop=text[one.end - 1] == ".")


def _is_tag(tokens: Sequence[Token], first: int, *, full_stop: bool) -> bool:
    """Whether the words from `first` attribute what went before (``Vance said.``) and do not begin a sentence anew."""
    for index in range(first, min(first + _TAG_REACH, len(tokens))):
        token = tokens[index]
        if token.quote is not None or token.text in (".", ":", ";"):
            return False
        if is_cue_form(token.low) and index > first:
            rest = tokens[index + 1] if index + 1 < len(tokens) else None
            if rest is None or rest.text in (".", ","):
                return True
            return not full_stop and rest.low not in ("that", "he", "she", "they", "it") and rest.quote is None
        if token.text[0].islower() and token.low not in ("de", "van", "von", "of", "the", "bin", "al", "also", "later"):
            return False
    return False
