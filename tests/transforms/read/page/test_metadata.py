"""What a page is called, who wrote it, when, where and in which language."""

import json
from datetime import UTC, datetime

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.read.page.metadata import Metadata, read_metadata

URL = "https://www.example.org/news/rain"


def metadata(head: str = "", body: str = "", url: str | None = URL, html: str = "<html>"):
    page = f"{html}<head>{head}</head><body>{body}</body></html>"
    return read_metadata(lxml.html.document_fromstring(page), url)


def ld(**article) -> str:
    node = {"@type": "NewsArticle", **article}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def og(title: str) -> str:
    return meta("og:title", title)


def titled(text: str) -> str:
    return f"<title>{text}</title>"


SITE = meta("og:site_name", "The Example")


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (titled("Rain falls"), "", "Rain falls"),
        (titled("Rain falls | The Example") + SITE, "", "Rain falls"),
        (titled("Rain falls - World - The Example") + SITE, "", "Rain falls - World"),
        (titled("Rain falls | example.org"), "", "Rain falls"),
        (titled("Rain falls | Somewhere"), "<h1>Rain falls</h1>", "Rain falls"),
        (titled("Rain falls | Somewhere"), "<h1>Somewhere</h1>", "Rain falls"),
        (titled("The Example") + SITE, "<h1>Rain falls</h1>", "Rain falls"),
        ("", "<h1>Rain falls</h1>", "Rain falls"),
        ("", "<h1></h1><h1>Rain <i>falls</i></h1>", "Rain falls"),
        ("", "<h1>Rain falls</h1><h1>Snow follows</h1>", None),
        (og("Rain falls"), "", "Rain falls"),
        (og("Rain falls | The Example") + SITE, "", "Rain falls"),
        (og("Rain falls * The Example * by Ann Lee") + SITE, "", "Rain falls"),
        (og("The Example") + SITE + titled("Rain falls"), "", "Rain falls"),
        (og("Opinion | Rain falls"), "", "Rain falls"),
        (og("Rain falls (Published 2016)"), "", "Rain falls"),
        # A heading of other words than any statement is no headline.
        (og("Rain falls") + titled("Rain falls"), "<h1>Menu</h1>", "Rain falls"),
        # The same in the page's own typography, and without a section behind it.
        (og("'Rain' falls -- again"), "<h1>‘Rain’ falls — again</h1>", "‘Rain’ falls — again"),
        (og("A light filled loft — House Call"), "<h1>A light filled loft</h1>",
         "A light filled loft"),
        (og("Rain falls"), "<h1>Rain falls：what comes next</h1>", "Rain falls：what comes next"),
        (og("Work"), "<h1>We fight for good work</h1>", "We fight for good work"),
        # JSON-LD by itself, and as the form of what is stated elsewhere.
        (ld(headline="Rain &amp; snow"), "", "Rain & snow"),
        (ld(name="Rain falls"), "", "Rain falls"),
        (ld(headline="Rain’s here") + og("Rain's here"), "", "Rain’s here"),
        (ld(headline="Rain&#8217;s here") + og("Rain's here"), "", "Rain's here"),
        # Of several wordings of one headline the shortest.
        (og("Tony Blair: why there has to be compromise in Ukraine"),
         "<h1>Tony Blair: why there has to be compromise to end the war in Ukraine</h1>",
         "Tony Blair: why there has to be compromise in Ukraine"),
        # What shares nothing with the page's heading and title element is a bait.
        (og("Schrödinger’s hack") + titled("The quantum countdown"),
         "<h1>The quantum countdown</h1>", "The quantum countdown"),
        ("", "<p>It rained.</p>", None),
    ],
)  # fmt: skip
def test_titles(head, body, title):
    assert metadata(head, body).title == title


