"""Invented articles for the benchmarks: any number, the same for the same seed, and nothing taken from a real one.

Sentences are templates with slots, with the contractions and abbreviations that tokenizers spend their time on. Of ten
quotations about seven are new, and three retell one of a recent article, some with a word changed, a tail cut or a
"not" lost, as news does. Every article knows where its quotations stand, so stages can be fed without the ones before.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bench.sayings import make_sayings

TOWNS = "Ardwick Bexley Corran Dunmore Eskmouth Farnholt Garrow Haldane Inverlea Jarlshof Kelmar Lowick".split()
TITLES = "Courier Herald Gazette Chronicle Observer Sentinel".split()
FORENAMES = "Ada Bram Clara Daniel Edith Frank Greta Henry Ines Jonas Karen Lewis Maria Nils Olga Peter".split()
SURNAMES = (
    "Abelard Brandt Calder Dorset Ekman Farrow Granby Hollis Ingram Jessop Kessler Lomax Marsh Norland Ostler Pryce "
    "Quill Radley Selwyn Thorne Underhay Varley Westrup Yarrow"
).split()
ROLES = ("the mayor", "a union leader", "the chief engineer", "a spokesperson for the council", "the harbour master")
NOUNS = (
    "bridge harbour school budget river tunnel market hospital station ferry reservoir library contract timetable "
    "warning report quarter winter village road railway tax pension strike permit survey engine crane forest stadium "
    "museum clinic airport pipeline turbine dam quarry orchard brewery archive"
).split()
VERBS = "close rebuild sell inspect finance defend delay cancel open repair double abandon measure insure".split()
STATES = "safe empty late broken ready cheap unfair finished honest dangerous quiet legal expensive certain".split()
NUMBERS = "two three four six nine twelve twenty forty".split()
# Short, so that two sayings share words by chance but seldom a run of them: a formula would be told a thousand times.
PHRASES = (
    "we will not {verb}",
    "nobody told me",
    "the {noun} was {state}",
    "until the {noun} opens",
    "{number} years ago",
    "I have asked",
    "why they {verb}",
    "a {state} {noun}",
    "there is no {noun}",
    "that {noun} we {verb}",
    "somebody's going to {verb}",
    "my family never",
    "only after the {noun}",
    "this town needs",
    "more than {number} of them",
    "next to the {noun}",
    "as {state} as it",
    "you could {verb} it",
    "our {noun} isn't {state}",
    "when {noun} prices rise",
    "before {number} people",
    "who would {verb}",
    "without any {noun}",
    "these {state} plans",
    "must not {verb}",
    "every {noun} here",
    "under a {state} roof",
    "let's {verb}",
    "for the {noun}",
    "it doesn't look {state}",
    "between {noun} and {noun}",
    "they never {verb}",
    "so {state} a {noun}",
    "against the {noun}",
    "if {number} of us don't leave",
)
PROSE = (
    "The council met for {number} hours at 7 p.m. about the {noun} and the {noun}.",
    "Work on the {noun} began {number} months ago, and it hasn't been {state} since.",
    "A {state} {noun} stands where Mr. Harrow's old {noun} was.",
    "Engineers counted {number} cracks in the {noun} on Tuesday, Jan. 14, and couldn't say why.",
    "Residents have long wanted to {verb} the {noun}, a $2.5 million building near the {noun}.",
    "The plan to {verb} the town's {state} {noun} was voted down by {number} members (one didn't vote).",
    "It isn't the first {noun} that the county's auditors would rather {verb}; last year's was {state} too.",
)
# What names that no other article has are made of: collections bring new words as long as they grow.
ONSETS = "b br d dr f g gr h k kl l m n p r s sk st t tr v w".split()
RHYMES = "addon ack ell enna erik ill imber ock olla orne uck ulver ander esk itt oft arrow undle evin ast".split()
# Collections have articles in other languages too, which a model tells: one of so many, and what it says.
ABROAD = 200
GERMAN = (
    "Der Rat beriet am Dienstag drei Stunden lang über die Brücke und den Hafen, und niemand wollte danach sagen, was "
    "beschlossen wurde.",
    "Die Arbeiten haben vor vier Monaten begonnen, aber seit dem Winter ist auf der Baustelle nichts mehr geschehen.",
    "Wer das bezahlen soll, ist nicht bekannt; der Bürgermeister war für eine Auskunft nicht zu erreichen.",
)
SPEAKERS, OUTLETS, RECENT, PER_DAY = 120, 40, 300, 40
# Sayings of an article; of a large collection everybody is quoted so often on average.
FEWEST_SAID, MOST_SAID, QUOTED = 4, 7, 25
NEW_NAMES = 6
RETOLD, NEGATION = 0.3, " not "
# How often a saying is told that went around: as most are, and as the words of a minister are.
FEW, MANY = 5, 50
FIRST_DAY = date(2020, 1, 6)


@dataclass(frozen=True, slots=True)
class Saying:
    """Something said once: its words, who said it, and the number that all who retell it share."""

    number: int
    words: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Told:
    """A saying as an article prints it; the words stand at ``text[start:end]``."""

    saying: Saying
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One invented article; `text` begins with the outlet and the headline, as a saved page does."""

    name: str
    outlet: str
    headline: str
    published: date
    text: str
    told: tuple[Told, ...]

    @property
    def body(self) -> list[str]:
        """The paragraphs below outlet, headline and day."""
        return self.text.rstrip("\n").split("\n\n")[3:]

    def as_html(self) -> str:
        """The article as a small page with what news pages state in their head, and a menu and a footer around."""
        paragraphs = "\n".join(f"<p>{one}</p>" for one in self.body)
        return (
            f'<!doctype html><html lang="en"><head><title>{self.headline}</title>'
            f'<meta property="og:site_name" content="{self.outlet}">'
            f'<meta property="article:published_time" content="{self.published.isoformat()}"></head><body>'
            f"<nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><article><h1>{self.headline}</h1>\n{paragraphs}\n"
            f"</article><footer>All rights reserved</footer></body></html>\n"
        )

    def as_record(self) -> dict[str, str]:
        """The article as a JSONL record."""
        published = self.published.isoformat()
        return {"id": self.name, "text": self.text, "outlet": self.outlet, "published": published}


