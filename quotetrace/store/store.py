"""`Store`: the one door to the database. Each method says what it promises; the rooms beside it hold the SQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from quotetrace import __version__
from quotetrace.model import (
    Decision,
    DigestPart,
    Document,
    DocumentSummary,
    Extraction,
    Failure,
    Judgement,
    Kind,
    NamedOrigin,
    Occurrence,
    OutletProfile,
    OutletSummary,
    Quotation,
    SpeakerProfile,
    SpeakerSummary,
    StoredDecision,
    StoredQuotation,
    Trace,
)
from quotetrace.store import (
    checks,
    decisions,
    digest,
    forgetting,
    grouping,
    index,
    names,
    profiles,
    queries,
    scope,
    speaking,
    summaries,
    writing,
)
from quotetrace.store.connection import Connection, Waiting
from quotetrace.store.filters import Filters
from quotetrace.store.opening import open_connection
from quotetrace.store.workbench import UNSETTLED, Workbench
from quotetrace.store.writing import Derived, KnownInput, derived


class Store:
    """An open collection. A context manager; what is written outside `batch` is stored at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @classmethod
    def open(
        cls, path: str | Path, *, create: bool = False, read_only: bool = False, waiting: Waiting | None = None
    ) -> Store:
        """The store in the file at `path` (``:memory:`` for one that is never saved).

        create: make the file where there is none. read_only: for queries; never creates or changes anything.
        waiting: called again and again while another process writes, with the seconds waited so far, until that has
        finished; it raises to give up. Unless given, a quarter of a minute is waited.
        StoreError, in one line with the next step, for a missing file, a file that is no store, a newer schema, a
        lock that does not go away, or missing permission.
        """
        return cls(open_connection(path, create=create, read_only=read_only, waiting=waiting))

    def close(self) -> None:
        """Close the file; closing twice is fine."""
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def workbench(self) -> Workbench:
        """The door for settling, inside `batch`."""
        return Workbench(self._connection)

    def batch(self) -> AbstractContextManager[None]:
        """One transaction: when it ends all of it is stored; if it is interrupted, nothing."""
        return self._connection.batch()

    def moment(self) -> AbstractContextManager[None]:
        """What is read within is of one moment, whatever others write meanwhile; not for writing."""
        return self._connection.moment()

    def written_elsewhere(self) -> int:
        """A number that is another one whenever anything but this `Store` has written: what is read before and used in
        a `batch` still holds there if the number is the same."""
        return self._connection.written_elsewhere()

    # --- writing: what reading and extraction bring ---------------------------------------------------------

    def known(self, source: str) -> KnownInput | None:
        """A source as it was when last read, or None."""
        return writing.known_input(self._connection, source)

    def label_of(self, source: str) -> str | None:
        """What people call what a source gave when it was last read, or None where it gave nothing."""
        row = self._connection.one("SELECT label FROM sources WHERE source = ?", [source])
        return row[0] if row else None

    def outlet_said(self, source: str) -> str | None:
        """The outlet that a source was last read with because a person gave it for a whole run, or None."""
        return speaking.outlet_said(self._connection, source)

    def has_document(self, document: str) -> bool:
        """Whether a document of this id is stored."""
        return self._connection.one("SELECT 1 FROM documents WHERE id = ?", [document]) is not None

    def speaks_for(self, document: Document) -> bool:
        """Whether this reading gives the stored document its facts: True for a new one; see `speaking.speaks_for`."""
        return speaking.speaks_for(self._connection, document)

    def add(self, extraction: Extraction | Derived, *, lexicons: str = "") -> None:
        """Store a document and what it yields, in place of what it yielded before; it then waits to be matched.

        lexicons: the version of the word lists it was extracted with.
        """
        found = extraction if isinstance(extraction, Derived) else derived(extraction)
        with self.batch():
            writing.add(self._connection, found, lexicons=lexicons)

    def add_source(self, document: Document, *, known_print: str | None = None) -> None:
        """Remember which document this source gave; a failure noted for the source is cleared. known_print: the
        document's `fingerprint`, where that is known."""
        with self.batch():
            if writing.add_source(self._connection, document, known_print=known_print):
                self._note(UNSETTLED, "yes")

    def keep_sources(self, container: str, sources: Collection[str]) -> None:
        """A file now gives `sources` and nothing else; a document that nothing else gave goes when the store settles.

        container: the path of the file. Failures noted for it, or for records that it no longer has, are cleared.
        """
        with self.batch():
            if writing.keep_sources(self._connection, container, sources):
                self._note(UNSETTLED, "yes")

    def relabel(self, document: Document) -> None:
        """An unchanged source goes by the label of this reading; a failure noted for it is cleared."""
        with self.batch():
            if writing.relabel(self._connection, document):
                self._note(UNSETTLED, "yes")

    def heirs(self) -> list[str]:
        """The sources that must now give a stored document its facts, because the one that did is gone or knows less.

        The next step for each is to extract `reading_of` it and to `add` that.
        """
        return speaking.heirs(self._connection)

    def reading_of(self, source: str) -> Document:
        """The document with the facts that a source among `heirs` has of it."""
        return speaking.reading_of(self._connection, source)

    def add_failures(self, failures: Iterable[Failure]) -> None:
        """Note inputs that could not be read, each once, with the newest reason."""
        with self.batch():
            writing.add_failures(self._connection, failures)

    def forget(self, documents: Iterable[str]) -> int:
        """Remove documents by id with all that came from them; how many there were. `pipeline.settle` comes next."""
        with self.batch():
            self._note(UNSETTLED, "yes")
            return writing.forget(self._connection, documents)

    def drop(self, *, sources: Iterable[str] = (), failures: Iterable[str] = ()) -> None:
        """These sources gave nothing, and these inputs have not failed. `heirs` and `pipeline.settle` come next."""
        dropped = list(sources)
        with self.batch():
            if dropped:
                self._note(UNSETTLED, "yes")
                forgetting.drop_sources(self._connection, dropped)
            forgetting.clear_failures(self._connection, failures)

    # --- writing: what people decide ------------------------------------------------------------------------

    def add_decision(self, decision: Decision) -> int:
        """Keep a decision; its number. It is applied when the store settles."""
        with self.batch():
            self._note(UNSETTLED, "yes")
            return decisions.add(self._connection, decision)

    def undo_decision(self, key: str, *, when: str) -> None:
        """Mark a decision as undone; what it overruled comes back when the store settles."""
        with self.batch():
            self._note(UNSETTLED, "yes")
            decisions.undo(self._connection, key, when)

    def decisions(self) -> list[StoredDecision]:
        """All decisions, undone ones too, in the order in which they were made."""
        return list(decisions.stored(self._connection))

    # --- reading: what would be forgotten -------------------------------------------------------------------

    def sources_below(self, path: str) -> dict[str, str]:
        """What gave documents at an absolute path or below it (a folder's files, a file's records), with the document
        of each."""
        return forgetting.sources_below(self._connection, path)

    def failures_below(self, path: str) -> list[str]:
        """The inputs at an absolute path or below it that could not be read when last tried."""
        return forgetting.failures_below(self._connection, path)

    def documents_of(self, outlet: str) -> list[str]:
        """The ids of the documents that an outlet published, by its whole name or what else it is called."""
        return forgetting.documents_of(self._connection, outlet)

    def given_by_others(self, documents: Collection[str], sources: Collection[str]) -> set[str]:
        """Those of the documents that something else than these sources gave too."""
        return forgetting.given_by_others(self._connection, documents, sources)

    def utterances_of(self, documents: Collection[str]) -> tuple[int, list[int]]:
        """How many quotations the documents have, and the ids of the utterances that these report."""
        return forgetting.utterances_of(self._connection, documents)

    def first_documents(self, utterances: Collection[int]) -> dict[int, frozenset[str]]:
        """The documents in which each of these utterances was first, also of one that goes by another id today; those
        that are gone are left out."""
        return forgetting.first_documents(self._connection, utterances)

    # --- reading: what the stages need ----------------------------------------------------------------------

    def is_settled(self) -> bool:
        """Whether utterances and traces tell of exactly the documents stored; False after an interruption."""
        waiting = self._connection.one("SELECT 1 FROM documents WHERE pending")
        return waiting is None and self.settings().get(UNSETTLED) == "no"

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

    def outdated(self, lexicons: str) -> list[str]:
        """The ids of the documents that another version derived than this one with these word lists; those whose
        quotations somebody else extracted are left out."""
        return summaries.outdated(self._connection, __version__, lexicons)

    def as_read(self, document: str) -> Document:
        """A stored document with the facts that were read of it, to `add` what it yields: what people decided of it is
        taken back, and comes again when the store settles."""
        return speaking.as_read(self._connection, document)

    def texts(self) -> Iterator[Document]:
        """Every document with its text, by id."""
        return (summary.document for summary in summaries.texts(self._connection))

    def outlet_names(self) -> frozenset[str]:
        """The outlets of all documents, those without a quotation too."""
        return names.outlet_names(self._connection)

    def occurrences(self) -> Iterator[Occurrence]:
        """Every quotation beside its document's facts, by document id and place."""
        return queries.occurrences(self._connection)

    def quotations(self) -> Iterator[Quotation]:
        """The quotations of the documents that are matched, by document id and place."""
        return queries.quotations(self._connection)

    def judgements(self) -> Iterator[Judgement]:
        """Every edge with the decision on it, by left, right and relation."""
        return grouping.judgements(self._connection)

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
    ) -> Iterator[Trace]:
        """One utterance (its id, or one merged into it), or those that two or more documents report.

        all: those of one document too. The other filters as in `quotes`: an utterance passes with any one of its
        quotations. drifted: words were changed, not only cut, respelt or punctuated. conflicts: flagged with
        one. Most documents first. after: the id of an utterance, for those that come after it. NotFoundError for an
        utterance id that was never given.
        """
        if utterance is not None:
            return iter([queries.trace(self._connection, utterance)])
        filters = Filters(speaker, outlet, kind, since, until, search)
        return queries.traces(
            self._connection, filters, all=all, drifted=drifted, conflicts=conflicts, after=after, limit=limit
        )

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
        """How many documents, outlets, quotations, attributed, speakers, utterances, reported_by_two, failures."""
        if self.is_settled():
            return summaries.stored_counts(self._connection)
        return summaries.counts(self._connection)

    def digest(self) -> list[DigestPart]:
        """One hash for each part of what the store says, and for the whole, which is the last: equal for two stores
        that say the same, in whatever order and batches their articles came. All of it is of one moment."""
        with self._connection.moment():
            return digest.digest(self._connection)

    def verify(self) -> list[str]:
        """What disagrees with what it was derived from, one line each: hashes, offsets, keys, search index."""
        return list(checks.problems(self._connection, settled=self.is_settled()))

    def _note(self, key: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", [key, value])
