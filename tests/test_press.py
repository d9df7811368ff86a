"""The table of outlets, shipped and the user's: whom a domain, a name or an alias means."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from quotetrace.errors import ReadingError
from quotetrace.folding import fold_name
from quotetrace.lexicons import lines, word_list
from quotetrace.press import KnownOutlet, Outlets, current, each_using, load_outlets, taken_apart, using

# Names that are in the table of frequent words because the news it is counted from are about them
NEWSMAKERS = {"AP", "UPI", "CNN", "CBS", "NBC", "MSNBC", "Reuters", "Bloomberg", "Politico", "Breitbart", "HuffPost"}
NEWSMAKERS |= {"Forbes"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The New York Times", "The New York Times"),
        ("New York Times", "The New York Times"),
        ("NYT", "The New York Times"),
        ("BBC News", "BBC"),
        ("AFP", "AFP"),
        ("Agence France-Presse", "AFP"),
        ("Agence France Presse", "AFP"),
        ("the associated press", "AP"),
        ("ITAR-TASS", "TASS"),
        ("El Pais", "El País"),
        ("The Chicago Tribune", "Chicago Tribune"),
        ("The Independent", "The Independent"),
        # words like others
        ("Independent", None),
        ("Sun", None),
        ("Mirror", None),
        ("Time", None),
        ("Nature", None),
        ("Time magazine", "Time"),
        # initials only as printed
        ("SPA", "Saudi Press Agency"),
        ("Spa", None),
        ("nos", None),
        # two of a name
        ("The Star", None),
        ("Delfi", None),
        ("La Nación", None),
        ("ABC News", "ABC News"),
        ("Brevik Post", None),
        ("", None),
    ],
)
def test_whom_a_name_means(text: str, name: str | None) -> None:
    known = current().by_name(text)
    assert (known.name if known else None) == name


@pytest.mark.parametrize(
    ("text", "host", "name"),
    [
        ("Independent", "independent.co.uk", "The Independent"),
        ("ABC News", "abc.net.au", "ABC News (Australia)"),
        ("The Star", "thestar.com.my", "The Star (Malaysia)"),
        ("Time", "time.com", "Time"),
        ("Reuters", "news.yahoo.com", "Reuters"),
        ("The Guardian", "guardian.ng", "The Guardian (Nigeria)"),
        ("The Guardian", "brevikpost.example", "The Guardian"),
        ("Star", "brevikpost.example", None),
    ],
)
def test_the_domain_tells_which_is_meant(text: str, host: str, name: str | None) -> None:
    known = current().by_name(text, host=host)
    assert (known.name if known else None) == name


def shipped_rows() -> list[list[str]]:
    return [line.split("\t") for line in lines("outlets.tsv")]


def test_the_shipped_table_has_the_form_that_is_asked_of_a_users(tmp_path: Path) -> None:
    path = tmp_path / "outlets.tsv"
    path.write_text("\n".join("\t".join(row) for row in shipped_rows()), encoding="utf-8")
    table = load_outlets(path)
    assert table is not None
    assert {row.domain: row for row in table.rows} == {row.domain: row for row in current().rows}
    assert len(table.rows) == len(shipped_rows()) > 500


def test_no_frequent_word_names_an_outlet_by_itself() -> None:
    frequent = {line.split("\t")[0] for line in lines("word_frequencies.tsv")} - set(map(str.lower, NEWSMAKERS))
    names = [name for row in current().rows for name in (*([] if row.is_word else [row.name]), *row.aliases)]
    assert [name for name in names if len(fold_name(name)) == 1 and fold_name(name)[0] in frequent] == []


def test_no_name_folds_to_nothing_and_no_outlet_is_its_own_alias() -> None:
    assert [row for row in current().rows for name in (row.name, *row.aliases) if not fold_name(name)] == []
    assert [row for row in current().rows if row.name in row.aliases] == []


def test_an_agency_signs_by_its_one_name_too() -> None:
    signed = {name.lower() for name in word_list("agencies.txt")}
    known = {name: row.name for row in current().rows for name in row.aliases if name.lower() in signed}
    assert {name: one for name, one in known.items() if one.lower() not in signed} == {}


def table(folder: Path, text: str, name: str = "outlets.tsv") -> Outlets:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    found = load_outlets(path)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("brevikpost.example\tBrevik Post\tm\tBP|Brevik Morning Post\n", "o.tsv"),
        (
            "domain,name,flags,aliases\nhttps://www.BrevikPost.example/,Brevik Post,m,BP | Brevik Morning Post\n",
            "o.csv",
        ),
        ('# ours\n\n"brevikpost.example","Brevik Post","m","BP|Brevik Morning Post|"\n', "o.txt"),
        ("\ufeffbrevikpost.example\tBrevik Post\tm\tBP|Brevik Morning Post", "o"),
    ],
)
def test_a_users_table(tmp_path: Path, text: str, name: str) -> None:
    ours = table(tmp_path, text, name)
    row = KnownOutlet("brevikpost.example", "Brevik Post", month_first=True, aliases=("BP", "Brevik Morning Post"))
    assert ours.by_domain("news.brevikpost.example") == row
    assert [ours.by_name(one) for one in ("BP", "The Brevik Post", "bp")] == [row, row, None]
    assert ours.by_name("BBC News") == current().by_name("BBC News")


def test_a_users_table_counts_where_both_name_a_domain(tmp_path: Path) -> None:
    ours = table(tmp_path, "nytimes.com\tTimes of New York\nthestar.com.my\tStar Online\n")
    assert ours.by_domain("nytimes.com") == KnownOutlet("nytimes.com", "Times of New York")
    renamed = {one: ours.by_name(one) for one in ("NYT", "The New York Times", "Times of New York")}
    assert {known.name if known else None for known in renamed.values()} == {"Times of New York"}


def test_an_outlet_without_a_domain_and_a_name_that_was_ambiguous(tmp_path: Path) -> None:
    ours = table(tmp_path, ",The Star,,Brevik Star\n,Brevik Wire\n")
    star = ours.by_name("The Star")
    assert star == KnownOutlet("", "The Star", aliases=("Brevik Star",))
    assert ours.by_name("Brevik Wire") == KnownOutlet("", "Brevik Wire")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("brevik.example\tBrevik Post\nbrevik post\tBrevik\n", "line 2, column domain: 'brevik post' is no domain"),
        ("a.example\tA\n\na.example\tB\n", "line 3, column domain: a.example is in line 1 already"),
        ("brevik.example\t \n", "line 1, column name: is empty"),
        ("brevik.example\tBrevik Post\td\n", "line 1, column flags: 'd' is not known"),
        ("# ours\nbrevik.example\n", "line 2: has one column"),
        ("brevik.example,Brevik Post,m,BP,Post\n", "line 1: has 5 columns, not 4"),
        ('brevik.example,"Brevik Post\n', "line 1: "),
    ],
)
def test_what_is_wrong_is_said_with_line_and_column(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ReadingError) as told:
        table(tmp_path, text)
    assert words in str(told.value)
    assert str(tmp_path / "outlets.tsv") in str(told.value)


def test_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="cannot be read"):
        load_outlets(tmp_path / "none.tsv")
    (tmp_path / "latin.tsv").write_bytes(b"brevik.example\tBr\xe9vik\n")
    with pytest.raises(ReadingError, match="not UTF-8"):
        load_outlets(tmp_path / "latin.tsv")
    assert load_outlets(None) is None


def test_a_table_holds_within_and_not_around(tmp_path: Path) -> None:
    ours = Outlets([KnownOutlet("", "Brevik Wire")], over=current())

    def names() -> Iterator[str | None]:
        for _ in range(2):
            known = current().by_name("Brevik Wire")
            yield known.name if known else None

    made = each_using(ours, names())
    assert next(made) == "Brevik Wire"
    assert current().by_name("Brevik Wire") is None
    with using(ours):
        assert list(each_using(None, names())) == ["Brevik Wire"] * 2
    assert list(made) == ["Brevik Wire"]
    assert list(names()) == [None] * 2


def test_a_host_longer_than_any_is_nobodys() -> None:
    assert current().by_domain("news.bbc.co.uk") is not None
    assert current().by_domain("a." * 200 + "bbc.co.uk") is None


PILED = "a" + "\u0301\u0316" * 500


@pytest.mark.parametrize("address", [f"http://{PILED}.example/", f"//{PILED}", f"http:/\t/{PILED}?a", f"x://a@{PILED}"])
def test_a_host_longer_than_hosts_are_is_none(address: str, put_in_order: list[int]) -> None:
    with pytest.raises(ValueError, match="longer than hosts are"):
        taken_apart(address)
    assert max(put_in_order) == 0


@pytest.mark.parametrize("address", [f"http://marsh.example/{PILED}", "http://mårsh.example/bath", PILED])
def test_other_addresses_are_taken_apart(address: str) -> None:
    assert taken_apart(address) == urlsplit(address)
