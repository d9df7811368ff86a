"""Writing anew what is marked in `counted`, and with it the counts of speakers and outlets, which are stored."""

from __future__ import annotations

from quotetrace.store.connection import Connection
from quotetrace.store.counted import BESIDE, COLUMNS, FIRSTS, ROW, SHARED, TIES

_FACTS = [name for name in COLUMNS.split(", ") if name != "quotation"]
_STALE = f"""
INSERT INTO counted ({COLUMNS}) {ROW}
FROM stale_counted s CROSS JOIN quotations q ON q.number = s.quotation {BESIDE}
ON CONFLICT (quotation) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _FACTS)}
WHERE ({", ".join(_FACTS)}) IS NOT ({", ".join(f"excluded.{name}" for name in _FACTS)})
"""
_WRONG = f"""
SELECT (SELECT count(*) FROM (
    SELECT * FROM (SELECT {COLUMNS} FROM counted EXCEPT {ROW} FROM quotations q {BESIDE})
    UNION ALL SELECT * FROM ({ROW} FROM quotations q {BESIDE} EXCEPT SELECT {COLUMNS} FROM counted)
)) + (SELECT count(*) FROM speakers p WHERE (quotations, documents, outlets, utterances) IS NOT (
    SELECT count(*), count(DISTINCT document), count(DISTINCT outlet), {SHARED}
    FROM counted WHERE speaker = p.id
)) + (SELECT count(*) FROM (SELECT outlet FROM documents GROUP BY outlet) d
LEFT JOIN outlet_counts n ON n.outlet = coalesce(d.outlet, '')
WHERE (coalesce(quotations, 0), coalesce(firsts, 0), coalesce(ties, 0)) IS NOT (
    SELECT count(*), {FIRSTS},
           {TIES} FROM counted WHERE outlet IS d.outlet
))
WHERE NOT EXISTS (SELECT 1 FROM stale_counted)
AND (? OR NOT EXISTS (SELECT 1 FROM stale_speakers UNION ALL SELECT 1 FROM stale_outlets))
"""
_SPEAKERS = f"""
SELECT count(c.quotation), count(DISTINCT c.document), count(DISTINCT c.outlet), {SHARED}, p.id
FROM stale_speakers s CROSS JOIN speakers p ON p.id = s.speaker LEFT JOIN counted c ON c.speaker = p.id GROUP BY p.id
"""
_OUTLETS = f"""
INSERT INTO outlet_counts (outlet, quotations, firsts, ties)
SELECT s.outlet, count(c.quotation), {FIRSTS},
       {TIES}
FROM stale_outlets s LEFT JOIN counted c ON c.outlet IS nullif(s.outlet, '') GROUP BY s.outlet
ON CONFLICT (outlet) DO UPDATE SET quotations = excluded.quotations, firsts = excluded.firsts, ties = excluded.ties
"""


def count_again(connection: Connection) -> None:
    """Write the marked rows anew, and with them the counts of the speakers and outlets of whom anything changed."""
    connection.execute(_STALE)
    sql = "UPDATE speakers SET quotations = ?, documents = ?, outlets = ?, utterances = ? WHERE id = ?"
    connection.many(sql, list(connection.rows(_SPEAKERS)))
    connection.execute(_OUTLETS)
    for table in ("stale_counted", "stale_speakers", "stale_outlets"):
        connection.execute(f"DELETE FROM {table}")


def all_counted(connection: Connection) -> bool:
    """Whether no row waits to be written anew, as rows do where a run was interrupted."""
    return connection.one("SELECT 1 FROM stale_counted") is None


def wrong_counts(connection: Connection, *, settled: bool) -> int:
    """How many rows differ from what they are made of; none while rows wait to be written anew, nor in a store that is
    not settled while counts do."""
    return connection.number(_WRONG, [settled])
