"""Libraries that only some forms need, which the package brings as extras: ``pip install 'quotetrace[pdf]'``."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from quotetrace.errors import ReadingError


def needed(module: str, *, extra: str, form: str) -> ModuleType:
    """The module that reads a form. ReadingError that says what to install where it is not there."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise ReadingError(f"is {form}; to read it: pip install 'quotetrace[{extra}]'") from None


@contextmanager
def contained(form: str) -> Iterator[None]:
    """Where a library works on a stranger's file: whatever it raises at what it did not expect says that the file is
    damaged, not that the program is. ReadingErrors and the system's errors (no such file, disk full) pass."""
    try:
        yield
    except ReadingError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise ReadingError(f"is {form} that is damaged or not whole; get it again, or give its text as .txt") from None
