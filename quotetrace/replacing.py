"""Files that are replaced as a whole: whatever interrupts who writes one, what was there before stays."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quotetrace.errors import UsageError


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """A file to write into that takes the place of `file` where nothing goes wrong, with its permissions. A link stays
    one, and leads to what is written; what is no file, a pipe say, is written into as it is."""
    if file.is_dir():
        raise UsageError(f"{file} is a folder: name a file in it")
    if not file.parent.is_dir():
        raise UsageError(f"there is no folder {file.parent} to write {file.name} into: make it first")
    target = Path(os.path.realpath(file))
    if target.exists() and not target.is_file():
        yield target
        return
    part: Path | None = None
    try:
        # A name that nobody has, and no other run of this
        with tempfile.NamedTemporaryFile(
            dir=target.parent, prefix=f".{target.name}.", suffix=".part", delete=False
        ) as made:
            part = Path(made.name)
        part.chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask())
        yield part
        part.replace(target)
    except OSError as error:
        # By the name that was asked for; that of the part says nothing to anybody
        if error.errno is not None and (error.filename is None or str(error.filename) == str(part)):
            error.filename = str(file)
        raise
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _umask() -> int:
    """What the system takes from the permissions of new files; it can only be asked for by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
