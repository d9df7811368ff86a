"""What `make fuzz` says of a run: how many inputs were tried, what was found, and how it is tried again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz import __main__ as runner
from tests.fuzz.targets import Target
from tests.fuzz.words import BETWEEN, IN_PIECES, PIECES, input_of, text_of, texts_of

LOG = Path("kept/matching.log")
HOLDS = """\
INFO: Running with entropic power schedule (0xFF, 100).
#2\tINITED cov: 4 ft: 5 corp: 1/1b exec/s: 0 rss: 270Mb
#25426\tNEW    cov: 886 ft: 3257 corp: 410/3370b lim: 17 exec/s: 1338 rss: 274Mb L: 16/17 MS: 2 ChangeByte-CrossOver-
#26784\tDONE   cov: 886 ft: 3326 corp: 419/3505b lim: 17 exec/s: 1275 rss: 275Mb
Done 26784 runs in 21 second(s)
"""
RAISED = """\
#512\tREDUCE cov: 886 ft: 3257 corp: 410/3369b lim: 17 exec/s: 1340 rss: 274Mb L: 13/17 MS: 1 CrossOver-
 === Uncaught Python exception: ===
ValueError: max() arg is an empty sequence
Traceback (most recent call last):
==2787== ERROR: libFuzzer: fuzz target exited
artifact_prefix='kept/findings/'; Test unit written to kept/findings/matching-crash-8fd1b1
"""
STALLED = """\
#90\tpulse  cov: 886 ft: 3257 corp: 1/1b
ALARM: working on the last Unit for 22 seconds
artifact_prefix='kept/findings/'; Test unit written to kept/findings/matching-timeout-da39a3
==7218== ERROR: libFuzzer: timeout after 22 seconds
"""


@pytest.mark.parametrize(
    ("said", "code", "tried", "found", "what"),
    [
        pytest.param(HOLDS, 0, 26_784, None, "", id="holds"),
        pytest.param(
            RAISED,
            77,
            512,
            "kept/findings/matching-crash-8fd1b1",
            "ValueError: max() arg is an empty sequence",
            id="an exception",
        ),
        pytest.param(
            STALLED,
            70,
            90,
            "kept/findings/matching-timeout-da39a3",
            "==7218== ERROR: libFuzzer: timeout after 22 seconds",
            id="a stall",
        ),
        pytest.param(
            "ModuleNotFoundError: No module named 'atheris'\n",
            1,
            0,
            str(LOG),
            "ModuleNotFoundError: No module named 'atheris'",
            id="never begun",
        ),
        pytest.param("", -9, 0, str(LOG), "no answer", id="killed"),
    ],
)
def test_what_a_run_came_to(said: str, code: int, tried: int, found: str | None, what: str) -> None:
    outcome = runner.outcome_of("matching", said, code, log=LOG)
    assert (outcome.tried, outcome.found, outcome.what) == (tried, found, what)


def test_a_finding_is_printed_with_the_command_that_tries_it_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = [
        runner.outcome_of("reading", HOLDS, 0, log=LOG),
        runner.outcome_of("matching", RAISED, 77, log=LOG),
    ]
    monkeypatch.setattr(runner, "fuzz", lambda names, minutes, kept: iter(outcomes))
    assert runner.main(["5", "reading", "matching"]) == 1
    assert capsys.readouterr().out == (
        "reading           26,784 inputs  holds\n"
        "matching             512 inputs  FOUND ValueError: max() arg is an empty sequence\n"
        "  again: python -m tests.fuzz again matching kept/findings/matching-crash-8fd1b1\n"
        "27,296 inputs tried on 2 targets, 1 finding\n"
    )
    monkeypatch.setattr(runner, "fuzz", lambda names, minutes, kept: iter(outcomes[:1]))
    assert runner.main(["reading"]) == 0


def test_an_input_is_tried_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "input"
    file.write_bytes(input_of("We shall row", "We shall not row"))
    assert runner.main(["again", "matching", str(file)]) == 0
    assert capsys.readouterr().out == f"matching: {file} holds\n"

    def broken(data: bytes, folder: Path) -> None:
        raise ValueError(data.decode())

    monkeypatch.setattr(runner, "TARGETS", {"broken": Target("broken", broken, list)})
    file.write_bytes(b"so it is")
    with pytest.raises(ValueError, match="so it is"):
        runner.main(["again", "broken", str(file)])


def test_targets_share_the_time_of_two_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, int] = {}

    def guided(name: str, seconds: int, kept: Path) -> runner.Outcome:
        given[name] = seconds
        return runner.Outcome(name, 1)

    monkeypatch.setattr(runner, "_guided", guided)
    assert [one.target for one in runner.fuzz(["a", "b", "c"], 3, tmp_path)] == ["a", "b", "c"]
    assert given == dict.fromkeys("abc", 120)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(input_of("“Ærlig”\udcff"), "“Ærlig”\udcff", id="UTF-8, and what is none"),
        pytest.param(IN_PIECES + bytes([0, len(PIECES) - 1]), PIECES[0] + PIECES[-1], id="pieces"),
        pytest.param(b"", "", id="nothing"),
    ],
)
def test_an_input_stands_for_a_text(data: bytes, text: str) -> None:
    assert text_of(data) == text


def test_an_input_may_stand_for_several_texts() -> None:
    assert texts_of(input_of("a", "b"), 3) == ["a", "b", ""]
    assert texts_of(IN_PIECES + b"\x00" + BETWEEN + b"\x01", 1) == list(PIECES[:2])
