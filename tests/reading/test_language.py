"""English or another language, by function words, script and letters; too little is unknown."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from quotetrace.reading import language
from quotetrace.reading.language import code_of, language_of
from tests.reading.conftest import ReadText

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("tongues.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
FOREIGN = {code: text for code, _, text in ROWS if code != "en"}
ENGLISH = {name: text for code, name, text in ROWS if code == "en"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The mayor said on Monday that the bridge would stay closed until the end of the year.", "en"),
        ("“We are not afraid,” she said. “They had their chance, and it was not for want of trying.”", "en"),
        ("Vonk, Brandt, Dahl and Holt won the medals for Norway, Denmark, Sweden and Finland in the relay.", "en"),
        (
            "Der Bürgermeister sagte am Montag, dass die Brücke bis zum Ende des Jahres nicht frei ist.",
            "de",
        ),
        (
            "Le maire a dit lundi que le pont est fermé pour la fin de cette année et que les travaux sont en cours.",
            "fr",
        ),
        (
            "El alcalde dijo el lunes que el puente está cerrado hasta el final del año y que no hay dinero.",
            "es",
        ),
        (
            "Il sindaco ha detto lunedì che il ponte è chiuso fino alla fine dell'anno e che non ci sono soldi.",
            "it",
        ),
        ("Мэр сообщил в понедельник, что мост закрыт до конца года.", "ru"),
        ("Мер повідомив у понеділок, що міст закрито до кінця року, її слова підтвердили.", "uk"),
        ("市長は月曜日に橋は年末まで閉鎖されると述べた。", "ja"),
        ("市长星期一表示，大桥将关闭至年底。", "zh"),
        ("قال رئيس البلدية يوم الاثنين إن الجسر سيبقى مغلقا", "ar"),
        ("The bridge is closed.", None),
        ("Vonk Brandt Dahl Holt Krag Aas Lund Lie Steen Roos Mol Vik Berg Dal", None),
        ("", None),
    ],
)
def test_languages(text: str, code: str | None) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize("code", FOREIGN)
def test_other_languages_are_told_by_a_paragraph_and_never_called_english(code: str) -> None:
    text = FOREIGN[code]
    assert language_of(text) == code
    for words in (12, 20):
        assert language_of(" ".join(text.split()[:words])) in (code, None)


# What function words alone made of these: hu was English, da, fi, cs, tr, vi, sw and hr were nothing, no was sv, bg ru.
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            text,
            marks=[pytest.mark.xfail(reason="a sentence that is mostly names of one other language is taken for that")]
            if name in ("German names", "French names")
            else [],
            id=name,
        )
        for name, text in ENGLISH.items()
    ],
)
def test_english_is_never_set_aside(text: str) -> None:
    assert language_of(text) in ("en", None)


def test_clear_english_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_model", lambda: pytest.fail("the model was read"))
    assert language_of(ENGLISH["plain"]) == "en"
    assert language_of(f"{ENGLISH['plain']} {ENGLISH['Slavic names']} {ENGLISH['results']}") == "en"


# Function words are a fifth of it: one article of some ten thousand, for which the model was read and not heard.
SPARSE = (
    "Engineers counted nine cracks in the harbour on Tuesday and couldn't say why. Mayor Olga Brandt told the Herald "
    "that Kelmar, Lowick, Haldane and Jarlshof would share reservoir costs until Councillor Westrup resigns."
)


def test_english_with_few_function_words_needs_no_model_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_model", lambda: pytest.fail("the model was read"))
    assert not language._is_english(Counter(language._words(SPARSE)), language._CLEAR_SHARE)
    assert language_of(SPARSE) == language_of(SPARSE, stated="de") == "en"


def test_the_model_holds_no_table_of_a_language_that_it_is_not_asked_for() -> None:
    model = language._model()
    assert all(table.shape[-1] == len(model.nb_classes) for table in (model.nb_ptc, model._full_model[0]))


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("en-GB", "en"),
        ("en_US", "en"),
        ("English", "en"),
        ("eng", "en"),
        ("DE", "de"),
        ("nb-NO", "no"),
        ("x-klingon", None),
        ("", None),
    ],
)
def test_names_of_languages(value: str, code: str | None) -> None:
    assert code_of(value) == code


@pytest.mark.parametrize(
    ("text", "stated", "code"),
    [
        ("The bridge is closed.", "en", "en"),
        ("The bridge is closed.", None, None),
        ("Vonk Brandt Dahl Holt Krag Aas Lund Lie Steen Roos Mol Vik Berg Dal", "en", "en"),
        (FOREIGN["de"], "en", "de"),
        (FOREIGN["ru"], "en", "ru"),
        (next(iter(ENGLISH.values())), "de", "en"),
    ],
    ids=[
        "short",
        "short and not stated",
        "names",
        "German on an English template",
        "Russian there",
        "English on a German one",
    ],
)
def test_what_is_stated_decides_only_what_the_text_leaves_open(text: str, stated: str | None, code: str) -> None:
    assert language_of(text, stated=stated) == code


STORY = "The lock at Tarnby will stay shut until the autumn, and that is what the board of the canal said on Monday."


@pytest.mark.parametrize(
    ("head", "noted"),
    [
        ("<html lang='en-GB'><head>", [("en-GB", True)]),
        ("<html lang='de'><head>", [("de", False)]),
        ("<html lang='de'><head><meta property='og:locale' content='en_US'>", [("en_US", True), ("de", False)]),
        ("<html lang='zz'><head>", []),
    ],
    ids=["agrees", "differs", "two", "none that is known"],
)
def test_a_page_says_its_language(read_text: ReadText, head: str, noted: list[tuple[str, bool]]) -> None:
    document = read_text(
        f"{head}<title>T</title></head><body><p>{STORY}</p><p>{STORY}</p></body></html>", name="a.html"
    )
    assert document.language == "en"
    seen = [one for one in document.evidence if one.field == "language"]
    assert [(one.value, one.used) for one in seen] == noted
    assert all(one.used or "another language" in one.note for one in seen)


def test_a_record_too_short_to_tell_has_the_language_it_states(read_text: ReadText) -> None:
    assert read_text('{"text": "Nothing new.", "language": "English"}', name="a.json").language == "en"
    assert read_text('{"text": "Nichts Neues.", "language": "de-DE"}', name="b.json").language == "de"
