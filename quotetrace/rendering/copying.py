"""A copy of a store in a line."""

from __future__ import annotations

from quotetrace.model import Backup
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import count

_UNITS = ("bytes", "kB", "MB", "GB", "TB")


def backup_line(backup: Backup) -> str:
    """*quotes-monday.db: 1.4 MB, checked; 17 documents, 131 quotations, 83 utterances, 1 decision*."""
    held = ", ".join(count(number, what.removesuffix("s")) for what, number in backup.counts.items())
    return f"{one_line(backup.file)}: {_size(backup.size)}, checked; {held}"


def _size(size: int) -> str:
    """A number of bytes as disks count them, in tens."""
    number, unit = float(size), 0
    while number >= 999.95 and unit < len(_UNITS) - 1:
        number, unit = number / 1000, unit + 1
    return f"{number:.1f} {_UNITS[unit]}" if unit else f"{size} bytes"
