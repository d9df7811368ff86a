"""The spaCy component: ``nlp.add_pipe("quotetrace")`` in any English pipeline, blank or trained.

It reads the raw text of the Doc and writes three span groups, linked by a shared span id:
``doc.spans["quotations"]`` (label: the kind), ``["quotation_cues"]`` (label ``CUE``) and ``["quotation_speakers"]``
(label ``SPEAKER``, ``kb_id_``: the resolved name). Spans are widened to whole tokens. No extension attribute is added.
Where components before it have set a parse or entities, they count as evidence; it requires none.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from quotetrace.extraction.parse import Parse
from quotetrace.extraction.quotations import extract_document
from quotetrace.model import Document, Quotation, Span

QUOTATIONS = "quotations"
CUES = "quotation_cues"
SPEAKERS = "quotation_speakers"


@Language.factory("quotetrace", assigns=["doc.spans"], default_config={})
def make_component(nlp: Language, name: str) -> QuotationComponent:
    """The factory behind the name ``quotetrace``; it has no settings and keeps no state."""
    return QuotationComponent(name)


class QuotationComponent:
    """Finds the quotations of a Doc and who said them."""

    def __init__(self, name: str = "quotetrace") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        document = Document(id=self.name, label=self.name, source=self.name, text=doc.text)
        found = extract_document(document, parse=Parse(doc))
        groups: dict[str, list[TokenSpan]] = {QUOTATIONS: [], CUES: [], SPEAKERS: []}
        for number, quotation in enumerate(found.quotations):
            key = str(number)
            _add(groups[QUOTATIONS], doc, quotation, quotation.kind.value, key)
            if quotation.cue is not None:
                _add(groups[CUES], doc, quotation.cue, "CUE", key)
            if quotation.speaker_mention is not None:
                _add(groups[SPEAKERS], doc, quotation.speaker_mention, "SPEAKER", key, quotation.speaker or "")
        for group, spans in groups.items():
            doc.spans[group] = spans
        return doc


def _add(spans: list[TokenSpan], doc: Doc, where: Quotation | Span, label: str, key: str, name: str = "") -> None:
    """Append the tokens that the characters touch; a Doc without tokens there has nothing to mark."""
    span = doc.char_span(where.start, where.end, label=label, kb_id=name, span_id=key, alignment_mode="expand")
    if span is not None:
        spans.append(span)
