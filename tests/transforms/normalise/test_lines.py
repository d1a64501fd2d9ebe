from textwrap import dedent, fill, indent

import pytest

from transforms.normalise.lines import rewrapped

PARAGRAPHS = [
    "The central bank governor rejected a request by textile makers to halt the rise of the dollar "
    "against other currencies to stop them losing orders to South Korea, Hong Kong and Singapore, "
    "a spokesman for the federation said.",
    "He quoted the governor as telling representatives of 19 textile associations last Saturday "
    "the government could not fix the exchange rate at 35 to one U.S. dollar due to pressure for "
    "an appreciation of the local currency.",
    "The federation asked the government on February 19 to hold the exchange rate at that level, "
    "and said many local exporters were operating without profit.",
]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_hard_wrapped_lines_run_on(width: int) -> None:
    wrapped = [fill(paragraph, width) for paragraph in PARAGRAPHS]
    assert rewrapped("\n\n".join(wrapped)) == PARAGRAPHS
    assert rewrapped(indent("\n\n".join(wrapped), "    ")) == PARAGRAPHS
    first_lines = [fill(paragraph, width, initial_indent="    ") for paragraph in PARAGRAPHS]
    assert rewrapped("\n".join(first_lines)) == PARAGRAPHS


def test_a_short_line_ends_its_paragraph() -> None:
    text = "\n".join(fill(paragraph, 70) for paragraph in PARAGRAPHS)
    assert rewrapped(text) == PARAGRAPHS


def test_wire_copy() -> None:
    text = dedent(
        """\
        BANK REJECTS EXCHANGE RATE PLEA
            TAIPEI, March 3 - Central bank governor Chang Chi-cheng
        rejected a request by textile makers to halt the rise of the
        Taiwan dollar against the U.S. Dollar to stop them losing
        orders to South Korea, a spokesman said.
            He quoted Chang as telling representatives the government
        could not fix the rate.
            Shr loss six cts vs profit 19 cts
            Net loss 166,000 vs profit 580,000
        """
    )
    assert rewrapped(text) == [
        "BANK REJECTS EXCHANGE RATE PLEA",
        "TAIPEI, March 3 - Central bank governor Chang Chi-cheng rejected a request by textile "
        "makers to halt the rise of the Taiwan dollar against the U.S. Dollar to stop them losing "
        "orders to South Korea, a spokesman said.",
        "He quoted Chang as telling representatives the government could not fix the rate.",
        "Shr loss six cts vs profit 19 cts",
        "Net loss 166,000 vs profit 580,000",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        # Paragraphs of one line each.
        PARAGRAPHS,
        # A list, and verse.
        ["They brought", "apples,", "pears", "and plums"],
        ["So we beat on, boats", "against the current, borne", "back ceaselessly into the past."],
        # A title without blank line below.
        ["Talks near their end in Damascus", PARAGRAPHS[0]],
    ],
)
def test_lines_that_are_not_wrapped_stay(lines: list[str]) -> None:
    assert rewrapped("\n".join(lines)) == lines


@pytest.mark.parametrize(
    ("end", "start", "expected"),
    [
        ("of the long-", "term plan", "of the long-term plan"),
        ("of the repre-", "sentatives said", "of the representatives said"),
        ("of the first-", "and second-half plan", "of the first- and second-half plan"),
        ("of the plan -", "or no plan", "of the plan - or no plan"),
    ],
)
def test_hyphens_at_the_end_of_a_line(end: str, start: str, expected: str) -> None:
    filler = "It was on Monday that the committee spoke"
    before = "The representatives met on Monday to speak of many things, and then\nleft."
    text = f"{before}\n{filler} {end}\n{start}."
    assert rewrapped(text)[-1] == f"{filler} {expected}."
