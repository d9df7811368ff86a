"""What a long run tells whoever watches it."""

from __future__ import annotations

from collections.abc import Callable

from quotetrace.model import Step

# Called after each batch, and when a step begins
Progress = Callable[[Step], None]


def unwatched(step: Step) -> None:
    """Nobody looks."""
