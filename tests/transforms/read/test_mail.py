"""Newsletters and messages."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.read.memory import articles, documents
from transforms.elements import Hyperlink, Passed
from transforms.read import reader_for


def message(
    text: str | None = "It rained.\n", html: str | None = None, **headers: str
) -> EmailMessage:
    made = EmailMessage()
    stated = {
        "From": "The Example <news@example.org>",
        "Date": "Tue, 05 Mar 2024 09:00:00 -0500",
        "Subject": "Rain",
        "Message-ID": "<1@example.org>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    for name, value in stated.items():
        made[name] = value
    if text is not None:
        made.set_content(text)
    if html is not None:
        (made.add_alternative if text is not None else made.set_content)(html, subtype="html")
    return made


def read(made: EmailMessage):
    [draft], rejects = articles(made.as_bytes(), "a.eml")
    assert not rejects
    return draft


def test_a_message_is_an_article():
    draft = read(message())
    assert (draft.title, draft.text, draft.record_id) == ("Rain", "It rained.", "1@example.org")
    assert (draft.published_at, draft.published_zone) == (
        *(datetime(2024, 3, 5, 14, tzinfo=UTC), "-05:00"),
    )
    assert (draft.raw.uri, draft.raw.reader, draft.extent) == ("a.eml", "eml", "full")


@pytest.mark.parametrize(
    ("sender", "bulk", "authors", "publisher"),
    [
        ("The Example <news@example.org>", True, (), "The Example"),
        ("Ann Lee <ann@example.org>", False, ("Ann Lee",), None),
        ("Ann Lee from The Example <news@example.org>", True, ("Ann Lee",), "The Example"),
        ('"Ann Lee, The Example" <news@example.org>', True, ("Ann Lee",), "The Example"),
        ("Ann Lee | The Example <news@example.org>", True, ("Ann Lee",), "The Example"),
        ("=?utf-8?q?M=C3=BCller?= <m@example.org>", False, ("Müller",), None),
        ("news@example.org", True, (), None),
        ("", True, (), None),
    ],
)
def test_who_sent_it(sender, bulk, authors, publisher):
    lines = [f"From: {sender}", "Message-ID: <1@example.org>", "Date: 5 Mar 2024 09:00:00 GMT"]
    lines += ["List-Unsubscribe: <https://example.org/u>"] if bulk else []
    [draft], _ = articles("\r\n".join([*lines, "", "It rained."]).encode(), "a.eml")
    assert (draft.authors, draft.publisher) == (authors, publisher)


NEWSLETTER = """
<html><head><style>p { color: red }</style></head><body>
<div style="display:none">Rain, and what comes next</div>
<table><tr><td><a href="https://example.org/view">View in browser</a></td></tr>
<tr><td><h2>Rain</h2><p>It rained in Damascus,
  <a href="https://example.org/rain">the ministry</a> said.</p></td></tr>
