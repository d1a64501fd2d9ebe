"""XML that is made to be expanded, fetched or waited for: feeds, sitemaps, agencies' formats."""

from collections.abc import Iterator

from tests.hostile.kinds import MB, File, Trap, kind, repeated
from tests.hostile.samples import HTML, RSS, SAMPLES, TEXT, TITLE

_XML = {end: data for end, data in SAMPLES.items() if end.endswith(".xml")}


def _with_doctype(data: bytes, inside: str, entity: str = "&e;") -> bytes:
    """The document with a DOCTYPE, and the entity in its title."""
    declaration, _, rest = data.decode().partition("?>")
    root = rest.strip().lstrip("<").partition(" ")[0].partition(">")[0]
    doctype = f"{declaration}?><!DOCTYPE {root} {inside}>"
    return (doctype + rest).replace(TITLE, f"{TITLE} {entity}").encode()


@kind
def entity_bombs(_: Trap) -> Iterator[File]:
    laughs = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' if n else '<!ENTITY e0 "ha">' for n in range(12)
    )
    quadratic = f'<!ENTITY e "{"ha" * 50_000}">'
    cyclic = '<!ENTITY e "&f;"><!ENTITY f "&e;">'
    parameters = '<!ENTITY % a "<!ENTITY e \'%b;\'>"><!ENTITY % b "%a;">%a;'
    for end, data in _XML.items():
        yield f"laughs.{end}", _with_doctype(data, f"[{laughs}]", "&e11;")
        yield f"quadratic.{end}", _with_doctype(data, f"[{quadratic}]", "&e;" * 5_000)
        yield f"cyclic.{end}", _with_doctype(data, f"[{cyclic}]")
        yield f"parameters.{end}", _with_doctype(data, f"[{parameters}]")
        yield f"undeclared.{end}", _with_doctype(data, "[]", "&nbsp;&unknown;")


@kind
def external_entities(trap: Trap) -> Iterator[File]:
    for number, place in enumerate((trap.secret.as_uri(), trap.url, str(trap.secret))):
        include = f"<x xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='{place}'/></x>"
        sheet = f"<?xml-stylesheet href='{place}'?>"
        remote = f"[<!ENTITY % p SYSTEM '{place}'>%p;]"
        for end, data in _XML.items():
            yield f"{number}-entity.{end}", _with_doctype(data, f"[<!ENTITY e SYSTEM '{place}'>]")
            yield f"{number}-dtd.{end}", _with_doctype(data, f"SYSTEM '{place}'", "")
            yield f"{number}-public.{end}", _with_doctype(data, f"PUBLIC '-//A' '{place}'", "")
            yield f"{number}-parameter.{end}", _with_doctype(data, remote, "")
            yield f"{number}-include.{end}", data.replace(TITLE.encode(), include.encode())
            yield f"{number}-sheet.{end}", data.replace(b"?>", f"?>{sheet}".encode(), 1)


@kind
def odd_markup(_: Trap) -> Iterator[File]:
    for end, data in _XML.items():
        title = TITLE.encode()
        yield f"deep.{end}", data.replace(title, b"<a>" * 100_000)
        yield f"attributes.{end}", data.replace(title, b"<a %s/>" % (b"b='c' " * 100_000))
        many = b" ".join(b"a%d='b'" % number for number in range(200_000))
        yield f"wide.{end}", data.replace(title, b"<a %s/>" % many)
        yield f"cdata.{end}", data.replace(title, b"<![CDATA[")
        yield f"instruction.{end}", data.replace(title, b"<?php")
        yield f"comment.{end}", data.replace(title, b"<!--")
        yield f"nul.{end}", data.replace(title, b"Br\x00idge &#0; &#x110000; &#xD800;")
        yield f"namespaces.{end}", data.replace(title, b"<a:b xmlns:c=''><d:e/></a:b>")
        yield f"utf7.{end}", data.replace(b"utf-8", b"utf-7")
        yield f"codec.{end}", data.replace(b"utf-8", b"zlib_codec")
        yield f"twice.{end}", data + data
        yield f"blank-first.{end}", b"\n\n \xef\xbb\xbf" + data
        yield f"times.{end}", data.replace(b"2024", b"99999").replace(b"Tue", b"Blursday")


@kind
def odd_feeds(_: Trap) -> Iterator[File]:
    item = RSS[RSS.index(b"<item>") : RSS.index(b"</item>") + len(b"</item>")]
    head, tail = RSS.split(item)
    small = b"<item><title>One</title><guid>1</guid></item>"
    yield "million.xml", (head, *repeated(small, 1_000_000 * len(small)), tail)
    yield "many.xml", (head, small * 100_000, tail)
    yield "same-guid.xml", (head, item * 200, tail)
    yield "none.xml", (head, tail)
    for number, date in enumerate(
        ["0001-01-01", "9999-12-31T23:59:59Z", "Mon, 32 Jan 2024", "yesterday", "", "1" * 5000]
    ):
        stated = item.replace(b"Tue, 05 Mar 2024 10:00:00 +0100", date.encode())
        yield f"date-{number}.xml", (head, stated, tail)
    yield "cdata.xml", (head, item.replace(b"]]>", b""), tail)
    yield "page.xml", (head, item.replace(b"<p>", HTML, 1), tail)
    yield "large-item.xml", (head, item.replace(b"<p>", b"<p>" + b"We went on. " * MB, 1), tail)
    yield "deep-item.xml", (head, item.replace(b"<p>", b"<div>" * 50_000, 1), tail)
    yield "self.xml", (head, item.replace(b"It closes.", RSS.replace(b"]]>", b"")), tail)
    yield "title-deep.xml", (head, b"<title>" * 50_000, item, tail)
    yield "urls.xml", (head, item.replace(b"https://example.org/bridge", b"http://[::1"), tail)
    yield "js.xml", (head, item.replace(b"https://example.org/bridge", b"javascript:x"), tail)
    yield "text-only.xml", f"<rss><channel>{TEXT}</channel></rss>".encode()
    yield "depth.rdf", b"<rdf:RDF>" * 20_000
    yield "index.xml", b"<sitemapindex>" + b"<sitemap><loc>x</loc></sitemap>" * 60_000
    yield "urlset.xml", b"<urlset>" + b"<url><loc>http://a.b/c</loc></url>" * 200_000
