"""What is done beside the process that writes: inputs become documents, and their quotations are extracted."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotetrace.model import Document, Extraction, Failure, GivenQuotation
from quotetrace.pipeline.admission import is_english, is_storable
from quotetrace.pipeline.stages import extract_as_shipped, extract_given_as_shipped
from quotetrace.press import Outlets, using
from quotetrace.store import fingerprint

if TYPE_CHECKING:
    from quotetrace.reading import Result, Unread


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for all work of a run.

    extracting: whether documents are extracted as well. quoted: the quotations that somebody else extracted, by label.
    """

    table: Outlets | None
    extracting: bool = True
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

    extraction: of the document as it was made, if it was extracted. given: the label by which quotations that somebody
    else extracted were found for it, None where there are none. outside: whether some of these lie outside its text.
    """

    result: Result | Failure
    extraction: Extraction | None = None
    given: str | None = None
    outside: bool = False


def work(tasks: Sequence[Task], settings: Settings) -> list[Finished]:
    """Make the documents of some inputs, and extract what the store does not have as it is."""
    from quotetrace.reading import Made

    with using(settings.table):
        results = [(task, one) for task in tasks for one in made(task)]
        wanted = [
            one.document
            for task, one in results
            if settings.extracting and isinstance(one, Made)
            if is_storable(one.document) and _is_wanted(one.document, task.known, settings.quoted)
        ]
        own = [one for one in wanted if one.label not in settings.quoted]
        extracted = extract_as_shipped(own, model=settings.model, indirect=settings.indirect) if own else iter(())
        done = {id(document): Finished(Made(document, ""), one) for document, one in zip(own, extracted, strict=True)}
        for document in wanted:
            if document.label in settings.quoted:
                one, outside = extract_given_as_shipped(document, settings.quoted[document.label])
                done[id(document)] = Finished(Made(document, ""), one, document.label, bool(outside))
    return [_finished(one, done) for _, one in results]


def made(task: Task) -> Sequence[Result]:
    from quotetrace.reading import Unread, make

    if isinstance(task.input, Failure):
        return [task.input]
    return make(task.input) if isinstance(task.input, Unread) else task.input


def _is_wanted(document: Document, known: str | None, quoted: Container[str]) -> bool:
    new = document.label in quoted or fingerprint(document) != known
    return new and is_english(document)


def _finished(result: Result, done: Mapping[int, Finished]) -> Finished:
    from quotetrace.reading import Made

    extracted = done.get(id(result.document)) if isinstance(result, Made) else None
    if extracted is None:
        return Finished(result)
    return Finished(result, extracted.extraction, extracted.given, extracted.outside)
