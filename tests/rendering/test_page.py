"""The page to check an extraction by, letter for letter, and what a hostile document cannot do to it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from quotetrace.model import (
    Document,
    Entity,
    EntityKind,
    Extraction,
    Flag,
    Kind,
    Part,
    Quotation,
    Reason,
    Span,
    ToldTo,
    Zone,
    ZoneKind,
)
from quotetrace.moments import Moment
from quotetrace.rendering.page import page

TEXT = """“The pier is lost,” Ida Moen told the Gull. “‘Never’ is the word,” she said.
“Row on!” The so-called “ark” sank. Per Lund said the fund was empty.
Photo: Gull"""
IDA = Entity("Ida Moen", EntityKind.PERSON, ("she", "the harbour master"))
RED, GREEN = "--hue:0", "--hue:138"


def span(words: str, nth: int = 0) -> Span:
    """Where the words stand in TEXT."""
    start = [match.start() for match in re.finditer(re.escape(words), TEXT)][nth]
    return Span(start, start + len(words), words)


def quotation(words: str, kind: Kind = Kind.DIRECT, **known: object) -> Quotation:
    where = span(words)
    base = {"id": f"d/body/{where.start}", "document": "d", "part": Part.BODY, "kind": kind, "confidence": 0.93}
    return Quotation(start=where.start, end=where.end, text=words, **{**base, **known})  # type: ignore[arg-type]


def extraction() -> Extraction:
    """All sorts: told to somebody, going on, nested, unknown, scare, without marks, and a caption that is not read."""
    quotations = (
        quotation(
            "The pier is lost,",
            speaker="Ida Moen",
            entity=0,
            speaker_mention=span("Ida Moen"),
            cue=span("told"),
            told_to=(ToldTo(34, 42, "the Gull"),),
            reason=Reason("behind", "Per Lund"),
        ),
        quotation(
            "‘Never’ is the word,",
            speaker="Ida Moen",
            entity=0,
            speaker_mention=span("she"),
            cue=span("said"),
            continues="d/body/1",
            confidence=0.41,
            reason=Reason("ranker"),
        ),
        quotation("Never", Kind.MIXED, flags=(Flag.NESTED,), confidence=0.0),
        quotation("Row on!", confidence=0.0),
        quotation("ark", Kind.SCARE, confidence=0.0),
        quotation(
            "the fund was empty",
            Kind.INDIRECT,
            speaker="Per Lund",
            speaker_mention=span("Per Lund"),
            cue=span("said", 1),
            flags=(Flag.NEGATED,),
            reason=Reason("indirect clause"),
        ),
    )
    caption = Zone(span("Photo").start, len(TEXT), ZoneKind.CAPTION)
    document = Document(
        "d",
        "pier.txt",
        "/articles/pier.txt",
        TEXT,
        outlet="The Gull",
        author="Liv Berg",
        published=Moment.parse("2021-11-02"),
        zones=(caption,),
    )
    return Extraction(document, quotations, (IDA,))


def body(*extractions: Extraction) -> str:
    """The page without its head and its key."""
    return "".join(page(extractions)).partition("</header>\n")[2]


def test_an_article_with_its_legend_and_its_words_in_place() -> None:
    shown = body(extraction())
    assert shown[: shown.index("<h3>")] == (
        '<article id="d1">\n'
        "<h2>pier.txt</h2>\n"
        '<p class="facts">The Gull · 2021-11-02, known to the day · Liv Berg · /articles/pier.txt</p>\n'
        '<ul class="legend">\n'
        f'<li><span class="swatch" style="{RED}"></span>Ida Moen'
        ' <span class="dim">2, also she, the harbour master</span></li>\n'
        f'<li><span class="swatch" style="{GREEN}"></span>Per Lund <span class="dim">1</span></li>\n'
        '<li><span class="swatch unknown"></span>(unknown) <span class="dim">2</span></li>\n'
        '<li><span class="swatch scare"></span>(nobody) <span class="dim">1</span></li>\n'
        "</ul>\n"
        '<div class="text">“'
        f'<span id="d1-1" class="quotation direct" style="{RED}" title="1 · direct · Ida Moen · cue told · rule behind'
        ' · runner-up Per Lund · confidence 0.93">The pier is lost,<sup><a href="#d1-1-why">1</a></sup></span>” '
        f'<span class="mention" style="{RED}" title="mention of 1">Ida Moen</span> '
        '<span class="cue" title="cue of 1">told</span> the Gull. “'
        f'<span id="d1-2" class="quotation direct" style="{RED}" title="2 · direct · Ida Moen (as “she”) · cue said'
        ' · rule ranker · confidence 0.41">‘'
        '<span id="d1-3" class="quotation mixed unknown nested" title="3 · mixed · (unknown) · rule none'
        ' · nested">Never<sup><a href="#d1-3-why">3</a></sup></span>’ is the word,'
        '<sup><a href="#d1-2-why">2</a></sup></span>” '
        f'<span class="mention" style="{RED}" title="mention of 2">she</span> '
        '<span class="cue" title="cue of 2">said</span>.\n“'
        '<span id="d1-4" class="quotation direct unknown" title="4 · direct · (unknown) · rule none">Row on!'
        '<sup><a href="#d1-4-why">4</a></sup></span>” The so-called “'
        '<span id="d1-5" class="quotation scare" title="5 · scare · (nobody) · rule none">ark'
        '<sup><a href="#d1-5-why">5</a></sup></span>” sank. '
        f'<span class="mention" style="{GREEN}" title="mention of 6">Per Lund</span> '
        '<span class="cue" title="cue of 6">said</span> '
        f'<span id="d1-6" class="quotation indirect" style="{GREEN}" title="6 · indirect · Per Lund · cue said'
        ' · rule indirect clause · confidence 0.93 · negated">the fund was empty'
        '<sup><a href="#d1-6-why">6</a></sup></span>.\n'
        '<span class="unread" title="caption: not read for quotations">Photo: Gull</span></div>\n'
    )


def rows(shown: str) -> list[str]:
    """The list below the text as plain words, one row a quotation, lines divided by a bar and cells by two."""
    found = re.findall(r"<tr id=.*?</tr>", shown)
    divided = [row.replace("</td><td>", " || ").replace("<br>", " | ") for row in found]
    return [re.sub(r"<[^>]*>", "", row) for row in divided]


def test_the_list_says_everything_in_words() -> None:
    assert rows(body(extraction())) == [
        "1 || “The pier is lost,” || Ida Moen | told to “the Gull” || direct | cue “told” || "
        "rule: behind | runner-up Per Lund | confidence 0.93",
        "2 || “‘Never’ is the word,” | goes on from 1 || Ida Moen | as “she” || direct | cue “said” || "
        "rule: ranker | confidence 0.41, unsure",
        "3 || “Never” | nested || (unknown) || mixed || rule: none",
        "4 || “Row on!” || (unknown) || direct || rule: none",
        "5 || “ark” || (nobody) || scare || rule: none",
        "6 || the fund was empty | negated || Per Lund || indirect | cue “said” || "
        "rule: indirect clause | confidence 0.93",
    ]


def test_several_documents_have_contents_and_one_colour_a_speaker() -> None:
    empty = Extraction(Document("e", "b/empty.txt", "/b/empty.txt", "Nothing here."), (), ())
    shown = body(empty, extraction())
    assert shown.startswith(
        "<nav>\n<ol>\n"
        '<li><a href="#d1">b/empty.txt</a> <span class="dim">0 quotations</span></li>\n'
        '<li><a href="#d2">pier.txt</a> <span class="dim">6 quotations</span></li>\n'
        "</ol>\n</nav>\n"
        '<article id="d1">\n<h2>b/empty.txt</h2>\n'
        '<p class="facts">(outlet unknown: b/empty.txt) · no date known · /b/empty.txt</p>\n'
        '<p class="dim">(no quotations)</p>\n'
        '<div class="text">Nothing here.</div>\n</article>\n'
    )
    assert f'id="d2-1" class="quotation direct" style="{RED}"' in shown


def test_a_headline_of_its_own_stands_above_with_its_quotation() -> None:
    said = Quotation("h/headline/6", "h", Part.HEADLINE, 6, 9, "Row", Kind.HEADLINE, "Ida Moen")
    document = Document("h", "h", "/h", "Row.", headline="Moen ‘Row’", headline_separate=True)
    shown = body(Extraction(document, (said,), ()))
    assert '<p class="title">Moen ‘<span id="d1-1"' in shown
    assert '<div class="text">Row.</div>' in shown


EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>\x1b\u202e$title & ‘"
ALLOWED = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "ol",
    "li",
    "nav",
} | {*("article", "div", "span", "sup", "a", "table", "thead", "tbody", "tr", "th", "td", "small", "br")}


class Tags(HTMLParser):
    """Every tag and attribute of a page, all text, and whether the tags are balanced."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(*extractions: Extraction) -> Tags:
    tags = Tags()
    tags.feed("".join(page(extractions)))
    tags.close()
    assert tags.open == []
    return tags


