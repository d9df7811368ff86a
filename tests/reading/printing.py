"""A small writer of PDFs, for tests: lines of Helvetica at the places given, and whatever else a test wants broken."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LEADING = 14.0
TOP, FOOT, LEFT = 720.0, 40.0, 72.0


@dataclass(frozen=True)
class Put:
    """Words to print at a place, in points from the left and from the bottom."""

    text: str
    x: float = LEFT
    y: float = TOP
    size: float = 11.0

    def command(self) -> bytes:
        words = self.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (self.size, self.x, self.y, words)


def set_lines(*lines: str, top: float = TOP, x: float = LEFT, size: float = 11.0) -> list[Put]:
    """Lines below one another; an empty one sets off a paragraph, one that begins with a tab is indented."""
    y = top
    puts = []
    for line in lines:
        if line:
            puts.append(Put(line.lstrip("\t"), x + 14 * line.startswith("\t"), y, size))
        y -= LEADING
    return puts


def pdf(
    *pages: Iterable[Put] | bytes,
    info: Mapping[str, str] | None = None,
    extra: Sequence[bytes] = (),
    font: bytes = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    resources: bytes = b"",
    packed: bool = True,
) -> bytes:
    """A whole PDF. A page is what to print on it, or its drawing commands; extra: objects from number 5 + 2 × pages."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", font, _info(info or {})]
    kids = []
    for page in pages:
        content = page if isinstance(page, bytes) else b"".join(put.command() for put in page)
        data = zlib.compress(content) if packed else content
        head = b"<</Length %d%s>>" % (len(data), b"/Filter/FlateDecode" if packed else b"")
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>%s>>>>"
            % (len(objects) + 2, resources)
        )
        kids.append(b"%d 0 R" % len(objects))
        objects.append(head + b"\nstream\n" + data + b"\nendstream")
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return written([*objects, *extra])


def written(objects: Sequence[bytes]) -> bytes:
    """The file of these objects, the first the catalogue, the fourth the properties."""
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
            len(data),
        )
    )


def _info(entries: Mapping[str, str]) -> bytes:
    cells = (
        b"/%s<%s>" % (key.encode(), ("\ufeff" + value).encode("utf-16-be").hex().encode())
        for key, value in entries.items()
    )
    return b"<<" + b"".join(cells) + b">>"
