from dataclasses import replace

import pytest

from transforms.elements import Draft, RawDocument
from transforms.ids import stable_id
from transforms.normalise.identity import article_id, revision

DRAFT = Draft(RawDocument("a.txt", b"", "text", None), "Text.")


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ({}, ("text", "Text.")),
        ({"url": "http://a.org/1"}, ("url", "https://a.org/1")),
        ({"url": "http://a.org/1?utm_medium=m#x"}, ("url", "https://a.org/1")),
        (
            {"url": "http://m.a.org/1", "canonical_url": "http://a.org/1"},
            ("url", "https://a.org/1"),
        ),
        ({"url": " ", "record_id": "7", "publisher": "A"}, ("record", "A", "7")),
        ({"record_id": "7", "publisher": " A\u200b "}, ("record", "A", "7")),
        # An id by itself is often just a number, as in many other files.
        ({"record_id": "7"}, ("record", "", "7")),
    ],
)
def test_article_ids(given: dict[str, str], parts: tuple[str, ...]) -> None:
    assert article_id(replace(DRAFT, **given), "Text.") == stable_id(*parts)


def test_a_changed_text_is_a_new_revision() -> None:
    assert revision("Text.") == stable_id("Text.")
    assert revision("Text.") != revision("Text!")
