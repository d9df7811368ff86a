"""`Workbench`: the door for settling, which matches, groups and traces what is new and what that reaches.

Everything else of the store is asked through `Store`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager

from quotetrace import __version__
from quotetrace.model import (
    CopyKeys,
    Document,
    Drift,
    Edge,
    Entity,
    IndexEntry,
    Judgement,
    NameKeys,
    Occurrence,
    Place,
    Quotation,
    Related,
    Seat,
    Seating,
    Speaker,
    ToldTo,
    Trace,
    Utterance,
)
from quotetrace.store import (
    counting,
    crowds,
    grouping,
    index,
    names,
    narrative,
    scope,
    summaries,
    writing,
)
from quotetrace.store.decision_bench import DecisionBench
from quotetrace.store.rows import listed
from quotetrace.store.schema import NO, UNSETTLED

_OUTLETS = "outlets"
_TRACED_BY = "traced_by"
_SEVERAL = "several versions"


class Workbench(DecisionBench):
    """What settling reads and writes. Nothing is committed by itself: it works inside `Store.batch`."""

    def wide(self) -> AbstractContextManager[None]:
        """A large part of the file stays in memory meanwhile, for settling comes back to the same pages."""
        return self._connection.wide()

    # --- what there is to do --------------------------------------------------------------------------------

    def orphans(self) -> list[str]:
        """The ids of documents that no source gives any more."""
        return writing.orphans(self._connection)

    def sources_of(self, documents: Collection[str]) -> list[str]:
        """All sources that gave these documents, in order."""
        sql = "SELECT s.source FROM json_each(?) d CROSS JOIN sources s ON s.document = d.value ORDER BY s.source"
        return [source for (source,) in self._connection.rows(sql, [listed(documents)])]

    def pending(self, limit: int) -> list[str]:
        """The ids of so many of the documents that wait to be matched."""
        sql = "SELECT id FROM documents WHERE pending LIMIT ?"
        return [name for (name,) in self._connection.rows(sql, [limit])]

    def waiting(self) -> set[str]:
        """The ids of all documents that wait to be matched."""
        return {name for (name,) in self._connection.rows("SELECT id FROM documents WHERE pending")}

    def matched(self) -> list[str]:
        """The ids of the documents that are matched, in order."""
        return [name for (name,) in self._connection.rows("SELECT id FROM documents WHERE NOT pending ORDER BY id")]

    def rematch(self, settings: Mapping[str, str]) -> None:
        """Forget every edge: all documents wait to be matched again under other settings, which are noted at once, so
        that after an interruption what is matched already stays so."""
        self._connection.execute("DELETE FROM edges")
        self._connection.execute("DELETE FROM crowds")
        crowds.settle(self._connection)
        self._connection.execute("UPDATE documents SET pending = 1")
        self._note(settings)

    def unify_outlets(self) -> None:
        """Show each outlet under the spelling that most of its documents have (*BBC* for *bbc*)."""
        names.unify_outlets(self._connection)

    def outlets(self) -> frozenset[str]:
        """The outlets of all documents, those without a quotation too."""
        return names.outlet_names(self._connection)

    def outlets_before(self) -> frozenset[str]:
        """The outlets of all documents when the last ones were traced."""
        noted = self._noted(_OUTLETS)
        return frozenset(json.loads(noted) if noted else ())

    def channels(self) -> Iterator[tuple[int, ToldTo]]:
        """The channels that quotations were told to, each with the utterance of its quotation."""
        return scope.channels(self._connection)

    def mark_stale(self, utterances: Iterable[int]) -> None:
        """These utterances would read otherwise now."""
        scope.mark_stale(self._connection, utterances)

    # --- speakers and copies --------------------------------------------------------------------------------

    def entities(self, documents: Collection[str]) -> Iterator[tuple[Place, Entity]]:
        """The speakers that these documents know, each with its place."""
        return index.entities(self._connection, documents)

    def add_names(self, keys: Iterable[tuple[Place, NameKeys]]) -> None:
        """Keep under which names each entity is looked for."""
        index.add_names(self._connection, keys)

    def namesakes(self, documents: Collection[str]) -> Iterator[tuple[Place, Entity, str | None]]:
        """The entities that are namesakes of those of these documents, or of one that is gone, and theirs, and so on,
        each with the id of its speaker; possibly several times.

        An entity that is never one with another has none, not even itself.
        """
        return index.namesakes(self._connection, documents)

    def replace_speakers(
        self, speakers: Iterable[Speaker], *, among: Collection[Place], stored: Mapping[Place, str | None] | None = None
    ) -> None:
        """Make these the speakers of the entities at the places `among`; unchanged rows are not written. stored: the
        speakers that some of them have (`namesakes`)."""
        names.replace_speakers(self._connection, speakers, among=among, stored=stored or {})

    def texts(self, documents: Collection[str]) -> Iterator[Document]:
        """These documents with their texts, by id."""
        return (summary.document for summary in summaries.texts(self._connection, documents))

    def add_bodies(self, keys: Mapping[str, CopyKeys]) -> None:
        """Keep what tells the copies of each document."""
        index.add_bodies(self._connection, keys)

    def runs(self, *, without: Collection[str]) -> tuple[list[str], list[bytes]]:
        """The documents of which bodies are kept, and the runs of each, but for some documents."""
        return index.runs(self._connection, without=without)

    def same_bodies(self, keys: Iterable[CopyKeys]) -> set[str]:
        """The documents with the page or the whole body of one of these."""
        return index.same_bodies(self._connection, keys)

    def copy_mates(self, documents: Collection[str]) -> set[str]:
        """The documents in the copy classes of these, or in one that has lost a document."""
        return index.copy_mates(self._connection, documents)

    def replace_copies(self, classes: Mapping[str, str], *, among: Collection[str]) -> None:
        """Make these the classes of copies (document id to class); of the documents `among` no other is a copy."""
        grouping.replace_copies(self._connection, classes, among=among)

    # --- narrative ------------------------------------------------------------------------------------------

    def add_narrative(self, runs: Mapping[str, bytes]) -> None:
        """Keep the runs of words that each document prints outside the marks."""
        narrative.add_runs(self._connection, runs)

    def stale_narrative(self) -> list[bytes]:
        """The runs of documents that are gone, and what was written over, since the last settling."""
        return narrative.stale_runs(self._connection)

    def narrative(self, *, without: Collection[str]) -> tuple[list[str], list[bytes]]:
        """The documents of which runs are kept, and the runs of each, but for some documents."""
        return narrative.all_runs(self._connection, without=without)

    def narrative_of(self, documents: Collection[str]) -> dict[str, bytes]:
        """The runs of each of these documents of which any are kept."""
        return narrative.runs_of(self._connection, documents)

    def utterances_in(self, documents: Collection[str]) -> dict[str, set[int]]:
        """The utterances that each of these documents reports, as they are stored."""
        return narrative.utterances_in(self._connection, documents)

    # --- edges ----------------------------------------------------------------------------------------------

    def quotations(self, documents: Collection[str]) -> Iterator[Quotation]:
        """The quotations of these documents, by document id and place."""
        return scope.quotations_of(self._connection, documents)

    def add_words(self, entries: Mapping[str, IndexEntry]) -> None:
        """Keep the words of each document's quotations."""
        index.add_words(self._connection, entries)

    def pack_words(self, pack: Callable[[Sequence[bytes]], bytes]) -> None:
        """Keep in short what was added to the words, for `Store.packed_words`."""
        index.pack_words(self._connection, pack)

    def words(self, *, without: Collection[str]) -> tuple[list[str], list[bytes]]:
        """The documents of which words are kept, and the words of each, but for some documents."""
        return index.words(self._connection, without=without)

    def quotations_behind(self, texts: Mapping[str, Collection[int]]) -> list[Quotation]:
        """The quotations behind some texts of documents' entries, by document id and place."""
        return list(scope.quotations_called(self._connection, index.quotations_behind(self._connection, texts)))

    def occurrences(self, documents: Collection[str]) -> dict[str, Occurrence]:
        """The quotations of these documents beside what is known of these, by quotation id."""
        return {one.quotation.id: one for one in scope.occurrences_in(self._connection, documents)}

    def occurrences_behind(self, edges: Collection[Edge]) -> dict[str, Occurrence]:
        """What a decision on these edges asks of the quotations of their documents, by quotation id."""
        return {one.quotation.id: one for one in scope.occurrences_behind(self._connection, edges)}

    # --- crowds ---------------------------------------------------------------------------------------------

    def seats(self, *quotations: Iterable[Quotation]) -> dict[tuple[str, bool], bool]:
        """Whether each of these that is in a crowd is a head of it, by quotation and whether it stands for a chain."""
        asked = {one.id for some in quotations for one in some}
        return {(one.quotation, one.whole): one.is_head for one in crowds.seats(self._connection, asked)}

    def heads(self, quotations: Collection[str]) -> Seating:
        """The heads of the crowds that these quotations are in."""
        return Seating(tuple(crowds.heads(self._connection, quotations)), frozenset())

    def replace_seats(self, seats: Iterable[Seat]) -> None:
        """Make these the seats of their quotations."""
        crowds.replace(self._connection, seats)

    def stale_crowds(self) -> Iterator[list[Seat]]:
        """The crowds that lost some, as they are now."""
        return crowds.stale(self._connection)

    def dissolve(self, crowds_named: Iterable[str]) -> None:
        """These are crowds no more."""
        crowds.dissolve(self._connection, crowds_named)

    def documents_of(self, quotations: Collection[str]) -> set[str]:
        """The documents of these quotations."""
        return crowds.documents_of(self._connection, quotations)

    def settle_crowds(self) -> None:
        """What became of all crowds that lost some is known."""
        crowds.settle(self._connection)

    def match_anew(self, documents: Iterable[str]) -> set[str]:
        """These documents wait to be matched again and have no edges until then; those of them that did not wait."""
        return crowds.match_anew(self._connection, documents)

    # --- decisions on edges ---------------------------------------------------------------------------------

    def add_judgements(self, judgements: Iterable[Judgement], *, lexicons: str = "") -> None:
        """Store edges with the decision on each, refused ones too. lexicons: as in `Store.add`."""
        version = summaries.version_name(__version__, lexicons)
        grouping.add_judgements(self._connection, judgements, version=version)

    # --- utterances -----------------------------------------------------------------------------------------

    def reached(self, documents: Collection[str]) -> tuple[set[str], list[Judgement]]:
        """The quotations to be grouped anew: of these documents, of stale utterances, and all joined to one of them;
        and what `judgements` tells of them."""
        return scope.reached(self._connection, documents)

    def stale_utterances(self) -> list[int]:
        """The utterances that something was taken from, or that would read otherwise now."""
        return scope.stale_utterances(self._connection)

    def judgements(self, quotations: Collection[str]) -> list[Judgement]:
        """The edges with one of these quotations at an end, with their decisions, by left, right and relation."""
        return scope.judgements(self._connection, quotations)

    def occurrences_of(self, quotations: Collection[str]) -> dict[str, Occurrence]:
        """These quotations beside what is known of their documents, by id."""
        return {one.quotation.id: one for one in scope.occurrences_of(self._connection, quotations)}

    def utterance_of(self, quotations: Collection[str]) -> dict[str, int]:
        """The utterance of each of these quotations that has one."""
        return scope.utterance_of(self._connection, quotations)

    def utterances(self, ids: Collection[int]) -> list[Utterance]:
        """These utterances as they are stored, without their links, in the order of their ids."""
        return scope.utterances(self._connection, ids)

    def links(self, utterances: Collection[int]) -> dict[int, tuple[Related, ...]]:
        """The stored links of each of these utterances, the closest first."""
        return grouping.links(self._connection, utterances)

    def representatives(self, ids: Collection[int]) -> dict[int, str]:
        """The quotation that stands for each of these utterances."""
        return scope.representatives(self._connection, ids)

    def next_utterance_id(self) -> int:
        """The smallest id that no utterance ever had."""
        return grouping.next_utterance_id(self._connection)

    def replace_utterances(
        self, utterances: Iterable[Utterance], traces: Iterable[Trace], *, among: Collection[int]
    ) -> None:
        """Make these the utterances in place of those `among`, with their traces; write only what changed."""
        grouping.replace_utterances(self._connection, utterances, traces, among=among)

    def replace_related(self, utterances: Iterable[Utterance]) -> None:
        """Make these the links of utterances that stay as they are otherwise."""
        grouping.replace_related(self._connection, ((one.id, one.related) for one in utterances))

    def note_tracer(self, lexicons: str) -> None:
        """Note that this version of the package, with these word lists, traces; and whether it alone ever did."""
        version, before = summaries.version_name(__version__, lexicons), self._noted(_TRACED_BY)
        alone = before == version or self.next_utterance_id() == 1
        self._note({_TRACED_BY: version if alone else _SEVERAL})

    def drifts(self, quotations: Collection[str]) -> dict[str, Drift]:
        """What is stored of the drift of these quotations; nothing where several versions of the package traced."""
        return {} if self._noted(_TRACED_BY) == _SEVERAL else grouping.drifts(self._connection, quotations)

    def add_to_journal(self, redirects: Mapping[int, int], splits: Mapping[int, int]) -> None:
        """The ids of `redirects` go by another now (old to new); those of `splits` were split off (new to old)."""
        grouping.add_to_journal(self._connection, redirects, splits)

    def mark_matched(self, documents: Collection[str]) -> None:
        """These documents are matched and traced, and nothing is stale."""
        rows = [(name,) for name in documents]
        self._connection.many("UPDATE documents SET pending = 0 WHERE id = ?", rows)
        counting.count_again(self._connection)
        summaries.store_counts(self._connection)
        for table in ("stale_utterances", "stale_names", "stale_copies", "stale_narrative"):
            self._connection.execute(f"DELETE FROM {table}")
        self._note({_OUTLETS: json.dumps(sorted(self.outlets()))})

    def mark_settled(self, settings: Mapping[str, str]) -> None:
        """Every document is matched and traced; `settings` (thresholds, versions) are what it was done with."""
        self._note({**settings, "package_version": __version__, UNSETTLED: NO})
