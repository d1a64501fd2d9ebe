import pytest

from transforms.normalise.urls import address, url_key


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("HTTPS://Example.ORG/News/1", "https://example.org/News/1"),
        ("https://example.org:443/1", "https://example.org/1"),
        ("http://example.org:80", "https://example.org/"),
        ("http://example.org:8080/1", "https://example.org:8080/1"),
        ("http://www.example.org/1/", "https://example.org/1"),
        ("https://example.org/1#top", "https://example.org/1"),
        ("https://example.org/1?utm_source=x&id=7&fbclid=y&gclid=z", "https://example.org/1?id=7"),
        ("https://example.org/1?b=2&a=1&a=0", "https://example.org/1?a=0&a=1&b=2"),
        ("https://example.org/1?UTM_Source=x", "https://example.org/1"),
        ("https://example.org/1?at_medium=RSS&at_campaign=KARANGA", "https://example.org/1"),
        ("https://example.org/1?ns_mchannel=rss&ito=1490", "https://example.org/1"),
        (" https://example.org/1 ", "https://example.org/1"),
        ("http://[::1", "http://[::1"),
        ("http://example.org:99999/", "http://example.org:99999/"),
        ("tag:example.org,2025:1", "tag:example.org,2025:1"),
    ],
)
def test_url_keys(url: str, key: str) -> None:
    assert url_key(url) == key
    assert url_key(key) == key
    assert not address(url).lesser


@pytest.mark.parametrize(
    "url",
    [
        "https://m.example.org/news/1",
        "https://mobile.example.org/news/1",
        "https://amp.example.org/news/1",
        "https://www.example.org/amp/news/1",
        "https://www.example.org/news/1/amp/",
        "https://www.example.org/news/amp/1",
        "https://www.example.org/news/1?amp",
        "https://www.example.org/news/1?amp=1&utm_source=x",
        "https://www.example.org/news/1?outputType=amp",
        "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/news/1",
        "https://www.google.com/amp/s/www.example.org/news/1",
        "https://www.google.co.uk/amp/s/amp.example.org/news/1",
    ],
)
def test_editions_are_their_page(url: str) -> None:
    assert address(url) == ("https://example.org/news/1", True)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://amp.dev/1", "https://amp.dev/1"),
        ("https://m.org/1", "https://m.org/1"),
        ("https://example.org/amplifier", "https://example.org/amplifier"),
        ("https://example.org/camp/1", "https://example.org/camp/1"),
        ("https://example.org/1?ampere=1", "https://example.org/1?ampere=1"),
        ("https://example.org/1.amp.html", "https://example.org/1.html"),
    ],
)
def test_what_only_looks_like_an_edition(url: str, key: str) -> None:
    assert url_key(url) == key
