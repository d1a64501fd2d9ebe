"""Names, and which of them name the same."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.analyse.names import find_names

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
    ("The Russian Foreign Ministry was silent.", ("ORG", "Russian Foreign Ministry", None)),
    ("Syria’s capital is Damascus. It is in Syria.", ("GPE", "Syria", ("Syria",))),
]


@pytest.mark.parametrize(("text", "expected"), ENTITIES)
def test_entities(nlp, text, expected):
    label, name, aliases = expected
    (entity,) = [e for e in find_names(nlp(text)).entities if e.name == name]
    assert (entity.label, entity.aliases) == (label, aliases or (name,))


def test_a_bare_surname_is_its_person_whatever_the_model_takes_it_for(nlp):
    doc = nlp(
        "Russian Deputy Defense Minister Yunus-Bek Yevkurov came. Yevkurov’s visit was short."
    )
    doc.ents = [ent for ent in doc.ents if ent.text != "Yevkurov"] + [
        doc.char_span(57, 65, label="GPE")
    ]
    mention = find_names(doc).mentions[-1]
    assert (mention.text, mention.label) == ("Yevkurov", "PERSON")
    assert mention.entity.name == "Yunus-Bek Yevkurov"


def test_a_surname_two_people_share_is_unresolved(nlp):
    text = "John Miller met his wife, Susan Miller. Miller said it went well."
    last = find_names(nlp(text)).mentions[-1]
    assert (last.text, last.entity) == ("Miller", None)


def test_a_place_keeps_its_name_beside_a_namesake(nlp):
    text = "The writer Jack London lived in Oakland. He never lived in London."
    mentions = [m for m in find_names(nlp(text)).mentions if m.text.endswith("London")]
    assert [m.label for m in mentions] == ["PERSON", "GPE"]


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
