"""What a source distribution carries: whoever unpacks it can run the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

import quotetrace

ROOT = Path(quotetrace.__file__).parents[1]


@pytest.mark.parametrize("line", ["graft tests", "graft fixtures", "graft bench", "include CHANGELOG.md Makefile"])
def test_the_source_distribution_has_what_its_tests_read(line: str) -> None:
    assert line in (ROOT / "MANIFEST.in").read_text(encoding="utf-8").splitlines()
    assert all((ROOT / name).exists() for name in line.split()[1:])
