"""Wire texts by IPTC 7901 and ANPA 1312 → drafts."""

from datetime import UTC, datetime

import pytest

from tests.transforms.read.memory import articles, documents
from transforms.elements import Passed
from transforms.limits import Limits
from transforms.normalise.article import normalise

IPTC = (
    b"\x01bkn014 4 pl 171  KNA 170123-89-00065#2\r\nWetter/Ulm\r\n"
    b"\x02Regen \xfcber Ulm: Stadt bittet\r\num Geduld\r\nVon Anna Lee =\r\n\r\n"
    b"Ulm (KNA) - Es hat geregnet, sagte die Stadt am Dienstag,\r\n"
    b"und es regnet noch immer in vielen der Viertel am Fluss.\r\n\r\n"
    b'"Wir schwimmen", sagte B\xfcrgermeister Bo Schmidt.\r\n'
    b"\r\n# Notizblock\r\n- Tel: 0731\r\n"
    b"\x03\r\n051015 M\xe4r 24\r\n\x04"
)
ANPA = (
    b"\x16\x16\x01v2870\x1fasian\x13\nf w\x13\x11 BC-EU--Ulm-Rain     03-05 0120\n"
    b"\x02^BC-EU--Ulm-Rain,120<\n^Rain floods Ulm<\n^AP Photo XNP101<\n^Eds: Adds quotes.<\n"
    b"^By ANN LEE and BO CHAN=\n^Associated Press=\n"
    b"\t   ULM, Germany (AP) _ It rained on Tuesday.\n \n"
    b"\t   ``We are swimming,'' said the mayor.\n"
    b"\x03AP-WF-03-05-24 1015GMT<\n\x04"
)


def test_iptc_7901():
    [draft], rejects = articles(IPTC, "ulm.txt")
    assert rejects == []
    assert (draft.raw.reader, draft.raw.uri) == ("iptc7901", "ulm.txt")
    assert draft.title == "Regen über Ulm: Stadt bittet um Geduld"
    assert draft.authors == ("Anna Lee",)
    assert (draft.section, draft.publisher) == ("pl", None)
    assert draft.published_at == datetime(2024, 3, 5, 10, 15, tzinfo=UTC)
    assert draft.published_zone is None
    article = normalise(draft, Limits())
    assert article.text == (
        "Es hat geregnet, sagte die Stadt am Dienstag, und es regnet noch immer in vielen der"
        ' Viertel am Fluss.\n\n"Wir schwimmen", sagte Bürgermeister Bo Schmidt.'
    )


def test_anpa_1312():
    [draft], rejects = articles(ANPA, "ulm.tst")
    assert rejects == []
    assert (draft.title, draft.authors) == ("Rain floods Ulm", ("ANN LEE", "BO CHAN"))
    assert (draft.section, draft.publisher) == ("w", "AP")
    assert draft.published_at == datetime(2024, 3, 5, 10, 15, tzinfo=UTC)
    assert draft.published_zone == "+00:00"
    assert normalise(draft, Limits()).text == (
        "It rained on Tuesday.\n\n“We are swimming,” said the mayor."
    )


@pytest.mark.parametrize(
    ("stated", "moment", "zone"),
    [
        (b"212322 GMT Nov 18", datetime(2018, 11, 21, 23, 22, tzinfo=UTC), "+00:00"),
        (b"170123 Jan 89", datetime(1989, 1, 17, 1, 23, tzinfo=UTC), None),
        (b"311200 Dez 03", datetime(2003, 12, 31, 12, tzinfo=UTC), None),
        (b"AP-NY-10-12-04 1534EDT", datetime(2004, 10, 12, 19, 34, tzinfo=UTC), "-04:00"),
        (b"soon", None, None),
    ],
)
def test_the_time_of_filing(stated, moment, zone):
    [draft], _ = articles(IPTC[: IPTC.index(b"\x03") + 1] + b"\r\n" + stated + b"\r\n\x04")
    assert (draft.published_at, draft.published_zone) == (moment, zone)


def test_a_day_of_the_wire_is_a_document_a_message():
    empty = b"\x01bkn015 4 pl 0\r\n\x02 \r\n\x03\r\n\x04"
    first, passed, second = documents(IPTC + b"\r\n" + empty + ANPA, "day.txt")
    assert (first.uri, second.uri) == ("day.txt#1", "day.txt#3")
    assert passed == Passed("day.txt", "messages without text", 1)
    drafts, _ = articles(IPTC + empty + ANPA, "day.txt")
    assert [draft.title for draft in drafts] == [
        "Regen über Ulm: Stadt bittet um Geduld",
        "Rain floods Ulm",
    ]


def test_a_text_without_a_head_keeps_all_its_lines():
    [draft], _ = articles(b"\x01abc001 4 i 9\r\n\x02It rained.\r\nA = b.\r\n\x03\x04")
    assert (draft.title, draft.text) == (None, "It rained.\nA = b.")


@pytest.mark.parametrize("data", [b"It rained.", b"\x01\x02binary" * 50, b"\x01no text follows"])
def test_other_files_are_not_of_the_wire(data):
    assert all(getattr(each, "reader", None) != "iptc7901" for each in documents(data, "a.txt"))
