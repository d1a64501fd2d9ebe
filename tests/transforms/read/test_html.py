import datetime as dt

import pytest

from tests.transforms.read.memory import articles
from transforms.elements import Hyperlink
from transforms.read import READERS
from transforms.read.html import HtmlReader

SENTENCES = [
    "The mayor of Oslo, Ann Lee, said on Monday that the city would buy forty new trams.",
    "“We have waited for this for ten years,” she told reporters in front of the city hall.",
    "The opposition called the plan too dear and asked for a vote before the summer.",
    "“Nobody has seen the contract,” said Bob Day, who leads the opposition in the council.",
    "The first trams are to arrive next spring, according to a person familiar with the talks.",
]


def page(body: str, head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Trams for Oslo - Daily</title>{head}</head>"
        f"<body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav>{body}</body></html>"
    ).encode()


def article(*extra: str) -> str:
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return f"<main><article><h1>Trams for Oslo</h1>{paragraphs}{''.join(extra)}</article></main>"


def text_of(html: bytes, uri: str = "a.html") -> list[str]:
    (draft,), rejects = articles(html, uri)
    assert not rejects
    return draft.text.split("\n\n")


def test_a_page_is_an_article():
    head = """<meta property="og:site_name" content="Daily">
        <link rel="canonical" href="https://example.org/trams">
        <meta property="article:published_time" content="2025-11-16T08:00:00+01:00">
        <meta property="article:section" content="City"><meta name="author" content="Cy Dee">"""
    (draft,), _ = articles(page(article(), head), "https://example.org/trams?utm_source=x")
    assert draft.text.split("\n\n") == SENTENCES
    assert (draft.title, draft.authors, draft.publisher) == ("Trams for Oslo", ("Cy Dee",), "Daily")
    assert draft.url == "https://example.org/trams?utm_source=x"
    assert draft.canonical_url == "https://example.org/trams"
    assert draft.published_at == dt.datetime(2025, 11, 16, 7, tzinfo=dt.UTC)
    assert (draft.published_zone, draft.section, draft.language) == ("+01:00", "City", "en")
    assert draft.warnings == ()


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("<p>One <b>two</b><i>s</i> three four five.</p>", ["One twos three four five."]),
        ("<p>One two three.<br><br>Four five six.</p>", ["One two three.", "Four five six."]),
        ("<p>One two three<br>four five six.</p>", ["One two three four five six."]),
        (
            "<h2>What now</h2><p>One two three four five.</p>",
            ["What now", "One two three four five."],
        ),
        (
            "<p>One two three:</p><ul><li>Four five six</li><li>Seven eight</li></ul>",
            ["One two three:", "Four five six", "Seven eight"],
        ),
        ("<p>One<!-- two --> three <?x y?>four five.</p>", ["One three four five."]),
        ("<p>One two<script>three()</script> four five.</p>", ["One two four five."]),
    ],
)
def test_paragraphs_are_those_of_the_page(markup, paragraphs):
    body = article().replace(f"<p>{SENTENCES[2]}</p>", markup)
    assert text_of(page(body)) == [*SENTENCES[:2], *paragraphs, *SENTENCES[3:]]


@pytest.mark.parametrize(
    "beside",
    [
        "<p><a href='/x'>Bergen buys forty buses of the newest kind there is</a></p>",
        "<p>Read more: <a href='/x'>Bergen buys buses</a></p>",
        "<p>Sign up for our newsletter and never miss a story from the city.</p>",
        "<div class='newsletter-signup'><p>All of the week's stories in your inbox.</p></div>",
        "<p>Follow the Daily on Twitter and on Facebook for more of this.</p>",
        "<figcaption class='caption'>A tram, as seen in Oslo last year by a reporter.</figcaption>",
        "<p>Trams for Oslo</p>",
    ],
)
def test_what_stands_beside_the_article_is_left_out(beside):
    assert text_of(page(article(beside))) == SENTENCES


def test_a_call_that_somebody_utters_stays():
    quoted = "<p>“Follow us on Twitter and see for yourself what we do,” Ms. Lee told Mr. Day.</p>"
    assert text_of(page(article(quoted)))[-1].startswith("“Follow us")


