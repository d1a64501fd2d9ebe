"""Articles for measuring: a text with nothing else known of it."""

from transforms.elements import Article


def article(text: str) -> Article:
    """An English article of this text."""
    return Article(
        article_id="a" * 32,
        revision="b" * 32,
        uri="article.txt",
        url=None,
        canonical_url=None,
        publisher=None,
        title=None,
        authors=(),
        published_at=None,
        modified_at=None,
        retrieved_at=None,
        language="en",
        text=text,
        word_count=len(text.split()),
        reader="text",
        raw_sha256="c" * 64,
    )
