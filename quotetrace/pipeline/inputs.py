"""What reading gives the pipeline, in batches, and what extraction makes of it without a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TypeVar

from quotetrace.model import Document, Extraction, Failure
from quotetrace.pipeline.stages import Stages, default_stages
from quotetrace.press import Outlets, each_using, load_outlets
from quotetrace.store import fingerprint

# Documents in one transaction: some seconds of work to lose at worst, and few enough to hold in memory
BATCH = 64
ENGLISH = "en"

# One path, or several
Paths = str | Path | Iterable[str | Path]
Item = TypeVar("Item")


def extract(
    paths: Paths,
    *,
    outlet: str | None = None,
    fields: Mapping[str, str] | None = None,
    manifest: str | Path | None = None,
    outlets: str | Path | None = None,
    model: str | None = None,
    indirect: bool = False,
    stages: Stages | None = None,
) -> Iterator[Extraction | Failure]:
    """Reading and extraction without a store, in the order of reading; a document not in English yields nothing."""
    stages = stages or default_stages()
    table = load_outlets(outlets)
    for inputs in each_using(table, read_batches(paths, stages, outlet, fields, manifest)):
        english = [one for one in inputs if isinstance(one, Document) and is_english(one)]
        extracted = each_using(table, stages.extract(english, model=model, indirect=indirect))
        for one in inputs:
            if isinstance(one, Failure):
                yield one
            else:
                yield next(extracted) if is_english(one) else Extraction(one, (), ())


def lexicons_with(stages: Stages, table: Outlets | None) -> str:
    """The version of the word lists that documents are read with, the user's table of outlets among them."""
    return stages.lexicons if table is None else f"{stages.lexicons} outlets {table.version}".lstrip()


def is_english(document: Document) -> bool:
    """Whether extraction reads this document; a text too short to tell is taken for English."""
    return document.language in (None, ENGLISH)


def read_batches(
    paths: Paths,
    stages: Stages,
    outlet: str | None,
    fields: Mapping[str, str] | None,
    manifest: str | Path | None,
    said: Callable[[str], str | None] | None = None,
) -> Iterator[list[Document | Failure]]:
    """What reading gives, in batches."""
    several = [paths] if isinstance(paths, str | Path) else paths
    stated = Path(manifest) if manifest else None
    read = stages.read(several, outlet=outlet, fields=fields, manifest=stated, said=said)
    return batches(map(_storable, read), BATCH)


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of `size`, the last one shorter; no more are read than are in the list."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _storable(one: Document | Failure) -> Document | Failure:
    """A document that can be written as UTF-8; JSON may smuggle in halves of characters, which nothing can store."""
    if isinstance(one, Failure):
        return one
    try:
        fingerprint(one)
    except UnicodeEncodeError:
        return Failure(one.source, "holds half a surrogate pair, which is no character: save it again as UTF-8")
    return one
