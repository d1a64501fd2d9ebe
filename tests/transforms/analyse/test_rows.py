"""The rows of an article: every stretch is where its row says, every id is told apart."""

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import by_name
from tests.transforms.analyse.articles import article
from transforms.analyse.rows import article_only, rows_of
from transforms.elements import Draft, Hyperlink, RawDocument
from transforms.limits import Limits
from transforms.normalise import normalise

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))


def analysed(nlp, given):
    return rows_of(given, nlp(given.text), "run", "finder-1")


def seed(path):
    raw = RawDocument(str(path), path.read_bytes(), "text", None)
    return normalise(Draft(raw, raw.data.decode()), Limits())


def check(given, rows):
    """What holds for the rows of any article."""
    text = given.text
    for claim in rows["claims"]:
        for role in ("content", "cue", "source"):
            spans = [text[s["start"] : s["end"]] for s in claim[f"{role}_spans"]]
            assert " ".join(spans) == (claim[role] or "")
        assert claim["sentence"] in text
        assert claim["anonymity"] is None or claim["anonymity"] in text
        assert claim["speaker_role"] is None or claim["speaker_role"] in text
        assert all(claim[part] in claim["sentence"] for part in _alone(claim))
        said = (claim["said_on_start"], claim["said_on_end"])
        assert claim["said_on_text"] == (text[slice(*said)] if said[0] is not None else None)
        assert (claim["said_on"] is None) == (claim["said_on_precision"] is None)
        paragraphs = text[slice(*_hull(claim))].count("\n\n")
        assert claim["sentence"].count("\n\n") == paragraphs
    for mention in rows["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]
    for link in rows["source_links"]:
        if link["start"] is not None:
            assert text[link["start"] : link["end"]] == link["evidence"]
    for name, table in rows.items():
        ids = [tuple(row[column] for column in by_name(name).key) for row in table]
        assert len(set(ids)) == len(ids)
        pa.Table.from_pylist(table, by_name(name).arrow).validate(full=True)
        assert all(tuple(row) == by_name(name).columns for row in table)
    entities = {row["entity_id"] for row in rows["entities"]}
    named = {mention["entity_id"] for mention in rows["mentions"]} - {None}
    assert named == entities
    assert {i for claim in rows["claims"] for i in claim["entity_ids"]} <= entities
    assert {claim["speaker_entity_id"] for claim in rows["claims"]} - {None} <= entities
    claims = {claim["claim_id"] for claim in rows["claims"]}
    assert {link["claim_id"] for link in rows["source_links"]} - {None} <= claims
    assert {claim["outer_claim_id"] for claim in rows["claims"]} - {None} <= claims


def _alone(claim):
    return [role for role in ("content", "cue", "source") if len(claim[f"{role}_spans"]) == 1]


def _hull(claim):
    spans = [s for role in ("content", "cue", "source") for s in claim[f"{role}_spans"]]
    return min(s["start"] for s in spans), max(s["end"] for s in spans)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_stretch_of_the_seeds_is_where_its_row_says(nlp, path):
    given = seed(path)
    rows = analysed(nlp, given)
    assert rows["claims"]
    check(given, rows)
    assert analysed(nlp, given) == rows


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_seeds_have_it_from_al_arabiya(nlp, path):
    links = analysed(nlp, seed(path))["source_links"]
    cited = [link for link in links if link["relation"] == "cites"]
    via = [link for link in links if link["relation"] == "via"]
    assert ("media", "Al Arabiya") in {(link["to_type"], link["to_name"]) for link in cited}
    assert ("Al Arabiya", "unnamed sources", True) in {
        (link["from_name"], link["to_name"], link["anonymous"]) for link in via
    }


_PIECES = [
    "“It went well,”",
    "said",
    "Elena Petrova",
    ", an analyst",
    "Dr. Petrova",
    "she",
    "added",
]
_PIECES += ["\n\n", ".", ",", "according to", "Al Arabiya TV", "citing unnamed sources", "reported"]
_PIECES += [
    "that it rained",
    "https://example.org/a",
    "‘So,’",
    "told Reuters",
    "é",
    "who",
    "If true",
    "on Tuesday",
    "Nov. 3",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=20))
