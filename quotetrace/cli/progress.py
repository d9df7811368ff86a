"""The bar on stderr: what is being done, how much of it and how fast, what failed, and how much time is left."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.text import Text

from quotetrace.cli.plain import voice
from quotetrace.model import Step

# What takes no longer is not worth a bar. Seconds.
_PATIENCE = 1.0

Watch = Callable[[Step], None]


@contextmanager
def progress(what: str, *, console: Console | None = None, patience: float = _PATIENCE) -> Iterator[Watch]:
    """For as long as the block runs a bar on stderr, once it has run for a second; yields what moves it.

    Silent where stderr is no terminal, or where it would be heard.
    """
    console = console or Console(file=sys.stderr)
    if not console.is_terminal or voice():
        yield lambda step: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), _Done(), _Rate(), TimeElapsedColumn(), _Left())
    bar = Progress(*columns, console=console, transient=True)
    task = bar.add_task(what, total=None, failed=0)
    with _after(patience, bar.start, bar.stop):
        yield lambda step: bar.update(
            task, description=f"{what}: {step.name}", completed=step.done, total=step.total, failed=step.failed
        )


@contextmanager
def _after(seconds: float, start: Callable[[], None], stop: Callable[[], None]) -> Iterator[None]:
    """Start something unless the block ends sooner, and stop it at its end."""
    lock, over = threading.Lock(), threading.Event()

    def wait() -> None:
        if not over.wait(seconds):
            with lock:
                if not over.is_set():
                    start()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        with lock:
            stop()


class _Done(ProgressColumn):
    """``1,200 of 5,000``, and what failed of it."""

    def render(self, task: Task) -> Text:
        total = f" of {int(task.total):,}" if task.total is not None else ""
        failed = f", {task.fields['failed']:,} failed" if task.fields["failed"] else ""
        return Text(f"{int(task.completed):,}{total}{failed}")


class _Rate(ProgressColumn):
    """``105/s``, over the last half minute."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


class _Left(TimeRemainingColumn):
    """``0:01:20 left``, nothing where the total is unknown."""

    def render(self, task: Task) -> Text:
        known = task.total is not None and task.time_remaining is not None
        return Text(f"{super().render(task).plain} left" if known else "")
