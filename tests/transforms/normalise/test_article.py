from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.eager import eager
from transforms.elements import Article, Draft, Hyperlink, RawDocument, Reject
from transforms.errors import DocumentError
from transforms.limits import Limits
from transforms.normalise import Normalise, normalise, normalise_or_reject

LIMITS = Limits()
RAW = RawDocument("a.jsonl#7", b"{}", "jsonl", datetime(2025, 11, 4, tzinfo=UTC))
SEEDS = Path(__file__).parents[3] / "seeds"

STORY = """\
Talks go on\r
By Jane Smith\r
\r
DAMASCUS, Nov. 16 (Reuters) - ‘They go on,’ noted Dr.\r
\r
Elena Petrova, an analyst. ‘It\u200b is good.’The talks began on Monday.\r
(Editing by John Doe)\r
"""

#: Drafts of everything that can go wrong together.
TEXTS = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(
            ["Talks go on", "By Jane Smith", "Published Nov 3, 2025", "WASHINGTON — ", "(CNN) -- ",
             "DAMASCUS, Nov. 16 (Reuters) - ", "The talks went on.", "Reporting by Jane Smith",
             "‘Yes.’The", "noted Dr.", "Elena", "\n", "\n\n", "\r\n", "\u2028", "\x85", " ",
             "“", "&amp;", "Ã©"]
        ),
    ),
    max_size=15,
).map("".join)  # fmt: skip


def _draft(text: str, **given: object) -> Draft:
    return Draft(RAW, text, **given)  # type: ignore[arg-type]


def test_an_article_made_clean() -> None:
    article = normalise(
        _draft(STORY, url="http://a.org/1#x", links=(Hyperlink("http://b.org"),)), LIMITS
    )
    assert article.text == (
        "‘They go on,’ noted Dr. Elena Petrova, an analyst. ‘It is good.’\n\n"
        "The talks began on Monday."
    )
    assert article.title == "Talks go on"
    assert article.authors == ("Jane Smith",)
    assert article.publisher == "Reuters"
    assert article.language == "en"
    assert article.word_count == 17
    assert article.url == "http://a.org/1#x"
    assert (article.uri, article.reader) == ("a.jsonl#7", "jsonl")
    assert (article.raw_sha256, article.retrieved_at) == (RAW.sha256, RAW.retrieved_at)
    assert article.links == (Hyperlink("http://b.org"),)


def test_what_is_given_wins() -> None:
    article = normalise(
        _draft(
            "Talks go on\nBy Jane Smith\nPublished Nov 3, 2025\nDAMASCUS (Reuters) - They go on.",
            title=" Talks\u200b  Continue ",
            authors=("Ann\nRoe", " ", "Ann Roe"),
            publisher="The Planet",
            published_at=RAW.retrieved_at,
        ),
        LIMITS,
    )
    assert article.title == "Talks Continue"
    assert article.authors == ("Ann Roe",)
    assert article.publisher == "The Planet"
    assert article.published_at == RAW.retrieved_at


@pytest.mark.parametrize(
    ("text", "words"),
    [("It’s 3.5 per cent, up 1,000.", 6), ("Well-known O'Neill_x", 3), ("AT&T — yes", 3)],
)
def test_word_counts(text: str, words: int) -> None:
    assert normalise(_draft(text), LIMITS).word_count == words


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "normalise.no_text"),
        (" \u200b\n…—\x00", "normalise.no_text"),
        ("Talks go on\n\n…", "normalise.no_text"),
        ("x" * 101, "normalise.too_long"),
        # Within the limit as it came, past it with its paragraphs a blank line apart.
        ("x.\n" * 33, "normalise.too_long"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    limits = Limits(characters=100)
    with pytest.raises(DocumentError) as raised:
        normalise(_draft(text), limits)
    assert raised.value.code == code
    (reject,) = normalise_or_reject(_draft(text), limits)
    assert isinstance(reject, Reject)
    assert (reject.stage, reject.code, reject.payload) == ("normalise", code, RAW.data)


def test_a_fault_of_ours_is_a_reject() -> None:
    (reject,) = normalise_or_reject(Draft(RAW, None), LIMITS)  # type: ignore[arg-type]
    assert isinstance(reject, Reject)
    assert reject.code == "normalise.failed"
    assert reject.message.startswith("TypeError")


def test_the_step() -> None:
    outputs = eager(Normalise(LIMITS), [_draft("The talks went on."), _draft("…")])
    assert [article.text for article in outputs.kept] == ["The talks went on."]
    assert [reject.code for reject in outputs.rejects] == ["normalise.no_text"]


@settings(deadline=None)  # wall clock: models load, and cores are shared
@given(TEXTS)
def test_normalising_again_changes_nothing(text: str) -> None:
    outcome = next(normalise_or_reject(_draft(text), LIMITS))
    if isinstance(outcome, Article):
        again = normalise(_draft(outcome.text, title=outcome.title), LIMITS)
        assert (again.text, again.title) == (outcome.text, outcome.title)
    else:
        assert outcome.code == "normalise.no_text"


@pytest.mark.parametrize(
    ("name", "title", "paragraphs"),
    [
        ("000", None, 19),
        ("001", "Yevkurov and Abu Kasra Discuss Deepening Russia-Syria Military Collaboration"
         " During Tense Talks", 15),
        ("002", "Russia and Syria Intensify Military Cooperation Amid Escalating Regional Tensions:"
         " Urgent Talks Signal Deepening Alliances", 16),
    ],
)  # fmt: skip
def test_the_seeds(name: str, title: str | None, paragraphs: int) -> None:
    (path,) = SEEDS.glob(f"{name}_*.txt")
    article = normalise(_draft(path.read_text(encoding="utf-8")), LIMITS)
    assert article.title == title
    assert article.language == "en"
    assert article.text.count("\n\n") == paragraphs - 1
    assert "Dr.\n" not in article.text
