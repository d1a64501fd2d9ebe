"""Which attributions are claims: somebody says something."""

import pytest

from transforms.analyse.reading import Reading

CLAIMS = [
    # text, contents of its claims
    ("Ann Lee, who declined to be named, said it failed.", ["it failed"]),
    ("Officials who spoke on condition of anonymity said it failed.", ["it failed"]),
    # Who keeps silent, and about what, is a claim that is denied.
    ("The ministry has yet to comment on the talks.", ["the talks"]),
]


@pytest.mark.parametrize(("text", "contents"), CLAIMS)
def test_claims(nlp, text, contents):
    reading = Reading.of(nlp(text))
    found = [span.of(text) for claim in reading.attributions for span in claim.content]
    assert found == contents
