"""Records of named fields → drafts."""

import time
from datetime import UTC, datetime

import pytest

from transforms.elements import Hyperlink, RawDocument
from transforms.errors import DocumentError
from transforms.read.record import draft_of

RAW = RawDocument("a.jsonl#1", b"{}", "jsonl", None)


def draft(**fields):
    return draft_of({"text": "It rained."} | fields, RAW)


def test_the_fields_by_their_own_names():
    found = draft_of(
        {
            "title": "Rain",
            "text": "It rained.",
            "url": " https://example.org/a?utm=1#x ",
            "canonical_url": "https://example.org/a",
            "published_at": "2024-03-05T10:00:00Z",
            "modified_at": "2024-03-06T10:00:00Z",
            "retrieved_at": "2024-03-07T10:00:00Z",
            "authors": ["Ann Lee", "Bo Chan"],
            "publisher": "The Post",
            "language": "en",
            "id": 17,
            "links": ["https://example.com", {"href": "/b", "text": "earlier"}, 5, None],
        },
        RAW,
    )
    assert (found.title, found.text) == ("Rain", "It rained.")
    assert found.url == " https://example.org/a?utm=1#x "  # as given
    assert found.canonical_url == "https://example.org/a"
    assert found.published_at == datetime(2024, 3, 5, 10, tzinfo=UTC)
    assert found.modified_at == datetime(2024, 3, 6, 10, tzinfo=UTC)
    assert found.raw.retrieved_at == datetime(2024, 3, 7, 10, tzinfo=UTC)
    assert found.authors == ("Ann Lee", "Bo Chan")
    assert (found.publisher, found.language, found.record_id) == ("The Post", "en", "17")
    assert found.links == (Hyperlink("https://example.com"), Hyperlink("/b", "earlier"))


@pytest.mark.parametrize(
    ("record", "column", "expected"),
    [
        ({"headline": "Rain"}, "title", "Rain"),
        ({"dc:title": "Rain"}, "title", "Rain"),
        ({"Title": "", "headline": "Rain"}, "title", "Rain"),
        ({"title": 5}, "title", "5"),
        ({"title": True}, "title", None),
        ({"title": "half \ud800 pair"}, "title", "half \ufffd pair"),
        ({"link": "https://x.org"}, "url", "https://x.org"),
        ({"url": None, "webUrl": "https://x.org"}, "url", "https://x.org"),
        ({"mainEntityOfPage": {"@type": "WebPage", "@id": "u"}}, "canonical_url", "u"),
        ({"datePublished": "2024-03-05"}, "published_at", datetime(2024, 3, 5, tzinfo=UTC)),
        ({"pub_date": "2024-03-05"}, "published_at", datetime(2024, 3, 5, tzinfo=UTC)),
        (
            {"date": "soon", "timestamp": 1709596800},
            "published_at",
            datetime(2024, 3, 5, tzinfo=UTC),
        ),
        ({"published_at": 1e400}, "published_at", None),
        ({"source": {"id": "p", "name": "The Post"}}, "publisher", "The Post"),
        ({"publisher": {"@type": "Organization", "name": "The Post"}}, "publisher", "The Post"),
        ({"source_domain": "post.example"}, "publisher", "post.example"),
        ({"inLanguage": "en-GB"}, "language", "en-GB"),
        ({"lang": ["en", "de"]}, "language", "en"),
        ({"_id": {"$oid": "65e6"}}, "record_id", "65e6"),
        ({"guid": " g-1\n"}, "record_id", "g-1"),
        ({"id": 0}, "record_id", "0"),
    ],
)
def test_synonyms_and_shapes(record, column, expected):
    assert getattr(draft(**record), column) == expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"body": "It rained."}, "It rained."),
        ({"articleBody": "It rained."}, "It rained."),
        ({"article_body": "It rained."}, "It rained."),
        ({"maintext": "It rained."}, "It rained."),
        ({"Full-Text": "It rained."}, "It rained."),
        ({"text": "  ", "content": "It rained."}, "It rained."),
        ({"text": ["It rained.", "", "Then it snowed."]}, "It rained.\n\nThen it snowed."),
        ({"content": {"text": "It rained."}}, "It rained."),
        ({"text": "a\u2028b\ud83d\ude00\udc00"}, "a\u2028b\ufffd\ufffd\ufffd"),
    ],
)
def test_texts(record, expected):
    assert draft_of(record, RAW).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<p>It <b>rained</b>.</p>\n<p>It snowed &amp; froze.</p>",
            "It rained.\n\nIt snowed & froze.",
        ),
        ({"rendered": "<p>It rained.</p>", "protected": False}, "It rained."),
        ("It rained.<br/>It snowed.", "It rained.\nIt snowed."),
        ("It rained <br>\n\nIt snowed.", "It rained <br>\n\nIt snowed."),
        ("x < y, and y > z <pre", "x < y, and y > z <pre"),
    ],
)
def test_html_is_read_as_its_paragraphs(text, expected):
    assert draft_of({"content": text}, RAW).text == expected


