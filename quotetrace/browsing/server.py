"""The site on a port of this computer, until somebody ends it."""

from __future__ import annotations

import errno
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn

from quotetrace.browsing.metadata import NAME
from quotetrace.browsing.site import site
from quotetrace.errors import UsageError
from quotetrace.store.looking import tidy

# Nobody else can reach it, and nothing here makes it another
LOOPBACK = "127.0.0.1"
# Seconds that a page may still take when the site is ended; a query takes no longer
_PARTING = 6


def serve(db: Path, *, port: int, ready: Callable[[str], None]) -> None:
    """Serve the store at `db` until Ctrl-C or SIGTERM, and leave nothing behind.

    port: 0 for any that is free. ready: called with the address as soon as the site can be asked. UsageError where the
    port cannot be had.
    """
    with closing(_listening(port)) as listening:
        made = site(db)
        settings = uvicorn.Config(
            made.app(),
            lifespan="on",
            ws="none",
            log_level="error",
            access_log=False,
            timeout_graceful_shutdown=_PARTING,
        )
        before = _ended_by_sigterm()
        try:
            # The server catches signals itself, and raises them again when it is done
            with suppress(KeyboardInterrupt):
                ready(f"http://{LOOPBACK}:{listening.getsockname()[1]}/")
                uvicorn.Server(settings).run(sockets=[listening])
        finally:
            if before is not None:
                signal.signal(signal.SIGTERM, before)
            made.executor.shutdown()
            made.databases[NAME].close()
            tidy(db)


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UsageError(
                f"port {port} is taken: name another with --port, or --port 0 for any that is free"
            ) from None
        raise UsageError(f"port {port} cannot be had ({error.strerror}): name another with --port") from None


def _ended_by_sigterm() -> Any:
    """From now on SIGTERM is as Ctrl-C; what it was before, None where this thread is not told of signals."""
    if threading.current_thread() is not threading.main_thread():
        return None
    return signal.signal(signal.SIGTERM, _end)


def _end(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
