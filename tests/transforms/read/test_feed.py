"""Feeds: an entry is an article, of the words that the feed has for it."""

import base64
import json
import socket
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.transforms.read.memory import articles, documents
from transforms.elements import Hyperlink, RawDocument, Reject
from transforms.limits import Limits
from transforms.normalise.article import normalise
from transforms.read import parse
from transforms.read.endings import without_endings
from transforms.read.feed import FeedReader
from transforms.read.linked import needs_page

ATOM = "http://www.w3.org/2005/Atom"
LONG = "It rained in Bonn, and the river rose. " * 40


def rss(*items: str, channel: str = "<title>The Bonn Post</title>") -> bytes:
    entries = "".join(f"<item>{item}</item>" for item in items)
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content='
        '"http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:media="http://search.yahoo.com/mrss/"><channel>{channel}{entries}</channel></rss>'
    ).encode()


def atom(entry: str, feed: str = "<title>The Bonn Post</title>") -> bytes:
    return f'<feed xmlns="{ATOM}" xml:lang="en">{feed}<entry>{entry}</entry></feed>'.encode()


def cdata(text: str) -> str:
    return f"<![CDATA[{text}]]>"


def test_all_of_an_rss_item() -> None:
    item = f"""
        <title>Flood &amp;amp; fear in Bonn</title>
        <link>https://example.org/flood?a=1&amp;b=2</link>
        <guid isPermaLink="false">tag:1</guid>
        <pubDate>Tue, 05 Mar 2024 14:00:00 +0100</pubDate>
        <author>ann@example.org (Ann Lee)</author>
        <dc:creator>Bo Chan</dc:creator>
        <category>https://example.org/c</category><category>Weather</category>
        <description>It rained.</description>
        <content:encoded>{cdata(f'<p>{LONG}</p><p>See <a href="/m">the <b>map</b></a>.</p>')}
        </content:encoded>"""
    channel = "<title>The Bonn Post</title><link>https://example.org/</link>"
    [draft], rejects = articles(rss(item, channel=f"{channel}<language>en-gb</language>"), "a.xml")
    assert rejects == []
    assert draft.raw.uri == "a.xml#tag:1"
    assert draft.title == "Flood & fear in Bonn"
    assert draft.text == f"{LONG.strip()}\n\nSee the map."
    assert draft.url == "https://example.org/flood?a=1&b=2"
    assert draft.record_id == "tag:1"
    assert draft.publisher == "The Bonn Post"
    assert draft.authors == ("Ann Lee", "Bo Chan")
    assert draft.published_at == datetime(2024, 3, 5, 13, tzinfo=UTC)
    assert draft.published_zone == "+01:00"
    assert (draft.section, draft.language, draft.extent) == ("Weather", "en-gb", "full")
    assert [link.anchor for link in draft.links] == ["the map"]
    assert draft.warnings == ()


def test_all_of_an_atom_entry() -> None:
    entry = f"""
        <title type="html">Flood &lt;i&gt;in&lt;/i&gt; Bonn</title>
        <link rel="self" href="https://example.org/1.atom"/>
        <link rel="alternate" href="flood"/>
        <id>tag:1</id><author><name>Ann Lee</name><email>a@b.c</email></author>
        <published>2024-03-05T14:00:00-05:00</published><updated>2024-03-06T14:00:00Z</updated>
        <category term="w" label="Weather"/><summary>It rained.</summary>
        <content type="xhtml" xml:base="https://example.org/x/"><div
         xmlns="http://www.w3.org/1999/xhtml"><p>{LONG}</p><p><a href="map">Map</a></p></div>
        </content><source><title>The Köln Post</title></source>"""
    [draft], rejects = articles(atom(entry, feed='<link href="https://example.org/"/>'), "a.xml")
    assert rejects == []
    assert draft.title == "Flood in Bonn"
    assert draft.text == f"{LONG.strip()}\n\nMap"
    assert draft.url == "https://example.org/flood"
    assert draft.links == (Hyperlink("https://example.org/x/map", "Map"),)
    assert (draft.publisher, draft.authors) == ("The Köln Post", ("Ann Lee",))
    assert (draft.published_zone, draft.modified_zone) == ("-05:00", "+00:00")
    assert draft.modified_at == datetime(2024, 3, 6, 14, tzinfo=UTC)
    assert (draft.section, draft.language, draft.extent) == ("Weather", "en", "full")


