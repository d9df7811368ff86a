"""What a command does while another process writes to the store: it waits, and says so once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from quotetrace.cli.output import remark

# A batch of another process takes less than this, and nobody needs to hear of it. Seconds.
_QUIET = 2.0


def patience(db: Path, *, stop: Callable[[], bool] | None = None) -> Callable[[float], None]:
    """What `Store.open` takes for its `waiting`: as long as it takes, for the other's lock ends with the other.

    stop: whether somebody wants this command to end; KeyboardInterrupt then, for there is no batch at hand to end.
    """
    said = False

    def wait(seconds: float) -> None:
        nonlocal said
        if stop is not None and stop():
            raise KeyboardInterrupt
        if seconds >= _QUIET and not said:
            said = True
            remark(f"Another process writes to {db}: waiting until it has finished. Ctrl-C ends the wait.")

    return wait
