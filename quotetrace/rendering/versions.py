"""What people are told of a store that several versions of quotetrace wrote."""

from __future__ import annotations

from collections.abc import Mapping

from quotetrace.rendering.phrases import count


def mixed_versions(versions: Mapping[str, int]) -> str | None:
    """One line where documents were derived by more than one version, else None. versions: how many by each."""
    if len(versions) < 2:
        return None
    parts = "; ".join(f"{count(number, 'document')} by {name}" for name, number in versions.items())
    return f"Mixed versions: {parts}. Bring the old ones up to date: quotetrace ingest --reprocess"
