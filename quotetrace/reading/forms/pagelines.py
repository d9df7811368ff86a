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
    text = "\0".join(["", *select(tree, "//text()", smart_strings=False), ""])
    for sign in reversed(list(_SIGN.finditer(text))):
        # no farther than a line reaches: a text may have nothing but signs
        start = text.rfind("\0", max(0, sign.start() - _LINE_CHARACTERS - 1), sign.start()) + 1
        end = text.find("\0", sign.end(), sign.end() + _LINE_CHARACTERS + 1)
        is_line = start > 0 and 0 <= end <= start + _LINE_CHARACTERS
        name = copyright_name(" ".join(text[start:end].split())) if is_line else None
        if name:
            yield Evidence("outlet", name, "copyright")
            return


def text_of(element: Any) -> str:
    """The text of an element and all within, with single blanks."""
    return " ".join(str(element.text_content()).split())
