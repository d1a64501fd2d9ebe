"""Articles for tests."""

from dataclasses import replace

from transforms.elements import Article

ARTICLE = Article(
    article_id="a" * 32,
    revision="b" * 32,
    uri="news/one.txt",
    url=None,
    canonical_url=None,
    publisher=None,
    title="Talks in Damascus",
    authors=(),
    published_at=None,
    modified_at=None,
    retrieved_at=None,
    language="en",
    text="“It went well,” said Elena Petrova, an analyst.",
    word_count=8,
    reader="text",
    raw_sha256="c" * 64,
)


def article(text: str = ARTICLE.text, **changes: object) -> Article:
    return replace(ARTICLE, text=text, **changes)
