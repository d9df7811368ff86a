"""The half of `Workbench` for what people decided: read, apply to what reading found, and note what became of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from quotetrace.model import Anchor, DecisionKind, Entity, Place, StoredDecision, Voices
from quotetrace.store import corrections, decisions, index
from quotetrace.store.connection import Connection

_ALIASES = "aliases"


class DecisionBench:
    """What applying decisions reads and writes, inside `Store.batch`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def decisions(self) -> list[StoredDecision]:
        """All decisions, undone ones too, in the order in which they were made."""
        return list(decisions.stored(self._connection))

    def document_behind(self, anchor: Anchor) -> str | None:
        """The document that an anchor holds on to, or None where none is; see `decisions.document_behind`."""
        return decisions.document_behind(self._connection, anchor)

    def entities_read(self, document: str) -> list[Entity]:
        """The speakers that reading found in a document, in the order of their numbers."""
        return corrections.entities_read(self._connection, document)

    def voices_read(self, document: str) -> dict[str, int | None]:
        """The number of the speaker that reading found for each quotation of a document, None for nobody."""
        return corrections.voices_read(self._connection, document)

    def correct(
        self,
        facts: Mapping[str, corrections.Facts],
        voices: Mapping[str, Voices],
        pairs: Mapping[tuple[str, str], bool],
    ) -> None:
        """Make these, and nothing else, what decisions overrule: facts of documents, speakers of their quotations, and
        the pairs of quotations that are joined (True) or split (False)."""
        corrections.correct_documents(self._connection, facts)
        corrections.correct_speakers(self._connection, voices)
        corrections.replace_pairs(self._connection, pairs)

    def pairs_of(self, quotations: Collection[str]) -> list[tuple[str, str, bool]]:
        """The pairs that a person joined (True) or split (False) with one of these quotations, in order."""
        return corrections.pairs_of(self._connection, quotations)

    def note_aliases(self, classes: Iterable[Collection[str]]) -> bool:
        """Note which names are one speaker's; whether they were others before."""
        now = json.dumps([list(names) for names in classes])
        if now == (self._noted(_ALIASES) or "[]"):
            return False
        self._note({_ALIASES: now})
        return True

    def entities_called(self, names: Collection[str], surnames: Collection[str]) -> Iterator[tuple[Place, Entity]]:
        """The entities that may be called by one of the folded names, or have decided names; see the index."""
        return index.entities_called(self._connection, names, surnames)

    def entities_renamed(self) -> list[Entity]:
        """The entities with decided names, each that differs once."""
        return index.entities_renamed(self._connection)

    def rename(self, also: Mapping[Place, Sequence[str]]) -> None:
        """Make these the decided names of entities; `add_names` comes next."""
        index.rename(self._connection, also)

    def match_again(self, documents: Iterable[str]) -> None:
        """Let these documents wait to be matched, as if they had just come."""
        for document in sorted(set(documents)):
            corrections.match_again(self._connection, document)

    def note_states(self, stored: Iterable[StoredDecision]) -> None:
        """Write down what became of decisions."""
        decisions.note_states(self._connection, stored)

    def said_before(self, kind: DecisionKind, target: str) -> str | None:
        """What was read where a decision of this kind overrules it: the speaker, the outlet, the time."""
        return corrections.said_before(self._connection, kind, target)

    def _noted(self, key: str) -> str | None:
        row = self._connection.one("SELECT value FROM meta WHERE key = ?", [key])
        return row[0] if row else None

    def _note(self, notes: Mapping[str, str]) -> None:
        self._connection.many("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", list(notes.items()))
