"""Word lists and small tables shipped as data; README.md beside them tells the source and the exclusions of each."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files


def lines(name: str) -> list[str]:
    """The entries of a list, one a line; blank lines and lines that begin with ``#`` are left out."""
    text = (files(__name__) / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def word_list(name: str) -> frozenset[str]:
    """The entries of a list as a set, in lower case as they stand in the file."""
    return frozenset(lines(name))


@cache
def version() -> str:
    """What tells one set of shipped lists from another: 12 hex digits of a hash of their names and bytes."""
    digest = sha256()
    for entry in sorted(files(__name__).iterdir(), key=lambda one: one.name):
        if entry.name.endswith((".txt", ".tsv")):
            # One end of line everywhere: a checkout on Windows may have the other
            digest.update(entry.name.encode() + b"\n" + entry.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]
