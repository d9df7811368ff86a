"""What every column of an export means, what type it has and which values: the data dictionary.

Written once here: `export dictionary` prints it, Parquet takes its types from it, and a test holds it against the
columns and the rows themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quotetrace.model import DriftClass, EntityKind, FirstStatus, Flag, Kind, LineageStatus, Part, Relation
from quotetrace.moments import Precision
from quotetrace.rendering.rows import COLUMNS, Row


class Type(StrEnum):
    """How the values of a column are to be read; any but a number of things may be missing."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    TRUTH = "true or false"
    TEXTS = "list of texts"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, its meaning, and the values it may have where these are a closed set."""

    type: Type
    meaning: str
    values: tuple[str, ...] = ()


def _text(meaning: str) -> Column:
    return Column(Type.TEXT, meaning)


def _whole(meaning: str) -> Column:
    return Column(Type.WHOLE, meaning)


def _number(meaning: str) -> Column:
    return Column(Type.NUMBER, meaning)


def _texts(meaning: str) -> Column:
    return Column(Type.TEXTS, meaning)


def _one_of(values: type[StrEnum], meaning: str) -> Column:
    return Column(Type.TEXT, meaning, tuple(values))


# What a column means wherever it stands, unless a subject says otherwise below
_EVERYWHERE = {
    "utterance": _whole("number of the utterance, by which `trace` and `drift` show it; missing where it has none yet"),
    "doc": _text("label of the document: its path below the folder that was ingested, or the name of the record"),
    "outlet": _text("who published the document; missing where nothing says it"),
    "published": _text("when the document was published, ISO 8601 as far as known: 2022-01-10, 2022-01-07T18:48+01:00"),
    "precision": _one_of(Precision, "how exactly that is known"),
    "speaker": _text("who speaks, by one name across documents; missing where nothing tells"),
    "text": _text("the words, exactly as the document has them, without the marks"),
    "kind": _one_of(Kind, "how the words stand in the text"),
    "url": _text("address of the document"),
    "first": _one_of(FirstStatus, "what the times in this collection prove about who was first"),
    "documents": _whole("how many documents report the utterance"),
    "outlets": _texts("the known outlets that report the utterance, by name"),
    "outlet_count": _whole("how many known outlets report the utterance"),
    "quotation": _text("id of the quotation: document, part and the place where it starts"),
    "relation": _one_of(Relation, "how the words relate to those of the representative"),
    "from": _text("id of the quotation that it is compared with, or comes from; missing where there is none"),
    "language": _text("language of the document, ISO 639-1"),
    "headline": _text("the document's headline"),
}
_SUBJECTS = {
    "quotes": {
        "part": _one_of(Part, "in which text of the document start and end count"),
        "start": _whole("offset of the first character of the words, from 0"),
        "end": _whole("offset behind the last character: text is part[start:end]"),
        "speaker_mention": _text("the words that name the speaker in the document: a name, a role, a pronoun"),
        "cue": _text("the reporting verb or phrase"),
        "told_to": _texts("the channels that the writer names, as printed: told broadcaster NRK"),
        "flags": Column(Type.TEXTS, "what to know before trusting it", tuple(Flag)),
        "confidence": _number("chance that the speaker is right, 0 to 1, higher is surer"),
        "rule": _text("the rule that found the speaker"),
        "context": _text("the sentence around the words, marks and all"),
        "id": _text("id of the quotation: document, part and the place where it starts"),
    },
    "utterances": {
        "speaker": _text("who said it, as the representative has it"),
        "text": _text("the words of the representative, the fullest wording; who was first may have had others"),
        "kind": _one_of(Kind, "how the words of the representative stand in its text"),
        "published": _text(
            "when the first document was published, ISO 8601; of a tie the time that begins first, or the widest"
        ),
        "precision": _one_of(Precision, "how exactly that is known"),
        "first_outlets": _texts(
            "who had it first in this collection: one, all that print copies of the same text, or all of a tie"
        ),
        "first_documents": _texts("the documents that nothing here is certainly earlier than"),
        "first_wording": _text(
            "the words as they were first printed, of a tie the fullest; missing for an unknown first"
        ),
        "undated": _texts("documents without a date, which are never first"),
        "copies": _whole("how many of the documents are copies of another one"),
        "quotations": _whole("how many quotations report it, several in one document included"),
        "flags": Column(
            Type.TEXTS,
            "what does not fit or was changed",
            ("speaker-conflict", "meaning-drift", "date-conflict", "credit-conflict"),
        ),
    },
    "firsts": {
        "speaker": _text("who said it, as the representative has it"),
        "text": _text("the words of the first quotation, or of the representative where nobody is known to be first"),
        "quotation": _text("id of a first quotation; one row for each, and one without for an unknown first"),
    },
    "drift": {
        "from": _text("id of the quotation whose words it is compared with; missing for that one itself"),
        "class": _one_of(DriftClass, "the most severe of the differences"),
        "classes": Column(Type.TEXTS, "all of the differences, the most severe first", tuple(DriftClass)),
        "severity": _whole(f"0 for none to {len(DriftClass) - 1} for the worst class"),
        "changes_meaning": Column(Type.TRUTH, "whether the class is one of the seven that change what was said"),
        "similarity": _number("share of the words that both have in the same order, 0 to 1, 1 is the same words"),
        "words": _text("the words with every difference marked: [-gone-]{+new+}"),
        "score": _number("how far the words drifted, 0 is not at all, 1 is every word, by the worst class"),
    },
    "lineage": {
        "status": _one_of(LineageStatus, "where the words come from, as far as evidence shows"),
        "from": _text("id of the earlier quotation that it derives from; missing without evidence"),
        "from_doc": _text("label of that quotation's document"),
        "from_outlet": _text("outlet of that quotation's document"),
        "evidence": _texts("what shows it: a credit, a copied body, words shared outside the marks, a shared error"),
    },
    "speakers": {
        "speaker": _text("the name that stands for this speaker in all documents"),
        "kind": _one_of(EntityKind, "what sort of speaker it is"),
        "aliases": _texts("other forms by which documents name this speaker"),
        "quotations": _whole("how many quotations have this speaker"),
        "documents": _whole("how many documents quote this speaker"),
        "outlets": _whole("how many known outlets quote this speaker"),
        "utterances": _whole("how many of the utterances that two or more documents report"),
    },
    "outlets": {
        "outlet": _text("name of the outlet; missing for the documents of which it is unknown"),
        "documents": _whole("how many documents of it are here"),
        "quotations": _whole("how many quotations these have"),
        "firsts": _whole(
            "of the utterances that two or more documents report: how many it had first, alone or as copies of one text"
        ),
        "ties": _whole("how many it had first together with others"),
    },
    "documents": {
        "author": _text("who wrote it, as the document says"),
        "quotations": _whole("how many quotations it has"),
        "copy_class": _text("equal for documents that are copies or versions of each other; missing for all others"),
        "sources": _texts("the files and records that hold it"),
        "id": _text("id of the document, from its text and its declared origin"),
    },
    "dictionary": {
        "table": _text("what is exported"),
        "column": _text("one of its columns"),
        "type": _one_of(Type, "how the values are to be read"),
        "values": _texts("the values that there are, where they are a closed set"),
        "meaning": _text("what a value tells"),
    },
}


def columns_of(subject: str) -> dict[str, Column]:
    """The columns that ``export SUBJECT`` writes, in their order. KeyError for one that is none."""
    own = _SUBJECTS[subject]
    return {name: own[name] if name in own else _EVERYWHERE[name] for name in COLUMNS[subject]}


def dictionary_rows() -> Iterator[Row]:
    """One row for each column of each subject that is exported, this one left out."""
    for subject in _SUBJECTS:
        if subject == "dictionary":
            continue
        for name, column in columns_of(subject).items():
            yield {
                "table": subject,
                "column": name,
                "type": column.type.value,
                "values": list(column.values),
                "meaning": column.meaning,
            }