PERSON = {"@type": "Person", "name": "Ann Lee"}
OUTLET = {"@type": "NewsMediaOrganization", "name": "The Example"}


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (ld(author=PERSON), ("Ann Lee",)),
        (ld(author="By Ann Lee and Bo Chan"), ("Ann Lee", "Bo Chan")),
        (ld(author=["Ann Lee", {"name": "Bo Chan"}, {"name": ["Cy Dee"]}]),
         ("Ann Lee", "Bo Chan", "Cy Dee")),
        (ld(author={"givenName": "Ann", "familyName": "Lee"}), ("Ann Lee",)),
        (ld(author={"name": "Ann Lee, Bo Chan"}), ("Ann Lee", "Bo Chan")),
        (ld(author=[OUTLET, PERSON]), ("Ann Lee",)),
        (ld(author=OUTLET) + meta("author", "Ann Lee"), ("Ann Lee",)),
        (ld(author=OUTLET, publisher=OUTLET), ("The Example",)),  # no person is named
        (ld(author={"@type": "Organization", "name": "Reuters"}), ("Reuters",)),
        (ld(author=None) + meta("author", "Ann Lee"), ("Ann Lee",)),
        (meta("author", "The Example") + SITE + meta("byl", "By Ann Lee"), ("Ann Lee",)),
        (meta("citation_author", "Ann Lee") + meta("citation_author", "Bo Chan"),
         ("Ann Lee", "Bo Chan")),
        (meta("article:author", "https://www.facebook.com/annlee") + meta("author", "Ann Lee"),
         ("Ann Lee",)),
        (meta("author", "Ann Lee, Senior Reporter"), ("Ann Lee",)),
        (meta("author", "Ann Lee, The Sunday Times"), ("Ann Lee",)),
        (meta("author", "Ann Lee | ann.lee@example.org"), ("Ann Lee",)),
        (meta("author", "Ann Lee @annlee"), ("Ann Lee",)),
        (meta("author", "Ann Lee for The Example"), ("Ann Lee",)),
        (meta("author", "Bo Chan Jr."), ("Bo Chan Jr.",)),
        (meta("author", "@annlee"), ()),
        (meta("author", "ann-lee"), ()),
        (meta("author", "admin"), ()),
        (meta("author", "/@annlee"), ()),
        (meta("author", "著者：後藤大地"), ("後藤大地",)),
        (meta("author", "文在寅"), ("文在寅",)),
    ],
)  # fmt: skip
def test_authors_as_stated(head, authors):
    assert metadata(head).authors == authors


HEADING = "<h1>Rain falls</h1>"


@pytest.mark.parametrize(
    ("body", "authors"),
    [
        (HEADING + '<p class="byline">By <a>Ann Lee</a> and <a>Bo Chan</a></p>',
         ("Ann Lee", "Bo Chan")),
        (HEADING + '<p class="byline">by ANN LEE, BO CHAN and CY\nDEE March 5, 2024</p>',
         ("ANN LEE", "BO CHAN")),
        (HEADING + '<div class="Byline">By<b>Ann Lee</b><i>News Reporter</i>14:00, 5 Mar</div>',
         ("Ann Lee",)),
        (HEADING + '<span class="author">Ann Lee</span><span class="author">Bo Chan</span>',
         ("Ann Lee", "Bo Chan")),
        (HEADING + '<a href="/authors/ann-lee">Ann Lee</a>', ("Ann Lee",)),
        (HEADING + '<a rel="author" href="/ann">Ann Lee</a>', ("Ann Lee",)),
        (HEADING + "<p>By Ann Lee</p><p>Damascus. It rained.</p>", ("Ann Lee",)),
        (HEADING + '<p>By AFP, in <a href="/news">News</a></p>', ("AFP",)),
        ('<p class="author">Ann Lee</p>' + HEADING, ("Ann Lee",)),
        # The one behind the heading is the article's.
        ('<p class="author">Bo Chan</p>' + HEADING + '<p class="author">Ann Lee</p>', ("Ann Lee",)),
        # Those of readers and of other articles are not.
        (HEADING + '<div id="comments"><b class="author">Cy Dee</b></div>', ()),
        (HEADING + '<aside><b class="author">Cy Dee</b></aside>', ()),
        (HEADING + '<ul class="related-posts"><li class="author">Cy Dee</li></ul>', ()),
        (HEADING + '<p class="author-bio">Ann Lee has written for many years about water.</p>', ()),
    ],
)  # fmt: skip
def test_authors_as_shown(body, authors):
    assert metadata("", body).authors == authors


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


FIFTH = utc(2024, 3, 5)


