"""What a trained spaCy pipeline adds, where the user has one: the subjects of its parse and the kinds of its entities.

Evidence, not authority: a subject counts where it falls on a candidate of ours, an entity where it covers one, and
everything else is decided as without a model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from quotetrace.errors import UsageError
from quotetrace.extraction.mentions import Mention
from quotetrace.extraction.nouns import NAME, ORGANISATION

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

# Universal and ClearNLP names of the relations by which a verb has its subject, and of a passive's agent.
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubjpass", "csubj"})
# A verb joined to another, or hanging on it as its complement, shares its subject.
_SHARED = frozenset({"conj", "xcomp", "advcl"})
# How many joined verbs are climbed for a subject.
_CLIMB = 3
_BODIES = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP"})
_PERSONS = frozenset({"PERSON", "PER"})


class Parse:
    """The evidence of one parsed Doc whose text is the text that is read; offsets are characters."""

    def __init__(self, doc: Doc) -> None:
        self._subjects: dict[int, tuple[int, int]] = {}
        if doc.has_annotation("DEP"):
            for token in doc:
                subject = _subject(token)
                if subject is not None:
                    self._subjects[token.idx] = (subject.idx, subject.idx + len(subject.text))
        self._kinds = [(span.start_char, span.end_char, span.label_) for span in doc.ents]

    def subject(self, verb: int, mentions: Sequence[Mention]) -> Mention | None:
        """The mention that the parse makes the subject of the word at offset `verb`, or None where it has none."""
        span = self._subjects.get(verb)
        if span is None:
            return None
        return next((one for one in mentions if one.start <= span[0] and span[1] <= one.end), None)

    def kinds(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions, names of one kind turned into the other where an entity says so."""
        return [self._kind(mention) for mention in mentions]

    def _kind(self, mention: Mention) -> Mention:
        label = next((label for start, end, label in self._kinds if start < mention.end and mention.start < end), None)
        if label in _BODIES and mention.kind is NAME and mention.title is None:
            return replace(mention, kind=ORGANISATION)
        if label in _PERSONS and mention.kind is ORGANISATION and mention.core[:1].isupper():
            return replace(mention, kind=NAME)
        return mention


@lru_cache(maxsize=1)  # it takes seconds, and documents come in batches
def load(name: str) -> Language:
    """The installed pipeline of that name or path; UsageError where there is none."""
    import spacy

    try:
        return spacy.load(name)
    except OSError as fault:
        raise UsageError(
            f"no spaCy pipeline {name!r} is installed here: install its package, or leave out --model"
        ) from fault


def _subject(token: Token) -> Token | None:
    """The subject of a verb: its own, else that of the verb it is joined to."""
    for _ in range(_CLIMB):
        for child in token.children:
            if child.dep_ in _SUBJECTS:
                return child
        if token.dep_ not in _SHARED or token.head is token:
            return None
        token = token.head
    return None