def test_a_document_of_elasticsearch_is_unwrapped():
    hit = {"_index": "news", "_id": "x1", "_source": {"body": "It rained.", "id": ""}}
    found = draft_of(hit, RAW)
    assert (found.text, found.record_id) == ("It rained.", "x1")


def test_links_of_html_stand_in_for_none_of_their_own():
    html = '<p>It <a href="https://x.org/s">snowed</a>.</p>'
    assert draft(text=html).links == (Hyperlink("https://x.org/s", "snowed"),)
    assert draft(text=html, links=["/b"]).links == (Hyperlink("/b"),)


@pytest.mark.parametrize("record", [{}, {"title": "x"}, {"text": None}, {"text": 5}, {"text": " "}])
def test_no_text(record):
    with pytest.raises(DocumentError) as raised:
        draft_of(record, RAW)
    assert raised.value.code == "parse.no_text"


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        ("Ann Lee", ["Ann Lee"]),
        ("By Ann Lee", ["Ann Lee"]),
        ("by: Ann Lee and Bo Chan, Cy Dee", ["Ann Lee", "Bo Chan", "Cy Dee"]),
        ("Ann Lee, Bo Chan, and Cy Dee", ["Ann Lee", "Bo Chan", "Cy Dee"]),
        ("Ann Lee; Bo Chan | Cy Dee & Di Eve", ["Ann Lee", "Bo Chan", "Cy Dee", "Di Eve"]),
        ("Lee, Ann", ["Lee, Ann"]),
        ("Ann Lee, Jr.", ["Ann Lee, Jr."]),
        ("Ann Lee, Bo Chan, AFP", ["Ann Lee", "Bo Chan, AFP"]),
        ("Byron Anderson", ["Byron Anderson"]),
        (["Ann Lee", {"name": "Bo Chan"}, "Ann Lee", None, 5.5], ["Ann Lee", "Bo Chan", "5.5"]),
        ({"@type": "Person", "name": "Ann Lee"}, ["Ann Lee"]),
        ([{"@type": "Person", "name": "Ann Lee", "url": "https://x"}], ["Ann Lee"]),
        (["https://example.org/ann", "Ann Lee"], ["Ann Lee"]),
        ("  Ann   Lee\nBo Chan ", ["Ann Lee", "Bo Chan"]),
        ("", []),
        (None, []),
        (True, []),
    ],
)
def test_authors(authors, expected):
    assert list(draft(author=authors).authors) == expected


def test_the_first_field_that_holds_an_id_counts():
    assert draft(guid="g", id="a").record_id == "a"
    assert draft(guid="g", id="").record_id == "g"
    assert draft(id="").record_id is None


@pytest.mark.parametrize("byline", [" " * 300_000 + "x", "a ," * 100_000, "by " * 100_000])
def test_a_hostile_byline_takes_no_more_than_linear_time(byline):
    started = time.process_time()
    draft(author=byline)
    assert time.process_time() - started < 5  # seconds; quadratic, it took minutes
