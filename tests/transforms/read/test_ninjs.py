"""ninjs → drafts."""

import json
from datetime import UTC, datetime

import pytest

from tests.transforms.read.memory import articles, documents
from transforms.elements import Hyperlink, Passed

ONE = {
    "uri": "http://ulm.example/7",
    "type": "text",
    "versioncreated": "2024-03-05T11:00:00+01:00",
    "firstcreated": "2024-03-05T10:15:00+01:00",
    "pubstatus": "usable",
    "copyrightholder": "UNA",
    "language": "en-GB",
    "headline": "Rain floods Ulm",
    "byline": "By Ann Lee and Bo Chan",
    "subject": [{"name": "weather", "rel": "about"}],
    "located": "Ulm",
    "body_text": "It rained. It snowed.",
    "body_xhtml": '<p>It rained.</p> <p>It <a href="https://x.org/s">snowed</a>.</p>',
}
THREE = {
    "standard": {"name": "ninjs", "version": "3.0"},
    "uri": "http://ulm.example/7",
    "type": "text",
    "versionCreated": "2024-03-05T11:00:00+01:00",
    "firstCreated": "2024-03-05T10:15:00+01:00",
    "copyrightHolder": "UNA",
    "language": "en-GB",
    "headlines": [{"role": "sub", "value": "Rain"}, {"role": "main", "value": "Rain floods Ulm"}],
    "by": "By Ann Lee and Bo Chan",
    "subjects": [{"name": "weather"}],
    "bodies": [
        {"role": "main", "contentType": "text/plain", "value": "It rained. It snowed."},
        {"role": "rich", "contentType": "text/html", "value": ONE["body_xhtml"]},
    ],
}


@pytest.mark.parametrize("item", [ONE, THREE])
@pytest.mark.parametrize("indent", [None, 2])
def test_an_article_in_any_version(item, indent):
    [draft], rejects = articles(json.dumps(item, indent=indent).encode(), "ulm.json")
    assert rejects == []
    assert (draft.raw.reader, draft.raw.uri) == ("ninjs", "ulm.json")
    assert draft.text == "It rained.\n\nIt snowed."
    assert (draft.title, draft.authors) == ("Rain floods Ulm", ("Ann Lee", "Bo Chan"))
    assert (draft.publisher, draft.section, draft.language) == ("UNA", "weather", "en-GB")
    assert draft.record_id == "http://ulm.example/7"
    assert draft.published_at == datetime(2024, 3, 5, 9, 15, tzinfo=UTC)
    assert draft.modified_at == datetime(2024, 3, 5, 10, tzinfo=UTC)
    assert (draft.published_zone, draft.modified_zone) == ("+01:00", "+01:00")
    assert draft.links == (Hyperlink("https://x.org/s", "snowed"),)
    assert (draft.extent, draft.warnings) == ("full", ())


def only(**fields):
    item = {"uri": "u:1", "pubstatus": "usable", "versioncreated": "2024-03-05"} | fields
    return articles(json.dumps(item).encode(), "a.json")[0][0]


def test_other_bodies():
    assert only(body_text="It rained.\n\nIt snowed.").text == "It rained.\n\nIt snowed."
    assert only(body_html="It <i>rained</i>.").text == "It rained."
    nitf = "<nitf><body.content><p>It rained.</p></body.content></nitf>"
    assert only(bodies=[{"contenttype": "text/vnd.IPTC.NITF", "value": nitf}]).text == "It rained."


def test_a_description_is_but_a_summary():
    assert only(description_text="It rained.").extent == "summary"


def test_an_embargo_is_noted():
    assert only(body_text="x", embargoed="2024-03-06").warnings == ("text.embargoed",)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"type": "picture"}, "picture items"),
        ({"pubstatus": "canceled"}, "canceled items"),
        ({"pubStatus": "withheld", "pubstatus": None}, "withheld items"),
        ({"type": "event"}, "event items"),
        ({"body_text": " ", "body_xhtml": None}, "items without text"),
    ],
)
def test_what_is_no_article_is_passed_over(fields, kind):
    data = json.dumps(ONE | fields).encode()
    assert documents(data, "a.json") == [Passed("a.json", kind, 1)]


def test_the_barest_item_is_known_as_one():
    assert documents(b'{"uri": "urn:1"}', "a.json") == [Passed("a.json", "items without text", 1)]


@pytest.mark.parametrize("shape", ["list", "lines"])
def test_many_items_in_a_file(shape):
    items = [ONE, ONE | {"type": "picture"}, ONE | {"uri": "urn:b#2 é"}]
    data = json.dumps(items) if shape == "list" else "\n".join(map(json.dumps, items))
    first, passed, second = documents(data.encode(), "m.json")
    assert (first.uri, passed.kind) == ("m.json#http://ulm.example/7", "picture items")
    assert (second.uri, json.loads(second.data)["uri"]) == ("m.json#urn:b#2 é", "urn:b#2 é")


def test_a_broken_line_of_items_is_refused_alone():
    lines = [json.dumps(ONE), json.dumps(ONE)[:-5], json.dumps(ONE | {"uri": "urn:c"})]
    drafts, [refused] = articles("\n".join(lines).encode(), "m.jsonl")
    assert [draft.raw.uri for draft in drafts] == ["m.jsonl#http://ulm.example/7", "m.jsonl#urn:c"]
    assert (refused.uri, refused.code, refused.reader) == ("m.jsonl#2", "parse.json", "ninjs")


@pytest.mark.parametrize(
    "record",
    [{"uri": "u", "title": "t", "text": "It rained."}, {"title": "t", "body_text": "It rained."}],
)
def test_other_json_is_not_ninjs(record):
    [draft], _ = articles(json.dumps(record).encode(), "a.json")
    assert draft.raw.reader == "jsonl"


def test_a_broken_file_is_refused_whole():
    broken = json.dumps(ONE, indent=1).encode()[:-5]
    [reject] = documents(broken, "a.json")
    assert (reject.code, reject.payload) == ("parse.json", broken)
