"""The benchmarks' own tools: invented articles, measuring in turns, stores made for asking. Nothing is timed."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from bench import arriving, bench, jobs, joining, killed, many, opening, throughput
from bench.articles import (
    ABROAD,
    MOST_SAID,
    Article,
    Saying,
    articles,
    as_collected,
    retell,
    widely_told,
    with_new_names,
    with_news_said,
)
from bench.candidates import candidate_recall
from bench.collection import planted, queries, write_store
from bench.forms import FORMS, shares, write_forms
from bench.measuring import Comparison, OverBudgetError, compare, run_child
from bench.sayings import make_sayings
from bench.season import Season
from bench.singles import CURLY, STRAIGHT, Setting, beside, in_singles, set_text
from quotetrace.extraction import extract_document
from quotetrace.matching.join import Join
from quotetrace.model import Document
from quotetrace.reading import read
from quotetrace.reading.forms import READERS
from quotetrace.reading.language import language_of
from quotetrace.store import Store

FEW = 25


def test_the_same_seed_gives_the_same_articles() -> None:
    assert list(articles(FEW)) == list(articles(FEW))
    assert list(articles(FEW)) != list(articles(FEW, seed=2))


def test_more_articles_begin_with_the_same_ones() -> None:
    assert list(islice(articles(2 * FEW), FEW)) == list(articles(FEW))


def test_told_words_stand_where_the_article_says() -> None:
    for article in articles(FEW):
        assert article.told
        assert all(article.text[one.start : one.end] == one.saying.words for one in article.told)


def test_three_of_ten_quotations_retell_one() -> None:
    numbers = [one.saying.number for article in articles(400) for one in article.told]
    assert 0.65 < len(set(numbers)) / len(numbers) < 0.75


def test_retelling_keeps_number_and_speaker_and_mostly_the_words() -> None:
    dice = random.Random(3)
    said = Saying(7, "We will not sell the ferry until the harbour opens and our school isn't late", "Ada Marsh")
    told = [retell(said, dice) for _ in range(200)]
    assert {(one.number, one.speaker) for one in told} == {(7, "Ada Marsh")}
    assert 0.6 < sum(one.words == said.words for one in told) / len(told) < 0.8
    assert any(one.words == said.words.replace(" not ", " ") for one in told)


@pytest.mark.parametrize("news", [articles, lambda count: with_news_said(articles(count), MOST_SAID * count)])
def test_extraction_finds_what_the_articles_tell(news: Callable[[int], Iterator[Article]]) -> None:
    for article in news(FEW):
        found = extract_document(Document(article.name, article.name, article.name, article.text)).quotations
        # Extraction keeps the comma before the closing mark.
        assert {(one.start, one.text.rstrip(","), one.speaker) for one in found} == {
            (one.start, one.saying.words, one.saying.speaker) for one in article.told
        }


def test_what_is_said_as_in_news_is_mostly_new_told_again_by_the_same_speaker_and_of_rare_words() -> None:
    plain, said = list(articles(200)), list(with_news_said(articles(200), MOST_SAID * 200))
    assert [len(one.told) for one in said] == [len(one.told) for one in plain]
    told = [one.saying for article in said for one in article.told]
    who = {number: {one.speaker for one in told if one.number == number} for number in {one.number for one in told}}
    assert all(len(names) == 1 for names in who.values())
    assert 0.5 < len(who) / len(told) < 0.9
    words = Counter(word for one in told for word in one.words.split())
    assert sum(1 for number in words.values() if number == 1) > 0.3 * len(words)


def test_new_names_stand_behind_what_is_told_and_mostly_in_no_other_article() -> None:
    plain, named = list(articles(200)), list(with_new_names(articles(200)))
    last = [one.text.removeprefix(first.text) for first, one in zip(plain, named, strict=True)]
    words = [word for line in last for word in re.findall("[A-Z][a-z]+", line) if word != "Among"]
    assert len(words) == 200 * 6
    assert len(set(words)) > 0.95 * len(words)


def test_of_a_collection_one_article_of_so_many_is_in_another_language() -> None:
    collected = list(as_collected(2 * ABROAD))
    told = [language_of(one.text) for one in collected]
    assert Counter(told) == {"en": 2 * ABROAD - 2, "de": 2}
    assert [number for number, code in enumerate(told) if code == "de"] == [ABROAD // 2, ABROAD + ABROAD // 2]
    assert len({one.text for one in collected}) == len(collected)


def test_what_ingests_for_a_measure_imports_no_more_than_an_ingest(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The lock is shut, and that is all there is to say of it.", encoding="utf-8")
    told = run_child(
        "-c",
        "import sys; from bench.ingest import tell; tell(*sys.argv[1:]); print(*sys.modules)",
        *(tmp_path / "one.txt", tmp_path / "quotes.db", 1, "read"),
    ).output
    assert '"stored": 1, "failed": 0' in told
    assert not {"spacy", "trafilatura", "bench.articles"} & set(told.split())


@pytest.mark.parametrize("form", ["txt", "html"])
def test_reading_finds_the_facts_of_an_article(form: str, tmp_path: Path) -> None:
    [article] = articles(1)
    text = article.text if form == "txt" else article.as_html()
    (tmp_path / f"article.{form}").write_text(text, encoding="utf-8")
    [document] = read([tmp_path])
    assert isinstance(document, Document)
    assert (document.outlet, document.headline) == (article.outlet, article.headline)
    assert str(document.published) == article.published.isoformat()


def test_work_and_baseline_take_turns_and_medians_are_of_pairs() -> None:
    turns: list[str] = []
    # Starts and ends of work, baseline, work, baseline …: the pairs take 4 and 2, 9 and 3, 8 and 1.
    times = iter([0, 4, 10, 12, 20, 29, 30, 33, 40, 48, 50, 51])
    timed = compare(
        lambda: turns.append("work"), lambda: turns.append("baseline"), pairs=3, clock=lambda: float(next(times))
    )
    assert timed == Comparison(seconds=8.0, baseline=2.0, ratio=3.0)
    assert turns == ["work", "baseline"] * 4


def test_without_warming_up_every_call_counts() -> None:
    turns: list[str] = []
    compare(lambda: turns.append("work"), lambda: turns.append("baseline"), pairs=1, warm=False)
    assert turns == ["work", "baseline"]


def test_a_child_tells_what_it_printed_and_its_own_memory() -> None:
    big = run_child("-c", "held = bytearray(200_000_000); print(len(held))")
    small = run_child("-c", "print('small')")
    assert (big.output, small.output) == ("200000000\n", "small\n")
    assert big.megabytes - small.megabytes > 150


def test_a_child_keeps_what_it_compiles_where_it_is_told_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    ask = "import quotetrace.errors; print(quotetrace.errors.__cached__)"
    kept = Path(run_child("-c", ask, compiled=tmp_path).output.strip())
    assert kept.is_relative_to(tmp_path)
    assert kept.is_file()


def test_a_child_that_fails_is_named_with_its_last_line() -> None:
    with pytest.raises(RuntimeError, match=r"-c raise SystemExit\('no room'\): no room"):
        run_child("-c", "raise SystemExit('no room')")


def test_planted_quotations_are_the_characters_of_the_document() -> None:
    for article in articles(FEW):
        extraction = planted(article)
        assert all(extraction.document.text[one.start : one.end] == one.text for one in extraction.quotations)
        assert [extraction.entities[one.entity or 0].name for one in extraction.quotations] == [
            one.saying.speaker for one in article.told
        ]


def test_a_store_made_for_asking_answers_every_query(tmp_path: Path) -> None:
    count = write_store(tmp_path / "asked.db", 300)
    assert 300 <= count < 310
    with Store.open(tmp_path / "asked.db", read_only=True) as store:
        assert store.counts()["quotations"] == count
        assert store.is_settled()
        empty = [name for name, query in queries(store).items() if not list(query())]
    # Nobody contradicts anybody in it, and nobody names where something was said.
    assert empty == ["trace --conflicts", "outlets --claimed"]


def test_sayings_that_went_around_are_told_five_times_and_some_fifty_times() -> None:
    told = [article.told[0].saying for article in widely_told(41)]
    counts = Counter(one.number for one in told)
    assert Counter(counts.values()) == {50: 2, 5: 39}
    assert all(one.text[one.told[0].start : one.told[0].end] == one.told[0].saying.words for one in widely_told(3))


def test_without_a_browser_opening_says_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    assert opening.main(["10"]) == 0
    assert capsys.readouterr().out.startswith("no browser: ")


def test_sayings_are_the_same_for_the_same_seed_and_mostly_new() -> None:
    said = make_sayings(2_000)
    assert said.texts == make_sayings(2_000).texts != make_sayings(2_000, seed=2).texts
    unique = {tuple(words) for words in said.texts}
    assert 0.65 < len(unique) / 2_000 < 0.75
    frequent = Counter(word for words in unique for word in words).most_common(1)
    assert frequent[0][0] == "the"


def test_copies_cuts_and_edits_come_from_the_saying_they_name() -> None:
    said = make_sayings(2_000)
    told = [(said.texts[one], said.texts[first]) for one, first in enumerate(said.original) if first >= 0]
    shared = [len(set(words) & set(first)) / len(set(words)) for words, first in told]
    assert len(told) > 800
    assert sum(one > 0.7 for one in shared) / len(shared) > 0.9


def test_a_relation_that_the_join_misses_fails_the_benchmark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Join, "fragments", lambda self: iter(()))
    with pytest.raises(OverBudgetError, match=r"missed [1-9]"):
        list(joining.join(400, sample=400))


def test_every_part_of_the_benchmark_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        bench.main(
            ["--small", "--only", "reading", "extraction", "hostile", "memory", "matching", "arriving", "crowds"]
        )
        == 0
    )
    printed = capsys.readouterr().out
    assert "== reading\n  text: " in printed
    assert "== extraction, one core, warm\n  4 articles of " in printed
    assert "\n  100 quotations, " in printed
    assert printed.count("; missed 0\n") == 2
    assert "\n  100 marks in one paragraph (" in printed
    assert "\n  100 articles: peak " in printed


def test_a_kept_store_comes_again_for_the_numbers_it_was_made_for_alone(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    assert next(arriving.arriving(200, [2], path)).startswith("200 quotations: settled in ")
    list(arriving.arriving(200, [2], path))
    assert next(arriving.arriving(200, [2], path)) == "a kept store of 200 quotations, 2 documents forgotten"
    with pytest.raises(SystemExit, match=r"kept\.db was made for other numbers: give COUNT and --documents as then"):
        list(arriving.arriving(200, [3], path))


def test_a_short_season_ends_like_a_store_made_at_once(tmp_path: Path) -> None:
    season = Season(tmp_path)
    *_, done, compared = season.run(8)
    assert "verified" in done
    assert compared.startswith("beside a store made at once: equal; ")
    assert season.problems == 0


@pytest.mark.parametrize(
    ("ratio", "small", "code"),
    [
        pytest.param(2.9, False, 0, id="linear"),
        pytest.param(3.1, False, 1, id="more"),
        pytest.param(3.1, True, 0, id="too-small-to-be-judged"),
    ],
)
def test_hostile_text_that_costs_more_than_its_length_fails(
    ratio: float, small: bool, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made: list[str] = []
    monkeypatch.setattr(throughput, "growth", lambda half, whole: Comparison(1.0, 1.0, ratio))
    monkeypatch.setattr(throughput, "compare", lambda *given, **more: Comparison(1.0, 1.0, 1.0))
    monkeypatch.setattr(throughput, "_extract", made.append)
    assert bench.main(["--only", "hostile", *(["--small"] if small else [])]) == code
    printed = capsys.readouterr().out
    over = "over budget: capitalised words: twice as much takes 3.1 times the time, 3.0 is allowed"
    assert (over in printed) == bool(code)
    assert printed.count(f"{ratio} times that of half") == len(throughput.HOSTILE)


def test_hostile_sizes_are_what_their_names_say() -> None:
    made = {
        name: make(size)
        for (name, make), size in zip(throughput.HOSTILE.items(), throughput.HOSTILE_SIZES, strict=True)
    }
    marks = {name: sum(character in "“”‘’" for character in text) for name, text in made.items()}
    assert marks["marks in one paragraph"] == 10_000
    assert marks["marks that open and never close"] == marks["marks in one another"] == 20_000
    assert len(made["words in one paragraph"]) >= 5_000_000
    assert len(made["capitalised words"].split()) == 100_000
    assert not any("\n" in text for text in made.values())


def test_growth_is_measured_again_where_it_seems_too_much() -> None:
    times = iter([0, 4, 4, 6, *(0, 8, 8, 10), *(0, 4, 4, 6), *(0, 7, 7, 9), *(0, 5, 5, 7)])
    ratios = [throughput.growth(int, int, clock=lambda: float(next(times))).ratio for _ in range(2)]
    assert ratios == [2.0, 2.5]


@pytest.mark.parametrize(
    ("text", "setting", "set_so"),
    [
        pytest.param("\"It's 'late',\" she said.", CURLY, "‘It’s “late”,’ she said.", id="straight-to-curly"),
        pytest.param("“It’s ‘late’,” she said.", STRAIGHT, "'It's \"late\",' she said.", id="curly-to-straight"),
        pytest.param("''We row,'' she said: ''Row.''", CURLY, "‘We row,’ she said: ‘Row.’", id="doubled"),
        pytest.param('"We row.\n"We sing."', CURLY, "‘We row.\n‘We sing.’", id="reopened"),
        pytest.param("The rowers' 'last' race", CURLY, "The rowers’ ‘last’ race", id="single-already"),
    ],
)
def test_double_marks_are_set_as_single_ones(text: str, setting: Setting, set_so: str) -> None:
    assert set_text(text, setting)[0] == set_so


def test_annotated_spans_keep_their_words_in_single_marks() -> None:
    text = "''We row,'' she said, ''at night.''"
    spans = {"quoted": [[2, 9], [24, 33]], "content": [[2, 9]], "source": [[12, 15]], "cue": [[16, 20]]}
    row = {"doc": "a", "text": text, "attributions": [{"kind": "direct", **spans}]}
    moved = in_singles(row, STRAIGHT)
    [attribution] = moved["attributions"]
    for name, old in spans.items():
        words = [moved["text"][start:end] for start, end in attribution[name]]
        assert words == [text[start:end] for start, end in old]
    assert row["text"] == text


def test_settings_stand_beside_one_another_and_a_great_loss_fails() -> None:
    names = ("quoted detection", "quoted + speaker", "quoted + named speaker")
    figures = {
        setting: {name: {"F1": value} for name in names} for setting, value in (("as it is", 90.0), ("curly", 88.5))
    }
    lines, holds = beside(figures)
    assert holds
    assert lines[1].split() == ["quoted", "detection", "90.0", "88.5", "(-1.5)"]
    figures["curly"]["quoted + speaker"]["F1"] = 87.9
    lines, holds = beside(figures)
    assert not holds
    assert lines[-1] == "more than 2.0 points are lost"


def test_candidate_recall_counts_sources_that_some_mention_overlaps(tmp_path: Path) -> None:
    text = "“Shut it,” said Vera Moss. “Open it,” sang the gulls."
    quoted = [[1, 9], [28, 36]]
    sources = [[[16, 25]], [[43, 52]]]
    rows = [{"quoted": [span], "source": source} for span, source in zip(quoted, sources, strict=True)]
    rows.append({"quoted": [], "source": [[43, 52]]})
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"text": text, "attributions": rows}) + "\n", encoding="utf-8")
    assert candidate_recall(gold) == (1, 2)


def test_several_jobs_stand_beside_one(tmp_path: Path) -> None:
    records, pages, settling = jobs.several(3, tmp_path, jobs=2, pairs=1)
    assert records.startswith("3 records: 2 jobs ")
    assert pages.endswith(" times on an idle machine")
    assert settling.startswith("settling 3 pages: ")


def test_an_ingest_is_killed_and_continued(tmp_path: Path) -> None:
    [line] = killed.killed(1, 4, tmp_path)
    assert re.fullmatch(r"1 points in an ingest of 4 articles, [01] of them before its end: 1 equal", line)


# Articles enough for every form.
EVERY_FORM = 60


def test_every_form_that_is_written_is_read(tmp_path: Path) -> None:
    write_forms(EVERY_FORM, tmp_path)
    found = list(read([tmp_path]))
    assert all(isinstance(one, Document) for one in found)
    documents = [one for one in found if isinstance(one, Document)]
    read_as = Counter((Path(one.source).relative_to(tmp_path).parts[0], one.reader) for one in documents)
    assert read_as == {(form.name.partition(".")[0], form.reader): own for form, own in shares(EVERY_FORM)}
    assert {form.reader for form in FORMS} == {one.name for one in READERS}
    assert all(one.headline and one.published for one in documents)
    # Most senders of mails are no outlets.
    assert {one.reader for one in documents if one.outlet is None} == {"mail", "mailbox"}
    assert len({one.id for one in documents}) == EVERY_FORM


def test_the_shares_of_the_forms_are_all_articles() -> None:
    assert sum(form.share for form in FORMS) == 1_000
    assert [sum(own for _, own in shares(count)) for count in (50, EVERY_FORM, 5_000)] == [50, EVERY_FORM, 5_000]
    with pytest.raises(ValueError, match="10 articles are too few for every form; 50 are enough"):
        shares(10)


def test_memory_is_told_for_each_count_and_of_matching_apart(tmp_path: Path) -> None:
    every, matched, records, *grown = many.growing([EVERY_FORM], tmp_path, jobs=1)
    peak = r"peak \d+ MB"
    assert re.fullmatch(rf"60 articles, every form, [\d.]+ MB: read, extracted and stored \d+ a second, {peak}", every)
    assert re.fullmatch(rf"60 articles matched in \d+ s, {peak}", matched)
    assert records.startswith("60 articles, one JSONL, 0.2 MB: ")
    assert [line.partition(";")[0] for line in grown] == [
        f"{name}: the peak of 60 is 1.00 times that of 60" for name in ("every form", "one JSONL")
    ]
