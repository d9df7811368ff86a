"""Whether the cue of an annotated indirect quotation is one of speech.

Annotations of indirect speech also mark beliefs, wishes and findings (*believes*, *wants*, *found*); only those with
a cue of speech count, the others are neither right nor wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_REGULAR = (
    "acknowledge add agree allege announce argue ask assert claim concede confirm contend declare deny emphasise "
    "emphasize explain insist maintain note pledge predict promise recall remark repeat reply report respond state "
    "stress suggest tweet urge vow warn"
)
_IRREGULAR = (
    "according agreeing admit admits admitted admitting reportedly say says said saying tell tells told telling write "
    "writes wrote written writing"
)
# To call somebody something is no report of speech; to call for or on is.
_CALL = re.compile(r"\bcall(?:s|ed|ing) (?:on|for)\b")
_WORD = re.compile(r"\w+")


def _forms(verb: str) -> Iterator[str]:
    """The forms of a regular verb: promise, promises, promised, promising; deny, denies, denied, denying."""
    stem = verb[:-1] if verb.endswith("e") else verb
    past = verb[:-1] + "i" if verb.endswith("y") else stem
    third = past + "es" if verb.endswith("y") else verb + "s"
    yield from (verb, third, past + "ed", stem + "ing")


_SPEECH = frozenset(_IRREGULAR.split()) | {form for verb in _REGULAR.split() for form in _forms(verb)}


def is_speech(cue: str) -> bool:
    """Whether a reporting cue (*warned*, *was told*, *according to*) is one of speech."""
    lower = cue.lower()
    return _CALL.search(lower) is not None or not _SPEECH.isdisjoint(_WORD.findall(lower))
