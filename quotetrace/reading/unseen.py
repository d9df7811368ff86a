"""Characters that nobody sees: they stay in the text, and what is read off it does without them."""

from __future__ import annotations

import html
import re

# Zero-width space and joiner, marks of direction, byte order marks inside a text; hyphens that do not break.
_LEVELLED = {
    **dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"), " "),
    0x2011: "-",
}
_STRANGE = re.compile(f"[{''.join(map(chr, _LEVELLED))}]")
_UNSEEN = re.compile("[\xad\u200b\u200e\u200f\u2060\u202a-\u202c\u2066-\u2069\ufeff]")
_BY_NUMBER = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,6}|[a-z]{2,8});", re.IGNORECASE)


def levelled(text: str) -> str:
    """The text as long as it was, with a blank for each character that nobody sees: for looking, not for keeping.

    A soft hyphen stays, for a blank would part the word that it stands in.
    """
    return text.translate(_LEVELLED) if _STRANGE.search(text) else text


def as_shown(words: str) -> str:
    """A name or headline as people see it: without unseen characters, with single blanks."""
    return " ".join(_UNSEEN.sub("", words).split())


def as_meant(words: str) -> str:
    """A stated title as people see it: characters written by name or number (``&#8217;``) are what they stand for."""
    return as_shown(html.unescape(words) if _BY_NUMBER.search(words) else words)
