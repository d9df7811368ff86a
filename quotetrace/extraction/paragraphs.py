"""Where the paragraphs of a text begin and end."""

from __future__ import annotations

import re
from itertools import pairwise


def split_paragraphs(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the paragraphs, blanks at the edges excluded.

    A line is a paragraph, as web text has it; in text wrapped by hand at a fixed width a blank line parts them.
    """
    pattern = r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*" if _is_wrapped(text) else r"[^\r\n\u2028\u2029]+"
    return [span for match in re.finditer(pattern, text) if (span := _stripped(text, match.start(), match.end()))]


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
