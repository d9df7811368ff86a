"""Inputs that failed: which file each is in, so that it can be read again, and which are over because it is gone."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from quotetrace.store import Store

# A record of a container, or a member of an archive; a row of a manifest
_PLACE = re.compile(r"#[^#]*$|:\d+$")
_ROW = re.compile(r":\d+$")


def file_of(source: str) -> Path | None:
    """The file or folder that a source is, or the one that it is in; None where there is none any more."""
    while not Path(source).exists():
        outer = _PLACE.sub("", source)
        if outer == source:
            return None
        source = outer
    return Path(source)


def failed_inputs(store: Store, paths: Iterable[str | Path] = ()) -> tuple[list[Path], list[str]]:
    """The files and folders in which something failed, or those at `paths` or below them, once each; and what failed
    and cannot be found there: it came by standard input, or is a row of a manifest."""
    below = {source for path in paths for source in store.failures_below(os.path.abspath(path))}  # noqa: PTH100
    noted = sorted(below) if paths else [one.source for one in store.failures()]
    apart = [source for source in noted if _is_apart(source)]
    files = (file_of(source) or Path(source.partition("#")[0]) for source in noted if not _is_apart(source))
    return list(dict.fromkeys(files)), apart


def _is_apart(source: str) -> bool:
    if not Path(source).is_absolute():
        return True
    file = file_of(source)
    return file is not None and file.is_file() and _ROW.sub("", source) == str(file) != source


def over(store: Store, paths: Iterable[str | Path], *, failed: Collection[str]) -> Iterator[str]:
    """What is noted as failed below paths that were just read, and can fail no more: it is gone, or it is a folder that
    was listed now. failed: what failed now."""
    for path in map(Path, paths):
        if path.is_file():
            continue
        for source in store.failures_below(os.path.abspath(path)):  # noqa: PTH100  (as reading names it)
            file = file_of(source)
            if source not in failed and (file is None or (file.is_dir() and str(file) == source)):
                yield source
