"""The list of known failures names tests that are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from .known_failures import FAILS

HERE = Path(__file__).parent
SOURCE = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("*.py") if path.name != "known_failures.py")


@pytest.mark.parametrize("name", FAILS)
def test_a_known_failure_names_a_test(name: str) -> None:
    words = name[3:] if name[:2].isdigit() else name.removeprefix("british-").removeprefix("marks-")
    assert f'"{words}"' in SOURCE
