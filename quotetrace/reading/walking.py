"""Which files the given paths hold: folders recursively in a stable order, each file once, hidden ones left out."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quotetrace.model import Failure
from quotetrace.reading.article import PIPE, STDIN
from quotetrace.seen import Seen
from quotetrace.written import written

# What systems leave in folders without being asked.
_CLUTTER = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX"})
# "Save page as, complete" puts a page's pictures and scripts beside it: story.html and story_files, in the browser's
# own language.
_PAGE_PARTS = (
    *("_files", "-Dateien", "_fichiers", "_archivos", "_bestanden", "-filer", "_filer", "_ficheiros", "_arquivos"),
    *("_pliki", "_soubory", ".fld"),
)
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: its absolute path, and its path below the PATH given (its name, if PATH is the file). Standard
    input is `PIPE`."""

    path: Path
    label: str


@dataclass(slots=True)
class _Walked:
    files: Seen = field(default_factory=Seen)
    folders: set[str] = field(default_factory=set)


def walk(paths: Iterable[str | Path]) -> Iterator[Found | Failure]:
    """Every file below `paths`, in the order given and within a folder by the parts of the path; a file met again
    (given twice, or reached by a link) is not repeated. A path that is missing or cannot be listed is one Failure."""
    seen = _Walked()
    for given in paths:
        if Path(given) == PIPE:
            yield Found(PIPE, STDIN)
            continue
        path = Path(os.path.abspath(given))  # noqa: PTH100  (not resolve(): people know a file by the link they gave)
        if path.is_dir():
            yield from _folder(path, (), seen)
        else:
            yield from _file(path, path.name, seen)


def is_clutter(name: str) -> bool:
    """Whether a file or folder of this name is hidden, or one that systems make unasked."""
    return name.startswith(".") or name in _CLUTTER


def belongs_to_a_page(folder: str, present: Collection[str]) -> bool:
    """Whether a folder holds the pictures and scripts of a saved page. present: what lies beside it, by name."""
    parts = next((one for one in _PAGE_PARTS if folder.endswith(one)), None)
    return parts is not None and any(folder.removesuffix(parts) + suffix in present for suffix in _PAGE_SUFFIXES)


def _folder(folder: Path, parts: tuple[str, ...], seen: _Walked) -> Iterator[Found | Failure]:
    real = os.path.realpath(folder)
    if real in seen.folders:
        return
    seen.folders.add(real)
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208  (names alone: a million entries need no Path each)
    except OSError as error:
        yield Failure(written(str(folder)), f"the folder cannot be listed ({_why(error)}); check its permissions")
        return
    present = set(names)
    for name in names:
        if is_clutter(name) or belongs_to_a_page(name, present):
            continue
        path = folder / name
        if path.is_dir():
            yield from _folder(path, (*parts, name), seen)
        else:
            yield from _file(path, "/".join((*parts, name)), seen)


def _file(path: Path, label: str, seen: _Walked) -> Iterator[Found | Failure]:
    if not seen.files.add(os.path.realpath(path)):
        return
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        broken = path.is_symlink()
        reason = "the link leads nowhere; remove it" if broken else "no such file or folder; check the path"
        yield Failure(written(str(path)), reason)
    except OSError as error:
        yield Failure(written(str(path)), f"cannot be read ({_why(error)}); check its permissions")
    else:
        if stat.S_ISREG(mode):
            yield Found(path, written(label))
        else:
            yield Failure(written(str(path)), "is a device or a pipe, not a file; give the article as a file")


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