@pytest.mark.parametrize(
    ("head", "body", "url", "at", "zone"),
    [
        (ld(datePublished="2024-03-05T09:00:00+02:00"), "", URL, utc(2024, 3, 5, 7), "+02:00"),
        (ld(datePublished=["2024-03-05T09:00:00+02:00"]), "", URL, utc(2024, 3, 5, 7), "+02:00"),
        (meta("article:published_time", "2024-03-05T09:00:00Z"), "", URL, utc(2024, 3, 5, 9),
         "+00:00"),
        (meta("parsely-pub-date", "2024-03-05"), "", URL, FIFTH, None),
        (meta("citation_publication_date", "2024/03/05"), "", URL, FIFTH, None),
        # JSON-LD is trusted more; a later statement lends the zone where it says the same.
        (ld(datePublished="2024-03-05") + meta("date", "2024-03-04"), "", URL, FIFTH, None),
        (ld(datePublished="2024-03-05T09:00:00")
         + meta("article:published_time", "2024-03-05T09:00:00+02:00"), "", URL,
         utc(2024, 3, 5, 7), "+02:00"),
        (ld(datePublished="2024-03-05T09:00:00")
         + meta("article:published_time", "2024-03-05T17:00:00Z"), "", URL, utc(2024, 3, 5, 9),
         None),
        # Not when it was changed, or when a reader wrote.
        (ld(dateModified="2024-03-05"), "", URL, None, None),
        (meta("article:modified_time", "2024-03-05"), "", URL, None, None),
        ("", '<time class="updated" datetime="2024-03-06"></time><time datetime="2024-03-05">',
         URL, FIFTH, None),
        ("", '<time datetime="2024-03-04"></time><h1>Rain</h1><time datetime="2024-03-05">',
         URL, FIFTH, None),
        ("", '<h1>Rain</h1><time datetime="2024-03-04"></time>'
         '<time pubdate datetime="2024-03-05">', URL, FIFTH, None),
        ("", "", "https://example.org/2024/03/05/rain", FIFTH, None),
        ("", "", "https://example.org/2024/mar/05/rain", FIFTH, None),
        ("", "", "https://example.org/rain-2024-03-05/", FIFTH, None),
        ("", "", "https://example.org/20240305-rain", FIFTH, None),
        ("", "", "https://example.org/2024/rain-12345", None, None),
        ("", "<h1>Rain</h1><p>By Ann Lee</p><p>March 5, 2024 at 9:15 a.m.</p>", URL,
         utc(2024, 3, 5, 9, 15), None),
        ("", "<h1>Rain</h1><p>Tuesday 5th March 2024 09:15 GMT</p>", URL, utc(2024, 3, 5, 9, 15),
         "+00:00"),
        ("", "<h1>Rain</h1><p>2024年3月5日</p>", URL, FIFTH, None),
        ("", "<h1>Rain</h1><p>05.03.2024, 09.15 Uhr</p>", URL, FIFTH, None),
        ("", "<h1>Rain</h1><p>Last updated March 5, 2024</p>", URL, None, None),
        ("", "<h1>Rain</h1><p>3/4/2024</p>", URL, None, None),  # in April, or in March
        ("", '<p class="date">5 Mar 2024</p>', URL, FIFTH, None),
        ("", "<h1>Rain</h1><p>" + "It rained. " * 20 + "March 5, 2024</p>", URL, None, None),
    ],
)  # fmt: skip
def test_when_it_was_published(head, body, url, at, zone):
    published = metadata(head, body, url).published
    assert (published and (published.at, published.zone)) == (at and (at, zone))


def test_when_it_was_changed():
    modified = metadata(ld(dateModified="2024-03-05T09:00:00+02:00")).modified
    assert (modified.at, modified.zone) == (utc(2024, 3, 5, 7), "+02:00")


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        (ld(publisher=OUTLET) + meta("og:site_name", "example.org"), "The Example"),
        (ld(publisher="The Example"), "The Example"),
        (ld(publisher={"url": "https://example.org"}) + SITE, "The Example"),
        (meta("og:site_name", "https://example.org"), None),
        ("", None),
    ],
)
def test_publishers(head, publisher):
    assert metadata(head).publisher == publisher


