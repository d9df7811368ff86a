"""Articles of an invented newsroom, some of which mean harm, and the site of their store asked without a network."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from newsroom import Newsroom, article

from quotetrace import pipeline
from quotetrace.browsing.metadata import NAME
from quotetrace.browsing.site import site
from quotetrace.store import Store
from quotetrace.tracing import trace

SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(1)>"
BACKWARDS = "\u202e"
FIRST = "The pier will not be closed before the winter storms have gone"
LATER = "The pier will be closed before the winter storms have gone"

Get = Callable[..., Any]


def articles() -> Newsroom:
    """Two that report the same and differ, and one that would do something where it is shown."""
    hostile = f"“{SCRIPT} and {IMAGE} and {BACKWARDS}so on {{+not+}} said”, said the minister."
    return Newsroom(
        article(
            f"“{FIRST}”, Mona Lind said.", "early.txt", published="2024-03-04", origin="https://fjord.example/pier"
        ),
        article(f"“{LATER}”, Mona Lind said.", "late.txt", outlet="Bay Herald", published="2024-03-05"),
        article(hostile, f"{SCRIPT}.txt", outlet=f"{IMAGE}{BACKWARDS}", published=None, origin="javascript:alert(1)"),
    )


def write_store(path: Path, newsroom: Newsroom) -> None:
    """The store of all these articles at `path`."""
    with Store.open(path, create=True) as store:
        pipeline.ingest(newsroom.paths, store, stages=newsroom.stages(trace=trace))


def asking(file: Path) -> Iterator[Get]:
    """Ask the site of a store: a path, and a method where it is not GET; a response of httpx."""
    made = site(file)

    def ask(path: str, method: str = "GET", **options: Any) -> Any:
        return asyncio.run(made.client.request(method, path, **options))

    yield ask
    made.executor.shutdown()
    made.databases[NAME].close()
