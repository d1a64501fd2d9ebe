"""A small article in every format there is a reader for: what is well-formed, to be broken."""

import base64
import io
import json
import zipfile

import fastavro
import pyarrow as pa
import pyarrow.parquet as pq

TITLE = "Bridge to close"
TEXT = (
    "The bridge over the river will close on Monday, the city council said.\n\n"
    "“We have no choice,” said Ann Lee, the mayor. “The repairs will take a year.”\n\n"
    "Residents complained that nobody had asked them."
)
RECORD = {
    "id": "bridge-1",
    "url": "https://example.org/bridge",
    "title": TITLE,
    "authors": ["Jo Doe"],
    "published_at": "2024-03-05T10:00:00+01:00",
    "text": TEXT,
}
_PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n"))

HTML = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
    f"<title>{TITLE} - The Herald</title>"
    '<meta property="article:published_time" content="2024-03-05T10:00:00+01:00">'
    f"</head><body><nav><a href='/'>Home</a></nav><article><h1>{TITLE}</h1>{_PARAGRAPHS}"
    "</article><footer>© The Herald</footer></body></html>"
).encode()

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Herald</title><link>https://example.org/</link><description>News</description>
<item><title>{TITLE}</title><link>https://example.org/bridge</link><guid>bridge-1</guid>
<pubDate>Tue, 05 Mar 2024 10:00:00 +0100</pubDate><description>It closes.</description>
<content:encoded><![CDATA[{_PARAGRAPHS}]]></content:encoded></item>
</channel></rss>""".encode()

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>The Herald</title><id>urn:herald</id>
<updated>2024-03-05T10:00:00Z</updated><entry><title>{TITLE}</title><id>urn:bridge-1</id>
<link href="https://example.org/bridge"/><updated>2024-03-05T10:00:00Z</updated>
<author><name>Jo Doe</name></author><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml">{_PARAGRAPHS}</div></content></entry></feed>""".encode()

SITEMAP = f"""<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>
<loc>https://example.org/bridge</loc><news:news><news:publication><news:name>The Herald</news:name>
<news:language>en</news:language></news:publication>
<news:publication_date>2024-03-05T10:00:00+01:00</news:publication_date>
<news:title>{TITLE}</news:title></news:news></url></urlset>""".encode()

NITF = f"""<?xml version="1.0" encoding="utf-8"?>
<nitf><head><title>{TITLE}</title><docdata><doc-id id-string="bridge-1"/>
<date.issue norm="20240305T100000+0100"/></docdata></head><body><body.head><hedline>
<hl1>{TITLE}</hl1></hedline><byline>By <person>Jo Doe</person></byline></body.head>
<body.content>{_PARAGRAPHS}</body.content></body></nitf>""".encode()

NEWSML = f"""<?xml version="1.0" encoding="utf-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:bridge-1" version="1"
 standard="NewsML-G2" standardversion="2.29"><itemMeta><itemClass qcode="ninat:text"/>
<versionCreated>2024-03-05T10:00:00+01:00</versionCreated></itemMeta><contentMeta>
<headline>{TITLE}</headline><by>Jo Doe</by></contentMeta><contentSet><inlineXML>
<html xmlns="http://www.w3.org/1999/xhtml"><body>{_PARAGRAPHS}</body></html></inlineXML>
</contentSet></newsItem>""".encode()

NINJS = json.dumps(
    {
        "uri": "urn:bridge-1",
        "type": "text",
        "versioncreated": "2024-03-05T10:00:00+01:00",
        "headline": TITLE,
        "byline": "Jo Doe",
        "body_xhtml": _PARAGRAPHS,
    }
).encode()

JSONFEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Herald",
        "items": [{"id": "bridge-1", "title": TITLE, "content_html": _PARAGRAPHS}],
    }
).encode()

MARKDOWN = f"---\ntitle: {TITLE}\ndate: 2024-03-05\n---\n\n# {TITLE}\n\n{TEXT}\n".encode()

JSONL = b"".join(
    json.dumps(RECORD | {"id": f"bridge-{number}"}).encode() + b"\n" for number in range(3)
)

CSV = f'title,text\n"{TITLE}","{TEXT}"\n"{TITLE}","{TEXT}"\n'.encode()

EML = (
    f"From: Jo Doe <jo@example.org>\r\nSubject: {TITLE}\r\nMessage-ID: <bridge-1@example.org>\r\n"
    "Date: Tue, 05 Mar 2024 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\n'
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    f"{base64.encodebytes(TEXT.encode()).decode()}\r\n--b\r\n"
    f"Content-Type: text/html; charset=utf-8\r\n\r\n{HTML.decode()}\r\n--b--\r\n"
).encode()

MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/bridge\r\n"
    f"Subject: {TITLE}\r\nDate: Tue, 05 Mar 2024 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
    "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n"
    "Content-Location: https://example.org/bridge\r\n\r\n"
    f"{base64.encodebytes(HTML).decode()}\r\n--b--\r\n"
).encode()


def http_response(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def warc_record(block: bytes, size: int | str | None = None, type: str = "response") -> bytes:
    """A record of a web archive, which may lie about its size."""
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: https://example.org/bridge\r\n"
            "WARC-Date: 2024-03-05T10:00:00Z\r\n"
            "WARC-Record-ID: <urn:uuid:6d058047-ede2-4a13-be79-90c17c631dd4>\r\n"
            "Content-Type: application/http;msgtype=response\r\n"
            f"Content-Length: {len(block) if size is None else size}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


WARC = warc_record(http_response(HTML, "Content-Type: text/html; charset=utf-8"))


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return buffer.getvalue()


def parquet(rows: list[dict[str, object]], **options: object) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), buffer, **options)
    return buffer.getvalue()


def avro(rows: list[dict[str, object]], codec: str = "deflate") -> bytes:
    fields = [{"name": name, "type": "string"} for name in rows[0]]
    schema = {"type": "record", "name": "Article", "fields": fields}
    buffer = io.BytesIO()
    fastavro.writer(buffer, schema, rows, codec)
    return buffer.getvalue()


_ROW = {"title": TITLE, "text": TEXT}

#: By the end of their names.
SAMPLES: dict[str, bytes] = {
    "txt": TEXT.encode(),
    "md": MARKDOWN,
    "html": HTML,
    "rss.xml": RSS,
    "atom.xml": ATOM,
    "sitemap.xml": SITEMAP,
    "nitf.xml": NITF,
    "newsml.xml": NEWSML,
    "ninjs.json": NINJS,
    "feed.json": JSONFEED,
    "json": json.dumps(RECORD).encode(),
    "jsonl": JSONL,
    "csv": CSV,
    "parquet": parquet([_ROW] * 3),
    "avro": avro([_ROW] * 3),
    "eml": EML,
    "mhtml": MHTML,
    "warc": WARC * 3,
    "zip": zipped({"a.html": HTML, "b.txt": TEXT.encode(), "c.jsonl": JSONL}),
}
