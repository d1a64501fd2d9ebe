"""Pronouns put for names: who they stand for is known, and the labels stay."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.attribution.labelled import is_well_formed, marked
from training.attribution.corpus import Labelled, Within, label
from training.attribution.pronouns import numbered, with_pronouns
from transforms.analyse.attributions import Span

TEXT = (
    "Ann Lee met Bob Day in town. Lee’s plan failed, and Mr. Day left. When Lee then met with Day,"
    " “we stay,” she said, and Lee left. Day Tower is high."
)
PEOPLE = {"Ann Lee": "Ann Lee", "Lee": "Ann Lee", "Bob Day": "Bob Day", "Day": "Bob Day"}


def article() -> Labelled:
    found = label(
        "one", TEXT, marked(TEXT, {"content": "“we stay,”", "cue": "said", "source": "she"})
    )
    named, behind = [], 0
    for name in ("Ann Lee", "Bob Day", "Lee", "Day", "Lee", "Day", "Lee", "Day"):
        start = TEXT.index(name, behind)
        behind = start + len(name)
        named.append((Span(start, behind), PEOPLE[name]))
    people = numbered(Within(TEXT, found.words), named)
    return Labelled(
        found.name, found.words, found.tags, found.cues, found.sources, found.counts, people=people
    )


def test_people_are_numbered_women_odd() -> None:
    one = article()
    assert one.people is not None
    by_word = {w.form: int(n) for w, n in zip(one.words, one.people, strict=True) if n >= 0}
    assert by_word == {"ann": 1, "lee": 1, "bob": 2, "day": 2}


def test_names_that_repeat_become_pronouns() -> None:
    class Always(random.Random):
        def random(self) -> float:
            return 0.0

    changed = with_pronouns(article(), Always())
    forms = " ".join(word.form for word in changed.words)
    assert forms == (
        "ann lee met bob day in town . her plan failed , and mr . day left . when lee then met with"
        ' him , " we stay , " she said , and she left . day tower is high .'
    )
    assert changed.asked is not None
    assert changed.people is not None
    who = [(changed.words[i].form, int(changed.people[i])) for i in np.flatnonzero(changed.asked)]
    assert who == [("her", 1), ("him", 2), ("she", 1)]


@given(st.integers(0, 10_000))
def test_labels_stay_well_formed(seed: int) -> None:
    changed = with_pronouns(article(), random.Random(seed))
    assert is_well_formed(changed)
    assert changed.people is not None
    assert len(changed.people) == len(changed.words)


def test_without_people_nothing_changes() -> None:
    one = label("one", TEXT, [])
    assert with_pronouns(one, random.Random(0)) is one


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_chance_gives_the_same_article(seed: int) -> None:
    once, again = (with_pronouns(article(), random.Random(seed)).words for _ in range(2))
    assert once == again
