"""Lineage as a graph: the nodes and arrows that other programs read, whatever stands in the texts."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

from storm_story import trace

from quotetrace.model import Lineage, LineageStatus, Trace
from quotetrace.rendering.graphs import dot, graphml

SPACE = {"g": "http://graphml.graphdrawing.org/xmlns"}
STRING = r'"(?:[^"\\]|\\.)*"'
# Every line that DOT may have here
LINES = re.compile(
    rf"digraph lineage {{|  rankdir=LR; node \[shape=box, fontname={STRING}\];|  subgraph cluster_\d+ {{"
    rf"|    label={STRING};"
    rf"|    {STRING} \[label={STRING}(?:, style=bold)?\];|    {STRING} -> {STRING} \[label={STRING}\];|  }}|}}"
)


def derived(of: Trace) -> Trace:
    """The same, the second quotation derived from the first."""
    first, second, *others = of.quotations
    origin = first.occurrence.quotation.id
    arrow = Lineage(LineageStatus.DERIVED, origin, ('credits "Fjord\\Post"', "a copy"))
    return replace(of, quotations=(first, replace(second, lineage=arrow), *others))


def nasty(of: Trace) -> Trace:
    """The same with words that would end a string or an element."""
    first, *others = of.quotations
    text = 'No "end" \\ of <it> & ]]> \x1b[31m \ufffe'
    quotation = replace(first.occurrence.quotation, text=text)
    return replace(of, quotations=(replace(first, occurrence=replace(first.occurrence, quotation=quotation)), *others))


def test_dot_is_lines_of_its_grammar() -> None:
    for told in (derived(trace()), nasty(derived(trace()))):
        lines = "".join(dot([told])).splitlines()
        assert [line for line in lines if not LINES.fullmatch(line)] == []
        arrows = [line for line in lines if " -> " in line]
        first, second = (f'"{one.occurrence.quotation.id}"' for one in told.quotations[:2])
        assert arrows == [f'    {first} -> {second} [label="credits \\"Fjord\\\\Post\\""];']


def test_graphml_holds_every_quotation_and_arrow() -> None:
    told = nasty(derived(trace()))
    root = ElementTree.fromstring("".join(graphml([told])))
    nodes = root.findall("g:graph/g:node", SPACE)
    ids = [one.occurrence.quotation.id for one in told.quotations]
    assert [node.get("id") for node in nodes] == ids
    [edge] = root.findall("g:graph/g:edge", SPACE)
    assert (edge.get("source"), edge.get("target")) == (ids[0], ids[1])
    assert edge[0].text == 'credits "Fjord\\Post"; a copy'
    known = {key.get("id") for key in root.findall("g:key", SPACE)}
    facts = {data.get("key"): data.text for data in nodes[0]}
    assert set(facts) <= known
    assert facts["text"] == 'No "end" \\ of <it> & ]]> ␛[31m �'
    assert facts["first"] == "true"


def test_nothing_to_draw_is_an_empty_graph() -> None:
    assert "".join(dot([])).splitlines()[-1] == "}"
    assert ElementTree.fromstring("".join(graphml([]))).findall("g:graph/*", SPACE) == []
