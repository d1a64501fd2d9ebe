"""Bytes → text: which encoding, or that it is no text."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.errors import DocumentError
from transforms.read.decode import decode, wide_encoding

# (text, the encoding its bytes are in)
TEXTS = [
    ("The fine was £3m. “It’s over,” she said.", "utf-8"),
    ("The ministry said it would pay £3m. Nothing else was decided on Monday.", "cp1252"),
    ("The ministry said it would pay £3m. Nothing else was decided on Monday.", "latin-1"),
    ("“It’s over,” she said on Monday — Reuters", "cp1252"),
    ("Prices rose to €3 a litre on Tuesday.", "cp1252"),
    ("café", "latin-1"),
    ("“Don’t go,” he said.", "mac_roman"),
    ("Le président a déclaré à l’AFP que la réforme était « nécessaire ».", "cp1252"),
    ("Müller sagte: „Das geht nicht.“ Später äußerte er sich zur Straße.", "cp1252"),
    ("El presidente dijo que España está aquí y mañana será otro día.", "latin-1"),
    ("Dziś rząd ogłosił, że będzie źle. „Świat się zmienia”, mówił premier. Łódź też.", "cp1250"),
    ("Vláda dnes oznámila, že příští týden začne šetřit; žádné výjimky nebudou.", "iso8859_2"),
    ("Başbakan bugün İstanbul'da yaptığı açıklamada şöyle dedi: ağır", "cp1254"),
    ("Президент заявил сегодня, что всё будет хорошо. " * 5, "cp1251"),
    ("Президент заявил сегодня, что всё будет хорошо. " * 5, "koi8-r"),
    ("日本の首相は今日、記者団に語った。", "iso2022_jp"),
    ("She said: no BOM here.", "utf-16-le"),
    ("She said: no BOM here.", "utf-16-be"),
    ("She said: no BOM here.", "utf-32-le"),
    ("总统今天说 “一切都会好” 。\n", "utf-16-le"),
]


@pytest.mark.parametrize(("text", "encoding"), TEXTS)
def test_text_comes_out_as_it_was_written(text, encoding):
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_against_the_declaration(mark, encoding):
    data = mark + "“Yes,” she said".encode(encoding)
    assert decode(data, declared="iso-8859-1") == ("“Yes,” she said", encoding)


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        (b"caf\xe9", "latin1", "café"),
        # What calls itself ISO 8859-1 or ASCII is Windows-1252 (WHATWG Encoding Standard).
        (b"\x93Yes\x94", "iso-8859-1", "“Yes”"),
        ("Да".encode("koi8-r"), "koi8-r", "Да"),
        # A declaration that does not fit, or is none, gives way to the bytes.
        ("“Yes,” she said".encode(), "ascii-ish nonsense", "“Yes,” she said"),
        (b"caf\xe9 and more", "utf-8", "café and more"),
        (b"It said rot13", "rot13", "It said rot13"),
    ],
)
def test_declared_encoding(data, declared, text):
    assert decode(data, declared)[0] == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("“Good” — and ".encode() + b"\x93bad\x94", "“Good” — and “bad”"),
        ("It cost €5 in the café, ".encode() + b"\xa33 here", "It cost €5 in the café, £3 here"),
        ("“Cut within a charact".encode() + "é".encode()[:1], "“Cut within a charact\ufffd"),
    ],
)
def test_utf8_with_stray_bytes_is_still_utf8(data, text):
    assert decode(data) == (text, "utf-8")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "parse.empty"),
        (b" \r\n\t ", "parse.empty"),
        (codecs.BOM_UTF8 + b"  ", "parse.empty"),
        (" \n".encode("utf-16"), "parse.empty"),
        (b"%PDF-1.7\nsome text", "parse.binary"),
        (b"\x89PNG\r\n\x1a\n....", "parse.binary"),
        (b"PK\x03\x04....", "parse.binary"),
        (b"\x7fELF....", "parse.binary"),
        (b"\x1f\x8b\x08....", "parse.binary"),
        (b"\x00" * 100, "parse.binary"),
        (bytes(range(256)), "parse.binary"),
    ],
)
def test_what_is_no_text(data, code):
    with pytest.raises(DocumentError) as raised:
        decode(data)
    assert raised.value.code == code


def test_one_stray_control_character_does_not_make_a_text_binary():
    text = "The minister said on Monday that the plan\x00 would go ahead as it was agreed."
    assert decode(text.encode())[0] == text


@pytest.mark.parametrize("head", [b"", b"plain", "é".encode(), b"\x00\x00\x00\x00"])
def test_what_is_not_wide(head):
    assert wide_encoding(head) is None


@given(st.text(min_size=1).filter(lambda text: text.strip(" \t\n\r\f\v\x00\ufeff")))
def test_utf8_text_survives_or_is_refused(text):
    try:
        decoded, _ = decode(text.encode("utf-8"), declared="utf-8")
    except DocumentError as error:
        assert error.code in {"parse.binary", "parse.empty"}  # noqa: PT017 - either way is right
    else:
        assert decoded == text.removeprefix("\ufeff")


@settings(deadline=None)  # the first call of a detector loads its model
@given(st.binary(), st.sampled_from([None, "utf-8", "latin-1", "nonsense"]))
def test_any_bytes_are_text_or_refused(data, declared):
    try:
        text, encoding = decode(data, declared)
    except DocumentError as error:
        assert error.code.startswith("parse.")  # noqa: PT017
    else:
        assert text.strip()
        codecs.lookup(encoding)
