from dataclasses import replace

import pytest

from transforms.elements import Draft, RawDocument
from transforms.ids import stable_id
from transforms.normalise.identity import article_id, revision, url_key

DRAFT = Draft(RawDocument("a.txt", b"", "text", None), "Text.")


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("HTTPS://Example.ORG/News/1", "https://example.org/News/1"),
        ("https://example.org:443/1", "https://example.org/1"),
        ("http://example.org:80", "http://example.org/"),
        ("http://example.org:8080/1", "http://example.org:8080/1"),
        ("https://example.org/1#top", "https://example.org/1"),
        ("https://example.org/1?utm_source=x&id=7&fbclid=y&gclid=z", "https://example.org/1?id=7"),
        ("https://example.org/1?b=2&a=1&a=0", "https://example.org/1?a=0&a=1&b=2"),
        ("https://example.org/1?UTM_Source=x", "https://example.org/1"),
        (" https://example.org/1 ", "https://example.org/1"),
        ("http://[::1", "http://[::1"),
        ("http://example.org:99999/", "http://example.org:99999/"),
    ],
)
def test_url_keys(url: str, key: str) -> None:
    assert url_key(url) == key
    assert url_key(key) == key


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ({}, ("text", "Text.")),
        ({"url": "http://a.org/1"}, ("url", "http://a.org/1")),
        ({"url": "http://a.org/1?utm_medium=m#x"}, ("url", "http://a.org/1")),
        ({"url": "http://m.a.org/1", "canonical_url": "http://a.org/1"}, ("url", "http://a.org/1")),
        ({"url": " ", "record_id": "7", "publisher": "A"}, ("record", "A", "7")),
        ({"record_id": "7", "publisher": " A\u200b "}, ("record", "A", "7")),
        # An id by itself is often just a number, as in many other files.
        ({"record_id": "7"}, ("record", "", "7")),
    ],
)
def test_article_ids(given: dict[str, str], parts: tuple[str, ...]) -> None:
    assert article_id(replace(DRAFT, **given), "Text.") == stable_id(*parts)


def test_a_changed_text_is_a_new_revision() -> None:
    assert revision("Text.") == stable_id("Text.")
    assert revision("Text.") != revision("Text!")
