"""Questions that people ask of a store most often, as queries for whoever browses the file.

Their parameters are what somebody types: the functions of this room fold names and words as the store's own are
folded, and what is typed is never read as query syntax. A parameter left empty finds nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quotetrace.model import DriftClass
from quotetrace.store.filters import search_query
from quotetrace.store.names import folded_name, in_order
from quotetrace.store.rows import IN_TIME, TIME

# What FTS5 takes for a query that nothing fits; an empty one is an error to it
_NOTHING = '""'
_OUTLET = "coalesce(d.outlet, '(outlet unknown)')"
_SPEAKER = "coalesce(s.name, q.speaker)"
_PLACE = f"{IN_TIME}, q.part DESC, q.start"
# Of an utterance u: with w, the wording that is first in this collection, of several the fullest, as drift is measured;
# which may be another than the fullest of all, that stands for the utterance. Nothing where nobody knows a first.
_FIRST_WORDING = """
LEFT JOIN quotations w ON u.first_status <> 'unknown' AND w.id = (
    SELECT q.id FROM members m JOIN quotations q ON q.id = m.quotation
    WHERE m.utterance = u.id AND m.is_first
    ORDER BY m.drift_from IS NOT NULL, q.kind = 'indirect' OR q.flags LIKE '%"unclosed"%', length(q.text) DESC,
             m.position LIMIT 1
)
"""
_FIRST_OUTLETS = f"""
(SELECT group_concat(coalesce(f.outlet, '(outlet unknown)'), '; ') FROM firsts f
 WHERE f.utterance = u.id AND f.status <> 'unknown') AS first_outlets,
w.text AS first_wording,
(SELECT group_concat(outlet, '; ') FROM (
    SELECT DISTINCT {_OUTLET} AS outlet
    FROM members m JOIN quotations q ON q.id = m.quotation JOIN documents d ON d.id = q.document
    WHERE m.utterance = u.id AND m.is_first AND q.text = w.text ORDER BY outlet
)) AS first_wording_in
"""
_WORSE = ", ".join(f"'{one}'" for one in DriftClass if one.changes_meaning)
_BY_SEVERITY = " ".join(f"WHEN '{one}' THEN {-one.severity}" for one in DriftClass)


@dataclass(frozen=True, slots=True)
class Canned:
    """A query with a name for its address, and what it answers. sql: with a named parameter for each blank."""

    name: str
    title: str
    description: str
    sql: str


def _words_to_query(typed: str | None) -> str:
    return search_query(typed or "") or _NOTHING


def _folded(typed: str | None) -> str:
    return folded_name(typed or "")


def _last(folded: str | None) -> str:
    return (folded or "").rpartition(" ")[2]


def _has_in_order(words: str | None, name: str | None) -> bool:
    asked = (words or "").split()
    return bool(asked) and in_order(asked, (name or "").split())


# Name, number of arguments, what it does: the functions that the queries need beside SQLite's own
FUNCTIONS: tuple[tuple[str, int, Callable[..., str | bool]], ...] = (
    ("search_query", 1, _words_to_query),
    ("folded_name", 1, _folded),
    ("last_word", 1, _last),
    ("has_in_order", 2, _has_in_order),
)

# The views of the file for whoever goes through them page by page: the same rows, in an order that an index has. There
# a first page takes no time; of a million quotations, the file's own views are sorted for half a minute. CROSS JOIN
# keeps SQLite to that order. Who is quoted most comes first, and last what nobody is known to have said.
_REPORTED = "u.documents DESC, u.first_published IS NULL, u.first_published, u.id, m.position"
PAGED_VIEWS = {
    "first_quotes": f"""
SELECT u.id AS utterance, u.first_status AS status, u.speaker AS speaker, q.text AS quotation,
       {_OUTLET} AS outlet, d.published AS published, d.label AS document, d.url AS url,
       u.documents AS reported_by_documents, u.outlets AS reported_by_outlets, u.flags AS flags
FROM utterances u
CROSS JOIN members m ON m.utterance = u.id AND m.is_first
CROSS JOIN quotations q ON q.id = m.quotation
CROSS JOIN documents d ON d.id = q.document
ORDER BY {_REPORTED}
""",
    "quotes_by_speaker": f"""
