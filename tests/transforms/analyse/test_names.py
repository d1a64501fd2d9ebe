"""Names, and which of them name the same."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.analyse.attributions import Span
from transforms.analyse.findings import Named
from transforms.analyse.names import find_names
from transforms.analyse.people import without_titles

ENTITIES = [
    # text, (label, name, aliases) of one entity in it
    (
        "‘It is so,’ said Dr. Elena Petrova. Later Petrova left. Petrova’s car was red.",
        ("PERSON", "Elena Petrova", ("Elena Petrova", "Petrova")),
    ),
    (
        "Murhaf Abu Kasra arrived in Damascus. Abu Kasra, in a rare statement, spoke.",
        ("PERSON", "Murhaf Abu Kasra", ("Murhaf Abu Kasra", "Abu Kasra")),
    ),
    (
        "Russian Deputy Defense Minister General Army Yunus-Bege Evkurov came. Evkurov spoke.",
        ("PERSON", "Yunus-Bege Evkurov", ("Yunus-Bege Evkurov", "Evkurov")),
    ),
    (
        "Vladimir Vladimirovich Putin came. Vladimir Putin spoke. Then Putin left.",
        (
            "PERSON",
            "Vladimir Vladimirovich Putin",
            ("Vladimir Vladimirovich Putin", "Vladimir Putin", "Putin"),
        ),
    ),
    (
        "The World Health Organization (WHO) warned of it. The WHO said so again.",
        ("ORG", "World Health Organization", ("World Health Organization", "WHO")),
    ),
    (
        "Al Arabiya TV reported it. Later Al Arabiya said more.",
        ("ORG", "Al Arabiya TV", ("Al Arabiya TV", "Al Arabiya")),
    ),
    (
        "A spokesman for the Russian Foreign Ministry said so on Monday.",
        ("ORG", "Russian Foreign Ministry", None),
    ),
    ("Syria’s capital is Damascus. It is in Syria.", ("GPE", "Syria", ("Syria",))),
]


@pytest.mark.parametrize(("text", "expected"), ENTITIES)
def test_entities(nlp, text, expected):
    label, name, aliases = expected
    (entity,) = [e for e in find_names(nlp(text)).entities if e.name == name]
    assert (entity.label, entity.aliases) == (label, aliases or (name,))


def test_a_bare_surname_is_its_person_whatever_the_model_takes_it_for(nlp):
    text = "Russian Deputy Defense Minister Yunus-Bek Yevkurov came. Yevkurov’s visit was short."
    doc = nlp(text)
    doc._.named = [Named(Span(32, 50), "PERSON", 0.9), Named(Span(57, 65), "GPE", 0.9)]
    mention = find_names(doc).mentions[-1]
    assert (mention.text, mention.label) == ("Yevkurov", "PERSON")
    assert mention.entity.name == "Yunus-Bek Yevkurov"


LABELS = [
    # what each mention of one name was taken for, how surely, and what it is
    ([("ORG", 0.9), ("PERSON", 0.6), ("PERSON", 0.6)], "PERSON"),
    ([("ORG", 0.9), ("PERSON", 0.6)], "ORG"),
]


@pytest.mark.parametrize(("read", "expected"), LABELS)
def test_a_name_has_one_label(nlp, read, expected):
    text = "Qarr came. " * len(read)
    doc = nlp(text)
    starts = range(0, len(text), len("Qarr came. "))
    doc._.named = [
        Named(Span(start, start + 4), label, score, {label: score})
        for start, (label, score) in zip(starts, read, strict=True)
    ]
    names = find_names(doc)
    assert [m.label for m in names.mentions] == [expected] * len(read)
    assert [(e.name, e.label, e.mentions) for e in names.entities] == [
        ("Qarr", expected, len(read))
    ]


def test_a_people_is_its_country_where_that_is_named(nlp):
    names = find_names(nlp("The Syrian minister came back to Syria on Monday. Two Danes left."))
    found = [(m.text, m.label, m.entity.name) for m in names.mentions if m.entity]
    assert found == [
        ("Syrian", "NORP", "Syria"),
        ("Syria", "GPE", "Syria"),
        ("Danes", "NORP", "Danes"),
    ]


def test_of_namesakes_a_surname_is_whom_the_article_begins_with(nlp):
    text = (
        "Ivanka Trump spoke in Ohio on Thursday evening, and thousands came to hear what she had to"
        " say. Trump was late. It rained in most of the state, and the roads were full for hours."
        " Her father, Donald Trump, was not there. Trump spoke for an hour."
    )
    trumps = [m.entity.name for m in find_names(nlp(text)).mentions if m.text == "Trump"]
    assert trumps == ["Ivanka Trump", "Ivanka Trump"]


def test_a_surname_two_people_share_is_unresolved(nlp):
    text = "John Miller met his wife, Susan Miller. Miller said it went well."
    last = find_names(nlp(text)).mentions[-1]
    assert (last.text, last.entity) == ("Miller", None)


def test_a_place_keeps_its_name_beside_a_namesake(nlp):
    text = "The writer Jack London lived in Oakland. He never lived in London."
    mentions = [m for m in find_names(nlp(text)).mentions if m.text.endswith("London")]
    assert [m.label for m in mentions] == ["PERSON", "GPE"]


TITLED = [
    ("Dr. Elena Petrova", "Elena Petrova"),
    ("Syrian Deputy Minister of Defense Murhaf Abu Kasra", "Murhaf Abu Kasra"),
    ("General Army Yunus-Bege Evkurov", "Yunus-Bege Evkurov"),
    ("a friend of Justice Jones", "Jones"),
    ("Sen. Lt. Gov.", "Gov."),
]


@pytest.mark.parametrize(("text", "expected"), TITLED)
def test_names_without_titles_and_what_they_are_of(text, expected):
    first = text.split()[0]
    start = {"Syrian": 26, "a": 12}.get(first, 0)
    assert without_titles(text, Span(start, len(text))).of(text) == expected


OUTLETS = [
    # text, each outlet's name and where it stands
    ("Reuters News Agency said so.", [("Reuters", "Reuters News Agency")]),
    ("Interfax news agency said so.", [("Interfax", "Interfax")]),
    ("The Palestine Liberation Organization said so.", []),
]


@pytest.mark.parametrize(("text", "expected"), OUTLETS)
def test_outlets_are_names_without_their_kind_and_no_part_of_others(nlp, text, expected):
    assert [(o.name, o.printed.of(text)) for o in find_names(nlp(text)).outlets] == expected


def test_any_character_may_stand_in_a_name(nlp):
    text = "Ann Foo(Bar came. Foo(Bar went."
    doc = nlp(text)
    doc._.named = [Named(Span(0, 11), "PERSON", 0.9)]
    assert [m.text for m in find_names(doc).mentions] == ["Ann Foo(Bar", "Foo(Bar"]


def test_values_name_no_entity(nlp):
    names = find_names(nlp("In May 2020 the firm paid $5 million to 300 workers in Berlin."))
    assert {m.text for m in names.mentions if m.entity} == {"Berlin"}
    assert {"May 2020"} < {m.text for m in names.mentions if not m.entity}


_PIECES = ["Elena Petrova", "Petrova", "Dr.", "said", "“", "”", "’s", "the", "Al Arabiya", "TV"]
_PIECES += ["channel", "(WHO)", "\n\n", " ", ",", ".", "Minister", "Abu", "Kasra", "-", "12", "é"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=25), st.sampled_from(["", " "]))
def test_mentions_are_stretches_of_the_text_in_order(nlp, pieces, space):
    text = space.join(pieces)
    names = find_names(nlp(text))
    assert all(m.text == text[m.span.start : m.span.end] != "" for m in names.mentions)
    assert not any("\n" in m.text for m in names.mentions)
    starts = [m.span for m in names.mentions]
    assert all(a.end <= b.start for a, b in pairwise(starts))
    assert sum(e.mentions for e in names.entities) == sum(
        m.entity is not None for m in names.mentions
    )
