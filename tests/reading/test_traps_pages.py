"""Traps in web pages: several dates in the markup, walls, lists, archives, titles with the site in them."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from . import traps
from .traps import FERRY, STORY, TITLE, Refused, Said, Trap, check

trap = partial(traps.trap, file="page.html")

PARAGRAPHS = "".join(f"<p>{one}</p>" for one in FERRY)
ARTICLE = f"<article><h1>{TITLE}</h1>{PARAGRAPHS}</article>"
SITE = '<meta property="og:site_name" content="Brevik Post">'
POST = ("Brevik Post", "metadata")
MINUTE = ("2022-01-07T15:02+01:00", "metadata")


def page(body: str = ARTICLE, head: str = SITE) -> str:
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/local'>Local</a></li></ul></nav>"
    return f"<!DOCTYPE html><html><head>{head}</head><body><header>{menu}</header>{body}</body></html>"


def article(before: str = "", after: str = "", *, title: str = f"<h1>{TITLE}</h1>") -> str:
    return f"<main><article>{title}{before}{PARAGRAPHS}{after}</article></main>"


def linked(*facts: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(facts[0] if len(facts) == 1 else facts)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def news(**facts: object) -> dict[str, object]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", **facts}


TEASERS = "".join(
    f"<div class='teaser'><h3><a href='/a{number}'>{title}</a></h3><p>{title}, the board says.</p>"
    f"<time datetime='2022-01-{number:02}'>{number} January</time></div>"
    for number, title in enumerate(
        ("Fares rise", "A pier falls", "Herring return", "School shut", "Road open", "Choir sings", "Bank closes",
         "Boat found", "Snow on Hollin", "Mayor resigns"),
        start=1,
    )
)  # fmt: skip
TOOLBAR = (
    "<div id='wm-ipp-base'><div id='wm-ipp'><p>The Wayback Machine - "
    "https://web.archive.org/web/20230309140210/https://www.brevikpost.example/local/hollin-ferry</p>"
    "<p>12 captures</p><p>9 Mar 2023 - 14 May 2024</p></div></div>"
)

TRAPS = [
    # several times in the markup
    trap(
        "published and modified in JSON-LD",
        page(head=SITE + linked(news(dateModified="2022-01-09T08:10+01:00", datePublished="2022-01-07T15:02+01:00"))),
        Said(POST, MINUTE, modified="2022-01-09T08:10+01:00"),
    ),
    trap(
        "Open Graph and nothing else",
        page(
            f"<div><p>{'</p><p>'.join(FERRY)}</p></div>",
            SITE + meta("og:title", TITLE) + meta("article:published_time", "2022-01-07T15:02+01:00"),
        ),
        Said(POST, MINUTE),
    ),
    trap(
        "the time of a related card stands before the article's",
        page(
            "<aside class='related'><h4>Fares rise</h4><time datetime='2022-01-03T09:00+01:00'>3 Jan</time></aside>"
            + article("<time datetime='2022-01-07T15:02+01:00'>7 January 2022</time>")
        ),
        Said(POST, MINUTE, lacks=("Fares rise",)),
    ),
    trap(
        "related articles described before the article",
        page(
            head=SITE
            + linked(
                {"@type": "ItemList", "itemListElement": [news(headline="Fares rise", datePublished="2022-01-03")]},
                news(headline=TITLE, datePublished="2022-01-07T15:02+01:00"),
            )
        ),
        Said(POST, MINUTE),
    ),
    trap(
        "a live report's entries have their own times",
        page(
            article(
                "<h2>15:40 Steen speaks</h2><time datetime='2022-01-08T15:40+01:00'>15:40</time>",
                title=f"<h1>{TITLE}: live</h1>",
            ),
            SITE
            + linked(
                {
                    "@type": "LiveBlogPosting",
                    "liveBlogUpdate": [{"@type": "BlogPosting", "datePublished": "2022-01-08T15:40+01:00"}],
                    "datePublished": "2022-01-07T15:02+01:00",
                    "coverageStartTime": "2022-01-07T12:00+01:00",
                }
            ),
        ),
        Said(POST, MINUTE, f"{TITLE}: live", begins=""),
    ),
    trap(
        "only the last change is stated",
        page(head=SITE + meta("article:modified_time", "2022-01-09T08:10+01:00")),
        Said(POST, modified="2022-01-09T08:10+01:00"),
    ),
    trap(
        "readers' comments have the only times",
        page(
            ARTICLE + "<section id='comments' class='comments'><h3>2 comments</h3><div class='comment'><b>seagull77</b>"
            "<time datetime='2022-01-09T10:14'>9 January 2022</time><p>About time, and who pays?</p></div></section>"
        ),
        Said(POST, lacks=("About time",)),
    ),
    trap(
        "a copyright year in the footer",
        page(ARTICLE + "<footer>© 2022 Marsh Media Group</footer>"),
        Said(POST, lacks=("Marsh",)),
    ),
    trap(
        "a year mistyped into the future, the right one printed",
        page(
            article("<p class='byline'>By Una Fell</p><p class='date'>7 January 2022, 15:02</p>"),
            SITE + meta("article:published_time", "2202-01-07T15:02:00+01:00"),
        ),
        Said(POST, ("2022-01-07T15:02", "byline")),
    ),
    trap(
        "the day in the markup is empty",
        page(
            article("<p class='byline'>By Una Fell</p><p class='date'>7 January 2022</p>"),
            SITE + meta("article:published_time", "") + '<meta name="date" content="">',
        ),
        Said(POST, ("2022-01-07", "byline")),
    ),
    trap(
        "seconds since 1970 in an attribute",
        page(article("<span class='date' data-timestamp='1641564120'>3 hours ago</span>")),
        Said(POST, ("2022-01-07T14:02:00+00:00", "metadata")),
    ),
    trap(
        "microdata in the text",
        page(
            f"<div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop='headline'>{TITLE}</h1>"
            "<span itemprop='datePublished' content='2022-01-07T15:02+01:00'>Friday</span>"
            f"<div itemprop='articleBody'>{PARAGRAPHS}</div></div>"
        ),
        Said(POST, MINUTE),
    ),
    trap(
        "midnight stands for a day",
        page(head=SITE + meta("article:published_time", "2022-01-07T00:00:00Z")),
        Said(POST, ("2022-01-07", "metadata")),
    ),
    trap(
        "the address has the only day",
        page(head='<link rel="canonical" href="https://www.brevikpost.example/2022/01/07/hollin-ferry">'),
        Said(
            ("brevikpost.example", "domain"),
            ("2022-01-07", "url"),
            url="https://www.brevikpost.example/2022/01/07/hollin-ferry",
        ),
    ),
    # who published it
    trap(
        "a page for telephones names the true address",
        page(
            head="<link rel='canonical' href='https://www.brevikpost.example/local/hollin-ferry'>"
            "<meta property='og:url' content='https://www-brevikpost-example.cdn.ampproject.org/c/s/hollin-ferry'>"
            "<script async src='https://cdn.ampproject.org/v0.js'></script>"
        ).replace("<html>", "<html amp>"),
        Said(("brevikpost.example", "domain"), url="https://www.brevikpost.example/local/hollin-ferry"),
    ),
    trap(
        "an archive's bar above the page",
        page(TOOLBAR + article("<p class='date'>7 January 2022</p>"), head=""),
        Said(("brevikpost.example", "domain"), ("2022-01-07", "byline"), lacks=("captures", "9 Mar 2023", "Wayback")),
    ),
    trap(
        "a browser wrote down where the page was saved from",
        "<!DOCTYPE html>\n<!-- saved from url=(0049)https://www.brevikpost.example/local/hollin-ferry -->\n"
        + page(head="").removeprefix("<!DOCTYPE html>"),
        Said(("brevikpost.example", "domain"), url="https://www.brevikpost.example/local/hollin-ferry"),
    ),
    trap(
        "a browser wrote down when the page was saved, and a later day is printed",
        "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://www.brevikpost.example/hollin-ferry?utm_source=x"
        " \n saved date: Sat Jan 08 2022 10:11:12 GMT+0100 (Central European Standard Time)\n-->"
        + page(article("<p class='date'>7 March 2022</p>"), head="").removeprefix("<!DOCTYPE html><html>"),
        Said(("brevikpost.example", "domain"), url="https://www.brevikpost.example/hollin-ferry"),
    ),
    trap(
        "a mark of the web that names no page",
        "<!DOCTYPE html>\n<!-- saved from url=(0014)about:internet -->\n" + page().removeprefix("<!DOCTYPE html>"),
        Said(POST),
    ),
    trap(
        "an archive's copy calls itself by a short address",
        page(
            head="<link rel='canonical' href='https://archive.ph/aB3dE'>"
            "<link rel='bookmark' href='http://archive.today/20230309140210/https://www.brevikpost.example/hollin-ferry'>"
        ),
        Said(("brevikpost.example", "domain"), url="https://www.brevikpost.example/hollin-ferry"),
    ),
    trap(
        "the only first heading is the site's name, and no heading is the story's",
        page(f"<h1>Brevik Post</h1><article>{PARAGRAPHS}</article>"),
        Said(POST, headline=None, lacks=("Brevik Post",)),
    ),
    trap(
        "an agency is the author",
        page(head=SITE + '<meta name="author" content="Associated Press">'),
        Said(POST),
    ),
    trap(
        "the group that owns the paper is named too",
        page(
            head=SITE
            + linked(
                news(
                    publisher={"@type": "Organization", "name": "Brevik Post"},
                    copyrightHolder={"@type": "Organization", "name": "Marsh Media Group"},
                    datePublished="2022-01-07T15:02+01:00",
                )
            )
        ),
        Said(POST, MINUTE),
    ),
    trap(
        "the site is named in the title only",
        page(head=f"<title>{TITLE} | Brevik Post</title>"),
        Said(("Brevik Post", "title")),
    ),
    # what it is called
    trap(
        "two titles with the site behind a dash and a bar",
        page(
            f"<div>{PARAGRAPHS}</div>",
            SITE + meta("og:title", f"{TITLE} - Brevik Post") + f"<title>{TITLE} | Brevik Post</title>",
        ),
        Said(POST),
    ),
    trap(
        "a headline with a dash of its own",
        page(
            article(title="<h1>Ferry returns – but who pays?</h1>"),
            SITE + "<title>Ferry returns – but who pays?</title>",
        ),
        Said(POST, headline="Ferry returns – but who pays?"),
    ),
    trap(
        "the first heading is the site's name",
        page(f"<h1 class='logo'><a href='/'>Brevik Post</a></h1><article><h2>{TITLE}</h2>{PARAGRAPHS}</article>"),
        Said(POST, lacks=("Brevik Post",)),
    ),
    trap(
        "two first headings",
        page(f"<h1>Local news</h1>{ARTICLE}", SITE + meta("og:title", TITLE)),
        Said(POST, lacks=("Local news",)),
    ),
    trap(
        "soft hyphens and no-break spaces in the heading",
        page(article(title="<h1>Hol&shy;lin gets its&nbsp;fer&shy;ry back</h1>")),
        Said(POST),
    ),
    # what is an article
    trap(
        "a wall after two sentences",
        page(
            f"<article><h1>{TITLE}</h1><p>{FERRY[0]}</p><p>{FERRY[1]}</p><div class='paywall'>"
            "<h3>Subscribe to continue reading</h3>"
            "<p>Already a subscriber? <a href='/login'>Log in</a></p></div></article>"
        ),
        Said(POST, holds=FERRY[:2], lacks=("Subscribe", "Already a subscriber")),
    ),
    trap(
        "a section's page of ten teasers",
        page(f"<h1>Local</h1>{TEASERS}"),
        Refused("no article"),
    ),
    trap(
        "a caption with another day",
        page(
            article(
                "<figure><img src='a.jpg'><figcaption>The quay on 14 August 2019. Photo: Ole Lie</figcaption></figure>"
            )
        ),
        Said(POST, lacks=("The quay",)),
    ),
    trap(
        "breaks in place of paragraphs",
        page(f"<div class='story'><h1>{TITLE}</h1>{'<br><br>'.join(FERRY)}</div>"),
        Said(POST, holds=FERRY),
    ),
    trap(
        "the text stands in the markup's description only",
        page("<div id='app'></div>", SITE + linked(news(headline=TITLE, articleBody=STORY))),
        Said(POST, holds=FERRY),
    ),
    # characters
    trap(
        "a false encoding is declared",
        page(head=SITE + '<meta charset="iso-8859-1">').encode(),
        Said(POST, holds=FERRY),
    ),
    trap(
        "UTF-8 is declared and Windows-1252 sent",
        page(head='<meta charset="utf-8">' + SITE).encode("cp1252"),
        Said(POST, holds=FERRY),
    ),
]


@pytest.mark.parametrize("one", TRAPS)
def test_pages(tmp_path: Path, one: Trap) -> None:
    check(tmp_path, one)
