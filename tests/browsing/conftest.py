"""One store for all tests that change nothing, which is most of what this is about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pier_site import Get, articles, asking, write_store


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a name that an address cannot have as it is."""
    path = tmp_path_factory.mktemp("stores") / "what? 100%.db"
    write_store(path, articles())
    return path


@pytest.fixture
def get(file: Path) -> Iterator[Get]:
    """Ask its site."""
    yield from asking(file)
