"""NewsML-G2 and NewsML 1 → drafts."""

from datetime import UTC, datetime

import pytest

from tests.transforms.read.memory import articles, documents
from transforms.elements import Hyperlink, Passed, RawDocument
from transforms.limits import Limits
from transforms.normalise.article import normalise
from transforms.read import parse

G2 = "http://iptc.org/std/nar/2006-10-01/"
NITF = """<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>
  <body.head><hedline><hl1>Rain in Ulm</hl1></hedline>
    <byline>By Ann Lee, <byttl>Staff Reporter</byttl></byline></body.head>
  <body.content><p>It rained.</p><p>It <a href="https://x.org/s">snowed</a>.</p></body.content>
</body></nitf>"""
XHTML = """<html xmlns="http://www.w3.org/1999/xhtml"><head><title>No</title></head>
<body><p>It rained.</p><p>It <a href="https://x.org/s">snowed</a>.</p></body></html>"""


def item(content: str, more: str = "", guid: str = "urn:ulm:7", kind: str = "ninat:text") -> str:
    return f"""<newsItem xmlns="{G2}" guid="{guid}" version="3" xml:lang="en-GB">
  <rightsInfo><copyrightHolder><name>Ulm News Ltd</name></copyrightHolder></rightsInfo>
  <itemMeta>
    <itemClass qcode="{kind}"/><provider qcode="nprov:UNA"/>
    <versionCreated>2024-03-05T11:00:00+01:00</versionCreated>
    <link rel="irel:seeAlso" href="https://x.org/video"><title>The video</title></link>
    {more}
  </itemMeta>
  <contentMeta>
    <contentCreated>2024-03-05T10:15:00+01:00</contentCreated>
    <located><name>Ulm</name></located><dateline>ULM, March 5</dateline>
    <creator uri="http://x.org/lee"><name>Ann Lee</name></creator>
    <subject type="cpnat:geoArea" qcode="g:1"><name>Ulm</name></subject>
    <subject qcode="medtop:17000000"><name xml:lang="en">weather</name></subject>
    <slugline>ULM-RAIN</slugline>
    <headline>Rain floods Ulm</headline>
  </contentMeta>
  <contentSet>{content}</contentSet>
</newsItem>"""


def inline(text: str, name: str = "inlineXML") -> str:
    return f"<{name}>{text}</{name}>"


@pytest.mark.parametrize(
    "content",
    [
        inline(NITF),
        inline(XHTML),
        inline(XHTML) + inline("It rained.", "inlineData"),
        inline(XHTML.replace("&", "&amp;").replace("<", "&lt;"), "inlineData"),
        inline(f"<![CDATA[{XHTML}]]>", "inlineData"),
        '<remoteContent href="http://x.org/a.jpg"/>' + inline(NITF) + inline(XHTML),
    ],
)
def test_an_item_with_a_text_is_an_article(content):
    [draft], rejects = articles(item(content).encode(), "ulm.xml")
    assert rejects == []
    assert draft.text == "It rained.\n\nIt snowed."
    assert (draft.title, draft.authors) == ("Rain floods Ulm", ("Ann Lee",))
    assert (draft.publisher, draft.section, draft.language) == ("UNA", "weather", "en-GB")
    assert (draft.record_id, draft.raw.uri, draft.raw.reader) == ("urn:ulm:7", "ulm.xml", "newsml")
    assert draft.published_at == datetime(2024, 3, 5, 9, 15, tzinfo=UTC)
    assert draft.modified_at == datetime(2024, 3, 5, 10, tzinfo=UTC)
    assert (draft.published_zone, draft.modified_zone) == ("+01:00", "+01:00")
    assert draft.links == (
        Hyperlink("https://x.org/s", "snowed"),
        Hyperlink("https://x.org/video", "The video"),
    )
    assert draft.warnings == ()


def test_plain_text_keeps_its_lines():
    [draft], _ = articles(item(inline("It rained.\n\nIt snowed.", "inlineData")).encode())
    assert draft.text == "It rained.\n\nIt snowed."


def test_when_the_item_was_first_created_is_when_it_was_published():
    more = "<firstCreated>2024-03-04T23:00:00Z</firstCreated>"
    [draft], _ = articles(item(inline(NITF), more).encode())
    assert draft.published_at == datetime(2024, 3, 4, 23, tzinfo=UTC)


def test_an_embargo_is_noted():
    more = "<embargoed>2024-03-06T06:00:00Z</embargoed>"
    [draft], _ = articles(item(inline(NITF), more).encode())
    assert draft.warnings == ("text.embargoed",)


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        (item('<remoteContent href="a.jpg"/>', kind="ninat:picture"), "picture items"),
        (item(inline(NITF), kind="ninat:video"), "video items"),
        (item(inline("<!-- Story text -->")), "items without text"),
        (item(inline("<goals><goal/></goals>")), "items without text"),
        (item(inline(NITF), '<pubStatus qcode="stat:canceled"/>'), "canceled items"),
        (
            item(inline(NITF), '<pubStatus uri="http://cv.iptc.org/pubstatusg2/withheld"/>'),
            "withheld items",
        ),
        (f'<packageItem xmlns="{G2}" guid="p"/>', "package items"),
        (f'<planningItem xmlns="{G2}" guid="p"/>', "planning items"),
        (f'<conceptItem xmlns="{G2}" guid="p"/>', "concept items"),
        (f'<g:knowledgeItem xmlns:g="{G2}" guid="p"/>', "knowledge items"),
        (f'<newsMessage xmlns="{G2}"><header/></newsMessage>', "messages without items"),
        ("<NewsML><NewsItem/></NewsML>", "items without text"),
    ],
)
def test_what_is_no_article_is_passed_over(document, kind):
    assert documents(document.encode(), "a.xml") == [Passed("a.xml", kind, 1)]


