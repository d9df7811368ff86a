"""What a page prints around its article and no markup states: the owner at the foot.

Works on an lxml tree; nothing here imports lxml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quotetrace.model import Evidence
from quotetrace.reading.outlets import copyright_name

# A copyright line is no longer, in characters.
_LINE_CHARACTERS = 160
# One of these stands in every such line; most lines have none.
_SIGNS = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)


def owner_of(tree: Any) -> Iterator[Evidence]:
    """The owner that the page's last copyright line names."""
    for piece in reversed(list(tree.itertext())):
        claims = len(piece) <= _LINE_CHARACTERS and _SIGNS.search(piece)
        name = copyright_name(" ".join(piece.split())) if claims else None
        if name:
            yield Evidence("outlet", name, "copyright")
            return


def text_of(element: Any) -> str:
    """The text of an element and all within, with single blanks."""
    return " ".join(str(element.text_content()).split())