def hostile() -> Extraction:
    """A document that is evil in every field."""
    whole = Span(0, len(EVIL), EVIL)
    said = Quotation(
        EVIL,
        "d",
        Part.BODY,
        0,
        len(EVIL),
        EVIL,
        Kind.DIRECT,
        speaker=EVIL,
        entity=0,
        speaker_mention=whole,
        cue=whole,
        told_to=(ToldTo(0, 1, EVIL, EVIL),),
        continues=EVIL,
        reason=Reason(EVIL, EVIL),
        context=EVIL,
    )
    document = Document(
        "d", EVIL, EVIL, EVIL, headline=EVIL, headline_separate=True, outlet=EVIL, author=EVIL, url=f"javascript:{EVIL}"
    )
    return Extraction(document, (said,), (Entity(EVIL, EntityKind.PERSON, (EVIL + "2",)),))


@pytest.mark.parametrize("extractions", [[hostile()], [hostile(), extraction()]], ids=["alone", "with another"])
def test_a_hostile_document_is_only_text(extractions: list[Extraction]) -> None:
    tags = parsed(*extractions)
    assert tags.tags <= ALLOWED
    assert {name for name, _ in tags.attributes} <= {
        *("lang", "charset", "name", "content", "http-equiv", "id", "class", "style", "title", "href")
    }
    assert all(re.fullmatch(r"#d\d+(-\d+(-why)?)?", value) for name, value in tags.attributes if name == "href")
    assert all(re.fullmatch(r"--hue:\d+", value) for name, value in tags.attributes if name == "style")
    assert "<script>alert(1)</script>" in tags.text
    assert "\x1b" not in tags.text
    assert "\u202e" not in "".join(page(extractions))
    assert "$title & ‘" in tags.text


def test_every_link_leads_somewhere_and_every_id_is_there_once() -> None:
    whole = "".join(page([extraction(), hostile()]))
    ids = re.findall(r' id="([^"]+)"', whole)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', whole)) <= set(ids)


def test_the_page_stands_alone() -> None:
    whole = "".join(page([extraction()]))
    assert "default-src 'none'" in whole
    assert not re.search(r"https?:|url\(|@import|<script|src=", whole)
    assert "<title>pier.txt · quotetrace</title>" in whole
    assert all(
        feature in whole for feature in ("color-scheme: light dark", "prefers-color-scheme: dark", "@media print")
    )


def test_the_text_of_the_page_is_the_text_of_the_document() -> None:
    shown = body(extraction())
    text = shown[shown.index('<div class="text">') : shown.index("</div>")]
    assert re.sub(r"<sup>.*?</sup>|<[^>]*>", "", text) == TEXT
