"""Entries get the pages that they link to."""

import base64
import json

from tests.tables import row
from transforms.elements import Passed, RawDocument
from transforms.fetch.client import Client
from transforms.fetch.fetcher import Fetcher
from transforms.fetch.follow import Linked, _follow
from transforms.limits import Limits

LIMITS = Limits(connect_seconds=2, idle_seconds=0.3, fetch_seconds=1)


def entry(url: str) -> RawDocument:
    return RawDocument("feed#1", json.dumps({"entry": {"link": url}}).encode(), "feed", None)


def follow(site, path: str, **committed):
    client = Client("onrecord/1", LIMITS, frozenset({("127.0.0.1", site.port)}))
    url = site.url + path
    known = {url: row("inputs", committed)} if committed else {}
    return _follow(Fetcher(client, 0), known, frozenset(), LIMITS, Linked(url, entry(url)))


def page(found) -> dict[str, str]:
    return json.loads(found.data)["page"]


def test_a_page_goes_along_with_its_entry(site):
    site.pages["/1"] = (301, {"Location": "/2"}, b"")
    headers = {"Content-Type": "text/html; charset=utf-8", "ETag": '"1"'}
    site.pages["/2"] = (200, headers, b"<p>words")
    document, look = follow(site, "/1")
    assert page(document) == {
        "url": f"{site.url}/2",
        "html": base64.b64encode(b"<p>words").decode(),
        "charset": "utf-8",
    }
    assert (look.uri, look.etag, look.status) == (f"{site.url}/1", '"1"', "read")
    assert look.entry_sha256 == entry(f"{site.url}/1").sha256


def test_what_cannot_be_had_is_told_in_the_entry(site):
    document, look = follow(site, "/gone")
    assert page(document) == {"url": f"{site.url}/gone", "error": "fetch.status"}
    assert (look.status, look.code) == ("failed", "fetch.status")
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /\n")
    site.pages["/a"] = (200, {}, b"words")
    document, _ = follow(site, "/a")
    assert page(document)["error"] == "fetch.robots"


def test_a_page_is_fetched_once(site):
    site.pages["/1"] = (200, {"ETag": '"1"'}, b"<p>words")
    same = entry(f"{site.url}/1").sha256
    found, look = follow(site, "/1", entry_sha256=same, status="read")
    assert (found, look.status, site.asked) == (Passed("feed#1", "unchanged", 1), "unchanged", [])
    found, look = follow(site, "/1", entry_sha256="other", status="read", etag='"1"')
    assert (found, look.status) == (Passed("feed#1", "unchanged", 1), "unchanged")
    document, look = follow(site, "/1", entry_sha256="other", status="read", etag='"0"')
    assert (page(document)["url"], look.entry_sha256) == (f"{site.url}/1", same)
    found, look = follow(site, "/gone", entry_sha256="other", status="read")
    assert (found.kind, look.code) == ("not fetched again", "fetch.status")
