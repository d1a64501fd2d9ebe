"""JSON Feed: an item is an article."""

import json
from datetime import UTC, datetime

import pytest

from tests.transforms.read.memory import articles
from transforms.elements import Hyperlink
from transforms.read.jsonfeed import JsonFeedReader

LONG = "It rained in Bonn, and the river rose. " * 40
VERSION = "https://jsonfeed.org/version/1.1"


def feed(*items: object, **fields: object) -> bytes:
    return json.dumps(
        {"version": VERSION, "title": "The Bonn Post", **fields, "items": items}
    ).encode()


def test_all_of_an_item() -> None:
    item = {
        "id": 7,
        "url": "/flood",
        "title": "Rain & <fear>",
        "content_html": f'<p>{LONG}</p><p><a href="/map">Map</a></p>',
        "summary": "It rained.",
        "date_published": "2024-03-05T14:00:00+01:00",
        "date_modified": "2024-03-06T14:00:00",
        "authors": [{"name": "Ann Lee"}, {"url": "https://example.org/"}],
        "tags": ["Weather", "Bonn"],
        "language": "en-GB",
    }
    [draft], rejects = articles(feed(item, home_page_url="https://example.org/"), "f.json")
    assert rejects == []
    assert (draft.raw.uri, draft.raw.reader, draft.record_id) == ("f.json#7", "jsonfeed", "7")
    assert draft.title == "Rain & <fear>"
    assert draft.text == f"{LONG.strip()}\n\nMap"
    assert draft.url == "https://example.org/flood"
    assert draft.links == (Hyperlink("https://example.org/map", "Map"),)
    assert (draft.publisher, draft.authors) == ("The Bonn Post", ("Ann Lee",))
    assert draft.published_at == datetime(2024, 3, 5, 13, tzinfo=UTC)
    assert (draft.published_zone, draft.modified_zone) == ("+01:00", None)
    assert (draft.section, draft.language, draft.extent) == ("Weather", "en-GB", "full")


@pytest.mark.parametrize(
    ("item", "text", "extent"),
    [
        ({"content_text": f"{LONG}\n\nTwo <b> & 3."}, f"{LONG.strip()}\n\nTwo <b> & 3.", "full"),
        ({"content_html": f"<p>{LONG}</p>"}, LONG.strip(), "full"),
        ({"summary": "It rained."}, "It rained.", "summary"),
        ({"title": "Rain"}, "Rain", "summary"),
    ],
)
def test_the_text_is_what_the_item_has(item, text, extent) -> None:
    [draft], rejects = articles(feed(item), "f.json")
    assert rejects == []
    assert (draft.text, draft.extent, draft.raw.uri) == (text, extent, "f.json#1")


def test_authors_of_the_feed_and_of_version_1() -> None:
    items = [{"title": "A"}, {"title": "B", "author": {"name": "Bo Chan"}}]
    drafts, _ = articles(feed(*items, author={"name": "Ann Lee"}), "f.json")
    assert [draft.authors for draft in drafts] == [("Ann Lee",), ("Bo Chan",)]


@pytest.mark.parametrize("item", [{"id": "1"}, None, 3, "text", [], {"content_html": {"a": 1}}])
def test_items_without_words_are_refused_and_counted(item) -> None:
    drafts, [refused] = articles(feed(item), "f.json")
    assert (drafts, refused.code, refused.uri) == ([], "parse.no_text", "f.json#1")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (feed(), "parse.feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": 3}', "parse.feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "parse.json"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 9**5, "parse.json"),
    ],
)
def test_what_is_no_whole_feed_is_refused(data, code) -> None:
    drafts, [refused] = articles(data, "f.jsonfeed", format="jsonfeed")
    assert (drafts, refused.code) == ([], code)


@pytest.mark.parametrize(
    ("head", "is_feed"),
    [
        (feed(), True),
        (json.dumps(json.loads(feed()), indent=2).encode("utf-16"), True),
        (rb'{"version":"https:\/\/jsonfeed.org\/version\/1","items":[]}', True),
        (b'{"title": "A", "feed_url": "https://x/", "items": [{"id": 1}]}', True),
        (b'{"version": "1.0", "items": []}', False),
        (b'{"title": "A", "items": []}', False),
        (b'[{"version": "https://jsonfeed.org/version/1"}]', False),
        (b'{"text": "https://jsonfeed.org/version/1"}', False),
        (b"<rss>", False),
    ],
)
def test_a_feed_is_told_by_its_version_or_fields(head, is_feed) -> None:
    assert JsonFeedReader().sniff(head) is is_feed
