"""Where sentences end."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.analyse.attributions import Span
from transforms.analyse.sentences import Sentences, find_sentences

#: `¦` stands where one sentence ends and the next begins.
SENTENCES = [
    # Marks, and marks behind them
    "It failed.¦ It rained.",
    "Did it fail?¦ It did!¦ 45 people came.",
    "“It failed.¦ It rained,” said Ann Lee.¦ “We go.”",
    "‘Why?’ asked Ann.¦ ‘We go.’",
    "“Why?” he asked.¦ Nobody spoke.",
    "“Why?” Ann Lee asked.¦ Nobody spoke.",
    "“Why?”¦ The hall fell silent.",
    "\"Why?\"¦ \"Because.\"¦ 'So be it.'¦ ''Good.''",
    "He left.¦ (She stayed.)¦ Then it rained.",
    "Ann Lee (R-Ga.) Monday said no.",
    "It cost $3.5 million.¦ $2 million was lost.",
    "It was sent.¦ #Election and @ann were in it.",
    # Small letters go on, unless they are a name
    "Yahoo! said so.",
    "It failed.¦ iPhone sales fell.¦ al-Qaida was blamed.",
    # Names, titles, initials
    "It failed, said Dr. Petrova.¦ It rained.",
    "He saw Lt. Col. Tom Hill.¦ It rained.",
    "Donald J. Trump met George W. Bush.¦ They spoke.",
    "He wrote to J. K. Rowling.¦ She wrote back.",
    "They went to Plan B.¦ Nobody knew it.",
    "She is older than I.¦ Ann is not.",
    "He lives on Main St.¦ The police came to St. Louis.",
    # Abbreviations that stand inside a sentence or at its end
    "The U.S. Senate met.¦ Troops left the U.S.¦ The Senate met.",
    "Apple Inc. Chief Executive Tim Cook left Acme Corp.¦ He was 45.",
    "It began at 8 p.m. Eastern on Nov. 8.¦ It ended at 9 p.m.¦ Nobody spoke.",
    "It began at 8 a.m. Tuesday.",
    "He spoke in Fairfax, Va.¦ Democrats laughed.",
    "N.J. Gov. Chris Christie spoke in Concord, N.H.¦ It rained.",
    "It is No. 1 of 5.¦ No.¦ It is not.",
    "It is Lee vs. Day, i.e. Ann vs. Bob.",
    # Ellipses
    "It was … hard.¦ Well … I think so…¦ The end.",
    "It was . . . hard . . .¦ We left.",
    "I regret it. ...¦ I voted for it.",
    # Lines
    "One thing¦\n\nAnother thing",
    "1. Jane Doe",
    "MANCHESTER, N.H. - At a rally she said no.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences(marked: str) -> None:
    text = marked.replace("¦", "")
    assert [span.of(text) for span in find_sentences(text)] == [
        sentence.strip() for sentence in marked.split("¦")
    ]


@given(
    st.lists(st.sampled_from(["A", "b", "Dr", "U.S", "5", ".", "…", "?", "”", "(", ")", " ", "\n"]))
)
def test_every_letter_is_in_one_sentence(pieces: list[str]) -> None:
    text = "".join(pieces)
    spans = list(find_sentences(text))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert spans == sorted(spans)


def test_around_spans_of_two_sentences() -> None:
    text = "It failed. It rained. Ann left."
    sentences = Sentences(find_sentences(text))
    assert sentences.around([Span(3, 5), Span(11, 13)]).of(text) == "It failed. It rained."


@pytest.mark.parametrize("piece", ["A. ", ". . ", "Ann Lee, ", "“Why?” Ann ", "(", "… "])
def test_a_long_line_takes_no_longer_for_each_sentence(piece: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        list(find_sentences(piece * times))
        return time.process_time() - start

    # Were it quadratic, 400 times as long.
    assert seconds(40_000) < 100 * min(seconds(2000) for _ in range(2))
