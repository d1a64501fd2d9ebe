"""Sentences that hedge, ask, or hang on a condition."""

import pytest

from transforms.analyse.hedges import is_conditional, is_hedged, is_question, reported_question

CONDITIONAL = [
    ("If they attack, we will answer.", True),
    ("they will answer if attacked", True),
    ("“Unless they stop, we go on,”", True),
    ("the offer stands as long as prices hold", True),
    ("Had he asked, we would have told him.", True),
    ("even if he wins, he needs the north", True),
    ("It looks as if it rained.", False),
    ("nobody can tell if it rained", False),
    ("He asked if it rained.", False),
    ("It rained, if anything, more than before.", False),
    ("The attack was planned.", False),
]


@pytest.mark.parametrize(("sentence", "expected"), CONDITIONAL)
def test_is_conditional(sentence, expected):
    assert is_conditional(sentence) is expected


HEDGED = [
    # sentence, in the words of its speaker, hedged
    ("“I think they will do the right thing.”", True, True),
    ("“I don’t believe that is a good idea.”", True, True),
    ("“I’m not sure it works.”", True, True),
    ("he thinks that it works", False, True),
    ("it may rain", False, True),
    ("May was cold.", False, False),
    ("it rained in May", False, False),
    ("it could not be found", False, False),
    ("he was probably there", False, True),
    ("the talks appear to have failed", False, True),
    ("she appeared in court", False, False),
    ("it would be a mistake", True, True),
    ("it would be a mistake", False, False),
    ("“I would never do that.”", True, False),
    ("While it may rain, the match is on.", False, False),
    ("he knows the man who may run", False, False),
    ("the road is closed because it might flood", False, False),
    ("Israel (and perhaps Egypt) has good relations with them", False, False),
    ("“I think of you.”", True, False),
    ("The road is closed.", True, False),
]


@pytest.mark.parametrize(("sentence", "quoted", "expected"), HEDGED)
def test_is_hedged(sentence, quoted, expected):
    assert is_hedged(sentence, quoted) is expected


@pytest.mark.parametrize(
    ("content", "cue", "expected"),
    [
        ("if it had rained", "asked", True),
        ("whether it had rained", "questions about", True),
        ("if it rains, we stay", "said", False),
        ("Whether you like it or not, it works", "", False),
    ],
)
def test_reported_question(content, cue, expected):
    assert reported_question(content, cue) is expected


@pytest.mark.parametrize(("sentence", "expected"), [("“Who pays?”", True), ("“We pay.”", False)])
def test_is_question(sentence, expected):
    assert is_question(sentence) is expected
