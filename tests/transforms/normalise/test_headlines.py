import pytest

from transforms.normalise.headlines import is_headline

BODY = "Talks between the two countries went on for a second day on Tuesday."


@pytest.mark.parametrize(
    "line",
    [
        "Yevkurov and Abu Kasra Discuss Deepening Russia-Syria Military Collaboration",
        "Talks near their end in Damascus",
        "Will the talks ever end?",
        "‘The talks must never end’",
        "'This must end!'",
        "Court rules on exports to U.S.",
        "Obama Seeks More Muslim Refugees As He Recognizes Major Islamic Holiday.",
        "3 things to know about the talks",
        "NO REASON TO CUT RATES - BUNDESBANK",
        "Переговоры в Дамаске близятся к концу",
    ],
)
def test_a_headline(line: str) -> None:
    assert is_headline(line, BODY)


@pytest.mark.parametrize(
    "line",
    [
        "Talks near their end in Damascus, officials said.",
        "He said they would go on talking ‘until the end.’",
        "Sony will sell it in Japan on 12 December.",
        "„The talks are over“, said Anke Weiss. „There won’t be others.“",
        "‚Nobody wants talks. Nobody needs them.‘",
        "The talks, he said,",
        "The talks brought three things:",
        "Dear Sir or Madam",
        "Hello everyone",
        "WASHINGTON (AP) — Was that the end?",
        "In a move that surprised many. Will the talks ever end?",
        "they went on talking",
        "—",
        "The governor " * 20,
    ],
)
def test_no_headline(line: str) -> None:
    assert not is_headline(line, BODY)


def test_a_headline_stands_above_a_sentence() -> None:
    assert not is_headline("Roses are red", "Violets are blue")
    assert is_headline("ROSES ARE RED", "Violets are blue")
