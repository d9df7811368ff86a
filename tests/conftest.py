"""Fixtures for every test; its place also lets the tests import `newsroom`."""

import unicodedata
from collections.abc import Iterator

import pytest

from quotetrace.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store in memory."""
    with Store.open(":memory:") as opened:
        yield opened


@pytest.fixture
def put_in_order(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many characters Python has been given at a time to put their marks in order, which takes the square of the
    number of marks on one letter."""

    def normalize(form: str, text: str) -> str:
        lengths.append(len(text))
        return genuine(form, text)

    genuine, lengths = unicodedata.normalize, [0]
    monkeypatch.setattr(unicodedata, "normalize", normalize)
    monkeypatch.setattr("trafilatura.utils.normalize", normalize)
    return lengths


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes do not name a test: packed ones hold the second they were packed in, and the processes that share the tests
    must find the same names."""
    return argname if isinstance(val, bytes) else None
