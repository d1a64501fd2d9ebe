"""Sitemaps: a page with a title is an article; one without is to be followed."""

from datetime import UTC, datetime

import pytest

from tests.transforms.read.memory import articles, documents
from transforms.elements import Passed, RawDocument
from transforms.read.linked import needs_page
from transforms.read.sitemap import SitemapReader

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'


def sitemap(*pages: str) -> bytes:
    urls = "".join(f"<url>{page}</url>" for page in pages)
    return f'<?xml version="1.0"?><urlset {NS} {NEWS}>{urls}</urlset>'.encode()


def test_all_of_a_page_of_news() -> None:
    page = """<loc> https://example.org/1 </loc><lastmod>2024-03-06</lastmod>
        <n:news><n:publication><n:name>The Bonn Post</n:name><n:language>de</n:language>
        </n:publication><n:publication_date>2024-03-05T14:00:00+01:00</n:publication_date>
        <n:title>Regen &amp; Angst</n:title><n:keywords>Wetter, Bonn</n:keywords></n:news>"""
    [draft], rejects = articles(sitemap(page), "s.xml")
    assert rejects == []
    assert draft.raw.uri == "s.xml#https://example.org/1"
    assert (draft.title, draft.text, draft.extent) == ("Regen & Angst",) * 2 + ("summary",)
    assert (draft.url, draft.publisher) == ("https://example.org/1", "The Bonn Post")
    assert draft.published_at == datetime(2024, 3, 5, 13, tzinfo=UTC)
    assert (draft.published_zone, draft.modified_zone) == ("+01:00", None)
    assert (draft.section, draft.language) == ("Wetter", "de")


def test_a_page_without_a_title_needs_to_be_followed() -> None:
    data = sitemap("<loc>https://example.org/1</loc>")
    [raw] = documents(data, "s.xml")
    assert isinstance(raw, RawDocument)
    assert needs_page(raw) == "https://example.org/1"
    drafts, [refused] = articles(data, "s.xml")
    assert (drafts, refused.code) == ([], "parse.no_text")


def test_an_index_is_passed_over() -> None:
    data = f"<sitemapindex {NS}>{'<sitemap><loc>x</loc></sitemap>' * 3}</sitemapindex>"
    assert documents(data.encode(), "s.xml") == [Passed("s.xml", "sitemaps", 3)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (sitemap(), "parse.feed"),
        (b"<urlset><url>", "parse.markup"),
        (
            b'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>&x;</loc>'
            b"</url></urlset>",
            "parse.markup",
        ),
    ],
)
def test_what_is_no_sitemap_is_refused(data, code) -> None:
    drafts, [refused] = articles(data, "s.xml")
    assert (drafts, refused.code) == ([], code)


@pytest.mark.parametrize(
    ("head", "is_sitemap"),
    [
        (sitemap(), True),
        (sitemap().decode().encode("utf-16"), True),
        (b"<s:urlset xmlns:s='x'>", True),
        (b"<sitemapindex>", True),
        (b"<html><urlset>", False),
        (b"<rss>", False),
    ],
)
def test_a_sitemap_is_told_by_its_root(head, is_sitemap) -> None:
    assert SitemapReader().sniff(head) is is_sitemap
