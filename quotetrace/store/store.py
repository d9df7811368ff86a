"""`Store`: the one door to the database. Each method says what it promises; the rooms beside it hold the SQL."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from quotetrace import __version__
from quotetrace.model import (
    Decision,
    Document,
    Extraction,
    Failure,
    Judgement,
    Occurrence,
    Quotation,
    StoredDecision,
)
from quotetrace.store import (
    checks,
    decisions,
    forgetting,
    grouping,
    names,
    queries,
    speaking,
    summaries,
    values,
    writing,
)
from quotetrace.store.connection import Waiting
from quotetrace.store.opening import open_connection
from quotetrace.store.questions import Questions
from quotetrace.store.schema import UNSETTLED, YES
from quotetrace.store.workbench import Workbench
from quotetrace.store.writing import Derived, KnownInput, derived


class Store(Questions):
    """An open collection: its queries are those of `Questions`. A context manager; what is written outside `batch` is
    stored at once."""

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
                self._note(UNSETTLED, YES)

    def keep_sources(self, container: str, sources: Container[str]) -> None:
        """A file now gives `sources` and nothing else; a document that nothing else gave goes when the store settles.

        container: the path of the file. Failures noted for it, or for records that it no longer has, are cleared.
        """
        with self.batch():
            if writing.keep_sources(self._connection, container, sources):
                self._note(UNSETTLED, YES)

    def relabel(self, document: Document) -> None:
        """An unchanged source goes by the label of this reading; a failure noted for it is cleared."""
        with self.batch():
            if writing.relabel(self._connection, document):
                self._note(UNSETTLED, YES)

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
            self._note(UNSETTLED, YES)
            return writing.forget(self._connection, documents)

    def drop(self, *, sources: Iterable[str] = (), failures: Iterable[str] = ()) -> None:
        """These sources gave nothing, and these inputs have not failed. `heirs` and `pipeline.settle` come next."""
        dropped = list(sources)
        with self.batch():
            if dropped:
                self._note(UNSETTLED, YES)
                forgetting.drop_sources(self._connection, dropped)
            forgetting.clear_failures(self._connection, failures)

    # --- writing: what people decide ------------------------------------------------------------------------

    def add_decision(self, decision: Decision) -> int:
        """Keep a decision; its number. It is applied when the store settles."""
        with self.batch():
            self._note(UNSETTLED, YES)
            return decisions.add(self._connection, decision)

    def undo_decision(self, key: str, *, when: str) -> None:
        """Mark a decision as undone; what it overruled comes back when the store settles."""
        with self.batch():
            self._note(UNSETTLED, YES)
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

    def verify(self) -> list[str]:
        """What disagrees with what it was derived from, one line each: hashes, offsets, keys, search index."""
        return list(checks.problems(self._connection, settled=self.is_settled()))

    def wrong_values(self) -> Iterator[str]:
        """Rows with values that no version of quotetrace writes, one line each: what another hand made of them."""
        return values.wrong_values(self._connection)

    def unsound(self) -> Iterator[str]:
        """The same, and rows that point to rows that are not there: what a query may trip over."""
        return checks.unsound(self._connection)

    def _note(self, key: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", [key, value])
