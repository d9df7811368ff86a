"""`--plain`: for the whole application, for every command, and by the environment; whether it holds at the moment.

Commands know nothing of it: each gets the option where the application is put together, and what they display comes
out as lines (`output.display`).
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Annotated, Any

import typer

PLAIN_VARIABLE = "QUOTETRACE_PLAIN"
_HELP = "For a screen reader: lines to be heard, no tables."
Plain = Annotated[bool, typer.Option("--plain", help=_HELP)]
PlainEverywhere = Annotated[bool, typer.Option("--plain", envvar=PLAIN_VARIABLE, help=_HELP)]


class Voice:
    """A run that speaks plainly. begun: whether it has said anything, so that what comes next stands apart."""

    def __init__(self) -> None:
        self.begun = False


_VOICE: ContextVar[Voice | None] = ContextVar("voice", default=None)


def voice() -> Voice | None:
    """The voice of this run, None where it draws."""
    return _VOICE.get()


@contextmanager
def speaking(plain: bool = True) -> Iterator[None]:
    """What is displayed meanwhile is plain, or not."""
    token = _VOICE.set(Voice() if plain else None)
    try:
        yield
    finally:
        _VOICE.reset(token)


def with_plain(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with the option `--plain` besides its own."""

    @functools.wraps(command)
    def run(*arguments: Any, plain: bool, **options: Any) -> Any:
        if not plain or voice() is not None:
            return command(*arguments, **options)
        with speaking():
            return command(*arguments, **options)

    own = inspect.signature(command, eval_str=True)
    option = inspect.Parameter("plain", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=Plain)
    whole = own.replace(parameters=[*own.parameters.values(), option])
    run.__signature__ = whole  # type: ignore[attr-defined]
    run.__annotations__ = {name: one.annotation for name, one in whole.parameters.items()}
    return run
