"""Word lists and small tables shipped as data; README.md beside them tells the source and the exclusions of each."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def lines(name: str) -> list[str]:
    """The entries of a list, one a line; blank lines and lines that begin with ``#`` are left out."""
    text = (files(__name__) / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def word_list(name: str) -> frozenset[str]:
    """The entries of a list as a set, in lower case as they stand in the file."""
    return frozenset(lines(name))
