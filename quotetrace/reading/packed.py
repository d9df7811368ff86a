"""Packed files: what is inside a gzip, bzip2, xz or Zstandard file, and each file in a zip archive, as inputs.

Nothing is unpacked to disk. Expansion is bounded: by how deep files are packed in one another, and by how much larger
than its packed bytes a file may grow; a bomb ends as one failure, after little work.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import IO, cast

from quotetrace.errors import ReadingError
from quotetrace.model import Failure
from quotetrace.reading.article import HEAD_BYTES, Input, Open
from quotetrace.reading.extras import needed
from quotetrace.reading.walking import belongs_to_a_page, is_clutter

# Packed in one another deeper than this (a zip in a gzip in a zip) is no collection that anybody made.
_DEEPEST = 3
# Prose is packed to a third or a tenth, records with long common fields to a fiftieth. Bytes out for each on disk …
_MOST_GROWTH = 200
# … beyond so many bytes out: what is small does no harm.
_HARMLESS = 32_000_000
# What the libraries raise at packed data that is damaged, cut off or not what it says; zstandard's is known by name.
_DAMAGE = (EOFError, gzip.BadGzipFile, lzma.LZMAError, zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError)
# What a zip archive says of files; some programs do not say it.
_FILES = (0, stat.S_IFREG)
# A zip archive's list of files is held in memory.
_MOST_MEMBERS = 200_000


@dataclass(frozen=True, slots=True)
class _Packing:
    """A form of single packed file: how it begins, its suffix, its name for people, and how it is opened."""

    mark: bytes
    suffix: str
    form: str
    unpack: Callable[[IO[bytes]], IO[bytes]]


def _gunzip(stream: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", gzip.GzipFile(fileobj=stream))


def _bunzip(stream: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", bz2.BZ2File(stream))


def _unxz(stream: IO[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", lzma.LZMAFile(stream))


def _unzstd(stream: IO[bytes]) -> IO[bytes]:
    module = needed("zstandard", extra="zstd", form="a Zstandard file")
    decompressor = module.ZstdDecompressor(max_window_size=1 << 27)
    return cast("IO[bytes]", decompressor.stream_reader(stream, read_across_frames=True))


_PACKINGS = (
    _Packing(b"\x1f\x8b", ".gz", "a gzip file", _gunzip),
    _Packing(b"BZh", ".bz2", "a bzip2 file", _bunzip),
    _Packing(b"\xfd7zXZ\x00", ".xz", "an xz file", _unxz),
    _Packing(b"\x28\xb5\x2f\xfd", ".zst", "a Zstandard file", _unzstd),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ARCHIVE, _MEMBER = "a zip archive", "a file in a zip archive"


@dataclass(slots=True)
class _Budget:
    """How many bytes all that is packed in one file may yet give."""

    left: int

    def spend(self, size: int, form: str) -> None:
        """ReadingError where more comes out than out of any text."""
        self.left -= size
        if self.left < 0:
            raise ReadingError(
                f"is {form} that grows to more than {_MOST_GROWTH} times its size, as no text does; remove it"
            )


def unpacked(item: Input, keep: Callable[[Input], bool]) -> Iterator[Input | Failure]:
    """The inputs in a packed one, itself if it is not packed or a reader takes it as it is (`keep`); failures for
    members that cannot be read. ReadingError where the whole is damaged, a bomb or packed too deep.

    An input out of an archive can be opened until the next is asked for.
    """
    yield from _unpacked(item, keep, _Budget(max(_HARMLESS, _MOST_GROWTH * item.size)), 0)


def _unpacked(item: Input, keep: Callable[[Input], bool], budget: _Budget, depth: int) -> Iterator[Input | Failure]:
    packing = next((one for one in _PACKINGS if item.head.startswith(one.mark)), None)
    if not (packing or item.head.startswith(_ZIP)) or keep(item):
        yield item
        return
    if depth == _DEEPEST:
        raise ReadingError(f"is packed more than {_DEEPEST} times over; unpack it first")
    if packing is not None:
        yield from _unpacked(_single(item, packing, budget), keep, budget, depth + 1)
        return
    for member in _members(item, budget):
        if isinstance(member, Failure):
            yield member
            continue
        try:
            yield from _unpacked(member, keep, budget, depth + 1)
        except ReadingError as error:
            yield Failure(member.source, str(error))


def _single(item: Input, packing: _Packing, budget: _Budget) -> Input:
    """What a gzip, bzip2, xz or Zstandard file holds."""

    def opened() -> IO[bytes]:
        raw = item.open()
        return _guarded(lambda: packing.unpack(raw), packing.form, budget, beneath=raw)

    name = item.name[: -len(packing.suffix)] if item.suffix == packing.suffix else item.name
    return replace(item, name=name, head=_head(opened), open=opened)


def _members(item: Input, budget: _Budget) -> Iterator[Input | Failure]:
    """Every file in a zip archive, in the archive's order, without what systems put in unasked."""
    with item.open() as stream, _archive(stream) as archive:
        every = frozenset(archive.namelist())
        infos = [one for one in archive.infolist() if not one.is_dir() and not _is_left_out(one, every)]
        if not infos:
            raise ReadingError("is an empty zip archive; remove it")
        if len(infos) > _MOST_MEMBERS:
            raise ReadingError(f"is a zip archive of more than {_MOST_MEMBERS:,} files; unpack it first")
        for info in infos:
            place = f"{item.place}#{info.filename}"
            if refused := _refused(info):
                yield Failure(f"{item.path}{place}", refused)
                continue
            opened = _opener(archive, info, budget)
            try:
                head = _head(opened)
            except ReadingError as error:
                yield Failure(f"{item.path}{place}", str(error))
            else:
                name = PurePosixPath(info.filename).name
                label = f"{item.label}/{info.filename}"
                yield replace(item, label=label, name=name, head=head, open=opened, place=place)


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> Open:
    def opened() -> IO[bytes]:
        return _guarded(lambda: archive.open(info), _MEMBER, budget)

    return opened