def test_every_stretch_of_any_text_is_where_its_row_says(nlp, pieces):
    given = article(" ".join(pieces).replace(" \n\n ", "\n\n"))
    check(given, analysed(nlp, given))


def test_a_claim(nlp):
    text = "“It went well,” said Elena Petrova, an analyst at Chatham House. “Syria may recover.”"
    (claim,) = analysed(nlp, article(text))["claims"]
    assert (
        claim
        | {
            "kind": "direct",
            "content": "“It went well,” “Syria may recover.”",
            "cue": "said",
            "cue_lemma": "say",
            "source_type": "named_person",
            "speaker": "Elena Petrova",
            "speaker_role": "an analyst at Chatham House",
            "anonymous": False,
            "polarity": "affirmed",
            "modality": "asserted",
            "stance": "neutral",
            "sentence": text,
            "model": "finder-1",
        }
        == claim
    )


def test_a_claim_says_when(nlp):
    text = (
        "“It went well for all of us,” Elena Petrova said on Tuesday.\n\n"
        "“It will never work,” Ann Lee told reporters."
    )
    published = datetime(2025, 11, 20, tzinfo=UTC)
    said, never = analysed(nlp, article(text, published_at=published))["claims"]
    assert (said["said_on"], said["said_on_precision"]) == (date(2025, 11, 18), "day")
    assert said["said_on_text"] == "Tuesday"
    assert never["said_on"] is never["said_on_text"] is None
    (said, _) = analysed(nlp, article(text))["claims"]
    assert (said["said_on"], said["said_on_text"]) == (None, "Tuesday")


def test_equal_claims_are_told_apart(nlp):
    text = "“Never,” said Elena Petrova.\n\n“Never,” said Elena Petrova."
    claims = analysed(nlp, article(text))["claims"]
    assert len({claim["claim_id"] for claim in claims}) == len(claims) == 2


def test_entities_named_in_a_content_in_order_without_repeats(nlp):
    text = "Elena Petrova said that Syria needs Turkey and that Turkey needs Syria."
    rows = analysed(nlp, article(text))
    names = {row["entity_id"]: row["name"] for row in rows["entities"]}
    (claim,) = rows["claims"]
    assert [names[i] for i in claim["entity_ids"]] == ["Syria", "Turkey"]


def test_aliases_are_seen_when_the_article_was_published(nlp):
    published = datetime(2024, 11, 16, tzinfo=UTC)
    rows = analysed(nlp, article("Elena Petrova came. Petrova spoke.", published_at=published))
    (petrova,) = [row for row in rows["entities"] if row["label"] == "PERSON"]
    assert petrova["aliases"] == [
        {"text": text, "articles": 1, "first_seen": published, "last_seen": published}
        for text in ("Elena Petrova", "Petrova")
    ]


def test_what_is_not_analysed_has_its_row_and_its_hyperlinks():
    given = article("Es ging gut.", language="de", links=(Hyperlink("https://a.org/", "ging"),))
    rows = rows_of(given, None, "run", "finder-1")
    assert [row["language"] for row in rows["articles"]] == ["de"]
    assert [(row["to_domain"], row["evidence"]) for row in rows["source_links"]] == [
        ("a.org", "ging")
    ]
    assert rows["claims"] == rows["entities"] == rows["mentions"] == []
    check(given, rows)


def test_an_older_revision_has_its_row_alone():
    given = article(links=(Hyperlink("https://a.org/", None),))
    rows = article_only(given, "run")
    assert rows["articles"][0]["revision"] == given.revision
    assert not any(rows[name] for name in rows if name != "articles")
