import pytest

from transforms.normalise.language import language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials said on Tuesday that the talks would go on.", "en"),
        ("Peace talks near", "en"),
        ("Shares fall 3%", "en"),
        ("U.S. stocks rise", "en"),
        ("TALKS NEAR THEIR END, OFFICIALS SAY", "en"),
        ("Le président a déclaré mardi que les négociations se poursuivraient.", "fr"),
        ("Der Kanzler sagte am Dienstag, dass die Gespräche weitergehen.", "de"),
        ("El presidente dijo el martes que las conversaciones continuarían.", "es"),
        ("Президент заявил во вторник, что переговоры продолжатся.", "ru"),
        ("قال الرئيس يوم الثلاثاء إن المحادثات ستستمر.", "ar"),
        ("总统周二表示，谈判将继续进行。", "zh"),
        ("大統領は火曜日、協議は続くと述べた。", "ja"),
        ("대통령은 화요일 협상이 계속될 것이라고 말했다.", "ko"),
        ("Ο πρόεδρος δήλωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν.", "el"),
        ("1234", "und"),
    ],
)
def test_languages(text: str, expected: str) -> None:
    assert language(text) == expected


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("1234", "fr", "fr"),
        ("1234", "pt-BR", "pt"),
        ("1234", "EN_us", "en"),
        ("1234", "English", "und"),
        ("Officials said on Tuesday that the talks would go on.", "fr", "en"),
        ("Президент заявил во вторник, что переговоры продолжатся.", "en", "ru"),
    ],
)
def test_a_declaration_counts_where_the_text_leaves_doubt(
    text: str, declared: str, expected: str
) -> None:
    assert language(text, declared) == expected
