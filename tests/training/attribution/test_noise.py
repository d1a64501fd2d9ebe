"""Articles with small changes keep labels that can be read."""

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.training.attribution.labelled import GOLD, TEXT, article, chunks, is_well_formed
from training.attribution import noise
from training.attribution.corpus import Labelled, kept, label
from training.attribution.noise import noisy
from transforms.analyse.words import BREAK, TRAITS, case

#: Long enough for every change: headlines go and paragraphs run together in longer texts only.
REST = "\n\n" + "It rained all day on Friday in the north of the country. " * 6
LONG = TEXT + REST + "\n\n“We never said that,” Bob Day said." + REST
NAMES = ["novak", "okafor", "ito"]


def test_nothing_changes_where_chance_is_against_it() -> None:
    class Never(random.Random):
        def random(self) -> float:
            return 1.0

    one = article(LONG)
    assert noisy(one, NAMES, Never()) is one


@given(st.integers(0, 10_000))
def test_labels_stay_well_formed(seed: int) -> None:
    rng = random.Random(seed)
    changed = article(LONG)
    for _ in range(4):  # a few changes at once, as one is rare
        changed = noisy(changed, NAMES, rng)
    assert is_well_formed(changed)
    count = len(changed.words)
    assert len(changed.tags) == len(changed.cues) == len(changed.sources) == count
    assert len(changed.counts) == count
    for links in (changed.cues, changed.sources):
        real = links[links[:, 0] >= 0]
        assert (real[:, 0] < real[:, 1]).all()
        assert (real[:, 1] <= count).all()
    assert all(0 <= word.traits < TRAITS for word in changed.words)


@given(st.integers(0, 10_000))
def test_links_still_point_to_what_they_pointed_to(seed: int) -> None:
    changed = noisy(article(LONG), NAMES, random.Random(seed))
    spans = {tuple(span) for found in GOLD for part in ("cue", "source") for span in found[part]}
    for start, end in {tuple(link) for links in (changed.cues, changed.sources) for link in links}:
        if start >= 0:
            assert (changed.words[start].start, changed.words[end - 1].end) in spans


@given(st.integers(0, 10_000), st.floats(0, 1))
def test_words_taken_out_anywhere(seed: int, share: float) -> None:
    one = article()
    keep = np.random.default_rng(seed).random(len(one.words)) < share
    assert is_well_formed(kept(one, keep, one.words))


def test_headlines_of_sentences_change_nothing_but_capitals() -> None:
    one = label("one", "The talks of Ann Lee and the UN had failed. It was so in Rome", [])
    found = set()
    for seed in range(60):
        changed = noise.recased(one, random.Random(seed)).words
        assert [w.form for w in changed] == [w.form for w in one.words]
        cases = [case(word) for word in changed[:9]]
        found.add(" ".join(c.name[0] for c in cases))
    assert found == {
        "T L L T T L L U L",  # as it was: The talks of Ann Lee and the UN had
        "T T L T T L L U T",  # The Talks of Ann Lee and the UN Had
        "U U U U U U U U U",
        "L L L L L L L L L",
    }


def test_no_headline() -> None:
    changed = noise._without_headline(article(LONG))
    assert changed.words[0].form == '"'
    assert [word.traits % 3 for word in (changed.words[0], changed.words[-1])] == [0, 1]


def test_a_lost_mark_leaves_what_follows_unclosed() -> None:
    one = article()
    changed = noise._lost_mark(one, random.Random(1))
    assert len(changed.words) == len(one.words) - 1


def test_other_names_are_the_same_throughout() -> None:
    def count(of: Labelled, form: str) -> int:
        return sum(word.form == form for word in of.words)

    one = article(LONG)
    changed = noise._renamed(one, ["novak"], random.Random(3))
    for form in ("lee", "bob", "day", "ann"):
        # All of them or none.
        assert count(changed, form) in (0, count(one, form))
    assert count(changed, "novak") > 1
    assert len(chunks(changed)) == len(chunks(one))


def test_paragraphs_that_run_together() -> None:
    one = article(LONG)
    torn = [noise._torn(one, random.Random(seed)) for seed in range(30)]
    breaks = {sum(word.form == BREAK for word in changed.words) for changed in torn}
    assert max(breaks) == sum(word.form == BREAK for word in one.words) > min(breaks)
