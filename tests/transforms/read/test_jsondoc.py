"""JSON documents of articles → drafts."""

import json

import pytest

from tests.transforms.read.memory import articles, documents
from transforms.elements import Reject

A = {"id": "a#1 é", "url": "https://x.org/a", "title": "Rain", "text": "It rained."}
B = {"id": 7, "url": "https://x.org/b", "headline": "Snow", "body": ["It snowed.", "Hard."]}
READ = [
    ("a.json#a#1 é", "https://x.org/a", "Rain", "It rained."),
    ("a.json#7", "https://x.org/b", "Snow", "It snowed.\n\nHard."),
]
LISTS = [
    [A, B],
    {"status": "ok", "totalResults": 2, "articles": [A, B]},
    {"results": [A, B]},
    {"data": {"items": [A, B]}},
    {"responseHeader": {"status": 0}, "response": {"numFound": 2, "docs": [A, B]}},
    {"took": 5, "hits": {"total": 2, "hits": [{"_id": "x", "_source": A}, {"_source": B}]}},
    {"@context": "https://schema.org", "@graph": [{"@type": "Organization", "name": "X"}, A, B]},
]


def read(drafts):
    return [(draft.raw.uri, draft.url, draft.title, draft.text) for draft in drafts]


@pytest.mark.parametrize("value", LISTS)
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_lists_of_articles(value, indent, encoding):
    data = json.dumps(value, indent=indent, ensure_ascii=False).encode(encoding)
    drafts, rejects = articles(data, "a.json")
    assert (read(drafts), rejects) == (READ, [])


def test_one_article_on_many_lines():
    [draft], rejects = articles(json.dumps(A, indent=2).encode(), "a.json")
    assert (read([draft]), rejects) == (READ[:1], [])
    assert draft.raw.reader == "json"


def test_articles_one_after_the_other_on_many_lines():
    data = "\n".join(json.dumps(record, indent=2) for record in (A, B)).encode()
    assert read(articles(data, "a.json")[0]) == READ


def test_linked_data():
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Rain",
        "articleBody": "It rained.",
        "author": [{"@type": "Person", "name": "Ann Lee"}],
        "publisher": {"@type": "Organization", "name": "The Post"},
    }
    [draft], _ = articles(json.dumps(article, indent=1).encode(), "a.json")
    assert (draft.title, draft.authors, draft.publisher) == ("Rain", ("Ann Lee",), "The Post")


def test_lines_of_json_stay_lines():
    lines = json.dumps({**A, "results": [{"x": 1}]}) + "\n" + json.dumps(B)
    drafts, _ = articles(lines.encode(), "a.json")
    assert {draft.raw.reader for draft in drafts} == {"jsonl"}
    answers = b'{"articles": [{"x"\n{"text": "It rained."}'
    assert [each.reader for each in documents(answers, "a.jsonl")] == ["jsonl", "jsonl"]


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"[1, 2]", ["parse.not_object", "parse.not_object"]),
        (b'{"type": "FeatureCollection", "features": [\n{}]}', ["parse.no_text"]),
        (b'{"articles": [\n]}', ["parse.empty"]),
        (b'[{"text": "It rained."}', ["parse.json"]),
        (b"[" * 100_000, ["parse.json"]),
        (b" ", ["parse.empty"]),
    ],
)
def test_what_is_refused(data, codes):
    drafts, rejects = articles(data, "a.json")
    assert (drafts, [reject.code for reject in rejects]) == ([], codes)


def test_a_record_without_text_is_refused_alone_and_can_be_read_again():
    drafts, [refused] = articles(json.dumps([A, {"id": "x"}]).encode(), "a.json")
    assert [draft.raw.uri for draft in drafts] == ["a.json#a#1 é"]
    assert (refused.uri, refused.code, refused.reader) == ("a.json#2", "parse.no_text", "json")
    assert json.loads(refused.payload) == {"id": "x"}


def test_half_a_surrogate_pair_is_replaced_and_told():
    data = rb'[{"text": "It \ud83d rained."}]'
    [draft], rejects = articles(data, "a.json")
    assert not any(isinstance(each, Reject) for each in rejects)
    assert (draft.text, draft.warnings) == ("It \ufffd rained.", ("encoding.replaced",))
