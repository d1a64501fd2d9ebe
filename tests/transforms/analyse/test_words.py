"""Words as the encoder reads them: the same ones in every outlet's typography."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.analyse.quotations import find_quotations
from transforms.analyse.words import (
    BREAK,
    TRAITS,
    Case,
    Place,
    Quoting,
    Word,
    find_words,
)


def words(text: str) -> list[Word]:
    return find_words(text, find_quotations(text))


def forms(text: str) -> str:
    return " ".join(word.form for word in words(text))


def traits(word: Word) -> tuple[Case, bool, Quoting, Place]:
    rest, place = divmod(word.traits, len(Place))
    rest, quoting = divmod(rest, len(Quoting))
    case, glued = divmod(rest, 2)
    return Case(case), bool(glued), Quoting(quoting), Place(place)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mrs. O’Neill won’t pay $1.5m.", "mrs . o ' neill won ' t pay $ 1 . 5m ."),
        ("A café—or “bar” – in São Paulo", 'a cafe — or " bar " — in sao paulo'),
        ("Wait... for -- it…", "wait … for — it …"),
        ("cafe\u0301 x_y", "cafe x _ y"),
        ("One.\n\n \nTwo.\nThree.\n", f"one . {BREAK} two . {BREAK} three ."),
        ("\nOne", "one"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_forms(text: str, expected: str) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "“Bob’s ‘no’ stands,” she said.",
        "‘Bob’s “no” stands,’ she said.",
        "‘Bob’s ‘no’ stands,’ she said.",
        "\"Bob's 'no' stands,\" she said.",
        "'Bob's \"no\" stands,' she said.",
        "«Bob’s ‘no’ stands,» she said.",
        "«Bob’s ‹no› stands,» she said.",
        "„Bob’s ‚no‘ stands,“ she said.",
        "''Bob's 'no' stands,'' she said.",
        "``Bob's `no' stands,'' she said.",
    ],
)
def test_outer_marks_are_double_and_inner_ones_single_in_every_style(text: str) -> None:
    assert forms(text) == "\" bob ' s ' no ' stands , \" she said ."
    states = [traits(word)[2] for word in words(text)]
    inside = [Quoting.INSIDE] * 8
    assert states == [Quoting.OPENING, *inside, Quoting.CLOSING, *[Quoting.OUTSIDE] * 3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("''He said, 'No.''' So", "\" he said , ' no . ' \" so"),
        ("'He said, 'No.'' So", "\" he said , ' no . ' \" so"),
        ("'''No' is no answer,'' he said.", "\" ' no ' is no answer , \" he said ."),
        ("“He said, ‘No.’” So", "\" he said , ' no . ' \" so"),
    ],
)
def test_marks_that_stand_together(text: str, expected: str) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left.”", 'he left . "'),
        ("He left.’", 'he left . "'),
        ("He left.'", 'he left . "'),
        ("the nations’", "the nations '"),
    ],
)
def test_a_closing_mark_that_nothing_opens_is_one_all_the_same(text: str, expected: str) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("said", Case.LOWER),
        ("Ann", Case.TITLE),
        ("NATO", Case.UPPER),
        ("I", Case.LETTER),
        ("McCain", Case.MIXED),
        ("54th", Case.NUMBER),
        ("—", Case.MARK),
        ("中文", Case.MIXED),
    ],
)
def test_case(text: str, expected: Case) -> None:
    (word,) = words(text)
    assert traits(word)[0] is expected


def test_traits_tell_what_is_glued_and_the_paragraph() -> None:
    found = words("Ann’s dog\nran\nfar\naway")
    assert [traits(word)[1] for word in found[:4]] == [False, True, True, False]
    places = [traits(word)[3] for word in found if word.form != BREAK]
    assert places == [*[Place.FIRST] * 4, Place.SECOND, Place.LATER, Place.LATER]


def test_a_quotation_that_nothing_closes_is_told_apart() -> None:
    states = [traits(word)[2] for word in words("“One two\nthree")]
    opening, first, second, break_, third = states
    assert (opening, first, second) == (Quoting.OPENING, Quoting.UNCLOSED, Quoting.UNCLOSED)
    assert (break_, third) == (Quoting.OUTSIDE, Quoting.OUTSIDE)


def test_a_quotation_over_paragraphs_is_inside_in_each() -> None:
    found = words("“One.\n\n“Two,” he said.")
    states = {word.form: traits(word)[2] for word in found}
    assert (states["one"], states["two"]) == (Quoting.INSIDE, Quoting.INSIDE)
    assert (states[BREAK], states["he"]) == (Quoting.OUTSIDE, Quoting.OUTSIDE)


@given(st.text(alphabet="“”‘’\"'«»`aS9é\u0301_,. \n\r…-—", max_size=60) | st.text(max_size=60))
def test_words_cover_the_text_in_order(text: str) -> None:
    last = 0
    found = words(text)
    for word in found:
        assert last <= word.start < word.end
        assert not text[last : word.start].strip()
        assert word.form
        assert 0 <= word.traits < TRAITS
        last = word.end
    assert not text[last:].strip()
    assert BREAK not in {word.form for word in found[:1] + found[-1:]}
