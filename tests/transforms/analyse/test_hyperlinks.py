"""Hyperlinks: given by the page, or printed in the text."""

import pytest

from tests.transforms.analyse.articles import article
from transforms.analyse.hyperlinks import find_hyperlinks
from transforms.elements import Hyperlink
from transforms.normalise.urls import domain_of

PRINTED = [
    ("See https://www.Example.org/a.", [("https://www.Example.org/a", "example.org")]),
    ("(http://example.org/a_(b))", [("http://example.org/a_(b)", "example.org")]),
    (
        "See “https://example.org/a?b=c&d=1,” she said.",
        [("https://example.org/a?b=c&d=1", "example.org")],
    ),
    ("See www.example.org or ftp://example.org.", []),
    ("Broken: http://[oops and https:// alone.", []),
    ("Port: https://example.org:8080/x", [("https://example.org:8080/x", "example.org")]),
]


@pytest.mark.parametrize(("text", "expected"), PRINTED)
def test_printed_addresses(text, expected):
    targets = list(find_hyperlinks(article(text)))
    assert [(target.url, target.domain) for target in targets] == expected
    assert all(target.span.of(text) == target.url for target in targets)


GIVEN = [
    # links, (url, start) of each
    ([("https://a.org/", "he said")], [("https://a.org/", 11)]),
    (
        [("https://a.org/", "so"), ("https://b.org/", "so")],
        [("https://a.org/", 19), ("https://b.org/", 22)],
    ),
    ([("https://a.org/", "not there")], [("https://a.org/", None)]),
    ([("https://a.org/", None)], [("https://a.org/", None)]),
    ([("/b/c", "he")], [("https://site.org/b/c", 11)]),
    ([("mailto:x@y.org", "he"), ("http://[oops", "said")], []),
]


@pytest.mark.parametrize(("links", "expected"), GIVEN)
def test_links_of_the_page(links, expected):
    text = "The talks, he said so so."
    given = article(
        text, url="https://site.org/a", links=tuple(Hyperlink(url, anchor) for url, anchor in links)
    )
    targets = list(find_hyperlinks(given))
    assert [(t.url, t.span.start if t.span else None) for t in targets] == expected
    assert all(t.span.of(text) == t.anchor for t in targets if t.span)


def test_domain():
    assert domain_of("https://WWW.Example.org.:80/") == "example.org"
    assert domain_of("no url") is None
    assert domain_of("http://[oops") is None
