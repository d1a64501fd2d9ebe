"""Entries of feeds and the pages they link to, in whole runs."""

import pytest

from pipeline.options import RunOptions
from pipeline.run import run
from tests.rows import rows
from transforms.limits import Limits

SENTENCES = [
    "“We won,” said Ann Lee, the mayor of Oslo, on Monday evening in front of the city hall.",
    "The opposition called the vote unfair and asked for another one before the summer.",
    "“Nobody has seen the lists,” said Bob Day, who leads the opposition in the council.",
    "The result is to be announced next week, according to a person familiar with the count.",
]
PAGE = (
    "<!DOCTYPE html><html><head><title>Oslo votes</title></head><body><article><h1>Oslo votes</h1>"
)
HTML = {"Content-Type": "text/html; charset=utf-8", "ETag": '"1"'}
FEED = {"Content-Type": "application/rss+xml"}


def feed(site, *names: str, note: str = "") -> bytes:
    items = "".join(
        f"<item><title>Oslo votes</title><link>{site.url}/{name}?utm_source=rss</link>"
        f"<guid>{name}</guid><description>A vote in Oslo. {note}</description>"
        "<pubDate>Sun, 16 Nov 2025 08:00:00 +0100</pubDate></item>"
        for name in names
    )
    return f"<rss version='2.0'><channel><title>Daily</title>{items}</channel></rss>".encode()


def page(*sentences: str) -> bytes:
    return (PAGE + "".join(f"<p>{each}</p>" for each in sentences) + "</article>").encode()


@pytest.fixture
def followed(site, tmp_path):
    """Runs over the site's feed."""

    def again(*more: str):
        limits = Limits(connect_seconds=2, idle_seconds=0.3, fetch_seconds=1)
        options = RunOptions(
            (f"{site.url}/feed.xml", *more),
            str(tmp_path / "tables"),
            limits=limits,
            follow_links=True,
            allow_private_addresses=True,
            host_delay=0,
        )
        return run(options)

    return again


def test_the_article_is_taken_from_the_page(site, followed):
    site.pages["/feed.xml"] = (200, FEED, feed(site, "1"))
    site.pages["/1?utm_source=rss"] = (200, HTML, page(*SENTENCES))
    result = followed()
    (article,) = rows(result.snapshot, "articles")
    assert article["text"].split("\n\n") == SENTENCES
    assert (article["extent"], article["publisher"], article["warnings"]) == ("full", "Daily", [])
    assert article["published_zone"] == "+01:00"
    speakers = {row["speaker"] for row in rows(result.snapshot, "claims")}
    assert {"Ann Lee", "Bob Day"} <= speakers
    # An entry that stays as it is has its page; one that changes asks whether the page did.
    asked = len(site.asked)
    assert followed().kept == 0
    assert site.paths[asked:] == ["/feed.xml"]
    site.pages["/feed.xml"] = (200, FEED, feed(site, "1", note="Updated."))
    assert followed().kept == 0
    conditions = [headers.get("If-None-Match") for _, headers in site.asked]
    assert conditions[-1] == '"1"'
    assert len(rows(followed().snapshot, "articles")) == 1


def test_what_may_not_be_fetched_is_a_summary_that_says_so(site, followed):
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /2")
    site.pages["/feed.xml"] = (200, FEED, feed(site, "2", "3"))
    site.pages["/2?utm_source=rss"] = (200, HTML, page(*SENTENCES))
    result = followed()
    articles = rows(result.snapshot, "articles")
    assert {(row["extent"], *row["warnings"]) for row in articles} == {
        ("summary", "link.not_followed", "text.summary")
    }
    assert len(articles) == result.kept == 2
    assert "/2?utm_source=rss" not in site.paths


def test_an_article_read_from_its_feed_and_as_a_page_is_one(site, followed):
    site.pages["/feed.xml"] = (200, FEED, feed(site, "1"))
    site.pages["/1?utm_source=rss"] = (200, HTML, page(*SENTENCES))
    site.pages["/1"] = (200, HTML | {"ETag": '"2"'}, page(*SENTENCES))
    result = followed(f"{site.url}/1")
    assert (result.read, result.kept, result.duplicate) == (2, 1, 1)
    links = rows(result.snapshot, "source_links")
    (copy,) = [row for row in links if row["relation"] == "republishes"]
    assert copy["from_url"] == f"{site.url}/1?utm_source=rss"


def test_a_page_that_was_refused_is_no_article_and_stays_refused(site, followed):
    site.pages["/feed.xml"] = (200, FEED, feed(site, "1"))
    site.pages["/1?utm_source=rss"] = (200, HTML, page(SENTENCES[0] * 5000))

    def codes():
        return [row["code"] for row in rows(followed().snapshot, "rejects")]

    assert codes() == codes() == ["normalise.too_long"]
