"""The table of readers, in the order in which they are asked: the first that recognises a file reads it.

A new form is a module with a `READER` and a line here.
"""

from __future__ import annotations

from quotetrace.reading import markup, plaintext, records
from quotetrace.reading.article import Input, Reader

READERS: tuple[Reader, ...] = (
    markup.READER,
    records.LINES_READER,
    records.WHOLE_READER,
    plaintext.READER,
)


def reader_for(item: Input) -> Reader:
    """The reader of a file; the last takes whatever no other recognises."""
    return next((reader for reader in READERS if reader.recognises(item)), READERS[-1])
