"""A speaker mention: the name, pronoun, role, body or document of a frame that somebody's words may belong to."""

from __future__ import annotations

from dataclasses import dataclass

from quotetrace.extraction.nouns import MentionKind

_NONE = frozenset("no no-one neither none nobody".split())


@dataclass(slots=True)
class Mention:
    """A candidate at tokens ``[first, after)`` of a paragraph, characters ``[start, end)``.

    Never changed, and not frozen only because an article has hundreds: frozen dataclasses are slow to make, and named
    tuples slow to ask, which the rules do a hundred times for each.

    core: for a name, the name alone without titles and roles; for others the words, determiner left out.
    role: the role words before a name (*French President*), or None. gender: f, m, p (plural), n or None.
    possessive: it is followed by a genitive ('s). definite: *the*, *this*, *his* … stands before it.
    owner: the name whose genitive opens the mention (*Ruth Vance* in *Ruth Vance's lawyer*), or None.
    """

    paragraph: int
    first: int
    after: int
    start: int
    end: int
    kind: MentionKind
    text: str
    core: str
    role: str | None = None
    gender: str | None = None
    possessive: bool = False
    definite: bool = False
    title: str | None = None
    owner: Mention | None = None

    @property
    def is_nobody(self) -> bool:
        """*No one*, *no official*, *neither side*, who did not speak; *No 10* did."""
        return self.text.split(maxsplit=1)[0].lower() in _NONE and not self.text[-1].isdigit()
