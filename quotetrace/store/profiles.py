"""What a profile counts when it is asked for: who quotes a speaker and how faithfully, whom an outlet follows, and
which origins documents name that nobody here has seen. All of it is counted in the narrow rows of `counted`.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from quotetrace.model import DriftClass, Faithfulness, NamedOrigin, OutletProfile, QuotingOutlet, SpeakerProfile
from quotetrace.store.connection import Connection, Value
from quotetrace.store.counted import FIRSTS, SHARED, TIES, UNDATED
from quotetrace.store.filters import Where
from quotetrace.store.names import folded_name, speakers_called

_QUOTING = f"""
SELECT outlet, count(*), {SHARED}, {FIRSTS},
       {TIES}
FROM counted WHERE {{where}} GROUP BY outlet ORDER BY 2 DESC, outlet IS NULL, outlet
"""
_STANDING = f"""
SELECT count(*), coalesce(sum(first IS NULL AND dated), 0), coalesce(sum(first IS NULL AND NOT dated), 0) FROM (
    SELECT max(moment <> '{UNDATED}') AS dated, max(first) AS first
    FROM counted WHERE outlet IS ? AND shared GROUP BY utterance
)
"""
_FOLLOWED = """
SELECT follows, count(*) FROM counted WHERE outlet IS ? AND derived AND (outlet IS NULL OR follows IS NOT outlet)
GROUP BY follows ORDER BY 2 DESC, follows IS NULL, follows
"""
_DRIFTS = "SELECT drift, count(*) FROM counted WHERE {where} AND drift IS NOT NULL GROUP BY drift"
_CHANNELS = """
SELECT q.told_to, u.claimed_origins FROM counted c CROSS JOIN quotations q ON q.number = c.quotation
CROSS JOIN members m ON m.quotation = q.id CROSS JOIN utterances u ON u.id = m.utterance WHERE c.outlet IS ? AND c.told
"""
_UNSEEN = """
SELECT u.id, json_extract(c.value, '$[0]'), json_extract(c.value, '$[1]')
FROM utterances u CROSS JOIN json_each(u.claimed_origins) c
WHERE u.claimed_origins <> '[]' AND json_extract(c.value, '$[1]') IS NOT NULL AND NOT json_extract(c.value, '$[2]')
"""
_CLAIMING = """
SELECT d.outlet, q.told_to FROM members m CROSS JOIN quotations q ON q.id = m.quotation
CROSS JOIN documents d ON d.id = q.document WHERE m.utterance = ? AND q.told_to <> '[]'
"""


def speaker_profile(connection: Connection, name: str) -> SpeakerProfile:
    """Who quotes the speakers that `name` means, the most quotations first, and how faithfully."""
    ids = speakers_called(connection, name)
    where = f"speaker IN ({', '.join('?' for _ in ids)})"
    quoting = tuple(QuotingOutlet(*row) for row in connection.rows(_QUOTING.format(where=where), ids))
    return SpeakerProfile(quoting, _faithfulness(connection, where, ids))


def outlet_profile(connection: Connection, outlet: str | None) -> OutletProfile:
    """How an outlet stands beside others, by its exact name; None is the unknown outlet."""
    [(shared, later, undated)] = connection.rows(_STANDING, [outlet])
    follows = tuple((origin, number) for origin, number in connection.rows(_FOLLOWED, [outlet]))
    faithfulness = _faithfulness(connection, "outlet IS ?", [outlet])
    return OutletProfile(shared, later, undated, follows, faithfulness, _origins(connection, outlet))


def unseen_origins(connection: Connection, limit: int | None, *, passing: Where | None = None) -> list[NamedOrigin]:
    """The outlets that documents name as origins and of which no document is here; the most claimed first. passing:
    of which utterances u, all where it is None."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    claims: defaultdict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    passing = passing or Where()
    for utterance, text, outlet in connection.rows(f"{_UNSEEN} AND {passing}", passing.values):
        name = folded_name(outlet) or outlet
        spellings[name][outlet] += 1
        claims[name][utterance].add(text)
    ordered = sorted(claims, key=lambda name: (-len(claims[name]), name))[:limit]
    return [
        NamedOrigin(
            min(spellings[name], key=lambda each: (-spellings[name][each], each)),
            len(claims[name]),
            False,
            _claimants(connection, name, claims[name]),
        )
        for name in ordered
    ]


def has_unseen_origins(connection: Connection) -> bool:
    """Whether there is any of them."""
    return connection.one(f"{_UNSEEN} LIMIT 1") is not None


def _claimants(connection: Connection, name: str, claims: dict[int, set[str]]) -> tuple[str, ...]:
    """The known outlets whose documents make the claim."""
    found: set[str] = set()
    for utterance, texts in claims.items():
        for outlet, told_to in connection.rows(_CLAIMING, [utterance]):
            channels = json.loads(told_to)
            if outlet and any(text in texts or folded_name(named or "") == name for _, _, text, named in channels):
                found.add(outlet)
    return tuple(sorted(found))


def _faithfulness(connection: Connection, where: str, values: Sequence[Value]) -> Faithfulness:
    """How many quotations have which sort of drift; each counts by its most severe class."""
    found = Counter[str]()
    for value, number in connection.rows(_DRIFTS.format(where=where), values):
        drift = DriftClass(value)
        sort = "meaning" if drift.changes_meaning else "changed" if drift.changes_words else "verbatim"
        found["shortened" if drift.shortens else sort] += number
    return Faithfulness(found["verbatim"], found["shortened"], found["changed"], found["meaning"])


def _origins(connection: Connection, outlet: str | None) -> tuple[NamedOrigin, ...]:
    """The other outlets that its quotations name as where something was said, the most named first."""
    counts: Counter[str] = Counter()
    here: dict[str, bool] = {}
    for name, is_here in _named_by(connection, outlet):
        counts[name] += 1
        here[name] = here.get(name, False) or is_here
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    return tuple(NamedOrigin(name, counts[name], here[name]) for name in ordered if name != outlet)


def _named_by(connection: Connection, outlet: str | None) -> Iterator[tuple[str, bool]]:
    """Each origin that a channel of the outlet's quotations is, as tracing knows it: its name, and if it is here."""
    for told_to, claimed in connection.rows(_CHANNELS, [outlet]):
        claims = [(text, name, is_here) for text, name, is_here in json.loads(claimed) if name is not None]
        for _, _, text, named in json.loads(told_to):
            wanted = folded_name(named or text)
            fit = [one for one in claims if one[0] == text or folded_name(one[1]) == wanted]
            if fit:
                yield fit[0][1], fit[0][2]
            elif named is not None:
                yield named, False
