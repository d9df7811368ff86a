"""One target in a process of its own, guided by coverage: ``python -m tests.fuzz.guided TARGET CORPUS …`` of atheris.

Only `make fuzz` starts it, with the options of libFuzzer behind its own; atheris is in the extra `fuzz`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["quotetrace"]):
    from tests.fuzz.targets import TARGETS


def main(arguments: Sequence[str]) -> None:
    """Try inputs until libFuzzer's options say that it is enough; it ends the process itself."""
    name, *options = arguments
    target = TARGETS[name]
    with tempfile.TemporaryDirectory(prefix="quotetrace-fuzz-") as scratch:
        folder = Path(scratch)
        target.run(next(iter(target.seeds())), folder)  # what is loaded once is no stall of the first input
        atheris.Setup([sys.argv[0], *options], lambda data: target.run(data, folder))
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