def articles(count: int, *, seed: int = 1) -> Iterator[Article]:
    """`count` articles in the order of their days."""
    dice = random.Random(seed)
    speakers = [f"{dice.choice(FORENAMES)} {dice.choice(SURNAMES)}" for _ in range(SPEAKERS)]
    outlets = [f"The {dice.choice(TOWNS)} {dice.choice(TITLES)}" for _ in range(OUTLETS)]
    recent: list[Saying] = []
    number = 0
    for index in range(count):
        speaker, other = dice.sample(speakers, 2)
        sayings = []
        for _ in range(dice.randint(FEWEST_SAID, MOST_SAID)):
            if recent and dice.random() < RETOLD:
                sayings.append(retell(dice.choice(recent), dice))
            else:
                number += 1
                sayings.append(Saying(number, _saying(dice), dice.choice((speaker, other))))
        recent = [*recent, *sayings][-RECENT:]
        day = FIRST_DAY + timedelta(days=index // PER_DAY)
        yield _article(f"article-{index:06}", dice.choice(outlets), day, sayings, dice)


def widely_told(count: int, *, seed: int = 1) -> Iterator[Article]:
    """Articles of one quotation each: `count` sayings, each told FEW times on as many days, one in 40 MANY times."""
    dice = random.Random(seed)
    speakers = [f"{dice.choice(FORENAMES)} {dice.choice(SURNAMES)}" for _ in range(SPEAKERS)]
    outlets = [f"The {dice.choice(TOWNS)} {dice.choice(TITLES)}" for _ in range(OUTLETS)]
    for number in range(count):
        saying = Saying(number + 1, _saying(dice), dice.choice(speakers))
        first = FIRST_DAY + timedelta(days=number // PER_DAY)
        for index in range(MANY if number % 40 == 0 else FEW):
            told = retell(saying, dice) if index else saying
            day = first + timedelta(days=index)
            yield _article(f"article-{number:05}-{index:02}", dice.choice(outlets), day, [told], dice)


def as_collected(count: int) -> Iterator[Article]:
    """`count` articles as a collection has them: what is said is as unlike as in news, each has words that no other
    has, and some are in another language."""
    return with_new_names(with_some_from_abroad(with_news_said(articles(count), MOST_SAID * count)))


def with_news_said(news: Iterator[Article], most: int, *, seed: int = 1) -> Iterator[Article]:
    """The articles, `most` sayings in them or fewer, with what is said in words as frequent as those of news.

    Sayings made of templates all share words with one another, as hundreds of thousands never do.
    """
    dice = random.Random(seed)
    people = [f"{dice.choice(FORENAMES)} {_name(dice)}" for _ in range(max(SPEAKERS, most // QUOTED))]
    sayings = make_sayings(most, seed)
    number = 0
    for article in news:
        text, done, told = "", 0, []
        for one in article.told:
            root = number if sayings.original[number] < 0 else int(sayings.original[number])
            saying = Saying(root, " ".join(sayings.texts[number]), people[root % len(people)])
            text += article.text[done : one.start]
            told.append(Told(saying, len(text), len(text) + len(saying.words)))
            text += f"{saying.words},” said {saying.speaker}"
            done = one.end + len(f",” said {one.saying.speaker}")
            number += 1
        yield replace(article, text=text + article.text[done:], told=tuple(told))


def with_some_from_abroad(news: Iterator[Article]) -> Iterator[Article]:
    """The articles, one of `ABROAD` in German from its day on, the first of them in the middle of the first so many."""
    for number, article in enumerate(news):
        if number % ABROAD == ABROAD // 2:
            head = article.text.split("\n\n")[:3]
            article = replace(article, text="\n\n".join([*head, *GERMAN]) + "\n", told=())
        yield article


def with_new_names(news: Iterator[Article], *, seed: int = 1) -> Iterator[Article]:
    """The articles, each with a last paragraph of names and numbers that mostly stand in no other."""
    dice = random.Random(seed)
    for article in news:
        names = ", ".join(f"{_name(dice)} {_name(dice)}" for _ in range(NEW_NAMES // 2))
        last = f"Among those who came were {names}; they brought {dice.randrange(10**6):,} signatures."
        yield replace(article, text=f"{article.text}\n{last}\n")


def _name(dice: random.Random) -> str:
    return "".join(dice.choice(ONSETS) + dice.choice(RHYMES) for _ in range(2)).capitalize()


def retell(saying: Saying, dice: random.Random) -> Saying:
    """The saying as the next article prints it: mostly word for word, else a word, the tail or a "not" is changed."""
    words = saying.words.split()
    change = dice.random()
    if change < 0.15:
        words[dice.randrange(len(words))] = dice.choice(NOUNS)
    elif change < 0.25 and len(words) > 10:
        words = words[: 2 * len(words) // 3]
    elif change < 0.3:
        words = saying.words.replace(NEGATION, " ").split()
    return Saying(saying.number, " ".join(words), saying.speaker)


def _saying(dice: random.Random) -> str:
    words = " ".join(_fill(dice.choice(PHRASES), dice) for _ in range(dice.randint(2, 9)))
    return words[0].upper() + words[1:]


def _fill(template: str, dice: random.Random) -> str:
    """The template with every slot filled, the same slot with another word each time."""
    words = []
    for word in template.split():
        for slot, choices in (("{noun}", NOUNS), ("{verb}", VERBS), ("{state}", STATES), ("{number}", NUMBERS)):
            word = word.replace(slot, dice.choice(choices))
        words.append(word)
    return " ".join(words)


def _article(name: str, outlet: str, day: date, sayings: list[Saying], dice: random.Random) -> Article:
    headline = f"{dice.choice(TOWNS)} waits for a {dice.choice(STATES)} {dice.choice(NOUNS)}"
    text = f"{outlet}\n\n{headline}\n\n{day.day} {day:%B %Y}"
    told = []
    for saying in sayings:
        prose = " ".join(_fill(dice.choice(PROSE), dice) for _ in range(dice.randint(2, 5)))
        start = len(text) + len(f"\n\n{prose} “")
        told.append(Told(saying, start, start + len(saying.words)))
        text += f"\n\n{prose} “{saying.words},” said {saying.speaker}, {dice.choice(ROLES)}."
    return Article(name, outlet, headline, day, text + "\n", tuple(told))
