"""What is done beside the process that writes: inputs become documents, and their quotations are extracted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotetrace.model import Document, Extraction, Failure, GivenQuotation
from quotetrace.pipeline.admission import Prints, is_english, is_storable
from quotetrace.pipeline.stages import extract_as_shipped, extract_given_as_shipped
from quotetrace.press import Outlets, using
from quotetrace.store import Derived, derived

if TYPE_CHECKING:
    from quotetrace.reading import Result, Unread

# What a document yields, the label by which quotations were given for it, and whether some of them lie outside it
_Done = tuple[Extraction | Derived | None, str | None, bool]
_NOTHING: _Done = (None, None, False)


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for all work of a run.

    extracting: whether documents are extracted as well. storing: whether what they yield comes as the store has it.
    quoted: the quotations that somebody else extracted, by label.
    """

    table: Outlets | None
    extracting: bool = True
    storing: bool = False
    model: str | None = None
    indirect: bool = False
    quoted: Mapping[str, Sequence[GivenQuotation]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """One input to work on: found, failed, or made already.

    known: the fingerprint of what the store has of its source. Where it is that, extraction would be in vain.
    """

    source: str
    input: Unread | Failure | Sequence[Result]
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of an input, or of one article of several in it.

    known_print: the fingerprint of the document as it was made, None where the store cannot have it. done: what it
    yields, if it was extracted. given: the label by which quotations that somebody else extracted were found for it,
    None where there are none. outside: whether some of these lie outside its text.
    """

    result: Result | Failure
    known_print: str | None = None
    done: Extraction | Derived | None = None
    given: str | None = None
    outside: bool = False


def work(tasks: Sequence[Task], settings: Settings) -> list[Finished]:
    """Make the documents of some inputs, and extract what the store does not have as it is."""
    from quotetrace.reading import Made

    prints = Prints()
    with using(settings.table):
        results = [(task, one) for task in tasks for one in made(task)]
        storable = [
            (task, one.document) for task, one in results if isinstance(one, Made) and is_storable(one.document, prints)
        ]
        wanted = [one for task, one in storable if _is_wanted(one, prints.of(one), task, settings)]
        done = _done(wanted, settings)
    known = {id(one): prints.of(one) for _, one in storable}
    return [_finished(one, known, done) for _, one in results]


def made(task: Task) -> Sequence[Result]:
    from quotetrace.reading import Unread, make

    if isinstance(task.input, Failure):
        return [task.input]
    return make(task.input) if isinstance(task.input, Unread) else task.input


def _is_wanted(document: Document, known_print: str, task: Task, settings: Settings) -> bool:
    new = document.label in settings.quoted or known_print != task.known
    return settings.extracting and new and is_english(document)


def _done(documents: Sequence[Document], settings: Settings) -> dict[int, _Done]:
    """What each document yields, by its identity."""
    keep = derived if settings.storing else _as_it_is
    own = [one for one in documents if one.label not in settings.quoted]
    extracted = extract_as_shipped(own, model=settings.model, indirect=settings.indirect) if own else iter(())
    done: dict[int, _Done] = {id(one): (keep(found), None, False) for one, found in zip(own, extracted, strict=True)}
    for one in documents:
        if one.label in settings.quoted:
            found, outside = extract_given_as_shipped(one, settings.quoted[one.label])
            done[id(one)] = keep(found), one.label, bool(outside)
    return done


def _as_it_is(extraction: Extraction) -> Extraction:
    return extraction


def _finished(result: Result, known: Mapping[int, str], done: Mapping[int, _Done]) -> Finished:
    from quotetrace.reading import Made

    if not isinstance(result, Made):
        return Finished(result)
    name = id(result.document)
    return Finished(result, known.get(name), *done.get(name, _NOTHING))