@pytest.mark.parametrize(
    ("item", "text", "extent", "warnings"),
    [
        ("<title>Rain</title><description>It rained.</description>", "It rained.", "summary", ()),
        ("<title>Rain in Bonn</title>", "Rain in Bonn", "summary", ()),
        (f"<description>{LONG}</description>", LONG.strip(), "full", ()),
        (
            f"<description>{cdata('<p>One.</p><script>x()</script><p>Two&nbsp;&amp; 3.</p>')}"
            "</description>",
            "One.\n\nTwo & 3.",
            "summary",
            (),
        ),
        (
            f"<description>{cdata('It rained […]')}</description>",
            "It rained",
            "summary",
            ("text.cut",),
        ),
        (
            f"<description>{cdata('It rained. <a href=/x>Read more…</a>')}</description>",
            "It rained.",
            "summary",
            ("text.cut",),
        ),
        (
            "<description>It rained and then…</description>",
            "It rained and then…",
            "summary",
            ("text.cut",),
        ),
        (
            f"<description>Short.</description><content:encoded>"
            f"{cdata(f'<p>{LONG}</p><p>The post <a>X</a> appeared first on <a>Y</a>.</p>')}"
            "</content:encoded>",
            LONG.strip(),
            "full",
            (),
        ),
        (
            "<description>It rained.</description>"
            f"<media:content><media:description>{LONG}</media:description></media:content>",
            "It rained.",
            "summary",
            (),
        ),
        (
            f"<content:encoded>{cdata(f'<html><head><title>No</title></head><p>{LONG}</p></html>')}"
            "</content:encoded>",
            LONG.strip(),
            "full",
            (),
        ),
    ],
)
def test_the_text_is_what_the_feed_has(item, text, extent, warnings) -> None:
    [draft], rejects = articles(rss(item), "a.rss")
    assert rejects == []
    assert (draft.text, draft.extent, draft.warnings) == (text, extent, warnings)


def test_an_entry_of_a_title_alone_is_an_article() -> None:
    [draft], _ = articles(rss("<title>Flood hits Bonn</title>"), "a.rss")
    article = normalise(draft, Limits())
    assert (article.title, article.text) == ("Flood hits Bonn", "Flood hits Bonn")
    assert article.warnings == ("text.summary",)


@pytest.mark.parametrize(
    ("text", "left", "cut"),
    [
        ("It rained. Continue reading →", "It rained.", True),
        ("It rained. Weiterlesen", "It rained.", True),
        ("It rained […] Lire la suite", "It rained", True),
        ("It rained (more…)", "It rained", True),
        ("Read the full story here", "", True),
        ("Der Beitrag Regen erschien zuerst auf Blog.", "", False),
        ("She wants to read more books.", "She wants to read more books.", False),
        ("“I want more.”", "“I want more.”", False),
        ("The post office appeared.", "The post office appeared.", False),
    ],
)
def test_endings_are_not_text(text, left, cut) -> None:
    ended = without_endings([text], [])
    assert ("\n\n".join(ended.paragraphs), ended.cut) == (left, cut)


def test_an_entry_without_words_is_refused_and_counted() -> None:
    drafts, [refused] = articles(rss("<link>https://example.org/1</link>", "<title>A</title>"), "f")
    assert [draft.raw.uri for draft in drafts] == ["f#2"]
    assert (refused.code, refused.uri, refused.reader) == (
        "parse.no_text",
        "f#https://example.org/1",
        "feed",
    )


def test_a_refused_entry_is_parsed_again_from_what_is_kept() -> None:
    [raw] = documents(rss("<title>Rain</title><guid>g</guid>"), "a.rss")
    assert isinstance(raw, RawDocument)
    kept = RawDocument(raw.uri, raw.data, raw.reader, None)
    [first], [second] = parse(raw, Limits()), parse(kept, Limits())
    assert replace(first, raw=kept) == replace(second, raw=kept)


def test_entries_of_one_guid_all_come() -> None:
    drafts, _ = articles(rss(*["<title>A</title><guid>g</guid>"] * 3), "a.rss")
    assert [draft.raw.uri for draft in drafts] == ["a.rss#g"] * 3


@pytest.mark.parametrize(
    ("stated", "year", "zone"),
    [
        ("Mon, 01 Jan 0001 00:00:00 GMT", None, None),
        ("9999-12-31T23:59:59Z", None, None),
        ("Wed, 32 Jan 2024 10:00:00 GMT", None, None),
        ("2024-01-31 10:00:00", 2024, None),
        ("Wed, 31 Jan 2024 10:00:00 EST", 2024, "-05:00"),
    ],
)
def test_times_as_they_are_stated(stated, year, zone) -> None:
    [draft], _ = articles(rss(f"<title>A</title><pubDate>{stated}</pubDate>"), "a.rss")
    assert (draft.published_at and draft.published_at.year) == year
    assert draft.published_zone == zone


