"""Reading one invented text, the way a user's file is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quotetrace.model import Document, Failure
from quotetrace.reading import read

ReadText = Callable[..., Document]


@pytest.fixture
def read_text(tmp_path: Path) -> ReadText:
    """Writes a text (or bytes) to a file and reads it back as the one document it must be."""

    def reader(content: str | bytes, *, name: str = "story.txt", outlet: str | None = None) -> Document:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        found = list(read([path], outlet=outlet))
        assert len(found) == 1, found
        assert isinstance(found[0], Document), found
        return found[0]

    return reader


@pytest.fixture
def read_failure(tmp_path: Path) -> Callable[[str, bytes], Failure]:
    """Writes bytes to a file of that name and returns the one failure that reading it must be."""

    def reader(name: str, content: bytes) -> Failure:
        path = tmp_path / name
        path.write_bytes(content)
        found = list(read([path]))
        assert len(found) == 1, found
        assert isinstance(found[0], Failure), found
        return found[0]

    return reader
