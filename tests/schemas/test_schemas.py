"""What is derived from the schemas is up to date, and says the same as they do."""

import pyarrow as pa
import pytest

from schemas import PAYLOADS, TABLES, by_name
from schemas.generate import outputs

COLUMNS = {
    "articles": "article_id revision uri url canonical_url publisher title authors published_at "
    "published_zone modified_at modified_zone retrieved_at section language text extent word_count "
    "reader raw_sha256 warnings run_id",
    "mentions": "mention_id article_id entity_id start end text label form score",
    "roles": "role_id article_id entity_id name name_start name_end role start end title status "
    "organisation place post rank post_country found asserted_at",
    "claims": "claim_id article_id outer_claim_id kind content content_spans cue cue_lemma "
    "cue_spans source source_spans source_type speaker speaker_entity_id speaker_role anonymous "
    "anonymity said_on said_on_precision said_on_text said_on_start said_on_end polarity modality "
    "stance entity_ids sentence score model",
    "source_links": "link_id article_id claim_id relation depth "
    "from_entity from_name from_type from_url from_domain from_article "
    "to_entity to_name to_type to_url to_domain to_article anonymous evidence start end score",
    "entities": "entity_id name label aliases articles mentions country_code latitude longitude "
    "geonames_id",
    "stories": "story_id article_id relation matched_article_id similarity first_published "
    "former_ids component",
    "identities": "identity_id name label aliases articles mentions first_seen last_seen "
    "country_code geonames_id wikidata_id former_ids names family",
    "identity_members": "entity_id article_id identity_id name label evidence score",
    "claim_links": "claim_id article_id other_claim_id other_article_id relation form score "
    "evidence evidence_spans other_evidence other_evidence_spans",
    "claim_clusters": "cluster_id claim_id article_id outlet origin_id origin former_ids keys "
    "component",
    "signatures": "article_id revision run_id version published_at outlet language words sketch "
    "terms weights outline people keys",
    "rejects": "reject_id uri stage code message raw_sha256 raw_bytes retrieved_at run_id",
    "inputs": "uri kind size modified_at etag last_modified entry_sha256 status code failures "
    "retry_at looked_at run_id",
    "runs": "run_id started_at finished_at inputs options versions counts",
}


@pytest.mark.parametrize("path", outputs(), ids=lambda path: path.name)
def test_generated_files_are_up_to_date(path):
    assert path.read_text(encoding="utf-8") == outputs()[path], "run python -m schemas.generate"


def test_the_tables_have_the_columns_that_were_designed():
    assert {table.name: " ".join(table.columns) for table in TABLES} == COLUMNS


@pytest.mark.parametrize("table", [*TABLES, PAYLOADS], ids=lambda table: table.name)
def test_every_field_has_a_doc_and_every_key_a_column(table):
    assert all(field["doc"] for field in table.avro["fields"])
    assert {*table.key, *table.sort} <= set(table.columns)


def test_arrow_types():
    claims = by_name("claims").arrow
    spans = pa.list_(
        pa.field(
            "element",
            pa.struct(
                [
                    pa.field("start", pa.int64(), nullable=False),
                    pa.field("end", pa.int64(), nullable=False),
                ]
            ),
            nullable=False,
        )
    )
    assert claims.field("content_spans").type == spans
    assert claims.field("speaker").nullable
    assert not claims.field("content").nullable
    assert by_name("articles").arrow.field("published_at").type == pa.timestamp("us", tz="UTC")
    assert claims.field("said_on").type == pa.date32()
    assert by_name("runs").arrow.field("options").type == pa.map_(pa.string(), pa.string())


def test_the_fingerprint_follows_the_shape():
    assert len({table.fingerprint for table in TABLES}) == len(TABLES)
    assert by_name("claims").fingerprint == by_name("claims").fingerprint
