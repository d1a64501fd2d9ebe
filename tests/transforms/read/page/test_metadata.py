"""What a page is called, who wrote it, when, where and in which language."""

from datetime import UTC, datetime

import lxml.html
import pytest

from transforms.read.page.metadata import Metadata, read_metadata
from transforms.read.times import Stamp

URL = "https://www.example.org/news/2024/03/05/rain"


def metadata(
    head: str = "", body: str = "", url: str | None = URL, html: str = "<html>"
) -> Metadata:
    page = f"{html}<head>{head}</head><body>{body}</body></html>"
    return read_metadata(lxml.html.document_fromstring(page), url)


def ld(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


def meta(**contents: str) -> str:
    return "".join(
        f'<meta property="{name.replace("_", ":", 1)}" content="{content}">'
        for name, content in contents.items()
    )


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Rain | The Example</title>", "<h1>Rain</h1>", "Rain"),
        (meta(og_title="Rain - The Example", og_site_name="The Example"), "", "Rain"),
    ],
)  # fmt: skip
def test_titles(head, body, title):
    assert metadata(head, body).title == title


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        (ld('{"@type": "NewsArticle", "author": {"name": "Ann Lee"}}'), "", ("Ann Lee",)),
        ("", '<p class="byline">By <a>Ann Lee</a> and <a>Bo Chan</a></p>', ("Ann Lee", "Bo Chan")),
    ],
)  # fmt: skip
def test_authors(head, body, authors):
    assert metadata(head, body).authors == authors


def test_nothing_stated():
    assert metadata("", "<p>It rained.</p>", url=None) == Metadata()


def test_published_as_stated_with_its_zone():
    stated = metadata(meta(article_published_time="2024-03-05T09:00:00+02:00")).published
    assert stated == Stamp(datetime(2024, 3, 5, 7, tzinfo=UTC), "+02:00")
