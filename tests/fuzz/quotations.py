"""The scanner of quotations."""

from itertools import pairwise

from tests.fuzz.engine import fuzz

_SAMPLES = (
    "“We won,” she said. ‘No,’ he said, ‘they “lost” it.’",
    "“We won.\n\n“They lost.\n\n“Nobody drew,” she said.",
    "\"It's the dogs' day,\" O'Neil said, 'n' \"that's it.",
    "« Nous avons gagné », dit-elle. „Wir auch“, sagte er. ‹Ja›",
    "``We won,'' she said. ''No.'' ‚Nein‘ ‟odd” 5'10\" '90s rock 'n' roll",
)


def target(data: bytes) -> None:
    """Spans lie within the text, contents within quotations, and quotations in order."""
    from transforms.analyse.quotations import find_quotations

    text = data.decode("utf-8", "ignore")
    quotations = find_quotations(text)
    for quotation in quotations:
        assert len(quotation.spans) == len(quotation.inner) > 0
        for span, inner in zip(quotation.spans, quotation.inner, strict=True):
            assert 0 <= span.start <= inner.start <= inner.end <= span.end <= len(text)
            assert span.start < span.end
        for one, other in pairwise(quotation.spans):
            assert one.end <= other.start
    assert [each.start for each in quotations] == sorted(each.start for each in quotations)


if __name__ == "__main__":
    fuzz("quotations", target, [sample.encode() for sample in _SAMPLES])
