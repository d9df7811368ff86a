"""What the pages say of the store, its tables, views and columns; how they are sorted, and which facets they have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from quotetrace.rendering.dictionary import columns_of
from quotetrace.store.canned import CANNED

# The database in every address, whatever its file is called: a bookmark fits any store
NAME = "quotes"
TITLE = "Who said it first"

_QUOTES, _DRIFT, _LINEAGE = columns_of("quotes"), columns_of("drift"), columns_of("lineage")
_FIRSTS, _UTTERANCES = columns_of("firsts"), columns_of("utterances")
_SPEAKERS, _DOCUMENTS = columns_of("speakers"), columns_of("documents")
_LABEL = _QUOTES["doc"].meaning
_ARTICLE = {
    "outlet": _QUOTES["outlet"].meaning,
    "published": _QUOTES["published"].meaning,
    "document": _LABEL,
    "url": _QUOTES["url"].meaning,
}
_UTTERANCE = "number of the utterance; it leads to everywhere this is quoted"
_FLAGS = "; ".join(_UTTERANCES["flags"].values)

_VIEWS: dict[str, dict[str, Any]] = {
    "first_quotes": {
        "description": "Every utterance with the quotation that is first in this collection, or each of a tie; what "
        "most documents report comes first.",
        "facets": ["status", "outlet", "speaker"],
        "columns": {
            "utterance": _UTTERANCE,
            "status": _FIRSTS["first"].meaning,
            "speaker": _UTTERANCES["speaker"].meaning,
            "quotation": _QUOTES["text"].meaning,
            **_ARTICLE,
            "reported_by_documents": _UTTERANCES["documents"].meaning,
            "reported_by_outlets": _UTTERANCES["outlet_count"].meaning,
            "flags": f"{_UTTERANCES['flags'].meaning}: {_FLAGS}",
        },
    },
    "quotes_by_speaker": {
        "description": "Every quotation, by who said it and then in order of time.",
        "facets": ["speaker", "outlet", "kind"],
        "columns": {
            "speaker": _QUOTES["speaker"].meaning,
            "quotation": _QUOTES["text"].meaning,
            "kind": _QUOTES["kind"].meaning,
            **_ARTICLE,
            "speaker_mention": _QUOTES["speaker_mention"].meaning,
            "cue": _QUOTES["cue"].meaning,
            "confidence": _QUOTES["confidence"].meaning,
            "utterance": _UTTERANCE,
        },
    },
    "drift_report": {
        "description": "Every wording that differs from the one it is compared with. What is gone of that is struck "
        "out, what is new is underlined, and bold where it changes the meaning. Whatever the columns are called, only "
        "dates tell which of the two is earlier.",
        "facets": ["drift", "outlet", "speaker"],
        "columns": {
            "utterance": _UTTERANCE,
            "speaker": _UTTERANCES["speaker"].meaning,
            "drift": _DRIFT["class"].meaning,
            "similarity": _DRIFT["similarity"].meaning,
            "earlier_outlet": "outlet of the wording that it is compared with",
            "earlier_published": "when that was published",
            "earlier_wording": "the words that it is compared with",
            "outlet": _ARTICLE["outlet"],
            "published": _ARTICLE["published"],
            "wording": "the words, with what differs",
            "lineage": _LINEAGE["status"].meaning,
        },
    },
    "utterance_journal": {
        "description": "What became of the numbers of utterances: one that was merged goes by another now, and one "
        "that was split has given a part away.",
        "columns": {
            "utterance": _UTTERANCE,
            "event": "what happened to it",
            "other": "the utterance that it was merged into, or that was split off",
            "since": "when that was",
        },
    },
}
_TABLES: dict[str, dict[str, Any]] = {
    "documents": {
        "description": "The articles: what was read, from where, and what is known of it.",
        "label_column": "label",
        "facets": ["outlet", "language"],
        "sort_desc": "wall_start",
        "columns": {
            "id": _DOCUMENTS["id"].meaning,
            "label": _LABEL,
            "headline": _DOCUMENTS["headline"].meaning,
            "author": _DOCUMENTS["author"].meaning,
            **{name: _ARTICLE[name] for name in ("outlet", "published", "url")},
            "precision": _DOCUMENTS["precision"].meaning,
            "wall_start": "when the published time begins, as the clock says where it was written",
            "language": _DOCUMENTS["language"].meaning,
            "copy_class": _DOCUMENTS["copy_class"].meaning,
            "evidence": "what tells the outlet and the time of publication",
            "text": "the text as it was decoded, which offsets count in",
        },
    },
    "quotations": {
        "description": "The quotations, as each document has them.",
        "facets": ["kind", "speaker"],
        "columns": {
            "number": "number of the row",
            **{name: _QUOTES[name].meaning for name in ("id", "part", "start", "text", "kind", "speaker", "cue")},
            "stop": _QUOTES["end"].meaning,
            "words": "the same words as they are searched and compared",
            "mention": _QUOTES["speaker_mention"].meaning,
            "told_to": _QUOTES["told_to"].meaning,
            "flags": f"{_QUOTES['flags'].meaning}: {'; '.join(_QUOTES['flags'].values)}",
            "confidence": _QUOTES["confidence"].meaning,
            "rule": _QUOTES["rule"].meaning,
            "context": _QUOTES["context"].meaning,
        },
    },
    "utterances": {
        "description": "What was said: each is all the quotations of the same words, in whatever wording.",
        "label_column": "text",
        "facets": ["first_status", "kind", "speaker"],
        "sort_desc": "documents",
        "columns": {
            "id": "number of the utterance",
            "speaker": _UTTERANCES["speaker"].meaning,
            "text": _UTTERANCES["text"].meaning,
            "kind": _UTTERANCES["kind"].meaning,
            "first_status": _UTTERANCES["first"].meaning,
            "first_published": _UTTERANCES["published"].meaning,
            "documents": _UTTERANCES["documents"].meaning,
            "copies": _UTTERANCES["copies"].meaning,
            "outlets": _UTTERANCES["outlet_count"].meaning,
            "outlet_names": _UTTERANCES["outlets"].meaning,
            "flags": f"{_UTTERANCES['flags'].meaning}: {_FLAGS}",
            "claimed_origins": "the channels that articles name as where it was said",
            "related": "other utterances with some of the words, and how they relate",
        },
    },
    "members": {
        "description": "The quotations of each utterance in order of time: why they belong to it, where the words come "
        "from, and how they differ from the wording compared with.",
        "facets": ["drift_class", "lineage_status", "relation"],
        "columns": {
            "quotation": "id of the quotation",
            "utterance": _UTTERANCE,
            "position": "its place in order of time, from 0",
            "relation": _LINEAGE["relation"].meaning,
            "joined_because": "why it belongs to the utterance",
            "is_first": "1 where it is first, or one of a tie",
            "lineage_status": _LINEAGE["status"].meaning,
            "lineage_from": _LINEAGE["from"].meaning,
            "lineage_evidence": _LINEAGE["evidence"].meaning,
            "drift_from": _DRIFT["from"].meaning,
            "drift_class": _DRIFT["class"].meaning,
            "drift_classes": _DRIFT["classes"].meaning,
            "similarity": _DRIFT["similarity"].meaning,
            "edits": "the words, with what differs from the wording compared with",
        },
    },
    "speakers": {
        "description": "Who speaks, across documents.",
        "label_column": "name",
        "facets": ["kind"],
        "sort_desc": "quotations",
        "columns": {
            "name": _SPEAKERS["speaker"].meaning,
            **{name: _SPEAKERS[name].meaning for name in ("kind", "aliases", "quotations", "documents", "outlets")},
            "utterances": _SPEAKERS["utterances"].meaning,
            "also": "names that a person decided are this speaker's",
        },
    },
    "outlets": {"description": "The outlets, as they are shown and as they are looked for."},
    "entities": {
        "description": "Who speaks in one document, as that document names them.",
        "label_column": "name",
        "facets": ["kind"],
    },
    "edges": {
        "description": "The pairs of quotations that were compared: whether they are taken for the same, and why.",
        "facets": ["relation", "accepted", "reason"],
    },
    "sources": {"description": "The files and records that documents were read from."},
    "failures": {"description": "What could not be read, and why.", "sort_desc": "seen"},
    "decisions": {"description": "What people decided by hand, by `quotetrace correct`.", "facets": ["kind", "state"]},
}


def metadata(file: str, tables: Iterable[str]) -> dict[str, Any]:
    """What Datasette is told about a store. tables: all that it has; those that nothing is said of are hidden."""
    told: dict[str, Any] = {name: {**one} for name, one in (_VIEWS | _TABLES).items()}
    told |= {name: {"hidden": True} for name in tables if name not in told}
    queries = {
        one.name: {"title": one.title, "description": one.description, "sql": one.sql.strip(), "hide_sql": True}
        for one in CANNED
    }
    database = {
        "description": f"Quotations of news articles, read from {file}: who had them first in this collection, and "
        "what became of their words. To look at only: nothing can be changed here.",
        "tables": told,
        "queries": queries,
    }
    return {"title": TITLE, "databases": {NAME: database}}
