"""The command `quotetrace`. `main` is the console script and `python -m quotetrace`; every fault ends here as one line.

Exit codes: 0 done, 1 error, 2 usage, 3 done but some inputs failed, 130 interrupted (143 by SIGTERM).
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import typer

from quotetrace.errors import QuotetraceError
from quotetrace.rendering.harmless import one_line

USAGE = 2
# How typers say what is wrong with a number
_SAID = (
    ("Input should be a valid integer, unable to parse string as an integer", "this is no whole number"),
    ("is not a valid integer", "is no whole number"),
    ("Input should be a valid number, unable to parse string as a number", "this is no number"),
    ("Input should be greater than or equal to", "the least is"),
    ("Input should be less than or equal to", "the most is"),
)
# Set by a shell that asks what may come next on the line
_COMPLETING = "_QUOTETRACE_COMPLETE"
INTERRUPTED = 130  # 128 + SIGINT, as shells say it
# BadParameter, UsageError, ClickException: newer typers bring a click of their own, and only the first is public.
_ClickError: type[Exception] = typer.BadParameter.__mro__[2]


def main() -> None:
    """Run the command line of this process and end it with the exit code."""
    if _COMPLETING in os.environ:
        from quotetrace.cli.app import app

        app(prog_name="quotetrace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command with `arguments` and return its exit code; nothing but the code and the output comes out."""
    _speak_utf8()
    try:
        code = _invoke(list(arguments))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return _interrupted()
    except QuotetraceError as error:
        return _complain(str(error), error.exit_code)
    except OSError as error:
        if error.errno == errno.EPIPE:
            return _abandon_stdout()
        return _system_fault(error)
    except Exception as error:
        if os.environ.get("QUOTETRACE_DEBUG"):
            raise
        fault = f"{type(error).__name__}: {error}"
        return _complain(f"a fault in quotetrace itself: {fault} (QUOTETRACE_DEBUG=1 shows where; please report it)", 1)


def _invoke(arguments: list[str]) -> int:
    from quotetrace.cli.app import app

    command = typer.main.get_command(app)
    context = None
    try:
        # Not command.main(): it prints usage errors over several lines and ends a broken pipe as an error.
        with command.make_context("quotetrace", arguments) as context:
            command.invoke(context)
    except typer.Exit as ending:
        return ending.exit_code
    except typer.Abort:
        return _interrupted()
    except _ClickError as error:
        return _complain(_usage(error), USAGE)
    return 0


def _usage(error: BaseException) -> str:
    """A usage error in one line with the help to look at."""
    message = " ".join(error.format_message().split()) if hasattr(error, "format_message") else str(error)
    for said, plainly in _SAID:
        message = message.replace(said, plainly)
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "quotetrace"
    sentence = message.replace("Value error, ", "").rstrip(".")
    return f"{sentence}{'' if sentence.endswith('?') else '.'} See: {command} --help"


def _system_fault(error: OSError) -> int:
    """What the system refused, by its name; a full disk with the next step."""
    if error.errno == errno.ENOSPC:
        _abandon_stdout()
        at = f"{error.filename}: " if error.filename else ""
        return _complain(f"{at}the disk is full: free some space, then run the same command again", 1)
    return _complain(f"{error.filename}: {error.strerror}" if error.filename else str(error), 1)


def _interrupted() -> int:
    return _complain("interrupted; what is stored stays, and the same command goes on from there", INTERRUPTED)


def _complain(message: str, code: int) -> int:
    print(f"error: {one_line(message)}", file=sys.stderr)
    return code


def _abandon_stdout() -> int:
    """`| head` has read enough (no error), or the disk is full: what is still buffered goes nowhere, or Python would
    complain at its end."""
    # A stdout without a descriptor, of whoever calls `run`, is theirs
    with suppress(io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _speak_utf8() -> None:
    """Write UTF-8 with plain line ends also where a pipe or the locale says otherwise; nothing fails on a character."""
    for stream, newline in ((sys.stdout, "\n"), (sys.stderr, None)):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline=newline)
