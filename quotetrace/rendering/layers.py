"""Stretches of a text marked in HTML: layers may nest, touch and cross, and the text between the tags stays exact.

A layer that crosses the end of another is cut in two there, since HTML cannot cross. Text of documents is untrusted:
it is made visible (`harmless`) and escaped here, and attributes are escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from quotetrace.rendering.harmless import visible


@dataclass(frozen=True, slots=True)
class Layer:
    """The characters ``[start, end)`` in a span with these attributes; of layers over the same characters the first
    in the list is outermost.

    anchor: the id of the first piece, empty for none. tail: HTML of ours right behind the last character, inside.
    """

    start: int
    end: int
    attributes: Mapping[str, str] = field(default_factory=dict)
    anchor: str = ""
    tail: str = ""


def layered(text: str, layers: Iterable[Layer]) -> str:
    """`text` as HTML with the layers around their characters; layers without characters are left out."""
    return "".join(_Pen(text, [one for one in layers if 0 <= one.start < one.end <= len(text)]).pieces())


def html_text(text: str) -> str:
    """`text` escaped for HTML, every control and invisible character as a sign for it; line ends are newlines."""
    return escape(visible(text.replace("\r\n", "\n")))


class _Pen:
    """Writes a text from left to right with the tags that are open."""

    def __init__(self, text: str, layers: Sequence[Layer]) -> None:
        self.text = text
        # Python's sort is stable, so layers over the same characters keep their order.
        self.waiting = sorted(layers, key=lambda one: (one.start, -one.end))[::-1]
        self.points = sorted({point for one in layers for point in (one.start, one.end)})
        self.open: list[Layer] = []

    def pieces(self) -> Iterator[str]:
        at = 0
        for point in self.points:
            yield html_text(self.text[at:point])
            yield from self._close(point)
            yield from self._open(point)
            at = point
        yield html_text(self.text[at:])

    def _close(self, point: int) -> Iterator[str]:
        """End the layers that end here; what was opened inside one of them and goes on is opened again."""
        lowest = next((depth for depth, one in enumerate(self.open) if one.end <= point), len(self.open))
        going_on = []
        for one in reversed(self.open[lowest:]):
            yield f"{one.tail if one.end <= point else ''}</span>"
            if one.end > point:
                going_on.append(one)
        del self.open[lowest:]
        for one in reversed(going_on):
            yield _tag(one, anchored=False)
            self.open.append(one)

    def _open(self, point: int) -> Iterator[str]:
        while self.waiting and self.waiting[-1].start == point:
            self.open.append(self.waiting.pop())
            yield _tag(self.open[-1], anchored=True)


def _tag(layer: Layer, *, anchored: bool) -> str:
    named = {"id": layer.anchor, **layer.attributes} if anchored and layer.anchor else layer.attributes
    return "<span" + "".join(f' {name}="{escape(value)}"' for name, value in named.items()) + ">"