def _archive(stream: IO[bytes]) -> zipfile.ZipFile:
    """The archive in a stream; what is packed in something else cannot be searched, so it is read whole."""
    try:
        return zipfile.ZipFile(stream if stream.seekable() else io.BytesIO(_all_of(stream)))
    except _DAMAGE as error:
        raise _damaged(_ARCHIVE, error) from None


def _all_of(stream: IO[bytes]) -> bytes:
    data = stream.read(_HARMLESS + 1)
    if len(data) > _HARMLESS:
        raise ReadingError(f"holds a zip archive of more than {_HARMLESS // 1_000_000} MB; unpack it first")
    return data


def _refused(info: zipfile.ZipInfo) -> str | None:
    """Why a member is not read, None where nothing speaks against it."""
    if info.flag_bits & 1:
        return "is locked with a password; unpack it first"
    if _climbs(info):
        return "has a name that leads out of the archive; give the file itself"
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "is a link, which is not followed; give the file itself"
    return "is a device or a pipe, not a file; remove it" if stat.S_IFMT(mode) not in _FILES else None


def _climbs(info: zipfile.ZipInfo) -> bool:
    return ".." in info.filename.replace("\\", "/").split("/")


def _is_left_out(info: zipfile.ZipInfo, every: Collection[str]) -> bool:
    """Whether a member is what a walk through folders leaves out. every: the names of all members."""
    if _climbs(info):
        return False
    path = PurePosixPath(info.filename)
    folders = (one for one in path.parents if one.name)
    return any(is_clutter(part) for part in path.parts) or any(belongs_to_a_page(str(one), every) for one in folders)


def _head(opened: Open) -> bytes:
    """The first bytes; of what is damaged behind them, those before the damage, which the reader meets itself."""
    head = b""
    with opened() as stream:
        try:
            while len(head) < HEAD_BYTES and (piece := stream.read1(HEAD_BYTES - len(head))):  # type: ignore[attr-defined]
                head += piece
        except ReadingError:
            if not head:
                raise
    return head


def _damaged(form: str, error: Exception) -> ReadingError:
    why = "cut off" if isinstance(error, EOFError) else "damaged"
    return ReadingError(f"is {form} that is {why}; get it again, or unpack what can be saved")


def _guarded(
    unpack: Callable[[], IO[bytes]], form: str, budget: _Budget, *, beneath: IO[bytes] | None = None
) -> IO[bytes]:
    """The unpacked stream behind a guard that closes `beneath` with it; damage is a ReadingError, now and later."""
    try:
        return cast("IO[bytes]", io.BufferedReader(_Guard(unpack(), form, budget, beneath)))
    except (*_DAMAGE, ReadingError) as error:
        if beneath is not None:
            beneath.close()
        raise error if isinstance(error, ReadingError) else _damaged(form, error) from None


class _Guard(io.RawIOBase):
    """Reads an unpacked stream as long as the budget allows."""

    def __init__(self, stream: IO[bytes], form: str, budget: _Budget, beneath: IO[bytes] | None) -> None:
        self._stream, self._form, self._budget, self._beneath = stream, form, budget, beneath

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            # not read: it would lose what comes before the place where a packed file is cut off
            data = self._stream.read1(len(buffer))  # type: ignore[attr-defined]
        except ReadingError:
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            if not isinstance(error, (*_DAMAGE, OSError)) and type(error).__name__ != "ZstdError":
                raise
            raise _damaged(self._form, error) from None
        self._budget.spend(len(data), self._form)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            if self._beneath is not None:
                self._beneath.close()
        super().close()