SELECT * FROM (
    SELECT s.name AS speaker, q.text AS quotation, q.kind AS kind, {_OUTLET} AS outlet, d.published AS published,
           d.label AS document, d.url AS url, q.mention AS speaker_mention, q.cue AS cue, q.confidence AS confidence,
           m.utterance AS utterance
    FROM speakers s
    CROSS JOIN entities e ON e.speaker = s.id
    CROSS JOIN quotations q ON q.document = e.document AND q.entity = e.number
    CROSS JOIN documents d ON d.id = q.document
    LEFT JOIN members m ON m.quotation = q.id
    WHERE q.kind <> 'scare'
    ORDER BY s.quotations DESC, s.name, s.id, d.wall_start IS NULL, {TIME}, d.label, q.start
)
UNION ALL
SELECT * FROM (
    SELECT coalesce(q.speaker, '(speaker unknown)'), q.text, q.kind, {_OUTLET}, d.published, d.label, d.url, q.mention,
           q.cue, q.confidence, m.utterance
    FROM documents d
    CROSS JOIN quotations q ON q.document = d.id
    LEFT JOIN entities e ON e.document = q.document AND e.number = q.entity
    LEFT JOIN members m ON m.quotation = q.id
    WHERE q.kind <> 'scare' AND e.speaker IS NULL
    ORDER BY {IN_TIME}, q.part DESC, q.start
)
""",
    "drift_report": f"""
SELECT m.utterance AS utterance, u.speaker AS speaker, m.drift_class AS drift, round(m.similarity, 3) AS similarity,
       coalesce(b.outlet, '(outlet unknown)') AS earlier_outlet, b.published AS earlier_published,
       p.text AS earlier_wording, {_OUTLET} AS outlet, d.published AS published, q.text AS wording,
       m.lineage_status AS lineage
FROM utterances u
CROSS JOIN members m ON m.utterance = u.id AND m.drift_class <> 'none'
CROSS JOIN quotations q ON q.id = m.quotation
CROSS JOIN documents d ON d.id = q.document
CROSS JOIN quotations p ON p.id = m.drift_from
CROSS JOIN documents b ON b.id = p.document
ORDER BY {_REPORTED}
""",
}

# The edits between two wordings of an utterance; the same two are always compared with the same result
EDITS_BETWEEN = """
SELECT m.edits FROM members m
JOIN quotations q ON q.id = m.quotation JOIN quotations b ON b.id = m.drift_from
WHERE m.utterance = :utterance AND q.text = :wording AND b.text = :earlier_wording LIMIT 1
"""

CANNED = (
    Canned(
        "who_was_first",
        "Who was first, how often",
        "Of the utterances that two or more documents report: how many each outlet had first in this collection, alone "
        "or with copies of the same text, which count for each outlet that has one, and how many in a tie with others.",
        """
SELECT iif(outlet = '', '(outlet unknown)', outlet) AS outlet, firsts, ties, quotations
FROM outlet_counts
ORDER BY firsts DESC, ties DESC, quotations DESC, outlet
""",
    ),
    Canned(
        "changed_meaning",
        "What changed its meaning",
        "Wordings that differ from the one they are compared with in a way that changes what was said, the worst class "
        "first.",
        f"""
SELECT m.utterance, u.speaker, m.drift_class AS drift, m.edits AS difference,
       {_OUTLET} AS outlet, d.published, coalesce(b.outlet, '(outlet unknown)') AS compared_with_outlet,
       b.published AS compared_with_published, d.label AS document, d.url
FROM utterances u
CROSS JOIN members m ON m.utterance = u.id
CROSS JOIN quotations q ON q.id = m.quotation CROSS JOIN documents d ON d.id = q.document
CROSS JOIN quotations p ON p.id = m.drift_from CROSS JOIN documents b ON b.id = p.document
WHERE u.drifted AND u.documents >= 2 AND m.drift_class IN ({_WORSE}) AND m.similarity > 0
ORDER BY CASE m.drift_class {_BY_SEVERITY} END, u.documents DESC, m.utterance, m.position
""",
    ),
    Canned(
        "quotations_of_a_speaker",
        "Quotations of a speaker",
        "Type a name: any case, a surname or another name the articles use will do.",
        f"""
WITH asked (speaker) AS (
    SELECT n.speaker FROM speaker_names n WHERE n.folded = folded_name(:speaker) AND n.folded <> ''
    UNION SELECT n.speaker FROM speaker_names n
    WHERE n.last = last_word(folded_name(:speaker)) AND n.is_name AND has_in_order(folded_name(:speaker), n.folded)
)
SELECT s.name AS speaker, q.text AS quotation, q.kind, {_OUTLET} AS outlet, d.published, d.label AS document,
       d.url, m.utterance, q.cue, q.confidence
FROM asked a
CROSS JOIN speakers s ON s.id = a.speaker
CROSS JOIN entities e ON e.speaker = s.id
CROSS JOIN quotations q ON q.document = e.document AND q.entity = e.number
CROSS JOIN documents d ON d.id = q.document
LEFT JOIN members m ON m.quotation = q.id
ORDER BY {_PLACE}
""",
    ),
    Canned(
        "with_these_words",
        "Quotations with these words",
        "Type words: quotations that have all of them, in any order and any case.",
        f"""
