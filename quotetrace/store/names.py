"""Speakers and outlets as people type them: any case, no accents, surname enough, any alias seen in the text; an
outlet also by what else it is called (*NYT*, ``nytimes.com``) or by a part of its name."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from quotetrace.errors import UsageError
from quotetrace.folding import fold_name, fold_words
from quotetrace.model import EntityKind, Place, Speaker
from quotetrace.press import current
from quotetrace.store.connection import Connection
from quotetrace.store.rows import dump, listed

# As many names as fit into a line that somebody reads.
_CHOICES = 8
_ARTICLES = frozenset({"the", "a", "an"})
_BEFORE_HOST = re.compile(r"^(?:https?://)?(?:www\.)?")
_BRACKETS = str.maketrans("[]", "  ")


def folded_name(text: str) -> str:
    """A name's folded words without the article before it; empty where `text` has no words."""
    words = fold_name(text.translate(_BRACKETS))
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def search_words(text: str) -> list[str]:
    """The folded words of `text`, an editor's words in square brackets among them: people search for those too."""
    return list(fold_words(text.translate(_BRACKETS)))


def indexed_words(text: str) -> str:
    """What the search index holds of `text`: its words, and those with an apostrophe without it as well (*russias*)."""
    words = search_words(text)
    return " ".join([*words, *(word.replace("'", "") for word in words if "'" in word)])


def replace_speakers(
    connection: Connection,
    speakers: Iterable[Speaker],
    *,
    among: Collection[Place],
    stored: Mapping[Place, str | None],
) -> None:
    """Make these the speakers of the entities at the places `among`; rows that stay the same are not written, and a
    speaker whom no entity is any more goes. stored: the ids of the speakers that some of the entities have."""
    known = list(speakers)
    sql = "SELECT s.id, s.name, s.kind, s.aliases, s.also FROM json_each(?) i CROSS JOIN speakers s ON s.id = i.value"
    before = {row[0]: row for row in connection.rows(sql, [listed(speaker.id for speaker in known)])}
    claims: dict[Place, str] = {}
    for speaker in known:
        row = (speaker.id, speaker.name, speaker.kind.value, dump(speaker.aliases), dump(speaker.also))
        if before.get(speaker.id) != row:
            _write_speaker(connection, speaker, row)
        claims.update(dict.fromkeys(speaker.members, speaker.id))
    _write_claims(connection, claims, among, stored)
    connection.execute(
        "DELETE FROM speakers WHERE id IN (SELECT speaker FROM stale_speakers) "
        "AND NOT EXISTS (SELECT 1 FROM entities WHERE speaker = speakers.id)"
    )


def speakers_called(connection: Connection, name: str) -> list[str]:
    """The ids of the speakers that somebody who types `name` means, possibly none.

    The whole display name or a whole alias; or of a person's name, also a decided one, the last word and any before it
    in their order (*von der Leyen*, *Jens Stoltenberg* for *Jens Evensen Stoltenberg*), but not the first name alone.
    """
    folded = folded_name(name)
    if not folded:
        return []
    words = folded.split()
    exact = connection.rows("SELECT DISTINCT speaker FROM speaker_names WHERE folded = ?", [folded])
    sql = "SELECT speaker, folded FROM speaker_names WHERE last = ? AND is_name"
    longer = (speaker for speaker, known in connection.rows(sql, [words[-1]]) if in_order(words, known.split()))
    return sorted({speaker for (speaker,) in exact} | set(longer))


def speakers_in_part(connection: Connection, name: str) -> list[str]:
    """The ids of the speakers with `name` as a part of their display name (see `_is_part`): for a look around, as a
    first name is too little to filter by."""
    words = folded_name(name).split()
    if not words:
        return []
    sql = (
        "SELECT n.speaker, n.folded, s.name FROM speaker_names n JOIN speakers s ON s.id = n.speaker "
        "WHERE ' ' || n.folded GLOB '* ' || ? || '*' ORDER BY n.speaker"
    )
    rows = connection.rows(sql, words[:1])
    return [found for found, folded, shown in rows if _is_part(words, folded.split()) and folded_name(shown) == folded]


def outlets_named(connection: Connection, name: str) -> list[str]:
    """The outlets whose folded name is that of `name`, in any spelling of case and accents; where there is none, the
    one that the table of outlets knows by that name or domain, if it is here."""
    folded = folded_name(name)
    exact = _outlets_folded(connection, folded)
    if exact or not folded:
        return exact
    meant = current().by_name(name) or current().by_domain(_host(name))
    return _outlets_folded(connection, folded_name(meant.name)) if meant else []


def outlets_called(connection: Connection, name: str) -> list[str]:
    """The outlets that `name` means as a whole (see `outlets_named`); where there is none, those with `name` as a part
    of theirs (see `_is_part`)."""
    folded = folded_name(name)
    whole = outlets_named(connection, name)
    if whole or not folded:
        return whole
    known = connection.rows("SELECT name, folded FROM outlets o ORDER BY name")
    return [outlet for outlet, words in known if _is_part(folded.split(), words.split())]


