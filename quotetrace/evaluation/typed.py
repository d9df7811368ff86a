"""Whether what was read into a record is of the types that the record says: JSON holds what it likes."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def typed(record: T) -> T:
    """The record, a dataclass, itself. TypeError names the first field that holds something else than it says, down to
    what tuples, sets and records in it hold; ValueError where a whole number is below 0."""
    kind: Any = type(record)
    for name, said in _hints(kind).items():
        _see(getattr(record, name), said, name)
    return record


@cache
def _hints(record: Any) -> dict[str, Any]:
    hints = get_type_hints(record)
    return {one.name: hints[one.name] for one in fields(record)}


def _see(value: object, said: Any, name: str) -> None:
    kind, inner = get_origin(said) or said, get_args(said)
    if kind in (Union, UnionType):
        if value is None and type(None) in inner:
            return
        (said,) = (one for one in inner if one is not type(None))
        _see(value, said, name)
        return
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError(f"{name} is {value!r:.60}, no {kind.__name__}")
    if isinstance(value, int) and value < 0:
        raise ValueError(f"{name} is {value}")
    if is_dataclass(value):
        typed(value)
    elif isinstance(value, Set) or inner[1:] == (...,):
        for one in value:
            _see(one, inner[0], name)
    elif isinstance(value, tuple):
        for one, each in zip(value, inner, strict=True):
            _see(one, each, name)