@pytest.mark.parametrize(
    "sentence",
    [
        "More than 2,500 people have signed a letter against the plan so far this year.",
        "Advertisers said they were pleased with the new trams.",
        "Download speeds on the trams are poor, the council found.",
        "Comments by the mayor came late on Monday.",
    ],
)
def test_sentences_that_begin_as_calls_do_stay(sentence):
    assert sentence in text_of(page(article(f"<p>{sentence}</p>", f"<p>{SENTENCES[0]}</p>")))


def test_posts_that_are_embedded_stay():
    post = """<div class='social-media-embed'><div><blockquote class='twitter-tweet'>
        <p>I can't thank this city enough for the trams.</p>— Di Eck (@dieck)
        <a href='https://t.co/1'>May 1, 2025</a></blockquote></div></div>"""
    last = "“So it goes,” the mayor told the Daily as she left the hall that evening."
    assert text_of(page(article(post, f"<p>{last}</p>"))) == [
        *SENTENCES,
        "I can't thank this city enough for the trams.",
        "— Di Eck (@dieck) May 1, 2025",
        last,
    ]


def test_links_come_with_their_words():
    linked = "<p>The plan, <a href='../plan.pdf'>first seen <b>by</b> the Daily</a>, is long.</p>"
    base = "<base href='https://example.org/news/1'>"
    (draft,), _ = articles(page(article(linked), base))
    assert draft.links == (Hyperlink("https://example.org/plan.pdf", "first seen by the Daily"),)


def test_a_base_that_is_no_address_is_passed_over():
    linked = "<p>The plan, <a href='/plan'>first seen by the Daily</a>, is long.</p>"
    (draft,), _ = articles(page(article(linked), "<base href='javascript:alert(1)'>"))
    assert draft.links == (Hyperlink("/plan", "first seen by the Daily"),)


def test_a_text_that_only_a_script_holds():
    body = "\\n\\n".join(SENTENCES * 2)
    head = f"""<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Trams",
        "articleBody": "{body}"}}</script>"""
    assert text_of(page("<div id='root'></div>", head)) == SENTENCES * 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<!DOCTYPE html>", "parse.markup"),
        (page(""), "parse.no_text"),
        (b"<html>\x00\x00</html>", "parse.binary"),
        (b"<html> </html>", "parse.no_text"),
        (page("<div>" * 5000 + SENTENCES[0]), "parse.markup"),
    ],
)
def test_no_article(data, code):
    drafts, (reject,) = articles(data, "a.html")
    assert not drafts
    assert (reject.code, reject.payload) == (code, data)


@pytest.mark.parametrize(
    ("declared", "encoding", "warnings"),
    [
        ("utf-8", "utf-8", ()),
        ("windows-1251", "cp1251", ()),
        ("utf-8", "cp1251", ("encoding.declared",)),
        ("no-such-charset", "utf-8", ()),
        ("utf-16", "utf-8", ()),
    ],
)
def test_encodings(declared, encoding, warnings):
    sentence = "Мэр города сообщила в {} раз, что город купит {} новых трамваев до лета."
    sentences = [sentence.format(number, number + 40) for number in range(9)]
    paragraphs = "".join(f"<p>{each}</p>" for each in sentences)
    head = f"<meta charset='{declared}'>"
    data = page(f"<article>{paragraphs}</article>", head).decode().encode(encoding)
    (draft,), _ = articles(data, "a.html")
    assert draft.text.split("\n\n") == sentences
    assert draft.warnings == warnings


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        (b"<!doctype html><html>", True),
        (b"\xef\xbb\xbf\n<!-- x -->\n<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>", True),
        (b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>", True),
        (b"<HTML><HEAD>", True),
        ("<html>".encode("utf-16"), True),
        (b"<rss version='2.0'><channel><title>html</title>", False),
        (b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>", False),
        (b"<nitf><head><title>x</title></head>", False),
        (b"Text about <html>.", False),
        (b'{"html": "<html>"}', False),
    ],
)
def test_sniffing(head, sure):
    assert HtmlReader().sniff(head) is sure
    assert not any(
        reader.sniff(head) for name, reader in READERS.items() if sure and name != "html"
    )
