"""What is said of a store that several versions wrote."""

from __future__ import annotations

import pytest

from quotetrace.rendering.versions import mixed_versions


@pytest.mark.parametrize("versions", [{}, {"0.1.0": 7}], ids=["empty", "one version"])
def test_one_version_is_nothing_to_speak_of(versions: dict[str, int]) -> None:
    assert mixed_versions(versions) is None


def test_several_are_told_with_the_next_step() -> None:
    assert mixed_versions({"0.1.0": 1, "0.2.0 lexicons 3f2a": 1204}) == (
        "Mixed versions: 1 document by 0.1.0; 1,204 documents by 0.2.0 lexicons 3f2a. "
        "Bring the old ones up to date: quotetrace ingest --reprocess"
    )
