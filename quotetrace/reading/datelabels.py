"""What the words directly before a date say that it dates: the publication, a change, the making of the copy."""

from __future__ import annotations

import re
from enum import Enum


class DateLabel(Enum):
    """What a date on a line of its own dates; NONE where no word says it."""

    PUBLISHED = "published"
    CHANGED = "changed"
    COPIED = "copied"
    NONE = "none"


_PATTERNS = {
    DateLabel.CHANGED: r"updated?|modified|last\s+(?:edited|changed|revised)|edited|revised",
    DateLabel.COPIED: (
        r"printed|retrieved|accessed|archived|downloaded|captured|saved|embargo(?:ed)?|not\s+for\s+release"
    ),
    DateLabel.PUBLISHED: (
        r"posted|published|publication(?:\s+date)?|first\s+published|date|dated|issued|released|created|uploaded"
    ),
}
_LABELS = {
    label: re.compile(rf"\b(?:{words})\b\W*(?:on|at|until|till|before)?\W*$", re.IGNORECASE)
    for label, words in _PATTERNS.items()
}


def label_of(before: str) -> DateLabel:
    """The label with which the text before a date ends."""
    return next((label for label, pattern in _LABELS.items() if pattern.search(before)), DateLabel.NONE)
