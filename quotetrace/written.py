"""Names and words as a store can keep them: Python's texts may hold half a surrogate pair, UTF-8 and SQLite cannot."""

from __future__ import annotations


def written(text: str) -> str:
    """The text as it can be stored and printed: what is not UTF-8, in a file's name say, as ``\\udce9``."""
    return text.encode(errors="backslashreplace").decode()
