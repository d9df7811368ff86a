"""What some utterances come to: who was first how often, what was changed, which origins nobody here has seen.

Counted in the narrow rows of `counted`, so that a page on a million quotations begins in seconds.
"""

from __future__ import annotations

from collections.abc import Iterator

from quotetrace.model import DriftClass, Overview, QuotingOutlet
from quotetrace.moments import Moment
from quotetrace.store.connection import Connection, Row
from quotetrace.store.counted import FIRSTS, SHARED, TIES, UNDATED
from quotetrace.store.filters import Where
from quotetrace.store.profiles import unseen_origins
from quotetrace.store.rows import moment_of

_CLASSES = ", ".join(f"'{one}'" for one in DriftClass if one.changes_meaning)
_STANDING = """
SELECT count(*), coalesce(sum(u.first_status = 'first'), 0), coalesce(sum(u.first_status = 'tie'), 0),
       coalesce(sum(u.first_status = 'unknown'), 0), coalesce(sum(u.conflicts), 0)
FROM utterances u WHERE {passing}
"""
_AMONG = "c.utterance IN (SELECT u.id FROM utterances u WHERE {passing})"
_REPORTS = f"SELECT count(*), count(DISTINCT c.document) FROM counted c WHERE {_AMONG}"
_OUTLETS = f"""
SELECT c.outlet, count(*), {SHARED}, {FIRSTS},
       {TIES}
FROM counted c WHERE {_AMONG} GROUP BY c.outlet ORDER BY 4 DESC, 5 DESC, 3 DESC, c.outlet IS NULL, c.outlet
"""
_DRIFTS = f"SELECT c.drift, count(*) FROM counted c WHERE {_AMONG} AND c.drift IS NOT NULL GROUP BY c.drift"
_MEANING = f"SELECT count(DISTINCT c.utterance) FROM counted c WHERE {_AMONG} AND c.drift IN ({_CLASSES})"
_DATED = f"""
SELECT d.wall_start, d.precision, d.zone_minutes FROM counted c JOIN documents d ON d.id = c.document
WHERE {_AMONG} AND c.moment <> '{UNDATED}' ORDER BY c.moment {{order}}, d.id LIMIT 1
"""


def overview(connection: Connection, passing: Where) -> Overview:
    """The overview of the utterances u that pass."""

    def rows(sql: str) -> Iterator[Row]:
        return connection.rows(sql.format(passing=passing), passing.values)

    [(utterances, firsts, ties, unknown, conflicts)] = rows(_STANDING)
    [(meaning,)] = rows(_MEANING)
    [(quotations, documents)] = rows(_REPORTS)
    drifts = {DriftClass(name): number for name, number in rows(_DRIFTS)}
    return Overview(
        utterances=utterances,
        quotations=quotations,
        documents=documents,
        firsts=firsts,
        ties=ties,
        unknown=unknown,
        meaning=meaning,
        conflicts=conflicts,
        earliest=_moment(connection, passing, "ASC"),
        latest=_moment(connection, passing, "DESC"),
        outlets=tuple(QuotingOutlet(*row) for row in rows(_OUTLETS)),
        drifts={one: drifts[one] for one in DriftClass if one in drifts},
        unseen=tuple(unseen_origins(connection, None, passing=passing)),
    )


def _moment(connection: Connection, passing: Where, order: str) -> Moment | None:
    row = connection.one(_DATED.format(passing=passing, order=order), passing.values)
    return moment_of(*row) if row else None