def one_outlet_called(connection: Connection, name: str) -> list[str]:
    """The outlets that somebody who filters by `name` means: one, or the spellings of one; none where nobody is called
    so. UsageError, with the names to choose from, where a part of a name is a part of several."""
    found = outlets_called(connection, name)
    if len({folded_name(one) for one in found}) > 1:
        some = "; ".join(found[:_CHOICES]) + ("; …" if len(found) > _CHOICES else "")
        raise UsageError(f"which one? {name!r} is a part of {len(found)} outlets' names: {some}")
    return found


def outlet_names(connection: Connection) -> frozenset[str]:
    """The outlets of all documents."""
    rows = connection.rows("SELECT DISTINCT outlet FROM documents WHERE outlet IS NOT NULL")
    return frozenset(name for (name,) in rows)


def add_outlets(connection: Connection, names: Iterable[str | None]) -> None:
    """Make these outlets known, those that are new."""
    rows = [(name, folded_name(name)) for name in names if name is not None]
    connection.many("INSERT OR IGNORE INTO outlets (name, folded) VALUES (?, ?)", rows)


def unify_outlets(connection: Connection) -> None:
    """Show each outlet under one name: of the spellings with the same folded words the one that most documents have,
    the first in the alphabet of several. A name without any word is an outlet of its own. A spelling that no document
    has any more is forgotten: it is no answer to what somebody means by a part of it."""
    connection.execute(
        "DELETE FROM outlets WHERE NOT EXISTS (SELECT 1 FROM documents WHERE outlet_as_read = name) "
        "AND NOT EXISTS (SELECT 1 FROM documents WHERE outlet = name)"
    )
    sql = (
        "SELECT d.outlet_as_read, o.folded, count(*) FROM documents d JOIN outlets o ON o.name = d.outlet_as_read "
        "GROUP BY d.outlet_as_read"
    )
    counted = [(-number, name, folded or name) for name, folded, number in connection.rows(sql)]
    shown: dict[str, str] = {}
    for _, name, folded in sorted(counted):
        shown.setdefault(folded, name)
    # A name that is shown and should not be is the only reason to look through the documents of its spellings
    names: dict[str, str] = dict(connection.rows("SELECT name, folded FROM outlets"))
    in_use = [(name, names[name] or name) for name in outlet_names(connection)]
    wrong = {folded for name, folded in in_use if name != shown.get(folded)}
    changes = [(shown[folded], name, shown[folded]) for _, name, folded in counted if folded in wrong]
    connection.many("UPDATE documents SET outlet = ? WHERE outlet_as_read = ? AND outlet <> ?", changes)


def aliases_of(column: str) -> tuple[str, ...]:
    """The aliases in a JSON column."""
    return tuple(json.loads(column))


def _outlets_folded(connection: Connection, folded: str) -> list[str]:
    """The outlets of exactly this folded name."""
    rows = connection.rows("SELECT name FROM outlets WHERE folded = ? ORDER BY name", [folded])
    return [outlet for (outlet,) in rows]


def _host(text: str) -> str:
    """The host of an address or a domain, as somebody types or pastes it."""
    return _BEFORE_HOST.sub("", text.strip().lower()).partition("/")[0]


def _write_speaker(connection: Connection, speaker: Speaker, row: tuple[str, ...]) -> None:
    connection.execute(
        "INSERT INTO speakers (id, name, kind, aliases, also) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE "
        "SET name = excluded.name, kind = excluded.kind, aliases = excluded.aliases, also = excluded.also",
        row,
    )
    connection.execute("DELETE FROM speaker_names WHERE speaker = ?", [speaker.id])
    is_person = speaker.kind is EntityKind.PERSON
    names = {folded_name(alias): 0 for alias in speaker.aliases}
    names |= {folded_name(name): int(is_person) for name in (*speaker.also, speaker.name)}
    connection.many(
        "INSERT INTO speaker_names (folded, last, speaker, is_name) VALUES (?, ?, ?, ?)",
        [(name, name.split()[-1], speaker.id, is_name) for name, is_name in names.items() if name],
    )


def _write_claims(
    connection: Connection, claims: Mapping[Place, str], among: Collection[Place], stored: Mapping[Place, str | None]
) -> None:
    sql = (
        "SELECT e.document, e.number, e.speaker FROM json_each(?) p CROSS JOIN entities e "
        "ON e.document = json_extract(p.value, '$[0]') AND e.number = json_extract(p.value, '$[1]')"
    )
    asked = [place for place in among if place not in stored]
    others = {(document, number): speaker for document, number, speaker in connection.rows(sql, [dump(asked)])}
    had = {**others, **stored}
    changed = [(claims.get(place), *place) for place in among if claims.get(place) != had[place]]
    connection.many("UPDATE entities SET speaker = ? WHERE document = ? AND number = ?", changed)


def _is_part(words: list[str], name: list[str]) -> bool:
    """Whether each of `words` is a word of `name` or begins one, in their order."""
    rest = iter(name)
    return all(any(one.startswith(word) for one in rest) for word in words)


def in_order(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether `words` all stand in `name` in their order, the last at the end."""
    rest = iter(name)
    return all(word in rest for word in words) and words[-1] == name[-1]
