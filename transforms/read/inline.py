"""Texts inside the items of agencies: NITF, XHTML, escaped HTML or plain."""

import re

from lxml import etree

from transforms.elements import Draft, RawDocument
from transforms.errors import DocumentError
from transforms.read.markup import Prose, local_name, parse_html, parse_xml, prose
from transforms.read.nitf import draft_of_nitf

# A text without any of these is no HTML: `<` and `&` stand in plain texts too.
_TAG = re.compile(r"</?(?:p|br|div|html|body|h[1-6]|ul|ol|table|section)\b[^<>]*>", re.IGNORECASE)
_NITF = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE[^>]*>\s*)?<nitf\b")


def draft_of_content(content: etree._Element, raw: RawDocument) -> Draft | None:
    """What the element holds, as an article; None where it holds no text."""
    nitf = next(content.iterfind("{*}nitf"), None)
    if nitf is not None:
        return _draft_of_nitf(nitf, raw)
    if not len(content):
        return draft_of_string(content.text or "", raw)
    # Of data in XML (results, tables of events) only what is set as text.
    marked = any(local_name(each) in ("p", "html", "body") for each in content.iter("*"))
    return _draft(prose([content]), raw) if marked else None


def draft_of_string(text: str, raw: RawDocument, html: bool = False) -> Draft | None:
    """What a string holds that may be markup: NITF, HTML or plain text. None for a blank one.

    Args:
        text: The string.
        raw: The document it stands in.
        html: Whether it is stated to be HTML; else HTML is told by tags of blocks.
    """
    if _NITF.match(text):
        try:
            return _draft_of_nitf(parse_xml(text.encode("utf-8", "replace"), "utf-8").root, raw)
        except DocumentError:
            pass  # HTML reads any markup, if with less of its meaning
    if html or _TAG.search(text):
        return _draft(prose([parse_html(text)]), raw)
    return Draft(raw, text.strip("\n")) if text.strip() else None


def richness(content: etree._Element) -> int:
    """How much its markup tells: of several renditions of a text the richest is read."""
    names = [local_name(child) for child in content.iterfind("*")]
    return 2 if "nitf" in names else min(len(names), 1)


def _draft_of_nitf(nitf: etree._Element, raw: RawDocument) -> Draft | None:
    try:
        return draft_of_nitf(nitf, raw)
    except DocumentError:
        return None


def _draft(told: Prose, raw: RawDocument) -> Draft | None:
    return Draft(raw, told.text, links=told.links) if told.paragraphs else None
