"""The questions people ask: by speaker, outlet, time and words, typed the way people type."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import article, extract_one, mark_settled, put_speakers

from quotetrace.errors import NotFoundError, UsageError
from quotetrace.model import Entity, EntityKind, Kind, Speaker
from quotetrace.press import KnownOutlet, Outlets, using
from quotetrace.store import Store
from quotetrace.store.names import search_words

ARTICLES = [
    article("“The ferry won’t sail to-night”, Ola Berg said.", "a", outlet="Fjord Times", published="2024-03-04"),
    article("“The café is [the mayor's] affair”, Åse Lindgård said.", "b", outlet="Ærlig Avis", published="2024-03"),
    article("“Read our lips”, Ursula Leyen said.", "c", outlet="Radio Nord", published="2024-03-04T23:30+01:00"),
    article("“Nobody knows” and “nobody asks”.", "d", outlet=None, published=None),
    article("“The ferry sails at noon”, Kari Berg said.", "e", outlet="Fjord Times", published="2024-03-05T08:00"),
]
PEOPLE = {
    "Ola Berg": ("the harbour master", "Berg"),
    "Åse Lindgård": ("Mayor Lindgård", "NATO chief"),
    "Ursula Leyen": (),
    "Kari Berg": (),
}


@pytest.fixture
def full(store: Store) -> Store:
    members = {}
    for one in ARTICLES:
        extraction = extract_one(one)
        name = {"Ursula Leyen": "Ursula von der Leyen"}
        entities = tuple(replace(entity, name=name.get(entity.name, entity.name)) for entity in extraction.entities)
        store.add(replace(extraction, entities=entities))
        store.add_source(one)
        members.update({entity.name: (one.id, number) for number, entity in enumerate(extraction.entities)})
    speakers = [
        Speaker(
            f"s{number}",
            "Ursula von der Leyen" if name == "Ursula Leyen" else name,
            EntityKind.PERSON,
            aliases,
            (members[name],),
        )
        for number, (name, aliases) in enumerate(PEOPLE.items())
    ]
    put_speakers(store, speakers)
    mark_settled(store)
    return store


def labels(full: Store, **filters: object) -> str:
    return "".join(one.occurrence.label for one in full.quotes(**filters))  # type: ignore[arg-type]


FILTERS = [
    pytest.param({}, "bacedd", id="all-in-order-of-time-undated-last"),
    pytest.param({"speaker": "Ola Berg"}, "a", id="full-name"),
    pytest.param({"speaker": "oLa bErg"}, "a", id="any-case"),
    pytest.param({"speaker": "berg"}, "ae", id="surname-of-two-people"),
    pytest.param({"speaker": "lindgard"}, "b", id="accents-folded"),
    pytest.param({"speaker": "Lindgård’s"}, "b", id="possessive"),
    pytest.param({"speaker": "NATO chief"}, "b", id="alias"),
    pytest.param({"speaker": "the nato chief"}, "b", id="alias-with-article"),
    pytest.param({"speaker": "Harbour Master"}, "a", id="alias-without-article"),
    pytest.param({"speaker": "von der Leyen"}, "c", id="surname-of-three-words"),
    pytest.param({"speaker": "Leyen"}, "c", id="its-last-word"),
    pytest.param({"speaker": "Ursula Leyen"}, "c", id="words-left-out-between"),
    pytest.param({"speaker": "Leyen Ursula"}, "", id="not-in-another-order"),
    pytest.param({"speaker": "ola"}, "", id="first-name-is-not-enough"),
    pytest.param({"speaker": "chief"}, "", id="half-an-alias-is-not-enough"),
    pytest.param({"speaker": "NATO"}, "", id="an-organisation-is-not-its-chief"),
    pytest.param({"speaker": ""}, "", id="no-name"),
    pytest.param({"speaker": "%"}, "", id="no-pattern"),
    pytest.param({"outlet": "fjord times"}, "ae", id="outlet"),
    pytest.param({"outlet": "The Fjord Times"}, "ae", id="outlet-with-article"),
    pytest.param({"outlet": "Fjord"}, "ae", id="a-word-of-an-outlet"),
    pytest.param({"outlet": "TIM"}, "ae", id="the-beginning-of-a-word"),
    pytest.param({"outlet": "fj ti"}, "ae", id="beginnings-in-their-order"),
    pytest.param({"outlet": "times fjord"}, "", id="outlet-not-in-another-order"),
    pytest.param({"outlet": "ord"}, "", id="not-inside-a-word"),
    pytest.param({"outlet": ""}, "", id="no-outlet"),
    pytest.param({"outlet": "*"}, "", id="no-pattern-of-outlets"),
    pytest.param({"outlet": "ÆRLIG AVIS"}, "b", id="outlet-in-capitals"),
    pytest.param({"kind": "direct"}, "bacedd", id="kind"),
    pytest.param({"kind": Kind.SCARE}, "", id="kind-that-none-has"),
    pytest.param({"since": "2024-03-05"}, "be", id="since-a-day-keeps-the-month-that-may-be-later"),
    pytest.param({"since": "2024-04"}, "", id="since-a-month"),
    pytest.param({"until": "2024-03-04"}, "bac", id="until-includes-the-day"),
    pytest.param({"until": "2024-03-04T22:00"}, "ba", id="until-a-minute"),
    pytest.param({"until": "2024-02"}, "", id="until-the-month-before"),
    pytest.param({"since": "2024-03-04", "until": "2024-03-04"}, "bac", id="one-day"),
    pytest.param({"since": "2024-03-04T22:30Z"}, "bace", id="zone-since-the-same-instant"),
    pytest.param({"since": "2024-03-04T22:31Z"}, "bae", id="zone-since-a-minute-later"),
    pytest.param({"until": "2024-03-04T22:29Z"}, "bae", id="zone-until-a-minute-earlier"),
    pytest.param({"search": "ferry"}, "ae", id="word"),
    pytest.param({"search": "ferry noon"}, "e", id="all-words"),
    pytest.param({"search": "noon FERRY"}, "e", id="in-any-order"),
    pytest.param({"search": "won't"}, "a", id="any-apostrophe"),
    pytest.param({"search": "wont"}, "a", id="no-apostrophe"),
    pytest.param({"search": "mayors affair"}, "b", id="possessive-without-apostrophe"),
    pytest.param({"search": "to-night"}, "a", id="hyphen"),
    pytest.param({"search": "cafe"}, "b", id="accent"),
    pytest.param({"search": "mayor"}, "b", id="bracketed-word"),
    pytest.param({"search": "fer"}, "", id="no-part-of-a-word"),
    pytest.param({"search": "ferry OR lips"}, "", id="no-query-language"),
    pytest.param({"search": "lips*"}, "c", id="no-wildcard"),
    pytest.param({"search": "…"}, "", id="no-word-at-all"),
    pytest.param({"search": "ferry", "outlet": "Fjord Times", "speaker": "kari berg"}, "e", id="filters-narrow"),
    pytest.param({"limit": 2}, "ba", id="limit"),
    pytest.param({"limit": 0}, "", id="limit-nothing"),
]


@pytest.mark.parametrize(("filters", "expected"), FILTERS)
def test_filters(full: Store, filters: dict[str, object], expected: str) -> None:
    assert labels(full, **filters) == expected


@pytest.mark.parametrize(
    ("filters", "error", "words"),
    [
        pytest.param({"kind": "shouted"}, UsageError, "choose direct, mixed, headline, indirect, scare", id="kind"),
        pytest.param({"since": "last week"}, UsageError, "--since 'last week' is no date", id="since"),
        pytest.param({"until": "10.01.2022"}, UsageError, "--until '10.01.2022' is no date", id="until"),
        pytest.param({"utterance": 7}, NotFoundError, "no utterance 7", id="utterance"),
    ],
)
def test_refusals_come_before_the_first_row(
    full: Store, filters: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        full.quotes(**filters)  # type: ignore[arg-type]


@given(st.text(st.characters(exclude_categories=["Cs"])), st.data())
@settings(max_examples=80, deadline=None)
def test_any_search_is_safe_and_finds_what_has_its_words(query: str, data: st.DataObject) -> None:
    document = article(f"“{query.replace('”', ' ')}”")
    with Store.open(":memory:") as store:
        store.add(extract_one(document))
        (text,) = [one.text for one in store.workbench.quotations([document.id])] or [""]
        words = search_words(text)
        wanted = " ".join(data.draw(st.lists(st.sampled_from(words), min_size=1))) if words else ""
        assert len(list(store.quotes(search=wanted))) == bool(words)
        list(store.quotes(search=query))
        list(store.quotations_for_find(query, at_most=9) or ())


def test_a_very_long_search_is_answered(full: Store) -> None:
    assert labels(full, search=" ".join(f"word{number}" for number in range(5000))) == ""


def test_what_find_looks_at_shares_a_word(full: Store) -> None:
    found = {one.text for one in full.quotations_for_find("ferry OR lips", at_most=99) or ()}
    assert found == {"The ferry won’t sail to-night", "The ferry sails at noon", "Read our lips"}
    assert list(full.quotations_for_find("", at_most=0) or ()) == []
    assert full.quotations_for_find("ferry OR lips", at_most=len(found) - 1) is None


def test_speakers_are_counted_most_quoted_first(full: Store) -> None:
    assert [one.name for one in full.speakers()] == ["Kari Berg", "Ola Berg", "Ursula von der Leyen", "Åse Lindgård"]
    (mayor,) = full.speakers("nato chief")
    assert (mayor.name, mayor.aliases, mayor.quotations, mayor.documents, mayor.outlets, mayor.utterances) == (
        *("Åse Lindgård", ("Mayor Lindgård", "NATO chief")),
        *(1, 1, 1, 0),
    )
    assert len(list(full.speakers(limit=2))) == 2
    assert list(full.speakers("nobody")) == []


def test_outlets_are_counted_the_unknown_last(full: Store) -> None:
    assert [(one.name, one.documents, one.quotations) for one in full.outlets()] == [
        ("Fjord Times", 2, 2),
        ("Radio Nord", 1, 1),
        ("Ærlig Avis", 1, 1),
        (None, 1, 2),
    ]
    assert [one.name for one in full.outlets("radio nord")] == ["Radio Nord"]


def test_counts(full: Store) -> None:
    assert full.counts() == {
        "documents": 5,
        "outlets": 3,
        "quotations": 6,
        "attributed": 4,
        "speakers": 4,
        "utterances": 0,
        "reported_by_two": 0,
        "drifted": 0,
        "conflicts": 0,
        "undated": 1,
        "of_unknown_outlet": 1,
        "failures": 0,
    }


def test_what_an_older_version_did_not_count_is_counted_now(full: Store) -> None:
    mark_settled(full)
    counted = full.counts()
    older = {name: number + 7 for name, number in counted.items() if name not in ("undated", "conflicts")}
    full._connection.execute("UPDATE meta SET value = ? WHERE key = 'counts'", [json.dumps(older)])
    assert full.counts() == {**older, "undated": 1, "conflicts": 0, "failures": counted["failures"]}


def test_a_name_nobody_merged_stays_with_its_quotation(store: Store) -> None:
    store.add(extract_one(ARTICLES[0]))
    (one,) = store.quotes()
    assert one.occurrence.speaker == "Ola Berg"
    assert one.occurrence.entity == Entity("Ola Berg", EntityKind.PERSON)


def test_speakers_that_are_no_more_go_and_names_follow(full: Store) -> None:
    members = ((ARTICLES[0].id, 0), (ARTICLES[4].id, 0))
    put_speakers(full, [Speaker("s0", "Kari Ola Berg", EntityKind.PERSON, ("Kari Berg",), members)])
    mark_settled(full)
    assert [one.name for one in full.speakers()] == ["Kari Ola Berg"]
    assert labels(full, speaker="kari berg") == "ae"
    assert labels(full, speaker="harbour master") == ""
    assert full.verify() == []


@pytest.fixture
def three(store: Store) -> Store:
    """Two outlets with a word in common, and one whose whole name is that word."""
    for name in ("Havn Post", "Havn Times", "Post"):
        store.add(extract_one(article("“The ferry sails at noon”, Kari Berg said.", name, outlet=name, origin=name)))
    return store


def test_an_exact_name_wins_over_parts(three: Store) -> None:
    assert [one.name for one in three.outlets("post")] == ["Post"]
    assert [one.name for one in three.outlets("ha")] == ["Havn Post", "Havn Times"]


def test_a_part_of_several_names_asks_which_one(three: Store) -> None:
    with pytest.raises(UsageError, match="which one\\? 'havn' is a part of 2 outlets' names: Havn Post; Havn Times"):
        three.quotes(outlet="havn")
    assert [one.occurrence.outlet for one in three.quotes(outlet="havn t")] == ["Havn Times"]


@pytest.fixture
def known(store: Store) -> Store:
    """Two outlets of the shipped table, one that is not there, and one with a known outlet's name in its own."""
    for name in ("The New York Times", "BBC", "Havn Star", "Havn Guardian"):
        store.add(extract_one(article("“The ferry sails at noon”, Kari Berg said.", name, outlet=name, origin=name)))
    return store


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("NYT", ["The New York Times"], id="initials"),
        pytest.param("New York Times", ["The New York Times"], id="without-the-article"),
        pytest.param("nytimes.com", ["The New York Times"], id="domain"),
        pytest.param("https://www.nytimes.com/2024/03/04/x.html", ["The New York Times"], id="pasted-address"),
        pytest.param("British Broadcasting Corporation", ["BBC"], id="full-name"),
        pytest.param("bbc", ["BBC"], id="its-own-name"),
        pytest.param("star", ["Havn Star"], id="several-are-called-so-a-part-is-meant"),
        pytest.param("Guardian", ["Havn Guardian"], id="the-one-called-so-is-not-here"),
        pytest.param("nosuch.example", [], id="nobodys-domain"),
    ],
)
def test_an_outlet_goes_by_what_else_it_is_called(typed: str, found: list[str], known: Store) -> None:
    assert [one.occurrence.outlet for one in known.quotes(outlet=typed)] == found
    assert [one.name for one in known.outlets(typed)] == found


