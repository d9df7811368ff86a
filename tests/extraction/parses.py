"""Docs as a trained pipeline would leave them, made by hand: they know what a test says and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import spacy
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc

from quotetrace.extraction.parse import Parse

BLANK = spacy.blank("en")

# What the component below says of every text that has the words: the subject of a verb, and the kind of a name.
GATE = "The gate where Karl Dahl met Vera Moss was shut, and after the vote the council said “all of it is lost”."
GATE_SUBJECT = ("Moss", "said")
FIRM = "Brackwater said “all of it is lost” on Friday."
FIRM_ENTITY = ("Brackwater", "ORG")


def annotate(doc: Doc, subjects: Sequence[tuple[str, str]] = (), entities: Sequence[tuple[str, str]] = ()) -> Doc:
    """The same Doc with each (subject, verb) as its parse and each (words, label) as its entities."""
    words = [token.text for token in doc]
    if subjects:
        heads, deps = [0] * len(doc), ["ROOT"] * len(doc)
        for subject, verb in subjects:
            heads[words.index(subject)] = words.index(verb) - words.index(subject)
            deps[words.index(subject)] = "nsubj"
        set_parse(doc, heads, deps)
    spans = [(doc.text.index(name), doc.text.index(name) + len(name), label) for name, label in entities]
    doc.ents = [span for one in spans if (span := doc.char_span(*one)) is not None]
    return doc


def set_parse(doc: Doc, heads: Sequence[int], deps: Sequence[str]) -> None:
    """Give every token its head, counted from the token itself, and its relation."""
    rows = [[head, doc.vocab.strings.add(dep)] for head, dep in zip(heads, deps, strict=True)]
    doc.from_array([HEAD, DEP], np.array([[head % 2**64, dep] for head, dep in rows], dtype="uint64"))


def parse_of(text: str, subjects: Sequence[tuple[str, str]] = (), entities: Sequence[tuple[str, str]] = ()) -> Parse:
    """The evidence of such a Doc."""
    return Parse(annotate(BLANK.make_doc(text), subjects, entities))


@Language.component("gate_and_firm")
def gate_and_firm(doc: Doc) -> Doc:
    """A trained pipeline in small: knows the subject in GATE and the firm in FIRM."""
    subjects = [GATE_SUBJECT] if GATE in doc.text else []
    entities = [FIRM_ENTITY] if FIRM in doc.text else []
    return annotate(doc, subjects, entities)
