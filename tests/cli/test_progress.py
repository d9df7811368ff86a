"""The bar of a long run, as a terminal shows it."""

from __future__ import annotations

import time
from io import StringIO

import pytest
from rich.console import Console

from quotetrace.cli.progress import progress
from quotetrace.model import MATCHING, READING, Step


def terminal() -> Console:
    return Console(file=StringIO(), width=120, force_terminal=True, color_system=None)


def shown(*steps: Step) -> str:
    """What stands on the screen after these steps, the drawing of the bar left out."""
    console = terminal()
    with progress("Ingesting", console=console, patience=0) as watch:
        for step in steps:
            watch(step)
            time.sleep(0.25)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_it_tells_how_far_and_what_failed_and_what_is_left() -> None:
    told = shown(Step(READING, 64, 0, 5_000), Step(READING, 1_280, 3, 5_000), Step(READING, 2_560, 3, 5_000))
    assert "Ingesting: reading" in told
    assert "2,560 of 5,000, 3 failed" in told
    assert "/s" in told
    assert " left" in told


def test_without_a_total_there_is_no_time_left() -> None:
    told = shown(Step(READING, 64), Step(READING, 128), Step(MATCHING, 0))
    assert "64 " in told
    assert " of " not in told
    assert " left" not in told
    assert "Ingesting: matching" in told


def test_what_is_over_in_a_second_shows_nothing() -> None:
    console = terminal()
    with progress("Ingesting", console=console) as watch:
        watch(Step(READING, 64))
    assert isinstance(console.file, StringIO)
    assert console.file.getvalue() == ""


def test_no_terminal_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Ingesting", patience=0) as watch:
        watch(Step(READING, 64))
        time.sleep(0.05)
    assert capsys.readouterr().err == ""