FEED = '<rss version="2.0"><channel><item><title>Zürich</title></item></channel></rss>'


@pytest.mark.parametrize(
    "head",
    [
        FEED.encode(),
        b"\xef\xbb\xbf" + FEED.encode(),
        b" \n" + FEED.encode(),
        f'\n<?xml version="1.0"?>\n<!-- <html> -->\n<?pi?><!DOCTYPE rss [<!ENTITY a ">">]>{FEED}',
        f'Notice: x in y<?xml version="1.0"?>{FEED}',
        *(f'<?xml version="1.0" encoding="utf-16"?>{FEED}'.encode(w) for w in ("utf-16", "utf-32")),
        f'<?xml version="1.0" encoding="utf-16"?>{FEED}'.encode("utf-16-le"),
        f'<?xml version="1.0" encoding="iso-8859-1"?>{FEED}'.encode("latin-1"),
        f'<?xml version="1.0" encoding="us-ascii"?>{FEED}'.encode(),
        f'<?xml version="1.0" encoding="utf-16"?>{FEED}'.encode(),
        f'<?xml version="1.0" encoding="x-unheard-of"?>{FEED}'.encode(),
    ],
)
def test_feeds_are_told_by_their_root_in_any_encoding(head) -> None:
    data = head if isinstance(head, bytes) else head.encode()
    drafts, rejects = articles(data, "unnamed.bin")
    assert [(draft.title, draft.raw.reader) for draft in drafts] == [("Zürich", "feed")], rejects


@pytest.mark.parametrize(
    "head",
    [
        f'<feed xmlns="{ATOM}"><title/></feed>',
        f'<entry xmlns="{ATOM}"><title/></entry>',
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom">',
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#">',
        '<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/">',
        '<channel href="x"><title>CDF</title></channel>',
        "<RSS><channel>",
    ],
)
def test_roots_of_feeds(head) -> None:
    assert FeedReader().sniff(head.encode())


@pytest.mark.parametrize(
    "head",
    [
        "",
        "<html><body><p>&lt;rss&gt;</p>",
        '<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>rss</title>',
        "<newsItem><rss/></newsItem>",
        "<nitf><feed/></nitf>",
        '<rdf:RDF xmlns:rdf="r"><Description/></rdf:RDF>',
        '<feed xmlns="urn:animals"><entry/></feed>',
        "The <rss> element is the root.",
        '{"text": "<?xml version=\'1.0\'?><rss>"}',
        "<!-- never closed <rss>",
        "<urlset>",
        "\x00\x01\x02",
    ],
)
def test_what_is_no_feed(head) -> None:
    assert not FeedReader().sniff(head.encode())


def test_ill_formed_feeds_say_so() -> None:
    data = rss(
        "<title>A</title><description>AT&T &nbsp; fell</b></description>", "<title>B</title>"
    )
    drafts, rejects = articles(data, "a.rss")
    assert rejects == []
    assert [(draft.title, draft.warnings) for draft in drafts] == [
        ("A", ("feed.ill_formed",)),
        ("B", ("feed.ill_formed",)),
    ]
    assert "AT&T" in drafts[0].text


def test_a_feed_without_entries_is_refused() -> None:
    drafts, [refused] = articles(rss(), "a.rss")
    assert (drafts, refused.code, refused.uri) == ([], "parse.feed", "a.rss")


