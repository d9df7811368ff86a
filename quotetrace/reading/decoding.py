"""Bytes to text, exactly: a byte order mark decides, then UTF-8, then a guess; line ends stay as they are.

A text that is UTF-8 but for a few bytes (cut, spliced, damaged) stays UTF-8: each bad byte stands as U+FFFD, and the
document's evidence says how many there are. Guessing another encoding would ruin every quotation mark.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from quotetrace.errors import ReadingError
from quotetrace.model import Evidence

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# English in UTF-16 has a zero in nearly every second byte; a binary file has not. Share of the pairs looked at.
_UTF16_SHARE = 0.7
# English in a one-byte code has few bytes above 127 (marks, dashes, names); Cyrillic or Greek has hardly any below.
# Bytes above 127 for each Latin letter.
_ENGLISH_HIGH_SHARE = 0.5
_HIGH = re.compile(rb"[\x80-\xff]")
_ASCII_LETTER = re.compile(rb"[A-Za-z]")
# So many good characters beyond ASCII for each broken byte show that a text is UTF-8 and damaged, not another encoding;
# one of three bytes (a quotation mark) shows it alone, for no other encoding has three such bytes in a row by chance.
_GOOD_FOR_BROKEN = 3
_OF_THREE_BYTES = re.compile("[\u0800-\ufffc]")
_REPLACEMENT = "\ufffd"
# Names under which browsers read Windows-1252 (the WHATWG encoding standard).
_CALLED_LATIN_1 = frozenset(
    "ascii us-ascii ansi-x3.4-1968 iso-8859-1 iso8859-1 iso-8859-1:1987 latin-1 latin1 l1 windows-1252 cp819".split()
)
# Codes of old Macintoshes that differ little from the Windows ones, and that hardly anybody still has.
_UNLIKELY = ["mac_cyrillic", "mac_greek", "mac_turkish", "mac_latin2", "mac_iceland"]
# Control characters that no text has; a few are forgiven (form feeds, old printer codes). Share of the characters.
_CONTROLS = "".join(map(chr, (*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F)))
_CONTROL_SHARE = 0.02
# An accented capital behind a small letter or a stop: Macintosh quotation marks read as Windows ones ("saidÓ").
_MISREAD = re.compile(r"[a-z,.!?][À-ÖØ-Þ]|[\x80-\x9f]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\ufffd]")
_SURROGATE = re.compile("[\ud800-\udfff]")

UNDECODABLE = "is not text in any encoding that is known; save it as UTF-8, or remove it if it is no article"


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text of `data`, without its byte order mark; `declared` is an encoding that the file names itself.

    ReadingError where the bytes are no text.
    """
    marked = _by_mark(data)
    if marked is not None:
        return _checked(marked)
    unmarked = _unmarked_utf16(data)
    if unmarked is not None:
        return _checked(_strict(data, unmarked) or "\0")
    for encoding in ("utf-8", _as_browsers_take(declared), declared):
        text = _strict(data, encoding) if encoding else None
        if text is not None:
            return _checked(text)
    return _checked(_damaged_utf8(data) or _guess(data))


def decode_pieces(pieces: Sequence[bytes]) -> list[str]:
    """Each piece decoded by what all of them together show: a short cell alone tells no encoding."""
    lines = decode(b"\n".join(pieces)).split("\n")
    texts, at = [], 0
    for piece in pieces:
        end = at + piece.count(b"\n") + 1
        texts.append("\n".join(lines[at:end]))
        at = end
    return texts


def _as_browsers_take(declared: str | None) -> str | None:
    """Windows-1252 for the codes that pages call by other names: where those have control characters, it has the
    quotation marks."""
    return "cp1252" if declared and declared.lower().replace("_", "-") in _CALLED_LATIN_1 else declared


def damage(text: str, data: bytes) -> tuple[Evidence, ...]:
    """Evidence that some bytes of `data` could not be decoded and stand as U+FFFD in `text`; empty where all could."""
    broken = text.count(_REPLACEMENT) - data.count(_REPLACEMENT.encode())
    if broken <= 0:
        return ()
    return (Evidence("text", "damaged", "encoding", note=f"undecodable bytes that stand as {_REPLACEMENT}: {broken}"),)


def without_surrogates(text: str) -> str:
    """The text with half surrogate pairs (JSON can state them, nothing can store them) replaced one for one."""
    return _SURROGATE.sub("\ufffd", text)


def _by_mark(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    return None


def _unmarked_utf16(data: bytes) -> str | None:
    sample = data[:4096]
    pairs = len(sample) // 2
    if pairs < 8 or 0 not in sample:
        return None
    if sample[1::2].count(0) > _UTF16_SHARE * pairs and 0 not in sample[::2]:
        return "utf-16-le"
    if sample[::2].count(0) > _UTF16_SHARE * pairs and 0 not in sample[1::2]:
        return "utf-16-be"
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _damaged_utf8(data: bytes) -> str | None:
    """The text with its broken bytes replaced, None where it is more likely in another encoding."""
    text = data.decode("utf-8", errors="replace")
    good = len(_BEYOND_ASCII.findall(text)) + (_GOOD_FOR_BROKEN - 1) * len(_OF_THREE_BYTES.findall(text))
    broken = text.count(_REPLACEMENT)
    return text if good >= _GOOD_FOR_BROKEN * broken else None


def _guess(data: bytes) -> str:
    """Windows-1252 where that makes good English, as most old news text is; else what charset-normalizer finds."""
    _checked(data.decode("latin-1"))
    high = len(_HIGH.findall(data))
    text = _strict(data, "cp1252")
    if (
        text is not None
        and high <= _ENGLISH_HIGH_SHARE * len(_ASCII_LETTER.findall(data))
        and not _MISREAD.search(text)
    ):
        return text
    from charset_normalizer import from_bytes  # only here: it costs a tenth of a second to import

    best = from_bytes(data, cp_exclusion=_UNLIKELY).best()
    if best is None:
        raise ReadingError(UNDECODABLE)
    return str(best)


def _checked(text: str) -> str:
    """The text, if its characters are those of a text."""
    sample = text[:65_536]
    if sum(map(sample.count, _CONTROLS)) > _CONTROL_SHARE * len(sample):
        raise ReadingError("is binary data, not text; remove it, or give the article as .txt, .html or .jsonl")
    return text
