"""What each input is to the store: new, changed or unchanged, and what a person said of it before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from quotetrace.model import Document, Failure, IngestReport, PlannedDocument
from quotetrace.pipeline.admission import Prints, is_english
from quotetrace.store import Derived, Store

# The kinds of evidence that reading gives what it was called with: --outlet and --manifest
OUTLET_OPTION = "option"
MANIFEST = "manifest"


class Change(Enum):
    """What an input is to the store."""

    ADDED = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(slots=True)
class Run:
    """One ingest: where it writes, how it decides, and what it has done so far.

    given: the kinds of evidence that this run was called with. quoted: the labels of the documents whose quotations
    somebody else extracted; labels: of these, those read so far. prints: the fingerprints of the documents at hand.
    """

    store: Store
    extract: Callable[[Iterable[Document]], Iterator[Derived]]
    reprocess: bool
    lexicons: str
    given: frozenset[str]
    quoted: Collection[str] = ()
    prints: Prints = field(default_factory=Prints)
    read: int = 0
    skipped: int = 0
    quotations: int = 0
    attributed: int = 0
    added: set[str] = field(default_factory=set)
    changes: dict[Change, int] = field(default_factory=lambda: dict.fromkeys(Change, 0))
    failures: list[Failure] = field(default_factory=list)
    kept_outlets: list[tuple[str, str]] = field(default_factory=list)
    planned: list[PlannedDocument] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)

    def set_aside(self, failures: Sequence[Failure]) -> None:
        """What came of this run and could not be matched is a failure of it; of what came before, the store tells."""
        left = len(failures)
        for change in (Change.ADDED, Change.CHANGED, Change.UNCHANGED):
            moved = min(left, self.changes[change])
            self.changes[change] -= moved
            left -= moved
        self.failures += failures[: len(failures) - left]

    def report(self, *, stopped: bool) -> IngestReport:
        """What was done, beside what the store holds now. stopped: before its end."""
        counts = self.store.counts()
        return IngestReport(
            read=self.read,
            added=self.changes[Change.ADDED],
            changed=self.changes[Change.CHANGED],
            unchanged=self.changes[Change.UNCHANGED],
            skipped=self.skipped,
            failed=len(self.failures),
            quotations=self.quotations,
            attributed=self.attributed,
            utterances=counts["utterances"],
            reported_by_two=counts["reported_by_two"],
            drifted=counts["drifted"],
            conflicts=counts["conflicts"],
            undated=counts["undated"],
            of_unknown_outlet=counts["of_unknown_outlet"],
            failures=tuple(self.failures),
            kept_outlets=tuple(self.kept_outlets),
            planned=tuple(self.planned),
            outside=tuple(self.outside),
            unread=() if stopped else tuple(sorted(set(self.quoted) - self.labels)),
            stopped=stopped,
        )


@dataclass(slots=True)
class Sorted:
    """What the inputs of one batch are to the store at one moment; wanted: the new and the changed ones."""

    wanted: list[Document] = field(default_factory=list)
    skipped: int = 0
    added: set[str] = field(default_factory=set)
    changes: dict[Change, int] = field(default_factory=lambda: dict.fromkeys(Change, 0))
    kept_outlets: list[tuple[str, str]] = field(default_factory=list)
    planned: list[PlannedDocument] = field(default_factory=list)


def sort_out(run: Run, inputs: Sequence[Document | Failure], *, plan: bool = False) -> Sorted:
    """What each input is to the store as it is now. plan: keep note of each."""
    found = Sorted()
    for one in inputs:
        if isinstance(one, Failure):
            continue
        change = _change(run, found, one)
        skipped = change is not Change.UNCHANGED and not is_english(one)
        if skipped:
            found.skipped += 1
        else:
            found.changes[change] += 1
        if plan:
            found.planned.append(_planned(one, "skipped" if skipped else change.value))
        if change is not Change.UNCHANGED or run.store.known(one.source) is None:
            found.wanted.append(one)
    return found


def count_in(run: Run, inputs: Sequence[Document | Failure], found: Sorted) -> None:
    """Count a batch among what the run has done."""
    run.read += len(inputs)
    run.failures += [one for one in inputs if isinstance(one, Failure)]
    run.labels.update(one.label for one in inputs if isinstance(one, Document) and one.label in run.quoted)
    run.skipped += found.skipped
    if found.planned:  # nobody stores what is only planned, so it is remembered
        run.added |= found.added
    run.kept_outlets += found.kept_outlets
    run.planned += found.planned
    for change, number in found.changes.items():
        run.changes[change] += number


def _planned(document: Document, change: str) -> PlannedDocument:
    kinds = {one.field: one.kind for one in document.evidence if one.used}
    return PlannedDocument(
        label=document.label,
        source=document.source,
        reader=document.reader,
        change=change,
        outlet=document.outlet,
        outlet_evidence=kinds.get("outlet") if document.outlet else None,
        published=document.published,
        published_evidence=kinds.get("published") if document.published else None,
        headline=document.headline,
        language=document.language,
        words=len(document.text.split()),
    )


def _change(run: Run, found: Sorted, document: Document) -> Change:
    known = run.store.known(document.source)
    if known is None:
        return _new_source(run, found, document)
    if run.reprocess or document.label in run.quoted:
        return Change.CHANGED
    if known.content_hash == document.content_hash and known.reader_version != document.reader_version:
        # A newer reader may see more in the same bytes, but nothing is re-extracted without being asked
        return Change.UNCHANGED
    if known.fingerprint == run.prints.of(document):
        return Change.UNCHANGED
    if known.content_hash == document.content_hash and _said_before(run, known.document, document):
        return Change.UNCHANGED
    if known.document == document.id:
        _note_kept_outlet(run, found, document)
    return Change.CHANGED


def _said_before(run: Run, stored_id: str, document: Document) -> bool:
    """Whether the same file was read with an --outlet or a --manifest that this run does not name.

    What a person said of a file stays said until something else is said, or --reprocess asks to start anew. Of a file
    that changed only the outlet given for a whole run does (`Store.outlet_said`): a manifest's date and address were
    those of the old text.
    """
    stored = {one.kind for known in run.store.documents(stored_id) for one in known.document.evidence}
    now = {one.kind for one in document.evidence}
    return not now & run.given and bool((stored - now - run.given) & {OUTLET_OPTION, MANIFEST})


def _new_source(run: Run, found: Sorted, document: Document) -> Change:
    """A source never read before: a new text, or one that is stored already or came earlier in this run."""
    if not run.store.has_document(document.id):
        again = document.id in found.added or document.id in run.added
        change = Change.UNCHANGED if again else Change.ADDED
        found.added.add(document.id)
        return change
    _note_kept_outlet(run, found, document)
    return Change.CHANGED if run.store.speaks_for(document) else Change.UNCHANGED


def _note_kept_outlet(run: Run, found: Sorted, document: Document) -> None:
    """Note a text that is stored under another outlet, if both outlets are the user's word for a whole run."""
    given = _outlet_option(document)
    if given is None:
        return
    stored = next((_outlet_option(one.document) for one in run.store.documents(document.id)), None)
    if stored is not None and stored != given:
        found.kept_outlets.append((document.label, given if run.store.speaks_for(document) else stored))


def _outlet_option(document: Document) -> str | None:
    """The outlet a document has because it was given for a whole run, None where something else tells its outlet."""
    used = (one for one in document.evidence if one.field == "outlet" and one.used)
    return next((one.value for one in used if one.kind == OUTLET_OPTION), None)
