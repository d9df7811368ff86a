"""Keyset paging: what comes after a row in the order of a list.

In each of the stretches here all rows come before those of the next one, and within one an index leads from its
beginning in the order asked for: a page far down costs as little as the first. (Winand, *SQL Performance Explained*,
2012, calls it the seek method.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from quotetrace.errors import NotFoundError
from quotetrace.store.connection import Connection, Row, Value
from quotetrace.store.counted import UNDATED
from quotetrace.store.filters import Where
from quotetrace.store.rows import TIME

# `TIME` is null where this is 1; documents d without a time are the last
_SAME_KNOWN = "d.wall_start IS NULL, "
_SAME_TIME = f"{_SAME_KNOWN}{TIME}, "
_SAME_NUMBER = "u.documents DESC, u.first_published IS NULL, "
_SAME_FIRST = f"{_SAME_NUMBER}u.first_published, "
_TIMELESS = "(d.wall_start IS NULL)"
_BELOW_DOCUMENT = "(d.label, d.id) > (?, ?)"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that follow one another.

    same: the beginning of the order that is the same for all of them, which SQLite does not see in an expression.
    """

    where: Where = field(default_factory=Where)
    same: str = ""

    def order(self, order: str) -> str:
        """What is left of the order to sort by."""
        return order.removeprefix(self.same)


FROM_THE_TOP = (Stretch(),)
# Most documents first, then the earliest, as the indexes of utterances u have it
MOST_TOLD = "u.documents DESC, u.first_published IS NULL, u.first_published, u.id"


def read(
    stretches: Sequence[Stretch], limit: int | None, rows: Callable[[Stretch, int | None], Iterator[Row]]
) -> Iterator[Row]:
    """The rows of one stretch after the other until there are `limit`; `rows` gives so many of one."""
    left = limit
    for stretch in stretches:
        found = 0
        for row in rows(stretch, left):
            found += 1
            yield row
        if left is not None:
            left -= found
            if not left:
                return


def after_document(connection: Connection, document: str) -> list[Stretch]:
    """The documents d after this one in the order of time."""
    moment, label = _standing(connection, document)
    if moment is None:
        below = f"{_TIMELESS} = 1 AND {TIME} IS NULL AND {_BELOW_DOCUMENT}"
        return [_stretch(below, label, document, same=_SAME_TIME)]
    below = f"{_TIMELESS} = 0 AND {TIME} = ? AND {_BELOW_DOCUMENT}"
    return [
        _stretch(below, moment, label, document, same=_SAME_TIME),
        _stretch(f"{_TIMELESS} = 0 AND {TIME} > ?", moment, same=_SAME_KNOWN),
        _stretch(f"{_TIMELESS} = 1 AND {TIME} IS NULL", same=_SAME_TIME),
    ]


def after_quotation(connection: Connection, quotation: str) -> list[Stretch]:
    """The quotations q in documents d after this one in the order of time, then of place."""
    document, part, start = _place(connection, quotation)
    return [_below(document, part, start), *after_document(connection, document)]


def after_counted(connection: Connection, quotation: str) -> list[Stretch]:
    """The same by the rows of `counted` c; the last stretch alone holds several moments, and asks for nothing else."""
    document, part, start = _place(connection, quotation)
    moment, label = _standing(connection, document)
    moment = UNDATED if moment is None else moment
    return [
        _below(document, part, start),
        _stretch(f"c.moment = ? AND {_BELOW_DOCUMENT}", moment, label, document),
        _stretch("c.moment > ?", moment),
    ]


def after_utterance(connection: Connection, utterance: int) -> list[Stretch]:
    """The utterances u after this one, of which there is one: most documents first, then the earliest."""
    sql = "SELECT documents, first_published FROM utterances WHERE id = ?"
    [(documents, first)] = connection.rows(sql, [utterance])
    dated, undated = (f"u.documents = ? AND (u.first_published IS NULL) = {number}" for number in (0, 1))
    undated += " AND u.first_published IS NULL"
    fewer = _stretch("u.documents < ?", documents)
    if first is None:
        return [_stretch(f"{undated} AND u.id > ?", documents, utterance, same=_SAME_FIRST), fewer]
    later = f"{dated} AND (u.first_published, u.id) > (?, ?)"
    return [
        _stretch(later, documents, first, utterance, same=_SAME_NUMBER),
        _stretch(undated, documents, same=_SAME_FIRST),
        fewer,
    ]


def _below(document: str, part: str, start: int) -> Stretch:
    return _stretch("d.id = ? AND (q.part < ? OR q.part = ? AND q.start > ?)", document, part, part, start)


def _standing(connection: Connection, document: str) -> tuple[str | None, str]:
    row = connection.one(f"SELECT {TIME}, d.label FROM documents d WHERE d.id = ?", [document])
    if row is None:
        raise NotFoundError(f"no document {document} in {connection.name}")
    return row[0], row[1]


def _place(connection: Connection, quotation: str) -> tuple[str, str, int]:
    row = connection.one("SELECT document, part, start FROM quotations WHERE id = ?", [quotation])
    if row is None:
        raise NotFoundError(f"no quotation {quotation} in {connection.name}")
    return row[0], row[1], row[2]


def _stretch(condition: str, *values: Value, same: str = "") -> Stretch:
    return Stretch(Where([condition], list(values)), same)