def test_an_outlet_goes_by_what_the_users_table_calls_it(three: Store) -> None:
    with using(Outlets([KnownOutlet("havnpost.example", "Havn Post", aliases=("HP",))])):
        assert [one.name for one in three.outlets("HP")] == ["Havn Post"]
        assert [one.occurrence.outlet for one in three.quotes(outlet="havnpost.example")] == ["Havn Post"]
    assert list(three.outlets("HP")) == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param("ola", ["Ola Berg"], id="first-name"),
        pytest.param("URS", ["Ursula von der Leyen"], id="its-beginning"),
        pytest.param("von ley", ["Ursula von der Leyen"], id="two-beginnings"),
        pytest.param("nato", [], id="no-part-of-an-alias"),
        pytest.param("berg", ["Kari Berg", "Ola Berg"], id="a-surname-comes-first"),
        pytest.param("erg", [], id="nothing-inside-a-word"),
    ],
)
def test_a_part_of_a_name_is_enough_to_look_at_speakers(name: str, found: list[str], full: Store) -> None:
    assert [one.name for one in full.speakers(name)] == found


# In their real order; as text they would stand otherwise.
CLOCKS = [
    pytest.param(["2024-03-04T08:00Z", "2024-03-04T06:30-05:00"], id="a-western-morning-is-later"),
    pytest.param(["2024-03-05T01:00+10:00", "2024-03-04T20:00+00:00"], id="an-eastern-day-is-earlier"),
    pytest.param(["2024-03-04T23:00", "2024-03-04T19:30-05:00"], id="without-a-zone-as-written"),
    pytest.param(["2024-03-04", "2024-03-04T00:30Z", "2024-03-03T22:00-06:00"], id="a-day-from-its-start"),
    pytest.param(["2024-03-04T06:30-05:00", None], id="the-undated-last"),
]


@pytest.mark.parametrize("times", CLOCKS)
def test_lists_are_in_order_of_the_real_time(times: list[str | None], store: Store) -> None:
    for number, time in reversed(list(enumerate(times))):
        store.add(
            extract_one(article("“The ferry sails at noon”", f"{9 - number}", published=time, origin=str(number)))
        )
    in_order = [f"{9 - number}" for number in range(len(times))]
    assert [one.document.label for one in store.documents()] == in_order
    assert [one.occurrence.label for one in store.quotes()] == in_order
    assert [one.occurrence.label for one in store.quotes(search="ferry")] == in_order


def test_the_first_page_of_a_list_sorts_no_more_than_it_shows(full: Store) -> None:
    seen: list[str] = []
    full._connection._raw.set_trace_callback(seen.append)
    list(full.quotes(limit=1))
    list(full.documents(limit=1))
    full._connection._raw.set_trace_callback(None)
    lists = [sql for sql in seen if "ORDER BY d.wall_start" in sql]
    assert len(lists) == 2
    for sql in lists:
        plan = [row[3] for row in full._connection._raw.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert any("documents_time" in step for step in plan)
        assert "USE TEMP B-TREE FOR ORDER BY" not in plan
