"""One store for all tests that change nothing, which is most of what this is about."""

from __future__ import annotations

import sqlite3
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

with warnings.catch_warnings():
    # As it is imported, Datasette leaves a connection open, of which Python warns from 3.13 on
    warnings.simplefilter("ignore", ResourceWarning)
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


@pytest.fixture(scope="session", autouse=True)
def left_open() -> Iterator[None]:
    """Close in the end what Datasette opens for itself and leaves open, of which Python warns from 3.13 on."""
    connect, opened = sqlite3.connect, []

    def recorded(*given: Any, **options: Any) -> sqlite3.Connection:
        if not sys._getframe(1).f_globals["__name__"].startswith("datasette."):
            return connect(*given, **options)
        opened.append(connect(*given, **{**options, "check_same_thread": False}))
        return opened[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", recorded)
        yield
    for one in opened:
        one.close()