def test_a_feed_that_is_too_large_is_refused() -> None:
    drafts, [refused] = articles(rss("<title>A</title>"), "a", limits=Limits(document_bytes=99))
    assert (drafts, refused.code) == ([], "read.too_large")


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">\n' for n in range(9))


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE rss SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/">',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]>',
        f'<!DOCTYPE rss [<!ENTITY l0 "ha">\n{LAUGHS}<!ENTITY x "&l9;">]>',
        f'<!DOCTYPE rss [\n<!ENTITY x "{"ha" * 9999}">\n]>',
        f'<!--\n<!DOCTYPE rss>\n<!ENTITY x "{"ha" * 9999}">\n-->',
        '<!DOCTYPE rss [<!ENTITY x "&y;"><!ENTITY y "&x;">]>',
    ],
)
def test_no_entity_is_expanded_and_nothing_is_opened(prolog, monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    body = f"<rss><channel><item><title>A {'&x;' * 9} B</title></item></channel></rss>"
    [draft], rejects = articles(f'<?xml version="1.0"?>{prolog}{body}'.encode(), "a.rss")
    assert rejects == []
    assert len(draft.text) < 99
    assert "root:" not in draft.text


@pytest.mark.parametrize("name", ["/etc/passwd", "http://127.0.0.1:1/", "file:///etc/passwd"])
def test_a_feed_that_is_an_address_is_not_opened(name) -> None:
    drafts, [refused] = articles(name.encode(), "a.rss")
    assert (drafts, refused.code) == ([], "parse.feed")


def with_page(data: bytes, html: str | None) -> RawDocument:
    [raw] = documents(data, "a.rss")
    assert isinstance(raw, RawDocument)
    encoded = base64.b64encode((html or "").encode()).decode()
    page = {"url": "https://example.org/full", "html": encoded, "charset": "utf-8"}
    return replace(raw, data=json.dumps({**json.loads(raw.data), "page": page}).encode())


ITEM = """<title>Rain in Bonn</title><link>https://example.org/1</link><guid>g</guid>
    <description>It rained.</description><pubDate>Tue, 05 Mar 2024 14:00:00 +0100</pubDate>"""


def test_the_page_of_an_entry_is_its_article() -> None:
    paragraphs = "".join(f"<p>{number}. {LONG}</p>" for number in range(5))
    html = f"<html><body><article><h1>Rain</h1>{paragraphs}</article></body></html>"
    [draft] = parse(with_page(rss(ITEM), html), Limits())
    assert draft.text.count("\n\n") == 4
    assert (draft.extent, draft.record_id, draft.url) == ("full", "g", "https://example.org/full")
    assert (draft.published_zone, draft.publisher) == ("+01:00", "The Bonn Post")


@pytest.mark.parametrize("html", [None, "", "<html></html>"])
def test_the_words_of_the_feed_stand_in_for_a_page_without_text(html) -> None:
    [draft] = parse(with_page(rss(ITEM), html), Limits())
    assert (draft.text, draft.extent, draft.url) == (
        "It rained.",
        "summary",
        "https://example.org/1",
    )
    assert draft.warnings == ("link.not_followed",)


@pytest.mark.parametrize(
    ("item", "url"),
    [
        (ITEM, "https://example.org/1"),
        ("<link>https://example.org/1</link>", "https://example.org/1"),
        (f"<link>https://example.org/1</link><description>{LONG}</description>", None),
        ("<title>A</title><link>file:///etc/passwd</link>", None),
        ("<title>A</title>", None),
    ],
)
def test_entries_without_full_text_need_their_page(item, url) -> None:
    [raw] = documents(rss(item), "a.rss")
    assert isinstance(raw, RawDocument)
    assert needs_page(raw) == url


def test_other_documents_need_no_page() -> None:
    assert needs_page(RawDocument("a.txt", b"It rained.", "text", None)) is None


@settings(deadline=None)  # the first text in an unknown encoding loads the models of languages
@given(st.binary(max_size=300))
@example(b"&#xD800;")
@example(b"&#99999999999;<![CDATA[")
@example(b"A</title><description><![CDATA[<!ENTITY a>]]></description></item></channel></rss>")
@example(b"<item><link>http://[x</link><title>a")
@example(b"<item " * 50)
def test_whatever_a_feed_holds_is_read_or_refused(data) -> None:
    whole = b'<rss version="2.0"><channel><item><title>' + data
    for document in documents(whole, "a.rss"):
        found = [document] if isinstance(document, Reject) else list(parse(document, Limits()))
        assert [each for each in found if getattr(each, "code", "") == "parse.failed"] == []


NAMES = (
    *("feed", "entry", "page", "title", "title_detail", "content", "value", "links", "link"),
    *("tags", "authors", "name", "html", "url", "type", "source", "published", "loc", "items"),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(NAMES),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("reader", ["feed", "jsonfeed", "sitemap"])
@settings(deadline=None)
@given(record=VALUES)
def test_whatever_a_record_holds_is_parsed_or_refused(reader, record) -> None:
    raw = RawDocument("a#1", json.dumps(record).encode(), reader, None)
    needs_page(raw)
    for each in parse(raw, Limits()):
        assert getattr(each, "code", "") != "parse.failed"


@pytest.mark.parametrize("label", ["zlib_codec", "hex", "idna", "undefined", "unicode_escape"])
def test_a_codec_that_is_no_encoding_is_passed_over(label) -> None:
    data = f'<?xml version="1.0" encoding="{label}"?>{FEED}'.encode()
    [draft], _ = articles(data, "a.xml")
    assert draft.text == "Zürich"
