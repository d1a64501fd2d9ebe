"""Pages that browsers saved with all they show."""

from base64 import b64encode
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.read.memory import articles, documents
from transforms.elements import Passed, Reject
from transforms.read import reader_for

URL = "https://example.org/rain"
TEXT = (
    "The rain that began on Monday went on for three days, the ministry said, and the river rose "
    "by two metres. Nobody was hurt, but forty houses were flooded near the bridge, officials said."
)
PAGE = (
    f"<html><head><title>Rain | Example</title></head><body><h1>Rain</h1><article><p>{TEXT}</p>"
    f'<p>“It’s over,” she said on Thursday. <a href="/more">More rain</a> was not expected before '
    f"the end of the week, the office added.</p></article></body></html>"
)


def part(data: bytes, kind: str, headers: str = "") -> bytes:
    begin = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n{headers}\r\n"
    return begin.encode() + b64encode(data) + b"\r\n"


def mhtml(*parts: bytes, headers: str | None = None, related: str = "") -> bytes:
    if headers is None:
        headers = (
            f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {URL}\r\n"
            "Subject: =?utf-8?Q?Rain=20=E2=80=94=20Example?=\r\n"
            "Date: Tue, 5 Mar 2024 09:00:00 -0500\r\n"
        )
    begin = f'MIME-Version: 1.0\r\nContent-Type: multipart/related; {related}boundary="b1"\r\n\r\n'
    body = b"".join(b"--b1\r\n" + each for each in parts)
    return headers.encode() + begin.encode() + body + b"--b1--\r\n"


HTML = part(PAGE.encode(), 'text/html; charset="utf-8"')
PICTURE = part(b"\x89PNG", "image/png", "Content-Location: https://example.org/a.png\r\n")


def test_the_page_is_an_article_at_the_address_it_was_saved_from():
    [draft], rejects = articles(mhtml(HTML, PICTURE), "a.mhtml")
    assert not rejects
    assert (draft.title, draft.url, draft.raw.uri) == ("Rain", URL, "a.mhtml")
    assert draft.raw.reader == "mhtml"
    assert draft.raw.retrieved_at == datetime(2024, 3, 5, 14, tzinfo=UTC)
    assert TEXT in draft.text
    assert "“It’s over,” she said" in draft.text


def test_its_pictures_are_passed_over():
    found = documents(mhtml(HTML, PICTURE, PICTURE), "a.mhtml")
    assert [each for each in found if isinstance(each, Passed)] == [
        Passed("a.mhtml", "resource of a page", 2)
    ]


def test_the_subject_stands_in_for_a_title():
    page = PAGE.replace("<title>Rain | Example</title>", "").replace("<h1>Rain</h1>", "")
    [draft], _ = articles(mhtml(part(page.encode(), "text/html; charset=utf-8")), "a.mhtml")
    assert draft.title == "Rain — Example"


@pytest.mark.parametrize(
    ("parts", "related"),
    [
        ([part(b"<p>A frame</p>", "text/html", "Content-ID: <f>\r\n"),
          part(PAGE.encode(), "text/html; charset=utf-8", "Content-ID: <m>\r\n")], 'start="<m>"; '),
        ([PICTURE, HTML], ""),
        ([HTML, part(b"<p>A frame</p>", "text/html")], ""),
        ([part(PAGE.encode(), "application/xhtml+xml; charset=utf-8")], ""),
        ([part(PAGE.encode("cp1252"), "text/html; charset=iso-8859-1")], ""),
    ],
)  # fmt: skip
def test_which_part_is_the_page(parts, related):
    [draft], _ = articles(mhtml(*parts, related=related), "a.mhtml")
    assert TEXT in draft.text
    assert "“It’s over,”" in draft.text


def test_the_address_of_the_part():
    page = part(PAGE.encode(), "text/html; charset=utf-8", f"Content-Location: {URL}\r\n")
    [draft], _ = articles(mhtml(page, headers="From: <Saved by Mozilla>\r\n"), "a.mht")
    assert draft.url == URL


@pytest.mark.parametrize("url", ["cid:frame-1", "file:///C:/Users/ann/rain.html", ""])
def test_addresses_of_nothing_public_are_none(url):
    headers = f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\n"
    [draft], _ = articles(mhtml(HTML, headers=headers), "a.mhtml")
    assert draft.url is None


@pytest.mark.parametrize(
    ("head", "path", "reader"),
    [
        (mhtml(HTML), "a", "mhtml"),
        (mhtml(HTML).replace(b"\r\n", b"\n"), "a.html", "mhtml"),
        (b'From: "Saved by Windows Internet Explorer 8"\r\nContent-Type: text/html\r\n', "a",
         "mhtml"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a.mht", "mhtml"),
        (PAGE.encode(), "a.mht", "html"),  # content before name
        (b"From: Ann\nSnapshot of the week\n\nIt rained.", "a.txt", "text"),
    ],
)  # fmt: skip
def test_how_it_is_told(head, path, reader):
    assert reader_for(head, path).name == reader


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (mhtml(PICTURE), "parse.markup"),
        (mhtml(part(b"<p></p>", "text/html")), "parse.no_text"),
        (mhtml(part(b"", "text/html")), "parse.empty"),
        (b"From: <Saved by Blink>\r\nContent-Type: text/plain\r\n\r\n", "parse.markup"),
    ],
)
def test_what_holds_no_article_is_refused(data, code):
    drafts, [reject] = articles(data, "a.mhtml")
    assert not drafts
    assert (reject.code, reject.payload) == (code, data)


@settings(deadline=None)  # the first call of a detector loads its model
@given(st.binary(max_size=60), st.integers(0, 600))
def test_broken_files_give_an_article_or_a_reject(noise, place):
    whole = mhtml(HTML, PICTURE)
    found = documents(whole[:place] + noise + whole[place:], "a.mhtml", format="mhtml")
    assert any(not isinstance(each, Passed) for each in found)
    drafts, rejects = articles(whole[:place] + noise + whole[place:], "a.mhtml", format="mhtml")
    assert len(drafts) + len(rejects) == 1
    assert all(isinstance(each, Reject) for each in rejects)
    assert all(reject.code != "parse.failed" for reject in rejects)
