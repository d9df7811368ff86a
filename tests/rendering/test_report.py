"""The page of a report: what it says of an utterance, what stands above them, and what hostile text cannot do to it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from storm_story import CHANGED, DROPPED_NOT, WORDS, altered, first, in_parts, occurrence, quotation, trace, traced

from quotetrace.model import (
    ClaimedOrigin,
    Conflict,
    DriftClass,
    Edit,
    EditOp,
    Explanation,
    FirstStatus,
    Flag,
    Frame,
    Kind,
    Lineage,
    LineageStatus,
    NamedOrigin,
    Overview,
    Part,
    QuotingOutlet,
    Span,
    Trace,
    Undecided,
)
from quotetrace.moments import Moment
from quotetrace.rendering.report import report
from quotetrace.rendering.report.bars import WIDTH, Bar, draw
from quotetrace.rendering.report.sections import LISTED, article_link, difference, host_of
from quotetrace.store import Store

HOSTILE = "<script>alert(1)</script>\u202e\x1b[31m\"'><img src=x onerror=alert(1)> {{ 7*7 }} ]]>"


def overview(**known: object) -> Overview:
    base = {
        "utterances": 1,
        "quotations": 2,
        "documents": 2,
        "firsts": 1,
        "ties": 0,
        "unknown": 0,
        "meaning": 1,
        "conflicts": 0,
        "earliest": Moment.parse("2021-11-02"),
        "latest": Moment.parse("2021-11-03T08:15"),
        "outlets": (QuotingOutlet("Fjordposten", 1, 1, 1, 0), QuotingOutlet(None, 1, 1, 0, 0)),
        "drifts": {DriftClass.NEGATION: 1, DriftClass.NONE: 3},
        "unseen": (NamedOrigin("Kystradioen", 1, False, ("Fjordposten",)),),
    }
    return Overview(**{**base, **known})  # type: ignore[arg-type]


def page(*traces: Trace, explanation: Explanation | None = None, **known: object) -> str:
    settings = {key: known.pop(key) for key in ("filters", "title") if key in known}
    told = [(one, explanation or Explanation()) for one in traces]
    return "".join(report(told, overview(**known), **{"title": "Storm", "version": "9", **settings}))  # type: ignore[arg-type]


def lines(html: str, path: str) -> list[str]:
    """What people read in an element, line by line, blanks as one."""
    (element,) = lxml.html.document_fromstring(html).xpath(path)
    for block in element.iter("li", "p", "span", "h3", "tr", "caption", "blockquote", "details", "summary"):
        block.tail = f"\n{block.tail or ''}"
        block.text = f"\n{block.text or ''}"
    return [line for line in (" ".join(one.split()) for one in element.text_content().split("\n")) if line]


def test_an_utterance_from_its_words_to_its_look_alikes() -> None:
    assert lines(page(trace()), "//article") == [
        "Ida Moen",
        "“The pier will not survive another winter”",
        "first: Fjordposten, 2021-11-02 · 2 documents",
        "a difference in the words changes the meaning",
        "Above stands the first wording, in Fjordposten · fjord.txt.",
        "First in this collection: Fjordposten (2021-11-02, known to the day).",
        "Told by 1 known outlet in 2 documents.",
        "Claimed origin: told Kystradioen (claimed; no Kystradioen document here).",
        "Link to utterance 4",
        "Meaning changed",
        "(outlet unknown: b/copy.html)",
        "The pier will not survive another winter",
        "“not” left out (negation)",
        "Timeline",
        "Bars from 2021-11-01 to 2021-11-03",
        "2021-11-02",
        "Fjordposten",
        "first in this collection",
        "“",
        "The pier will not survive another winter",
        ",” she said.",
        "known to the day · fjord.txt, characters 10 to 50 · direct, nested",
        "the words above",
        "channel it names: “told Kystradioen”",
        "2021-11-03 08:15",
        "(outlet unknown: b/copy.html)",
        "“",
        "The pier will survive another winter",
        ",” she said.",
        "known to the minute, no time zone · b/copy.html, characters 10 to 46 · direct, nested",
        "meaning changed: negation",
        "channel it names: “told Kystradioen”",
        "Lineage",
        "Fjordposten · fjord.txt",
        "first",
        "(outlet unknown: b/copy.html)",
        "from Fjordposten · fjord.txt: credits Fjordposten",
        "Why joined",
        "Fjordposten · fjord.txt; (outlet unknown: b/copy.html):",
        "the same speaker, the same day",
        "Look-alikes, not joined",
        "utterance 9: “another winter”; different speakers, 2 shared words",
    ]


def test_the_overview_says_who_was_first_what_changed_and_who_was_never_seen() -> None:
    assert lines(page(trace()), "//section") == [
        "Overview",
        "1 first without a tie",
        "0 a tie",
        "0 nobody known to be first",
        "1 meaning changed",
        "0 with a conflict",
        "Who was first how often",
        "OutletUtterancesFirstIn a tie",
        "Fjordposten110",
        "(outlet unknown)100",
        "How quotations differ from the wording they are compared with",
        "Most severe differenceQuotations",
        "negation",
        "changes the meaning",
        "1",
        "none, the same words3",
        "Claimed as origin, and never seen here",
        "Kystradioen",
        "in 1 utterance, named by Fjordposten",
        "Meaning changed",
        "Ida Moen: “The pier will not survive another winter”",
        "negation",
    ]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        pytest.param({}, "2021-11-02 to 2021-11-03 08:15. “First” means", id="whole"),
        pytest.param({"earliest": None, "latest": None}, "2 quotations in 2 documents. “First”", id="undated"),
        pytest.param({"filters": ["speaker moen", "until 2021"]}, "that fits: speaker moen; until 2021.", id="filters"),
        pytest.param({"utterances": 1204}, "the 1 that most documents report; the overview counts all 1,2", id="cut"),
    ],
)  # fmt: skip
def test_what_the_page_is_about(known: dict[str, object], said: str) -> None:
    assert said in " ".join(lines(page(trace(), **known), "//header"))


def test_where_and_how_the_words_stand_is_said_as_it_is() -> None:
    headline = replace(quotation("id-fjord.txt"), part=Part.HEADLINE, kind=Kind.HEADLINE, flags=(Flag.UNCLOSED,))
    one = replace(occurrence("fjord.txt", "Fjordposten", "2021-11-02"), quotation=headline)
    told = page(replace(trace(), quotations=(traced(one),)))
    assert "known to the day · fjord.txt, in the headline, characters 10 to 50 · headline, unclosed" in told
    said = " ".join(lines(told, "//footer"))
    assert "how many characters of the text that was read, or of its headline, stand before the quotation" in said


def test_a_tie_another_first_wording_and_parts_are_said_as_everywhere() -> None:
    tie = replace(trace(), first=first(FirstStatus.TIE, "2021", "fjord.txt", "b/copy.html", outlets=("Fjordposten",)))
    assert "tie of 2: Fjordposten, (outlet unknown: b/copy.html), 2021 · 2 documents" in lines(page(tie), "//article")
    assert "first in a tie" in " ".join(lines(page(tie), "//article"))
    unknown = replace(trace(), first=first(FirstStatus.UNKNOWN, None))
    assert "nobody known to be first · 2 documents" in lines(page(unknown), "//article")
    assert "But similar words earlier: utterance 8, (outlet unknown: y.txt), 2021-10-02." in lines(
        page(altered()), "//article"
    )
    assert "another part of what was said: “Nobody asked the divers”" in lines(page(in_parts()), "//article")


@pytest.mark.parametrize("flags", [(), ("meaning-drift",)])
def test_where_the_meaning_changed_number_filter_badge_and_list_agree(flags: tuple[str, ...]) -> None:
    # The flag is not set where the rest of the article tells what a wording leaves out
    same = replace(trace(), utterance=5, flags=(), quotations=trace().quotations[:1], related=())
    told = page(replace(trace(), flags=flags), same, utterances=2)
    tree = lxml.html.document_fromstring(told)
    assert "1 meaning changed" in lines(told, "//section")
    assert [one.get("id") for one in tree.xpath("//article[contains(@data-marks, 'meaning')]")] == ["u4"]
    assert tree.xpath("//h3[.='Meaning changed']/following-sibling::ul//a/@href") == ["#u4"]
    assert tree.xpath("//article[.//h4='Meaning changed']/@id") == ["u4"]
    assert told.count("a difference in the words changes the meaning") == 1


def test_of_a_page_that_was_cut_the_list_says_that_it_is_of_the_page() -> None:
    told = lines(page(trace(), utterances=300, meaning=40), "//section")
    assert "40 meaning changed" in told
    assert "Meaning changed, of those on this page" in told


def test_where_nobody_is_known_to_be_first_no_wording_is_called_the_first() -> None:
    text = f"{WORDS}, nor will the shed"
    edits = (Edit(EditOp.EQUAL, WORDS, WORDS), Edit(EditOp.INSERT, "", ", nor will the shed", DriftClass.TRUNCATION))
    longer = replace(DROPPED_NOT, drift_class=DriftClass.TRUNCATION, classes=(DriftClass.TRUNCATION,), edits=edits)
    both = (traced(occurrence("fjord.txt", "Fjordposten", None)), traced(occurrence("b.txt", None, None, text), longer))
    told = page(replace(trace(), text=text, quotations=both, first=first(FirstStatus.UNKNOWN, None)))
    assert "the wording compared with: “The pier will not survive another winter”" in told
    assert "first wording" not in told


def test_what_has_no_order_conflicts_or_is_framed_otherwise_is_said() -> None:
    one, two = occurrence("fjord.txt", "Fjordposten", "2021-11-02"), occurrence("kyst.txt", "Kyst", "2021-11-02")
    unordered = Lineage(LineageStatus.UNORDERED, None, ("shared words",))
    framed = replace(traced(two, lineage=unordered), frame=Frame("id-fjord.txt/body/10", ("said", "threatened")))
    both = replace(trace(), flags=("speaker-conflict",), quotations=(traced(one), framed))
    pair = Undecided(two.quotation.id, one.quotation.id, ("shared words",))
    said = lines(page(both, explanation=Explanation((pair,))), "//article")
    assert "Kyst · kyst.txt and Fjordposten · fjord.txt: no telling which is earlier; shared words" in said
    assert "the writer's words around it differ: “said” became “threatened”" in said
    assert "documents name different speakers for these words" in said


def test_the_main_part_of_the_page_begins_with_the_overview() -> None:
    tree = lxml.html.document_fromstring(page(trace()))
    assert [one.tag for one in tree.xpath("//main/*")][:2] == ["section", "h2"]
    assert tree.xpath("//a[@class='skip']/@href") == ["#utterances"]


def test_links_lead_only_to_utterances_of_the_page() -> None:
    other = replace(trace(), utterance=9, related=())
    alone, both = (lxml.html.document_fromstring(page(*traces)) for traces in ([trace()], [trace(), other]))
    assert [a.get("href") for a in alone.xpath("//article//a")] == ["#u4"]
    assert [a.get("href") for a in both.xpath("//article//a")] == ["#u4", "#u9", "#u9"]
    assert [one.get("id") for one in both.xpath("//article")] == ["u4", "u9"]


def test_the_words_that_differ_are_deleted_and_inserted_ones() -> None:
    assert difference(DROPPED_NOT.edits) == Markup(
        'The pier will <del class="meaning">not</del> survive another winter'
    )
    hostile = replace(DROPPED_NOT.edits[1], before="<b>not</b> ")
    assert difference([hostile]) == Markup('<del class="meaning">&lt;b&gt;not&lt;/b&gt;</del> ')


def test_nothing_that_an_article_says_is_markup() -> None:
    said = replace(occurrence("fjord.txt", HOSTILE, "2021-11-02", HOSTILE), label=HOSTILE, speaker=HOSTILE)
    said = replace(said, url="javascript:alert(1)", quotation=replace(said.quotation, context=f"“{HOSTILE}”"))
    hostile = replace(trace(), text=HOSTILE, speaker=HOSTILE, outlets=(HOSTILE,), quotations=(traced(said),))
    told = page(hostile, title=HOSTILE, filters=[f"speaker {HOSTILE}"], outlets=(QuotingOutlet(HOSTILE, 1, 1, 1, 0),))
    tree = lxml.html.document_fromstring(told)
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img | //@onerror | //a[starts-with(@href, 'javascript')]") == []
    assert not re.search("[\u202e\x1b]", told)
    assert "49" not in tree.xpath("string(//h1)")
    assert (
        tree.xpath("string(//blockquote)")
        == "“<script>alert(1)</script><U+202E>␛[31m\"'><img src=x onerror=alert(1)> {{ 7*7 }} ]]>”"
    )


def test_the_policy_allows_the_page_its_own_script_and_nothing_else() -> None:
    tree = lxml.html.document_fromstring(page(trace()))
    (policy,) = tree.xpath("//meta[@http-equiv]/@content")
    (script,) = tree.xpath("//script/text()")
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'" in policy
    assert tree.xpath("//@src | //link | //*[starts-with(@href, 'http')]") == []


@pytest.mark.parametrize(
    ("context", "known"),
    [
        pytest.param("The very serious engineer called it “|very serious|”.", {}, id="between marks"),
        pytest.param('The unsafe pier was called "|safe|" by her.', {}, id="between straight marks"),
        pytest.param("He called safe « |safe| ».", {}, id="behind blanks"),
        pytest.param("It’s ‘safe’, and „|safe|“ it is.", {"cue": Span(45, 48, "and")}, id="by its cue"),
        pytest.param("“safe”, she said, “|safe|,” he said.", {"speaker_mention": Span(57, 59, "he")}, id="by a name"),
        pytest.param("“very safe” means that “|safe|", {"flags": (Flag.UNCLOSED,)}, id="a mark is missing"),
        pytest.param("An unsafe pier is |safe|, she says.", {"kind": Kind.INDIRECT}, id="a whole word, without marks"),
        pytest.param("“safe” and “safe”, she said", {}, id="no telling, so none"),
    ],
)  # fmt: skip
def test_the_quotation_is_marked_where_it_stands(context: str, known: dict[str, Any]) -> None:
    before, *marked = context.split("|")
    words = marked[0] if marked else "safe"
    plain = replace(quotation("id-fjord.txt", words, start=50), speaker_mention=None, cue=None, told_to=(), flags=())
    said = replace(plain, context=context.replace("|", ""), **known)
    one = replace(occurrence("fjord.txt", "Fjordposten", "2021-11-02"), quotation=said)
    tree = lxml.html.document_fromstring(page(replace(trace(), quotations=(traced(one),))))
    assert tree.xpath("string(//blockquote)") == said.context
    assert tree.xpath("//blockquote/span[@class='said']/preceding-sibling::text()") == ([before] if marked else [])


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://kyst.example/a", "https://kyst.example/a#:~:text=The%20pier%20will%20not%20survive%20another%20winter"),
        ("http://kyst.example/a#top", "http://kyst.example/a#top:~:text=The%20pier%20will%20not%20survive%20another%20winter"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("//kyst.example/a", ""),
        ("java\tscript:alert(1)//https://a.example", ""),
        ("https://a.example/a b", ""),
        (None, ""),
    ],
)  # fmt: skip
def test_an_article_is_linked_at_the_words_where_it_is_on_the_web(url: str | None, link: str) -> None:
    assert article_link(url, WORDS) == link


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Kyst.example/a", "www.kyst.example"),
        ("http://kyst.example:8080?x", "kyst.example:8080"),
        ("https://bbc.example@kyst.example/a", "kyst.example"),
        ("https://name:pass@kyst.example", "kyst.example"),
        ("https://kyst.example\\@bbc.example/", "kyst.example"),
        ("https:///kyst.example/a", "kyst.example"),
        ("https://k%79st.example/", "kyst.example"),
        ("https://", ""),
        ("javascript:alert(1)", ""),
        (None, ""),
    ],
)
def test_a_link_says_where_it_leads(url: str | None, host: str) -> None:
    assert host_of(url) == host
    one = replace(occurrence("fjord.txt", "Fjordposten", "2021-11-02"), url=url)
    tree = lxml.html.document_fromstring(page(replace(trace(), quotations=(traced(one),))))
    links = tree.xpath("//li//a[@rel]/text()")
    assert links == ([f"the article at {host}"] if host else [])


def test_where_arrows_and_open_ends_are_cut_both_are_counted_in_what_is_left() -> None:
    links = [traced(occurrence("0.txt", "Outlet 0", "2021"))]
    for number in range(1, 30):
        lineage = Lineage(LineageStatus.DERIVED, links[-1].occurrence.quotation.id, ("credits it",))
        links.append(traced(occurrence(f"{number}.txt", f"Outlet {number}", "2021"), lineage=lineage))
    ids = [one.occurrence.quotation.id for one in links]
    pairs = tuple(Undecided(ids[one], ids[one + apart], ("shared words",)) for apart in (1, 2) for one in range(20))
    told = page(
        replace(trace(), first=first(FirstStatus.FIRST, "2021", "0.txt"), quotations=tuple(links)),
        explanation=Explanation(pairs),
    )
    said = lines(told, "//article")
    assert "20 more: quotetrace trace 4" in said[said.index("Lineage") :]


def test_what_a_browser_would_read_as_a_separator_is_encoded() -> None:
    assert article_link("https://a.example", "so-called, “x” & y") == (
        "https://a.example#:~:text=so%2Dcalled%2C%20%E2%80%9Cx%E2%80%9D%20%26%20y"
    )


def test_of_a_chain_of_a_thousand_the_page_has_the_beginning_and_says_so() -> None:
    links = [traced(occurrence("0.txt", "Outlet 0", "2021"))]
    for number in range(1, 1200):
        lineage = Lineage(LineageStatus.DERIVED, links[-1].occurrence.quotation.id, ("credits it",))
        links.append(traced(occurrence(f"{number}.txt", f"Outlet {number}", "2021"), lineage=lineage))
    told = page(replace(trace(), first=first(FirstStatus.FIRST, "2021", "0.txt"), quotations=tuple(links)))
    assert told.count("--depth:8") == LISTED - 8
    assert f"from Outlet {LISTED - 2} · {LISTED - 2}.txt: credits it" in told
    assert (
        lines(told, "//article").count(f"{1200 - LISTED:,} more: quotetrace trace 4") == 2
    )  # of the timeline, and of the lineage
    assert "and 1,188 more:" in " ".join(lines(told, "//article"))
    assert len(told) < 100_000


def test_of_a_tie_of_a_thousand_each_line_has_a_dozen_names() -> None:
    told = [traced(occurrence(f"{number}.txt", f"Outlet {number}", "2021")) for number in range(1200)]
    labels, outlets = [f"{number}.txt" for number in range(1200)], tuple(f"Outlet {number}" for number in range(1200))
    tie = first(FirstStatus.TIE, "2021", *labels, outlets=outlets)
    undated = tuple(f"id-{number}.txt" for number in range(1000, 1200))
    origins = tuple(ClaimedOrigin(f"told Radio {number}", f"Radio {number}", False) for number in range(300))
    pair = Conflict("speaker-conflict", told[0].occurrence.quotation.id, tuple(tie.quotations[1:]))
    large = replace(
        trace(), first=replace(tie, undated=undated), quotations=tuple(told), claimed_origins=origins, outlets=()
    )
    unseen = tuple(NamedOrigin(f"Radio {number}", 1, False, outlets) for number in range(300))
    told_in_html = page(large, explanation=Explanation(conflicts=(pair,)), unseen=unseen)
    said = lines(told_in_html, "//article")
    assert "tie of 1,200: Outlet 0, Outlet 1, Outlet 2, Outlet 3," in said[2]
    assert "Outlet 11, and 1,188 more, 2021" in said[2]
    assert [line for line in said if "Outlet 12," in line] == []
    assert "Without a date, so never first: 175 more." in said
    assert "Claimed origins: 275 more." in said
    assert "275 more" in lines(told_in_html, "//section")
    assert len(told_in_html) < 100_000


def test_the_numbers_above_are_those_of_the_utterances_below(told: Store) -> None:
    traces = list(told.traces())
    found = told.overview()
    tree = lxml.html.document_fromstring("".join(report([(one, Explanation()) for one in traces], found, title="All")))
    marks = [mark for one in tree.xpath("//article/@data-marks") for mark in one.split()]
    assert found.meaning > 0
    assert (found.meaning, found.conflicts) == (marks.count("meaning"), marks.count("conflict"))
    assert (found.firsts, found.ties, found.unknown) == tuple(map(marks.count, ("first", "tie", "unknown")))


# --- bars ----------------------------------------------------------------------------------------------------

DAY, NEXT, HOUR = Moment.parse("2021-11-02"), Moment.parse("2021-11-03"), Moment.parse("2021-11-02T06")


@pytest.mark.parametrize(
    ("moments", "drawn", "scale"),
    [
        pytest.param([DAY], [Bar(333, 334)], "2021-11-01 to 2021-11-03", id="a day alone does not fill the scale"),
        pytest.param([DAY, NEXT], [Bar(250, 250), Bar(500, 250)], "2021-11-01 to 2021-11-04", id="two days"),
        pytest.param([DAY, HOUR], [Bar(333, 334), Bar(417, 20)], "2021-11-01 to 2021-11-03", id="an hour of the day"),
        pytest.param([None, DAY], [None, Bar(333, 334)], "2021-11-01 to 2021-11-03", id="no date"),
        pytest.param([None], [None], "", id="nothing dated"),
        pytest.param(
            [Moment.parse("2021-11-02T23:59:59")], [Bar(500, 20)], "2021-11-02 to 2021-11-03", id="a second alone"
        ),
        # 2 November anywhere on earth is 50 hours, from 14 before to 12 after; the hour in UTC is one of them
        pytest.param(
            [DAY, Moment.parse("2021-11-02T06Z")],
            [Bar(500, 250, Bar(354, 521)), Bar(562, 20)],
            "2021-10-31 to 2021-11-03, in UTC",
            id="beside a zone what another may add is lighter",
        ),
        pytest.param([Moment.parse("0001"), Moment.parse("9999Z")], None, "0001-01-01 to 9999-12-31, in UTC", id="all"),
    ],
)
def test_bars(moments: Sequence[Moment | None], drawn: list[Bar | None] | None, scale: str) -> None:
    drawing = draw(moments)
    assert drawing.scale == scale
    assert drawn is None or drawing.bars == tuple(drawn)


@given(st.lists(st.one_of(st.none(), st.dates().map(lambda day: Moment.parse(day.isoformat()[:7])), st.datetimes().map(
    lambda time: Moment.parse(time.isoformat(timespec="minutes") + "+02:00")
)), max_size=6))  # fmt: skip
def test_every_bar_is_seen_and_on_the_scale(moments: list[Moment | None]) -> None:
    drawn = draw(moments).bars
    assert [one is None for one in drawn] == [one is None for one in moments]
    shown = [each for one in drawn if one for each in (one, one.maybe) if each]
    assert all(min(one.start, one.width - 1) >= 0 and one.start + one.width <= WIDTH for one in shown)


def test_the_page_says_what_a_bar_is_and_where_its_scale_ends() -> None:
    assert "Bars from 2021-11-01 to 2021-11-03" in lines(page(trace()), "//article")
    assert "a bar is as wide as what is not known of the time" in " ".join(lines(page(trace()), "//main"))
    undated = replace(trace(), quotations=(traced(occurrence("fjord.txt", "Fjordposten", None)),))
    assert "Bars from" not in page(undated)


def test_the_story_that_is_told_has_what_it_changed() -> None:
    assert CHANGED != WORDS  # both are in it, which the tests above rest on
