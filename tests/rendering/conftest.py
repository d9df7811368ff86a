from __future__ import annotations

from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

from quotetrace import pipeline
from quotetrace.store import Store

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.fixture
def printed() -> Callable[..., str]:
    """What a console without colour shows, blanks at the ends of lines and empty lines at both ends taken away."""

    def show(renderable: RenderableType, *, width: int = 80) -> str:
        console = Console(width=width, file=StringIO(), color_system=None, highlight=False)
        console.print(renderable)
        lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
        return "\n".join(line.rstrip() for line in lines).strip("\n")

    return show


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The two collections of the fixtures together, and one of their articles without a name or a date."""
    nobodys = tmp_path_factory.mktemp("nobodys") / "page.txt"
    nobodys.write_bytes(b"\n".join((FIXTURES / "articles" / "dam-courier.txt").read_bytes().split(b"\n")[6:]))
    with Store.open(":memory:") as store:
        pipeline.ingest([FIXTURES / "articles", FIXTURES / "stories" / "articles", nobodys], store)
        yield store
