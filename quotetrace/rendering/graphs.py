"""The lineage of utterances as graphs for other programs: DOT for Graphviz, GraphML for yEd, Gephi and networkx.

A node is a quotation, an arrow leads from the earlier one to the one that most likely derives from it. Where the times
do not tell which came first there is no arrow, as everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from quotetrace.model import Trace, TracedQuotation
from quotetrace.rendering.harmless import one_line
from quotetrace.rendering.phrases import place, when

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
# Characters of the words that a node shows; the whole words are an attribute of their own in GraphML.
_SHOWN = 60
# What is left after `one_line` that XML cannot hold
_NO_XML = re.compile("[\ufffe\uffff]")
_NODE_KEYS = (
    "label",
    "utterance",
    "doc",
    "outlet",
    "published",
    "precision",
    "speaker",
    "text",
    "first",
    "status",
    "drift",
)
_EDGE_KEYS = ("evidence",)


def dot(traces: Iterable[Trace]) -> Iterator[str]:
    """Lines of a DOT digraph, a cluster for each utterance."""
    yield "digraph lineage {\n"
    yield '  rankdir=LR; node [shape=box, fontname="sans-serif"];\n'
    for trace in traces:
        yield f"  subgraph cluster_{trace.utterance} {{\n"
        title = f"utterance {trace.utterance}: {one_line(trace.speaker or 'speaker unknown')}"
        yield f"    label={_quoted(title)};\n"
        for one in trace.quotations:
            first = ", style=bold" if _is_first(trace, one) else ""
            yield f"    {_quoted(one.occurrence.quotation.id)} [label={_quoted(_label(one))}{first}];\n"
        for origin, one in _arrows(trace):
            ends = f"{_quoted(origin)} -> {_quoted(one.occurrence.quotation.id)}"
            yield f"    {ends} [label={_quoted(_evidence(one)[0])}];\n"
        yield "  }\n"
    yield "}\n"


def graphml(traces: Iterable[Trace]) -> Iterator[str]:
    """A GraphML document with one directed graph."""
    root = ElementTree.Element("graphml", xmlns=_GRAPHML)
    for owner, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for key in keys:
            kind = {"utterance": "int", "first": "boolean"}.get(key, "string")
            ElementTree.SubElement(root, "key", {"id": key, "for": owner, "attr.name": key, "attr.type": kind})
    graph = ElementTree.SubElement(root, "graph", id="lineage", edgedefault="directed")
    for trace in traces:
        for one in trace.quotations:
            node = ElementTree.SubElement(graph, "node", id=one.occurrence.quotation.id)
            _data(node, zip(_NODE_KEYS, _facts(trace, one), strict=True))
        for origin, one in _arrows(trace):
            edge = ElementTree.SubElement(graph, "edge", source=origin, target=one.occurrence.quotation.id)
            _data(edge, [("evidence", "; ".join(_evidence(one)))])
    ElementTree.indent(root)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield ElementTree.tostring(root, encoding="unicode") + "\n"


def _arrows(trace: Trace) -> Iterator[tuple[str, TracedQuotation]]:
    """Each derived quotation behind the id of what it derives from."""
    return ((one.lineage.origin, one) for one in trace.quotations if one.lineage.origin is not None)


def _is_first(trace: Trace, one: TracedQuotation) -> bool:
    return one.occurrence.quotation.id in trace.first.quotations


def _evidence(one: TracedQuotation) -> list[str]:
    return [one_line(each) for each in one.lineage.evidence] or [""]


def _label(one: TracedQuotation) -> str:
    words = one_line(one.occurrence.quotation.text)
    shown = words if len(words) <= _SHOWN else words[:_SHOWN].rpartition(" ")[0] + " …"
    return f"{place(one.occurrence)}\n{when(one.occurrence.published)}\n“{shown}”"


def _facts(trace: Trace, one: TracedQuotation) -> tuple[str | None, ...]:
    occurrence, moment = one.occurrence, one.occurrence.published
    return (
        _label(one),
        str(trace.utterance),
        one_line(occurrence.label),
        one_line(occurrence.outlet) if occurrence.outlet else None,
        moment.isoformat() if moment else None,
        moment.precision.value if moment else None,
        one_line(occurrence.speaker) if occurrence.speaker else None,
        one_line(occurrence.quotation.text),
        "true" if _is_first(trace, one) else "false",
        one.lineage.status.value,
        one.drift.drift_class.value,
    )


def _data(element: ElementTree.Element, facts: Iterable[tuple[str, str | None]]) -> None:
    for key, value in facts:
        if value is not None:
            ElementTree.SubElement(element, "data", key=key).text = _NO_XML.sub("�", value)


def _quoted(text: str) -> str:
    """A DOT string: backslashes and quotes escaped, line breaks as DOT has them."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
