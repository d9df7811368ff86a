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
from quotetrace.store.looking import limit_memory, tidy

# Nobody else can reach it, and nothing here makes it another
LOOPBACK = "127.0.0.1"
# Seconds that an answer may still take when the site is ended: what it asks the store is broken off at once
_PARTING = 3


class _Server(uvicorn.Server):
    """A server that breaks off what it does when it is to end."""

    def __init__(self, settings: uvicorn.Config, stop: Callable[[], None]) -> None:
        super().__init__(settings)
        self._stop = stop

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Somebody ends it."""
        super().handle_exit(sig, frame)
        self._stop()


def serve(db: Path, *, port: int, ready: Callable[[str], None]) -> None:
    """Serve the store at `db` until Ctrl-C or SIGTERM, and leave nothing behind.

    port: 0 for any that is free. ready: called with the address as soon as the site can be asked. UsageError where the
    port cannot be had.
    """
    with closing(_listening(port)) as listening:
        limit_memory()
        made = site(db)
        settings = uvicorn.Config(
            made.app(),
            lifespan="on",
            ws="none",
            log_level="critical",
            access_log=False,
            timeout_graceful_shutdown=_PARTING,
        )
        before = _ended_by_sigterm()
        try:
            # The server catches signals itself, and raises them again when it is done
            with suppress(KeyboardInterrupt):
                ready(f"http://{LOOPBACK}:{listening.getsockname()[1]}/")
                _Server(settings, made.databases[NAME].stop).run(sockets=[listening])
        finally:
            if before is not None:
                signal.signal(signal.SIGTERM, before)
            made.databases[NAME].stop()
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
