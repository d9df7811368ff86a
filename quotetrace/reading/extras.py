"""Libraries that only some forms need, which the package brings as extras: ``pip install 'quotetrace[pdf]'``."""

from __future__ import annotations

import importlib
from types import ModuleType

from quotetrace.errors import ReadingError


def needed(module: str, *, extra: str, form: str) -> ModuleType:
    """The module that reads a form. ReadingError that says what to install where it is not there."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise ReadingError(f"is {form}; to read it: pip install 'quotetrace[{extra}]'") from None
