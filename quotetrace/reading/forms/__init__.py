"""The forms of article files: one reader a module, and the table of them.

The table's order is that in which they are asked: the first that recognises a file reads it. A new form is a module
with a `READER` and a line here.
"""

from __future__ import annotations

from quotetrace.reading.article import Input, Reader
from quotetrace.reading.forms import (
    feeds,
    mail,
    markdown,
    markup,
    pdf,
    plaintext,
    records,
    richtext,
    safari,
    tables,
    warc,
    webarchive,
    word,
)

READERS: tuple[Reader, ...] = (
    warc.READER,
    pdf.READER,
    word.READER,
    richtext.READER,
    feeds.READER,
    webarchive.READER,
    safari.READER,
    mail.BOX_READER,
    mail.READER,
    markdown.READER,
    markup.READER,
    records.LINES_READER,
    records.WHOLE_READER,
    tables.READER,
    plaintext.READER,
)
# Forms whose files are one article each, unless one is an export of a press database; that shows when it is parsed.
ONE_ARTICLE: tuple[Reader, ...] = (
    pdf.READER,
    word.READER,
    richtext.READER,
    webarchive.READER,
    safari.READER,
    mail.READER,
    markdown.READER,
    markup.READER,
    plaintext.READER,
)
# Forms that are zip archives themselves, and are not to be unpacked file by file.
_ARCHIVES: tuple[Reader, ...] = (word.READER,)


def reader_for(item: Input) -> Reader:
    """The reader of a file; the last takes whatever no other recognises."""
    return next((reader for reader in READERS if reader.recognises(item)), READERS[-1])


def is_whole(item: Input) -> bool:
    """Whether what looks like an archive of files is one document of a form of its own."""
    return any(reader.recognises(item) for reader in _ARCHIVES)
