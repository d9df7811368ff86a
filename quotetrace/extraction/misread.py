"""Marks that a page lost: UTF-8 read as Windows-1252 (â€œ), entities left as they are (&quot;), escapes (\\").

The text itself stays as it is, since every offset points into it; only the scanner of marks sees them mended.
"""

from __future__ import annotations

import re
from itertools import pairwise

_MARKS = "“”‘’„‚«»‹›–—…"
_ENTITIES = {
    "&quot;": '"',
    "&#34;": '"',
    "&#x22;": '"',
    "&apos;": "'",
    "&#39;": "'",
    "&#x27;": "'",
    "&ldquo;": "“",
    "&#8220;": "“",
    "&rdquo;": "”",
    "&#8221;": "”",
    "&lsquo;": "‘",
    "&#8216;": "‘",
    "&rsquo;": "’",
    "&#8217;": "’",
    "&bdquo;": "„",
    "&laquo;": "«",
    "&raquo;": "»",
}
_OTHERS = {'\\"': '"', "\\'": "'", "❝": "“", "❞": "”", "〝": "“", "〞": "”", "〟": "”", "＇": "'"}


def _misread(mark: str) -> str:
    """The mark's UTF-8 bytes read as Windows-1252; a byte that has no character there as the control character."""
    out = ""
    for byte in mark.encode():
        try:
            out += bytes([byte]).decode("cp1252")
        except UnicodeDecodeError:
            out += chr(byte)
    return out


_UTF8 = {_misread(mark): mark for mark in _MARKS}
_TWICE = {_misread(_misread(mark)): mark for mark in _MARKS}
_LATIN1 = {mark.encode().decode("latin-1"): mark for mark in _MARKS}
# A right double mark ends in a byte that most programs drop. Without it, it stands before a blank or a stop; elsewhere
# it begins another sign (â€¢ is a bullet).
_CUT_OFF = {"â€\ufffd": "”", "Ã¢â‚¬Â": "”", "Ã¢â‚¬\x9d": "”"}
_CUT_SHORT = {"â€": "”", "Ã¢â‚¬": "”"}
_MEANT = {**_UTF8, **_TWICE, **_LATIN1, **_ENTITIES, **_OTHERS, **_CUT_OFF, **_CUT_SHORT}
_PATTERN = re.compile(
    "|".join(
        re.escape(sign) + (r"(?=[\s.,;:!?)]|\Z)" if sign in _CUT_SHORT else "")
        for sign in sorted(_MEANT, key=len, reverse=True)
    )
)
# What the signs begin with: to look for each of them is far cheaper than to try the pattern at every character.
_BEGINNINGS = tuple(sorted({sign[0] for sign in _MEANT}))


def mend(text: str) -> tuple[str, list[int]] | None:
    """The text with its marks mended, and for each offset in that (its end too) the offset in `text`.

    None where nothing is to be mended.
    """
    signs = list(_PATTERN.finditer(text)) if any(map(text.__contains__, _BEGINNINGS)) else []
    if not signs:
        return None
    pieces: list[str] = []
    origin: list[int] = []
    edges = [(0, 0), *(sign.span() for sign in signs), (len(text), len(text))]
    for (_, start), (stop, after) in pairwise(edges):
        pieces += text[start:stop], _MEANT.get(text[stop:after], "")
        origin += range(start, stop + (after > stop))
    return "".join(pieces), [*origin, len(text)]
