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
    DateLabel.CHANGED: (
        r"updated?|modified|last\s+(?:edited|changed|revised)|edited|revised|"
        r"mis\s+à\s+jour(?:\s+le)?|modifié(?:\s+le)?|aktualisiert(?:\s+am)?|geändert|actualizado(?:\s+el)?|aggiornato|"
        r"bijgewerkt|oppdatert|opdateret|uppdaterad|endret|aktualizováno|zaktualizowano"
    ),
    DateLabel.COPIED: (
        r"printed|retrieved|accessed|archived|downloaded|captured|saved|embargo(?:ed)?|not\s+for\s+release"
    ),
    DateLabel.PUBLISHED: (
        r"posted|published|publication(?:\s+date)?|first\s+published|date|dated|issued|released|created|uploaded|"
        r"publié(?:\s+le)?|veröffentlicht(?:\s+am)?|publicado(?:\s+el)?|pubblicato(?:\s+il)?|gepubliceerd(?:\s+op)?|publisert|"
        r"publicerad|offentliggjort|publikováno|opublikowano|julkaistu"
    ),
}
_LABELS = {
    label: re.compile(rf"\b(?:{words})\b\W*(?:on|at|until|till|before)?\W*$", re.IGNORECASE)
    for label, words in _PATTERNS.items()
}
# "Printed from The Marsh Examiner, 9 September 2025"
_OF_A_COPY = re.compile(r"\W*(?:printed|retrieved|accessed|archived|downloaded|captured|saved)\b", re.IGNORECASE)


def label_of(before: str) -> DateLabel:
    """The label with which the text before a date ends."""
    found = next((label for label, pattern in _LABELS.items() if pattern.search(before)), DateLabel.NONE)
    return DateLabel.COPIED if found is DateLabel.NONE and _OF_A_COPY.match(before) else found
