"""Identity: which article it is, and which version of it."""

from transforms.elements import Draft
from transforms.ids import stable_id
from transforms.normalise.characters import clean_line
from transforms.normalise.urls import url_key


def article_id(draft: Draft, text: str) -> str:
    """Which article it is: the same for every copy that says so.

    `stable_id` over the first of these that is known, each told from the others by its first part:

    - `"url"` and the canonical URL, else the URL, both as `url_key` writes them. They share their
      kind, so that a page which names its canonical URL and a feed that links to it agree;
    - `"record"`, the publisher as given, if it is, and the record's own id (a feed's guid): ids are
      taken to be unique within a publisher;
    - `"text"` and the clean text.
    """
    for url in (draft.canonical_url, draft.url):
        if url and url.strip():
            return stable_id("url", url_key(url))
    if draft.record_id:
        return stable_id("record", clean_line(draft.publisher) or "", draft.record_id)
    return stable_id("text", text)


def revision(text: str) -> str:
    """Which version of the article it is: `stable_id` over the clean text."""
    return stable_id(text)
