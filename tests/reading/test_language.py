"""English or another language, by script and by function words; too little is unknown."""

from __future__ import annotations

import pytest

from quotetrace.reading.language import language_of


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
