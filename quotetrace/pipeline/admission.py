"""Which documents the store can have, and which of them extraction reads."""

from __future__ import annotations

from quotetrace.model import Document, Failure
from quotetrace.store import fingerprint

ENGLISH = "en"


def is_english(document: Document) -> bool:
    """Whether extraction reads this document; a text too short to tell is taken for English."""
    return document.language in (None, ENGLISH)


def is_storable(document: Document) -> bool:
    """Whether it can be written as UTF-8; JSON may smuggle in halves of characters, which nothing can store."""
    try:
        fingerprint(document)
    except UnicodeEncodeError:
        return False
    return True


def storable(one: Document | Failure) -> Document | Failure:
    """The document if the store can have it, else a failure that says why not."""
    if isinstance(one, Failure) or is_storable(one):
        return one
    return Failure(one.source, "holds half a surrogate pair, which is no character: save it again as UTF-8")
