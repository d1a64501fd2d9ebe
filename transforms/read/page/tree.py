"""From the bytes of a page to its tree: nothing else reads a byte of it."""

import codecs
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser
from w3lib.encoding import html_body_declared_encoding, resolve_encoding

from transforms.errors import DocumentError
from transforms.read.decode import decode


@dataclass(frozen=True)
class Page:
    """A page as a tree.

    Attributes:
        tree: Its root.
        warnings: `encoding.declared`, where what is declared does not fit the bytes.
    """

    tree: HtmlElement
    warnings: tuple[str, ...]


def read_tree(data: bytes, charset: str | None = None) -> Page:
    """The tree of a page, in the encoding of its mark, its server, itself, or its bytes, in turn.

    Nothing is fetched and no entity but those of HTML is known.

    Args:
        data: The page.
        charset: What its server or archive declares.

    Raises:
        DocumentError: `parse.empty`, `parse.markup`, or as `decode`.
    """
    if not data.strip(b" \t\r\n\x00"):
        raise DocumentError("parse.empty", "no bytes, or nothing but white space")
    declared = _known(charset) or _of_page(data)
    text, encoding = decode(data, declared)
    if not (utf8 := text.replace("\x00", "").encode("utf-8", "replace")).strip():
        raise DocumentError("parse.empty", "nothing but white space")
    # huge_tree: libxml2 would cut deep or long pages short without a word.
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        tree = etree.fromstring(utf8, parser)
    except (etree.LxmlError, ValueError) as error:
        raise DocumentError("parse.markup", f"no HTML: {error}") from error
    if tree is None:
        raise DocumentError("parse.markup", "no HTML: not one element")
    other = declared is not None and codecs.lookup(encoding) != codecs.lookup(declared)
    return Page(tree, ("encoding.declared",) if other else ())


def _of_page(data: bytes) -> str | None:
    """What the page declares; UTF-16 cannot be true where it can be read (HTML, 13.2.3.3)."""
    declared = _known(html_body_declared_encoding(data))
    return "utf-8" if declared and declared.startswith("utf-16") else declared


def _known(name: str | None) -> str | None:
    """The codec that browsers take a label for (WHATWG Encoding Standard)."""
    return resolve_encoding(name) if name else None