SELECT {_SPEAKER} AS speaker, q.text AS quotation, q.kind, {_OUTLET} AS outlet, d.published, d.label AS document,
       d.url, m.utterance
FROM quotations_fts f
CROSS JOIN quotations q ON q.number = f.rowid
CROSS JOIN documents d ON d.id = q.document
LEFT JOIN entities e ON e.document = q.document AND e.number = q.entity
LEFT JOIN speakers s ON s.id = e.speaker
LEFT JOIN members m ON m.quotation = q.id
WHERE f.quotations_fts MATCH search_query(:words)
ORDER BY {_PLACE}
""",
    ),
    Canned(
        "told_by_most",
        "What most documents report",
        "The utterances that two or more documents report, with who had them first in this collection and in what "
        "words. The fullest wording of an utterance may be of a later document.",
        f"""
SELECT u.id AS utterance, u.speaker, u.text AS fullest_wording, u.documents, u.outlets, u.copies,
       u.first_status AS first, u.first_published AS published, {_FIRST_OUTLETS}, u.flags
FROM utterances u {_FIRST_WORDING}
WHERE u.documents >= 2
ORDER BY u.documents DESC, u.first_published IS NULL, u.first_published, u.id
""",
    ),
    Canned(
        "one_utterance",
        "One utterance",
        "Type the number of an utterance: everywhere it is quoted, in order of time, with what differs and where the "
        "words come from.",
        f"""
WITH RECURSIVE known (id) AS (
    SELECT CAST(:utterance AS INTEGER) UNION SELECT r.new FROM redirects r JOIN known ON known.id = r.old
)
SELECT {_OUTLET} AS outlet, d.published, {_SPEAKER} AS speaker, iif(m.is_first, u.first_status, NULL) AS first,
       m.edits AS difference, m.drift_class AS drift, m.lineage_status AS lineage, o.outlet AS lineage_outlet,
       m.lineage_evidence, m.joined_because, d.label AS document, d.url, q.text AS quotation, m.utterance
FROM members m
JOIN utterances u ON u.id = m.utterance
JOIN quotations q ON q.id = m.quotation
JOIN documents d ON d.id = q.document
LEFT JOIN entities e ON e.document = q.document AND e.number = q.entity
LEFT JOIN speakers s ON s.id = e.speaker
LEFT JOIN quotations p ON p.id = m.lineage_from LEFT JOIN documents o ON o.id = p.document
WHERE m.utterance IN (SELECT id FROM known)
ORDER BY m.position
""",
    ),
    Canned(
        "ties",
        "Ties",
        "Utterances that several documents report so close in time that none is proven to be first, with the words of "
        "these documents: of several wordings the fullest of them, and which outlets have it.",
        f"""
SELECT u.id AS utterance, u.speaker, u.first_published AS published, u.documents, {_FIRST_OUTLETS}
FROM utterances u {_FIRST_WORDING}
WHERE u.first_status = 'tie' AND u.documents >= 2
ORDER BY u.documents DESC, u.first_published IS NULL, u.first_published, u.id
""",
    ),
    Canned(
        "claimed_and_never_seen",
        "Origins claimed and never seen",
        "Outlets that articles name as where the words were said, and of which this collection has no document: who "
        "was really first may be there. What is claimed most comes first.",
        """
SELECT claim.outlet, claim.claimed_as, u.id AS utterance, u.speaker, u.text AS fullest_wording, u.documents
FROM (
    SELECT id, min(outlet) AS outlet, folded, group_concat(text, '; ') AS claimed_as,
           count(*) OVER (PARTITION BY folded) AS claims
    FROM (
        SELECT u.id, json_extract(o.value, '$[0]') AS text, json_extract(o.value, '$[1]') AS outlet,
               coalesce(nullif(folded_name(json_extract(o.value, '$[1]')), ''), json_extract(o.value, '$[1]')) AS folded
        FROM utterances u, json_each(u.claimed_origins) o
        WHERE u.claimed_origins <> '[]' AND outlet IS NOT NULL AND NOT json_extract(o.value, '$[2]')
    )
    GROUP BY id, folded
) claim
JOIN utterances u ON u.id = claim.id
ORDER BY claim.claims DESC, claim.folded, u.documents DESC, u.id
""",
    ),
    Canned(
        "what_does_not_fit",
        "What does not fit",
        "Utterances with a conflict: of speakers, of dates, or of who is credited.",
        """
SELECT u.id AS utterance, u.speaker, u.text AS quotation, u.flags, u.documents, u.outlets
FROM utterances u
WHERE u.conflicts
ORDER BY u.documents DESC, u.first_published IS NULL, u.first_published, u.id
""",
    ),
)
