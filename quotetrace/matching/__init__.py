"""Matching: quotations of different documents that report one utterance.

`find_edges` finds every pair whose words relate, `decide` judges each pair by what its two documents say, and `group`
makes utterances of the accepted ones, which `find_links` sets beside those with some of the same words; what a person
joined or split counts before all that (`overrule`, and the pairs given to `group`). In a large
store `may_relate` tells by the index entries which quotations are worth comparing with new ones; `audit` tells what
was missed. Of words that very many quotations have, `seat` tells with which of these the others have edges, and
`tell_edges` finds no more than these. `find_words` looks up words that a person pasted; `look_up` tells where these may
be found at all, after `skim` went through what `pack` keeps of the index.
A question takes less time than the import of what it has no use for (numpy above all), so each name is imported by its
first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotetrace.matching.auditing import audit
    from quotetrace.matching.candidates import may_relate
    from quotetrace.matching.crowds import promoted, seat
    from quotetrace.matching.decision import decide
    from quotetrace.matching.edges import find_edges, tell_edges
    from quotetrace.matching.finding import find_words
    from quotetrace.matching.hands import overrule
    from quotetrace.matching.index import INDEX_VERSION, index_entries
    from quotetrace.matching.lookup import look_up
    from quotetrace.matching.related import find_links, renew_links
    from quotetrace.matching.relations import DEFAULT, Thresholds
    from quotetrace.matching.skimming import pack, skim
    from quotetrace.matching.utterances import Grouping, group

__all__ = [
    "DEFAULT",
    "INDEX_VERSION",
    "Grouping",
    "Thresholds",
    "audit",
    "decide",
    "find_edges",
    "find_links",
    "find_words",
    "group",
    "index_entries",
    "look_up",
    "may_relate",
    "overrule",
    "pack",
    "promoted",
    "renew_links",
    "seat",
    "skim",
    "tell_edges",
]

_ROOMS = {
    "DEFAULT": "relations",
    "INDEX_VERSION": "index",
    "Grouping": "utterances",
    "Thresholds": "relations",
    "audit": "auditing",
    "decide": "decision",
    "find_edges": "edges",
    "find_links": "related",
    "renew_links": "related",
    "find_words": "finding",
    "group": "utterances",
    "index_entries": "index",
    "look_up": "lookup",
    "may_relate": "candidates",
    "overrule": "hands",
    "pack": "skimming",
    "promoted": "crowds",
    "seat": "crowds",
    "skim": "skimming",
    "tell_edges": "edges",
}


def __getattr__(name: str) -> object:
    """The name from its room, imported now."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
