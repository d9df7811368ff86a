"""The store: one SQLite file with documents, quotations, edges, utterances and traces; SQL lives here only."""

from quotetrace.store.backup import back_up
from quotetrace.store.connection import IN_MEMORY
from quotetrace.store.decisions import anchor_of
from quotetrace.store.names import folded_name
from quotetrace.store.opening import discard_empty
from quotetrace.store.store import Store
from quotetrace.store.workbench import Workbench
from quotetrace.store.writing import Derived, KnownInput, derived, fingerprint

__all__ = [
    "IN_MEMORY",
    "Derived",
    "KnownInput",
    "Store",
    "Workbench",
    "anchor_of",
    "back_up",
    "derived",
    "discard_empty",
    "fingerprint",
    "folded_name",
]
