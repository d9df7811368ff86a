"""Which documents the store can have, and which of them extraction reads."""

from __future__ import annotations

from quotetrace.model import Document, Failure
from quotetrace.store import fingerprint

ENGLISH = "en"


def is_english(document: Document) -> bool:
    """Whether extraction reads this document; a text too short to tell is taken for English."""
    return document.language in (None, ENGLISH)


class Prints:
    """The fingerprints of the documents at hand, each found once. By the identity of documents, which are held here, so
    that none is another's."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Document, str]] = {}

    def of(self, document: Document) -> str:
        """The fingerprint of a document. UnicodeEncodeError where it has none; see `is_storable`."""
        known = self._known.get(id(document))
        if known is None:
            known = self._known[id(document)] = document, fingerprint(document)
        return known[1]

    def keep(self, document: Document, known_print: str) -> None:
        """Keep what somebody else found."""
        self._known[id(document)] = document, known_print

    def clear(self) -> None:
        """Nobody asks any more for those that are known."""
        self._known.clear()


def is_storable(document: Document, prints: Prints) -> bool:
    """Whether it can be written as UTF-8; JSON may smuggle in halves of characters, which nothing can store."""
    try:
        prints.of(document)
    except UnicodeEncodeError:
        return False
    return True


def storable(one: Document | Failure, prints: Prints) -> Document | Failure:
    """The document if the store can have it, else a failure that says why not."""
    if isinstance(one, Failure) or is_storable(one, prints):
        return one
    return Failure(one.source, "holds half a surrogate pair, which is no character: save it again as UTF-8")
