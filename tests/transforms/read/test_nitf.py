"""NITF → drafts."""

from datetime import UTC, datetime

import pytest

from tests.transforms.read.memory import articles, documents
from transforms.elements import Hyperlink, Passed, RawDocument

STORY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf xml:lang="en-GB">
  <head>
    <title>Rain in Ulm</title>
    <tobject tobject.type="news"><tobject.subject tobject.subject.type="Weather"/></tobject>
    <docdata>
      <doc-id id-string="ulm-7"/>
      <date.issue norm="20240305T101500+0100"/>
      <doc.copyright holder="DPA" year="2024"/>
    </docdata>
    <revision-history norm="2024-03-05T11:00:00+01:00"/>
  </head>
  <body>
    <body.head>
      <hedline><hl1>Rain floods
         Ulm</hl1><hl2>Worst in years</hl2></hedline>
      <byline>By Ann Lee<byttl>Staff Reporter</byttl></byline>
      <dateline><location>ULM</location></dateline>
      <abstract><p>It rained.</p></abstract>
    </body.head>
    <body.content>
      <block>
        <p>ULM (dpa) &mdash; It rained, the <a href="https://example.org/city">city</a> said.</p>
        <media media-type="image"><media-caption>A street</media-caption></media>
        <hl2>Damage</hl2>
        <ul><li>Two bridges</li><li>One road</li></ul>
        <bq><block><p>“We swam.”</p></block></bq>
      </block>
    </body.content>
    <body.end><tagline>Editing by Bo Chan</tagline></body.end>
  </body>
</nitf>"""


def test_an_article():
    [draft], rejects = articles(STORY.encode(), "ulm.xml")
    assert rejects == []
    assert draft.text.split("\n\n") == [
        "ULM (dpa) — It rained, the city said.",
        "Damage",
        "Two bridges",
        "One road",
        "“We swam.”",
        "Editing by Bo Chan",
    ]
    assert (draft.title, draft.authors) == ("Rain floods Ulm", ("Ann Lee",))
    assert (draft.publisher, draft.section, draft.language) == ("DPA", "Weather", "en-GB")
    assert (draft.record_id, draft.raw.uri, draft.raw.reader) == ("ulm-7", "ulm.xml", "nitf")
    assert draft.published_at == datetime(2024, 3, 5, 9, 15, tzinfo=UTC)
    assert draft.modified_at == datetime(2024, 3, 5, 10, tzinfo=UTC)
    assert (draft.published_zone, draft.modified_zone) == ("+01:00", "+01:00")
    assert draft.links == (Hyperlink("https://example.org/city", "city"),)
    assert (draft.extent, draft.warnings) == ("full", ())


def changed(old: str, new: str):
    assert old in STORY
    return articles(STORY.replace(old, new).encode(), "ulm.xml")[0]


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        (
            "By <person>Ann Lee</person> and <person>Bo Chan</person>, London",
            ("Ann Lee", "Bo Chan"),
        ),
        ("Ann Lee and Bo Chan <location>in Ulm</location>", ("Ann Lee", "Bo Chan")),
        ("<byttl>Sports Network</byttl>", ()),
        ("Von Christian Hollmann, dpa", ("Christian Hollmann, dpa",)),
    ],
)
def test_bylines(byline, authors):
    [draft] = changed("By Ann Lee<byttl>Staff Reporter</byttl>", byline)
    assert draft.authors == authors


def test_a_release_that_is_still_to_come_is_noted():
    [draft] = changed("<doc.copyright", '<date.release norm="20240306T060000Z"/><doc.copyright')
    assert draft.warnings == ("text.embargoed",)


def test_without_a_body_the_abstract_is_a_summary():
    body = STORY[STORY.index("<body.content>") : STORY.index("<body.end>")]
    [draft] = changed(body, "<body.content/>")
    assert (draft.text, draft.extent) == ("It rained.", "summary")


def test_the_lead_that_an_archive_repeats_is_read_once():
    blocks = '<block class="lead_paragraph"><p>Lead.</p></block><block class="full_text">'
    [draft] = changed("<block>\n        <p>", f"{blocks}<p>Lead.</p><p>")
    assert draft.text.count("Lead.") == 1


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("<docdata>", '<docdata management-status="canceled">', "canceled items"),
        ("<docdata>", '<docdata management-status="withheld">', "withheld items"),
        (STORY[STORY.index("<body>") : STORY.index("</nitf>")], "<body/>", "items without text"),
    ],
)
def test_what_is_no_article_is_passed_over(old, new, kind):
    assert documents(STORY.replace(old, new).encode(), "a.xml") == [Passed("a.xml", kind, 1)]


def test_a_broken_file_is_refused_whole_and_can_be_replayed():
    broken = STORY[:-20].encode()
    [reject] = documents(broken, "ulm.xml")
    assert (reject.code, reject.payload, reject.reader) == ("parse.markup", broken, None)


def test_other_xml_is_not_nitf():
    [reject] = documents(b"<invoice><nitf/></invoice>", "a.xml")
    assert reject.code == "read.format"
    assert isinstance(
        documents(b"<nitf><body.content><p>x</p></body.content></nitf>")[0], RawDocument
    )
