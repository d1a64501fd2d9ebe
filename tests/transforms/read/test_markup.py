"""XML and HTML: parsed safely, read as paragraphs."""

import pytest

from transforms.elements import Hyperlink
from transforms.errors import DocumentError
from transforms.read.markup import line, parse_html, parse_xml, prose, root_name

LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (b"<nitf>", "nitf"),
        (
            b'\n<?xml version="1.0"?><!-- by us --><!DOCTYPE nitf SYSTEM "n.dtd"><nitf a="1"><b',
            "nitf",
        ),
        (b'\xef\xbb\xbf<x:nitf xmlns:x="urn:y">', "nitf"),
        ("<?xml version='1.0' encoding='utf-16'?><nitf>".encode("utf-16"), "nitf"),
        (b"<nitf>&nbsp;</b>", "nitf"),
        (b"It rained < it poured", None),
        (b'<nitxml:lang="en">', None),
        (b"", None),
    ],
)
def test_the_root_is_told_from_the_beginning(head, root):
    found = root_name(head)
    assert (found and found.localname) == root


@pytest.mark.parametrize(
    ("data", "text", "warnings"),
    [
        (b"<p>rain &amp; wind&nbsp;&mdash; &#8220;hard&rdquo;</p>", "rain & wind — “hard”", ()),
        (b"<p>caf\xc3\xa9</p>", "café", ()),
        (b"<p>caf\xe9</p>", "café", ("encoding.declared",)),
        (b'<?xml version="1.0" encoding="iso-8859-1"?><p>caf\xe9</p>', "café", ()),
        (b'<?xml version="1.0" encoding="x-unheard-of"?><p>caf\xc3\xa9</p>', "café", ()),
        ("<?xml version='1.0' encoding='utf-16'?><p>café</p>".encode("utf-16"), "café", ()),
        (b"<p>" + b"It rained. " * 20 + b"\x13</p>", " ".join(["It rained."] * 20), ()),
    ],
)
def test_xml_as_it_comes(data, text, warnings):
    parsed = parse_xml(data)
    assert (line(parsed.root), parsed.warnings) == (text, warnings)


def test_a_declared_encoding_goes_before_the_documents_own():
    data = '<?xml version="1.0" encoding="utf-8"?><p>Привет</p>'.encode("cp1251")
    assert line(parse_xml(data, "windows-1251").root) == "Привет"


@pytest.mark.parametrize(
    "data",
    [
        b"<p>It rained",
        b"<p>It rained.</q>",
        b'<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>',
        b'<!DOCTYPE p [<!ENTITY x "said">]><p>&x;</p>',
        b'<!DOCTYPE p SYSTEM "http://example.org/p.dtd"><p>&unheardof;</p>',
        f'<!DOCTYPE p [<!ENTITY l0 "ha">{LAUGHS}]><p>&l9;</p>'.encode(),
        f'<!DOCTYPE p [<!ENTITY l0 "ha">{LAUGHS}]><p a="&l9;"/>'.encode(),
        b"<p>" * 5_000,
    ],
)
def test_xml_that_is_refused(data):
    with pytest.raises(DocumentError) as raised:
        parse_xml(data)
    assert raised.value.code == "parse.markup"


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("<h2>Rain</h2><p>It\n   <b>rained</b>.</p><p> </p>", ["Rain", "It rained."]),
        ("It rained<br>hard.<br><br>Then it snowed.", ["It rained\nhard.\n\nThen it snowed."]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("<blockquote>It rained.</blockquote>he said", ["It rained.", "he said"]),
        (
            "<table><tr><th>City<th>Rain</tr><tr><td><p>Ulm</p><td><p>3</p></tr></table>",
            ["City Rain", "Ulm 3"],
        ),
        ("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>", ["One.", "Two."]),
        ("<script>x()</script><figure>A cat</figure>It <!-- not --> rained", ["It rained"]),
        ("", []),
    ],
)
def test_paragraphs(markup, paragraphs):
    assert list(prose([parse_html(markup)]).paragraphs) == paragraphs


def test_a_paragraph_that_holds_a_teleprinted_story_keeps_its_lines():
    story = "(Adds)\n    Jan 30 (Reuters) - Gold\nrose on\nTuesday.\n    Traders were\nwaiting."
    assert prose([parse_html(f"<p>{story}</p>")]).text == story


def test_links_in_their_order_with_their_words():
    found = prose([parse_html('<p><a href=" /b ">the <i>report</i></a> <a>x</a><a href="/c"></a>')])
    assert found.links == (Hyperlink("/b", "the report"), Hyperlink("/c", None))
