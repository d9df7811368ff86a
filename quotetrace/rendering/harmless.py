"""Document text made safe for a terminal and for a spreadsheet.

An article may hold escape sequences that retitle or repaint a terminal, bidirectional overrides that make a
quotation read backwards, and zero-width characters nobody sees. On a terminal each is shown as what it is. A
spreadsheet runs a cell that begins like a formula; an apostrophe in front makes it text, and can be taken off again.
"""

from __future__ import annotations

import json
import re

# Controls (C0 but tab and newline, DEL, C1), soft hyphen, bidi marks and overrides, zero-width and filler characters,
# line and paragraph separators, interlinear marks, tag characters, lone surrogates.
_INVISIBLE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff"
)
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_SPACES = re.compile(r"(?<![ \t])[ \t]*(?:\r\n|[\r\n\t])\s*")
_CONTROL_PICTURES = 0x2400  # U+241B SYMBOL FOR ESCAPE stands for U+001B, and so on
_DELETE, _DELETE_PICTURE = 0x7F, "␡"

# What Excel, LibreOffice and Google Sheets take for the start of a formula, full-width forms included, and the
# apostrophes in front of one: without them an apostrophe of ours could not be told from the document's. Characters that
# nobody sees, NUL above all, they pass over. A cell may also begin behind a semicolon, a tab or a line break: somebody
# may tell a spreadsheet that these part the cells, and then marks around one that holds them mean nothing.
_UNSEEN = _INVISIBLE.replace("\x0b-\x1f", "\x0b\x0c\x0e-\x1f")
_FORMULA = re.compile(rf"\A'*(?=[{_UNSEEN}]*[=+\-@\t\r\n＝＋－＠])|(?<=[;\t\r\n])'*(?=[{_UNSEEN}]*[=+\-@＝＋－＠])")


def visible(text: str) -> str:
    """`text` with every control and invisible character replaced by a sign for it; newlines and tabs stay.

    C0 controls become their pictures (``␛``), everything else ``<U+202E>``.
    """
    return _HIDDEN.sub(lambda match: _sign(match.group()), text)


def one_line(text: str) -> str:
    """`text` visible and on one line: a line break with the blanks around it is one space."""
    return visible(_SPACES.sub(" ", text))


def json_text(record: object, *, indent: int | None = None) -> str:
    """`record` as JSON, readable Unicode, with every control and invisible character as a ``\\u`` escape.

    The value read back is exactly the same; only what a terminal would obey or hide is written in ASCII.
    """
    return _HIDDEN.sub(lambda match: _escape(match.group()), json.dumps(record, ensure_ascii=False, indent=indent))


def neutral_cell(text: str) -> str:
    """`text` so that no spreadsheet runs it: an apostrophe before a leading = + - @, tab or line break, and before one
    of the first four behind a semicolon, a tab or a line break.

    Where apostrophes stand there already it is one more, so `original_cell` is exact.
    """
    return _FORMULA.sub(r"\g<0>'", text)


def original_cell(cell: str) -> str:
    """What `neutral_cell` was given."""
    return _FORMULA.sub(lambda match: match.group()[1:], cell)


def _sign(character: str) -> str:
    code = ord(character)
    if code < ord(" "):
        return chr(_CONTROL_PICTURES + code)
    return _DELETE_PICTURE if code == _DELETE else f"<U+{code:04X}>"


def _escape(character: str) -> str:
    code = ord(character)
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
