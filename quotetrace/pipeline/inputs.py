"""What reading gives the pipeline, in batches, and what extraction makes of it without a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from quotetrace.model import Document, Extraction, Failure
from quotetrace.pipeline.admission import is_english, storable
from quotetrace.pipeline.ahead import Ahead, Done, look_many, read_ahead
from quotetrace.pipeline.stages import Stages, default_stages, extract_as_shipped
from quotetrace.pipeline.working import Settings
from quotetrace.press import Outlets, each_using, load_outlets

if TYPE_CHECKING:
    from quotetrace.reading import Inputs

# Documents in one transaction: some seconds of work to lose at worst, and few enough to hold in memory
BATCH = 64

# One path, or several
Paths = str | Path | Iterable[str | Path]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Given:
    """What whoever started a run says of its inputs: outlet, fields and manifest as in `reading.read`."""

    outlet: str | None = None
    fields: Mapping[str, str] | None = None
    manifest: str | Path | None = None


def extract(
    paths: Paths,
    *,
    outlet: str | None = None,
    fields: Mapping[str, str] | None = None,
    manifest: str | Path | None = None,
    outlets: str | Path | None = None,
    model: str | None = None,
    indirect: bool = False,
    jobs: int = 1,
    stages: Stages | None = None,
) -> Iterator[Extraction | Failure]:
    """Reading and extraction without a store, in the order of reading; a document not in English yields nothing.

    jobs: as in `ingest`.
    """
    jobs = jobs if stages is None else 1
    extract_here = partial(stages.extract if stages else extract_as_shipped, model=model, indirect=indirect)
    table = load_outlets(outlets)
    ahead = Ahead(Extraction, {})
    given = Given(outlet, fields, manifest)
    work = Settings(table, model=model, indirect=indirect)

    with reading(paths, stages, given, ahead, work, jobs=jobs) as read:
        for inputs in each_using(table, read):
            english = [one for one in inputs if isinstance(one, Document) and is_english(one)]
            extracted = each_using(table, ahead.extracted(english, extract_here))
            for one in inputs:
                if isinstance(one, Failure):
                    yield one
                else:
                    found = next(extracted) if is_english(one) else Extraction(one, (), ())
                    yield found if found.given_up is None else Failure(one.source, found.given_up)


def lexicons_with(stages: Stages, table: Outlets | None) -> str:
    """The version of the word lists that documents are read with, the user's table of outlets among them."""
    return stages.lexicons if table is None else f"{stages.lexicons} outlets {table.version}".lstrip()


@contextmanager
def reading(
    paths: Paths,
    stages: Stages | None,
    given: Given,
    ahead: Ahead[Done],
    work: Settings,
    *,
    jobs: int,
    said: Callable[[str], str | None] | None = None,
    known: Callable[[str], str | None] = lambda source: None,
    all_new: bool = True,
) -> Iterator[Iterator[list[Document | Failure]]]:
    """What reading gives, in batches. With several `jobs` the shipped stages read and extract in other processes, which
    come to life while the block does something else, and what these extracted is `ahead`; known: as in `read_ahead`.
    all_new: nothing is known."""
    several = [paths] if isinstance(paths, str | Path) else list(paths)
    stated = Path(given.manifest) if given.manifest else None
    admit = partial(storable, prints=ahead.prints)
    if jobs == 1:
        read = (stages or default_stages()).read
        found = read(several, outlet=given.outlet, fields=given.fields, manifest=stated, said=said)
        yield _cleared(ahead, batches(map(admit, found), BATCH))
        return

    def open_inputs() -> Inputs:
        from quotetrace.reading import Inputs

        return Inputs(several, outlet=given.outlet, fields=given.fields, manifest=stated, said=said)

    promising = all_new and look_many(several)
    with read_ahead(open_inputs, ahead, work, jobs=jobs, known=known, promising=promising) as made:
        yield _cleared(ahead, batches(map(admit, made), BATCH))


def _cleared(ahead: Ahead[Done], each: Iterator[list[Document | Failure]]) -> Iterator[list[Document | Failure]]:
    """The same; what is known ahead of one and not asked for until the next is left."""
    for batch in each:
        yield batch
        ahead.clear()


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of `size`, the last one shorter; no more are read than are in the list."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def count_files(paths: Paths) -> int:
    """How many files and paths that are none reading is going to meet."""
    from quotetrace.reading.walking import walk

    return sum(1 for _ in walk([paths] if isinstance(paths, str | Path) else paths))
