"""One hash of what a store says, whatever order, batches and files it came in.

SQLite writes each row as a line, without what depends on how it came to be stored: utterances go by their members and
by the quotation that stands for them, never by their ids; names of files and labels, which depend on the PATH given,
times of storing, and the sentences in which evidence is told are left out. Where the lines come in an order of their
own (by the ids of documents and quotations), the lines are hashed one behind the other; where not, each by itself, and
the sum of these hashes counts, which is the same in any order. So every table is read once, nothing is sorted and
nothing is kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import itemgetter

from quotetrace.model import DigestPart
from quotetrace.store.connection import Connection

# Raised whenever the same store would give another digest
_VERSION = 1
_BYTES = 32
_TOGETHER = 1_000

_DOCUMENTS = """
SELECT json_array(id, text_hash, outlet, headline, headline_separate, author, url, published, precision, zone_minutes,
                  modified, language, zones) FROM documents ORDER BY id
"""
# Scores in millionths: SQLite writes a fraction otherwise from release to release
_QUOTATIONS = """
SELECT json_array(q.id, q.stop, q.text, q.kind, coalesce(s.name, q.speaker), q.mention, q.mention_start, q.cue,
                  q.cue_start, q.told_to, q.continues, q.flags, CAST(q.confidence * 1e6 AS INTEGER), q.rule,
                  q.runner_up)
FROM quotations q LEFT JOIN entities e ON e.document = q.document AND e.number = q.entity
LEFT JOIN speakers s ON s.id = e.speaker ORDER BY q.document, q.part DESC, q.start
"""
_SPEAKERS = "SELECT json_array(name, kind, aliases, also) FROM speakers"
_EDGES = """
SELECT json_array("left", "right", relation, CAST(score * 1e6 AS INTEGER), left_whole, right_whole, speaker_conflict)
FROM edges WHERE accepted ORDER BY "left", "right", relation
"""
# In the order of an index that has all of it
_MEMBERS = """
SELECT group_concat(quotation, ' ') FROM (SELECT utterance, quotation FROM members ORDER BY utterance, position)
GROUP BY utterance
"""
_UTTERANCES = """
SELECT json_array(representative, speaker, documents, copies, outlet_names, flags, claimed_origins, speaker_conflict)
FROM utterances
"""
_FIRSTS = "SELECT representative || ' ' || first_status || ' ' || first FROM utterances"
_LINEAGE = """
SELECT json_array(quotation, lineage_status, lineage_from) FROM members WHERE lineage_status <> 'none'
ORDER BY quotation
"""
_DRIFT = """
SELECT json_array(quotation, drift_from, drift_class, drift_classes, CAST(similarity * 1e6 AS INTEGER), edits, frame)
FROM members WHERE drift_from IS NOT NULL OR frame <> '' ORDER BY quotation
"""
_LINKS = """
SELECT json_array(u.representative, o.representative, json_extract(r.value, '$[1]'), json_extract(r.value, '$[3]'))
FROM utterances u CROSS JOIN json_each(u.related) r CROSS JOIN utterances o ON o.id = json_extract(r.value, '$[0]')
WHERE u.related <> '[]'
"""
_COPIES = "SELECT json_array(id, copy_class) FROM documents WHERE copy_class IS NOT NULL ORDER BY id"
# Without the labels and the opening words by which what it is about is found again, and when it was made
_DECISIONS = """
SELECT json_array(kind, document, part, start, stop, words, value, state, made_by,
    (SELECT json_group_array(json_array(
        json_extract(o.value, '$[0]'), json_extract(o.value, '$[3]'), json_extract(o.value, '$[4]')
    )) FROM json_each(coalesce(other, '[]')) o)
) FROM decisions
"""
# Where the lists begin in what is stored of the first, and what stands in one that has several
_LISTS, _SEVERAL = ",[", '","'


def digest(connection: Connection) -> list[DigestPart]:
    """The parts of what the store says, each with its number of rows and its hash, and the whole as the last."""

    def lines(sql: str) -> Iterator[str]:
        return map(itemgetter(0), connection.rows(sql))

    parts = [
        _in_order("documents", lines(_DOCUMENTS)),
        _in_order("quotations", lines(_QUOTATIONS)),
        _in_any_order("speakers", lines(_SPEAKERS)),
        _in_order("edges", lines(_EDGES)),
        _in_any_order("utterances", map(_members, lines(_MEMBERS)), lines(_UTTERANCES)),
        _in_any_order("firsts", map(_first, lines(_FIRSTS))),
        _in_order("lineage", lines(_LINEAGE)),
        _in_order("drift", lines(_DRIFT)),
        _in_any_order("links", lines(_LINKS)),
        _in_order("copies", lines(_COPIES)),
        _in_any_order("decisions", lines(_DECISIONS)),
    ]
    told = "".join(f"{one.name} {one.rows} {one.digest}\n" for one in parts)
    whole = hashlib.sha256(f"quotetrace {_VERSION}\n{told}".encode()).hexdigest()
    return [*parts, DigestPart("whole", sum(one.rows for one in parts), whole)]


def _in_order(name: str, lines: Iterator[str]) -> DigestPart:
    """A part whose lines come in the same order wherever the same is said; none has a line break in it."""
    number, known = 0, hashlib.sha256()
    while some := list(islice(lines, _TOGETHER)):
        number += len(some)
        known.update("\n".join([*some, ""]).encode())
    return DigestPart(name, number, known.hexdigest())


def _in_any_order(name: str, lines: Iterable[str], beside: Iterable[str] = ()) -> DigestPart:
    """A part whose lines come in any order. beside: other lines on the same, which are not counted."""
    number = total = 0
    for line in lines:
        total += int.from_bytes(hashlib.sha256(line.encode()).digest())
        number += 1
    for line in beside:
        total += int.from_bytes(hashlib.sha256(line.encode()).digest())
    known = hashlib.sha256((total % (1 << 8 * _BYTES)).to_bytes(_BYTES))
    return DigestPart(name, number, known.hexdigest())


def _members(line: str) -> str:
    """The members of an utterance in the order of their ids."""
    return " ".join(sorted(line.split(" "))) if " " in line else line


def _first(line: str) -> str:
    """Who was first; several without the order in which their labels put them."""
    if _SEVERAL not in line.partition(_LISTS)[2]:
        return line
    representative, status, first = line.split(" ", 2)
    told = [sorted(one) if isinstance(one, list) else one for one in json.loads(first)]
    return f"{representative} {status} {json.dumps(told)}"
