"""What to know of an article that was kept: `articles.warnings`.

An error refuses a document (`transforms.errors`); a warning goes along with its rows. Codes are
stable: queries may rely on them.
"""

from collections.abc import Mapping

#: Code → what it says.
WARNINGS: Mapping[str, str] = {
    "feed.ill_formed": "the feed is not well-formed; this is what could be read of it",
    "text.summary": "the title and summary that a feed or sitemap gives, not the article",
    "text.embargoed": "the agency put the item under an embargo: see whether it has passed",
    "text.cut": "the input says itself that the text goes on elsewhere",
    "page.recalled": "the page has little text: what was taken may not be the article alone",
    "archive.truncated": "the crawler says that it kept only the beginning of the page",
    "archive.length": "the record of an archive is longer than it says; all of it was read",
    "encoding.declared": "the declared encoding does not fit the bytes; another one was used",
    "encoding.replaced": "bytes that fit no encoding were replaced by U+FFFD",
    "time.no_zone": "the publication time is stated without a zone, and taken as UTC",
    "time.suspect": "the publication time lies before 1990 or ahead; it is not filed under it",
    "link.not_followed": "the linked page could not be had; the feed's own words stand in for it",
}
