"""What a page prints around its article and no markup states: the owner at the foot.

Works on an lxml tree; nothing here imports lxml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quotetrace.model import Evidence
from quotetrace.reading.forms.pagetree import select
from quotetrace.reading.outlets import copyright_name

# A copyright line is no longer, in characters.
_LINE_CHARACTERS = 160
# One of these stands in every such line.
_SIGN = re.compile(r"©|\([cC]\)|[Cc]opyright|COPYRIGHT")


def owner_of(tree: Any) -> Iterator[Evidence]:
    """The owner that the page's last copyright line names."""
    text = "\0".join(select(tree, "//text()", smart_strings=False))
    for sign in reversed(list(_SIGN.finditer(text))):
        end = text.find("\0", sign.end())
        piece = text[text.rfind("\0", 0, sign.start()) + 1 : end if end >= 0 else len(text)]
        name = copyright_name(" ".join(piece.split())) if len(piece) <= _LINE_CHARACTERS else None
        if name:
            yield Evidence("outlet", name, "copyright")
            return


def text_of(element: Any) -> str:
    """The text of an element and all within, with single blanks."""
    return " ".join(str(element.text_content()).split())
