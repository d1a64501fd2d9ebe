"""Entries whose article stands behind their link."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from transforms.elements import RawDocument
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.read import feed, jsonfeed, sitemap
from transforms.read.entries import Entry, draft_of_entry, mapping, record_of

_ENTRIES: Mapping[str, Callable[[Mapping[str, Any]], Entry]] = {
    feed.FeedReader.name: feed.entry_of,
    jsonfeed.JsonFeedReader.name: jsonfeed.entry_of,
    sitemap.SitemapReader.name: sitemap.entry_of,
}


def needs_page(raw: RawDocument) -> str | None:
    """The http(s) URL of an entry that carries no full text; None for any other document."""
    if raw.reader not in _ENTRIES:
        return None
    try:
        record = record_of(raw)
    except DocumentError:
        return None
    entry = _ENTRIES[raw.reader](record)
    url = entry.url or ""
    if mapping(record.get("page")) or not url.lower().startswith(("http://", "https://")):
        return None
    try:
        draft = draft_of_entry(replace(entry, authors=()), raw, {}, Limits())
    except DocumentError:
        return url
    return url if draft.extent == "summary" else None
