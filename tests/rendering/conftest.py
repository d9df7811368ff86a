from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from rich.console import Console, RenderableType


@pytest.fixture
def printed() -> Callable[..., str]:
    """What a console without colour shows, blanks at the ends of lines and empty lines at both ends taken away."""

    def show(renderable: RenderableType, *, width: int = 80) -> str:
        console = Console(width=width, file=StringIO(), color_system=None, highlight=False)
        console.print(renderable)
        lines = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
        return "\n".join(line.rstrip() for line in lines).strip("\n")

    return show
