"""Which attributions are claims: somebody says something."""

import pytest

from transforms.analyse.reading import Reading

CLAIMS = [
    # text, contents of its claims
    ("Ann Lee, who declined to be named, said it failed.", ["it failed"]),
    ("Officials who spoke on condition of anonymity said it failed.", ["it failed"]),
    ("The ministry has yet to comment on the talks.", []),
    ("Her office didn’t respond to a request for comment.", []),
    ("Asked about the plan, Ann Lee said it failed.", ["it failed"]),
    (
        "Israel struck, Al Arabiya reported, citing the Observatory, which quoted activists.",
        ["Israel struck"],
    ),
    ("“It failed,” Ann Lee told reporters, according to Reuters.", ["“It failed,”"]),
]


@pytest.mark.parametrize(("text", "contents"), CLAIMS)
def test_claims(nlp, text, contents):
    reading = Reading.of(nlp(text))
    found = [span.of(text) for claim in reading.attributions for span in claim.content]
    assert found == contents