def test_every_item_of_a_message_is_a_document_of_its_own():
    items = item(inline(NITF)) + item("", kind="ninat:picture") + item(inline(XHTML), guid="b#2 é")
    message = f'<newsMessage xmlns="{G2}"><header/><itemSet>{items}</itemSet></newsMessage>'
    first, passed, second = documents(message.encode(), "m.xml")
    assert passed == Passed("m.xml", "picture items", 1)
    assert (first.uri, second.uri) == ("m.xml#urn:ulm:7", "m.xml#b#2 é")
    for document in (first, second):
        [draft] = parse(RawDocument(document.uri, document.data, document.reader, None), Limits())
        assert (draft.title, draft.text) == ("Rain floods Ulm", "It rained.\n\nIt snowed.")


OLD = """<NewsML>
  <NewsEnvelope><SentFrom><Party FormalName="Ulm Wire"/></SentFrom></NewsEnvelope>
  <NewsItem>
    <Identification><NewsIdentifier><ProviderId>ulm.org</ProviderId><DateId>20240305</DateId>
      <NewsItemId>7</NewsItemId><RevisionId PreviousRevision="2" Update="N">3</RevisionId>
      <PublicIdentifier>urn:newsml:ulm.org:20240305:7:3</PublicIdentifier>
    </NewsIdentifier></Identification>
    <NewsManagement><FirstCreated>20240305T101500+0100</FirstCreated>
      <ThisRevisionCreated>20240305T110000+0100</ThisRevisionCreated>
      <Status FormalName="Usable"/></NewsManagement>
    <NewsComponent>
      <NewsLines><HeadLine>Rain floods Ulm</HeadLine><ByLine>By Ann Lee</ByLine>
        <DateLine>ULM</DateLine></NewsLines>
      <DescriptiveMetadata><Language FormalName="en"/><Genre FormalName="Current"/>
      </DescriptiveMetadata>
      <NewsComponent><Role FormalName="Caption"/>
        <ContentItem><DataContent>A street.</DataContent></ContentItem></NewsComponent>
      <NewsComponent><Role FormalName="Main"/>
        <ContentItem><MediaType FormalName="Text"/>
          <DataContent><p>It rained.</p><p>It snowed.</p></DataContent></ContentItem>
      </NewsComponent>
    </NewsComponent>
  </NewsItem>
</NewsML>"""


def test_newsml_1():
    [draft], rejects = articles(OLD.encode(), "ulm.xml")
    assert rejects == []
    assert draft.text == "It rained.\n\nIt snowed."
    assert (draft.title, draft.authors) == ("Rain floods Ulm", ("Ann Lee",))
    assert (draft.publisher, draft.section, draft.language) == ("Ulm Wire", "Current", "en")
    assert draft.record_id == "urn:newsml:ulm.org:20240305:7"  # whatever the revision
    assert draft.published_at == datetime(2024, 3, 5, 9, 15, tzinfo=UTC)
    assert (draft.modified_at, draft.modified_zone) == (
        datetime(2024, 3, 5, 10, tzinfo=UTC),
        "+01:00",
    )


def test_items_of_newsml_1_keep_by_whom_they_were_sent():
    one = OLD[OLD.index("<NewsItem>") : OLD.index("</NewsML>")]
    canceled = one.replace("Usable", "Canceled")
    drafts, rejects = articles(OLD.replace(one, one + canceled + one).encode(), "m.xml")
    assert rejects == []
    assert [(draft.raw.uri, draft.publisher) for draft in drafts] == [
        ("m.xml#1", "Ulm Wire"),
        ("m.xml#3", "Ulm Wire"),
    ]


def test_languages_of_one_item_of_newsml_1_are_articles_of_their_own():
    one = OLD[OLD.index("    <NewsComponent>") : OLD.index("  </NewsItem>")]
    other = one.replace("Rain floods", "Regen flutet").replace('"en"', '"de"')
    drafts, _ = articles(OLD.replace(one, one + other).encode(), "ulm.xml")
    assert [(draft.title, draft.language) for draft in drafts] == [
        ("Rain floods Ulm", "en"),
        ("Regen flutet Ulm", "de"),
    ]
    assert len({draft.record_id for draft in drafts}) == 2


def test_a_later_version_is_a_revision_of_the_same_article():
    first = item(inline(NITF)).encode()
    second = first.replace(b"11:00:00", b"12:30:00").replace(b"It rained.", b"It poured.")
    [old], [new] = (
        [normalise(draft, Limits()) for draft in articles(data, "a.xml")[0]]
        for data in (first, second)
    )
    assert (old.article_id, old.published_at) == (new.article_id, new.published_at)
    assert old.revision != new.revision
    assert old.modified_at < new.modified_at


def test_a_broken_message_is_refused_whole():
    broken = item(inline(NITF)).encode()[:-30]
    [reject] = documents(broken, "a.xml")
    assert (reject.code, reject.payload) == ("parse.markup", broken)
