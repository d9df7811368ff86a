"""Whatever the bytes and whatever the name, reading gives documents that can be stored, or failures that say why."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings

from quotetrace.reading import read
from tests.fuzz.invariants import assert_read, assert_silent
from tests.fuzz.strategies import anything, damaged

ONE_FOLDER = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ONE_FOLDER
@given(anything())
def test_any_bytes_are_documents_or_failures(tmp_path: Path, file: tuple[str, bytes]) -> None:
    path = tmp_path / file[0]
    path.write_bytes(file[1])
    with assert_silent():
        assert_read(list(read([path])))


@ONE_FOLDER
@given(damaged())
def test_a_damaged_file_is_documents_or_failures(tmp_path: Path, file: tuple[str, bytes]) -> None:
    path = tmp_path / file[0]
    path.write_bytes(file[1])
    with assert_silent():
        found = list(read([path]))
        assert found == list(read([path]))
    assert_read(found)
