"""What a shell is told when somebody presses the tabulator."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        pytest.param("quotetrace exp", ["export"], id="a command"),
        pytest.param("quotetrace quotes --ki", ["--kind"], id="an option"),
        pytest.param(
            "quotetrace quotes --kind ", ["direct", "mixed", "headline", "indirect", "scare"], id="its values"
        ),
        pytest.param("quotetrace export d", ["drift", "documents", "dictionary"], id="a subject"),
        pytest.param("quotetrace correct sp", ["speaker", "split"], id="a command of a command"),
    ],
)
def test_completion(typed: str, offered: list[str]) -> None:
    asked = {
        **os.environ,
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split(" ")) - 1),
        "_QUOTETRACE_COMPLETE": "complete_bash",
    }
    ran = subprocess.run(
        [sys.executable, "-m", "quotetrace"], env=asked, capture_output=True, encoding="utf-8", check=False
    )
    assert ran.stdout.split() == offered
    assert ran.stderr == ""


def test_how_a_shell_learns_to_ask() -> None:
    # Which shell it is, is told by the process that asks: what runs these tests need not be one
    told = ["bash", "-c", '"$0" -m quotetrace --show-completion; exit $?', sys.executable]
    ran = subprocess.run(told, capture_output=True, encoding="utf-8", check=True)
    assert "_QUOTETRACE_COMPLETE=complete_bash" in ran.stdout
