"""What the package asks for has a lower and an upper bound, or says why not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import quotetrace

SOURCE = (Path(quotetrace.__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(SOURCE)


def asked() -> Iterator[str]:
    yield from PROJECT["build-system"]["requires"]
    yield from PROJECT["project"]["dependencies"]
    for extra in PROJECT["project"]["optional-dependencies"].values():
        yield from (one for one in extra if not one.startswith("quotetrace["))


def reason(requirement: str) -> str:
    """The remark on the line above the one that asks for it."""
    lines = SOURCE.splitlines()
    at = next(number for number, line in enumerate(lines) if f'"{requirement}"' in line)
    return lines[at - 1] if lines[at - 1].startswith("#") else ""


@pytest.mark.parametrize("requirement", list(asked()))
def test_every_package_has_bounds_or_a_reason(requirement: str) -> None:
    name = re.split(r"[\[<>=!~ ]", requirement, maxsplit=1)[0]
    assert ">=" in requirement
    assert "<" in requirement or name in reason(requirement)


def test_python_has_bounds() -> None:
    assert re.fullmatch(r">=3\.\d+,<3\.\d+", PROJECT["project"]["requires-python"])


def test_a_package_without_bounds_is_seen() -> None:
    assert reason("pyarrow>=17").startswith("# pyarrow")
    assert reason("rich>=13.9,<16") == ""
