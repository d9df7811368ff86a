"""Where the paragraphs of a text begin and end."""

from __future__ import annotations

import re
from itertools import pairwise

from quotetrace.extraction.cues import is_cue_form
from quotetrace.lexicons import word_list

# Words of a line that may go on in the next, and characters of it that are read.
_FEWEST_WORDS, _READ = 4, 200
# Words that end no line but in the middle of a sentence.
_NEVER_LAST = word_list("prepositions.txt") & frozenset("of to at from with by into".split()) | frozenset(
    "the a an and or but that".split()
)
_WRAPPED = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the paragraphs, blanks at the edges excluded.

    A line is a paragraph, as web text has it; in text wrapped by hand at a fixed width a blank line parts them.
    """
    if _is_wrapped(text):
        return [span for match in _WRAPPED.finditer(text) if (span := _stripped(text, match.start(), match.end()))]
    at, out = 0, []
    for line in text.replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n").split("\n"):
        if bare := line.strip():
            start = at + len(line) - len(line.lstrip())
            out.append((start, start + len(bare)))
        at += len(line) + 1
    return out


def goes_on(text: str, end: int, start: int) -> bool:
    """Whether a paragraph that ends at `end` goes on in the line at `start`: one line break is between, mid-sentence.

    *until the harbour / opens*, *said / Vera Moss*, where the text is wrapped nowhere else. Not a line of one to three
    words, which is a menu or a label.
    """
    between = text[end:start]
    if between.count("\n") != 1 or not text[start].isalpha():
        return False
    line = text[max(text.rfind("\n", 0, end) + 1, end - _READ) : end]
    last = line.rsplit(maxsplit=1)[-1].lower()
    if last in _NEVER_LAST or (is_cue_form(last) and not text[start].islower()):
        return line.count(" ") + 1 >= _FEWEST_WORDS
    if not text[start].islower() or text.startswith("by ", start):
        return False
    return line[-1] == "," or (line[-1].isalnum() and line.count(" ") + 1 >= _FEWEST_WORDS)


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _is_wrapped(text: str) -> bool:
    """Whether most lines break in the middle of a sentence at about one width (mails, wire text)."""
    lines = [line.rstrip() for line in text.splitlines()]
    full = [line for line, after in pairwise(lines) if line and after]
    if len(full) < 5:
        return False
    broken = [line for line in full if 45 <= len(line) <= 100 and line[-1].isalnum() | (line[-1] in ",-")]
    return len(broken) >= 0.7 * len(full)
