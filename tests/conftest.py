"""Fixtures for every test; its place also lets the tests import `newsroom`."""

from collections.abc import Iterator

import pytest

from quotetrace.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store in memory."""
    with Store.open(":memory:") as opened:
        yield opened