<tr><td><h2>Snow</h2><p>It snowed in Aleppo.</p></td></tr>
<tr><td>You are receiving this e-mail because you signed up. <a href="https://example.org/u">
Unsubscribe</a></td></tr></table></body></html>
"""


def test_all_articles_of_a_newsletter_are_its_text():
    draft = read(message(text=None, html=NEWSLETTER))
    assert draft.text.split("\n\n") == [
        *("Rain", "It rained in Damascus, the ministry said.", "Snow", "It snowed in Aleppo."),
    ]
    assert draft.links == (Hyperlink("https://example.org/rain", "the ministry"),)


@pytest.mark.parametrize(
    ("text", "html", "taken"),
    [
        ("It rained here.", "<p>It <b>rained</b> there.</p>", "It rained there."),
        ("It rained on Monday.", '<img src="a.png">', "It rained on Monday."),
        ("See the web version: https://example.org", "<p>It rained.</p>", "It rained."),
        (None, "<p>It rained.</p>", "It rained."),
        ("It rained.", None, "It rained."),
    ],
)  # fmt: skip
def test_which_alternative_is_taken(text, html, taken):
    assert read(message(text, html)).text == taken


def test_flowed_lines_are_put_together():
    made = message("It rained \nin Damascus.\n\n On Monday.\n")
    made.set_param("format", "flowed")
    assert read(made).text == "It rained in Damascus.\n\nOn Monday."


@pytest.mark.parametrize(
    "end",
    [
        *("-- \nAnn Lee\nThe Example", "To unsubscribe, reply to this message."),
        *("You received this because you are a member.", "© The Example. All rights reserved."),
    ],
)  # fmt: skip
def test_what_every_newsletter_says_of_itself_is_left_out(end):
    assert read(message(f"It rained.\n\n{end}\n")).text == "It rained."


def test_an_article_about_newsletters_is_kept():
    text = "Readers who want to unsubscribe must write a letter, " * 8 + "the ministry said."
    assert read(message(text)).text.startswith("Readers who want to unsubscribe")


def test_files_beside_the_text_are_counted():
    made = message()
    made.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="a.pdf")
    made.add_attachment("It snowed.", filename="snow.txt")
    *_, passed = documents(made.as_bytes(), "a.eml")
    assert passed == Passed("a.eml", "attachment", 2)
    assert read(made).text == "It rained."


def test_messages_within_are_messages():
    snow = message("It snowed.", Subject="Snow", Message_ID="<2@example.org>")
    hail = message("It hailed.", Subject="Hail", Message_ID="<3@example.org>")
    snow.add_attachment(hail)
    made = message()
    made.add_attachment(snow)
    drafts, rejects = articles(made.as_bytes(), "a.eml")
    assert not rejects
    assert [(draft.raw.uri, draft.title, draft.text) for draft in drafts] == [
        ("a.eml", "Rain", "It rained."),
        ("a.eml#1", "Snow", "It snowed."),
        ("a.eml#2", "Hail", "It hailed."),
    ]


def test_a_message_that_is_but_an_envelope_is_left_out():
    made = EmailMessage()
    made["From"], made["Message-ID"] = "Ann Lee <ann@example.org>", "<9@example.org>"
    made.make_mixed()
    made.add_attachment(message("It snowed.", Subject="Snow"))
    [draft], rejects = articles(made.as_bytes(), "a.eml")
    assert (draft.raw.uri, draft.text, rejects) == ("a.eml#1", "It snowed.", [])


def test_the_address_in_an_archive():
    draft = read(message(Archived_At="<https://example.org/archive/1>"))
    assert draft.url == "https://example.org/archive/1"


HEAD = "From: Ann Lee <ann@example.org>\r\nMessage-ID: <1@example.org>\r\n"


@pytest.mark.parametrize(
    ("lines", "title", "text"),
    [
        (f"{HEAD}Subject: Rain", "Rain", "It rained."),
        (f"{HEAD}Subject: =?utf-8?B?UmFpbg==?= =?utf-8?Q?_falls?=", "Rain falls", "It rained."),
        (f"{HEAD}Subject: Rain\r\n falls", "Rain falls", "It rained."),
        (f"{HEAD}Subject: =?nonsense?Q?Rain?=", "=?nonsense?Q?Rain?=", "It rained."),
        (f"{HEAD}Subject: =?utf-8?B?x?=", "=?utf-8?B?x?=", "It rained."),
        (f"{HEAD}Subject: Müller", "Müller", "It rained."),  # eight-bit, undeclared
        (HEAD.strip(), None, "It rained."),
        (f"{HEAD}Content-Type: multipart/mixed", None, "It rained."),  # no boundary
        (f"{HEAD}Content-Type: multipart/mixed; boundary=nowhere", None, "It rained."),
        (f"{HEAD}Content-Type: nonsense", None, "It rained."),
        (f"{HEAD}Content-Type: text/plain; charset=nonsense", None, "It rained."),
        (f"{HEAD}Content-Transfer-Encoding: nonsense", None, "It rained."),
        (f"From ann@example.org Tue Mar  5 09:00:00 2024\r\n{HEAD.strip()}", None, "It rained."),
    ],
)
def test_broken_messages_are_read_all_the_same(lines, title, text):
    [draft], rejects = articles(f"{lines}\r\n\r\nIt rained.".encode(), "a.eml")
    assert (draft.title, draft.text, rejects) == (title, text, [])


@pytest.mark.parametrize(
    "date", ["Tue, 05 Mar 2024 09:00:00 -0500 (EST)", "Tue, 5 Mar 2024 09:00 -0500", "5 Mar 2024"]
)
def test_dates(date):
    [draft], _ = articles(f"{HEAD}Date: {date}\r\n\r\nIt rained.".encode(), "a.eml")
    assert draft.published_at.date().isoformat() == "2024-03-05"


def test_minus_zero_is_no_zone():
    date = "Tue, 05 Mar 2024 09:00:00 -0000"  # RFC 5322, 3.3: the place is not said
    [draft], _ = articles(f"{HEAD}Date: {date}\r\n\r\nIt rained.".encode(), "a.eml")
    assert (draft.published_at, draft.published_zone) == (
        *(datetime(2024, 3, 5, 9, tzinfo=UTC), None),
    )


@pytest.mark.parametrize(
    ("head", "path", "reader"),
    [
        (message().as_bytes(), "a", "eml"),
        (message().as_bytes(), "a.txt", "eml"),
        (f"Received: from x\r\n by y\r\n{HEAD}".encode(), "a", "eml"),
        (b"From: Ann Lee\nDate: 5 March 2024\n\nIt rained.", "a.txt", "text"),
        (b"From: Ann Lee\nDate: 5 March 2024\n\nIt rained.", "a.eml", "eml"),
        (b"From: here to there, it rained.\nMessage-ID is not here.\n", "a.txt", "text"),
        (b"", "a.txt", "text"),
    ],
)
def test_how_it_is_told(head, path, reader):
    assert reader_for(head, path).name == reader


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (f"{HEAD}\r\n".encode(), "parse.no_text"),
        (f"{HEAD}Content-Type: image/png\r\n\r\nxx".encode(), "parse.no_text"),
        (f"{HEAD}Content-Type: text/html\r\n\r\n<p></p>".encode(), "parse.no_text"),
        (f"{HEAD}\r\n-- \r\nAnn".encode(), "parse.no_text"),
    ],
)
def test_messages_without_text_are_refused(data, code):
    drafts, [reject] = articles(data, "a.eml")
    assert (drafts, reject.code, reject.payload) == ([], code, data)


def nested(depth: int, kind: str) -> bytes:
    """Parts or messages within each other."""
    if kind == "message/rfc822":
        return HEAD.encode() + b"Content-Type: message/rfc822\r\n\r\n" * depth + b"It rained."
    begins = (f"Content-Type: {kind}; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(depth))
    return HEAD.encode() + "".join(begins).encode() + b"\r\nIt rained."


@pytest.mark.parametrize("depth", [100, 5_000])
@pytest.mark.parametrize("kind", ["multipart/mixed", "message/rfc822"])
def test_parts_nested_too_deep_are_refused(depth, kind):
    drafts, [reject] = articles(nested(depth, kind), "a.eml")
    assert drafts == []
    assert reject.code in {"read.nested", "parse.markup"}


@settings(deadline=None)  # the first call of a detector loads its model
@given(st.binary(max_size=60), st.integers(0, 900))
def test_any_bytes_within_a_message_give_articles_or_rejects(noise, place):
    made = message(html=NEWSLETTER)
    made.add_attachment(message("It snowed."))
    whole = made.as_bytes()
    data = whole[:place] + noise + whole[place:]
    drafts, rejects = articles(data, "a.eml", format="eml")
    assert drafts or rejects
    assert all(reject.code != "parse.failed" for reject in rejects)
