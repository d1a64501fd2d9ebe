"""What the three seed articles must come out as."""

import pytest

from tests.rows import check_spans, rows

TURNS = {
    # the beginning of each of the two spans of a turn, its source, and its speaker
    "This dialogue is not just|It’s about ensuring": ("a senior Syrian official", None),
    "Russia has always been cautious|But the fact that": ("Elena Petrova", "Elena Petrova"),
    "Putin emphasized the importance": ("a Kremlin spokesperson", None),
    "Russia has always viewed|This call with Netanyahu": ("Dr. Petrova", "Elena Petrova"),
    "This is not just a symbolic|It’s a practical step": ("a Turkish diplomat", None),
    "Turkey has always been|Its re-engagement": ("Dr. Petrova", "Elena Petrova"),
    "The challenge for all|Because in the end": ("a senior Russian official", None),
}


def of(snapshot, table, number):
    articles = rows(snapshot, "articles")
    (article_id,) = [row["article_id"] for row in articles if f"00{number}_" in row["uri"]]
    return [row for row in rows(snapshot, table) if row["article_id"] == article_id]


def test_three_articles_and_no_reject(seeds_run):
    assert (seeds_run.read, seeds_run.kept) == (3, 3)
    assert (seeds_run.unchanged, seeds_run.duplicate, seeds_run.rejected) == (0, 0, 0)


def test_titles(seeds):
    titles = {row["uri"][-24:-20]: row["title"] for row in rows(seeds, "articles")}
    assert sorted(titles.values(), key=str) == [
        None,
        "Russia and Syria Intensify Military Cooperation Amid Escalating Regional Tensions: "
        "Urgent Talks Signal Deepening Alliances",
        "Yevkurov and Abu Kasra Discuss Deepening Russia-Syria Military Collaboration During "
        "Tense Talks",
    ]
    (untitled,) = of(seeds, "articles", 0)
    assert untitled["title"] is None
    assert untitled["text"].startswith("In a move signaling renewed")


def test_the_torn_paragraph_is_mended(seeds):
    (article,) = of(seeds, "articles", 1)
    assert "noted Dr. Elena Petrova, a Middle East analyst" in article["text"]
    assert "\n\n\n" not in article["text"]


def test_every_direct_quotation_of_001_is_one_claim_with_the_right_source(seeds):
    direct = [row for row in of(seeds, "claims", 1) if row["kind"] == "direct"]
    assert len(direct) == len(TURNS)
    for beginnings, (source, speaker) in TURNS.items():
        parts = beginnings.split("|")
        (claim,) = [row for row in direct if parts[0] in row["content"]]
        assert len(claim["content_spans"]) == len(parts)
        assert all(part in claim["content"] for part in parts)
        assert source in claim["source"]
        assert claim["speaker"] == speaker
        assert claim["anonymous"] == (speaker is None)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_al_arabiya_is_cited_and_has_it_from_unnamed_sources(seeds, number):
    links = of(seeds, "source_links", number)
    cited = [row for row in links if row["relation"] == "cites" and row["to_name"] == "Al Arabiya"]
    assert cited
    assert {row["to_type"] for row in cited} == {"media"}
    via = [row for row in links if row["relation"] == "via" and row["from_name"] == "Al Arabiya"]
    assert via
    assert all(row["anonymous"] and "unnamed sources" in row["to_name"] for row in via)
    assert all(row["depth"] == 2 for row in via)


def test_every_span_holds_the_stored_string(seeds):
    assert check_spans(seeds) > 200


def test_every_reference_leads_somewhere(seeds):
    entities = {row["entity_id"] for row in rows(seeds, "entities")}
    claims = {row["claim_id"] for row in rows(seeds, "claims")}
    for claim in rows(seeds, "claims"):
        assert {claim["speaker_entity_id"], *claim["entity_ids"]} - {None} <= entities
    for mention in rows(seeds, "mentions"):
        assert mention["entity_id"] in entities | {None}
    for link in rows(seeds, "source_links"):
        assert {link["from_entity"], link["to_entity"]} - {None} <= entities
        assert link["claim_id"] in claims | {None}


def test_the_report_of_al_arabiya_is_a_claim_in_all_three(seeds):
    said = [
        next(row for row in of(seeds, "claims", number) if "Arabiya" in (row["source"] or ""))
        for number in (0, 1, 2)
    ]
    assert [(row["source"], row["cue"], row["kind"]) for row in said] == [
        ("Al Arabiya TV channel", "first broke the news of", "indirect"),
        ("Al Arabiya TV", "reported", "indirect"),
        ("the Al Arabiya channel on November 16", "first reported", "indirect"),
    ]
    assert said[0]["content"] == "Yevkurov’s meeting"
    links = rows(seeds, "source_links")
    via = [row["claim_id"] for row in links if row["from_name"] == "Al Arabiya"]
    assert sorted(via) == sorted(row["claim_id"] for row in said)


def test_they_are_one_story_and_each_pair_of_them_a_rewrite(seeds):
    stories = rows(seeds, "stories")
    assert len({row["story_id"] for row in stories}) == 1
    assert sorted(row["relation"] for row in stories) == ["original", "rewrite", "rewrite"]
    pairs = {
        frozenset((row["from_article"], row["to_article"]))
        for row in rows(seeds, "source_links")
        if row["relation"] == "rewrites"
    }
    assert len(pairs) == 3


def test_there_is_one_yevkurov_whatever_he_is_called(seeds):
    (one,) = [row for row in rows(seeds, "identities") if "vkurov" in row["name"]]
    assert {alias["text"] for alias in one["aliases"]} == {
        "Yunus-Bek Yevkurov",
        "Yevkurov",
        "Yunus-Bege Evkurov",
        "Evkurov",
    }
    assert one["articles"] == 3


def test_the_report_of_al_arabiya_is_one_claim_of_one_source(seeds):
    reported = {
        row["claim_id"] for row in rows(seeds, "claims") if "Arabiya" in (row["source"] or "")
    }
    clusters = [row for row in rows(seeds, "claim_clusters") if row["claim_id"] in reported]
    assert len({row["article_id"] for row in clusters}) == 3
    assert len({row["cluster_id"] for row in clusters}) == 1
    assert len({row["origin_id"] for row in clusters}) == 1
    assert {row["origin"] for row in clusters} == {"Al Arabiya"}
