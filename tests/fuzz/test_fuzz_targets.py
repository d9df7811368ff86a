"""Every fuzz target on the seeds it begins with, so that none rots; coverage-guided it runs in `make fuzz`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_holds_on_its_seeds(tmp_path: Path, name: str) -> None:
    tried = 0
    for data in TARGETS[name].seeds():
        TARGETS[name].run(data, tmp_path)
        tried += 1
    assert tried
