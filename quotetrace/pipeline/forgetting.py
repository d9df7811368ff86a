"""Forgetting what people name: a path, an outlet or a document, with all that came from it.

`share_of` says what is meant and changes nothing; `forget_share` takes it away, and what is left is told anew, in one
transaction. A document that something else gave too lives on with the facts of that; decisions stay and wait.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote

from quotetrace.errors import NotFoundError, UsageError
from quotetrace.model import DecisionState, Document, DocumentSummary, Forgotten, Kind, Share
from quotetrace.pipeline.changes import Run
from quotetrace.pipeline.ingesting import let_heirs_speak
from quotetrace.pipeline.inputs import lexicons_with
from quotetrace.pipeline.settling import settle
from quotetrace.pipeline.stages import Stages, default_stages
from quotetrace.pipeline.watching import Progress
from quotetrace.press import each_using, load_outlets
from quotetrace.store import Derived, Store, derived

# As many documents as fit into a line that somebody reads, and digits of an id that tell them apart
_CHOICES = 4
_DIGITS = 12
_HELD = frozenset({DecisionState.APPLIED, DecisionState.OVERRULED})
_LOST = frozenset({DecisionState.ORPHAN, DecisionState.WAITING})


@dataclass(frozen=True, slots=True)
class _Meant:
    """What one name may mean: documents as such, or sources, each with its document, and inputs that failed; empty for
    nothing."""

    documents: frozenset[str] = frozenset()
    sources: Mapping[str, str] = field(default_factory=dict)
    failures: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.documents or self.sources or self.failures)


def share_of(
    store: Store, names: Iterable[str] = (), *, outlets: Iterable[str] = (), documents: Iterable[str] = ()
) -> Share:
    """What is to be forgotten where people name it.

    names: each a path (of a file, a folder or a container), an outlet's whole name, or a document's id, its first
    digits or its label. outlets, documents: the same where it can be nothing else. UsageError, with the ways to say
    it, where a name means several; NotFoundError where it means nothing.
    """
    meant = [_meant(store, name) for name in names]
    meant += [_outlet(store, name) or _no_outlet(store, name) for name in outlets]
    meant += [_document(store, name) or _no_document(name) for name in documents]
    return _share(store, meant)


def forget_share(
    store: Store,
    share: Share,
    *,
    outlets: str | Path | None = None,
    progress: Progress | None = None,
    stages: Stages | None = None,
) -> Forgotten:
    """Take the share away and tell anew what is left; what followed.

    outlets: a table of outlets, as in `ingest`, for a document that is read anew from what else gave it.
    """
    stages = stages or default_stages()
    with store.batch():
        quotations, _ = store.utterances_of(share.documents)
        _, told = store.utterances_of([*share.documents, *share.kept])
        before = store.first_documents(told)
        held = {one.number for one in store.decisions() if one.state in _HELD}
        store.drop(sources=share.sources, failures=share.failures)
        if share.documents:
            store.forget(share.documents)
        let_heirs_speak(_reading(store, stages, outlets))
        settle(store, progress=progress, stages=stages)
        after = store.first_documents(told)
        lost = [one for one in store.decisions() if one.number in held and one.state in _LOST]
    other = tuple(number for number, documents in after.items() if documents != before.get(number))
    return Forgotten(share, quotations, len(before.keys() - after.keys()), other, len(lost))


def _reading(store: Store, stages: Stages, outlets: str | Path | None) -> Run:
    """A run that extracts stored texts as they were extracted before, indirect speech too where some is stored."""
    table = load_outlets(outlets)
    lexicons = lexicons_with(stages, table)

    def extract(documents: Iterable[Document]) -> Iterator[Derived]:
        for one in documents:
            indirect = any(said.kind is Kind.INDIRECT for said in store.workbench.quotations([one.id]))
            yield from map(derived, stages.extract([one], model=None, indirect=indirect))

    return Run(store, lambda documents: each_using(table, extract(documents)), False, lexicons, frozenset())


def _share(store: Store, meant: Iterable[_Meant]) -> Share:
    documents, failures = set[str](), set[str]()
    sources: dict[str, str] = {}
    for one in meant:
        documents |= one.documents
        sources |= one.sources
        failures |= one.failures
    gave = set(sources.values()) - documents
    kept = store.given_by_others(gave, sources)
    return Share(
        tuple(sorted(documents | (gave - kept))), tuple(sorted(kept)), tuple(sorted(sources)), tuple(sorted(failures))
    )


def _meant(store: Store, name: str) -> _Meant:
    """The one thing that a name means."""
    path = _path(store, name)
    document = outlet = _Meant()
    if not _is_path(name):
        document, outlet = _document(store, name, path=bool(path)), _outlet(store, name)
    # A file goes by its name as a label: what it gave is what is called so, unless something else gave that too
    if path and document and _share(store, [path]).documents == tuple(sorted(document.documents)):
        document = _Meant()
    ways = [(path, "a path", f"./{name}"), (outlet, "an outlet", f"--outlet {quote(name)}")]
    ways = [*ways, (document, "a document", f"--document {quote(name)}")]
    possible = [way for way in ways if way[0]]
    if not possible:
        raise NotFoundError(_nothing(store, name))
    if len(possible) > 1:
        kinds = " and ".join(kind for _, kind, _ in possible)
        said = " or ".join(f"quotetrace forget {option}" for _, _, option in possible)
        raise UsageError(f"{name} is {kinds} here: say {said}")
    return possible[0][0]


def _is_path(name: str) -> bool:
    """Whether a name is written as nothing but a path is."""
    return Path(name).is_absolute() or name.partition("/")[0] in (".", "..", "~")


def _path(store: Store, name: str) -> _Meant:
    if not name:
        return _Meant()
    path = os.path.abspath(Path(name).expanduser())  # noqa: PTH100  (as reading names it)
    return _Meant(sources=store.sources_below(path), failures=frozenset(store.failures_below(path)))


def _outlet(store: Store, name: str) -> _Meant:
    return _Meant(frozenset(store.documents_of(name)))


def _document(store: Store, name: str, *, path: bool = False) -> _Meant:
    """The document of an id, its first digits or a label. UsageError for several; path: whether it is a path too."""
    found = list(store.documents(name))
    if len(found) > 1:
        some = "; ".join(map(_told, found[:_CHOICES])) + ("; …" if len(found) > _CHOICES else "")
        said = f"quotetrace forget {f'./{name}, or ' if path else ''}--document {_digits(found[0])}"
        raise UsageError(f"which one? {len(found)} documents go by {name}: {some}: say {said}")
    return _Meant(frozenset(one.document.id for one in found))


def _told(one: DocumentSummary) -> str:
    about = [one.document.outlet or "outlet unknown", str(one.document.published or "no date")]
    return f"{_digits(one)} ({', '.join(about)})"


def _digits(one: DocumentSummary) -> str:
    return one.document.id.removeprefix("sha256:")[:_DIGITS]


def _nothing(store: Store, name: str) -> str:
    if _is_path(name):
        return f"nothing here came from {name}, or failed there: see quotetrace documents and quotetrace failures"
    return f"no path, outlet or document {name} here{_near(store, name)}; see quotetrace documents"


def _no_outlet(store: Store, name: str) -> _Meant:
    raise NotFoundError(f"no outlet is called {name} here{_near(store, name)}; see quotetrace outlets")


def _no_document(name: str) -> _Meant:
    raise NotFoundError(f"no document {name} here: see quotetrace documents")


def _near(store: Store, name: str) -> str:
    """Outlets with the name as a part of theirs: of those nothing is forgotten unasked."""
    names = [one.name for one in store.outlets(name, limit=_CHOICES) if one.name]
    return f"; outlets with it in their name: {', '.join(names)}" if names else ""
