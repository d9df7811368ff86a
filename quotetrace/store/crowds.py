"""Crowds as they are stored: who has the same words as very many others, and which of them edges lead to.

They are kept so that it is known who is a head no more once others come, and who is one because some went.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from quotetrace.model import Seat
from quotetrace.store.connection import Connection, Row
from quotetrace.store.corrections import match_again
from quotetrace.store.rows import listed

CROWDS = """
CREATE TABLE crowds (
    crowd TEXT NOT NULL,
    quotation TEXT NOT NULL REFERENCES quotations (id) ON DELETE CASCADE,
    whole INTEGER NOT NULL,
    unclosed INTEGER NOT NULL,
    is_head INTEGER NOT NULL,
    PRIMARY KEY (crowd, quotation, whole)
) WITHOUT ROWID;
CREATE INDEX crowds_quotation ON crowds (quotation);
CREATE TABLE stale_crowds (crowd TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TRIGGER crowds_left AFTER DELETE ON crowds BEGIN
    INSERT INTO stale_crowds VALUES (old.crowd) ON CONFLICT DO NOTHING;
END;
"""
_COLUMNS = "crowd, quotation, whole, unclosed, is_head"


def seats(connection: Connection, quotations: Collection[str]) -> list[Seat]:
    """The seats of these quotations."""
    sql = f"SELECT {_columns('c')} FROM json_each(?) q CROSS JOIN crowds c ON c.quotation = q.value"
    return list(map(_seat, connection.rows(sql, [listed(quotations)]))) if _are_any(connection) else []


def heads(connection: Connection, quotations: Collection[str]) -> list[Seat]:
    """The heads of the crowds that these quotations are in."""
    if not _are_any(connection):
        return []
    sql = (
        f"SELECT {_columns('h')} FROM (SELECT DISTINCT c.crowd FROM json_each(?) q "
        "CROSS JOIN crowds c ON c.quotation = q.value) c CROSS JOIN crowds h ON h.crowd = c.crowd WHERE h.is_head"
    )
    return list(map(_seat, connection.rows(sql, [listed(quotations)])))


def stale(connection: Connection) -> Iterator[list[Seat]]:
    """The crowds that lost some, as they are now; one that lost all is empty."""
    for (name,) in list(connection.rows("SELECT crowd FROM stale_crowds ORDER BY crowd")):
        yield list(map(_seat, connection.rows(f"SELECT {_COLUMNS} FROM crowds WHERE crowd = ?", [name])))


def replace(connection: Connection, seats: Iterable[Seat]) -> None:
    """Make these the seats of their quotations."""
    rows = [(one.crowd, one.quotation, int(one.whole), int(one.unclosed), int(one.is_head)) for one in seats]
    connection.many(
        f"INSERT INTO crowds ({_COLUMNS}) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET unclosed = excluded.unclosed, is_head = excluded.is_head "
        "WHERE unclosed <> excluded.unclosed OR is_head <> excluded.is_head",
        rows,
    )


def dissolve(connection: Connection, crowds: Iterable[str]) -> None:
    """These are crowds no more."""
    connection.many("DELETE FROM crowds WHERE crowd = ?", [(name,) for name in crowds])


def settle(connection: Connection) -> None:
    """What became of all that lost some is known."""
    connection.execute("DELETE FROM stale_crowds")


def match_anew(connection: Connection, documents: Iterable[str]) -> set[str]:
    """These wait to be matched again and have no edges until then. Those of them that did not wait."""
    asked = sorted(documents)
    sql = "SELECT d.id FROM json_each(?) i CROSS JOIN documents d ON d.id = i.value WHERE NOT d.pending"
    matched = {name for (name,) in connection.rows(sql, [listed(asked)])}
    for document in asked:
        match_again(connection, document)
    return matched


def documents_of(connection: Connection, quotations: Collection[str]) -> set[str]:
    """The documents of these quotations."""
    sql = "SELECT q.document FROM json_each(?) i CROSS JOIN quotations q ON q.id = i.value"
    return {name for (name,) in connection.rows(sql, [listed(quotations)])}


def _are_any(connection: Connection) -> bool:
    return connection.one("SELECT 1 FROM crowds LIMIT 1") is not None


def _columns(table: str) -> str:
    return ", ".join(f"{table}.{name}" for name in _COLUMNS.split(", "))


def _seat(row: Row) -> Seat:
    crowd, quotation, whole, unclosed, is_head = row
    return Seat(crowd, quotation, bool(whole), bool(unclosed), bool(is_head))
