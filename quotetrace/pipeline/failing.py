"""Inputs that failed: which file each is in, so that it can be read again, and which are over because it is gone."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from quotetrace.store import Store

# A record of a container, or a member of an archive; a row of a manifest
_PLACE = re.compile(r"#[^#]*$|:\d+$")


def file_of(source: str) -> Path | None:
    """The file or folder that a source is, or the one that it is in; None where there is none any more."""
    while not Path(source).exists():
        outer = _PLACE.sub("", source)
        if outer == source:
            return None
        source = outer
    return Path(source)


def over(store: Store, paths: Iterable[str | Path], *, failed: Collection[str]) -> Iterator[str]:
    """The inputs that are noted as failed below folders which were just read, and can fail no more: their file is gone,
    or they are a folder that was listed now. failed: those that failed now."""
    for path in map(Path, paths):
        if path.is_dir():
            below = store.failures_below(os.path.abspath(path))  # noqa: PTH100  (as reading names it)
            gone = (one for one in below if (file := file_of(one)) is None or (file.is_dir() and file == Path(one)))
            yield from (one for one in gone if one not in failed)
