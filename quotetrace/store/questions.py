"""What may be asked of a store: the queries of the commands, by their words, and what state it is in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from quotetrace.model import (
    DigestPart,
    DocumentSummary,
    Failure,
    Kind,
    NamedOrigin,
    OutletProfile,
    OutletSummary,
    Overview,
    Quotation,
    SpeakerProfile,
    SpeakerSummary,
    StoredQuotation,
    Trace,
)
from quotetrace.store import digest, index, overview, profiles, queries, scope, summaries
from quotetrace.store.connection import Connection
from quotetrace.store.filters import Filters
from quotetrace.store.schema import BY_SCHEMA, NO, UNSETTLED


class Questions:
    """The half of `Store` that only reads, and that people and programs ask."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # --- its state ------------------------------------------------------------------------------------------

    def is_settled(self) -> bool:
        """Whether utterances and traces tell of exactly the documents stored; False after an interruption."""
        waiting = self._connection.one("SELECT 1 FROM documents WHERE pending")
        return waiting is None and self.settings().get(UNSETTLED) == NO

    def is_only_migrated(self) -> bool:
        """Whether it is settled but for another schema, which a newer version gave it."""
        waiting = self._connection.one("SELECT 1 FROM documents WHERE pending")
        return waiting is None and self.settings().get(UNSETTLED) == BY_SCHEMA

    def is_empty(self) -> bool:
        """Whether no document is stored."""
        return self._connection.one("SELECT 1 FROM documents") is None

    def settings(self) -> dict[str, str]:
        """Versions and thresholds the store was last written with, and its own counters."""
        return dict(self._connection.rows("SELECT key, value FROM meta ORDER BY key"))

    def versions(self) -> dict[str, int]:
        """How many documents each version of the package and its word lists derived (``0.1.0 lexicons 3f2a…``), by
        name; more than one key is a mixed store, which ``ingest --reprocess`` brings up to date."""
        if self.is_settled():
            return summaries.stored_versions(self._connection)
        return summaries.versions(self._connection)

    # --- queries --------------------------------------------------------------------------------------------

    def quotes(
        self,
        *,
        speaker: str | None = None,
        outlet: str | None = None,
        kind: Kind | str | None = None,
        since: str | None = None,
        until: str | None = None,
        search: str | None = None,
        utterance: int | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> Iterator[StoredQuotation]:
        """The quotations that pass every filter, in order of time, then document and place; the undated last.

        speaker: any case, no accents needed, surname enough, or an alias seen in the text. outlet: by name, any case,
        by what else the table of outlets calls it (*NYT*, ``nytimes.com``), or by a part of its name: words or their
        beginnings; UsageError if it is a part of several outlets' names.
        since, until: ISO 8601; a document passes unless it is certainly earlier or later; undated ones never pass.
        search: all of these words. utterance: NotFoundError for an id never given. after: the id of a quotation, for
        those that come after it, as quickly as from the top; NotFoundError where it is not stored. UsageError for an
        unknown kind or a date that is none. A filter that names nobody finds nothing.
        """
        filters = Filters(speaker, outlet, kind, since, until, search)
        return queries.quotes(self._connection, filters, utterance=utterance, after=after, limit=limit)

    def traces(
        self,
        *,
        utterance: int | None = None,
        speaker: str | None = None,
        outlet: str | None = None,
        kind: Kind | str | None = None,
        since: str | None = None,
        until: str | None = None,
        search: str | None = None,
        all: bool = False,  # noqa: A002 - the word of the command line
        drifted: bool = False,
        conflicts: bool = False,
        after: int | None = None,
        limit: int | None = None,
        brief: bool = False,
    ) -> Iterator[Trace]:
        """One utterance (its id, or one merged into it) if it passes, or those that two or more documents report.

        all: those of one document too. The other filters as in `quotes`: an utterance passes with any one of its
        quotations. drifted: words were changed, not only cut, respelt or punctuated. conflicts: flagged with
        one. Most documents first. after: the id of an utterance, for those that come after it. brief: of the list, each
        only with the quotations that a line on it is told from, however many it has: the first ones, the
        representative, and one of unknown outlet. NotFoundError for an utterance id that was never given.
        """
        filters = Filters(speaker, outlet, kind, since, until, search)
        if utterance is not None and filters == Filters() and not (drifted or conflicts):
            return iter([queries.trace(self._connection, utterance)])
        return queries.traces(
            self._connection,
            filters,
            all=all,
            drifted=drifted,
            conflicts=conflicts,
            after=after,
            limit=limit,
            brief=brief,
            utterance=utterance,
        )

    def overview(
        self,
        *,
        speaker: str | None = None,
        outlet: str | None = None,
        kind: Kind | str | None = None,
        since: str | None = None,
        until: str | None = None,
        search: str | None = None,
        utterance: int | None = None,
        drifted: bool = False,
        conflicts: bool = False,
    ) -> Overview:
        """What the utterances come to that `traces` gives for these filters: who was first how often, what changed."""
        filters = Filters(speaker, outlet, kind, since, until, search)
        passing = queries.passing_utterances(
            self._connection, filters, drifted=drifted, conflicts=conflicts, utterance=utterance
        )
        return overview.overview(self._connection, passing)

    def in_time(self, ids: Collection[str], *, limit: int | None = None) -> list[str]:
        """These quotations by time, then document and place, the undated last; `limit` of them at most."""
        return queries.in_time(self._connection, ids, limit)

    def stored_quotations(self, ids: Sequence[str]) -> list[StoredQuotation]:
        """These quotations, in the order of `ids`. NotFoundError for one that is not stored."""
        return queries.stored_quotations(self._connection, ids)

    def quotations_at(self, name: str) -> list[StoredQuotation]:
        """The quotations that somebody means by an id, or by ``document:start`` or ``document:start-end``, where the
        document is an id, label or source: possibly none, or several that begin there."""
        return queries.stored_quotations(self._connection, queries.quotations_at(self._connection, name))

    def quotations_for_find(self, words: str, *, at_most: int) -> Iterator[Quotation] | None:
        """The quotations that could relate to `words`: those that share a word with them, by id; None for more than
        so many, where the index is the quicker way (`packed_words`)."""
        return queries.quotations_for_find(self._connection, words, at_most)

    def packed_words(self) -> tuple[list[list[int]], list[bytes]]:
        """The words of the index in short, in blocks: the numbers that the documents of each have, and their words."""
        return index.packed_words(self._connection)

    def numbered_words(self, numbers: Iterable[int], *, after: int) -> tuple[list[str], list[bytes]]:
        """The documents with these numbers in the index, and all with a number `after` that, and the words of each."""
        return index.numbered_words(self._connection, numbers, after=after)

    def quotations_behind(self, texts: Mapping[str, Collection[int]]) -> Iterator[Quotation]:
        """The quotations behind some texts of the index, by document, and all that are not in the index yet."""
        yield from queries.pending_quotations(self._connection)
        yield from scope.quotations_called(self._connection, index.quotations_behind(self._connection, texts))

    def speakers(
        self, name: str | None = None, *, in_part: bool = True, limit: int | None = None
    ) -> Iterator[SpeakerSummary]:
        """Everybody who is quoted, or those that `name` means (as in `quotes`), else, unless told not to, those with it
        as a part of their name; most quotations first."""
        return summaries.speakers(self._connection, name, limit, in_part=in_part)

    def outlets(self, name: str | None = None, *, limit: int | None = None) -> Iterator[OutletSummary]:
        """The outlets with counts, most documents first, the unknown outlet (name None) last; or those called `name`,
        else those with it as a part of their name."""
        return summaries.outlets(self._connection, name, limit)

    def speaker_profile(self, name: str) -> SpeakerProfile:
        """Who quotes the speaker that `name` means (as in `quotes`), how often first, and how faithfully."""
        return profiles.speaker_profile(self._connection, name)

    def outlet_profile(self, outlet: str | None) -> OutletProfile:
        """How an outlet stands beside others, by its exact name (None: the unknown one): how often it was later, whom
        it follows, how faithful it is, which origins it names."""
        return profiles.outlet_profile(self._connection, outlet)

    def unseen_origins(self, *, limit: int | None = None) -> list[NamedOrigin]:
        """The outlets that documents name as origins and of which no document is here, by utterances, most first."""
        return profiles.unseen_origins(self._connection, limit)

    def has_unseen_origins(self) -> bool:
        """Whether `unseen_origins` has any, which is quicker to tell."""
        return profiles.has_unseen_origins(self._connection)

    def documents(
        self, name: str | None = None, *, after: str | None = None, limit: int | None = None
    ) -> Iterator[DocumentSummary]:
        """All documents in order of time, with an empty text; or those of an id (or its first digits), label or
        source, with their text. after: the id of a document, for all that come after it; NotFoundError where it is
        not stored."""
        return summaries.documents(self._connection, name, limit, after)

    def documents_with(self, ids: Collection[str], *, limit: int | None = None) -> Iterator[DocumentSummary]:
        """The documents with these ids in order of time, with an empty text."""
        return summaries.documents_with(self._connection, ids, limit)

    def failures(self, *, limit: int | None = None) -> Iterator[Failure]:
        """The inputs that could not be read when last tried, by source."""
        return summaries.failures(self._connection, limit)

    def counts(self) -> dict[str, int]:
        """How many documents, outlets, quotations, attributed, speakers, utterances, reported_by_two; of these last
        drifted and conflicts; documents undated and of_unknown_outlet; failures."""
        if self.is_settled():
            return summaries.stored_counts(self._connection)
        return summaries.counts(self._connection)

    def digest(self) -> list[DigestPart]:
        """One hash for each part of what the store says, and for the whole, which is the last: equal for two stores
        that say the same, in whatever order and batches their articles came. All of it is of one moment."""
        with self._connection.moment():
            return digest.digest(self._connection)