@pytest.mark.parametrize(
    ("head", "section"),
    [
        (ld(articleSection="World"), "World"),
        (ld(articleSection=["World", "Middle East"]), "World"),
        (meta("article:section", "World"), "World"),
        ("", None),
    ],
)
def test_sections(head, section):
    assert metadata(head).section == section


@pytest.mark.parametrize(
    ("html", "head", "language"),
    [
        ('<html lang="en-GB">', meta("og:locale", "fr_FR"), "en-GB"),
        ("<html>", meta("og:locale", "en_US"), "en-US"),
        ("<html>", ld(inLanguage={"@type": "Language", "name": "en"}), "en"),
        ("<html>", "", None),
    ],
)
def test_languages(html, head, language):
    assert metadata(head, html=html).language == language


def canonical(href: str) -> str:
    return f'<link rel="canonical" href="{href}">'


@pytest.mark.parametrize(
    ("head", "url", "found"),
    [
        (canonical("https://example.org/rain"), None, "https://example.org/rain"),
        (canonical("/rain"), URL, "https://www.example.org/rain"),
        (canonical("/rain"), None, None),
        (canonical("//example.org/rain"), URL, "https://example.org/rain"),
        (canonical("https://example.org/rain"), "https://example.org/amp/rain",
         "https://example.org/rain"),  # the page of an AMP or mobile page
        (meta("og:url", "https://example.org/rain"), URL, "https://example.org/rain"),
        (canonical("https://example.org/") + meta("og:url", URL), URL, URL),
        (canonical("https://example.org/"), URL, None),  # the front page is another page
        (canonical("https://example.org"), "https://example.org/", "https://example.org"),
        (canonical("https://example.org/?p=12"), URL, "https://example.org/?p=12"),
        *((canonical(href), URL, None)
          for href in ("", " ", "javascript:void(0)", "ftp://example.org/rain", "http://[broken")),
        ("", URL, None),
    ],
)  # fmt: skip
def test_addresses(head, url, found):
    assert metadata(head, url=url).canonical_url == found


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("It rained.", "It rained."),
        ("It rained.\n\nIt snowed.", "It rained.\n\nIt snowed."),
        ("It rained.\r\nIt snowed.", "It rained.\n\nIt snowed."),
        ("It rained,\nand\n\nit snowed.", "It rained, and\n\nit snowed."),
        ("<p>It <b>rained</b>.</p><p>It snowed.</p>", "It rained.\n\nIt snowed."),
        ("&lt;p&gt;Rain &amp;amp; snow&lt;/p&gt;", "Rain & snow"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        (["It rained.", "It snowed."], "It rained.\n\nIt snowed."),
        *((nothing, None) for nothing in ("", " ", None, 5, {}, "<p></p>")),
    ],
)
def test_bodies_in_json_ld(body, text):
    assert metadata(ld(articleBody=body)).article_body == text


def test_nothing_stated():
    assert metadata("", "<p>It rained.</p>", url=None) == Metadata()


def test_halves_of_surrogate_pairs_are_replaced():
    found = metadata(ld(headline="Rain \ud83d", author="Ann \udc00 Lee", articleBody="\ud83d"))
    assert (found.title, found.authors, found.article_body) == (
        *("Rain \ufffd", ("Ann \ufffd Lee",), "\ufffd"),
    )


_pieces = st.sampled_from(
    [
        *('<h1 class="author">', "<time datetime=2024-03-05>", "</div>", '<div itemprop="author"'),
        *(" itemscope>", "By Ann Lee", "| - ", '<meta property="og:title" content="', '">', "<a"),
        *(' href="/author/x">', '<script type="application/ld+json">', '{"@type":"Article",'),
        *('"author":[', '"', "}", "</script>", '<link rel=canonical href="', "//", "<title>", "\0"),
    ]
)


@given(st.lists(_pieces, min_size=1).map("".join), st.sampled_from([None, URL, "http://[", ""]))
def test_any_page_has_metadata(page, url):
    found = read_metadata(lxml.html.document_fromstring(f"<p>{page}"), url)
    assert found.title is None or found.title.strip()
    assert all(name.strip() for name in found.authors)
